"""A paper's parts on a worksheet, page by page: Excel would cut them anywhere."""

from typing import NamedTuple

from planner.prints.paper.paper import Figure, Paragraph
from planner.prints.paper.table import Block, PaperColumn, Table, head_of, places_of
from planner.prints.typesetting.flow import Cursor, Typesetting
from planner.prints.typesetting.measure import POINTS_PER_MM, num_lines
from planner.prints.typesetting.pages import Page, PieceKind, head_heights, pages_of
from planner.prints.typesetting.room import AFTER_PARAGRAPH
from planner.prints.words.wording import CONTINUED
from planner.prints.writers.as_xlsx.chart import NumbersSheet
from planner.prints.writers.as_xlsx.frame import SIDE_PADDING_MM
from planner.prints.writers.as_xlsx.grid import NARROWER, ColumnGrid
from planner.prints.writers.as_xlsx.sheet import CellLook, CellSpan, WrittenSheet

TYPESETTING = Typesetting(line=1.3125, padding=3.0, side_padding_mm=SIDE_PADDING_MM)
TEXT_LINE = 1.32
"""Of the size, from one line of running text to the next."""
AFTER_TABLE = 9.0
HIGHEST_FIGURE = 0.9
"""Of a page: a figure shares it with its heading."""
BEGINNING_OF_TABLE = 80.0
"""The fewest points of a table that stay with the heading before it."""
HIGHEST_BEGINNING = 0.3
"""Of a page."""


CellPart = Paragraph | Table | Figure
"""What a worksheet has cells for."""


class Head(NamedTuple):
    """Where the head of a table stands."""

    first_row: int
    last_row: int
    is_for_excel_to_repeat: bool


class SheetWriter:
    """Writes parts below each other."""

    def __init__(self, sheet: WrittenSheet, grid: ColumnGrid, cursor: Cursor, numbers: NumbersSheet) -> None:
        self._sheet, self._grid, self._cursor, self._numbers = sheet, grid, cursor, numbers
        self.heads: list[Head] = []
        """Of each table."""

    def write(self, part: CellPart, *, follows: float, is_last: bool) -> None:
        """Write a part; `follows` is the height of what must follow it on the same page.

        Excel repeats rows on all pages to come. So it repeats the head of a table that is the last part of its sheet;
        those of other tables are written again where a page turns.
        """
        if isinstance(part, Table):
            self._write_table(part, follows, repeats_head=not is_last)
        elif isinstance(part, Paragraph):
            self._write_paragraph(part, follows)
        else:
            self._write_figure(part, follows)

    def beginning_of(self, part: CellPart) -> float:
        """Points that stay with a heading before this part."""
        if isinstance(part, Paragraph):
            return self._height(part)
        if isinstance(part, Table):
            return self._beginning_of_table(part)
        return self._height_of_figure(part) + AFTER_PARAGRAPH

    def _beginning_of_table(self, part: Table) -> float:
        """Its head, its first title and its first block; of a block that is too high, as much as is worth it."""
        table = part.model_copy(update={"columns": tuple(map(_narrowed, part.columns))})
        setting = TYPESETTING.setting(table, self._cursor.page, self._cursor.page)
        height = sum(head_heights(table.columns, setting))
        for piece in pages_of(table, setting, 0.0)[0]:
            height += piece.height
            if piece.block is not None:
                break
        return min(max(height, BEGINNING_OF_TABLE), self._cursor.page * HIGHEST_BEGINNING)

    def _height(self, part: Paragraph) -> float:
        width = self._grid.width_mm(self._grid.all) - SIDE_PADDING_MM
        return num_lines(part.whole_text, width, part.size, bold=part.bold) * part.size * TEXT_LINE + AFTER_PARAGRAPH

    def _height_of_figure(self, part: Figure) -> float:
        return min(part.height_mm * POINTS_PER_MM, self._cursor.page * HIGHEST_FIGURE)

    def _write_paragraph(self, part: Paragraph, follows: float) -> None:
        height = self._height(part)
        if self._cursor.put(height, follows):
            self._sheet.turn_page()
        look = CellLook(size=part.size, bold=part.bold, italic=part.italic, align=part.align.value, upright="top")
        self._sheet.write_tall(part.whole_text, look, self._grid.all, height)

    def _write_figure(self, part: Figure, follows: float) -> None:
        lower = part.model_copy(update={"height_mm": self._height_of_figure(part) / POINTS_PER_MM})
        height = self._height_of_figure(part) + AFTER_PARAGRAPH
        if self._cursor.put(height, follows):
            self._sheet.turn_page()
        self._numbers.draw(lower, self._sheet.worksheet, self._sheet.row, self._grid.width_mm(self._grid.all))
        self._sheet.leave(height)

    def _write_table(self, part: Table, follows: float, *, repeats_head: bool) -> None:
        table = part.model_copy(update={"columns": tuple(map(_narrowed, part.columns))})
        setting = TYPESETTING.setting(table, self._cursor.page, self._cursor.room)
        head = head_heights(table.columns, setting)
        pages = pages_of(table, setting, follows)
        if not pages[0]:
            self._sheet.turn_page()
            self._cursor.turn()
        shown = [page for page in pages if page]
        for position, page in enumerate(shown):
            if position:
                self._sheet.turn_page()
            if not position:
                self.heads.append(Head(self._sheet.row, self._sheet.row + len(head) - 1, not repeats_head))
            if repeats_head or not position:
                self._write_block(part, head_of(part.columns), head)
            self._write_page(part, page)
        self._cursor.put_pages(shown, sum(head))
        if not follows:
            self._sheet.end_row(AFTER_TABLE)
            self._cursor.put(AFTER_TABLE)

    def _write_page(self, table: Table, page: Page) -> None:
        columns = self._grid.of_table(table, 0, len(table.columns))
        for piece in page:
            if piece.block is not None:
                self._write_block(table, piece.block, piece.heights)
                continue
            is_note = piece.kind is PieceKind.NOTE
            text = CONTINUED.format(title=piece.text) if piece.kind is PieceKind.CONTINUED else piece.text
            look = CellLook(
                size=table.size, bold=not is_note, italic=is_note, align="left" if is_note else "center", boxed=True
            )
            self._sheet.write_across(text, look, columns)
            self._sheet.end_row(piece.height)

    def _write_block(self, table: Table, block: Block, heights: tuple[float, ...]) -> None:
        for places, height in zip(places_of(block, len(table.columns)), heights, strict=True):
            for place in places:
                if place.is_rest:
                    continue
                cell, column = place.cell, table.columns[place.column]
                columns = self._grid.of_table(table, place.column, place.columns)
                last_row = self._sheet.row + (cell.rows - 1 if cell else 0)
                text = cell.text if cell else ""
                look = CellLook(
                    size=table.size,
                    bold=cell is not None and cell.bold,
                    align=((cell.align if cell else None) or column.align).value,
                    turned=cell is not None and cell.turned,
                    fill=cell.fill if cell else "",
                    boxed=True,
                    shrinks=table.side_room < 1 and " " not in text,
                )
                span = CellSpan(self._sheet.row, columns.first, last_row, columns.last)
                self._sheet.write(span, text, look, counts=column.counts)
            self._sheet.end_row(height)


def _narrowed(column: PaperColumn) -> PaperColumn:
    return column.model_copy(update={"width_mm": column.width_mm * NARROWER})
