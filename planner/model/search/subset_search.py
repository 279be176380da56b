"""A small subproblem by tables over all sets of its units: finish, travel and waiting settled without the solver."""

from collections.abc import Mapping

from planner.domain.policy import Goal
from planner.model.gate import Effort
from planner.model.instance.criteria import Criterion
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.settled import Improved, Settled
from planner.model.subsets.best_rounds import best_rounds, earliest_end
from planner.model.subsets.small_part import MOST_UNITS, SmallPart, small_part

OTHER: Mapping[Criterion, Goal] = {Goal.TRAVEL: Goal.WAITING, Goal.WAITING: Goal.TRAVEL}
"""Goals that add up over visits, each with the other one."""


def by_subsets(search: SubproblemSearch, goal: Criterion, effort: Effort, improved: Improved) -> Settled | None:
    """Travel or waiting and, of plans that are best in it, the other; None where tables say nothing, or not in time.

    The one that comes second is known from then on, and given here when its turn has come.
    """
    second = OTHER.get(goal)
    if second is None or search.incumbent is None:
        return None
    first = OTHER[second]
    known = search.best_rounds
    if known is not None and search.limits.of(second) == known.values[second]:
        bound = known.values[first]
        return Settled(search.incumbent, bound, 0.0, is_final=search.is_proven(first, bound))
    if search.limits.of(second) is not None:
        return None
    part = _small_part_in_time(search, effort)
    rounds = None if part is None else best_rounds(part, first, second)
    if part is None or rounds is None:
        return None
    search.best_rounds = rounds
    if search.offer_tours(first, rounds.tours) and search.incumbent is not None:
        improved(search.incumbent, rounds.values[first])
    bound = rounds.values[first]
    return Settled(search.incumbent, bound, part.effort, is_final=search.is_proven(first, bound))


def end_by_subsets(search: SubproblemSearch, floor: int, effort: Effort, improved: Improved) -> Settled | None:
    """The finish, though no earlier than `floor`, if nothing but unserved is limited; None where tables say nothing."""
    if any(search.limits.of(goal) is not None for goal in OTHER):
        return None
    part = _small_part_in_time(search, effort)
    end = None if part is None else earliest_end(part)
    if part is None or end is None:
        return None
    bound = max(floor, end)
    limits = search.limits.at_most(Goal.FINISH, bound)
    in_time = small_part(search.problem, limits)
    rounds = None if in_time is None else best_rounds(in_time, Goal.TRAVEL, Goal.WAITING)
    if rounds is not None and search.take_tours(rounds.tours, limits) and search.incumbent is not None:
        improved(search.incumbent, bound)
    return Settled(search.incumbent, bound, 2 * part.effort, is_final=search.is_proven(Goal.FINISH, bound))


def is_small(search: SubproblemSearch) -> bool:
    """Whether there may be tables over all sets of the units."""
    return len(search.problem.units) <= MOST_UNITS


def _small_part_in_time(search: SubproblemSearch, effort: Effort) -> SmallPart | None:
    """The subproblem as a small part whose tables can be made in the time that there is."""
    part = small_part(search.problem, search.limits)
    return part if part is not None and part.effort <= effort.wall_seconds else None
