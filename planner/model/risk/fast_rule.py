"""The re-planning rule in its fast form: freeze, notice and goals as ever, but no proof and no solver.

Machines keep the order of their stops. Who is left short is served longer, or once more where there is room; what
comes after begins later; then a short search takes stops out and puts them in elsewhere, goal before goal. What was
announced for the frozen days is pinned, and what other announced slots cost to lose is the goal *changes*, as in every
re-plan. Campaigns whose rules speak of single slots have no such rounds: there the solver is asked, for some seconds.
"""

from collections.abc import Iterable

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.domain.policy import Goal
from planner.domain.progress import Progress
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import Situation
from planner.errors import NoPlanInTime, NoPlanPossible
from planner.model.explain.impossible import refuse_contradictions
from planner.model.gate import Stopper
from planner.model.heuristics.rebuilding import Rebuilding
from planner.model.instance.cluster_folding import folded, unfolded
from planner.model.instance.criteria import Aim, EpsilonConstraints
from planner.model.instance.residual import ResidualInstance, residual_of
from planner.model.instance.schedule import Schedule
from planner.model.instance.subproblem import Subproblem, whole
from planner.model.instance.visits import obeys_rules
from planner.model.search.component_search import optimised
from planner.model.search.warm_start import warm_start
from planner.model.slotwise.slot_instance import what_is_of_slots, with_one_way
from planner.model.solve import solve

SEED = 1
TRIES_A_UNIT = 5
"""Placements that the short search tries for each unit that needs something."""
SECONDS_SLOT_BY_SLOT = 5.0
"""How long the solver is asked at most where rules speak of single slots; it ends with the finish."""


def fast_plan(campaign: Campaign, situation: Situation) -> tuple[Assignment, ...] | None:
    """The rows of a plan from here on; None where pins and frozen days exclude each other, or no plan was found.

    The same case gives the same plan, but where the solver is asked on a busy computer.
    """
    try:
        return _plan(campaign, situation)
    except (NoPlanPossible, NoPlanInTime):
        return None


def _plan(campaign: Campaign, situation: Situation) -> tuple[Assignment, ...] | None:
    case = folded(with_one_way(campaign), situation, None)
    if what_is_of_slots(case.campaign):
        return _slot_by_slot(campaign, situation)
    residual = residual_of(case.campaign, case.situation)
    limits_reach = not residual.campaign.whole_days and residual.campaign.reach_km is not None
    problem = whole(residual, tell_apart=limits_reach)
    refuse_contradictions(residual, problem)
    found = _mended(problem, case.situation, residual)
    if found is None:
        return None
    rows = _in_order(problem, found.assignments(problem))
    if not campaign.clusters:
        return rows
    needed = {unit.code: unit.need for unit in residual_of(campaign, situation).campaign.units}
    return unfolded(campaign, needed, rows)


def _mended(problem: Subproblem, situation: Situation, residual: ResidualInstance) -> Schedule | None:
    order = tuple(setting.goal for setting in optimised(residual, situation)) or (Goal.UNSERVED,)
    aim = Aim(order, EpsilonConstraints(), tuple(phase.target for phase in residual.campaign.phases))
    rebuilding = Rebuilding(problem, Stopper())
    kept = warm_start(problem, situation.previous)
    found = None if kept is None else rebuilding.mended(aim, kept, TRIES_A_UNIT * len(problem.units), SEED)
    if found is None or not obeys_rules(problem, found.visits):
        found = rebuilding.first_plan(aim, at_once=True) or kept
    return found if found is not None and obeys_rules(problem, found.visits) else None


def _slot_by_slot(campaign: Campaign, situation: Situation) -> tuple[Assignment, ...]:
    """The solver's plan as it is when the finish is settled; travel and waiting are left as they come."""
    stopper = Stopper()

    def hear(progress: Progress) -> None:
        if progress.is_final and progress.goal == Goal.FINISH:
            stopper.stop()

    terms = SearchTerms(SECONDS_SLOT_BY_SLOT, 1, SEED)
    return solve(campaign, situation, terms=terms, observer=hear, stopper=stopper).assignments


def _in_order(problem: Subproblem, rows: Iterable[Assignment]) -> tuple[Assignment, ...]:
    calendar, rank = problem.campaign.calendar, problem.machine_rank
    return tuple(sorted(rows, key=lambda row: (calendar.ordinal(row.date, row.shift), rank[row.machine])))
