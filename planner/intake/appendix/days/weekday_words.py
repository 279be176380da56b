"""Weekdays as they are written: *thứ Ba*, *T7*, *CN*, *thứ 2, 4, 6*, *T2-T6*."""

import re

from planner.intake.cells.findings import shown
from planner.intake.values.texts import Unfit
from planner.texts import texts_of

_ = texts_of("intake")

_NUMBERS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5, "cn": 6, "chủ nhật": 6, "chúa nhật": 6}
_ONE = re.compile(r"chủ nhật|chúa nhật|cn\b|\b(?:hai|ba|tư|năm|sáu|bảy|bẩy)\b|[2-7]")
_LISTED = re.compile(rf"({_ONE.pattern})(?: ?(-|đến) ?(?:thứ ?|t)?({_ONE.pattern}))?")
WEEKDAYS_SPOKEN = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
WEEKEND = frozenset((5, 6))


def weekday_in(text: str) -> int:
    """The weekday that a word names; Monday is 0."""
    match = _ONE.search(text)
    assert match is not None  # noqa: S101 - the grammar calls nothing else a weekday
    return _number(match[0])


def weekdays_between(first: int, last: int, text: str) -> frozenset[int]:
    """All from the first to the last. Raises Unfit for a range that goes backwards."""
    if last <= first:
        raise Unfit(
            _("{value} goes backwards through the week").format(value=shown(text)),
            _("Write it as T2-T6, or list the weekdays"),
        )
    return frozenset(range(first, last + 1))


def weekdays_listed(text: str) -> frozenset[int]:
    """The weekdays of a list such as *thứ 2, 4, 6* or *thứ 2-6 và CN*. Raises Unfit."""
    found: set[int] = set()
    for first, dash, last in _LISTED.findall(text):
        if dash:
            found |= weekdays_between(_number(first), _number(last), text)
        else:
            found.add(_number(first))
    return frozenset(found)


def _number(word: str) -> int:
    return int(word) - 2 if word.isdecimal() else _NUMBERS[word]
