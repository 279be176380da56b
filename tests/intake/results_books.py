"""Small results workbooks: rows under the contract's headers, saved with openpyxl."""

import tempfile
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode
from planner.errors import Problem, WorkbookProblems
from planner.intake.blanks.results_form import write_results_form
from planner.intake.campaign.frame import Period
from planner.intake.results.results_reader import ReadResults, read_results
from tests.campaigns import closed, day, label, machine, posting, small_campaign, unit
from tests.intake.books import put, sheet_of

HEADERS = ("Ngày", "Ca", "Máy", "Đơn vị", "Thu nhận", "Duyệt", "Kích hoạt", "Ghi chú")
WITH_HOURS = (*HEADERS, "Từ giờ", "Đến giờ")
TODAY = day(4)
Content = str | int | float | date | time | None

CAMPAIGN: Campaign = small_campaign(
    units=(unit("A", 40), unit("B", 31, first=2), unit("C", 17)),
    machines=(
        machine("MÁY 1", posting(30, serves="A B", base="A")),
        machine("MÁY 2", posting(50, first=2)),
    ),
    closures=(closed(1, shifts=(1,)), closed(3, machine="MÁY 2"), closed(4, shifts=(2,), unit="A")),
)
"""Days 1 to 5 with Ca 01 (5h00–10h00) and Ca 02 (10h00–15h00); four of them are over."""


def results_book(rows: Sequence[Sequence[Content]], headers: Sequence[str] = HEADERS) -> Workbook:
    """A workbook with these rows below the headers; text never becomes a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Kết quả")
    sheet.append(headers)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row):
            if value is not None:
                put(book, f"Kết quả!{'ABCDEFGHIJKL'[column]}{number}", value)
    assert sheet_of(book, "Kết quả").max_row == 1 + len(rows)
    return book


SOUND: list[list[Content]] = [
    [day(2), "Ca 02", "MÁY 2", "C", 17, 15, 9, "đông"],
    [day(2), "Ca 01", "MÁY 1", "Xã B", 29],
    ["13/4/2023", "Ca 01", "MÁY 2", "A", 0, None, None, "mất điện"],
    [day(1), None, None, "C", None, None, 12],
    [day(1), None, None, "A", 4, 3],
]


def sound_results_book() -> Workbook:
    """A workbook without any problem or warning."""
    return results_book(SOUND)


def filled_form() -> Workbook:
    """The form of day 2, filled in."""
    planned = [
        Assignment(machine=MachineName(name), unit=UnitCode(code), date=day(2), shift=label(shift), dossiers=20)
        for name, code, shift in (("MÁY 1", "A", 1), ("MÁY 2", "B", 1), ("MÁY 2", "B", 2))
    ]
    with tempfile.TemporaryDirectory() as folder:
        book = load_workbook(write_results_form(CAMPAIGN, Period(day(2), day(2)), planned, Path(folder) / "form.xlsx"))
    for row, collected in ((2, 19), (3, 0), (4, 23)):
        put(book, f"Kết quả!H{row}", collected)
    return book


def read(book: Workbook, folder: Path, campaign: Campaign = CAMPAIGN, today: date = TODAY) -> ReadResults:
    """What the reader makes of the book."""
    path = folder / "results.xlsx"
    book.save(path)
    return read_results(path, campaign, today)


def problems_of(book: Workbook, folder: Path, campaign: Campaign = CAMPAIGN) -> tuple[Problem, ...]:
    """Every problem that the reader refuses the book for."""
    with pytest.raises(WorkbookProblems) as caught:
        read(book, folder, campaign)
    return caught.value.problems
