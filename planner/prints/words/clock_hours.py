"""From when to when people are received, as pages and messages write it."""

from collections.abc import Iterable

from planner.domain.calendar import MINUTES_A_DAY
from planner.domain.hours import Hours
from planner.prints.words.read_aloud import next_day_told
from planner.prints.words.received import joined_by_and
from planner.texts import spoken_clock


def clock_told(minute: int) -> str:
    """*7h00*; past midnight *2h00 sáng hôm sau*."""
    return spoken_clock(minute if minute <= MINUTES_A_DAY else minute - MINUTES_A_DAY) + next_day_told(minute)


def hours_told(hours: Iterable[Hours]) -> str:
    """*7h00 đến 15h00 và 18h00 đến 2h00 sáng hôm sau*."""
    return joined_by_and(f"{clock_told(each.starts_minute)} đến {clock_told(each.ends_minute)}" for each in hours)


def joined_hours(hours: Iterable[Hours]) -> tuple[Hours, ...]:
    """Hours of one day in order; those that overlap or follow each other without a pause are one."""
    joined: list[Hours] = []
    for each in sorted(hours):
        if joined and each.starts_minute <= joined[-1].ends_minute:
            joined[-1] = Hours(joined[-1].starts_minute, max(joined[-1].ends_minute, each.ends_minute))
        else:
            joined.append(each)
    return tuple(joined)
