"""Head, titles and foot of a Word document, and how many points they take."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from planner.prints.paper.frame import Frame
from planner.prints.typesetting.flow import FrameRoom
from planner.prints.typesetting.measure import POINTS_PER_MM, num_lines, width_in_points
from planner.prints.typesetting.room import HEAD_AT_LEFT, TITLE_SIZE, PageSize
from planner.prints.typesetting.titles import titled
from planner.prints.writers.as_docx.parts import Look, add_rule, paragraph
from planner.prints.writers.as_docx.table import SIDE_PADDING_MM, borderless_table

LINE = 1.15
"""Of the size, from one line of Times to the next in Word."""
COUNTED = 0.995
"""Of a page: lines and rows are counted as Word sets them, so that little is left to chance."""
RULE_HEIGHT = 6.0
SIGNATURE_ROOM = 68.0
"""Points between the signer's title and name."""
ROOM_BY_HAND = 54.0
"""Points under the title of each who signs side by side with others."""
ATTACHED_INDENT_MM = 10.0
AFTER_HEAD = Look(size=6)
BEFORE_FOOT = Look(size=4, line=4, keeps_with_next=True)
CENTER = Look(size=12, align="center")
TITLE = Look(size=TITLE_SIZE, bold=True, align="center", after=2)
ATTACHED = Look(size=TITLE_SIZE, italic=True, align="center", indent_mm=ATTACHED_INDENT_MM)
SIGNER = Look(size=13, bold=True, align="center")
SIGNING_NOTE = Look(size=12, italic=True, align="center")


class _FrameLine(NamedTuple):
    """A paragraph of the frame; without a text and with a length it is a rule."""

    text: str
    look: Look
    rule_mm: float = 0.0

    def drawn(self, room_mm: float) -> Any:
        """The paragraph in a column so wide."""
        return add_rule(room_mm, self.rule_mm) if self.rule_mm else paragraph(self.text, self.look)

    def height(self, room_mm: float) -> float:
        """How many points high it is in a column so wide."""
        if self.rule_mm:
            return RULE_HEIGHT
        look = self.look
        room = room_mm - 2 * look.indent_mm
        lines = sum(num_lines(line, room, look.size, bold=look.bold) for line in self.text.split("\n"))
        return look.before + look.after + (look.line or lines * look.size * LINE)


_Row = tuple[list[_FrameLine], ...]


def head_of_page(frame: Frame, width: float) -> list[Any]:
    """Bodies and nation side by side, number and date side by side under them."""
    if not frame.has_head:
        return []
    sides = _head_sides(width)
    return [_side_by_side(sides, _head_rows(frame, width)), paragraph("", AFTER_HEAD)]


def titles(frame: Frame, width: float) -> list[Any]:
    """Word, title and what it is attached to."""
    return [line.drawn(width) for line in _title_lines(frame, width)]


def foot_of_page(frame: Frame, width: float) -> list[Any]:
    """Recipients at left, the signer at right; or all who sign, side by side."""
    if not frame.has_foot:
        return []
    row = _foot_row(frame, width)
    return [paragraph("", BEFORE_FOOT), _side_by_side(_equal_sides(row, width), [row])]


def room_in_word(frame: Frame, page: PageSize) -> FrameRoom:
    """What the frame leaves of a Word document's pages."""
    width = page.width_mm
    head = _height(_title_lines(frame, width), width)
    if frame.has_head:
        head += sum(_row_height(row, _head_sides(width)) for row in _head_rows(frame, width))
        head += _FrameLine("", AFTER_HEAD).height(width)
    foot = 0.0
    if frame.has_foot:
        row = _foot_row(frame, width)
        foot = BEFORE_FOOT.line + _row_height(row, _equal_sides(row, width))
    return FrameRoom(page.height_mm * POINTS_PER_MM * COUNTED, head, foot)


def _equal_sides(row: _Row, width: float) -> tuple[float, ...]:
    return (width / len(row),) * len(row)


def _head_sides(width: float) -> tuple[float, float]:
    return width * HEAD_AT_LEFT, width * (1 - HEAD_AT_LEFT)


def _head_rows(frame: Frame, width: float) -> list[_Row]:
    at_left, _at_right = _head_sides(width)
    side = at_left - 2 * SIDE_PADDING_MM
    left, right = [], []
    if frame.parent_body:
        left.append(_FrameLine(titled(frame.parent_body, side, 12, bold=False), CENTER))
    if frame.issuing_body:
        left.append(_FrameLine(titled(frame.issuing_body, side, 12, bold=True), CENTER._replace(bold=True)))
    if left:
        left.append(_FrameLine("", CENTER, rule_mm=at_left * 0.4))
    if frame.nation:
        right.append(_FrameLine(frame.nation, CENTER._replace(bold=True)))
    if frame.motto:
        motto = CENTER._replace(bold=True, size=13)
        right.append(_FrameLine(frame.motto, motto))
        right.append(_FrameLine("", motto, rule_mm=width_in_points(frame.motto, 13, bold=True) / POINTS_PER_MM))
    number = _FrameLine(frame.number, CENTER._replace(size=13, before=3))
    day = _FrameLine(frame.place_and_date, CENTER._replace(size=13, italic=True, before=3))
    return [(left, right), ([number], [day])]


def _title_lines(frame: Frame, width: float) -> list[_FrameLine]:
    lines = [
        _FrameLine(titled(text, width, TITLE.size, bold=True), TITLE) for text in (frame.word, *frame.title) if text
    ]
    if frame.attached_to:
        room = width - 2 * ATTACHED_INDENT_MM
        lines.append(_FrameLine(titled(frame.attached_to, room, ATTACHED.size, bold=False), ATTACHED))
    return [*lines, _FrameLine("", AFTER_HEAD)]


def _foot_row(frame: Frame, width: float) -> _Row:
    if frame.signatures:
        return tuple(_signature(title, frame, width / len(frame.signatures)) for title in frame.signatures)
    left = [_FrameLine(frame.recipients_word, Look(size=12, bold=True, italic=True))] if frame.recipients_word else []
    left += [_FrameLine(name, Look(size=11)) for name in frame.recipients]
    room = width / 2 - 2 * SIDE_PADDING_MM
    right = [_FrameLine(titled(line, room, SIGNER.size, bold=True), SIGNER) for line in frame.signer]
    if frame.signer_name:
        right.append(_FrameLine(frame.signer_name, SIGNER._replace(size=14, before=SIGNATURE_ROOM)))
    return left, right


def _signature(title: str, frame: Frame, width: float) -> list[_FrameLine]:
    """The title, the note under it and room for a name by hand."""
    room = width - 2 * SIDE_PADDING_MM
    return [
        _FrameLine(titled(title, room, SIGNER.size, bold=True), SIGNER),
        *([_FrameLine(frame.signing_note, SIGNING_NOTE)] if frame.signing_note else []),
        _FrameLine("", Look(size=1, line=ROOM_BY_HAND)),
    ]


def _side_by_side(widths_mm: tuple[float, ...], rows: list[_Row]) -> Any:
    drawn = [
        tuple([line.drawn(width) for line in side] for width, side in zip(widths_mm, row, strict=True)) for row in rows
    ]
    return borderless_table(widths_mm, drawn)


def _row_height(row: _Row, widths_mm: tuple[float, ...]) -> float:
    return max(_height(side, width - 2 * SIDE_PADDING_MM) for side, width in zip(row, widths_mm, strict=True))


def _height(lines: Iterable[_FrameLine], width_mm: float) -> float:
    return sum(line.height(width_mm) for line in lines)
