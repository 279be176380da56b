"""Results and events are saved out of a ledger whatever else in it is broken."""

import csv
import os
import sqlite3
from contextlib import closing
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.errors import LedgerUnusable
from planner.ledger.backups import back_up
from planner.ledger.ledger import open_ledger
from planner.workflow.ledger.ledger_files import DUTIES, EVENTS, RESULTS, export_ledger
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
from tests.ledger.test_layouts import make_old

NEVER_TOLD = "079203001234"
ROWS = 60


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """One that is no workbook any more, with a ledger beside it."""
    book = tmp_path / "campaign.xlsx"
    book.write_bytes(b"broken")
    with open_ledger(ledger_of(book), CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(131, note="=1+1"), collected(90, shift="Ca 02"), elsewhere(7))
        report(ledger, "b.xlsx", collected(94, shift="Ca 02", note=f"CCCD {NEVER_TOLD}"))
        ledger.store_version(plan(), provenance(4), is_sound=True, by=BY, at=AT)
        ledger.announce(1, date(2023, 4, 30), by="@SUM(A1)", at=AT)
        report(ledger, "c.xlsx", *(collected(day, day=day, note="ghi chú dài " * 9) for day in range(5, ROWS + 1)))
    return book


def ledger_of(workbook: Path) -> Path:
    return workbook.with_name("campaign.ledger.db")


def table(path: Path) -> list[list[str]]:
    return list(csv.reader(StringIO(path.read_text(encoding="utf-8-sig"))))


def exported(workbook: Path) -> tuple[list[list[str]], list[list[str]]]:
    """Rows of results and of events, heads left out; the workbook has the same."""
    before = ledger_of(workbook).read_bytes()
    book, results, events = export_ledger(workbook, workbook.parent / "ra").paths
    assert ledger_of(workbook).read_bytes() == before
    told = load_workbook(book)
    for sheet, path in ((told[RESULTS], results), (told[EVENTS], events)):
        assert [len(row) for row in sheet.iter_rows()] == [len(row) for row in table(path)]
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    return table(results)[1:], table(events)[1:]


def test_every_row_is_saved_with_what_became_of_it(workbook: Path) -> None:
    with open_ledger(ledger_of(workbook), CAMPAIGN) as ledger, ledger._writing() as place:
        from planner.ledger import tables  # noqa: PLC0415
        from planner.ledger.numbering import add_row  # noqa: PLC0415

        values = {**elsewhere(0).model_dump(exclude={"source"}), "recorded_at": AT, "recorded_by": BY}
        add_row(place, tables.results, **values, withdraws=3)
    results, events = exported(workbook)
    assert len(results) == ROWS + 1
    assert [row[9] for row in results[:4]] == ["tính", "đã sửa bằng dòng 4", f"đã rút bằng dòng {ROWS + 1}", "tính"]
    assert results[-1][9] == "rút dòng 3"
    assert results[0][:9] == ["1", "2023-04-11", "Ca 01", "MÁY 2", "06103", "131", "", "", "'=1+1"]
    assert results[3][8] == "CCCD ***"
    assert {row[12] for row in results} == {"a.xlsx", "b.xlsx", "c.xlsx", ""}
    assert {row[13] for row in (*results, *[[*event[:1], *[""] * 12, event[-1]] for event in events])} == {"nguyên vẹn"}
    assert [row[3] for row in events] == ["record", "record", "plan", "announce", "record"]
    assert events[3][2] == "'@SUM(A1)"


def test_the_umask_holds(workbook: Path) -> None:
    before = os.umask(0o022)
    try:
        paths = export_ledger(workbook, workbook.parent / "ra").paths
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o644}


def test_what_was_changed_is_marked(workbook: Path) -> None:
    path = ledger_of(workbook)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER results_no_update")
        connection.execute("UPDATE results SET collected = 999 WHERE number = 2")
    saved = export_ledger(workbook, workbook.parent / "ra").saved
    assert [result.row.number for result in saved.results if result.row.is_as_written is False] == [2]
    assert saved.num_doubtful == 1


@pytest.mark.parametrize("begins", [b"\0", b"\0" * 100, b"\0" * 4096, bytes(range(156, 256))])
@pytest.mark.parametrize("has_backup", [True, False])
def test_a_broken_beginning_keeps_nothing_back(workbook: Path, begins: bytes, *, has_backup: bool) -> None:
    path = ledger_of(workbook)
    if has_backup:
        with open_ledger(path, CAMPAIGN) as ledger:
            back_up(ledger, path.with_name("bk.db"))
    path.write_bytes(begins + path.read_bytes()[len(begins) :])
    results, events = exported(workbook)
    assert (len(results), len(events)) == (ROWS, 5)


def test_what_stands_on_pages_that_are_left_is_saved(workbook: Path) -> None:
    content = ledger_of(workbook).read_bytes()
    at = content.index("ghi chú dài".encode()) // 4096
    ledger_of(workbook).write_bytes(content[: at * 4096] + b"\0" * 4096 + content[(at + 1) * 4096 :])
    results, events = exported(workbook)
    assert 20 <= len(results) < ROWS
    assert len(events) == 5


def test_a_ledger_of_an_earlier_layout(tmp_path: Path) -> None:
    book = tmp_path / "campaign.xlsx"
    make_old(ledger_of(book), 1)
    results, events = exported(book)
    assert [row[5] for row in results] == ["131", "90", "7", "94"]
    assert {row[13] for row in results} == {"không rõ"}
    assert len(events) == 3


@pytest.mark.usefixtures("at_the_command_line")
def test_where_no_ledger_is_nothing_is_saved(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnusable, match="--ledger"):
        export_ledger(tmp_path / "campaign.xlsx", tmp_path / "ra")
    assert list(tmp_path.iterdir()) == []


def test_duties_that_were_published_are_saved(workbook: Path) -> None:
    with open_ledger(ledger_of(workbook), CAMPAIGN) as ledger:
        for officer in ("CB01", "=CB02", "CB03"):
            store_roster(ledger, roster(officer))
    assert duties(workbook) == [
        ["3", "2023-04-11", "Ca 01", "MÁY 2", "06103", "thu nhận", "CB03", "", "", "nguyên vẹn"]
    ]
    with open_ledger(ledger_of(workbook), CAMPAIGN) as ledger:
        publish_roster(ledger, 1, date(2023, 4, 20))
        publish_roster(ledger, 2, date(2023, 4, 30))
    assert [(line[0], line[6], line[8]) for line in duties(workbook)] == [
        ("1", "CB01", "2023-04-20"),
        ("2", "'=CB02", "2023-04-30"),
    ]


def test_a_roster_that_cannot_be_read_is_told_of(workbook: Path) -> None:
    with open_ledger(ledger_of(workbook), CAMPAIGN) as ledger:
        store_roster(ledger, roster())
    with closing(sqlite3.connect(ledger_of(workbook))) as connection, connection:
        connection.execute("DROP TRIGGER rosters_no_update")
        connection.execute("UPDATE rosters SET roster = '{'")
    ((number, what, *_rest, checked),) = duties(workbook)
    assert (number, what, checked) == ("1", "không đọc được", "HỎNG HOẶC BỊ SỬA")


def duties(workbook: Path) -> list[list[str]]:
    """Rows of duties, the head left out; the workbook has the same."""
    book, *_others, path = export_ledger(workbook, workbook.parent / "ra").paths
    assert path.name == "ca-truc.csv"
    sheet = load_workbook(book)[DUTIES]
    assert [len(row) for row in sheet.iter_rows()] == [len(row) for row in table(path)]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    return table(path)[1:]
