"""Head, titles and foot of a paper on a worksheet."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from planner.prints.paper.frame import Frame
from planner.prints.typesetting.measure import num_lines
from planner.prints.typesetting.room import HEAD_AT_LEFT, SIGNER_SIZE, TITLE_SIZE
from planner.prints.typesetting.titles import title_lines, titled
from planner.prints.writers.as_xlsx.grid import ColumnGrid, Columns, Cut
from planner.prints.writers.as_xlsx.sheet import CellLook, WrittenSheet

HEAD_CUT = Cut(0.33, HEAD_AT_LEFT, 0.45)
FOOT_CUT = Cut(0.38, 0.5, 0.62)
SIGNATURE_LEEWAY = 0.08
"""How far a border between two who sign may lie from where it would part the page equally."""
SIDE_PADDING_MM = 2.5
TITLE_LINE = 19.5
SIGNATURE_ROWS, ROWS_BY_HAND, FOOT_LINE = 4, 3, 18.0
RULE = "─" * 12


def cuts_for(frame: Frame) -> tuple[Cut, ...]:
    """Where the frame's blocks stand side by side."""
    return (HEAD_CUT,) * frame.has_head + _foot_cuts(frame)


def _foot_cuts(frame: Frame) -> tuple[Cut, ...]:
    """One between each two who sign; none where nobody does."""
    if not frame.signatures:
        return (FOOT_CUT,) * frame.has_foot
    share = 1 / len(frame.signatures)
    return tuple(
        Cut(share * place - SIGNATURE_LEEWAY, share * place, share * place + SIGNATURE_LEEWAY)
        for place in range(1, len(frame.signatures))
    )


def write_head(sheet: WrittenSheet, frame: Frame, grid: ColumnGrid) -> None:
    """Bodies over the left columns, nation and motto over the right."""
    if not frame.has_head:
        return
    at_left, at_right = grid.parted(HEAD_CUT)
    center = CellLook(align="center")
    bold, italic = center._replace(bold=True), center._replace(italic=True, size=13.0)
    room = grid.width_mm(at_left) - SIDE_PADDING_MM
    bodies = [
        (titled(text, room, look.size, bold=look.bold), look)
        for text, look in ((frame.parent_body, center), (frame.issuing_body, bold))
        if text
    ]
    nation = [(frame.nation, bold._replace(shrinks=True)), (frame.motto, bold._replace(size=13.0))]
    nation = [(text, look) for text, look in nation if text]
    if nation:
        nation.append((RULE, center._replace(size=8.0, upright="top")))
    if bodies:
        bodies.append((RULE[:6], center._replace(size=8.0, upright="top")))
    nothing = ("", center)
    for place in range(max(len(bodies), len(nation))):
        body, right = (side[place] if place < len(side) else nothing for side in (bodies, nation))
        sheet.write_across(*body, at_left)
        sheet.write_across(*right, at_right)
        lines = sum(num_lines(line, room, body[1].size, bold=True) for line in body[0].split("\n"))
        sheet.end_row(10.0 if RULE in (body[0], right[0]) and lines == 1 else lines * 16.5)
    if frame.number or frame.place_and_date:
        sheet.write_across(frame.number, center._replace(size=13.0), at_left)
        sheet.write_across(frame.place_and_date, italic, at_right)
        asides = ((frame.number, at_left), (frame.place_and_date, at_right))
        turns = (num_lines(text, grid.width_mm(columns) - SIDE_PADDING_MM, 13.0) for text, columns in asides)
        sheet.end_row(TITLE_LINE * max(turns))
    sheet.end_row(10.0)


def write_titles(sheet: WrittenSheet, frame: Frame, grid: ColumnGrid) -> None:
    """Word, title and what it is attached to, over all columns."""
    bold = CellLook(size=TITLE_SIZE, bold=True, align="center")
    titles = [(text, bold) for text in (frame.word, *frame.title)]
    titles.append((frame.attached_to, bold._replace(bold=False, italic=True)))
    width = grid.width_mm(grid.all) - SIDE_PADDING_MM
    for text, look in titles:
        if text:
            lines = title_lines(text, width, TITLE_SIZE, bold=True)
            sheet.write_across("\n".join(lines), look, grid.all)
            sheet.end_row(TITLE_LINE * max(len(lines), num_lines(text, width, TITLE_SIZE, bold=True)))
    sheet.end_row(9.0)


def foot_height(frame: Frame, grid: ColumnGrid) -> float:
    """Points that the foot takes."""
    if not frame.has_foot:
        return 0.0
    columns = grid.cut(_foot_cuts(frame))
    above = FOOT_LINE / 2 if frame.signatures else FOOT_LINE
    return above + sum(_foot_row_height(row, columns, grid) for row in _foot_rows(frame))


def write_foot(sheet: WrittenSheet, frame: Frame, grid: ColumnGrid) -> None:
    """Recipients at left, the signer at right; or all who sign, side by side."""
    if not frame.has_foot:
        return
    columns = grid.cut(_foot_cuts(frame))
    sheet.end_row(FOOT_LINE / 2)
    for row in _foot_rows(frame):
        for text, side in zip(row, columns, strict=True):
            sheet.write_across(text.told, text.look, side)
        sheet.end_row(_foot_row_height(row, columns, grid))


class _FootText(NamedTuple):
    """One text of a row of the foot."""

    told: str
    look: CellLook


def _foot_row_height(row: Sequence[_FootText], columns: Sequence[Columns], grid: ColumnGrid) -> float:
    """Room for as many lines as the longest of its texts turns to."""
    lines = [
        num_lines(text.told, grid.width_mm(side) - SIDE_PADDING_MM, text.look.size, bold=text.look.bold)
        for text, side in zip(row, columns, strict=True)
    ]
    return FOOT_LINE * max(lines)


def _foot_rows(frame: Frame) -> list[tuple[_FootText, ...]]:
    top = CellLook(upright="top")
    word, name = top._replace(bold=True, italic=True), top._replace(size=11.0)
    title = top._replace(size=SIGNER_SIZE, bold=True, align="center")
    if frame.signatures:
        note = title._replace(size=12.0, bold=False, italic=True)
        by_hand = _FootText("", title)
        sides = [
            [_FootText(each, title), _FootText(frame.signing_note, note), *[by_hand] * ROWS_BY_HAND]
            for each in frame.signatures
        ]
        return list(zip(*sides, strict=True))
    left = [_FootText(frame.recipients_word, word), *(_FootText(recipient, name) for recipient in frame.recipients)]
    right = [_FootText(line, title) for line in frame.signer]
    if frame.signer_name:
        signer = _FootText(frame.signer_name, title._replace(size=14.0))
        right += [_FootText("", title)] * SIGNATURE_ROWS + [signer]
    return list(zip_longest(left, right, fillvalue=_FootText("", name)))
