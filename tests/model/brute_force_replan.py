"""Every way to go on with a very small campaign, judged by the checker: what the best re-plan is worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from planner.check.verdict import Verdict
from planner.domain.plan import Plan
from planner.domain.policy import Goal
from planner.domain.situation import Situation
from planner.domain.wish import Wish
from tests.campaigns import Placement, can_meet
from tests.example import Example
from tests.model.brute_force import Values
from tests.replans import replan


@dataclass(frozen=True)
class Case:
    """A campaign under way: what is known of it, and the situation that this makes."""

    known: Example
    situation: Situation

    def plan(self, ahead: Sequence[Placement]) -> Plan:
        """The re-plan that has these placements ahead."""
        start = self.situation
        return replan(
            self.known.campaign,
            start.history,
            ahead,
            as_of=start.as_of or date.min,
            as_of_shift=start.as_of_shift,
            elsewhere=start.elsewhere,
            announced_until=start.announced_until,
            frozen_until=start.frozen_until,
        )


def num_ways(case: Case) -> int:
    """How many sets of placements there are to try."""
    count = 1
    for options in ways_ahead(case):
        count *= len(options)
    return count


def best_ways(case: Case, wish: Wish | None = None) -> Values | None:
    """The goals' values of a lexicographically best re-plan, in the campaign's order; None if there is none.

    With a wish, of those that fulfil it.
    """
    sound = list(_sound_ways(case, wish))
    if not sound:
        return None
    best: Values = {}
    for setting in case.known.campaign.goals:
        least = min(values[setting.goal] for values in sound)
        best[setting.goal] = least
        most = least if setting.goal is Goal.TRAVEL else int(least * (100 + setting.tolerance_percent) // 100)
        sound = [values for values in sound if values[setting.goal] <= most]
    return best


def _sound_ways(case: Case, wish: Wish | None) -> Iterator[Values]:
    for choice in product(*ways_ahead(case)):
        plan = case.plan([placement for chosen in choice for placement in chosen])
        if wish is not None and not wish.is_kept_by(row for row in plan.assignments if not row.done):
            continue
        verdict = case.known.judged(plan)
        if verdict.sound and _is_within_limit(case, verdict):
            yield {found.goal: found.value for found in verdict.goals}


def _is_within_limit(case: Case, verdict: Verdict) -> bool:
    most = case.situation.max_changes
    return most is None or (verdict.changed_unit_days or 0) <= most


def ways_ahead(case: Case) -> list[list[Sequence[Placement]]]:
    """For each machine and day (or slot) ahead, the ways in which it can be spent; the first is to stay away."""
    campaign = case.known.campaign
    calendar = campaign.calendar
    now = case.situation.first_ordinal_ahead(calendar)
    options = []
    for machine in campaign.machines:
        for day in calendar.days():
            ahead = [shift for shift in calendar.shift_labels if calendar.ordinal(day, shift) >= now]
            for time in [ahead] if campaign.whole_days else [[shift] for shift in ahead]:
                ways: list[Sequence[Placement]] = [()]
                for unit in campaign.units:
                    there = [Placement(machine.name, unit.code, day, shift) for shift in time]
                    possible = [placement for placement in there if can_meet(campaign, placement)]
                    if possible:
                        ways.append(possible)
                options.append(ways)
    return options
