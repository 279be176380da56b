"""Ledgers of earlier versions open with all they hold; newer ones, and what is no ledger, are refused."""

import os
import signal
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, event, inspect

from planner.errors import LedgerDamaged, LedgerTooNew, LedgerUnusable
from planner.ledger import migrations
from planner.ledger.digests import digest_of
from planner.ledger.file_copy import check_file
from planner.ledger.layout import LAYOUT_VERSION, SCHEMA
from planner.ledger.ledger import Ledger, open_ledger
from planner.ledger.tables import TABLES
from tests.ledger.children import in_child, only_readable
from tests.ledger.samples import AT, CAMPAIGN, collected, elsewhere, report

SCHEMAS = Path(__file__).parent / "schemas"
OLDER = range(1, LAYOUT_VERSION)
ALL = range(1, LAYOUT_VERSION + 1)


def script(version: int, kind: str) -> str:
    return (SCHEMAS / f"v{version}.{kind}.sql").read_text(encoding="utf-8")


def make_old(address: Path | str, version: int) -> None:
    """Put the ledger of an earlier version there."""
    if isinstance(address, Path):
        with closing(sqlite3.connect(address)) as connection:
            connection.executescript(script(version, "sqlite"))
    else:
        with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as server:
            server.execute(script(version, "postgresql").encode())


def holds_what_it_held(ledger: Ledger) -> bool:
    """Whether what stands in each of the old schemas is read as it was meant."""
    (version,) = ledger.versions()
    rows = ledger.all_result_rows()
    next_day = {"day": date(2023, 4, 12)}
    return (
        ledger.results() == (collected(131), collected(94, shift="Ca 02"), elsewhere(7).model_copy(update=next_day))
        and [row.counts for row in rows] == [True, False, True, True]
        and rows[3].recorded_at == datetime(2023, 4, 13, 12, 30, tzinfo=UTC)
        and (version.plan.assignments[0].dossiers, version.plan.elsewhere, version.is_sound) == (160, {}, True)
        and [one.until for one in ledger.announcements()] == [date(2023, 4, 30)]
        and [event.what for event in ledger.events()] == ["plan", "announce", "record"]
    )


@pytest.mark.parametrize("version", ALL)
def test_a_ledger_of_each_layout_opens_and_goes_on(address: Path | str, version: int) -> None:
    make_old(address, version)
    with open_ledger(address, CAMPAIGN) as ledger:
        assert ledger.database.layout() == LAYOUT_VERSION
        assert holds_what_it_held(ledger)
        recorded = report(ledger, "a.xlsx", collected(131).model_copy(update={"approved": 130}), elsewhere(9))
        assert (recorded.corrected, recorded.new, recorded.last_result) == (1, 1, 6)
        assert report(ledger, "a.xlsx", elsewhere(9)).is_known_file


@pytest.mark.parametrize("version", OLDER)
def test_an_older_ledger_gets_the_tables_of_a_new_one(address: Path | str, version: int) -> None:
    make_old(address, version)
    with open_ledger(address, CAMPAIGN) as ledger, ledger.database.reading() as connection:
        found = inspect(connection)
        assert set(found.get_table_names(None if ledger.path else SCHEMA)) - {"layout"} == set(TABLES.tables)
        for table in TABLES.sorted_tables:
            columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
            assert columns == {column.name: column.nullable for column in table.columns}, table


@pytest.mark.parametrize("version", OLDER)
def test_an_older_file_is_copied_before_it_is_changed(ledger_file: Path, version: int) -> None:
    make_old(ledger_file, version)
    open_ledger(ledger_file, CAMPAIGN).close()
    copy = ledger_file.with_name(f"campaign.ledger.layout-{version}.db")
    check_file(copy)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert connection.execute("SELECT count(*) FROM results").fetchone() == (4,)


