"""Where pages turn: blocks stay whole, but one that no page can hold, or that would leave much of
a page empty, is cut between its rows.

xlsx needs the pages themselves; docx and pdf turn pages on their own and need only the cutting.
"""

from collections.abc import Iterable
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from planner.prints.paper.table import Band, Block, PaperCell, PaperColumn, PaperRow, Table, head_of
from planner.prints.typesetting.measure import num_lines, turned_height

MOST_LEFT_EMPTY = 1 / 3
"""Of a page: a block that would leave more of it empty is parted."""


class TableSetting(NamedTuple):
    """How a format sets a table: sizes in points."""

    size: float
    line: float
    """From one line of text to the next."""
    padding: float
    """Above and below the text of a cell, together."""
    side_padding_mm: float
    """Left and right of the text of a cell, together."""
    page: float
    """Room for a table on a page of its own, without its head."""
    first_page: float
    """The same on the page where the paper's own head stands."""


class PieceKind(StrEnum):
    """What a piece of a page is."""

    TITLE = "title"
    CONTINUED = "continued"
    """A band's title once more, because the page has turned."""
    BLOCK = "block"
    NOTE = "note"


class Piece(NamedTuple):
    """A part of a page that is not cut."""

    kind: PieceKind
    band: int
    """The number of the band that it belongs to, from 0."""
    text: str
    block: Block | None
    heights: tuple[float, ...]
    """The height of each row, in points."""

    @property
    def height(self) -> float:
        """The height of all its rows together, in points."""
        return sum(self.heights)


Page = list[Piece]


def row_heights(block: Block, columns: tuple[PaperColumn, ...], setting: TableSetting) -> tuple[float, ...]:
    """The height of each row, so that every cell, merged ones too, holds its text."""
    heights = [0.0] * len(block.rows)
    placed = [(start, cell) for start, row in enumerate(block.rows) for cell in row.cells]
    for start, cell in sorted(placed, key=lambda each: each[1].rows):
        need = _cell_height(cell, columns[cell.column : cell.column + cell.columns], setting)
        missing = need - sum(heights[start : start + cell.rows])
        if missing > 0:
            for covered in range(start, start + cell.rows):
                heights[covered] += missing / cell.rows
    return tuple(heights)


def _cell_height(cell: PaperCell, columns: tuple[PaperColumn, ...], setting: TableSetting) -> float:
    if cell.turned:
        return turned_height(cell.text, setting.size, bold=cell.bold) + setting.padding
    width = sum(column.width_mm for column in columns) - setting.side_padding_mm
    return num_lines(cell.text, width, setting.size, bold=cell.bold) * setting.line + setting.padding


def head_heights(columns: tuple[PaperColumn, ...], setting: TableSetting) -> tuple[float, ...]:
    """The heights of the rows of column titles."""
    return row_heights(head_of(columns), columns, setting)


def wide_height(text: str, columns: tuple[PaperColumn, ...], setting: TableSetting) -> float:
    """The height of a row whose only cell is as wide as the table."""
    width = sum(column.width_mm for column in columns) - setting.side_padding_mm
    return setting.padding + setting.line * num_lines(text, width, setting.size, bold=True)


def cut(block: Block, num_rows: int) -> tuple[Block, Block | None]:
    """The block's first rows and the others, if any; a merged cell that is cut stands, with its text, in both."""
    others: list[list[PaperCell]] = [[] for _row in block.rows[num_rows:]]
    for start, row in enumerate(block.rows):
        for cell in row.cells:
            end, first = start + cell.rows, max(start, num_rows)
            if end > num_rows:
                others[first - num_rows].append(cell.model_copy(update={"rows": end - first}))
    return _first_rows(block, num_rows), _block_of(others) if others else None


def _first_rows(block: Block, num_rows: int) -> Block:
    return _block_of(
        [
            [cell.model_copy(update={"rows": min(cell.rows, num_rows - start)}) for cell in row.cells]
            for start, row in enumerate(block.rows[:num_rows])
        ]
    )


def _block_of(rows: list[list[PaperCell]]) -> Block:
    return Block(rows=tuple(PaperRow(cells=tuple(sorted(cells, key=lambda cell: cell.column))) for cells in rows))


