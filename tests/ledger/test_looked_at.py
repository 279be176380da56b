"""Rows are looked at once while a door is open, and anew as soon as something else than the program has written."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg
import pytest

from planner.errors import LedgerDamaged
from planner.ledger import plan_versions, reported, soundness
from planner.ledger.ledger import open_ledger
from planner.ledger.looked_at import looks_remembered
from planner.ledger.reported import RecordedResult
from tests.ledger.samples import AT, BY, CAMPAIGN, collected, plan, provenance, report

PLANS = 6


@pytest.fixture
def filled(address: Path | str) -> Path | str:
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(131, note="ghi"), collected(90, shift="Ca 02"))
        for number in range(1, PLANS + 1):
            ledger.store_version(plan(100 + number), provenance(2), is_sound=True, by=BY, at=AT)
        ledger.announce(2, date(2023, 4, 30), by=BY, at=AT)
    return address


@pytest.fixture
def open_door() -> Iterator[None]:
    with looks_remembered():
        yield


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done with rows: each digest that is reckoned, and each text of a plan that is read."""
    done: list[str] = []
    for room, way, told in ((soundness, "digest_of", "digest"), (plan_versions, "_read", "told")):
        monkeypatch.setattr(room, way, noted(done, told, getattr(room, way)))
    monkeypatch.setattr(plan_versions, "plan_ahead", noted(done, "plan", plan_versions.plan_ahead))
    return done


def noted(done: list[str], told: str, act: Callable[..., object]) -> Callable[..., object]:
    """The same, which notes each time that it is called."""

    def called(*given: object) -> object:
        done.append(told)
        return act(*given)

    return called


def look(address: Path | str) -> tuple[list[str], list[int | None]]:
    """Which rows are damaged, and of which versions something is told."""
    with open_ledger(address, CAMPAIGN) as ledger:
        stored = ledger.stored_versions()
        ahead = ledger.plans_ahead([(2, None), (4, date(2023, 4, 12))])
        assert [None if one is None else one.version for one in ahead] == [
            number if stored[number - 1].summary else None for number in (2, 4)
        ]
        return [str(fault) for fault in ledger.faults()], [one.number if one.summary else None for one in stored]


SOUND: tuple[list[str], list[int | None]] = ([], [1, 2, 3, 4, 5, 6])


@pytest.mark.usefixtures("open_door")
def test_a_row_is_looked_at_once(filled: Path | str, worked: list[str]) -> None:
    assert look(filled) == SOUND
    worked.clear()
    assert look(filled) == SOUND
    assert not worked
    with open_ledger(filled, CAMPAIGN) as ledger:
        report(ledger, "b.xlsx", collected(5, day=9))
        ledger.store_version(plan(7), provenance(3), is_sound=True, by=BY, at=AT)
    worked.clear()
    assert look(filled) == ([], [1, 2, 3, 4, 5, 6, 7])
    assert sorted(worked) == ["digest"] * 5 + ["told"] * 2, "the new result, file and version, and their two events"


def test_a_command_looks_at_everything(filled: Path | str, worked: list[str]) -> None:
    look(filled)
    once = len(worked)
    look(filled)
    assert len(worked) == 2 * once


@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize("later", [False, True])
def test_a_plan_that_is_changed_after_it_was_looked_at_is_named(filled: Path | str, *, later: bool) -> None:
    """Also where the program has written something since."""
    look(filled)
    change(filled, "UPDATE versions SET plan = replace(plan, '102', '999') WHERE number = 2")
    if later:
        with open_ledger(filled, CAMPAIGN) as ledger:
            report(ledger, "b.xlsx", collected(5, day=9))
    assert look(filled) == (["phương án 2"], [1, None, 3, 4, 5, 6])
    with open_ledger(filled, CAMPAIGN) as ledger, pytest.raises(LedgerDamaged, match="phương án 2"):
        ledger.version(2)


@pytest.mark.usefixtures("open_door")
def test_a_figure_that_is_changed_after_it_was_looked_at_is_refused(filled: Path | str) -> None:
    look(filled)
    change(filled, "UPDATE results SET collected = 999 WHERE number = 1")
    with pytest.raises(LedgerDamaged, match="kết quả 1"):
        look(filled)


