"""What officers do by hand between two commands: they copy, fill in and change workbooks."""

import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.guard.steps import ByHand

WORKBOOKS = Path(__file__).resolve().parent / "workbooks"
PLANNED, COLLECTED, APPROVED, ACTIVATED = "Kế hoạch", "Thu nhận", "Duyệt", "Kích hoạt"
SHARES = (100, 97, 88, 103, 100, 60, 94, 0, 91, 100, 108)
"""Percent of what was planned, slot after slot, over and over."""
CAME, REASON = "Có mặt", "Lý do"
OF_A_SMALLER_CAMPAIGN = frozenset(["SM01", "SM02", "SM03", "SM08"])
UNITS, MACHINES, PLACE = "Đơn vị", "Máy", "Mã"

Cells = Mapping[str, str | float | None]
"""New values by the cell, as `B7`."""


def example(name: str) -> ByHand:
    """The filled example as it was when the guard was made, in May 2024: with phases, pins, rates, closures, teams."""

    def copy(folder: Path) -> None:
        shutil.copyfile(WORKBOOKS / "example.xlsx", folder / name)

    return ByHand(f"copy {name}", copy)


def smaller(name: str) -> ByHand:
    """The example with four units, and a quarter of what they need."""

    def cut(book: Workbook) -> None:
        units = book[UNITS]
        _keep(units, lambda code: code in OF_A_SMALLER_CAMPAIGN)
        for row in units.iter_rows(min_row=2, min_col=7, max_col=8):
            for cell in row:
                cell.value = int(str(cell.value)) // 4
        for sheet in ("Quãng đường", "Năng suất", "Đơn vị cũ"):
            book[sheet].delete_rows(2, book[sheet].max_row)
        book["Ngày nghỉ"].delete_rows(4)
        book["Giai đoạn"]["D2"] = 500

    return _changed(name, cut, of=WORKBOOKS / "example.xlsx")


def edited(name: str, edits: Mapping[str, Cells], *, of: str) -> ByHand:
    """A copy of a workbook with other values in cells of its sheets."""

    def edit(book: Workbook) -> None:
        for sheet, cells in edits.items():
            for place, value in cells.items():
                book[sheet][place] = value

    return _changed(name, edit, of=Path(of))


def filled(form: str) -> ByHand:
    """Fill in a form of results: of what was planned these shares, a few fewer approved, and fewer activated."""

    def fill(book: Workbook) -> None:
        sheet = book["Kết quả"]
        heads = _heads(sheet)
        for number, row in enumerate(range(2, sheet.max_row + 1)):
            planned = sheet.cell(row, heads[PLANNED]).value
            if not isinstance(planned, int | float):
                continue
            collected = int(planned) * SHARES[number % len(SHARES)] // 100
            sheet.cell(row, heads[COLLECTED]).value = collected
            sheet.cell(row, heads[APPROVED]).value = collected * 19 // 20
            sheet.cell(row, heads[ACTIVATED]).value = collected * 9 // 10

    return _changed(form, fill, of=Path(form))


def ticked(members: str) -> ByHand:
    """Tick who came in a list of those invited: of nine five came, two had a reason not to, two stayed away."""

    def tick(book: Workbook) -> None:
        sheet = book.worksheets[0]
        heads = _heads(sheet)
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, heads["Ngày"]).value is None:
                continue
            if row % 9 < 5:
                sheet.cell(row, heads[CAME]).value = "x"
                sheet.cell(row, heads[ACTIVATED]).value = "x" if row % 2 else None
            elif row % 9 < 7:
                sheet.cell(row, heads[REASON]).value = "đi làm xa"

    return _changed(members, tick, of=Path(members))


def gone(pattern: str) -> ByHand:
    """Somebody has deleted these files."""

    def delete(folder: Path) -> None:
        for path in folder.glob(pattern):
            path.unlink()

    return ByHand(f"delete {pattern}", delete)


def _changed(name: str, change: Callable[[Workbook], None], *, of: Path) -> ByHand:
    def do(folder: Path) -> None:
        book = openpyxl.load_workbook(folder / of)
        change(book)
        book.properties.modified = datetime(2023, 1, 1)  # noqa: DTZ001 - Excel's own times have no zone
        book.save(folder / name)

    return ByHand(f"write {name}", do)


def _heads(sheet: Worksheet) -> dict[object, int]:
    """The number of each column by its head."""
    return {cell.value: number for number, cell in enumerate(sheet[1], 1)}


def _keep(sheet: Worksheet, is_kept: Callable[[str], bool]) -> None:
    """Delete the rows below the head whose first cell is not kept."""
    for row in range(sheet.max_row, 1, -1):
        if not is_kept(str(sheet.cell(row, 1).value)):
            sheet.delete_rows(row)
