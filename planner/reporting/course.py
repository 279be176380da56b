"""The campaign day by day: what it has brought, and what it should have."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.report import Advance, DayPoint
from planner.domain.results import Result
from planner.reporting.advances import elapsed, indicator_of
from planner.reporting.counting import counted


def course(campaign: Campaign, results: Iterable[Result], total: Advance, as_of: date) -> tuple[DayPoint, ...]:
    """The sum of all units at the end of each day, what came before the campaign included, beside the straight line."""
    calendar, before = campaign.calendar, total.before.of(indicator_of(campaign))
    brought = _by_day(campaign, results)
    achieved = before + sum(figure for day, figure in brought.items() if day < calendar.first_day)
    wanted, points = max(0, total.target - before), []
    for day in calendar.days():
        achieved += brought[day]
        needed = before + wanted * elapsed(calendar, day).gone / calendar.num_days
        points.append(DayPoint(day=day, needed=needed, achieved=achieved if day <= as_of else None))
    return tuple(points)


def _by_day(campaign: Campaign, results: Iterable[Result]) -> Counter[date]:
    """What counts, of units that the workbook has."""
    brought: Counter[date] = Counter()
    for row in results:
        if row.unit in campaign.units_by_code:
            brought[row.day] += counted((row,)).of(indicator_of(campaign))
    return brought
