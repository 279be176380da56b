"""From a campaign to a solution: the search's door to the other rooms."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, GoalResult
from planner.domain.policy import Goal, GoalSetting, Proof
from planner.domain.progress import Observer, nobody
from planner.errors import NoPlanInTime, NoPlanPossible
from planner.model.budget import Budget
from planner.model.contradictions import contradictions
from planner.model.culprits import clashing_pins
from planner.model.gate import Stopper
from planner.model.lexicographic import Found, GoalFound, LexicographicSearch, collected_in_all
from planner.model.part import METRES_PER_KM, Part, decomposed, whole
from planner.model.schedule import missing, travel_km
from planner.texts import texts_of

_ = texts_of("model")

TENTHS = 10
"""Travel is told with one decimal."""

SUMS = frozenset([Goal.UNSERVED, Goal.MILESTONES, Goal.TRAVEL, Goal.WAITING])
"""Goals that add up over parts, so that a tolerance on one is shared by all parts."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Placements with their dossiers, and every goal's value and proof."""

    assignments: tuple[Assignment, ...]
    goals: tuple[GoalResult, ...]
    was_stopped: bool
    """Whether somebody ended the search before its end."""


def solve(
    campaign: Campaign,
    *,
    seconds: float = 60.0,
    workers: int = 1,
    seed: int = 0,
    observer: Observer = nobody,
    stopper: Stopper | None = None,
) -> Solution:
    """The best plan that the time allows, goal by goal.

    Raises NoPlanPossible if the pins exclude each other or nobody can ever work, and NoPlanInTime if the search was
    ended before a first plan.
    """
    stopper = stopper or Stopper()
    all_in_one = whole(campaign)
    _refuse_contradictions(campaign, all_in_one)
    budget = Budget(seconds, workers, seed)
    found = _search(campaign, all_in_one, budget, stopper, observer)
    if found is None:
        _explain_no_plan(campaign, budget, stopper)
        raise NoPlanInTime(_("the search ended before a first plan was found. Give it more time with --seconds"))
    assignments = sorted(
        (row for part, schedule in found.parts for row in schedule.assignments(part)),
        key=lambda row: (
            campaign.calendar.ordinal(row.date, row.shift),
            all_in_one.machine_rank[row.machine],
        ),
    )
    return Solution(tuple(assignments), _results(campaign, found), stopper.stopped.is_set())


def _refuse_contradictions(campaign: Campaign, part: Part) -> None:
    clashes = contradictions(campaign)
    if clashes:
        raise NoPlanPossible("\n".join(clashes))
    if not part.timeline.periods:
        raise NoPlanPossible(_("Ngày nghỉ: the campaign has no open day. Open at least one, or move its dates"))
    if part.units and not any(ordinals for duty in part.duties for ordinals in duty.open_ordinals):
        raise NoPlanPossible(
            _("Máy, Ngày nghỉ: no machine can work on any day. Give one a posting within the campaign, or open a day")
        )


def _explain_no_plan(campaign: Campaign, budget: Budget, stopper: Stopper) -> None:
    """Where pins leave no plan at all, name a smallest set of them."""
    culprits = clashing_pins(campaign, budget, stopper)
    if culprits:
        raise NoPlanPossible(
            _("{where}: these pins exclude each other. Remove or move one of them").format(
                where=", ".join(pin.source or f"{pin.machine}/{pin.unit}" for pin in culprits)
            )
        )


def _search(campaign: Campaign, all_in_one: Part, budget: Budget, stopper: Stopper, observer: Observer) -> Found | None:
    """Part by part where that is exact; as one part where a shared target or tolerance joins the parts."""
    settings = _optimised(campaign)
    parts = decomposed(all_in_one)
    shared_tolerance = any(setting.tolerance_percent and setting.goal in SUMS for setting in settings[:-1])
    apart: Found | None = None
    if len(parts) > 1 and not shared_tolerance:
        without = [setting for setting in settings if setting.goal is not Goal.MILESTONES]
        found = LexicographicSearch(campaign, parts, budget, stopper, observer).run(without)
        apart = found and _with_milestones(found, settings)
        if apart is None or len(without) == len(settings) or _final_value(campaign, apart, Goal.MILESTONES) == 0:
            return apart
    units = [all_in_one] if all_in_one.units else []
    joint = LexicographicSearch(campaign, units, budget, stopper, observer).run(settings)
    return _better(campaign, settings, joint, apart)


def _optimised(campaign: Campaign) -> list[GoalSetting]:
    """The goals to settle: a first plan has no changes, and without phases there is no milestone to miss."""
    return [
        setting
        for setting in campaign.goals
        if setting.goal is not Goal.CHANGES and (setting.goal is not Goal.MILESTONES or campaign.phases)
    ]


def _better(
    campaign: Campaign, settings: Sequence[GoalSetting], joint: Found | None, apart: Found | None
) -> Found | None:
    """The better of two plans, goal by goal; a search that was ended early must not lose what was found before it."""
    if joint is None or apart is None:
        return joint or apart

    def values(found: Found) -> list[int]:
        return [_final_value(campaign, found, setting.goal) for setting in settings]

    return joint if any(setting.tolerance_percent for setting in settings) else min(joint, apart, key=values)


def _with_milestones(found: Found, settings: Sequence[GoalSetting]) -> Found:
    """The milestones stand where they fell, since nobody asked for them: no plan misses fewer than 0 dossiers.

    The other goals' bounds hold all the more for plans that are asked to miss no more.
    """
    by_goal = {goal.goal: goal for goal in found.goals}
    reached = GoalFound(Goal.MILESTONES, 0, 0.0)
    return replace(found, goals=tuple(by_goal.get(setting.goal, reached) for setting in settings))


def _results(campaign: Campaign, found: Found) -> tuple[GoalResult, ...]:
    """Every goal of the contract that applies to a first plan, in the campaign's order, then those left out."""
    known = {goal.goal: goal for goal in found.goals}
    asked = [setting.goal for setting in campaign.goals]
    order = [*asked, *(goal for goal in Goal if goal not in asked)]
    return tuple(
        _result(campaign, found, goal, known.get(goal), is_asked=goal in asked)
        for goal in order
        if goal is not Goal.CHANGES
    )


def _final_value(campaign: Campaign, found: Found, goal: Goal) -> int:
    schedules = [schedule for _part, schedule in found.parts]
    if goal is Goal.MILESTONES:
        targets = [phase.target for phase in campaign.phases]
        return missing(collected_in_all(schedules, len(targets)), targets)
    values = [schedule.scores[goal] for schedule in schedules]
    return max(values, default=0) if goal is Goal.FINISH else sum(values)


def _result(campaign: Campaign, found: Found, goal: Goal, known: GoalFound | None, *, is_asked: bool) -> GoalResult:
    value = _final_value(campaign, found, goal)
    shown: float = value
    if goal is Goal.TRAVEL:
        shown = round(sum(travel_km(part, schedule) for part, schedule in found.parts), 1)
    if not is_asked:
        return GoalResult(goal=goal, value=shown, bound=None, proof=Proof.NOT_OPTIMISED)
    bound = known.bound if known else 0
    seconds = round(known.seconds, 3) if known else 0.0
    if bound >= value:
        return GoalResult(goal=goal, value=shown, bound=shown, proof=Proof.OPTIMAL, seconds=seconds)
    lowest: float = bound
    if goal is Goal.TRAVEL:
        lowest = floor(bound * TENTHS / METRES_PER_KM) / TENTHS
    return GoalResult(goal=goal, value=shown, bound=lowest, proof=Proof.BEST_FOUND, seconds=seconds)
