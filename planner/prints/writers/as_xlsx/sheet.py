"""A worksheet that is written from top to bottom: rows, merged cells, page breaks. No cell ever holds a formula."""

import re
from copy import copy
from functools import cache
from math import ceil
from typing import NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from planner.prints.typesetting.fonts import WANTED
from planner.prints.writers.as_xlsx.grid import Columns
from planner.prints.writers.as_xlsx.merging import CellMerger

HIGHEST_ROW = 409.0
"""Excel refuses higher rows."""
COUNT = re.compile(r"-?(0|[1-9]\d{0,2}(?P<dotted>(\.\d{3})+)|[1-9]\d{0,14})")
"""A whole number that a spreadsheet can hold, thousands parted by dots or not."""
UPWARDS = 90
"""Degrees."""
DOTTED = r"[>=1000000]0\.000\.000;[>=1000]0\.000;0"
"""Dots between thousands in whatever country a computer believes to be: `#,##0` prints commas in half of them."""
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


class CellLook(NamedTuple):
    """How a cell looks."""

    size: float = 12.0
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    align: str = "left"
    upright: str = "center"
    boxed: bool = False
    shrinks: bool = False
    """The text is made smaller rather than turned into a second line."""
    turned: bool = False
    """The text is read upwards."""
    fill: str = ""
    """Red, green and blue in two digits each, or no colour."""


class CellSpan(NamedTuple):
    """Neighbouring cells that show one text; rows and columns count from 1, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class WrittenSheet:
    """Writes a worksheet row by row."""

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet = worksheet
        self.row = 1
        """The row to be written next."""
        self._merger = CellMerger(worksheet)
        self._dressed: dict[tuple[CellLook, str, bool], StyleArray] = {}
        """Where the workbook keeps each look, by what else it knows of a cell: to look it up is slow."""

    def end_row(self, height: float) -> None:
        """Close this row, so many points high."""
        self.worksheet.row_dimensions[self.row].height = round(min(height, HIGHEST_ROW), 2)
        self.row += 1

    def write(self, span: CellSpan, text: str, look: CellLook, *, counts: bool = False) -> None:
        """Show a text in a span of cells."""
        cell = self.worksheet.cell(span.first_row, span.first_column)
        assert isinstance(cell, Cell)  # noqa: S101 - spans do not overlap
        if counts and (count := COUNT.fullmatch(text)):
            cell.value = int(text.replace(".", ""))
            cell.number_format = DOTTED if count["dotted"] else "0"
        elif text:
            _put_text(cell, text)
        self._dress(cell, look)
        if (span.first_row, span.first_column) != (span.last_row, span.last_column):
            self._merger.merge(*span)

    def _dress(self, cell: Cell, look: CellLook) -> None:
        kind = look, cell.number_format, bool(cell.quotePrefix)
        if kind in self._dressed:
            cell._style = copy(self._dressed[kind])  # type: ignore[attr-defined]  # noqa: SLF001 - as openpyxl copies a look
            return
        _dress(cell, look)
        self._dressed[kind] = copy(cell._style)  # type: ignore[attr-defined]  # noqa: SLF001

    def write_across(self, text: str, look: CellLook, columns: Columns) -> None:
        """Show a text in this row."""
        self.write(CellSpan(self.row, columns.first, self.row, columns.last), text, look)

    def write_tall(self, text: str, look: CellLook, columns: Columns, height: float) -> None:
        """Show a text in as many rows as its height needs, which is one unless it is higher than a row may be."""
        num_rows = ceil(height / HIGHEST_ROW)
        self.write(CellSpan(self.row, columns.first, self.row + num_rows - 1, columns.last), text, look)
        for _row in range(num_rows):
            self.end_row(height / num_rows)

    def leave(self, height: float) -> None:
        """Leave rows empty for what lies over them."""
        num_rows = ceil(height / HIGHEST_ROW)
        for _row in range(num_rows):
            self.end_row(height / num_rows)

    def turn_page(self) -> None:
        """Let the next row begin a page."""
        self.worksheet.row_breaks.append(Break(id=self.row - 1))


def _put_text(cell: Cell, text: str) -> None:
    """Text stays text: whatever it begins with, it is no formula, neither now nor when somebody edits the cell."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = True


def _dress(cell: Cell, look: CellLook) -> None:
    cell.font = _font(look)
    cell.alignment = Alignment(
        horizontal=look.align,
        vertical=look.upright,
        wrap_text=not look.shrinks,
        shrink_to_fit=look.shrinks,
        text_rotation=UPWARDS if look.turned else 0,
    )
    if look.boxed:
        cell.border = _BOX
    if look.fill:
        cell.fill = PatternFill("solid", start_color=look.fill, end_color=look.fill)


@cache
def _font(look: CellLook) -> Font:
    return Font(
        name=WANTED,
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        underline="single" if look.underlined else None,
    )
