"""What is done for a goal of a subproblem too large to be optimised as a whole, before all else or instead of it."""

from dataclasses import replace

from planner.domain.policy import Goal
from planner.model.effort import ALL_AT_ONCE
from planner.model.gate import Effort, Stopper
from planner.model.instance.criteria import Criterion
from planner.model.search.beside_rebuilding import while_rebuilding
from planner.model.search.choices import UNITS_AT_ONCE, Way
from planner.model.search.neighbourhood_search import NeighbourhoodSearch
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.search.subset_search import is_small
from planner.model.search.tour_search import by_tours, waiting_by_tours
from planner.model.settled import Improved, Settled

SHARE_OF_TOURS = 0.6
"""How much of the time travel of a large subproblem may take for its bound by tours, and plans from them."""
SHARE_OF_FIRST_TOURS = 0.1
"""The same where the whole is optimised after that."""
SHARE_AFTER_TOURS = 0.05
"""How much of it a few machines at a time may take after that."""
SHARE_OF_RELAXATION = 0.35
"""How much of the time for waiting goes into its bound in a large subproblem."""
SHARE_BESIDE_REBUILDING = 0.65
"""The same where another worker rebuilds meanwhile."""
SHARE_OF_NEIGHBOURHOODS = 0.6
"""How much of the time after bounds goes into a few machines at a time; the rest into rebuilding."""


def of_large(
    search: SubproblemSearch, goal: Criterion, stopper: Stopper, effort: Effort, improved: Improved
) -> Settled:
    """What is done first for a goal of a subproblem too large to be optimised as a whole, or in a moment; bound 0 where
    there is nothing of that kind. Final where nothing else is of use.
    """
    if goal is Goal.TRAVEL and search.incumbent is not None and not (is_large(search) or is_small(search)):
        return by_tours(search, effort.scaled(SHARE_OF_FIRST_TOURS), improved, Way.TOURS_FIRST)
    if is_large(search) and search.incumbent is not None:
        if goal is Goal.TRAVEL:
            return _travel_of_large(search, stopper, effort, improved)
        if goal is Goal.WAITING and search.limits.travel is not None:
            return _waiting_of_large(search, stopper, effort, improved)
    return Settled(search.incumbent, 0, 0.0)


def is_large(search: SubproblemSearch) -> bool:
    """Whether it is too large to be optimised as a whole, with travel."""
    return len(search.problem.units) > UNITS_AT_ONCE or not search.fits_routing


def _travel_of_large(search: SubproblemSearch, stopper: Stopper, effort: Effort, improved: Improved) -> Settled:
    """Travel by tours, then a few machines at a time, which seldom find anything better after that; the whole is not
    asked, since its model takes longer to build than all this and its bound is far lower.
    """
    settled = by_tours(search, effort.scaled(SHARE_OF_TOURS), improved)
    spent = settled.effort
    if settled.bound and not (is_near_enough(search, Goal.TRAVEL, settled.bound, effort) or stopper.is_over):
        rest = effort.scaled(SHARE_AFTER_TOURS)
        spent += NeighbourhoodSearch(search, Goal.TRAVEL, stopper, improved).run(rest.scaled(SHARE_OF_NEIGHBOURHOODS))
        spent += search.rebuild(Goal.TRAVEL, rest.scaled(1 - SHARE_OF_NEIGHBOURHOODS), improved)
    return Settled(search.incumbent, settled.bound, spent, is_final=settled.bound > 0)


def _waiting_of_large(search: SubproblemSearch, stopper: Stopper, effort: Effort, improved: Improved) -> Settled:
    """Waiting within a limit of travel, of a subproblem that is never solved with routing: bounded by tours, or else as
    if travel were no matter, then a few machines at a time.
    """
    share = SHARE_OF_RELAXATION if effort.all_workers == 1 else SHARE_BESIDE_REBUILDING
    proof = replace(effort.scaled(share), linearization=ALL_AT_ONCE)

    def bound_it(alone: Effort) -> Settled:
        told = waiting_by_tours(search, alone, improved)
        if told is not None and (told.bound or search.stopper.is_over):
            return told
        search.choose(Goal.WAITING, Way.WITHOUT_ROADS)
        return Settled(search.incumbent, search.bound_without_routing(Goal.WAITING, alone), 0.0)

    settled = while_rebuilding(search, Goal.WAITING, proof, improved, bound_it)
    spent = 0.0 if effort.effort_seconds is None else effort.effort_seconds * share
    if not (is_near_enough(search, Goal.WAITING, settled.bound, effort) or stopper.is_over):
        rest = effort.scaled(1 - share)
        spent += NeighbourhoodSearch(search, Goal.WAITING, stopper, improved).run(rest.scaled(SHARE_OF_NEIGHBOURHOODS))
        spent += search.rebuild(Goal.WAITING, rest.scaled(1 - SHARE_OF_NEIGHBOURHOODS), improved)
    return Settled(search.incumbent, settled.bound, spent, is_final=True)


def is_near_enough(search: SubproblemSearch, goal: Criterion, bound: int, effort: Effort) -> bool:
    """Whether the bound is as near to the best plan as it has to be."""
    if search.incumbent is None:
        return False
    value = search.value(goal, search.incumbent)
    return value - bound <= value * (effort.enough_gap or 0.0)
