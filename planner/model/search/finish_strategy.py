"""How the earliest finish of one subproblem is found: what is asked, packed or told by tables, and in which order."""

from math import inf

from planner.domain.policy import Goal
from planner.model.gate import Effort
from planner.model.instance.counting_bounds import finish_candidates
from planner.model.search import deciding
from planner.model.search.beside_rebuilding import while_rebuilding
from planner.model.search.choices import Way
from planner.model.search.deciding import least_finish
from planner.model.search.large_strategy import is_large
from planner.model.search.strategy import TURNS_OF_FULL_VISITS, briefly, is_split, turns_slot_by_slot
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.search.subset_search import end_by_subsets, end_by_zones, is_small
from planner.model.search.tour_search import end_by_tours
from planner.model.settled import Improved, Settled

SHARE_OF_REFUTING = 0.1
"""How much of the time a large subproblem's units may be given out to machines for a bound, before plans are made."""
SHARE_OF_PACKING = 0.3
"""How much of the time the earliest finish of a large subproblem may be looked for by tours."""
TURNS_OF_LARGE = ((0.2, 0.1), (0.1, 0.05))
"""Shares of the time for proving, and for rebuilding after that, where tours have packed the units of a large
subproblem before and travel needs the time.
"""
EFFORT_BEFORE_TABLES = 0.5
"""Of asking for a finish, before tables over all sets of units are made."""


def finish_by(search: SubproblemSearch, floor: int, effort: Effort, improved: Improved) -> Settled:
    """The earliest finish within the limits, though no earlier than `floor`."""
    bound = max(floor, least_finish(search))
    spent = search.rebuild(Goal.FINISH, briefly(search, effort), improved, enough=bound)
    if search.is_proven(Goal.FINISH, bound):
        search.choose(Goal.FINISH, Way.COUNTED if bound == least_finish(search) else Way.ENDS_EARLIER)
        return Settled(search.incumbent, bound, spent)
    if is_small(search):
        quick = deciding.finish_by(search, floor, effort.at_most(EFFORT_BEFORE_TABLES), improved)
        bound, spent = max(bound, quick.bound), spent + quick.effort
        exact = None if search.is_proven(Goal.FINISH, bound) else end_by_subsets(search, floor, effort, improved)
        if exact is not None:
            bound, spent = max(bound, exact.bound), spent + exact.effort
    if is_large(search) and not search.is_proven(Goal.FINISH, bound):
        search.choose(Goal.FINISH, Way.GIVEN_OUT)
        given_out = deciding.finish_by_assigning(search, bound, effort.scaled(SHARE_OF_REFUTING))
        bound, spent = given_out.bound, spent + given_out.effort
        spent += _pack(search, bound, effort.scaled(SHARE_OF_PACKING), improved)
    if search.is_proven(Goal.FINISH, bound):
        return Settled(search.incumbent, bound, spent)
    least = bound
    for share_of_proof, share_of_rebuilding in _turns_of_finish(search, effort):
        share = effort.scaled(share_of_proof)
        if is_split(search):
            settled = while_rebuilding(
                search, Goal.FINISH, share, improved, lambda alone: deciding.finish_by(search, least, alone, improved)
            )
        else:
            settled = deciding.finish_by(search, least, share, improved)
        is_higher = settled.bound > bound
        bound, spent = max(bound, settled.bound), spent + settled.effort
        if search.incumbent is None or search.value(Goal.FINISH, search.incumbent) <= max(floor, bound):
            break
        if is_large(search) and is_higher:
            spent += _pack(search, bound, effort.scaled(SHARE_OF_PACKING), improved)
        spent += search.rebuild(Goal.FINISH, effort.scaled(share_of_rebuilding), improved, enough=bound)
    return Settled(search.incumbent, bound, spent)


def _pack(search: SubproblemSearch, bound: int, effort: Effort, improved: Improved) -> float:
    """Look for plans of zones and of tours that end earlier, the earliest possible first; says what was spent."""
    end_by_zones(search, _earlier_ends(search, bound), improved)
    return end_by_tours(search, _earlier_ends(search, bound), effort, improved)


def _earlier_ends(search: SubproblemSearch, bound: int) -> list[int]:
    """The slots from the bound on at which a plan better than the best so far could end."""
    known = search.value(Goal.FINISH, search.incumbent) if search.incumbent is not None else inf
    return [end for end in finish_candidates(search.problem) if bound <= end < known]


def _turns_of_finish(search: SubproblemSearch, effort: Effort) -> tuple[tuple[float, float], ...]:
    if is_split(search):
        return turns_slot_by_slot(search, effort)
    return TURNS_OF_LARGE if is_large(search) else TURNS_OF_FULL_VISITS
