"""The columns of a worksheet on which tables of different columns stand below each other.

Excel knows one set of columns a sheet. So a sheet gets a column border wherever one of its tables has one, and a cell
is merged over the columns between its own borders. A sheet with one table has just that table's columns.
"""

from bisect import bisect_left, insort
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from planner.prints.paper.table import Table

NARROWER = 0.97
"""Columns are this much narrower than the page allows: one that is too wide would be printed on pages of its own."""
NEAREST_MM = 1.0
"""Borders that are nearer to each other are one."""
SCARCELY_NARROWER = 0.93
"""Of the page's width: a table that is narrower than this needs a column beside it."""


class Columns(NamedTuple):
    """Neighbouring columns of the worksheet, counted from 1, both included."""

    first: int
    last: int


class Cut(NamedTuple):
    """Where a sheet may be parted into left and right, as parts of its width."""

    least: float
    wanted: float
    most: float


class ColumnGrid:
    """Where the sheet's columns end, in millimetres from its left edge."""

    def __init__(self, tables: tuple[Table, ...], width_mm: float, cuts: tuple[Cut, ...]) -> None:
        self._borders = [0.0]
        for table in tables:
            for border in _borders(table):
                self._add(border)
        if self._borders[-1] < width_mm * NARROWER * SCARCELY_NARROWER:
            self._add(width_mm * NARROWER)
        for cut in cuts:
            self._add(self._border_at(cut))

    @property
    def widths_mm(self) -> list[float]:
        """How wide each column of the sheet is, from left to right."""
        return [right - left for left, right in pairwise(self._borders)]

    @property
    def all(self) -> Columns:
        """All columns of the sheet, for what is as wide as the page."""
        return Columns(1, len(self._borders) - 1)

    def width_mm(self, columns: Columns) -> float:
        """How wide these columns are together."""
        return self._borders[columns.last] - self._borders[columns.first - 1]

    def of_table(self, table: Table, first: int, num_columns: int) -> Columns:
        """The sheet's columns under so many of the table's, the first counted from 0."""
        borders = _borders(table)
        return Columns(self._nearest(borders[first]) + 1, self._nearest(borders[first + num_columns]))

    def parted(self, cut: Cut) -> tuple[Columns, Columns]:
        """The sheet in two parts; the cut is one of those that it was made for."""
        middle = self._nearest(self._border_at(cut))
        return Columns(1, middle), Columns(middle + 1, self.all.last)

    def cut(self, cuts: Sequence[Cut]) -> tuple[Columns, ...]:
        """The sheet in parts from left to right, one more than cuts; all of those are cuts that it was made for."""
        middles = [self._nearest(self._border_at(cut)) for cut in cuts]
        return tuple(Columns(before + 1, after) for before, after in pairwise((0, *middles, self.all.last)))

    def _border_at(self, cut: Cut) -> float:
        """The border nearest to where it is wanted, or a new one."""
        width = self._borders[-1]
        allowed = [border for border in self._borders if cut.least * width <= border <= cut.most * width]
        return min(allowed, key=lambda border: abs(border - cut.wanted * width), default=cut.wanted * width)

    def _add(self, border: float) -> None:
        if abs(self._borders[self._nearest(border)] - border) >= NEAREST_MM:
            insort(self._borders, border)

    def _nearest(self, border: float) -> int:
        """The place of the nearest border, the left one of two as near."""
        right = bisect_left(self._borders, border)
        if right == 0:
            return 0
        if right == len(self._borders) or border - self._borders[right - 1] <= self._borders[right] - border:
            return right - 1
        return right


def _borders(table: Table) -> tuple[float, ...]:
    return _added_up(tuple(column.width_mm for column in table.columns))


@cache
def _added_up(widths_mm: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(accumulate((width * NARROWER for width in widths_mm), initial=0.0))
