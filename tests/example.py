"""A plan that keeps every rule beside one that breaks a rule, with all that is known about the campaign then."""

from dataclasses import dataclass

from planner.check.verdict import Verdict, judge
from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan
from planner.domain.policy import Rule
from planner.domain.results import Result
from planner.domain.situation import Situation


@dataclass(frozen=True)
class Example:
    """A plan that keeps every rule, and one of the same campaign that breaks `rule`."""

    name: str
    rule: Rule
    campaign: Campaign
    good: Plan
    broken: Plan
    besides: frozenset[Rule] = frozenset()
    """Rules that cannot but be broken along with it."""
    announced: Plan | None = None
    results: tuple[Result, ...] | None = None

    def judged(self, plan: Plan) -> Verdict:
        """The verdict on one of the two plans, with all that is known beside it."""
        return judge(self.campaign, plan, self.announced, self.results)

    @property
    def situation(self) -> Situation:
        """What both plans start from, as the good one tells it."""
        plan, calendar = self.good, self.campaign.calendar
        now = plan.first_ordinal_ahead(calendar)
        last_day = plan.announced_until or calendar.last_day
        rows = () if self.announced is None else self.announced.assignments
        return Situation(
            as_of=plan.as_of,
            as_of_shift=plan.as_of_shift,
            history=tuple(sorted((row for row in plan.assignments if row.done), key=self._place_in_history)),
            elsewhere=plan.elsewhere,
            announced_version=plan.announced_version,
            announced_until=plan.announced_until,
            frozen_until=plan.frozen_until,
            announced=tuple(
                row for row in rows if row.date <= last_day and calendar.ordinal(row.date, row.shift) >= now
            ),
        )

    def _place_in_history(self, row: Assignment) -> tuple[int, int, str]:
        machines = [machine.name for machine in self.campaign.machines]
        return (self.campaign.calendar.ordinal(row.date, row.shift), machines.index(row.machine), row.unit)
