"""Days as people list them: *14,15,16*, *14-17*, *28/4-2/5*, *ngày 14 và 15 tháng 4*; months and years filled in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from planner.domain.calendar import days_between
from planner.intake.appendix.month import Month
from planner.intake.appendix.ranges import ToldDay, ToldRange, in_months
from planner.intake.appendix.words import Word, WordKind
from planner.intake.findings import shown
from planner.intake.frame import Period
from planner.intake.values import Unfit
from planner.texts import texts_of

_ = texts_of("intake")

_FIGURES = re.compile(r"[0-9]+")
_MONTHS = 12
_THIS_CENTURY = 2000
_DATE_WITH_YEAR = 3
_TURN_OF_A_MONTH = 15
"""*28-2/5* turns a month; *17-14/4* does not, it is a slip."""
_MOST_DAYS = 800
"""Of one range; a longer one is a slip in a year."""


def days_of(words: Sequence[Word], month: Month | None, campaign: Period) -> tuple[tuple[date, ...], Month | None]:
    """The days that one line's words list, and the month in which the next line goes on.

    `month` is the one that stands before them. Raises Unfit where a day is not to be told.
    """
    ranges, month = in_months(_ranges(words, campaign), month)
    found: list[date] = []
    for each in ranges:
        found += _dates(each, campaign)
    return tuple(found), month


def _ranges(words: Sequence[Word], campaign: Period) -> Iterator[ToldRange | Month]:
    """Days and ranges, and months where they stand."""
    open_range = _OpenRange()
    for word in words:
        if word.kind is WordKind.MONTH:
            yield from open_range.closed()
            yield _month(word.text)
        elif word.kind is WordKind.RANGE:
            open_range.go_on()
        else:
            for day in _days(word, campaign):
                yield from open_range.take(day)
    yield from open_range.closed()


class _OpenRange:
    """A day that may turn out to be the first of a range."""

    def __init__(self) -> None:
        self._first: ToldDay | None = None
        self._goes_on = False

    def go_on(self) -> None:
        """A dash stands behind the day."""
        if self._first is None or self._goes_on:
            raise _range_without_end()
        self._goes_on = True

    def take(self, day: ToldDay) -> Iterator[ToldRange]:
        """One more day, and what it closes."""
        if self._goes_on and self._first is not None:
            yield ToldRange(self._first, day)
            self._first, self._goes_on = None, False
        else:
            yield from self.closed()
            self._first = day

    def closed(self) -> Iterator[ToldRange]:
        """Nothing more belongs to the day."""
        if self._goes_on:
            raise _range_without_end()
        if self._first is not None:
            yield ToldRange(self._first, self._first)
            self._first = None


def _range_without_end() -> Unfit:
    return Unfit(
        _("a range of days lacks its first or its last day"), _("Write it as 14-17, or list the days as 14,15,16,17")
    )


def _month(text: str) -> Month:
    figures = [int(found) for found in _FIGURES.findall(text)]
    if not 1 <= figures[0] <= _MONTHS:
        raise Unfit(_("{value}: there is no such month").format(value=shown(text)), _("Check the month"))
    return Month(figures[0], figures[1] if len(figures) > 1 else None)


def _days(word: Word, campaign: Period) -> tuple[ToldDay, ...]:
    figures = [int(found) for found in _FIGURES.findall(word.text)]
    if word.kind is WordKind.DAY:
        return (ToldDay(figures[0]),)
    if word.kind is WordKind.DOTTED:
        return _dotted(word.text, figures, campaign)
    if word.text[:4].isdecimal():
        return (ToldDay(figures[2], figures[1], figures[0]),)
    year = figures[2] if len(figures) == _DATE_WITH_YEAR else None
    if year is not None and year < _THIS_CENTURY // 20:
        year += _THIS_CENTURY
    return (ToldDay(figures[0], figures[1], year),)


def _dotted(text: str, figures: Sequence[int], campaign: Period) -> tuple[ToldDay, ...]:
    """Figures with points: days of a list, or one day and its month, whichever can be; never a guess between both."""
    are_days = all(earlier < later for earlier, later in pairwise(figures))
    is_date = len(figures) == 2 and 1 <= figures[1] <= _MONTHS  # noqa: PLR2004 - a day and a month
    if is_date and _can_be(figures[0], figures[1], campaign):
        if not are_days:
            return (ToldDay(figures[0], figures[1]),)
    elif are_days:
        return tuple(map(ToldDay, figures))
    raise Unfit(
        _("{value} can mean several days, or a day and its month").format(value=shown(text)),
        _("Write days with commas, as 14,15, and dates with slashes, as 14/4"),
    )


def _can_be(day: int, month: int, campaign: Period) -> bool:
    return any(
        _exists(year, month, day) and campaign.first_day <= date(year, month, day) <= campaign.last_day
        for year in range(campaign.first_day.year, campaign.last_day.year + 1)
    )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _dates(told: ToldRange, campaign: Period) -> Iterator[date]:
    first, last = _completed(told)
    first_day, last_day = _date(first, campaign), _date(last, campaign)
    if last_day < first_day and first.year is None and last.year is not None:
        first_day = _date(replace(first, year=last_day.year - 1), campaign)
    if last_day < first_day:
        raise Unfit(
            _("the range from {first} to {last} ends before it begins").format(
                first=f"{first_day:%d/%m/%Y}", last=f"{last_day:%d/%m/%Y}"
            ),
            _("Write both days with their months, as 28/4-2/5"),
        )
    if (last_day - first_day).days > _MOST_DAYS:
        raise Unfit(_("a range of more than {limit} days").format(limit=_MOST_DAYS), _("Check the years"))
    return days_between(first_day, last_day)


def _completed(told: ToldRange) -> tuple[ToldDay, ToldDay]:
    """Both ends with month, and with the year where one of them has it."""
    first, last = told.first, told.last
    if first.month is None and last.month is not None:
        turns = first.number - last.number >= _TURN_OF_A_MONTH
        first = replace(first, month=(last.month - 2) % _MONTHS + 1 if turns else last.month)
    elif last.month is None and first.month is not None:
        last = replace(last, month=first.month, year=first.year)
    if first.year is None and last.year is not None and (first.month or 0) <= (last.month or 0):
        first = replace(first, year=last.year)
    if last.year is None and first.year is not None:
        last = replace(last, year=first.year + ((last.month or 0) < (first.month or 0)))
    return first, last


def _date(day: ToldDay, campaign: Period) -> date:
    """The day; without a year that of the campaign in which it lies, or comes nearest."""
    month = day.month
    if month is None:
        if (campaign.first_day.year, campaign.first_day.month) != (campaign.last_day.year, campaign.last_day.month):
            raise Unfit(
                _("day {day}: no month is told").format(day=day.number),
                _("Write Tháng 4/2023 before the days, or each day with its month, as 14/4"),
            )
        month = campaign.first_day.month
    years = range(campaign.first_day.year, campaign.last_day.year + 1) if day.year is None else (day.year,)
    possible = [date(year, month, day.number) for year in years if _exists(year, month, day.number)]
    if not possible:
        raise Unfit(
            _("{value}: there is no such day").format(value=shown(f"{day.number}/{month}")),
            _("Check the day and the month"),
        )
    within = [one for one in possible if campaign.first_day <= one <= campaign.last_day]
    if len(within) > 1:
        raise Unfit(
            _("{value}: the campaign has this day twice").format(value=shown(f"{day.number}/{month}")),
            _("Write it with its year"),
        )
    return within[0] if within else min(possible, key=lambda one: _days_outside(one, campaign))


def _days_outside(day: date, campaign: Period) -> int:
    return max((campaign.first_day - day).days, (day - campaign.last_day).days)
