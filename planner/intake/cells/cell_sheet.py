"""Sheets of cells that know their address, whatever read them."""

from dataclasses import dataclass

from openpyxl.utils.cell import range_boundaries

from planner.intake.cells.unseen import Unseen, UnseenKind


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, untouched, and where."""

    where: str
    """As sheet!A1."""
    value: object = None
    is_error: bool = False
    """The value is the name of an Excel error, such as #REF!."""
    is_uncounted: bool = False
    """A formula whose result was never saved."""
    font: str = ""
    number_format: str = ""
    has_format: bool = True
    """Whether the file tells whether this is a day or a figure."""

    @property
    def is_empty(self) -> bool:
        """Nothing stands here: no value, or only what no one can see."""
        if isinstance(self.value, str):
            return not any(letter.isprintable() and not letter.isspace() for letter in self.value)
        return self.value is None and not self.is_uncounted


@dataclass(frozen=True)
class Sheet:
    """One sheet, row by row from row 1, and what is odd about it."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[str, ...] = ()
    """Ranges of merged cells."""
    outside: str = ""
    """The first cell with content beyond the rows and columns that are read."""
    is_hidden: bool = False
    unseen: tuple[Unseen, ...] = ()
    """What stands on the sheet, is not seen on it, and therefore is not among the rows."""
    hidden_rows: frozenset[int] = frozenset()
    """From 1; their cells are empty here."""
    hidden_columns: frozenset[int] = frozenset()
    """From 1; their cells are empty here."""


def hidden_sheet(title: str, *, has_content: bool) -> Sheet:
    """A sheet that nobody sees: without rows, and told if it holds anything."""
    unseen = (Unseen(title, UnseenKind.HIDDEN_SHEET),) if has_content else ()
    return Sheet(title, (), is_hidden=True, unseen=unseen)


@dataclass(frozen=True)
class Range:
    """Merged cells; both ends belong to it, rows from 1, places from 0."""

    first_row: int
    last_row: int
    first_place: int
    last_place: int

    @classmethod
    def of(cls, written: str) -> "Range":
        """From what the sheet calls it, such as *B3:D4*."""
        first_column, first_row, last_column, last_row = range_boundaries(written)
        return cls(first_row or 1, last_row or 1, (first_column or 1) - 1, (last_column or 1) - 1)

    def holds(self, row: int, place: int) -> bool:
        """Whether the cell is one of these."""
        return self.first_row <= row <= self.last_row and self.first_place <= place <= self.last_place
