"""What was found, told as the contract's goals: the past counts in, every bound is rounded to the safe side."""

from collections.abc import Sequence
from dataclasses import replace
from math import floor

from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult
from planner.domain.policy import Goal, GoalSetting, Proof
from planner.domain.situation import Situation
from planner.model.instance.residual import METRES_PER_KM, ResidualInstance, SunkValues
from planner.model.instance.schedule import missing, travel_km
from planner.model.instance.subproblem import Subproblem
from planner.model.outcome import Solution
from planner.model.search.found import Found, GoalFound
from planner.model.search.machine_names import as_announced
from planner.model.search.phase_shares import collected_in_all

TENTHS = 10
"""Travel is told with one decimal."""


def solution_of(
    residual: ResidualInstance,
    situation: Situation,
    all_in_one: Subproblem,
    found: Found,
    ahead: Campaign,
    *,
    was_stopped: bool,
) -> Solution:
    """The schedules found as one plan of what lies ahead, its machines named as announced where they are alike."""
    named = replace(
        found, subproblems=tuple((problem, as_announced(problem, schedule)) for problem, schedule in found.subproblems)
    )
    calendar = residual.campaign.calendar
    assignments = sorted(
        (row for problem, schedule in named.subproblems for row in schedule.assignments(problem)),
        key=lambda row: (calendar.ordinal(row.date, row.shift), all_in_one.machine_rank[row.machine]),
    )
    return Solution(tuple(assignments), _results(residual, situation, named), ahead, was_stopped, found.warnings)


def with_milestones(found: Found, settings: Sequence[GoalSetting]) -> Found:
    """The milestones stand where they fell, since nobody asked for them: no plan misses fewer than 0 dossiers.

    The other goals' bounds hold all the more for plans that are asked to miss no more.
    """
    by_goal = {goal.goal: goal for goal in found.goals}
    reached = GoalFound(Goal.MILESTONES, 0, 0.0)
    return replace(found, goals=tuple(by_goal.get(setting.goal, reached) for setting in settings))


def _results(residual: ResidualInstance, situation: Situation, found: Found) -> tuple[GoalResult, ...]:
    """Every goal of the contract that applies, in the campaign's order, then those left out."""
    known = {goal.goal: goal for goal in found.goals}
    asked = [setting.goal for setting in residual.campaign.goals]
    order = [*asked, *(goal for goal in Goal if goal not in asked)]
    return tuple(
        _result(residual, found, goal, known.get(goal), is_asked=goal in asked)
        for goal in order
        if goal is not Goal.CHANGES or situation.announced_version is not None
    )


def final_value(residual: ResidualInstance, found: Found, goal: Goal) -> int:
    """What the whole plan is worth, past and future; travel in metres."""
    schedules = [schedule for _problem, schedule in found.subproblems]
    sunk = residual.sunk
    if goal is Goal.MILESTONES:
        targets = [phase.target for phase in residual.campaign.phases]
        return sunk.adds(goal) + missing(collected_in_all(schedules, len(targets)), targets)
    values = [schedule.scores[goal] for schedule in schedules]
    return max([sunk.finish, *values]) if goal is Goal.FINISH else sunk.adds(goal) + sum(values)


def _result(
    residual: ResidualInstance, found: Found, goal: Goal, known: GoalFound | None, *, is_asked: bool
) -> GoalResult:
    shown = None
    if goal is Goal.TRAVEL:
        km = sum(travel_km(problem, schedule) for problem, schedule in found.subproblems)
        shown = round(residual.sunk.travel_km + km, 1)
    value = final_value(residual, found, goal)
    return goal_result(residual.sunk, goal, value, known, shown=shown, is_asked=is_asked)


def goal_result(
    sunk: SunkValues, goal: Goal, value: int, known: GoalFound | None, *, shown: float | None, is_asked: bool
) -> GoalResult:
    """A goal's value over past and future with what is proven; `shown` is what is told in its place, km of travel."""
    told: float = value if shown is None else shown
    if not is_asked:
        return GoalResult(goal=goal, value=told, bound=None, proof=Proof.NOT_OPTIMISED)
    ahead = known.bound if known else 0
    bound = max(sunk.finish, ahead) if goal is Goal.FINISH else sunk.adds(goal) + ahead
    seconds = round(known.seconds, 3) if known else 0.0
    if bound >= value:
        return GoalResult(goal=goal, value=told, bound=told, proof=Proof.OPTIMAL, seconds=seconds)
    lowest: float = bound
    if goal is Goal.TRAVEL:
        lowest = floor(bound * TENTHS / METRES_PER_KM) / TENTHS
    return GoalResult(goal=goal, value=told, bound=lowest, proof=Proof.BEST_FOUND, seconds=seconds)
