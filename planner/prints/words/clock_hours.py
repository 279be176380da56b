"""From when to when people are received, as pages and messages write it; an hour past midnight says so."""

from collections.abc import Iterable

from planner.domain.calendar import MINUTES_A_DAY
from planner.domain.hours import Hours
from planner.texts import spoken_clock

NOON_MINUTE = 11 * 60


def next_day_told(minute: int) -> str:
    """What follows an hour past midnight: * sáng hôm sau*; nothing on the day itself, 24h00 included."""
    if minute <= MINUTES_A_DAY:
        return ""
    return " sáng hôm sau" if minute - MINUTES_A_DAY < NOON_MINUTE else " hôm sau"


def clock_told(minute: int) -> str:
    """*7h00*; past midnight *2h00 sáng hôm sau*."""
    return spoken_clock(minute if minute <= MINUTES_A_DAY else minute - MINUTES_A_DAY) + next_day_told(minute)


def joined_hours(hours: Iterable[Hours]) -> tuple[Hours, ...]:
    """Hours of one day in order; those that overlap or follow each other without a pause are one."""
    joined: list[Hours] = []
    for each in sorted(hours):
        if joined and each.starts_minute <= joined[-1].ends_minute:
            joined[-1] = Hours(joined[-1].starts_minute, max(joined[-1].ends_minute, each.ends_minute))
        else:
            joined.append(each)
    return tuple(joined)
