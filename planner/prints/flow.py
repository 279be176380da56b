"""How a paper's parts follow each other down its pages, for the formats that turn pages on their own."""

from typing import NamedTuple

from planner.prints.measure import POINTS_PER_MM
from planner.prints.pages import Page, Setting, head_heights, joined, pages_of
from planner.prints.paper import Figure, Paper, Paragraph, Part
from planner.prints.room import AFTER_PARAGRAPH, SIZES, room_for_foot, room_for_head, room_for_paragraph
from planner.prints.table import USUAL_SIZE, Table


class Typesetting(NamedTuple):
    """How a format sets the text of tables."""

    line: float
    """From one line to the next, in sizes of the text."""
    padding: float
    """Above and below the text of a cell, together, in points at the usual size."""
    side_padding_mm: float
    """Left and right of it, together, at the usual size."""

    def setting(self, size: float, page: float, first_page: float) -> Setting:
        """For text of this size on pages with so much room."""
        scale = size / USUAL_SIZE
        return Setting(size, self.line * size, self.padding * scale, self.side_padding_mm * scale, page, first_page)


class Cursor:
    """How far a page is filled; all heights in points."""

    def __init__(self, page: float, used: float = 0.0) -> None:
        self.page = page
        self.used = used

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.page - self.used

    def turn(self) -> None:
        """Begin a page."""
        self.used = 0.0

    def put(self, height: float, followed_by: float = 0.0) -> bool:
        """Fill so much of a page, and tell whether a new one had to begin for it and what must follow on it."""
        turns = self.used > 0 and height + followed_by > self.room
        self.used = height if turns else self.used + height
        return turns

    def put_pages(self, pages: list[Page], head: float) -> None:
        """Fill what these pages of a table fill; `head` is the height of its head on each of them."""
        filled = sum(piece.height for piece in pages[-1]) + head
        self.used = filled if len(pages) > 1 else self.used + filled


def with_whole_blocks(paper: Paper, typesetting: Typesetting) -> tuple[Part, ...]:
    """The shown parts of the paper, blocks that no page can hold cut where its pages are expected to turn."""
    size = SIZES[paper.orientation]
    cursor = Cursor(size.height, room_for_head(paper.frame, size))
    parts: list[Part] = []
    for position, part in enumerate(paper.shown_parts, start=1):
        foot = room_for_foot(paper.frame) if position == len(paper.shown_parts) else 0.0
        if isinstance(part, Table):
            parts.append(_cut(part, typesetting, cursor, foot))
            continue
        if isinstance(part, Paragraph):
            cursor.put(room_for_paragraph(part, size))
        elif isinstance(part, Figure):
            cursor.put(part.height_mm * POINTS_PER_MM + AFTER_PARAGRAPH)
        parts.append(part)
    return tuple(parts)


def _cut(table: Table, typesetting: Typesetting, cursor: Cursor, foot: float) -> Table:
    if table.starts_page:
        cursor.turn()
    setting = typesetting.setting(table.size, cursor.page, cursor.room)
    pages = pages_of(table, setting, foot)
    cursor.put_pages(pages, sum(head_heights(table.columns, setting)))
    return joined(table, pages)
