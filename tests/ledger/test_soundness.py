"""What is changed in a ledger outside of the program is named, row by row, and not believed."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg
import pytest

from planner.errors import LedgerDamaged
from planner.ledger.backups import back_up
from planner.ledger.ledger import Ledger, open_ledger
from planner.ledger.restoring import restore
from tests.ledger.samples import (
    AT,
    BY,
    CAMPAIGN,
    collected,
    elsewhere,
    plan,
    provenance,
    publish_roster,
    report,
    roster,
    store_roster,
)

Change = Callable[[str], None]
NEVER_TOLD = "079203001234"


def fill(ledger: Ledger) -> None:
    report(ledger, "a.xlsx", collected(131, note="ghi"), collected(90, shift="Ca 02"), elsewhere(7))
    report(ledger, "b.xlsx", collected(94, shift="Ca 02"))
    for number in (1, 2, 3):
        ledger.store_version(plan(100 + number), provenance(4), is_sound=True, by=BY, at=AT)
    ledger.announce(2, date(2023, 4, 30), by=BY, at=AT)
    for officer in ("CB01", "CB02", "CB03"):
        store_roster(ledger, roster(officer))
    publish_roster(ledger, 2, date(2023, 4, 30))


@pytest.fixture
def filled(address: Path | str) -> Path | str:
    with open_ledger(address, CAMPAIGN) as ledger:
        fill(ledger)
    return address


@pytest.fixture
def change(filled: Path | str) -> Change:
    """Run a statement past the program, with the safeguards off."""

    def on_file(statement: str) -> None:
        with closing(sqlite3.connect(str(filled))) as connection, connection:
            safeguards = list(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
            for name, _sql in safeguards:
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(statement)
            for _name, sql in safeguards:
                connection.execute(sql)

    def on_server(statement: str) -> None:
        with psycopg.connect(str(filled).replace("+psycopg", "")) as server:
            server.execute("SET session_replication_role = replica")
            server.execute("SET search_path TO enrolment_ledger")
            server.execute(statement.encode())

    return on_file if isinstance(filled, Path) else on_server


FIGURES = [
    ("UPDATE results SET collected = 999 WHERE number = 2", "kết quả 2"),
    (f"UPDATE results SET note = '{NEVER_TOLD}' WHERE number = 1", "kết quả 1"),  # noqa: S608
    ("UPDATE results SET day = '2023-04-19' WHERE number = 4", "kết quả 4"),
    ("UPDATE results SET approved = 5 WHERE number = 3", "kết quả 3"),
    ("UPDATE announcements SET until = '2023-05-30'", "lần thông báo 1"),
    ("UPDATE publications SET until = '2023-05-30'", "lần thông báo lịch trực 1"),
    ("UPDATE imports SET file_sha256 = file_name || substr(file_sha256, 7) WHERE number = 2", "tệp kết quả.* 2"),
]


@pytest.mark.parametrize(("statement", "row"), FIGURES)
def test_changed_figures_are_named_and_not_believed(
    filled: Path | str, change: Change, tmp_path: Path, statement: str, row: str
) -> None:
    change(statement)
    with pytest.raises(LedgerDamaged, match=f"(?s){row}") as told:
        open_ledger(filled, CAMPAIGN)
    assert NEVER_TOLD not in str(told.value)
    with (
        open_ledger(filled, CAMPAIGN, despite_changed_figures=True) as ledger,
        pytest.raises(LedgerDamaged, match=f"(?s){row}"),
    ):
        back_up(ledger, tmp_path / "backup.db")
    assert not (tmp_path / "backup.db").exists()


@pytest.mark.parametrize("statement", [one for one, _row in FIGURES])
def test_what_is_changed_while_the_ledger_is_open_stops_the_next_writing(
    filled: Path | str, change: Change, statement: str
) -> None:
    with open_ledger(filled, CAMPAIGN) as ledger:
        change(statement)
        with pytest.raises(LedgerDamaged):
            ledger.store_version(plan(), provenance(4), is_sound=True, by=BY, at=AT)
        with pytest.raises(LedgerDamaged):
            report(ledger, "c.xlsx", collected(1, day=9))
    with open_ledger(filled, CAMPAIGN, despite_changed_figures=True) as ledger:
        assert (len(ledger.versions()), len(ledger.all_result_rows())) == (3, 4)


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("DELETE FROM results WHERE number = 2", "kết quả 2"),
        ("DELETE FROM announcements", "lần thông báo 1"),
        ("DELETE FROM publications", "lần thông báo lịch trực 1"),
        ("UPDATE results SET number = 40 WHERE number = 2", "kết quả 2"),
    ],
)
def test_rows_that_are_gone_are_named(filled: Path | str, change: Change, statement: str, row: str) -> None:
    change(statement)
    with pytest.raises(LedgerDamaged, match=row):
        open_ledger(filled, CAMPAIGN)


@pytest.mark.parametrize(
    "broken",
    [
        "plan = '{'",
        "plan = replace(plan, '101', '999')",
        f"plan = '{NEVER_TOLD}', provenance = 'x', summary = 'y'",
        "digest = 'x'",
    ],
)
def test_a_plan_that_cannot_be_read_stops_nothing_else(filled: Path | str, change: Change, broken: str) -> None:
    change(f"UPDATE versions SET {broken} WHERE number = 1")  # noqa: S608
    with open_ledger(filled, CAMPAIGN) as ledger:
        assert [str(fault) for fault in ledger.faults()] == ["phương án 1"]
        assert ledger.state().latest == ledger.version(3)
        assert [one.number for one in ledger.stored_versions()] == [1, 2, 3]
        assert report(ledger, "c.xlsx", collected(1, day=9)).new == 1
        assert ledger.store_version(plan(), provenance(5), is_sound=True, by=BY, at=AT).number == 4
        assert [one and one.version for one in ledger.plans_ahead([(1, None), (2, None)])] == [None, 2]
        for asked in (lambda: ledger.version(1), ledger.versions):
            with pytest.raises(LedgerDamaged, match="phương án 1") as told:
                asked()
            assert NEVER_TOLD not in str(told.value)


def test_where_the_latest_plan_cannot_be_read_the_announced_one_serves(filled: Path | str, change: Change) -> None:
    change("UPDATE versions SET plan = 'x' WHERE number = 3")
    with open_ledger(filled, CAMPAIGN) as ledger:
        assert ledger.state().latest == ledger.version(2)
    change("UPDATE versions SET plan = 'x' WHERE number = 2")
    with open_ledger(filled, CAMPAIGN) as ledger, pytest.raises(LedgerDamaged, match="phương án 2"):
        ledger.state()


@pytest.mark.parametrize(
    "broken", ["roster = '{'", "roster = replace(roster, 'CB01', 'CB09')", "summary = '{}'", "digest = 'x'"]
)
def test_a_roster_that_cannot_be_read_stops_nothing_else(filled: Path | str, change: Change, broken: str) -> None:
    change(f"UPDATE rosters SET {broken} WHERE number = 1")  # noqa: S608
    with open_ledger(filled, CAMPAIGN) as ledger:
        assert [str(fault) for fault in ledger.faults()] == ["lịch trực 1"]
        assert ledger.rosters.state().latest == ledger.rosters.roster(3)
        assert [one.summary is None for one in ledger.rosters.stored()] == [True, False, False]
        assert store_roster(ledger, roster()).number == 4
        with pytest.raises(LedgerDamaged, match="lịch trực 1"):
            ledger.rosters.roster(1)


def test_where_the_latest_roster_cannot_be_read_the_published_one_serves(filled: Path | str, change: Change) -> None:
    change("UPDATE rosters SET roster = 'x' WHERE number = 3")
    with open_ledger(filled, CAMPAIGN) as ledger:
        assert ledger.rosters.state().latest == ledger.rosters.roster(2)
    change("UPDATE rosters SET roster = 'x' WHERE number = 2")
    with open_ledger(filled, CAMPAIGN) as ledger, pytest.raises(LedgerDamaged, match="lịch trực 2"):
        ledger.rosters.state()


@pytest.mark.parametrize("broken", ["details = 'x'", "what = 'nothing'", "details = '{\"version\": 77}'"])
def test_an_event_that_cannot_be_read_stops_nothing_else(filled: Path | str, change: Change, broken: str) -> None:
    change(f"UPDATE events SET {broken} WHERE number = 3")  # noqa: S608
    with open_ledger(filled, CAMPAIGN) as ledger:
        assert [str(fault) for fault in ledger.faults()] == ["sự kiện 3"]
        assert report(ledger, "c.xlsx", collected(1, day=9)).new == 1


def test_events_that_are_gone_are_named(filled: Path | str, change: Change) -> None:
    change("DELETE FROM events WHERE number >= 4")
    with open_ledger(filled, CAMPAIGN) as ledger:
        assert [fault.number for fault in ledger.faults()] == [4]


def test_text_that_is_no_text_is_named_by_its_row(ledger_file: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
    content = ledger_file.read_bytes()
    ledger_file.write_bytes(content.replace(b"ghi", b"g\xffi"))
    with pytest.raises(LedgerDamaged, match="kết quả 1") as told:
        open_ledger(ledger_file, CAMPAIGN)
    assert "g\udcffi" not in str(told.value)


def test_a_changed_ledger_makes_no_backup_and_a_changed_backup_no_ledger(ledger_file: Path) -> None:
    backup = ledger_file.with_name("backup.db")
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        back_up(ledger, backup)
    before, content = ledger_file.read_bytes(), backup.read_bytes()
    backup.write_bytes(content.replace(b"ghi", b"ghj"))
    with pytest.raises(LedgerDamaged, match=r"(?s)backup\.db.*kết quả 1"):
        restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT)
    assert ledger_file.read_bytes() == before


@pytest.mark.parametrize(
    "foreign",
    [
        "CREATE VIEW extra AS SELECT * FROM results",
        'CREATE TABLE "x; DROP TABLE results" (a)',
        "CREATE TRIGGER sly AFTER INSERT ON results BEGIN DELETE FROM events; END",
        "CREATE TRIGGER results_no_update BEFORE UPDATE ON results BEGIN SELECT 1; END",
        "CREATE INDEX sly ON results (abs(collected))",
    ],
)
def test_what_the_program_never_put_there_is_refused(ledger_file: Path, foreign: str) -> None:
    backup = ledger_file.with_name("backup.db")
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        back_up(ledger, backup)
    with closing(sqlite3.connect(backup)) as connection, connection:
        if "results_no_update" in foreign:
            connection.execute("DROP TRIGGER results_no_update")
        connection.execute(foreign)
    with pytest.raises(LedgerDamaged, match=r"planner restore CAMPAIGN\.xlsx BACKUP\.db --ledger .*backup\.db"):
        open_ledger(backup, CAMPAIGN)
    with pytest.raises(LedgerDamaged, match="planner restore"):
        restore(backup, ledger_file, CAMPAIGN, by=BY, at=AT)


def test_the_newest_backup_beside_a_damaged_ledger_is_named(ledger_file: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        back_up(ledger, ledger_file.with_name("first.db"))
        back_up(ledger, ledger_file.with_name("bản sao's.db"))
    other = ledger_file.with_name("another.db")
    with open_ledger(other, "Bắc Sơn") as ledger:
        report(ledger, "a.xlsx", collected(1))
    content = ledger_file.read_bytes()
    ledger_file.write_bytes(content[:8192] + b"\0" * 4096 + content[12288:])
    with pytest.raises(LedgerDamaged, match=r"bản sao's\.db"):
        open_ledger(ledger_file, CAMPAIGN)


@pytest.mark.parametrize("header", [b"\0", b"\0" * 16, b"\0" * 4096, b"\0" * 100])
def test_a_broken_header_is_damage_and_not_a_foreign_file(ledger_file: Path, header: bytes) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
        back_up(ledger, ledger_file.with_name("bk.db"))
    ledger_file.write_bytes(header + ledger_file.read_bytes()[len(header) :])
    with pytest.raises(LedgerDamaged, match=r"bk\.db.*planner restore"):
        open_ledger(ledger_file, CAMPAIGN)
    elsewhere_named = ledger_file.rename(ledger_file.with_name("so.sqlite"))
    if len(header) < 4096:
        with pytest.raises(LedgerDamaged, match=r"bk\.db"):
            open_ledger(elsewhere_named, CAMPAIGN)


@pytest.mark.parametrize(("at", "value"), [(60, 2), (63, 1), (63, 2), (68, 0), (59, 2)])
def test_marks_that_do_not_fit_the_tables_are_damage(ledger_file: Path, at: int, value: int) -> None:
    """The version of the tables, the mark of the program, the encoding."""
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        fill(ledger)
    content = bytearray(ledger_file.read_bytes())
    content[at] = value
    ledger_file.write_bytes(content)
    with pytest.raises(LedgerDamaged):
        open_ledger(ledger_file, CAMPAIGN)