@pytest.mark.parametrize("after", [0, 1, 3, 6])
def test_a_migration_that_dies_half_way_leaves_the_old_file(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Killed after so many of its statements; the next opening does all of it."""
    make_old(ledger_file, 1)
    whole_step = migrations._STEPS[1]

    def dying(connection: Connection) -> None:
        left = after

        def count_down(*_: object) -> None:
            nonlocal left
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

        event.listen(connection, "before_cursor_execute", count_down)
        whole_step(connection)

    monkeypatch.setitem(migrations._STEPS, 1, dying)
    assert in_child(lambda: open_ledger(ledger_file, CAMPAIGN)) == "SIGKILL"
    monkeypatch.undo()
    with closing(sqlite3.connect(ledger_file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert "approved" not in {row[1] for row in connection.execute("PRAGMA table_info (results)")}
        assert "imports" not in {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        assert holds_what_it_held(ledger)


def test_an_older_ledger_in_a_closed_folder_is_left_alone(open_folder: Path) -> None:
    ledger_file = open_folder / "campaign.ledger.db"
    make_old(ledger_file, 1)
    before = ledger_file.read_bytes()
    only_readable(open_folder)
    told = in_child(lambda: open_ledger(ledger_file, CAMPAIGN), as_ordinary_user=True)
    assert told.startswith("LedgerUnusable: ")
    assert "--ledger" in told
    assert ledger_file.read_bytes() == before


def test_a_newer_ledger_is_refused_with_advice(address: Path | str) -> None:
    make_old(address, LAYOUT_VERSION)
    newer = LAYOUT_VERSION + 1
    if isinstance(address, Path):
        with closing(sqlite3.connect(address)) as connection:
            connection.execute(f"PRAGMA user_version = {newer}")
        before = address.read_bytes()
    else:
        with psycopg.connect(address.replace("+psycopg", "")) as server:
            server.execute("UPDATE enrolment_ledger.layout SET version = version + 1")
    with pytest.raises(LedgerTooNew, match=f"{newer}.*{LAYOUT_VERSION}.*--ledger"):
        open_ledger(address, CAMPAIGN)
    if isinstance(address, Path):
        assert address.read_bytes() == before


def test_one_that_became_newer_while_it_was_open_is_not_written_to(ledger_file: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))
        with closing(sqlite3.connect(ledger_file)) as connection:
            connection.execute(f"PRAGMA user_version = {LAYOUT_VERSION + 1}")
        before = ledger_file.read_bytes()
        with pytest.raises(LedgerTooNew):
            report(ledger, "b.xlsx", collected(2))
    assert ledger_file.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"\0"])
def test_an_emptied_file_is_no_place_for_a_ledger_unless_that_is_wanted(ledger_file: Path, content: bytes) -> None:
    ledger_file.write_bytes(content)
    with pytest.raises(LedgerDamaged, match="--new-ledger"):
        open_ledger(ledger_file, CAMPAIGN)
    assert ledger_file.read_bytes() == content
    with open_ledger(ledger_file, CAMPAIGN, takes_emptied=True) as ledger:
        assert ledger.results() == ()
        report(ledger, "a.xlsx", collected(1))
        assert ledger.results() == (collected(1),)


@pytest.mark.parametrize("content", [b"PK\x03\x04 a workbook", b"%PDF-1.7 a notice", b"xy", b"\0" * 5000])
def test_a_file_of_another_kind_is_refused_and_left_alone(ledger_file: Path, content: bytes) -> None:
    other = ledger_file.with_name("campaign.xlsx")
    other.write_bytes(content)
    with pytest.raises(LedgerUnusable, match="--ledger"):
        open_ledger(other, CAMPAIGN)
    assert other.read_bytes() == content


@pytest.mark.parametrize("content", [b"xy", b"SQLite format 3\x00 but no more", b"\0" * 5000])
def test_what_has_a_ledgers_name_and_no_other_kind_is_a_damaged_ledger(ledger_file: Path, content: bytes) -> None:
    ledger_file.write_bytes(content)
    with pytest.raises(LedgerDamaged, match="planner restore"):
        open_ledger(ledger_file, CAMPAIGN)
    assert ledger_file.read_bytes() == content


def test_a_database_of_something_else_is_refused_and_left_alone(ledger_file: Path) -> None:
    with closing(sqlite3.connect(ledger_file)) as connection:
        connection.execute("CREATE TABLE results (x)")
    before = ledger_file.read_bytes()
    with pytest.raises(LedgerUnusable, match="--ledger"):
        open_ledger(ledger_file, CAMPAIGN)
    assert ledger_file.read_bytes() == before


def test_what_was_entered_before_leaves_could_be_is_still_there(ledger_file: Path) -> None:
    """The table is made anew for layout 6; rows and digests stay as they were written."""
    make_old(ledger_file, 5)
    moment = "2023-04-12T12:30:00.000000+00:00"
    row = {
        "campaign": CAMPAIGN, "number": 1, "kind": "breakdown", "machine": "MÁY 2", "unit": None,
        "first_day": "2023-04-13", "first_shift": "Ca 01", "last_day": "2023-04-14", "last_shift": "Ca 02",
        "reason": "hỏng", "entered_at": moment, "entered_by": "Lan", "withdraws": None,
    }  # fmt: skip
    told = {**row, "entered_at": datetime.fromisoformat(moment)}
    row["digest"] = digest_of("", TABLES.tables["adjustments"], told)
    event_row = {
        "campaign": CAMPAIGN, "number": 4, "at": moment, "by": "Lan", "what": "adjust",
        "details": '{"adjustment": 1, "kind": "breakdown"}',
    }  # fmt: skip
    with closing(sqlite3.connect(ledger_file)) as file:
        (before,) = file.execute("SELECT digest FROM events WHERE number = 3").fetchone()
        event_told = {**event_row, "at": datetime.fromisoformat(moment)}
        event_row["digest"] = digest_of(before, TABLES.tables["events"], event_told)
        for table, values in (("adjustments", row), ("events", event_row)):
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * len(values))
            file.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", [*values.values()])  # noqa: S608
        file.commit()
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        (entered,) = ledger.adjustments.all()
        assert (entered.adjustment.machine, entered.entered_by, entered.holds) == ("MÁY 2", "Lan", True)
        ledger.adjustments.withdraw(1, by="Minh", at=AT)
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        assert not ledger.adjustments.all()[0].holds
    check_file(ledger_file)
