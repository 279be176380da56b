"""The shifts that an appendix means: by their hours first, by their labels where no hours stand."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from planner.domain.calendar import MINUTES_A_DAY, Shift
from planner.domain.folding import fold
from planner.domain.record import ShiftLabel
from planner.texts import spoken_hours

_FIGURES = re.compile(r"[0-9]+")
_BETWEEN_ENDS = re.compile(r"-|đến|tới")
_DASHES = re.compile("[‐‑‒–—―−÷~→]|->")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Figures and marks of East Asian keyboards, as those of others."""


class ToldHours(NamedTuple):
    """A stretch of the day, in minutes from midnight; past 24h00 is the next day."""

    starts: int
    ends: int

    def __str__(self) -> str:
        return spoken_hours(self.starts, self.ends)


class OwnTimetable(NamedTuple):
    """All shifts with the hours that hold in some place on some weekdays."""

    weekdays: frozenset[int]
    """Monday is 0."""
    shifts: tuple[Shift, ...]


def plain(text: str) -> str:
    """Text as its grammar reads it: folded, tone marks as they are typed, one kind of dash and of figures."""
    return _DASHES.sub("-", text.translate(_FULL_WIDTH).casefold())


def hours_in(text: str) -> ToldHours:
    """The hours of a text that the grammar calls hours: *từ 7h00 đến 15h00*, *7-15h*."""
    first, last = map(minutes_in, _BETWEEN_ENDS.split(text))
    return ToldHours(first, last if first < last else last + MINUTES_A_DAY)


def minutes_in(clock: str) -> int:
    """Minutes from midnight of a time of day: *7h30*, *07 giờ 30 phút*."""
    figures = [int(found) for found in _FIGURES.findall(clock)]
    return figures[0] * 60 + (figures[1] if len(figures) > 1 else 0)


def _key(label: str) -> str:
    """A label without regard to capitals, blanks and zeros before a number: *CA 1* is *Ca 01*."""
    return re.sub(r"\s+", "", re.sub(r"0+(?=[0-9])", "", fold(label)))


class ShiftNames:
    """Answers which of the campaign's shifts are meant."""

    def __init__(
        self, shifts: Sequence[Shift], own: Sequence[OwnTimetable] = (), *, may_be_within: bool = False
    ) -> None:
        """`own` are the hours that hold in some place; `may_be_within`: hours within one shift's mean that shift."""
        self._shifts = tuple(shifts)
        self._own = tuple(own)
        self._may_be_within = may_be_within
        self._by_key = {_key(shift.label): shift.label for shift in shifts}
        patterns = [_pattern(shift.label) for shift in shifts if any(letter.isalpha() for letter in shift.label)]
        self.pattern = "|".join(sorted(patterns, key=len, reverse=True))
        """What a label looks like inside a text; empty where labels are mere figures."""

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """All of them, in the order of the day."""
        return self._shifts

    @property
    def labels(self) -> tuple[ShiftLabel, ...]:
        """All of them, in the order of the day."""
        return tuple(shift.label for shift in self._shifts)

    def there(self, own: Sequence[OwnTimetable], *, may_be_within: bool) -> "ShiftNames":
        """The same shifts where these hours hold."""
        return ShiftNames(self._shifts, own, may_be_within=may_be_within)

    def on(self, weekday: int) -> "ShiftNames":
        """The same shifts with the hours that hold on this weekday; Monday is 0."""
        own = [one for one in self._own if weekday in one.weekdays]
        return ShiftNames(self._shifts, own, may_be_within=self._may_be_within)

    @property
    def timetables(self) -> tuple[tuple[Shift, ...], ...]:
        """The shifts with the hours that may hold: those of the place first, those of sheet *Ca* last."""
        return (*(one.shifts for one in self._own), self._shifts)

    def of_hours(self, told: ToldHours) -> tuple[ShiftLabel, ...]:
        """The shift of these hours, or the neighbouring shifts that together have them; none if nothing fits."""
        for shifts in self.timetables:
            inside = [one for one in shifts if told.starts <= one.starts_minute and one.ends_minute <= told.ends]
            if inside and (inside[0].starts_minute, inside[-1].ends_minute) == told:
                return tuple(one.label for one in inside)
        around = self.around(told) if self._may_be_within else None
        return (around,) if around is not None else ()

    def around(self, told: ToldHours) -> ShiftLabel | None:
        """The shift within whose hours these lie."""
        for shifts in self.timetables:
            for one in shifts:
                if one.starts_minute <= told.starts and told.ends <= one.ends_minute:
                    return one.label
        return None

    def of_label(self, text: str) -> ShiftLabel | None:
        """The shift that is called so."""
        return self._by_key.get(_key(text))

    def with_hours(self) -> str:
        """All of them as a message may list them, with the hours that hold there."""
        shifts = self.timetables[0]
        return ", ".join(f"{one.label} {spoken_hours(one.starts_minute, one.ends_minute)}" for one in shifts)


def _pattern(label: str) -> str:
    parts = re.findall(r"[0-9]+|[^0-9\s]+", plain(label))
    return r" ?".join(_part(part) for part in parts) + r"(?![0-9])"


def _part(part: str) -> str:
    return f"0*{part.lstrip('0') or '0'}" if part.isdecimal() else re.escape(part)


class ToldShifts(NamedTuple):
    """The hours and labels in a cell of a column of shifts; all empty for a cell that tells none."""

    hours: tuple[ToldHours, ...]
    labels: tuple[ShiftLabel, ...]
    whole_day: bool
    rest: str
    """The words of the cell that mean no shift; empty where all do."""
    num_lines: int = 1
    """How many lines of the cell tell shifts."""
