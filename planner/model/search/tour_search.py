"""A large subproblem by tours: plans that end early or travel little, and bounds over all tours there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import inf
from time import monotonic

from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.gate import Effort
from planner.model.search.choices import Way
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.settled import Improved, Settled
from planner.model.tours.routing_library import Routed, iterations_a_second, routed
from planner.model.tours.tour_pricing import TourSet
from planner.model.tours.tour_problem import TourProblem, tour_problem
from planner.model.tours.travel_bound import TravelBound, least_travel
from planner.model.tours.waiting_bound import least_waiting

ENDLESS = 10**12
"""Iterations, where the clock ends them."""
OTHER_SEEDS = 1001
"""What a second worker adds to its seed; odd, so that it begins with the other number of neighbours."""
PACKING_ITERATIONS, MOST_ENDS = 2000, 4
"""For routes that only have to end in time; and how many ends are tried."""
SHARE_OF_MENDING = 0.5
"""How much of a trial's time may go into a plan that ends too late, before a later end is tried."""
SECONDS_OF_A_WAY = 0.03
"""About how long it takes to make the tours of one way in which zones leave units to roaming machines."""
SHARE_OF_SHORTENING = 0.15
"""Of the time, for plans that the bound's prices make, after all else."""
SHARE_OF_ROUTES = 0.5
"""Of the rest where one worker does both; what is left is for the bound."""


def by_tours(search: SubproblemSearch, effort: Effort, improved: Improved, way: Way = Way.TOURS) -> Settled:
    """A bound of travel, and a better plan where good tours make one. The bound is 0 where tours say nothing.

    `way` says why they are asked.
    """
    problem = None if search.stopper.is_over else tour_problem(search.problem, search.limits)
    if problem is None or search.incumbent is None:
        return Settled(search.incumbent, 0, 0.0)
    search.choose(Goal.TRAVEL, way)
    if effort.all_workers > 1:
        return Settled(search.incumbent, _side_by_side(search, problem, effort.alone(), improved).metres, 0.0)
    together = effort.scaled(1 - _share_of_shortening(search))
    spent = _route(search, problem, together.scaled(SHARE_OF_ROUTES), improved)
    bound = _bound(search, problem, together.scaled(1 - SHARE_OF_ROUTES), improved)
    spent += _shorten(search, problem, bound, effort.scaled(SHARE_OF_SHORTENING), improved)
    return Settled(search.incumbent, bound.metres, spent + bound.effort)


def _share_of_shortening(search: SubproblemSearch) -> float:
    """None of the time where all machines roam: then no zone leaves anything to others."""
    return 0.0 if search.zones is None else SHARE_OF_SHORTENING


def _side_by_side(search: SubproblemSearch, problem: TourProblem, alone: Effort, improved: Improved) -> TravelBound:
    """One worker has routes made, the other one bounds them, and has routes made as well when it has done that."""
    together = alone.scaled(1 - _share_of_shortening(search))
    ends = monotonic() + together.wall_seconds

    def bound_and_route() -> TravelBound:
        found = _bound(search, problem, together, improved)
        rest = replace(alone.shortened(ends - monotonic()), seed=alone.seed + OTHER_SEEDS)
        _route(search, problem, rest, improved, lambda: search.is_proven(Goal.TRAVEL, found.metres))
        return found

    with ThreadPoolExecutor(1) as pool:
        bounding = pool.submit(bound_and_route)
        _route(search, problem, together, improved, bounding.done)
        bound = bounding.result()
    _shorten(search, problem, bound, alone.scaled(SHARE_OF_SHORTENING), improved)
    return bound


def waiting_by_tours(search: SubproblemSearch, effort: Effort, improved: Improved) -> Settled | None:
    """A bound of waiting within the limit of travel, by one worker; None where tours do not tell it in this time."""
    if search.incumbent is None:
        return None
    ends = monotonic() + effort.wall_seconds

    def better(waiting: int) -> None:
        if search.incumbent is not None:
            improved(search.incumbent, waiting)

    found = least_waiting(
        search.problem,
        search.limits,
        search.value(Goal.WAITING, search.incumbent),
        visits=search.incumbent.visits,
        most_effort=effort.affordable_seconds,
        is_over=lambda: search.stopper.is_over or monotonic() >= ends,
        better=better,
    )
    if found is None:
        return None
    search.choose(Goal.WAITING, Way.TOURS_WITH_PRICE)
    return Settled(search.incumbent, found.waiting, found.effort)