def rows_as_read_anew(address: Path | str) -> tuple[RecordedResult, ...]:
    """What the ledger tells now, which has to be what it tells to whoever remembers nothing."""
    with open_ledger(address, CAMPAIGN) as ledger:
        told = ledger.all_result_rows()
        with looks_remembered():
            assert ledger.all_result_rows() == told
        assert reported.in_order(row.result for row in told if row.counts) == ledger.results()
    return told


@pytest.mark.usefixtures("open_door")
def test_result_rows_are_read_once_and_stand_as_they_do_now(
    filled: Path | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(reported, "_result", noted(read, "row", vars(reported)["_result"]))

    def told() -> list[int]:
        with open_ledger(filled, CAMPAIGN) as ledger:
            return [row.number for row in ledger.all_result_rows() if row.counts]

    assert told() == [1, 2]
    read.clear()
    assert told() == [1, 2]
    assert not read
    with open_ledger(filled, CAMPAIGN) as ledger:
        report(ledger, "b.xlsx", collected(5, day=9), collected(77))
    read.clear()
    assert told() == [2, 3, 4]
    assert len(read) == 2, "the new rows"
    assert [row.counts for row in rows_as_read_anew(filled)] == [False, True, True, True]
    with open_ledger(filled, CAMPAIGN) as ledger:
        ledger.withdraw([4], by=BY, at=AT)
    assert told() == [1, 2, 3], "the row that was corrected counts again"
    assert [row.is_withdrawn for row in rows_as_read_anew(filled)] == [False, False, False, True, False]
    with open_ledger(filled, CAMPAIGN) as ledger:
        report(ledger, "c.xlsx", collected(77))
    assert told() == [2, 3, 6]
    assert [row.counts for row in rows_as_read_anew(filled)] == [False, True, True, False, False, True]


@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize(
    ("number", "statement"),
    [
        (1, "UPDATE results SET collected = 999 WHERE number = 1"),
        (3, "UPDATE results SET collected = 999 WHERE number = 3"),
    ],
)
def test_a_figure_that_was_read_and_is_changed_then_is_told_to_nobody(
    filled: Path | str, number: int, statement: str
) -> None:
    """Neither one that was looked at before, nor one that was read before it was looked at."""
    with open_ledger(filled, CAMPAIGN) as ledger:
        ledger.all_result_rows()
        report(ledger, "b.xlsx", collected(5, day=9))
        ledger.all_result_rows()
    change(filled, statement)
    with pytest.raises(LedgerDamaged, match=f"kết quả {number}"):
        open_ledger(filled, CAMPAIGN)


@pytest.mark.usefixtures("open_door")
def test_a_file_that_something_else_has_written_is_looked_at_anew(ledger_file: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(131, note="ghi"))
    with open_ledger(ledger_file, CAMPAIGN):
        pass
    with ledger_file.open("r+b") as file:
        place = file.read().index(b"ghi")
        file.seek(place)
        file.write(b"ghj")
    with pytest.raises(LedgerDamaged, match="kết quả 1"):
        open_ledger(ledger_file, CAMPAIGN)


@pytest.mark.usefixtures("open_door")
def test_another_ledger_in_the_place_of_this_one_is_looked_at_anew(ledger_file: Path) -> None:
    """One that had gone another way from the same beginning, and holds more."""
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        ledger.store_version(plan(1), provenance(), is_sound=True, by=BY, at=AT)
    other = ledger_file.with_name("other.db")
    shutil.copy(ledger_file, other)
    for place, dossiers in ((ledger_file, [2]), (other, [3, 4])):
        with open_ledger(place, CAMPAIGN) as ledger:
            for each in dossiers:
                ledger.store_version(plan(each), provenance(each), is_sound=True, by=BY, at=AT)
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        assert [one.last_result for one in ledger.stored_versions()] == [0, 2]
    with ledger_file.open("r+b") as file:
        file.write(other.read_bytes())
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        assert [one.last_result for one in ledger.stored_versions()] == [0, 3, 4]


def change(address: Path | str, statement: str) -> None:
    """Run a statement past the program, with the safeguards off for just as long."""
    if isinstance(address, str):
        with psycopg.connect(address.replace("+psycopg", "")) as server:
            server.execute("SET session_replication_role = replica")
            server.execute("SET search_path TO enrolment_ledger")
            server.execute(statement.encode())
        return
    with closing(sqlite3.connect(address)) as connection, connection:
        safeguards = list(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        for name, _sql in safeguards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _name, sql in safeguards:
            connection.execute(sql)
