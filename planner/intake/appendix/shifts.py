"""The shifts that an appendix means: by their hours first, by their labels where no hours stand."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planner.domain.calendar import Shift
from planner.domain.folding import fold
from planner.domain.record import ShiftLabel
from planner.intake.clock import hours

_MINUTE = r"[0-5][0-9]"
_CLOCK = (
    rf"(?:2[0-4]|[01]?[0-9])(?:"
    rf" ?: ?{_MINUTE}(?::00)?"
    rf"| ?giờ(?: ?00(?: ?phút)?| ?{_MINUTE}(?: ?phút|(?= ?(?:-|đến|tới|\)|$))))?"
    rf"| ?[hg](?:{_MINUTE})?(?: ?(?:phút|p|'))?)"
)
HOURS = rf"\(? ?(?:từ )?(?:(?:2[0-4]|[01]?[0-9])|{_CLOCK}) ?(?:-|đến|tới) ?{_CLOCK} ?\)?"
"""*(Từ 7h00 đến 15h00)*, *7h-15h*, *07:00-15:00*, *7 giờ đến 15 giờ*, *7-15h*; in folded text with plain dashes."""
WHOLE_DAY = r"\(?(?:cả ngày|tất cả các ca|các ca|cả (?:2|hai|3|ba) ca)\)?"
_ENDS = re.compile(rf"({_CLOCK}|[0-9]{{1,2}}) ?(?:-|đến|tới) ?({_CLOCK})")
_FIGURES = re.compile(r"[0-9]+")
_DASHES = re.compile("[‐‑‒–—―−÷~→]|->")


class Hours(NamedTuple):
    """A stretch of the day, in minutes from midnight."""

    starts: int
    ends: int

    def __str__(self) -> str:
        return hours(self.starts, self.ends)


def plain(text: str) -> str:
    """Text as its grammar reads it: folded, tone marks as they are typed, one kind of dash."""
    return _DASHES.sub("-", text.casefold())


def hours_in(text: str) -> Hours:
    """The hours that a text of the form `HOURS` tells."""
    match = _ENDS.search(text)
    assert match is not None  # noqa: S101 - HOURS holds two ends
    return Hours(_minutes(match[1]), _minutes(match[2]))


def _minutes(clock: str) -> int:
    figures = [int(found) for found in _FIGURES.findall(clock)]
    return figures[0] * 60 + (figures[1] if len(figures) > 1 else 0)


def _key(label: str) -> str:
    """A label without regard to capitals, blanks and zeros before a number: *CA 1* is *Ca 01*."""
    return re.sub(r"\s+", "", re.sub(r"0+(?=[0-9])", "", fold(label)))


class ShiftNames:
    """Answers which of the campaign's shifts are meant."""

    def __init__(self, shifts: Sequence[Shift]) -> None:
        self._shifts = tuple(shifts)
        self._by_key = {_key(shift.label): shift.label for shift in shifts}
        patterns = [_pattern(shift.label) for shift in shifts if any(letter.isalpha() for letter in shift.label)]
        self.pattern = "|".join(sorted(patterns, key=len, reverse=True))
        """What a label looks like inside a text; empty where labels are mere figures."""

    @property
    def labels(self) -> tuple[ShiftLabel, ...]:
        """All of them, in the order of the day."""
        return tuple(shift.label for shift in self._shifts)

    def of_hours(self, told: Hours) -> tuple[ShiftLabel, ...]:
        """The shift of these hours, or the neighbouring shifts that together have them; none if nothing fits."""
        inside = [one for one in self._shifts if told.starts <= one.starts_minute and one.ends_minute <= told.ends]
        is_whole = inside and (inside[0].starts_minute, inside[-1].ends_minute) == told
        return tuple(one.label for one in inside) if is_whole else ()

    def of_label(self, text: str) -> ShiftLabel | None:
        """The shift that is called so."""
        return self._by_key.get(_key(text))

    def with_hours(self) -> str:
        """All of them as a message may list them."""
        return ", ".join(f"{one.label} {hours(one.starts_minute, one.ends_minute)}" for one in self._shifts)


def _pattern(label: str) -> str:
    parts = re.findall(r"[0-9]+|[^0-9\s]+", plain(label))
    return r" ?".join(_part(part) for part in parts) + r"(?![0-9])"


def _part(part: str) -> str:
    return f"0*{part.lstrip('0') or '0'}" if part.isdecimal() else re.escape(part)


class ToldShifts(NamedTuple):
    """What a cell of its own tells of shifts."""

    hours: tuple[Hours, ...]
    labels: tuple[ShiftLabel, ...]
    whole_day: bool
    rest: str
    """What of the cell means no shift."""


_HOURS = re.compile(HOURS)
_WHOLE_DAY = re.compile(WHOLE_DAY)
_BETWEEN = re.compile(r"[\s,;:.&+()/-]|\bvà\b|\bca\b|\bgiờ\b")


def shifts_told(lines: Sequence[str], names: ShiftNames) -> ToldShifts:
    """What the lines of a cell such as *Ca 01 (7h00–15h00)* tell."""
    text = plain("\n".join(lines))
    found_hours = tuple(hours_in(found[0]) for found in _HOURS.finditer(text))
    text = _HOURS.sub(" ", text)
    labels: list[ShiftLabel] = []
    if names.pattern:
        labels = list(_labels_in(text, names))
        text = re.sub(names.pattern, " ", text)
    elif label := names.of_label(text):
        labels, text = [label], ""
    whole_day = bool(_WHOLE_DAY.search(text))
    rest = _BETWEEN.sub("", _WHOLE_DAY.sub("", text))
    return ToldShifts(found_hours, tuple(labels), whole_day, rest)


def _labels_in(text: str, names: ShiftNames) -> Iterator[ShiftLabel]:
    for found in re.finditer(names.pattern, text):
        label = names.of_label(found[0])
        if label is not None:
            yield label
