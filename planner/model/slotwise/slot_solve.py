"""From a folded case whose rules speak of slots to a solution: the door of this wing."""

import logging
from collections.abc import Callable

from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult
from planner.domain.policy import Goal
from planner.domain.progress import Observer
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import Situation
from planner.errors import NoPlanInTime, NoPlanPossible
from planner.model.explain.contradictions import contradictions
from planner.model.gate import Stopper
from planner.model.instance.cluster_folding import FoldedCase, unfolded
from planner.model.instance.residual import residual_of
from planner.model.outcome import Solution
from planner.model.search.budget import Budget
from planner.model.search.component_search import optimised
from planner.model.search.found import GoalFound
from planner.model.search.told import goal_result
from planner.model.slotwise.alike_parties import without_twins
from planner.model.slotwise.needs import needs_of
from planner.model.slotwise.slot_instance import OfSlots, slot_instance_of, what_is_of_slots
from planner.model.slotwise.slot_plan import SlotPlan
from planner.model.slotwise.slot_search import SlotSearch
from planner.next_steps import Given, NextStep, Step, Term
from planner.texts import texts_of

_ = texts_of("model")
logger = logging.getLogger(__name__)


def solve_slot_by_slot(
    campaign: Campaign,
    situation: Situation,
    case: FoldedCase,
    terms: SearchTerms,
    *,
    observer: Observer,
    stopper: Stopper,
    better: Callable[[Solution], None],
) -> Solution:
    """The best plan that the time allows, goal by goal. Raises NoPlanPossible and NoPlanInTime as `solve` does."""
    reasons = what_is_of_slots(case.campaign)
    if reasons:
        logger.info(
            _("The campaign is planned slot by slot, since {reasons}").format(reasons=", ".join(map(_told, reasons)))
        )
    instance = without_twins(slot_instance_of(case.campaign, case.situation, case.wish))
    needs = needs_of(campaign, situation)
    settings = optimised(instance.residual, case.situation)

    def told(plan: SlotPlan, found: tuple[GoalFound, ...]) -> Solution:
        return Solution(
            unfolded(campaign, plan.needed, plan.rows),
            _results(plan, found, case.situation),
            _ahead(campaign, situation, plan),
            was_stopped=stopper.stopped.is_set(),
        )

    search = SlotSearch(
        instance,
        needs,
        Budget(terms),
        stopper,
        observer=observer,
        better=lambda plan, found: better(told(plan, found)),
    )
    try:
        last = search.run(settings)
    except NoPlanPossible:
        raise _why_none(case) from None
    if last is None:
        raise NoPlanInTime(_("the search ended before a first plan was found"), NextStep(Step.MORE_TIME))
    solution = told(last, tuple(search.found))
    better(solution)
    return solution


def _told(reason: OfSlots) -> str:
    return {
        OfSlots.BOTH_WAYS: _("some units are visited by whole days and some by single shifts"),
        OfSlots.LEAST_STAYS: _("units ask for a least stay of several days"),
        OfSlots.GROUPS: _("machines go in groups"),
        OfSlots.TIME_TO_MOVE: _("a move takes time of its own"),
        OfSlots.MERGERS: _("units are merged on the way"),
    }[reason]


def _why_none(case: FoldedCase) -> NoPlanPossible:
    if case.wish is not None:
        return NoPlanPossible(_("no plan does as was wished"), NextStep(Step.ASK_WHY))
    if case.situation.max_changes is not None:
        return NoPlanPossible(
            _("no plan was found that changes so little. Allow more changes"),
            about=Given(Term.MOST_CHANGES, case.situation.max_changes),
        )
    clashes = contradictions(residual_of(case.campaign, case.situation))
    if clashes:
        return NoPlanPossible("\n".join(clashes))
    sources = dict.fromkeys(pin.source or f"{pin.machine}/{pin.unit}" for pin in case.campaign.pins)
    return NoPlanPossible(
        _("{where}: these pins exclude each other. Remove or move one of them").format(where=", ".join(sources))
    )


def _ahead(campaign: Campaign, situation: Situation, plan: SlotPlan) -> Campaign:
    """What was left to plan, by units; what merged units pass on is needed where they pass it on to."""
    ahead = residual_of(campaign, situation).campaign
    units = tuple(unit.model_copy(update={"need": plan.needed[unit.code]}) for unit in ahead.units)
    return ahead.model_copy(update={"units": units})


def _results(plan: SlotPlan, found: tuple[GoalFound, ...], situation: Situation) -> tuple[GoalResult, ...]:
    """Every goal of the contract that applies, in the campaign's order, then those left out."""
    residual = plan.instance.residual
    known = {goal.goal: goal for goal in found}
    asked = [setting.goal for setting in residual.campaign.goals]
    sunk = residual.sunk
    results = []
    for goal in [*asked, *(goal for goal in Goal if goal not in asked)]:
        if goal is Goal.CHANGES and situation.announced_version is None:
            continue
        ahead = plan.scores[goal]
        value = max(sunk.finish, ahead) if goal is Goal.FINISH else sunk.adds(goal) + ahead
        shown = round(sunk.travel_km + plan.travel_km, 1) if goal is Goal.TRAVEL else None
        results.append(goal_result(sunk, goal, value, known.get(goal), shown=shown, is_asked=goal in asked))
    return tuple(results)
