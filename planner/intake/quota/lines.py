"""The rows of a table by what they are: units, headings and sums of groups, totals; everything else is named."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from itertools import pairwise

from planner.intake.cells.cell_sheet import Range
from planner.intake.cells.sheets import Cell
from planner.intake.quota.heads import QuotaHead, QuotaHeads, text_of
from planner.intake.quota.words import group_word, is_subtotal_name, is_total_name, tells_of_all
from planner.intake.values.figures import is_figure

_ROMAN = re.compile(r"[IVXL]+")
_LETTER = re.compile(r"[A-HĐ]")
_WHOLE = re.compile(r"[0-9]+")
_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)+")
_BULLETS = frozenset("-–—+•*")
_BEFORE_A_NAME = re.compile(r"\(?([IVXL]+|[A-HĐ]|[0-9]+(?:\.[0-9]+)*)[.)/\-]\s*(?=\S)|([-–—+•*])\s+")


class Level(IntEnum):
    """From the widest group to the last unit."""

    LETTER = 0
    ROMAN = 1
    WHOLE = 2
    DOTTED = 3
    BULLET = 4


@dataclass(frozen=True)
class Mark:
    """A row's number."""

    text: str
    level: Level

    def holds(self, other: "Mark") -> bool:
        """Whether a row with the other number may belong to this one's group."""
        if other.level <= self.level:
            return False
        return (
            other.level is not Level.DOTTED or self.level is not Level.WHOLE or other.text.startswith(f"{self.text}.")
        )


def mark_of(cell: Cell) -> Mark | None:
    """What a cell of the column of numbers says, if it is a number."""
    value = cell.value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float) and not value.is_integer():
        return Mark(str(value), Level.DOTTED)
    return _mark(str(value).removesuffix(".0").strip().rstrip(".)/").lstrip("("))


def mark_before(name: str) -> Mark | None:
    """What stands before a name: *I. Khu vực Bắc*."""
    match = _BEFORE_A_NAME.match(name)
    return _mark(match[1] or match[2]) if match else None


def _mark(text: str) -> Mark | None:
    for form, level in ((_WHOLE, Level.WHOLE), (_DOTTED, Level.DOTTED), (_ROMAN, Level.ROMAN), (_LETTER, Level.LETTER)):
        if form.fullmatch(text):
            return Mark(text, level)
    return Mark(text, Level.BULLET) if text in _BULLETS else None


def begins_again(marks: Sequence[Mark | None]) -> bool:
    """Whether the first number of these, if there is any, is 1."""
    return bool(marks) and marks[0] is not None and marks[0].text == "1"


_FEWEST_MEMBERS = 2
_FEWEST_BLOCKS = 2
_MOST_MEMBERS = 400


