"""The lines of a cell, and whether a text may be a line of a schedule at all."""

import re
from collections.abc import Iterable, Iterator

from planner.intake.appendix.days.shift_names import plain
from planner.intake.values.texts import Unfit, normal_text

_BULLET = re.compile(r"[-+*•●▪◦·]+\s*")
_GOES_ON = re.compile(r"\(?(?:đến|tới)\b")
_IS_OPEN = re.compile(r"(?:\bđến|\btới|-)$")
_WEEKDAY = r"(?:thứ ?(?:[2-7]|hai|ba|tư|năm|sáu|bảy|bẩy)|chủ nhật|cn|t[2-7])\b"
_EVERY = r"(?:hằng|hàng|mỗi) (?:ngày|tuần)\b|cả tháng\b|cuối tuần\b"
_SHAPED = re.compile(
    rf"(?:từ |các |trong |cả |buổi |sáng |chiều |tối |vào )*(?:(?:ngày |tháng )?[0-9]|{_WEEKDAY}|{_EVERY})"
)
_HOLDS_DAYS = re.compile(rf"[0-9] ?/ ?[0-9]|tháng ?[0-9]|[0-9] ?(?:h|giờ)\b|\b{_WEEKDAY}|{_EVERY}")
_DATE_LINE = re.compile(r"[^0-9]+, ?ngày [0-9 ]+tháng [0-9 ]+năm [0-9 ]+\.?")


def lines_in(text: str) -> tuple[str, ...]:
    """The lines of a cell, without the marks before them. Raises Unfit for letters that nobody can have typed."""
    lines = (normal_text(line) for line in re.split(r"[\n\r\v\f]|_x000[AaDd]_", text))
    return tuple(_joined(_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines if line))


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """The lines, those that only go on with the line above as its end: *từ 14/4* | *đến 16/4*."""
    whole = ""
    for line in lines:
        if whole and (_GOES_ON.match(plain(line)) or _IS_OPEN.search(plain(whole))):
            whole = f"{whole} {line}"
            continue
        if whole:
            yield whole
        whole = line
    if whole:
        yield whole


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