def _shorten(
    search: SubproblemSearch, problem: TourProblem, bound: TravelBound, effort: Effort, improved: Improved
) -> float:
    """Where most machines keep to a zone: plans in which zones leave to the roaming machines what these come to most
    cheaply, by the prices of the bound; says what was spent.
    """
    finish, ends, spent = search.limits.finish, monotonic() + effort.wall_seconds, 0.0
    if search.offer_tours(Goal.TRAVEL, _by_machine(search, problem, bound.tours)) and search.incumbent is not None:
        improved(search.incumbent, None)
    if search.stopper.is_over or search.zones is None or finish is None:
        return spent
    search.choose(Goal.TRAVEL, Way.ZONES)
    prices = dict(zip(problem.units, bound.prices.tolist(), strict=True))
    for tours in search.zones.short_tours(finish, prices):
        spent += SECONDS_OF_A_WAY
        if tours is not None and search.offer_tours(Goal.TRAVEL, tours) and search.incumbent is not None:
            improved(search.incumbent, None)
        if search.stopper.is_over or monotonic() >= ends or effort.is_spent_by(spent):
            break
    return spent


def end_by_tours(search: SubproblemSearch, ends: Sequence[int], effort: Effort, improved: Improved) -> float:
    """Plans of tours that end by one of these slots, the first of them first, then halfway to those that are left open:
    to end early is to pack units into the time of machines, which routes do anyway. Says what was spent.
    """
    spent, low, high = 0.0, 0, len(ends)
    trial = low
    for _time in range(MOST_ENDS):
        if low >= high or search.stopper.is_over:
            break
        limits = search.limits.at_most(Goal.FINISH, ends[trial])
        problem = tour_problem(search.problem, limits)
        if problem is None:
            break
        search.choose(Goal.FINISH, Way.PACKED)
        found = _routed(search, problem, effort.scaled(1 / MOST_ENDS), PACKING_ITERATIONS)
        spent += found.iterations / iterations_a_second(problem)
        tours = _by_machine(search, problem, found.tours)
        is_taken = search.take_tours(tours, limits)
        if (is_taken or search.offer_tours(Goal.FINISH, tours)) and search.incumbent is not None:
            improved(search.incumbent, None)
        if not is_taken and not problem.is_even:  # another order of a machine's visits may end in time
            share = effort.scaled(SHARE_OF_MENDING / MOST_ENDS)
            spent += search.rebuild(Goal.FINISH, share, improved, enough=ends[trial])
        if search.is_proven(Goal.FINISH, ends[trial]):
            high = trial
        else:
            low = trial + 1
        trial = (low + high) // 2
    return spent


def _bound(search: SubproblemSearch, problem: TourProblem, effort: Effort, improved: Improved) -> TravelBound:
    ends = monotonic() + effort.wall_seconds

    def better(metres: int) -> None:
        if search.incumbent is not None:
            improved(search.incumbent, metres)

    return least_travel(
        problem,
        visits=() if search.incumbent is None else search.incumbent.visits,
        most_effort=inf if effort.effort_seconds is None else effort.effort_seconds,
        seconds=effort.affordable_seconds,
        shortest=lambda: inf if search.incumbent is None else search.value(Goal.TRAVEL, search.incumbent),
        is_over=lambda: search.stopper.is_over or monotonic() >= ends,
        better=better,
    )


def _route(
    search: SubproblemSearch,
    problem: TourProblem,
    effort: Effort,
    improved: Improved,
    is_enough: Callable[[], bool] = lambda: False,
) -> float:
    """Have routes made and offer them as plans; says what was spent."""
    rate = iterations_a_second(problem)
    iterations = ENDLESS if effort.effort_seconds is None else max(1, round(effort.effort_seconds * rate))

    def better(tours: tuple[TourSet, ...]) -> None:
        is_taken = search.offer_tours(Goal.TRAVEL, _by_machine(search, problem, tours))
        if is_taken and search.incumbent is not None:
            improved(search.incumbent, None)

    return _routed(search, problem, effort, iterations, better=better, is_enough=is_enough).iterations / rate


def _routed(
    search: SubproblemSearch,
    problem: TourProblem,
    effort: Effort,
    iterations: int,
    *,
    better: Callable[[tuple[TourSet, ...]], None] = lambda _tours: None,
    is_enough: Callable[[], bool] = lambda: False,
) -> Routed:
    ends = monotonic() + effort.wall_seconds
    return routed(
        problem,
        iterations=iterations,
        seed=effort.seed,
        is_over=lambda: search.stopper.is_over or monotonic() >= ends or is_enough(),
        better=better,
    )


def _by_machine(
    search: SubproblemSearch, problem: TourProblem, found: Iterable[TourSet]
) -> dict[MachineName, tuple[UnitCode, ...]]:
    """The tours as machines of their fleets make them."""
    classes = [fleet.machine_class for fleet in problem.fleets]
    tours: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for one in found:
        tours[classes[one.fleet]] += one.tours
    return {
        machine: tuple(problem.units[unit] for unit in tour)
        for number, of_class in sorted(tours.items())
        for machine, tour in zip(search.problem.classes[number].machines, of_class, strict=False)
    }
