"""Travel of a large subproblem by tours: a bound from all tours there are, and plans from the best of them."""

from collections import defaultdict
from collections.abc import Iterable
from math import inf
from time import monotonic

from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.gate import Effort, Stopper
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.settled import Improved, Settled
from planner.model.tours.tour_pricing import TourSet
from planner.model.tours.tour_problem import TourProblem, tour_problem
from planner.model.tours.travel_bound import TravelBound, least_travel

SHARE_OF_BOUND = 0.6
"""Of the time; what is left of it is for choosing among the tours found."""
NODES_A_SECOND = 40
"""Of the search for whole tours, as far as the clock does not end it before."""


def by_tours(search: SubproblemSearch, stopper: Stopper, effort: Effort, improved: Improved) -> Settled:
    """A bound of travel, and a better plan where the tours found make one. The bound is 0 where tours say nothing."""
    problem = tour_problem(search.problem, search.limits)
    if problem is None or search.incumbent is None:
        return Settled(search.incumbent, 0, 0.0)
    incumbent = search.incumbent

    for_bound = effort.scaled(SHARE_OF_BOUND)
    ends = monotonic() + for_bound.wall_seconds
    bound = least_travel(
        problem,
        enough=search.value(Goal.TRAVEL, incumbent),
        most_effort=inf if for_bound.effort_seconds is None else for_bound.effort_seconds,
        is_over=lambda: stopper.is_over or monotonic() >= ends,
        better=lambda metres: improved(search.incumbent or incumbent, metres),
    )
    spent = bound.effort
    if not (stopper.is_over or search.is_proven(Goal.TRAVEL, bound.metres)):
        spent += _choose(search, problem, bound, effort.scaled(1 - SHARE_OF_BOUND), improved)
    return Settled(search.incumbent, bound.metres, spent)


def _choose(
    search: SubproblemSearch, problem: TourProblem, bound: TravelBound, effort: Effort, improved: Improved
) -> float:
    """Plans from whole tours; says what was spent."""
    if search.incumbent is None:
        return 0.0
    seconds = effort.wall_seconds if effort.effort_seconds is None else effort.effort_seconds
    chosen = bound.master.chosen(
        below=search.value(Goal.TRAVEL, search.incumbent),
        seconds=effort.wall_seconds,
        nodes=max(1, round(seconds * NODES_A_SECOND)),
        seed=effort.seed,
    )
    if chosen is not None and search.offer_tours(Goal.TRAVEL, _by_machine(search, problem, chosen)):
        improved(search.incumbent, bound.metres)
    return seconds


def _by_machine(
    search: SubproblemSearch, problem: TourProblem, chosen: Iterable[TourSet]
) -> dict[MachineName, tuple[UnitCode, ...]]:
    """The tours as machines of the fleets make them; a unit that is in several stays in the first."""
    classes = [fleet.machine_class for kind in problem.kinds for fleet in kind.fleets]
    tours: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for one in chosen:
        tours[classes[one.fleet]] += one.tours
    served: set[int] = set()
    by_machine = {}
    for number, of_class in sorted(tours.items()):
        for machine, tour in zip(search.problem.classes[number].machines, of_class, strict=False):
            own = [unit for unit in tour if unit not in served]
            served.update(own)
            by_machine[machine] = tuple(problem.units[unit] for unit in own)
    return by_machine
