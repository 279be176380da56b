"""A worksheet that is written from top to bottom: rows, merged cells, page breaks. No cell ever holds a formula."""

from typing import NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from planner.prints.fonts import WANTED

HIGHEST_ROW = 409.0
"""Excel refuses higher rows."""
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


class Span(NamedTuple):
    """Neighbouring cells that show one text; rows and columns count from 1, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Sheet:
    """Writes a worksheet row by row."""

    def __init__(self, worksheet: Worksheet) -> None:
        self._worksheet = worksheet
        self.row = 1
        """The row to be written next."""

    def end_row(self, height: float) -> None:
        """Close this row, so many points high."""
        self._worksheet.row_dimensions[self.row].height = round(min(height, HIGHEST_ROW), 2)
        self.row += 1

    def write(self, span: Span, text: str, look: CellLook, *, counts: bool = False) -> None:
        """Show a text in a span of cells."""
        cell = self._worksheet.cell(span.first_row, span.first_column)
        assert isinstance(cell, Cell)  # noqa: S101 - spans do not overlap
        if counts and text.isdecimal():
            cell.value = int(text)
        elif text:
            _put_text(cell, text)
        _dress(cell, look)
        if (span.first_row, span.first_column) != (span.last_row, span.last_column):
            self._worksheet.merge_cells(
                start_row=span.first_row,
                start_column=span.first_column,
                end_row=span.last_row,
                end_column=span.last_column,
            )

    def write_across(self, text: str, look: CellLook, first_column: int, last_column: int) -> None:
        """Show a text in this row."""
        self.write(Span(self.row, first_column, self.row, last_column), text, look)

    def turn_page(self) -> None:
        """Let the next row begin a page."""
        self._worksheet.row_breaks.append(Break(id=self.row - 1))


def _put_text(cell: Cell, text: str) -> None:
    """Text stays text: whatever it begins with, it is no formula, neither now nor when somebody edits the cell."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = True


def _dress(cell: Cell, look: CellLook) -> None:
    cell.font = Font(
        name=WANTED,
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        underline="single" if look.underlined else None,
    )
    cell.alignment = Alignment(
        horizontal=look.align, vertical=look.upright, wrap_text=not look.shrinks, shrink_to_fit=look.shrinks
    )
    if look.boxed:
        cell.border = _BOX
