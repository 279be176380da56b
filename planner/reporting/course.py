"""The campaign day by day: what it has brought, and what was due."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.report import Advance, DayPoint
from planner.domain.results import Result
from planner.reporting.advances import indicator_of
from planner.reporting.aim import Aim
from planner.reporting.counting import counted


def course(
    campaign: Campaign, results: Iterable[Result], total: Advance, aims: Sequence[Aim], as_of: date
) -> tuple[DayPoint, ...]:
    """The sum of all units at the end of each day, what came before the campaign included, beside what was due."""
    calendar, before = campaign.calendar, total.before.of(indicator_of(campaign))
    brought, days = _by_day(campaign, results), list(campaign.calendar.days())
    needed = [0.0] * len(days)
    for aim in aims:
        for place, figure in enumerate(aim.course(days)):
            needed[place] += figure
    achieved = before + sum(figure for day, figure in brought.items() if day < calendar.first_day)
    points = []
    for day, due in zip(days, needed, strict=True):
        achieved += brought[day]
        points.append(DayPoint(day=day, needed=due, achieved=achieved if day <= as_of else None))
    return tuple(points)


def _by_day(campaign: Campaign, results: Iterable[Result]) -> Counter[date]:
    """What counts, of units that the workbook has."""
    brought: Counter[date] = Counter()
    for row in results:
        if row.unit in campaign.units_by_code:
            brought[row.day] += counted((row,)).of(indicator_of(campaign))
    return brought