def heads_of_blocks(rows: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The places of the heads where all rows part into at least two blocks, each a head and members that add up to it.

    Empty where they do not: then every row tells of itself.
    """
    sums = [tuple(0 for _one in row) for row in rows[:1]]
    for row in rows:
        sums.append(tuple(before + one for before, one in zip(sums[-1], row, strict=True)))
    ends: dict[int, int] = {len(rows): len(rows)}
    for head in range(len(rows) - 1, -1, -1):
        end = _end_of_block(head, rows, sums, ends)
        if end is not None:
            ends[head] = end
    heads = []
    place = 0
    while place in ends and place < len(rows):
        heads.append(place)
        place = ends[place]
    return tuple(heads) if place == len(rows) and len(heads) >= _FEWEST_BLOCKS else ()


def _end_of_block(
    head: int, rows: Sequence[Sequence[int]], sums: Sequence[tuple[int, ...]], ends: dict[int, int]
) -> int | None:
    """Where the block ends after which the rest parts into blocks, too; None where there is none."""
    if not any(rows[head]):
        return None
    wanted = tuple(before + one for before, one in zip(sums[head + 1], rows[head], strict=True))
    for end in range(head + 1 + _FEWEST_MEMBERS, min(len(rows), head + 1 + _MOST_MEMBERS) + 1):
        if sums[end][0] > wanted[0]:
            return None
        if sums[end] == wanted and end in ends:
            return end
    return None


class LineKind(Enum):
    """What a row of the table is."""

    UNIT = "unit"
    GROUP = "group"
    """The heading of the rows below it, with their sum or without figures."""
    SUBTOTAL = "subtotal"
    """The sum of the rows above it."""
    TOTAL = "total"
    TAIL = "tail"
    """Words below the table."""


@dataclass
class QuotaLine:
    """A row below the heads that tells more than its number or a remark."""

    number: int
    cells: tuple[Cell, ...]
    name: str
    """Of the unit, or whatever is written in its place."""
    mark: Mark | None
    figures: tuple[int, ...] | None
    """What can be read of its figures, 0 for the others; None where nothing is written that may be one."""
    is_blank: bool
    """Nothing at all stands in the columns of figures."""
    is_named: bool
    """Its name stands in the column of the units."""
    kind: LineKind = LineKind.UNIT

    @property
    def has_figures(self) -> bool:
        """Whether any figure, or what may be one, is written here."""
        return self.figures is not None


def lines_of(heads: QuotaHeads, columns: Sequence[QuotaHead], numbers: Sequence[QuotaHead]) -> list[QuotaLine]:
    """Every row that tells of something, with what it is. `columns` hold the figures, `numbers` count the rows."""
    merged = [Range.of(written) for written in heads.sheet.merged]
    lines = list(_lines(heads, columns, numbers))
    _find_tail(lines)
    _find_totals(lines)
    if columns:
        _find_groups([line for line in lines if line.kind is LineKind.UNIT], columns, merged)
    return lines


def _lines(heads: QuotaHeads, columns: Sequence[QuotaHead], numbers: Sequence[QuotaHead]) -> Iterator[QuotaLine]:
    rows_of_heads = [_texts(cells) for cells in heads.sheet.rows[heads.first_row - 1 : heads.last_row]]
    for number, cells in heads.rows():
        if not any(not cell.is_empty for cell in cells) or _texts(cells) in rows_of_heads:
            continue
        written = [cells[head.place] for head in columns if head.place < len(cells)]
        figures = tuple(_whole(cell.value) for cell in written) if any(map(_may_be_figure, written)) else None
        is_blank = all(cell.is_empty for cell in written)
        unit = cells[heads.units.place] if heads.units.place < len(cells) else Cell("")
        name = text_of(unit)
        first = min((head.place for head in columns), default=len(cells))
        label = name or next((text_of(cell) for cell in cells[:first] if _is_label(cell)), "")
        mark = next((mark_of(cells[head.place]) for head in numbers if head.place < len(cells)), None)
        if not is_blank or label:
            mark = mark or (mark_before(name) if not numbers else None)
            yield QuotaLine(number, cells, label, mark, figures, is_blank, bool(name))


def _texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(text for text in map(text_of, cells) if text)


def _may_be_figure(cell: Cell) -> bool:
    return is_figure(cell.value) or cell.is_error or cell.is_uncounted


def _is_label(cell: Cell) -> bool:
    """Whether words stand here, not the number of a row."""
    return isinstance(cell.value, str) and not cell.is_empty and mark_of(cell) is None


def _whole(value: object) -> int:
    if isinstance(value, str):
        return int(value) if value.strip().isdecimal() else 0
    return int(value) if isinstance(value, int | float) and is_figure(value) and value == value // 1 else 0


def _find_tail(lines: Sequence[QuotaLine]) -> None:
    """Words below the last figures: after a total, after a row left out, or beside the column of the units."""
    last = max((place for place, line in enumerate(lines) if line.has_figures), default=len(lines))
    is_tail = last < len(lines) and is_total_name(lines[last].name)
    for before, line in zip(lines[last:], lines[last + 1 :], strict=False):
        is_tail = is_tail or not line.is_named or line.number > before.number + 1
        if is_tail and not is_total_name(line.name):
            line.kind = LineKind.TAIL


def _find_totals(lines: Sequence[QuotaLine]) -> None:
    """One total at the top and one at the end; any other belongs to the rows between it and the one before."""
    units = [place for place, line in enumerate(lines) if not _is_sum(line) and line.kind is LineKind.UNIT]
    if not units:
        for line in lines:
            line.kind = LineKind.TOTAL if _is_sum(line) else line.kind
        return
    closing = [place for place, line in enumerate(lines) if place > units[-1] and _is_sum(line)]
    for place, line in enumerate(lines):
        if not _is_sum(line):
            continue
        is_of_all = place < units[0] or (closing and place == closing[-1] and not _is_of_last_part(lines, place))
        line.kind = LineKind.TOTAL if is_of_all else LineKind.SUBTOTAL


def _is_sum(line: QuotaLine) -> bool:
    return line.kind is not LineKind.TAIL and any(
        says(line.name) for says in (is_total_name, is_subtotal_name, tells_of_all)
    )


def _is_of_last_part(lines: Sequence[QuotaLine], place: int) -> bool:
    """Whether the closing row is only the sum since the one before it: it adds up to that, and not to everything."""
    before = [one for one in range(place) if lines[one].kind is LineKind.SUBTOTAL]
    if is_subtotal_name(lines[place].name):
        return True
    if not before or before[-1] == place - 1:
        return False
    part = _sum_of(lines[before[-1] + 1 : place])
    return lines[place].figures == part != _sum_of(line for line in lines[:place] if line.kind is LineKind.UNIT)


def _sum_of(lines: Sequence[QuotaLine] | Iterator[QuotaLine]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(line.figures for line in lines if line.figures), strict=True)))


def _find_groups(lines: list[QuotaLine], columns: Sequence[QuotaHead], merged: Sequence[Range]) -> None:
    """By their numbers, by their words, or because they are the sums of the rows below them."""
    for line, below in pairwise(lines):
        is_beside = not line.is_named and line.is_blank
        if is_beside or _heads_by_number(line, below) or _is_spread(line, columns, merged):
            line.kind = LineKind.GROUP
    units = [line for line in lines if line.kind is LineKind.UNIT]
    for line in units[:-1]:
        if line.is_blank and _heads_by_word(line, units):
            line.kind = LineKind.GROUP
    units = [line for line in lines if line.kind is LineKind.UNIT and line.figures is not None]
    if all(line.kind is LineKind.UNIT for line in lines):
        for place in heads_of_blocks([line.figures for line in units if line.figures is not None]):
            units[place].kind = LineKind.GROUP


def _heads_by_number(line: QuotaLine, below: QuotaLine) -> bool:
    """*I* before *1*; or a row without a number, after which the numbers begin again."""
    if line.mark is not None:
        return below.mark is not None and line.mark.holds(below.mark)
    return below.mark is not None and below.mark.text == "1" and line.is_named and bool(line.name)


def _is_spread(line: QuotaLine, columns: Sequence[QuotaHead], merged: Sequence[Range]) -> bool:
    """Whether the name is written across the figures."""
    places = [head.place for head in columns]
    return line.is_blank and any(
        one.first_row <= line.number <= one.last_row and one.first_place < min(places) <= one.last_place
        for one in merged
    )


def _heads_by_word(line: QuotaLine, units: Sequence[QuotaLine]) -> bool:
    """Whether its name begins as groups' names do, and as no name of a unit with figures does."""
    word = group_word(line.name)
    return bool(word) and all(group_word(one.name) != word for one in units if one.has_figures)
