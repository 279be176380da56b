"""Tables with merged rows, as every format writes them.

A table has bands (in the appendix: machines), a band has blocks (places) that no page cuts, a block has rows. A cell
that is merged over several rows stands in the first of them and says how many it covers. Later prints fill the same
table.
"""

from enum import StrEnum

from pydantic import PositiveInt

from planner.domain.record import Record
from planner.prints.text import Text


class Align(StrEnum):
    """Where the text of a column stands, from side to side."""

    LEFT = "left"
    CENTER = "center"


class Column(Record):
    """A column's head, width and alignment."""

    title: Text
    width_mm: float
    align: Align = Align.LEFT
    counts: bool = False
    """Its cells hold whole numbers."""


class Cell(Record):
    """A text and how many rows it covers, its own included."""

    column: int
    text: Text
    rows: PositiveInt = 1


class Row(Record):
    """The cells that begin in this row, from left to right; cells merged from above are not repeated."""

    cells: tuple[Cell, ...]

    def starting(self, column: int) -> Cell | None:
        """The cell that begins in this column, or None where one from above reaches down."""
        return next((cell for cell in self.cells if cell.column == column), None)


class Block(Record):
    """Rows that stay on one page."""

    rows: tuple[Row, ...]


class Band(Record):
    """A titled part of a table; its title is repeated where a page turns, its notes close it."""

    title: Text
    blocks: tuple[Block, ...]
    notes: tuple[Text, ...] = ()


class Table(Record):
    """A head that every page repeats, and the bands under it."""

    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
