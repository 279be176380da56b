"""The timeline's rows: a machine's name, when it is on duty, and a bar for each of its stays."""

from collections.abc import Iterable

from planner.domain.calendar import Calendar
from planner.domain.campaign import Machine, PostingKind
from planner.domain.openness import Openness
from planner.prints.forms.stays import Stay
from planner.prints.forms.timeline.grid import (
    CLOSED,
    COLOURS,
    EDGES,
    MARGIN,
    NORMAL,
    OFF_DUTY,
    SMALL,
    Grid,
    SlotRun,
    runs_of,
    text_at,
    width,
)
from planner.prints.typesetting import svg
from planner.prints.words.addressed import without_kind
from planner.prints.words.text import printable
from planner.texts import spoken_days

FOOT = 3.0
"""Height of the thick lower edge of a fixed machine's bars."""
ELLIPSIS = "…"
FEWEST_WORDS = 2
"""A name is cut short only where this many of its words can be read."""


def row_of(grid: Grid, number: int, machine: Machine, stays: Iterable[Stay], openness: Openness) -> list[svg.Element]:
    """Everything in one machine's row."""
    top = grid.y(number)
    all_slots = set(range(1, grid.calendar.last_ordinal + 1))
    duty = _duty(grid.calendar, machine)
    closed_to_it = sorted(duty & set(openness.open_to_all) - openness.of_machine(machine))
    return [
        _name(grid, top, machine),
        svg.element("line", x1=MARGIN, x2=grid.right, y1=top + grid.row, y2=top + grid.row, stroke="#c4c4c4"),
        *(grid.box(run, top + 1, grid.row - 2, fill=OFF_DUTY) for run in runs_of(sorted(all_slots - duty))),
        *(_bar(grid, top, stay, place) for place, stay in enumerate(stays)),
        *(grid.box(run, top + 1, grid.row - 2, fill=CLOSED) for run in runs_of(closed_to_it)),
    ]


def _name(grid: Grid, top: float, machine: Machine) -> svg.Element:
    name = text_at(MARGIN, top + grid.row / 2 + 4, machine.name, font_weight="bold")
    room = grid.left - MARGIN - 8
    if width(machine.name, NORMAL) > room:
        name.attrib |= {"textLength": f"{room:.0f}", "lengthAdjust": "spacingAndGlyphs"}
    return name


def _duty(calendar: Calendar, machine: Machine) -> set[int]:
    """Ordinals of the machine's postings, closed or not."""
    return {
        ordinal
        for posting in machine.postings
        for ordinal in range(
            max(calendar.ordinal(posting.first_day, calendar.shift_labels[0]), 1),
            min(calendar.ordinal(posting.last_day, calendar.shift_labels[-1]), calendar.last_ordinal) + 1,
        )
    }


def _bar(grid: Grid, top: float, stay: Stay, place: int) -> svg.Element:
    """The stay's bar, in parts where days are closed between, its label if it fits, and a tooltip always."""
    kind = stay.posting.kind
    ordinals = [grid.calendar.ordinal(each.date, each.shift) for each in stay.assignments]
    inside = [ordinal for ordinal in ordinals if 1 <= ordinal <= grid.calendar.last_ordinal]
    # A shift that is left out each day does not tear the bar; a day does.
    runs = runs_of(inside, gap=len(grid.calendar.shifts))
    y, height = top + 4, grid.row - 8
    foot = FOOT if kind is PostingKind.FIXED else 0.0
    fill = COLOURS[kind][place % 2]
    parts = [svg.element("title", _tooltip(stay))]
    for run in runs:
        parts.append(grid.box(run, y, height, fill=fill, stroke=EDGES[kind], stroke_width=0.8))
        parts.append(grid.box(run, y + height - foot, foot, fill=EDGES[kind]))
    if runs:
        parts += _label(grid, max(runs, key=lambda run: run.last - run.first), stay, y, height - foot)
    return svg.element("g", *parts)


def _tooltip(stay: Stay) -> str:
    days = sorted({each.date for each in stay.assignments})
    dossiers = sum(each.dossiers for each in stay.assignments)
    place = stay.posting.place or stay.unit.place
    return printable(f"{stay.name} ({place}): {spoken_days(days[0], days[-1])}, {len(days)} ngày, {dossiers} hồ sơ")


def _label(grid: Grid, run: SlotRun, stay: Stay, top: float, height: float) -> list[svg.Element]:
    """The unit's name: on one line or more, without its kind or cut short where it must be, or not at all."""
    left, right = grid.x(run.first), grid.x(run.last + 1)
    lines, size = _lines_that_fit(stay, right - left - 4, height - 4)
    first = top + (height - (size + 1) * len(lines)) / 2 + size - 0.5
    return [
        text_at((left + right) / 2, first + (size + 1) * place, line, text_anchor="middle", font_size=size)
        for place, line in enumerate(lines)
    ]


def _lines_that_fit(stay: Stay, room: float, height: float) -> tuple[list[str], float]:
    name = printable(stay.name)
    bare = name if stay.cluster else without_kind(stay.unit)
    for text, size in ((name, NORMAL), (bare, NORMAL), (name, SMALL), (bare, SMALL)):
        lines = _wrapped(text, room, size)
        most = 1 if size == NORMAL else int(height // (SMALL + 1))
        if lines and len(lines) <= most:
            return lines, size
    words = bare.split()
    for num_words in range(len(words) - 1, FEWEST_WORDS - 1, -1):
        start = " ".join(words[:num_words]) + ELLIPSIS
        if width(start, SMALL) <= room:
            return [start], SMALL
    return [], SMALL


def _wrapped(text: str, room: float, size: float) -> list[str]:
    """The text in lines that fit, turned between words; none if a word is wider than the room."""
    lines: list[str] = []
    for word in text.split():
        if width(word, size) > room:
            return []
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
