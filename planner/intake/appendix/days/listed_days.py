"""Days as people list them: *14,15,16*, *14-17*, *28/4-2/5*, *ngày 14 và 15 tháng 4*; months and years filled in."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from planner.domain.calendar import days_between
from planner.intake.appendix.days.months import Month, ToldDay, ToldRange
from planner.intake.appendix.days.spoken import (
    BoundStretch,
    HourToHour,
    Item,
    Point,
    PointKind,
    Sign,
    SignKind,
    Stretch,
)
from planner.intake.campaign.frame import Period
from planner.intake.cells.findings import shown
from planner.intake.values.texts import Unfit
from planner.intake.values.weekdays import WEEKDAYS_SPOKEN, weekday_in
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")

_FIGURES = re.compile(r"[0-9]+")
_MONTHS = 12
_THIS_CENTURY = 2000
_DATE_WITH_YEAR = 3
_TURN_OF_A_MONTH = 15
"""*28-2/5* turns a month; *17-14/4* does not, it is a slip."""
_MOST_DAYS = 800
"""Of one range; a longer one is a slip in a year."""
_A_WEEK = 7


def month_of(text: str) -> Month:
    """The month that a text such as *tháng 4/2023* names. Raises Unfit for one that no year has."""
    figures = [int(found) for found in _FIGURES.findall(text)]
    if not 1 <= figures[0] <= _MONTHS:
        raise Unfit(_("{value}: there is no such month").format(value=shown(text)), _("Check the month"))
    return Month(figures[0], figures[1] if len(figures) > 1 else None)


def told_days(point: Point, campaign: Period) -> tuple[ToldDay, ...]:
    """What is told of a day; several only where figures stand with points between. Raises Unfit."""
    figures = [int(found) for found in _FIGURES.findall(point.text)]
    if point.kind is PointKind.DOTTED:
        found = _dotted(point.text, figures, campaign)
    elif point.kind is PointKind.DAY:
        found = (ToldDay(figures[0]),)
    elif point.text[:4].isdecimal():
        found = (ToldDay(figures[2], figures[1], figures[0]),)
    else:
        year = figures[2] if len(figures) == _DATE_WITH_YEAR else None
        if year is not None and year < _THIS_CENTURY // 20:
            year += _THIS_CENTURY
        found = (ToldDay(figures[0], figures[1], year),)
    names = {weekday_in(name) for name in (point.name_before, point.name_behind) if name}
    if len(names) > 1:
        raise Unfit(_("two weekdays stand beside {day}").format(day=shown(point.text)), _("Leave the wrong one out"))
    return tuple(replace(day, weekday=name) for day in found for name in names) if names else found


def _dotted(text: str, figures: Sequence[int], campaign: Period) -> tuple[ToldDay, ...]:
    """Figures with points: days of a list, or one day and its month, whichever can be; never a guess between both."""
    are_days = all(earlier < later for earlier, later in pairwise(figures))
    has_year = len(figures) == _DATE_WITH_YEAR and _in_campaign(_THIS_CENTURY + figures[2], campaign)
    if (len(figures) == 2 or has_year) and can_be(figures[0], figures[1], campaign):  # noqa: PLR2004 - a day, a month
        if not are_days:
            return (ToldDay(figures[0], figures[1], _THIS_CENTURY + figures[2] if has_year else None),)
    elif are_days:
        return tuple(map(ToldDay, figures))
    raise Unfit(
        _("{value} can mean several days, or a day and its month").format(value=shown(text)),
        _("Write days with commas, as 14,15, and dates with slashes, as 14/4"),
    )


def _in_campaign(year: int, campaign: Period) -> bool:
    return campaign.first_day.year <= year <= campaign.last_day.year


def can_be(day: int, month: int, campaign: Period) -> bool:
    """Whether the campaign has this day of this month."""
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


def dates_of(told: ToldRange, campaign: Period) -> tuple[date, ...]:
    """All days of the range. Raises Unfit for what is none, and for a weekday that is not the day's."""
    first, last = _completed(told)
    first_day, last_day = _date(first, campaign), _date(last, campaign)
    if last_day < first_day and first.year is None and last.year is not None:
        first_day = _date(replace(first, year=last_day.year - 1), campaign)
    if last_day < first_day:
        raise Unfit(
            _("the range from {first} to {last} ends before it begins").format(
                first=spoken_day(first_day), last=spoken_day(last_day)
            ),
            _("Write both days with their months, as 28/4-2/5"),
        )
    if (last_day - first_day).days > _MOST_DAYS:
        raise Unfit(_("a range of more than {limit} days").format(limit=_MOST_DAYS), _("Check the years"))
    _check_weekdays(told, first_day, last_day)
    return tuple(days_between(first_day, last_day))


