"""What stands in a workbook and is not seen is not read, and is told with its places."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from planner.intake.sheets import Sheet, read_sheets
from planner.intake.unseen import UnseenKind


def sheet_of(tmp_path: Path, make: Any) -> Sheet:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Bảng"
    for row in range(1, 6):
        for column in range(1, 4):
            sheet.cell(row, column).value = f"{row}{column}"
    make(sheet)
    path = tmp_path / "bang.xlsx"
    book.save(path)
    _titles, sheets = read_sheets(path, lambda _title: True)
    return sheets[0]


def texts(sheet: Sheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.rows]


def test_a_hidden_row_is_empty_and_told(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    sheet = sheet_of(tmp_path, hide)
    assert texts(sheet)[2] == [None, None, None]
    assert [(one.where, one.kind) for one in sheet.unseen] == [("Bảng!3", UnseenKind.HIDDEN_ROW)]
