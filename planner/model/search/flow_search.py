"""Travel, and goals after it, where machines that are alike are told as one flow: the whole at once.

The relaxation of a flow is near to what can be had from the beginning, and plans are read off it; so no share of the
time goes into parts of the plan, as it does where routing from visit to visit leaves much open.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from planner.domain.policy import Goal
from planner.model.formulations.flow import FlowFormulation
from planner.model.gate import ALL_CUTS, Effort, ValueOf, ask
from planner.model.instance.criteria import Criterion
from planner.model.search.choices import Way
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.settled import Improved, Settled

EFFORT_A_SECOND = 0.15
"""Deterministic seconds that the solver does at least in a second with a flow, far less than with other models."""
USUAL_EFFORT_A_SECOND = 0.6
SHARE_OF_TRAVEL = 0.75
"""How much of its time travel takes, since the goal after it is proven by the same model."""
SHARE_WITHOUT_ROADS = 0.2
"""How much of a later goal's time goes into its bound as if travel were no matter."""
SHARE_AT_ONCE = 0.5
"""How much of the time, where one worker does all, goes into plans in which nobody ever waits."""


def by_flow(search: SubproblemSearch, goal: Criterion, effort: Effort, improved: Improved) -> Settled | None:
    """The goal over all plans at once; None where roads are no matter or are not told as a flow."""
    is_about_roads = goal is Goal.TRAVEL or search.limits.travel is not None
    if not isinstance(goal, Goal) or not is_about_roads or not search.suits_flow or search.incumbent is None:
        return None
    search.choose(goal, Way.FLOW)
    if goal is Goal.TRAVEL:
        return _searched(search, goal, effort.scaled(SHARE_OF_TRAVEL), improved)
    bound = search.bound_without_routing(goal, effort.scaled(SHARE_WITHOUT_ROADS).alone())
    if search.is_proven(goal, bound):
        return Settled(search.incumbent, bound, 0.0, is_final=True)
    settled = _searched(search, goal, effort.scaled(1 - SHARE_WITHOUT_ROADS), improved)
    return replace(settled, bound=max(bound, settled.bound))


def _searched(search: SubproblemSearch, goal: Goal, effort: Effort, improved: Improved) -> Settled:
    """One search over all plans, for the bound, and one over those in which nobody ever waits: side by side, or one
    after the other.
    """
    alone = replace(effort, is_race=False, linearization=ALL_CUTS)
    if effort.effort_seconds is not None:
        alone = replace(alone, effort_seconds=effort.effort_seconds * EFFORT_A_SECOND / USUAL_EFFORT_A_SECOND)
    if effort.all_workers == 1:
        spent = _at_once(search, goal, alone.scaled(SHARE_AT_ONCE), improved)
        settled = search.minimise_once(goal, alone.scaled(1 - SHARE_AT_ONCE), improved)
    else:
        with ThreadPoolExecutor(1) as pool:
            proving = pool.submit(search.minimise_once, goal, alone, improved)
            spent = _at_once(search, goal, replace(alone, effort_seconds=None), improved)
            settled = proving.result()
    told = (spent + settled.effort) * USUAL_EFFORT_A_SECOND / EFFORT_A_SECOND
    return Settled(search.incumbent, settled.bound, told, is_final=True)


def _at_once(search: SubproblemSearch, goal: Goal, effort: Effort, improved: Improved) -> float:
    """Look for better plans in which nobody ever waits; says what was spent."""
    formulation = FlowFormulation(search.problem, search.pool, search.limits, search.targets, at_once=True)
    formulation.settle(goal)
    if search.incumbent is not None:
        formulation.hint(tuple(search.pool.told(search.incumbent.visits)))

    def heard(value_of: ValueOf, _bound: int | None) -> None:
        schedule = search.read(formulation, value_of)
        if search.offer(goal, schedule):
            improved(schedule, None)

    return ask(formulation.model, effort, search.stopper, heard).effort
