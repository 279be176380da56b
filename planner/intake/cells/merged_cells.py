"""Merged cells by row and place."""

from dataclasses import dataclass

from openpyxl.utils.cell import range_boundaries


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
