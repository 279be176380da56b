"""A time of day as people write it: *7h00*, *7h*, *07:00*, *7 giờ 30 phút*, or as Excel counts it."""

import re
from datetime import time, timedelta

from planner.intake.cells.findings import shown
from planner.intake.values.texts import Unfit, normal_text
from planner.texts import texts_of

_ = texts_of("intake")

_CLOCK = re.compile(r"([0-9]{1,2})\s*(?:h|:|giờ)\s*([0-9]{2})?(?:\s*phút|:00)?")
_MINUTES = 60


def minute_of_day(value: object) -> int:
    """Minutes from midnight, from *7h00*, *7h*, *07:00* or an Excel time."""
    minute = _minute(value)
    if minute is None or not 0 <= minute <= 24 * 60:
        raise Unfit(
            _("{value} is not a time of day").format(value=shown(value)), _("Enter hours and minutes, for example 7h00")
        )
    return minute


def _minute(value: object) -> int | None:
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, float) and 0 < value < 1:
        return round(value * 24 * 60)
    if isinstance(value, str) and (match := _CLOCK.fullmatch(normal_text(value).casefold())):
        hours, minutes = int(match[1]), int(match[2] or 0)
        return hours * 60 + minutes if minutes < _MINUTES else None
    return None
