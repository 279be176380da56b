"""From a campaign and its situation to a solution: the search's door to the other rooms."""

import logging
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from planner.domain.campaign import Campaign
from planner.domain.progress import Observer, nobody
from planner.domain.search_terms import USUAL_SEARCH, SearchTerms
from planner.domain.situation import AT_THE_START, Situation
from planner.domain.wish import Wish
from planner.errors import NoPlanInTime, NoPlanPossible
from planner.model.explain.impossible import explain_no_plan, refuse_contradictions, refuse_too_few_changes
from planner.model.explain.smallest_conflict import SECONDS_A_QUESTION, is_forbidden
from planner.model.gate import Stopper
from planner.model.instance.cluster_folding import FoldedCase, folded, unfolded
from planner.model.instance.counting_bounds import unavoidably_left, without_unavoidable
from planner.model.instance.interrupted_visits import with_visits_parted
from planner.model.instance.residual import ResidualInstance, residual_of
from planner.model.instance.subproblem import Subproblem, whole
from planner.model.interrupted_solve import Parts, leaves_nobody, matters_where_nobody_is_left, solve_interrupted
from planner.model.outcome import Solution as Solution  # noqa: PLC0414 - who asks here for `solve` needs it
from planner.model.search.budget import Budget
from planner.model.search.component_search import ComponentSearch
from planner.model.search.found import Found
from planner.model.search.part_by_part import idle_cluster
from planner.model.search.told import solution_of
from planner.model.slotwise.slot_instance import what_is_of_slots, with_one_way
from planner.model.slotwise.slot_solve import solve_slot_by_slot
from planner.next_steps import NextStep, Step
from planner.texts import Noun, listed, plurals_of, texts_of

_ = texts_of("model")
ngettext = plurals_of("model")
logger = logging.getLogger(__name__)

MOST_NAMED = 6
SHARE_OF_ASKING = 0.3
"""How much of the time it may take to find out that a wish cannot be fulfilled at all."""


def nobody_hears(solution: Solution) -> None:
    """For whoever wants only the last plan."""


def solve(
    campaign: Campaign,
    situation: Situation = AT_THE_START,
    wish: Wish | None = None,
    terms: SearchTerms = USUAL_SEARCH,
    *,
    observer: Observer = nobody,
    stopper: Stopper | None = None,
    better: Callable[[Solution], None] = nobody_hears,
) -> Solution:
    """The best plan of what is left that the time allows, goal by goal; with a wish, the best of those that fulfil it.

    `better` hears of better plans while the search goes on, and of the last one. With a gap that is
    enough, the search may end once the last goal's bound is as near as this share of its value.

    Raises NoPlanPossible if pins and frozen days exclude each other, nobody can ever work, more announced unit-days
    are lost than may be, or no plan fulfils the wish; NoPlanInTime if the search was ended before a first plan.
    """
    stopper = stopper or Stopper()
    stopper.ends = terms.moment_of_end(monotonic())
    case = folded(with_one_way(campaign), situation, wish)
    if what_is_of_slots(case.campaign):
        solution = solve_slot_by_slot(
            campaign, situation, case, terms, observer=observer, stopper=stopper, better=better
        )
        idle = () if terms.cluster is None else (idle_cluster(),)
        return replace(solution, warnings=(*solution.warnings, *idle))

    def by_units(solution: Solution) -> Solution:
        if not campaign.clusters:
            return solution
        ahead = residual_of(campaign, situation).campaign
        needed = {unit.code: unit.need for unit in ahead.units}
        return replace(solution, assignments=unfolded(campaign, needed, solution.assignments), ahead=ahead)

    def better_by_units(solution: Solution) -> None:
        better(by_units(solution))

    parted = with_visits_parted(case.campaign, case.situation)
    if parted is None:
        return by_units(_solve(case, {}, terms, observer=observer, stopper=stopper, better=better_by_units))

    if not parted.is_worth_while:
        logger.info(
            _(
                "The campaign is planned with every visit as days in a row, since few units are shut on days between "
                "open ones"
            )
        )
        solution = _solve(case, {}, terms, observer=observer, stopper=stopper, better=better_by_units)
        if not leaves_nobody(solution) or matters_where_nobody_is_left(case):
            solution = replace(solution, warnings=(*solution.warnings, _not_looked_at(campaign, parted.parts)))
        return by_units(solution)

    def told_by_days(
        case: FoldedCase, parts: Parts, terms: SearchTerms, better: Callable[[Solution], None]
    ) -> Solution:
        # What is searched again, in parts, is told once only: whoever watches has seen these goals settled.
        listening = nobody if parts else observer
        return _solve(case, parts, terms, observer=listening, stopper=stopper, better=better)

    def told_by_slots(case: FoldedCase, terms: SearchTerms, better: Callable[[Solution], None]) -> Solution:
        return solve_slot_by_slot(
            case.campaign, case.situation, case, terms, observer=observer, stopper=stopper, better=better
        )

    return by_units(
        solve_interrupted(case, parted, terms, told_by_days, told_by_slots, stopper=stopper, better=better_by_units)
    )


def _solve(
    case: FoldedCase,
    parts: Parts,
    terms: SearchTerms,
    *,
    observer: Observer,
    stopper: Stopper,
    better: Callable[[Solution], None],
) -> Solution:
    """The same by stops, where no rule speaks of single slots."""
    situation, wish = case.situation, case.wish
    residual = replace(residual_of(case.campaign, situation, wish), parts=parts)
    ahead = residual.campaign
    all_in_one = _whole(residual)
    refuse_contradictions(residual, all_in_one)
    if wish is not None and is_forbidden(residual, stopper, min(SECONDS_A_QUESTION, terms.seconds * SHARE_OF_ASKING)):
        raise NoPlanPossible(_("no plan does as was wished"), NextStep(Step.ASK_WHY))
    refuse_too_few_changes(situation, all_in_one)
    left = unavoidably_left(all_in_one)
    if left:
        residual = without_unavoidable(residual, left)
        all_in_one = _whole(residual)
    budget = Budget(terms)

    def told(found: Found) -> Solution:
        return solution_of(residual, situation, all_in_one, found, ahead, was_stopped=stopper.stopped.is_set())

    search = ComponentSearch(
        residual, situation, all_in_one, budget, stopper, observer, lambda found: better(told(found))
    )
    last = search.run()
    if last is None:
        explain_no_plan(residual, situation, all_in_one, budget, stopper)
        raise NoPlanInTime(_("the search ended before a first plan was found"), NextStep(Step.MORE_TIME))
    solution = told(last)
    better(solution)
    return solution


def _not_looked_at(campaign: Campaign, parts: Parts) -> str:
    names = listed([campaign.units_by_code[code].name for code in sorted(parts)], MOST_NAMED, Noun.UNIT)
    return _(
        "Đơn vị: {units}: shut on days between open ones. Plans in which a machine is elsewhere on these days and then "
        "goes on there were not looked at; what is proven holds for all others. To let a machine come back, enter a "
        "larger Số đợt tối đa there"
    ).format(units=names)


def _whole(residual: ResidualInstance) -> Subproblem:
    """All as one; each machine is told apart where it is asked where it is, or whether it comes for nothing."""
    campaign = residual.campaign
    limits_reach = not campaign.whole_days and campaign.reach_km is not None
    return whole(residual, tell_apart=limits_reach or residual.wish is not None)
