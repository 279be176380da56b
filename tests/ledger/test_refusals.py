"""A disk that is full, a folder that is closed, a file that is held or broken: a clear error, the old state intact."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from planner.errors import LedgerBusy, LedgerDamaged, LedgerUnusable
from planner.ledger import database
from planner.ledger.ledger import open_ledger
from tests.ledger.children import SURVIVED, in_child, only_readable
from tests.ledger.samples import AT, BY, CAMPAIGN, collected, plan, provenance, report

MANY = [collected(n, day=n % 400, shift=f"Ca {n // 400}", note="ghi chú dài " * 20) for n in range(2000)]


@pytest.fixture
def some(ledger_file: Path) -> Path:
    """A ledger with something in it."""
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100), collected(50, day=1))
    return ledger_file


def record_many(path: Path) -> Callable[[], object]:
    def act() -> None:
        with open_ledger(path, CAMPAIGN) as ledger:
            report(ledger, "many.xlsx", *MANY)

    return act


def is_as_it_was(path: Path) -> bool:
    """Whether it holds what `some` put there, is whole, and takes the next report."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with open_ledger(path, CAMPAIGN) as ledger:
        found = ledger.results() == (collected(100), collected(50, day=1)) and len(ledger.events()) == 1
        assert report(ledger, "next.xlsx", collected(1, day=9)).new == 1
        return found


def test_a_disk_that_takes_no_more_bytes(some: Path) -> None:
    told = in_child(record_many(some), most_bytes=some.stat().st_size + 20_000)
    assert told.startswith("LedgerUnusable: ")
    assert "--ledger" in told
    assert "ổ đĩa" in told
    assert is_as_it_was(some)


def test_a_full_database(some: Path) -> None:
    """What SQLite says of a full disk, told by its own limit."""
    with open_ledger(some, CAMPAIGN) as ledger:

        def limit(connection: DBAPIConnection, _entry: object) -> None:
            connection.cursor().execute("PRAGMA max_page_count = 30")

        event.listen(ledger.database.engine, "connect", limit)
        with pytest.raises(LedgerUnusable, match=r"ổ đĩa.*--ledger"):
            report(ledger, "many.xlsx", *MANY)
        assert len(ledger.all_result_rows()) == 2
    assert is_as_it_was(some)


def test_a_disk_that_is_full_from_the_start(open_folder: Path) -> None:
    path = open_folder / "new.db"
    told = in_child(record_many(path), most_bytes=0)
    assert told.startswith("LedgerUnusable: ")
    assert "--ledger" in told
    with open_ledger(path, CAMPAIGN) as ledger:
        assert not ledger.reach().holds_anything
        assert report(ledger, "a.xlsx", collected(1)).new == 1


@pytest.fixture
def closed(open_folder: Path) -> Path:
    """A ledger in a folder that ordinary users may only read."""
    path = open_folder / "campaign.ledger.db"
    with open_ledger(path, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(100), collected(50, day=1))
        ledger.store_version(plan(), provenance(), is_sound=True, by=BY, at=AT)
    only_readable(open_folder)
    return path


def test_a_closed_folder_is_read(closed: Path) -> None:
    def read() -> None:
        with open_ledger(closed, CAMPAIGN) as ledger:
            assert ledger.results() == (collected(100), collected(50, day=1))
            assert ledger.version(1).plan == plan()
            assert len(ledger.events()) == 2

    assert in_child(read, as_ordinary_user=True) == SURVIVED


@pytest.mark.parametrize("act", ["record", "store", "announce", "log", "prepare"])
def test_a_closed_folder_is_not_written_to(closed: Path, act: str) -> None:
    before = closed.read_bytes()

    def write() -> None:
        with open_ledger(closed, CAMPAIGN) as ledger:
            acts: dict[str, Callable[[], object]] = {
                "record": lambda: report(ledger, "b.xlsx", collected(1)),
                "store": lambda: ledger.store_version(plan(), provenance(), is_sound=True, by=BY, at=AT),
                "announce": lambda: ledger.announce(1, AT.date(), by=BY, at=AT),
                "log": lambda: ledger.log("backup", {}, by=BY, at=AT),
                "prepare": ledger.prepare_writing,
            }
            acts[act]()

    told = in_child(write, as_ordinary_user=True)
    assert told.startswith(f"LedgerUnusable: {closed}: ")
    assert "--ledger" in told
    assert closed.read_bytes() == before


def test_a_closed_folder_without_a_ledger(open_folder: Path) -> None:
    only_readable(open_folder)
    path = open_folder / "new.db"

    def read() -> None:
        with open_ledger(path, CAMPAIGN) as ledger:
            assert ledger.results() == ()

    assert in_child(read, as_ordinary_user=True) == SURVIVED
    told = in_child(record_many(path), as_ordinary_user=True)
    assert told.startswith(f"LedgerUnusable: {path}: ")
    assert "--ledger" in told
    assert list(open_folder.iterdir()) == []


def test_a_folder_that_may_not_even_be_looked_into(open_folder: Path) -> None:
    open_folder.chmod(0o000)
    told = in_child(lambda: open_ledger(open_folder / "new.db", CAMPAIGN), as_ordinary_user=True)
    assert told.startswith("LedgerUnusable: ")
    assert "--ledger" in told


@pytest.mark.parametrize("name", ["no such folder/x.db", "a" * 300, "."])
def test_a_place_that_cannot_be(ledger_file: Path, name: str) -> None:
    with pytest.raises(LedgerUnusable, match="--ledger"), open_ledger(ledger_file.parent / name, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))


def test_another_program_that_keeps_it_locked(some: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE_SECONDS", 0.1)
    with closing(sqlite3.connect(some, isolation_level=None)) as other, open_ledger(some, CAMPAIGN) as ledger:
        other.execute("BEGIN IMMEDIATE")
        assert len(ledger.results()) == 2
        with pytest.raises(LedgerBusy, match=r"campaign\.ledger\.db"):
            report(ledger, "b.xlsx", collected(1))
        other.execute("ROLLBACK")
    assert is_as_it_was(some)


def test_a_broken_file_names_the_way_out(some: Path) -> None:
    content = bytearray(some.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    some.write_bytes(content)
    with pytest.raises(LedgerDamaged, match="planner restore"), open_ledger(some, CAMPAIGN) as ledger:
        ledger.results()
    assert some.read_bytes() == content
