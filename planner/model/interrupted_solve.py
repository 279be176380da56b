"""The best plan where visits may be interrupted while their unit is shut: told by days, and if need be by slots.

Told by days in a row, a visit is over when its machine works elsewhere: all plans found so are sound, but there may be
better ones. With a visit for each part, all is possible that the rules allow: so its bounds are true, and if its best
plan keeps the visits, it is the best of all. Mostly it does. Else the campaign is planned slot by slot.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from time import monotonic

from planner.domain.plan import GoalResult
from planner.domain.policy import Goal, Proof
from planner.domain.record import UnitCode
from planner.domain.search_terms import SearchTerms
from planner.errors import NoPlanInTime, NoPlanPossible
from planner.model.gate import Stopper
from planner.model.instance.cluster_folding import FoldedCase
from planner.model.instance.interrupted_visits import PartedVisits, keeps_visits, with_visits_parted
from planner.model.instance.residual import residual_of
from planner.model.outcome import Solution
from planner.next_steps import NextStep, Step
from planner.texts import plurals_of, spoken_number, texts_of

_ = texts_of("model")
ngettext = plurals_of("model")
logger = logging.getLogger(__name__)

SHARE_OF_DAYS_IN_A_ROW = 0.3
"""Of the time, what a plan without interruptions may take."""
SHARE_OF_PARTS = 0.6
"""Of the rest, what one with a visit for each part may take; what it leaves is for planning slot by slot."""

Heard = Callable[[Solution], None]
Parts = Mapping[UnitCode, int]
"""Units of whose visits so many are one."""
ToldByDays = Callable[[FoldedCase, Parts, SearchTerms, Heard], Solution]
ToldBySlots = Callable[[FoldedCase, SearchTerms, Heard], Solution]


def solve_interrupted(
    case: FoldedCase,
    parted: PartedVisits,
    terms: SearchTerms,
    by_days: ToldByDays,
    by_slots: ToldBySlots,
    *,
    stopper: Stopper,
    better: Heard,
) -> Solution:
    """The best plan of a folded case; `parted` is its campaign with its visits in parts.

    Raises NoPlanPossible and NoPlanInTime as `solve` does.
    """
    ends = terms.moment_of_end(monotonic())

    def within(share: float) -> SearchTerms:
        return replace(terms, seconds=max(0.0, ends - monotonic()) * share)

    logger.info(_told_of_days_in_a_row(len(parted.parts)))
    best: Solution | None = None
    matters = matters_where_nobody_is_left(case)
    with suppress(NoPlanPossible, NoPlanInTime):
        best = by_days(
            case, {}, within(SHARE_OF_DAYS_IN_A_ROW if matters else 1.0), lambda found: better(_unproven(found))
        )
    if best is not None and leaves_nobody(best) and not matters:
        logger.info(_("This plan stands, since no plan that leaves nobody has an interrupted visit"))
        better(best)
        return best
    best = None if best is None else _unproven(best)
    logger.info(
        _(
            "It is planned once more with a visit for each part of an interrupted visit, since then all is possible "
            "that the rules allow, and its bounds hold for every plan"
        )
    )
    try:
        in_parts = _beginning_at(replace(case, campaign=parted.campaign), best)
        loose = by_days(in_parts, parted.parts, within(SHARE_OF_PARTS), lambda _found: None)
    except NoPlanInTime:
        loose = None
    if loose is not None and keeps_visits(case.campaign, case.situation, loose.assignments):
        best = _better_of(best, loose)
    elif not (stopper.is_over or _is_proven(best, loose)):
        logger.info(_("It is planned slot by slot as well, since that plan makes more visits than units may get"))
        with suppress(NoPlanInTime):
            best = _better_of(best, by_slots(_beginning_at(case, best), within(1.0), better))
    if best is None:
        raise NoPlanInTime(_("the search ended before a first plan was found"), NextStep(Step.MORE_TIME))
    proven = best if loose is None else replace(best, goals=_proven_by(best.goals, loose.goals))
    proven = replace(proven, ahead=residual_of(case.campaign, case.situation).campaign)
    better(proven)
    return proven


def _told_of_days_in_a_row(number: int) -> str:
    return ngettext(
        "The campaign is planned with every visit as days in a row first, since {count} unit is shut on days between "
        "open ones, on which its machine could work elsewhere",
        "The campaign is planned with every visit as days in a row first, since {count} units are shut on days between "
        "open ones, on which their machines could work elsewhere",
        number,
    ).format(count=spoken_number(number))


def leaves_nobody(plan: Solution) -> bool:
    """Whether the plan collects every dossier; then no better plan leaves any."""
    return any(goal.goal is Goal.UNSERVED and goal.value == 0 for goal in plan.goals)


def matters_where_nobody_is_left(case: FoldedCase) -> bool:
    """Whether plans that leave nobody may have interrupted visits."""
    return with_visits_parted(case.campaign, case.situation, leaves_nobody=True) is not None


def _is_proven(best: Solution | None, loose: Solution | None) -> bool:
    """Whether nothing that allows more is better than the best plan."""
    if best is None or loose is None:
        return False
    told = _proven_by(best.goals, loose.goals)
    return all(goal.proof in (Proof.OPTIMAL, Proof.NOT_OPTIMISED) for goal in told)


def _beginning_at(case: FoldedCase, plan: Solution | None) -> FoldedCase:
    """The case with a plan to begin the search at."""
    if plan is None:
        return case
    situation = case.situation.model_copy(update={"previous": plan.assignments})
    return replace(case, situation=situation)


def _better_of(one: Solution | None, other: Solution) -> Solution:
    """The one that is better in the first goal in which they differ; the other where they do not."""
    if one is None or [goal.value for goal in other.goals] <= [goal.value for goal in one.goals]:
        return other
    return one


def _unproven(solution: Solution) -> Solution:
    """The same plan without what was proven of it in its own way of telling."""
    return replace(solution, goals=tuple(_with_bound(goal, 0) for goal in solution.goals))


def _proven_by(goals: Sequence[GoalResult], loose: Sequence[GoalResult]) -> tuple[GoalResult, ...]:
    """The goals with the bounds of a case that allows more, where its goals before are no better."""
    told = []
    is_true = True
    for goal, other in zip(goals, loose, strict=True):
        bound = other.bound if is_true and other.bound is not None else 0
        told.append(_with_bound(goal, max(bound, goal.bound or 0)))
        is_true = is_true and goal.value <= other.value
    return tuple(told)


def _with_bound(goal: GoalResult, bound: float) -> GoalResult:
    if goal.proof is Proof.NOT_OPTIMISED:
        return goal
    if bound >= goal.value:
        return goal.model_copy(update={"bound": goal.value, "proof": Proof.OPTIMAL})
    return goal.model_copy(update={"bound": bound, "proof": Proof.BEST_FOUND})