def _check_weekdays(told: ToldRange, first: date, last: date) -> None:
    for end, day in ((told.first, first), (told.last, last)):
        if end.weekday is not None and end.weekday != day.weekday():
            raise contradicted(day, end.weekday)
    is_named_behind = told.first.weekday is None and told.last.weekday is not None
    is_named_before = told.first.weekday is not None and told.last.weekday is None
    if first < last and (is_named_behind or (is_named_before and (last - first).days >= _A_WEEK)):
        raise Unfit(
            _("a weekday beside {first}-{last} can mean that weekday alone, or all of these days").format(
                first=spoken_day(first), last=spoken_day(last)
            ),
            _("Write thứ Ba hằng tuần, từ 1/4 đến 30/4 for one weekday; leave the weekday out for all days"),
        )


def contradicted(day: date, weekday: int) -> Unfit:
    """What to say of a day beside which another weekday stands."""
    return Unfit(
        _("{day} is a {right}, not a {told}").format(
            day=spoken_day(day), right=WEEKDAYS_SPOKEN[day.weekday()], told=WEEKDAYS_SPOKEN[weekday]
        ),
        _("Check the day and its weekday"),
    )


def days_of_month(month: Month, campaign: Period) -> tuple[date, ...]:
    """The campaign's days in this month; none if it has none."""
    return tuple(
        day
        for day in days_between(campaign.first_day, campaign.last_day)
        if day.month == month.number and month.year in (None, day.year)
    )


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


def are_dates(items: Sequence[Item], heading: Month | None, campaign: Period) -> bool:
    """Whether the line's pairs of figures with a hyphen are days and their months, not ranges of days.

    Of use only for lines in a cell that names no month; `heading` is the month of the heading above it. Raises Unfit
    where they can be both.
    """
    pairs = [stretch for stretch in items if isinstance(stretch, Stretch) and is_bare_pair(stretch)]
    if not pairs or names_a_month(items) or _lists_days(items):
        return False
    dates = [date_of_pair(pair) for pair in pairs]
    can_be_dates = all(
        day.month is not None
        and can_be(day.number, day.month, campaign)
        and (heading is None or heading.number == day.month)
        for day in dates
    )
    can_be_ranges = all(day.month is not None and day.number < day.month for day in dates)
    if can_be_dates and can_be_ranges:
        text, day = _text(pairs[0]), dates[0]
        raise Unfit(
            _("{value} can mean the days {first} to {last}, or day {first} of month {last}").format(
                value=shown(text), first=day.number, last=day.month
            ),
            _("Write {first}/{last} for the one day, or từ {first} đến {last} with the month for the days").format(
                first=day.number, last=day.month
            ),
        )
    return can_be_dates


def is_bare_pair(stretch: Stretch) -> bool:
    """Whether it is two figures with a hyphen and nothing else."""
    return (
        stretch.dash == "-"
        and isinstance(stretch.last, Point)
        and {stretch.first.kind, stretch.last.kind} == {PointKind.DAY}
        and not any((stretch.first.name_before, stretch.first.name_behind, stretch.last.name_before))
    )


def date_of_pair(pair: Stretch) -> ToldDay:
    """The day and its month that a pair of figures may be."""
    assert isinstance(pair.last, Point)  # noqa: S101 - a bare pair has two ends
    return ToldDay(int(pair.first.text), int(pair.last.text))


def names_a_month(items: Sequence[Item]) -> bool:
    """Whether a line names the month of any of its days."""
    for item in items:
        if isinstance(item, Sign) and item.kind is SignKind.MONTH:
            return True
        stretch = item.days if isinstance(item, BoundStretch) else item
        if isinstance(stretch, Stretch | HourToHour) and any(
            isinstance(point, Point) and point.kind in (PointKind.DATE, PointKind.DAY_MONTH)
            for point in (stretch.first, stretch.last)
        ):
            return True
    return False


def _lists_days(items: Sequence[Item]) -> bool:
    return any(isinstance(item, Stretch) and item.last is None and item.first.kind is PointKind.DAY for item in items)


def _text(pair: Stretch) -> str:
    last = pair.last.text if isinstance(pair.last, Point) else ""
    return f"{pair.first.text}-{last}"
