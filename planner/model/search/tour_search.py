"""Travel of a large subproblem by tours: plans from good tours, and a bound from all tours there are."""

from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from math import inf
from time import monotonic

from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.gate import Effort, Stopper
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.settled import Improved, Settled
from planner.model.tours.routing_library import iterations_of, routed
from planner.model.tours.tour_pricing import TourSet
from planner.model.tours.tour_problem import TourProblem, tour_problem
from planner.model.tours.travel_bound import TravelBound, least_travel

SHARE_OF_ROUTES = 0.5
"""Of the time where one worker does both; the rest is for the bound."""


def by_tours(search: SubproblemSearch, stopper: Stopper, effort: Effort, improved: Improved) -> Settled:
    """A bound of travel, and a better plan where good tours make one. The bound is 0 where tours say nothing."""
    problem = tour_problem(search.problem, search.limits)
    if problem is None or search.incumbent is None:
        return Settled(search.incumbent, 0, 0.0)
    if effort.all_workers > 1:
        alone = effort.alone()
        with ThreadPoolExecutor(1) as pool:
            bounding = pool.submit(_bound, search, problem, stopper, alone, improved)
            _route(search, problem, stopper, alone, improved)
            bound = bounding.result()
        return Settled(search.incumbent, bound.metres, 0.0)
    spent = _route(search, problem, stopper, effort.scaled(SHARE_OF_ROUTES), improved)
    bound = _bound(search, problem, stopper, effort.scaled(1 - SHARE_OF_ROUTES), improved)
    return Settled(search.incumbent, bound.metres, spent + bound.effort)


def _bound(
    search: SubproblemSearch, problem: TourProblem, stopper: Stopper, effort: Effort, improved: Improved
) -> TravelBound:
    ends = monotonic() + effort.wall_seconds

    def better(metres: int) -> None:
        if search.incumbent is not None:
            improved(search.incumbent, metres)

    return least_travel(
        problem,
        most_effort=inf if effort.effort_seconds is None else effort.effort_seconds,
        is_over=lambda: stopper.is_over or monotonic() >= ends,
        better=better,
    )


def _route(
    search: SubproblemSearch, problem: TourProblem, stopper: Stopper, effort: Effort, improved: Improved
) -> float:
    """Have routes made and offer them as a plan; says what was spent."""
    ends = monotonic() + effort.wall_seconds
    seconds = effort.wall_seconds if effort.effort_seconds is None else effort.effort_seconds
    found = routed(
        problem,
        iterations=iterations_of(problem, seconds),
        seed=effort.seed,
        is_over=lambda: stopper.is_over or monotonic() >= ends,
    )
    is_better = found is not None and search.offer_tours(Goal.TRAVEL, _by_machine(search, problem, found))
    if is_better and search.incumbent is not None:
        improved(search.incumbent, None)
    return seconds


def _by_machine(
    search: SubproblemSearch, problem: TourProblem, found: Iterable[TourSet]
) -> dict[MachineName, tuple[UnitCode, ...]]:
    """The tours as machines of their fleets make them."""
    classes = [fleet.machine_class for kind in problem.kinds for fleet in kind.fleets]
    tours: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for one in found:
        tours[classes[one.fleet]] += one.tours
    return {
        machine: tuple(problem.units[unit] for unit in tour)
        for number, of_class in sorted(tours.items())
        for machine, tour in zip(search.problem.classes[number].machines, of_class, strict=False)
    }
