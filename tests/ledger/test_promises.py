"""What the database itself refuses, whoever asks it, and how it is set up."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.schema import Table

from planner.errors import LedgerError
from planner.ledger.address import ledger_address
from planner.ledger.database import Database
from planner.ledger.layout import LAYOUT_VERSION
from planner.ledger.ledger import Ledger, open_ledger
from planner.ledger.tables import APPLICATION_ID, TABLES
from tests.ledger.samples import (
    AT,
    BY,
    CAMPAIGN,
    breakdown,
    collected,
    plan,
    provenance,
    publish_roster,
    report,
    roster,
    store_roster,
)
from tests.postgres import Server

EACH_TABLE = pytest.mark.parametrize("table", TABLES.sorted_tables, ids=str)


@pytest.fixture
def ledger(address: Path | str) -> Ledger:
    """One with a row in each table."""
    opened = open_ledger(address, CAMPAIGN)
    report(opened, "a.xlsx", collected(100))
    opened.store_version(plan(), provenance(), is_sound=True, by=BY, at=AT)
    opened.announce(1, date(2023, 4, 30), by=BY, at=AT)
    store_roster(opened, roster())
    publish_roster(opened, 1, date(2023, 4, 30))
    opened.adjustments.enter(breakdown(), by=BY, at=AT)
    return opened


def everything(ledger: Ledger) -> list[object]:
    """All rows of all tables."""
    with ledger.database.reading() as connection:
        return [tuple(row) for table in TABLES.sorted_tables for row in connection.execute(table.select())]


@EACH_TABLE
def test_no_row_is_ever_changed_or_deleted(ledger: Ledger, table: Table) -> None:
    before = everything(ledger)
    column = "name" if table.name == "campaigns" else "campaign"
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(LedgerError, match="never changed"), ledger.database.changing() as connection:
            connection.execute(text(statement))
    assert everything(ledger) == before


RESULT = (
    "INSERT INTO results (campaign, number, day, shift, machine, unit, collected, recorded_at, recorded_by) VALUES "
    "('Bình Gia', {number}, {day}, {shift}, {machine}, {unit}, {collected}, '2023-04-11T00:00:00+00:00', 'x')"
)
GOOD = {"number": "2", "day": "'2023-04-11'", "shift": "'Ca 01'", "machine": "'M'", "unit": "'1'", "collected": "0"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "1"},
        {"number": "0"},
        {"day": "'2023-02-30'"},
        {"day": "'11/4/2023x'"},
        {"day": "NULL"},
        {"shift": "NULL"},
        {"machine": "NULL"},
        {"unit": "''"},
        {"collected": "-1"},
        {"collected": "'khoảng 500'"},
        {"collected": "NULL"},
    ],
    ids=str,
)
def test_a_row_that_makes_no_sense_is_refused(ledger: Ledger, wrong: dict[str, str]) -> None:
    with ledger.database.changing() as connection:
        connection.execute(text(RESULT.format(**GOOD)))
    with pytest.raises(LedgerError), ledger.database.changing() as connection:
        connection.execute(text(RESULT.format(**{**GOOD, "number": "3", **wrong})))
    assert ledger.mark().result == 2


def test_what_is_announced_was_stored(ledger: Ledger) -> None:
    with pytest.raises(LedgerError), ledger.database.changing() as connection:
        connection.execute(
            text("INSERT INTO announcements VALUES ('Bình Gia', 2, 9, '2023-04-30', '2023-04-11T00:00:00+00:00', 'x')")
        )
    assert len(ledger.announcements()) == 1


def test_the_tables_stand_as_they_are_written_down(ledger: Ledger) -> None:
    with ledger.database.reading() as connection:
        found = inspect(connection)
        for table in TABLES.sorted_tables:
            columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
            assert columns == {column.name: column.nullable for column in table.columns}, table


def test_a_file_is_set_up_as_was_measured_to_be_safe(ledger_file: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))
        with ledger.database.reading() as connection:
            asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "application_id", "user_version")
            found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in asked]
        assert found == ["delete", 3, 1, 60_000, APPLICATION_ID, LAYOUT_VERSION]
        with ledger.database.reading() as connection:
            definitions = connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'table'")).scalars().all()
        assert len(definitions) == len(TABLES.tables)
        assert all(definition.rstrip().endswith("STRICT") for definition in definitions)
    assert [path.name for path in ledger_file.parent.iterdir()] == [ledger_file.name]


def test_a_file_that_somebody_put_into_wal_mode_is_put_back(ledger_file: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))
        with closing(sqlite3.connect(ledger_file)) as other:
            assert other.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
        report(ledger, "b.xlsx", collected(2))
        assert ledger.results() == (collected(2),)
    with closing(sqlite3.connect(ledger_file)) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_writers_take_the_lock_before_they_look(ledger_file: Path) -> None:
    """A transaction that reads first and locks later loses what others wrote in between."""
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))
        with ledger.database.writing(), closing(sqlite3.connect(ledger_file, timeout=0)) as other:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
            assert other.execute("SELECT count(*) FROM results").fetchone() == (1,)


def test_a_server_commits_to_disk_before_it_answers(server: Server) -> None:
    with open_ledger(server.new_database(), CAMPAIGN) as ledger, ledger.database.changing() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar_one() == "20s"


def test_on_a_server_the_tables_stand_apart_from_others(server: Server) -> None:
    address = server.new_database()
    with psycopg.connect(address.replace("+psycopg", "")) as other:
        other.execute("CREATE TABLE results (x text)")
        other.execute("CREATE TABLE layout (version text)")
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))
        assert ledger.results() == (collected(1),)
    with psycopg.connect(address.replace("+psycopg", "")) as other:
        assert other.execute("SELECT count(*) FROM public.results").fetchone() == (0,)


def test_errors_do_not_show_what_was_to_be_written(address: Path | str) -> None:
    database = Database(ledger_address(address))
    with open_ledger(address, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))
    with pytest.raises(LedgerError) as refused, database.changing() as connection:
        connection.execute(
            text("INSERT INTO campaigns (name, x) VALUES (:name, 1)"), {"name": "Nguyễn Văn Kín 001099012345"}
        )
    database.close()
    cause = refused.value.__cause__
    assert isinstance(cause, DBAPIError)
    assert "001099012345" not in f"{refused.value} {cause}"
