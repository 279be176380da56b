"""The names that a merged unit's people still know it by."""

from calendar import monthrange
from datetime import date

from planner.domain.campaign import FormerUnit, Unit
from planner.prints.words.addressed import in_sentence
from planner.prints.words.text import printable

MONTHS_TOLD = 6
"""So long after the merger the old names stand in brackets."""


def name_with_former(unit: Unit, on: date) -> str:
    """*Xã Hòa Bình (trước đây là xã Tân Hòa, xã Tân Bình)*; the name alone once the merger is long past.

    Where the workbook does not say since when, the old names are told.
    """
    names = [in_sentence(each.name) for each in unit.formerly if printable(each.name) and _is_told(each, on)]
    return f"{printable(unit.name)} (trước đây là {', '.join(names)})" if names else printable(unit.name)


def _is_told(former: FormerUnit, on: date) -> bool:
    return former.since is None or on < _months_after(former.since, MONTHS_TOLD)


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
