"""Ranges of days as they are told, and the months that the words around them give to those that lack one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

_HEADING = re.compile(
    r"(?:lịch )?(?:tháng ?0?([0-9]{1,2})(?: ?[/.-] ?([0-9]{4})|,? năm ([0-9]{4}))?|t0?([0-9]{1,2}) ?[/.-] ?([0-9]{4}))"
    r" ?[:.]?",
    re.IGNORECASE,
)
_LAST = 12


class Month(NamedTuple):
    """A month, and its year where that is said."""

    number: int
    year: int | None = None


def month_heading(text: str) -> Month | None:
    """The month that a heading names and nothing else; None for any other text."""
    match = _HEADING.fullmatch(text)
    number = int(match[1] or match[4]) if match is not None else 0
    if match is None or not 1 <= number <= _LAST:
        return None
    year = match[2] or match[3] or match[5]
    return Month(number, int(year) if year else None)


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day as far as it is told."""

    number: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    """The weekday that stands beside it; Monday is 0."""

    def in_month(self, month: Month | None) -> "ToldDay":
        """The day with the month it lacks."""
        if self.month is not None or month is None:
            return self
        return replace(self, month=month.number, year=month.year)


@dataclass(frozen=True, slots=True)
class ToldRange:
    """From a day to a day, which may be the same."""

    first: ToldDay
    last: ToldDay

    @property
    def lacks_month(self) -> bool:
        """Whether neither end has a month."""
        return self.first.month is None and self.last.month is None

    def in_month(self, month: Month | None) -> "ToldRange":
        """The range with the months that it lacks; an end that has its own lends it to the other."""
        if month is None or not self.lacks_month:
            return self
        return ToldRange(self.first.in_month(month), self.last.in_month(month))


def in_months(told: Iterator[ToldRange | Month], before: Month | None) -> tuple[list[ToldRange], Month | None]:
    """Every range with its month, and the month in which the next line goes on."""
    months = _MonthsInLine(before)
    for item in told:
        if isinstance(item, Month):
            months.take_month(item)
        else:
            months.take(item)
    return months.finished()


class _MonthsInLine:
    """Gives days the month that stands before them in their line, else the one behind them, else their heading's."""

    def __init__(self, heading: Month | None) -> None:
        self._before = heading
        self._last: Month | None = None
        self._follows_days: bool | None = None
        """Whether months stand behind their days in this line; None until the first."""
        self._ranges: list[ToldRange] = []
        self._without: list[int] = []

    def take_month(self, month: Month) -> None:
        if self._follows_days is None:
            self._follows_days = bool(self._without)
        if self._follows_days:
            self._fill(month)
        else:
            self._before = month
        self._last = month

    def take(self, item: ToldRange) -> None:
        own = item.last.month or item.first.month
        if own is None:
            if self._follows_days is False:
                item = item.in_month(self._before)
            else:
                self._without.append(len(self._ranges))
        elif self._before is None or self._follows_days:
            self._fill(Month(own))
            self._last = Month(own)
        else:
            self._fill(self._before)
            item = _continued(item, self._before)
            self._before = self._last = Month(own)
        self._ranges.append(item)

    def finished(self) -> tuple[list[ToldRange], Month | None]:
        self._fill(self._last if self._before is None or self._follows_days else self._before)
        return self._ranges, self._before or self._last

    def _fill(self, month: Month | None) -> None:
        for place in self._without:
            self._ranges[place] = self._ranges[place].in_month(month)
        self._without.clear()


def _continued(item: ToldRange, month: Month) -> ToldRange:
    """*28-2/5* under *Tháng 4*: the first day is of the month that stands before it."""
    is_backwards = item.first.month is None and item.last.month != month.number
    return ToldRange(item.first.in_month(month), item.last) if is_backwards else item
