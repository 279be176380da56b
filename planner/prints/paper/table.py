"""Tables with merged rows and columns, as every format writes them.

A table has bands (in the appendix: machines), a band has blocks (places) that no page cuts, a block has rows. A cell
that is merged over several rows or columns stands in the first of them and says how many it covers.
"""

from enum import StrEnum
from itertools import groupby
from typing import Annotated, NamedTuple

from pydantic import PositiveInt, StringConstraints

from planner.domain.record import Record
from planner.prints.paper.emphasis import Emphasis
from planner.prints.words.text import Text

Colour = Annotated[str, StringConstraints(pattern=r"^([0-9A-F]{6})?$")]
"""Red, green and blue in two digits each, as in FFE699; empty is no colour."""
USUAL_SIZE = 12.0
"""Points of a table's text, unless it says otherwise."""


class Align(StrEnum):
    """Where the text of a column stands, from side to side."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class PaperColumn(Record):
    """A column's head, width and alignment."""

    title: Text
    width_mm: float
    align: Align = Align.LEFT
    counts: bool = False
    """Its cells hold whole numbers, thousands parted by dots or not; xlsx holds them as numbers."""
    group: Text = ""
    """Neighbouring columns of one group have one more head cell above their own."""
    fill: Colour = ""
    """Of its head."""


class PaperCell(Record):
    """A text and how many rows and columns it covers, its own included."""

    column: int
    text: Text
    rows: PositiveInt = 1
    columns: PositiveInt = 1
    fill: Colour = ""
    bold: bool = False
    align: Align | None = None
    """None is the column's."""
    emphases: tuple[Emphasis, ...] = ()
    """In their order; not of a text that is turned."""
    turned: bool = False
    """The text is read upwards, on two lines if it has several words: for cells that are too narrow for a word."""


class PaperRow(Record):
    """The cells that begin in this row, from left to right; cells merged from above are not repeated."""

    cells: tuple[PaperCell, ...]

    def starting(self, column: int) -> PaperCell | None:
        """The cell that begins in this column, or None where one from above reaches down."""
        return next((cell for cell in self.cells if cell.column == column), None)


class Block(Record):
    """Rows that stay on one page."""

    rows: tuple[PaperRow, ...]


class Band(Record):
    """A part of a table; its title, if it has one, is repeated where a page turns, its notes close it."""

    title: Text
    blocks: tuple[Block, ...]
    notes: tuple[Text, ...] = ()


class Table(Record):
    """A head that every page repeats, and the bands under it; without bands it is left out, head and all."""

    columns: tuple[PaperColumn, ...]
    bands: tuple[Band, ...]
    size: float = USUAL_SIZE
    """Of its text, in points; the room around the text grows and shrinks with it."""
    side_room: float = 1.0
    """Of the usual room left and right of a text; less where columns are as narrow as their signs."""
    starts_page: bool = False
    """It begins a page; in xlsx a sheet."""
    starts_sheet: bool = False
    """It begins a sheet in xlsx, wherever it stands on a page."""
    sheet: Text = ""
    """That sheet's name."""

    @property
    def width_mm(self) -> float:
        """How wide the whole table is, in millimetres; 0 without columns."""
        return sum(column.width_mm for column in self.columns)


class CoveredColumns(NamedTuple):
    """Columns of a row that one cell covers."""

    column: int
    columns: int
    cell: PaperCell | None
    """None where no cell is: such a place is empty."""
    is_rest: bool
    """The cell began in a row above."""


def places_of(block: Block, num_columns: int) -> list[list[CoveredColumns]]:
    """What stands in each row from the first column to the last, without a gap."""
    reaching: dict[int, tuple[PaperCell, int]] = {}
    rows = []
    for row in block.rows:
        places: list[CoveredColumns] = []
        column = 0
        while column < num_columns:
            above, more_rows = reaching.pop(column, (None, 0))
            cell = above or row.starting(column)
            columns = cell.columns if cell else 1
            places.append(CoveredColumns(column, columns, cell, is_rest=above is not None))
            more_rows = more_rows - 1 if above else (cell.rows - 1 if cell else 0)
            if cell and more_rows > 0:
                reaching[column] = (cell, more_rows)
            column += columns
        rows.append(places)
    return rows


def head_of(columns: tuple[PaperColumn, ...]) -> Block:
    """The columns' titles as rows: one, or two where columns stand in groups."""
    if not any(column.group for column in columns):
        return Block(rows=(PaperRow(cells=tuple(_title(place, column) for place, column in enumerate(columns))),))
    upper, lower = [], []
    for group, members in groupby(enumerate(columns), key=lambda each: each[1].group):
        together = list(members)
        if group:
            place, first = together[0]
            fill = first.fill if all(column.fill == first.fill for _place, column in together) else ""
            upper.append(_head_cell(place, group, fill, columns=len(together)))
            lower += [_title(place, column) for place, column in together]
        else:
            upper += [_title(place, column, rows=2) for place, column in together]
    return Block(rows=(PaperRow(cells=tuple(upper)), PaperRow(cells=tuple(lower))))


def _title(place: int, column: PaperColumn, rows: int = 1) -> PaperCell:
    return _head_cell(place, column.title, column.fill, rows=rows)


def _head_cell(place: int, text: str, fill: str, *, rows: int = 1, columns: int = 1) -> PaperCell:
    return PaperCell(column=place, text=text, rows=rows, columns=columns, fill=fill, bold=True, align=Align.CENTER)