class _Pages:
    """Fills pages piece by piece."""

    def __init__(self, table: Table, setting: TableSetting) -> None:
        self._columns, self._setting = table.columns, setting
        self._number, self._band = 0, Band(title="", blocks=())
        head = sum(head_heights(table.columns, setting))
        self._room_on_page = setting.page - head
        self.pages: list[Page] = [[]]
        self._room = setting.first_page - head

    def add(self, number: int, band: Band, foot: float) -> None:
        """Put a band; `foot` is what is to stand on the same page as its end."""
        self._number, self._band = number, band
        title = [self._wide(PieceKind.TITLE, band.title)] if band.title else []
        notes = [self._wide(PieceKind.NOTE, note) for note in band.notes]
        closing = _height(notes) + foot
        blocks = [self._block(block) for block in band.blocks]
        after_title = _height(blocks[:1]) + (closing if len(blocks) <= 1 else 0.0)
        if band.blocks and not self._fits_a_page(_height(title) + after_title):
            # A block too tall for any page begins here if at least its first row has room.
            after_title = self._block(_first_rows(band.blocks[0], 1)).height
        if _height(title) + after_title > self._room and not self._begins_here(band.blocks[:1], _height(title)):
            self._turn()
        self._put(*title)
        for position, piece in enumerate(blocks, start=1):
            self._put_block(piece, closing if position == len(blocks) else 0.0)
        for note in notes:
            if note.height > self._room:
                self._turn(continues=True)
            self._put(note)

    def _put_block(self, piece: Piece, closing: float) -> None:
        rest = piece.block
        while rest is not None:
            piece = self._block(rest)
            if piece.height + closing <= self._room:
                self._put(piece)
                return
            fits_a_page = self._fits_a_page(_height(self._continued()) + piece.height + closing)
            if fits_a_page and not self._begins_here((rest,)):
                self._turn(continues=True)
                self._put(piece)
                return
            rest = self._put_part(rest, closing)

    def _begins_here(self, blocks: tuple[Block, ...], title: float = 0.0) -> bool:
        """Whether a block that has no room here is parted all the same, lest much of the page stay empty."""
        room = self._room - title
        if not blocks or room <= self._setting.page * MOST_LEFT_EMPTY:
            return False
        return self._num_rows_that_fit(blocks[0], len(blocks[0].rows) - 1, room) > 0

    def _put_part(self, block: Block, closing: float) -> Block | None:
        """Fill this page with the rows that fit, and return the others; some are left for what closes the band."""
        most = len(block.rows) - (1 if closing else 0)
        num_rows = self._num_rows_that_fit(block, most)
        if num_rows == 0 and any(piece.kind is PieceKind.BLOCK for piece in self.pages[-1]):
            self._turn(continues=True)
            num_rows = self._num_rows_that_fit(block, most)
        first, others = cut(block, max(num_rows, 1))
        self._put(self._block(first))
        if others is not None:
            self._turn(continues=True)
        return others

    def _num_rows_that_fit(self, block: Block, most: int, room: float | None = None) -> int:
        """As many rows as this page has room for, ending where most merged cells end; 0 if not even one fits."""
        there_is = self._room if room is None else room
        fitting = list(
            takewhile(lambda num_rows: self._block(_first_rows(block, num_rows)).height <= there_is, range(1, most + 1))
        )
        if not fitting or fitting[-1] == len(block.rows):
            return len(fitting)
        return max(fitting, key=lambda num_rows: (len(block.rows[num_rows].cells), num_rows))

    def _put(self, *pieces: Piece) -> None:
        self.pages[-1] += pieces
        self._room -= _height(pieces)

    def _turn(self, *, continues: bool = False) -> None:
        """Begin a page; not where this one is empty, unless it has less room than others have."""
        if self.pages[-1] or self._room < self._room_on_page:
            self.pages.append([])
        self._room = self._room_on_page
        if continues:
            self._put(*self._continued())

    def _fits_a_page(self, height: float) -> bool:
        return height <= self._room_on_page

    def _continued(self) -> list[Piece]:
        return [self._wide(PieceKind.CONTINUED, self._band.title)] if self._band.title else []

    def _wide(self, kind: PieceKind, text: str) -> Piece:
        return Piece(kind, self._number, text, None, (wide_height(text, self._columns, self._setting),))

    def _block(self, block: Block) -> Piece:
        return Piece(PieceKind.BLOCK, self._number, "", block, row_heights(block, self._columns, self._setting))


def _height(pieces: Iterable[Piece]) -> float:
    return sum(piece.height for piece in pieces)


def pages_of(table: Table, setting: TableSetting, foot: float = 0.0) -> list[Page]:
    """The table's pieces, page by page; a band that goes on over the page begins there with its title again.

    The first page is empty where the room left on it does not suffice for the table's beginning. `foot` is the height
    of what stands below the table and shall not stand on a page alone.
    """
    filling = _Pages(table, setting)
    for number, band in enumerate(table.bands):
        filling.add(number, band, foot if number + 1 == len(table.bands) else 0.0)
    return filling.pages


def joined(table: Table, pages: list[Page]) -> Table:
    """The table with its blocks as its pages hold them, so that one that a page parts is two."""
    blocks: list[list[Block]] = [[] for _band in table.bands]
    for piece in (piece for page in pages for piece in page):
        if piece.block is not None:
            blocks[piece.band].append(piece.block)
    bands = zip(table.bands, blocks, strict=True)
    return table.model_copy(
        update={"bands": tuple(band.model_copy(update={"blocks": tuple(whole)}) for band, whole in bands)}
    )
