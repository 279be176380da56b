"""A cell of days as words: months, days, ranges, hours; what is none of these is named."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from planner.intake.appendix.shifts import HOURS, WHOLE_DAY, ShiftNames, plain
from planner.intake.findings import shown
from planner.intake.values import Unfit, normal_text
from planner.texts import texts_of

_ = texts_of("intake")


class WordKind(StrEnum):
    """What a word of a schedule line is."""

    HOURS = "hours"
    LABEL = "label"
    WHOLE_DAY = "whole_day"
    MONTH = "month"
    DATE = "date"
    DOTTED = "dotted"
    """Figures with points between: days, or a day and its month."""
    COUNT = "count"
    """How many days there are: *4 ngày*."""
    DAY = "day"
    RANGE = "range"
    TURN = "turn"
    """The line ends."""


class Word(NamedTuple):
    """One word and how it was written, folded."""

    kind: WordKind
    text: str


_NAMED_WEEKDAY = r"hai|ba|tư|năm|sáu|bảy|bẩy"
_WEEKDAYS = (
    rf"\bthứ ?(?:[2-7]|{_NAMED_WEEKDAY})(?: ?(?:[,;&-]|và|đến) ?(?:thứ ?)?(?:[2-7](?![0-9/])|cn\b|{_NAMED_WEEKDAY}))+"
)
"""*thứ 2, 4, 6* speaks of every week; read as a weekday and two days it would mean something else."""
_SHORT_WEEKDAY = r"t[2-7](?! ?[/.-] ?[0-9]{4}\b)(?! ?: ?[0-9]{1,2}\b(?! ?[/.-] ?[0-9]{1,2} ?(?:$|[/.),;])))"
"""*T4/2023* is a month, and *T4: 12,13* may be one; *T4: 12/4* and *T4 12/4* are Wednesdays."""
_PATTERNS = (
    ("weekly", _WEEKDAYS),
    ("weekday", rf"\(?\b(?:thứ ?(?:[2-7]|{_NAMED_WEEKDAY})|chủ nhật|cn|{_SHORT_WEEKDAY})\b\)?"),
    (
        WordKind.MONTH,
        r"tháng ?[0-9]{1,2}(?: ?[/-] ?[0-9]{4}\b|,? năm [0-9]{4}\b)?|\bt[0-9]{1,2} ?[/.-] ?[0-9]{4}\b",
    ),
    (WordKind.WHOLE_DAY, WHOLE_DAY),
    (WordKind.HOURS, HOURS),
    (
        WordKind.DATE,
        "|".join(
            (
                r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])",
                r"[0-9]{1,2} ?/ ?[0-9]{1,2}(?: ?/ ?(?:[0-9]{4}|[0-9]{2})(?![0-9]))?(?![0-9])",
                r"[0-9]{1,2}(?P<mark>[.-])[0-9]{1,2}(?P=mark)[0-9]{4}(?![0-9])",
            )
        ),
    ),
    (WordKind.DOTTED, r"[0-9]{1,2}(?:\.[0-9]{1,2})+(?![0-9])"),
    (WordKind.COUNT, r"[0-9]{1,3} ?ngày\b(?! ?[0-9])"),
    (WordKind.DAY, r"[0-9]{1,2}(?![0-9])"),
    (WordKind.RANGE, r"đến hết|đến|tới|-"),
    ("between", r"[\s,;:.&+()]+|\b(?:và|từ|ngày|các|trong|gồm|vào|của|hết)\b"),
    ("strange", r"[^\s,;()]+"),
)
_BULLET = re.compile(r"[-+*•●▪◦·]+\s*")
_SHAPED = re.compile(r"(?:từ |các |trong )*(?:ngày |tháng )?[0-9]")
_HOLDS_DAYS = re.compile(r"[0-9] ?/ ?[0-9]|tháng ?[0-9]|[0-9] ?(?:h|giờ)\b")
_DATE_LINE = re.compile(r"[^0-9]+, ?ngày [0-9 ]+tháng [0-9 ]+năm [0-9 ]+\.?")


def lines_in(text: str) -> tuple[str, ...]:
    """The lines of a cell, without the marks before them. Raises Unfit for letters that nobody can have typed."""
    lines = (normal_text(line) for line in re.split(r"[\n\r\v\f]|_x000[AaDd]_", text))
    return tuple(_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines if line)


def looks_planned(text: str) -> bool:
    """Whether a text begins as a line of a schedule does: with a day or a month."""
    try:
        return any(_SHAPED.match(plain(line)) for line in lines_in(text))
    except Unfit:
        return False


def may_hold_days(text: str) -> bool:
    """Whether days or hours stand anywhere in a text that is not the date line of a letter."""
    try:
        lines = [plain(line) for line in lines_in(text)]
    except Unfit:
        return True
    return any(_HOLDS_DAYS.search(line) and not _DATE_LINE.fullmatch(line) for line in lines) or looks_planned(text)


def words_in(text: str, names: ShiftNames) -> Iterator[Word]:
    """The words of a cell, a turn after every line. Raises Unfit for what is no word of a schedule."""
    label = ((WordKind.LABEL, names.pattern),) if names.pattern else ()
    grammar = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in (*label, *_PATTERNS)))
    for line in lines_in(text):
        for found in grammar.finditer(plain(line)):
            kind = str(found.lastgroup)
            if kind in ("strange", "weekly"):
                raise Unfit(
                    _("{word} is no day, month or hour").format(word=shown(found[0])),
                    _("Write the days as 14,15,16 or 14-17 after the month: Tháng 4/2023 (Từ 7h00 đến 15h00): 14,15"),
                )
            if kind not in ("weekday", "between"):
                yield Word(WordKind(kind), found[0])
        yield Word(WordKind.TURN, "")
