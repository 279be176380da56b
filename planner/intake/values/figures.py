"""What a cell's figure means: the one number that fits its column, however its thousands and decimals are parted."""

import math
import re
from collections.abc import Iterable
from datetime import date, time, timedelta

from planner.intake.cells.findings import shown
from planner.intake.values.texts import Unfit, normal_text
from planner.texts import texts_of

_ = texts_of("intake")

_DIGITS = re.compile(r"-?[0-9]{1,15}")
_GROUPED = re.compile(r"(-?[0-9]{1,3}(?:([., ])[0-9]{3})(?:\2[0-9]{3})*)")
_DECIMAL = re.compile(r"(-?[0-9]{1,15})[.,]([0-9]{1,15})")
_BOTH = re.compile(r"(-?[0-9]{1,3}(?:([.,])[0-9]{3})+)(?!\2)[.,]([0-9]{1,15})")
_THREE_DECIMALS = re.compile(r"[#,0]*0\.000(?:_\)|_-)?")
_GROUPING = re.compile(r"#,##0(?:_\)|_-)?")
_GROUP = 1000


def whole_number(value: object, least: float, most: float, number_format: str = "") -> int:
    """A whole number within limits, from a number or from text; *1.850* can only be 1850 where numbers are whole.

    So can the number 1.85 that its cell shows with three decimals.
    """
    if isinstance(value, str):
        readings = [number for number in _readings(value) if float(number).is_integer()]
        return int(_the_one(value, readings or list(_readings(value)), least, most, is_whole=True))
    number = _plain_number(value)
    if isinstance(number, float) and not number.is_integer():
        grouped = number * _GROUP
        if not _THREE_DECIMALS.fullmatch(number_format) or abs(grouped - round(grouped)) > 1e-6:  # noqa: PLR2004
            raise _not_whole(value)
        number = round(grouped)
    _check_limits(value, number, least, most)
    return int(number)


def decimal_number(value: object, least: float, most: float, number_format: str = "") -> float:
    """A number within limits; of what a point or comma may mean, what lies within them.

    A whole number that its cell shows in thousands, such as 20.951 for 20951, is the decimal where only that fits.
    """
    if isinstance(value, str):
        return float(_the_one(value, list(_readings(value)), least, most, is_whole=False))
    number = _plain_number(value)
    if not least <= number <= most and _GROUPING.fullmatch(number_format) and least <= number / _GROUP <= most:
        return float(number) / _GROUP
    _check_limits(value, number, least, most)
    return float(number)


def is_figure(value: object) -> bool:
    """Whether a number stands here, as such or as text, however it is parted."""
    if isinstance(value, str):
        try:
            return any(True for _number in _readings(value))
        except Unfit:
            return False
    return isinstance(value, int | float) and not isinstance(value, bool)


def whole_in_groups(text: str) -> int | None:
    """The whole number of a text in groups of three, such as *1.200*; None for any other text."""
    return int(re.sub(r"[., ]", "", text)) if _GROUPED.fullmatch(text) else None


def _readings(value: str) -> Iterable[int | float]:
    """Every number that the text may be; none if it is no number."""
    text = normal_text(value)
    if _DIGITS.fullmatch(text):
        yield int(text)
        return
    if (whole := whole_in_groups(text)) is not None:
        yield whole
    if match := _DECIMAL.fullmatch(text):
        yield float(f"{match[1]}.{match[2]}")
    if match := _BOTH.fullmatch(text):
        yield float(f"{re.sub(r'[.,]', '', match[1])}.{match[3]}")


def _the_one(value: str, readings: list[int | float], least: float, most: float, *, is_whole: bool) -> int | float:
    if not readings:
        raise Unfit(_("{value} is not a number").format(value=shown(value)), _advice(is_whole=is_whole))
    fitting = {number for number in readings if least <= number <= most}
    if len(fitting) > 1:
        raise Unfit(
            _("{value} is text; its point or comma can mean thousands or decimals").format(value=shown(value)),
            _(
                "Select these cells in Excel, choose Data > Text to Columns > Advanced, tell which sign parts decimals"
                " and which thousands, then Finish"
            ),
        )
    if not fitting:
        _check_limits(value, readings[0], least, most)
    (number,) = fitting
    if is_whole and not float(number).is_integer():
        raise _not_whole(value)
    return number


def _plain_number(value: object) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    if isinstance(value, date | time | timedelta):
        raise Unfit(
            _("a date or time stands where a number belongs"), _("Format the cell as Number and type the figure again")
        )
    raise Unfit(_("{value} is not a number").format(value=shown(value)), _advice(is_whole=True))


def _advice(*, is_whole: bool) -> str:
    return _("Enter digits only, for example 1200") if is_whole else _("Enter a figure such as 12,5")


def _not_whole(value: object) -> Unfit:
    return Unfit(
        _("{value} is not a whole number").format(value=shown(value)), _("Enter a whole number, for example 160")
    )


def _check_limits(value: object, number: int | float, least: float, most: float) -> None:
    if number < least:
        advice = _("Enter at least {least}").format(least=least)
        raise Unfit(_("{value} is too small").format(value=shown(value)), advice, is_beyond_limits=True)
    if number > most:
        advice = _("Enter at most {most}").format(most=most)
        raise Unfit(_("{value} is too large").format(value=shown(value)), advice, is_beyond_limits=True)
