"""Every plan of a very small campaign, judged by the checker: what the best one is worth."""

from collections.abc import Iterator, Sequence
from itertools import product

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from planner.domain.wish import Wish
from tests.campaigns import Placement, can_meet, filled_plan

Values = dict[Goal, float]


def num_candidates(campaign: Campaign) -> int:
    """How many sets of placements there are to try."""
    count = 1
    for options in _options(campaign):
        count *= len(options)
    return count


def best_values(campaign: Campaign, wish: Wish | None = None) -> Values | None:
    """The goals' values of a lexicographically best plan, in the campaign's order; None if there is no plan.

    With a wish, of those plans that fulfil it.
    """
    sound = list(_sound_plans(campaign, wish))
    if not sound:
        return None
    best: Values = {}
    for setting in campaign.goals:
        if setting.goal is Goal.CHANGES:
            continue
        least = min(values[setting.goal] for values in sound)
        best[setting.goal] = least
        most = least if setting.goal is Goal.TRAVEL else int(least * (100 + setting.tolerance_percent) // 100)
        sound = [values for values in sound if values[setting.goal] <= most]
    return best


def _sound_plans(campaign: Campaign, wish: Wish | None) -> Iterator[Values]:
    for choice in product(*_options(campaign)):
        placements = [placement for chosen in choice for placement in chosen]
        plan = filled_plan(campaign, placements)
        if wish is not None and not wish.is_kept_by(plan.assignments):
            continue
        verdict = judge(campaign, plan)
        if verdict.sound:
            yield {found.goal: found.value for found in verdict.goals}


def _options(campaign: Campaign) -> list[list[Sequence[Placement]]]:
    """For each machine and day (or slot), the ways in which it can be spent; the first is to stay away."""
    shifts = campaign.calendar.shift_labels
    times = [shifts] if campaign.whole_days else [(shift,) for shift in shifts]
    options = []
    for machine in campaign.machines:
        for day in campaign.calendar.days():
            for time in times:
                ways: list[Sequence[Placement]] = [()]
                for unit in campaign.units:
                    there = [Placement(machine.name, unit.code, day, shift) for shift in time]
                    possible = [placement for placement in there if can_meet(campaign, placement)]
                    if possible:
                        ways.append(possible)
                options.append(ways)
    return options
