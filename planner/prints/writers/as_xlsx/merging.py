"""Merged cells of a worksheet, each in the same time however many there are.

openpyxl compares a new range with all that there are, and works the edges of each out anew. Ranges here never overlap,
and cells that begin alike and lie at the same edge end alike, so each kind is worked out once; the bytes are the same.
"""

from copy import copy
from typing import Any, NamedTuple

from openpyxl.cell.cell import MergedCell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.merge import MergedCellRange
from openpyxl.worksheet.worksheet import Worksheet


class _Edge(NamedTuple):
    """Where in its range a cell lies, and how the first cell of the range looks."""

    start: tuple[int, ...]
    """The numbers by which the workbook knows the look of the first cell."""
    is_first: bool
    is_top: bool
    is_bottom: bool
    is_left: bool
    is_right: bool


class CellMerger:
    """Merges cells of one worksheet that lie in no other merged range."""

    def __init__(self, worksheet: Worksheet) -> None:
        self._worksheet = worksheet
        self._styles: dict[_Edge, StyleArray] = {}

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Merge these cells, of which the first one is written already; rows and columns count from 1."""
        coordinates = f"{get_column_letter(first_column)}{first_row}:{get_column_letter(last_column)}{last_row}"
        merged = MergedCellRange(self._worksheet, coordinates)
        self._worksheet.merged_cells.ranges.add(merged)
        cells: dict[tuple[int, int], Any] = self._worksheet._cells  # noqa: SLF001 - as openpyxl merges
        start = tuple(cells[first_row, first_column]._style)  # noqa: SLF001
        edges = {
            (row, column): _Edge(
                start,
                (row, column) == (first_row, first_column),
                row == first_row,
                row == last_row,
                column == first_column,
                column == last_column,
            )
            for row in range(first_row, last_row + 1)
            for column in range(first_column, last_column + 1)
        }
        for place, edge in edges.items():
            if not edge.is_first:
                cells[place] = MergedCell(self._worksheet, *place)
        if all(edge in self._styles for edge in edges.values()):
            for place, edge in edges.items():
                cells[place]._style = copy(self._styles[edge])  # noqa: SLF001
            return
        merged.format()
        for place, edge in edges.items():
            self._styles[edge] = copy(cells[place]._style)  # noqa: SLF001
