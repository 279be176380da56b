"""What becomes of a grid that is laid out otherwise than as a list: lists, and what was read on the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planner.intake.appendix.document.grid import AppendixGrid, CellRow
from planner.intake.appendix.table.columns import AppendixColumn
from planner.intake.cells.sheets import Cell

NOTHING = Cell("")
"""An empty cell of a list that was made."""


@dataclass(frozen=True)
class Unfolded:
    """Lists in the order in which they are to be read. Each cell keeps its address, so that it is named by that."""

    grids: tuple[AppendixGrid, ...]
    heads: tuple[Cell, ...] = ()
    """Cells of the file that were read as heads and stand in none of the lists."""
    idle: tuple[Cell, ...] = ()
    """Cells of the file that say that nobody comes: a dash, an unticked box, a day or a unit beside nothing."""


@dataclass
class Parts:
    """Gathers what a grid becomes, from top to bottom: rows as they are, and lists made of others."""

    source: AppendixGrid
    grids: list[AppendixGrid] = field(default_factory=list)
    heads: list[Cell] = field(default_factory=list)
    idle: list[Cell] = field(default_factory=list)
    _loose: list[CellRow] = field(default_factory=list)

    def keep(self, rows: Iterable[CellRow]) -> None:
        """Take rows on as they stand; they join the rows kept just before."""
        self._loose += rows

    def add(self, rows: Sequence[CellRow]) -> None:
        """Take these rows on as a list of their own."""
        self._close()
        self.grids.append(self._grid(rows))

    def finished(self) -> Unfolded:
        """Everything taken so far; a grid of which nothing was taken gives none."""
        self._close()
        return Unfolded(tuple(self.grids), distinct(self.heads), distinct(self.idle))

    def _close(self) -> None:
        if any(not cell.is_empty for row in self._loose for cell in row) or (self._loose and not self.grids):
            self.grids.append(self._grid(self._loose))
        self._loose = []

    def _grid(self, rows: Sequence[CellRow]) -> AppendixGrid:
        """Titles stand before the first part alone; all are of the same sheet."""
        return AppendixGrid(tuple(rows), () if self.grids else self.source.captions, self.source.sheet)


def head(column: AppendixColumn, beside: Cell) -> Cell:
    """The head of a column that was made, at the address of the cell that says so."""
    return Cell(beside.where, column.value)


def distinct(cells: Iterable[Cell]) -> CellRow:
    """The cells with content, a merged one once."""
    return tuple({id(cell): cell for cell in cells if not cell.is_empty}.values())


def padded(rows: Iterable[CellRow]) -> tuple[CellRow, ...]:
    """The rows, all of one length."""
    every = tuple(rows)
    width = max(map(len, every), default=0)
    return tuple((*row, *[NOTHING] * (width - len(row))) for row in every)


def is_across(row: Sequence[Cell]) -> bool:
    """Whether a row holds one text and nothing else: a heading, a title, a note."""
    return len(distinct(row)) == 1
