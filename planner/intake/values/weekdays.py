"""Weekdays as people write them, alone and in lists: *thứ Ba*, *2, 7, CN*, *T2-T6*, *thứ 2 đến thứ 6*, *cuối tuần*."""

import re
from datetime import date

from planner.intake.cells.findings import shown
from planner.intake.values.texts import Unfit, listed_texts
from planner.texts import texts_of

_ = texts_of("intake")

WEEKDAYS = {
    "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5, "cn": 6, "8": 6, "chủ nhật": 6, "chúa nhật": 6,
    "hai": 0, "ba": 1, "tư": 2, "bốn": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5,
}  # fmt: skip
"""Every word for a weekday, in small letters; Monday (thứ 2) is 0."""
WEEKDAYS_SPOKEN = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
WEEKEND = frozenset((5, 6))
_GROUPS = {"cuối tuần": WEEKEND, "mọi ngày": frozenset(range(7)), "hằng ngày": frozenset(range(7))}
_AND = re.compile(r"\s+(?:và|với)\s+|\s*[&+]\s*", re.IGNORECASE)
_TO = re.compile(r"\s*(?:[-‐‑‒–—]|\bđến\b|\btới\b)\s*")
_WORDS_BEFORE = re.compile(r"^(?:từ\s+)?(?:các\s+)?(?:ngày\s+)?(?:thứ|t\.?(?=\s*[2-8]))?\s*")
_ONE = re.compile(r"chủ nhật|chúa nhật|cn\b|\b(?:hai|ba|tư|năm|sáu|bảy|bẩy)\b|[2-7]")
_LISTED = re.compile(rf"({_ONE.pattern})(?: ?(-|đến) ?(?:thứ ?|t)?({_ONE.pattern}))?")
_FIRST, _LAST = 2, 7


def weekdays(value: object) -> frozenset[int]:
    """The weekdays of a list such as *2, 7, CN* or *T2-T6*; Monday (thứ 2) is 0."""
    if isinstance(value, date):
        raise Unfit(_("Excel has made a date of the weekdays"), _advice_for_date(value))
    if isinstance(value, float) and not value.is_integer():
        told = ", ".join(f"T{figure}" for figure in str(value).split("."))
        raise Unfit(_("Excel has made a figure of the weekdays"), _advice(told))
    found: set[int] = set()
    for part in listed_texts(value):
        for piece in _AND.split(part):
            found |= _of_piece(piece.casefold().strip(), part)
    return frozenset(found)


def _advice_for_date(day: date) -> str:
    first, last = sorted((day.day, day.month))
    if not (_FIRST <= first < last <= _LAST):
        first, last = 2, 6
    return _advice(f"T{first}-T{last}")


def _advice(weekdays_told: str) -> str:
    return _("Format the cell as Text and type {weekdays}").format(weekdays=weekdays_told)


def _of_piece(piece: str, told: str) -> frozenset[int]:
    if piece in _GROUPS:
        return _GROUPS[piece]
    ends = [_weekday(end, told) for end in _TO.split(piece)]
    if len(ends) == 1:
        return frozenset(ends)
    if len(ends) > 2 or ends[1] < ends[0]:  # noqa: PLR2004
        raise Unfit(
            _("{value} runs backwards").format(value=shown(told)),
            _("Write the earlier weekday first, as in T2-T6; the week ends with CN"),
        )
    return frozenset(range(ends[0], ends[1] + 1))


def _weekday(word: str, told: str) -> int:
    bare = _WORDS_BEFORE.sub("", word).strip()
    if bare not in WEEKDAYS:
        raise Unfit(_("{value} is not a weekday").format(value=shown(told)), _("Enter 2 to 7, or CN, parted by commas"))
    return WEEKDAYS[bare]


def weekday_in(text: str) -> int:
    """The weekday that a word names; Monday is 0."""
    match = _ONE.search(text)
    assert match is not None  # noqa: S101 - the grammar calls nothing else a weekday
    return WEEKDAYS[match[0]]


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
            found |= weekdays_between(WEEKDAYS[first], WEEKDAYS[last], text)
        else:
            found.add(WEEKDAYS[first])
    return frozenset(found)
