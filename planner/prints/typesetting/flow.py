"""How a paper's parts follow each other down its pages, for the formats that turn pages on their own."""

from typing import NamedTuple

from planner.prints.paper.paper import CodeBlock, Contents, Figure, Illustration, Paper, Paragraph, Part
from planner.prints.paper.table import USUAL_SIZE, Table
from planner.prints.typesetting.measure import POINTS_PER_MM
from planner.prints.typesetting.pages import Page, PieceKind, TableSetting, head_heights, joined, pages_of
from planner.prints.typesetting.room import (
    AFTER_PARAGRAPH,
    SIZES,
    TEXT_LINE,
    PageSize,
    room_for_code,
    room_for_contents,
    room_for_foot,
    room_for_head,
    room_for_illustration,
    room_for_paragraph,
)
from planner.prints.words.wording import CONTINUED


class FrameRoom(NamedTuple):
    """What a paper's frame leaves of its pages, in points."""

    page: float
    """Of a page without head and foot."""
    head: float
    foot: float


class Typesetting(NamedTuple):
    """How a format sets the text of tables."""

    line: float
    """From one line to the next, in sizes of the text."""
    padding: float
    """Above and below the text of a cell, together, in points at the usual size."""
    side_padding_mm: float
    """Left and right of it, together, at the usual size."""
    text_line: float = TEXT_LINE
    """From one line of running text to the next, in sizes of the text."""
    after_table: float = AFTER_PARAGRAPH
    """Points between a table and what follows it."""

    def setting(self, table: Table, page: float, first_page: float) -> TableSetting:
        """How a table is set on pages with so much room."""
        scale = table.size / USUAL_SIZE
        sides = self.side_padding_mm * scale * table.side_room
        return TableSetting(table.size, self.line * table.size, self.padding * scale, sides, page, first_page)


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


def usual_room(paper: Paper) -> FrameRoom:
    """Room that is safe to fill in any format."""
    size = SIZES[paper.orientation]
    return FrameRoom(size.height, room_for_head(paper.frame, size), room_for_foot(paper.frame, size))


def with_whole_blocks(paper: Paper, typesetting: Typesetting, room: FrameRoom | None = None) -> tuple[Part, ...]:
    """The shown parts of the paper, blocks that no page can hold cut where its pages are expected to turn."""
    size, room = SIZES[paper.orientation], room or usual_room(paper)
    cursor = Cursor(room.page, room.head)
    parts: list[Part] = []
    for position, part in enumerate(paper.shown_parts, start=1):
        foot = room.foot if position == len(paper.shown_parts) else 0.0
        if isinstance(part, Table):
            parts.append(_cut(part, typesetting, cursor, foot))
        else:
            _move(cursor, part, typesetting, size)
            parts.append(part)
    return tuple(parts)


def _cut(table: Table, typesetting: Typesetting, cursor: Cursor, foot: float) -> Table:
    if table.starts_page:
        cursor.turn()
    setting = typesetting.setting(table, cursor.page, cursor.room)
    pages = pages_of(table, setting, foot)
    cursor.put_pages(pages, sum(head_heights(table.columns, setting)) + typesetting.after_table)
    return joined(table, pages)


def with_foot_in_company(paper: Paper, typesetting: Typesetting, room: FrameRoom) -> tuple[Part, ...]:
    """The same parts; a last table that ends on a further page is two, the second beginning that page.

    For Word, whose tables do not in all programs stay with what follows them.
    """
    size = SIZES[paper.orientation]
    parts = with_whole_blocks(paper, typesetting, room)
    if not parts or not isinstance(parts[-1], Table) or not paper.frame.has_foot:
        return parts
    cursor = Cursor(room.page, room.head)
    for part in parts[:-1]:
        _move(cursor, part, typesetting, size)
    table = parts[-1]
    if table.starts_page:
        cursor.turn()
    setting = typesetting.setting(table, cursor.page, cursor.room)
    pages = pages_of(table, setting, room.foot)
    if len(pages) == 1:
        return parts
    before = joined(table, pages[:-1])
    numbers = {piece.band for piece in pages[-1]}
    first = min(numbers)
    began = any(piece.band == first for page in pages[:-1] for piece in page)
    after = joined(table, pages[-1:]).bands[first:]
    noted = tuple(piece.text for piece in pages[-1] if piece.kind is PieceKind.NOTE and piece.band == first)
    goes_on = after[0].model_copy(
        update={"title": CONTINUED.format(title=after[0].title) if began and after[0].title else after[0].title}
    )
    if began:
        goes_on = goes_on.model_copy(update={"notes": noted})
    bands = before.bands[: first + 1 if began else first]
    if began:
        kept = bands[-1].notes[: len(bands[-1].notes) - len(noted)]
        bands = (*bands[:-1], bands[-1].model_copy(update={"notes": kept}))
    ending = table.model_copy(update={"bands": (goes_on, *after[1:]), "starts_page": True})
    beginning = (table.model_copy(update={"bands": bands}),) if bands else ()
    return (*parts[:-1], *beginning, ending)


def _move(cursor: Cursor, part: Part, typesetting: Typesetting, size: PageSize) -> None:
    """Let the cursor go past a part."""
    if isinstance(part, Paragraph):
        if part.starts_page:
            cursor.turn()
        cursor.put(room_for_paragraph(part, size, typesetting.text_line))
    elif isinstance(part, Figure):
        cursor.put(part.height_mm * POINTS_PER_MM + AFTER_PARAGRAPH)
    elif isinstance(part, CodeBlock):
        cursor.put(room_for_code(part, size))
    elif isinstance(part, Contents):
        cursor.put(room_for_contents(part))
    elif isinstance(part, Illustration):
        cursor.put(room_for_illustration(part))
    else:
        _cut(part, typesetting, cursor, 0.0)
