"""A day as people write it: 18/4/2023, 2023-04-18, *thứ Ba, ngày 18 tháng 4 năm 2023*, or as Excel counts it."""

import re
from datetime import date, datetime, time, timedelta

from planner.intake.cells.findings import shown
from planner.intake.cells.limits import FIRST_DATE, LAST_DATE
from planner.intake.values.texts import Unfit, normal_text
from planner.intake.values.weekdays import WEEKDAYS, WEEKDAYS_SPOKEN
from planner.texts import texts_of

_ = texts_of("intake")

_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})")
_IN_WORDS = re.compile(r"([0-9]{1,2}) tháng ([0-9]{1,2})(?:,? năm|,)? ([0-9]{4})", re.IGNORECASE)
_BEFORE_A_DAY = re.compile(
    r"(?:(?:thứ (?P<word>hai|ba|tư|năm|sáu|bảy|[2-7])|t(?P<short>[2-7])|(?P<sunday>chủ nhật|cn))[,:]? )?(?:ngày )?",
    re.IGNORECASE,
)
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00)?$")
_CENTURY = 2000
_DATES_OF_EXCEL = range(36526, 73051)
"""Serial numbers of the days 2000–2099."""
_FIRST_COUNTED = date(1899, 12, 30)
_MONTHS = 12


def calendar_day(value: object) -> date:
    """A day: an Excel date, or text as 18/4/2023 or 2023-04-18."""
    if isinstance(value, datetime):
        if value.time() != time(0):
            raise Unfit(_("the date carries a time of day"), _("Enter the day alone, for example 18/4/2023"))
        day = value.date()
    elif isinstance(value, date):
        day = value
    elif isinstance(value, str):
        day = _day_from_text(normal_text(value))
    elif is_count_of_days(value):
        raise Unfit(
            _("{value} is a plain number, perhaps a date without a date format").format(value=shown(value)),
            _("Format the cell as Date and check the day"),
        )
    else:
        raise Unfit(
            _("{value} is not a date").format(value=shown(value)), _("Enter day/month/year, for example 18/4/2023")
        )
    if not FIRST_DATE <= day <= LAST_DATE:
        raise Unfit(
            _("the year {year} is too far away").format(year=day.year),
            _("Enter a date between {first} and {last}").format(first=FIRST_DATE.year, last=LAST_DATE.year),
        )
    return day


def is_count_of_days(value: object) -> bool:
    """Whether the value may be the number by which Excel counts a day of this century."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value in _DATES_OF_EXCEL


def day_of_count(value: object) -> date:
    """The day that Excel counts so."""
    return _FIRST_COUNTED + timedelta(days=int(str(value).removesuffix(".0")))


def _day_from_text(text: str) -> date:
    before = _BEFORE_A_DAY.match(text)
    rest = _MIDNIGHT.sub("", text[before.end() :] if before else text).strip()
    day = _day_of_figures(text, rest)
    named = _weekday_named(before)
    if named is not None and named != day.weekday():
        raise Unfit(
            _("{value}: that day is a {weekday}").format(value=shown(text), weekday=WEEKDAYS_SPOKEN[day.weekday()]),
            _("Check the day and the weekday"),
        )
    return day


def _weekday_named(before: re.Match[str] | None) -> int | None:
    word = before and (before["word"] or before["short"] or before["sunday"])
    return WEEKDAYS[word.casefold()] if word else None


def _day_of_figures(text: str, figures: str) -> date:
    if match := _DAY_FIRST.fullmatch(figures):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        year += _CENTURY if year < _CENTURY and len(match[4]) == len("26") else 0
        if month > _MONTHS >= day:
            raise Unfit(
                _("{value} looks like month/day/year").format(value=shown(text)),
                _("Enter day/month/year: {day}/{month}/{year}").format(day=month, month=day, year=year),
            )
    elif match := _YEAR_FIRST.fullmatch(figures):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif match := _IN_WORDS.fullmatch(figures):
        day, month, year = map(int, match.groups())
    else:
        raise Unfit(
            _("{value} is not a date").format(value=shown(text)), _("Enter day/month/year, for example 18/4/2023")
        )
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unfit(
            _("{value}: there is no such day").format(value=shown(text)), _("Check the day and the month")
        ) from error
