"""Latitudes and longitudes as people write them: 21,95 or 21°57'30"N, or both in one cell."""

import re
from typing import NamedTuple

from planner.intake.cells.findings import shown
from planner.intake.values.figures import decimal_number
from planner.intake.values.texts import Unfit, normal_text
from planner.texts import texts_of

_ = texts_of("intake")

_LATITUDES = {"n": 1, "b": 1, "bắc": 1, "s": -1, "nam": -1}
_LONGITUDES = {"e": 1, "đ": 1, "đông": 1, "w": -1, "t": -1, "tây": -1}
_RIGHT_ANGLE = 90
_MARKS = re.compile("[º˚]"), re.compile("[’‘′´`]"), re.compile("[”“″]|''")
_SIDE = "bắc|nam|đông|tây|[nsewbđt]"
_DEGREES = re.compile(
    rf"(?:(?P<before>{_SIDE}) ?)?(?P<degrees>[0-9]{{1,3}}(?:[.,][0-9]+)?) ?(?:°|độ)?"
    rf"(?: ?(?P<minutes>[0-9]{{1,2}}(?:[.,][0-9]+)?) ?(?:'|phút))?"
    rf"(?: ?(?P<seconds>[0-9]{{1,2}}(?:[.,][0-9]+)?) ?(?:\"|giây))?"
    rf"(?: ?(?P<after>{_SIDE}))?"
)
_PAIR = re.compile(r"(.*[0-9\"'°].*?)\s*[,;]\s+(.*[0-9].*)")
_SIXTY = 60


class Pair(NamedTuple):
    """The two halves of a place that stands in one cell."""

    latitude: str
    longitude: str


def pair_in(value: object) -> Pair | None:
    """The two halves of a text such as *21.9578, 106.3671*; None if it holds one figure."""
    match = _PAIR.fullmatch(normal_text(value)) if isinstance(value, str) else None
    return Pair(match[1], match[2]) if match else None


def degrees(value: object, most: float, number_format: str = "") -> float:
    """Degrees between −most and most, from a number, a decimal text, or degrees, minutes and seconds."""
    if not isinstance(value, str):
        return decimal_number(value, -most, most, number_format)
    text = normal_text(value).casefold()
    for marks, plain in zip(_MARKS, ("°", "'", '"'), strict=True):
        text = marks.sub(plain, text)
    match = _DEGREES.fullmatch(text)
    if match is None or match["degrees"] == text:
        return _of_figure(value, most)
    minutes, seconds = (_number(match[part]) for part in ("minutes", "seconds"))
    if minutes >= _SIXTY or seconds >= _SIXTY:
        raise _no_degrees(value)
    letter, sides = match["before"] or match["after"], _LATITUDES if most == _RIGHT_ANGLE else _LONGITUDES
    if letter and letter not in sides:
        raise _no_degrees(value)
    return round(sides.get(letter or "", 1) * decimal_number(_whole_and_parts(match, minutes, seconds), 0, most), 7)


def _whole_and_parts(match: re.Match[str], minutes: float, seconds: float) -> float:
    return _number(match["degrees"]) + minutes / _SIXTY + seconds / _SIXTY**2


def _number(text: str | None) -> float:
    return float(text.replace(",", ".")) if text else 0.0


def _of_figure(value: str, most: float) -> float:
    try:
        return decimal_number(value, -most, most)
    except Unfit as unfit:
        if unfit.is_beyond_limits:
            raise
        raise _no_degrees(value) from None


def _no_degrees(value: object) -> Unfit:
    return Unfit(
        _("{value} is no latitude or longitude").format(value=shown(value)), _("Enter degrees, for example 21,95")
    )
