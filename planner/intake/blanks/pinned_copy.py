"""A copy of a campaign workbook with more rows on sheet *Ghim*; everything else in it stays as it is."""

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from planner.domain.calendar import Calendar
from planner.domain.campaign import Pin
from planner.domain.folding import fold
from planner.errors import UnreadableFile
from planner.intake.blanks.sheet_look import fill_table, write_cell, write_header
from planner.intake.cells.container import WORKBOOK, damaged, safe_workbook
from planner.intake.layout.column import TableRow
from planner.intake.layout.machines import PINS, PinColumn
from planner.intake.layout.staffing import WORKBOOK_LAYOUTS
from planner.intake.tables.sheet_tables import is_known_title


@dataclass(frozen=True)
class PinnedCopy:
    """The bytes of the copy, and how many formulas stand in it as the values that they had."""

    content: bytes
    num_formulas: int


def pinned_copy(workbook: Path, pins: Sequence[Pin], calendar: Calendar) -> PinnedCopy:
    """The workbook with these pins under those that it has.

    Formulas of the sheets that the program reads are replaced by their saved values: a copy that no Excel has counted
    would hold none, and could not be read. Raises UnreadableFile.
    """
    content = safe_workbook(workbook)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl does not keep
            book = load_workbook(content)
            content.seek(0)
            num_formulas = _put_values(book, load_workbook(content, data_only=True))
        _add_pins(book, [_row(pin, calendar) for pin in pins])
        written = io.BytesIO()
        book.save(written)
    except UnreadableFile:
        raise
    except Exception as error:
        # openpyxl answers broken parts with whatever its insides raise.
        raise damaged(workbook, WORKBOOK) from error
    return PinnedCopy(written.getvalue(), num_formulas)


def _row(pin: Pin, calendar: Calendar) -> TableRow:
    is_all_day = pin.shifts == calendar.shift_labels
    return {
        PinColumn.MACHINE: pin.machine,
        PinColumn.UNIT: pin.unit,
        PinColumn.FIRST_DAY: pin.first_day,
        PinColumn.LAST_DAY: pin.last_day,
        PinColumn.SHIFTS: None if is_all_day else ", ".join(pin.shifts),
    }


def _put_values(book: Workbook, counted: Workbook) -> int:
    """Replace formulas by their values; how many there were."""
    num_formulas = 0
    for sheet in book.worksheets:
        if not is_known_title(sheet.title, WORKBOOK_LAYOUTS):
            continue
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.value = counted[sheet.title][cell.coordinate].value
                    if isinstance(cell.value, str):
                        cell.data_type = "s"
                    num_formulas += 1
    return num_formulas


def _add_pins(book: Workbook, rows: Sequence[TableRow]) -> None:
    sheet: Any = next((one for one in book.worksheets if fold(one.title.strip()) == fold(PINS.title)), None)
    if sheet is None:
        fill_table(book.create_sheet(PINS.title), PINS, rows)
        return
    places = _places(sheet)
    first_free = _last_filled(sheet) + 1
    for number, row in enumerate(rows, start=first_free):
        for column, place in places.items():
            write_cell(sheet.cell(number, place), row.get(column), column.declared)


def _places(sheet: Any) -> dict[PinColumn, int]:
    """The column of each head; a head that is missing is written behind the last."""
    found: dict[PinColumn, int] = {}
    for cell in sheet[1]:
        column = next((one for one in PinColumn if fold(str(cell.value or "")) == fold(one)), None)
        if column is not None:
            found.setdefault(column, cell.column)
    last = max((cell.column for cell in sheet[1] if cell.value is not None), default=0)
    for column in PinColumn:
        if column not in found:
            last += 1
            write_header(sheet.cell(1, last), column.value)
            found[column] = last
    return found


def _last_filled(sheet: Any) -> int:
    filled = (cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return max(filled, default=1)
