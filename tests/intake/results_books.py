"""Small results workbooks: rows under the contract's headers, saved with openpyxl."""

from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from planner.domain.campaign import Campaign
from planner.errors import Problem, WorkbookProblems
from planner.intake.results_workbook import ReadResults, read_results
from tests.campaigns import closed, day, machine, posting, small_campaign, unit
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
