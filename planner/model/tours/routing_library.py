"""The one place that asks PyVRP (Wouda, Lan, Kool, INFORMS Journal on Computing 36 (2024) 943-955) for good tours.

A route is what one machine does and its load the periods that units usually take. What it cannot express (when
machines and units are open, pins, promises) is left to whoever makes a plan of its tours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, sqrt
from typing import TYPE_CHECKING
from warnings import filterwarnings

import numpy as np

from planner.model.tours.cheapest_tours import servable
from planner.model.tours.known_tours import metres_of
from planner.model.tours.tour_pricing import TourSet, numbered_kinds
from planner.model.tours.tour_problem import NEVER, Ints, Kind, TourProblem

if TYPE_CHECKING:
    from pyvrp import Location, Model, ProblemData, Profile

DEAREST_PENALTY = 2e6
"""The library's own limit is too low where loads are tight: its searches then end with too much in a route."""
ITERATIONS_A_SECOND = 1800
"""About, with 110 units; with more fewer, as the square root of how many."""
USUAL_UNITS = 110
GRAIN = 8
"""Into so many parts periods are parted where not every visit takes as long as every other of the same unit."""
PATIENCE = 3000
"""Iterations without anything better, after which nothing more is expected."""
NEIGHBOURS = 25, 50
"""Of each unit, those between which and it a way is looked for, by turns: with few a search is quick and mostly ends as
well, but where machines serve different units many neighbours may not be served together with it.
"""


def iterations_a_second(problem: TourProblem) -> float:
    """About how many there are."""
    return ITERATIONS_A_SECOND * sqrt(USUAL_UNITS / max(1, len(problem.units)))


@dataclass(frozen=True, slots=True)
class Routed:
    """What the library has come to."""

    tours: tuple[TourSet, ...]
    """They visit every unit once; empty where none were found that are within all capacities."""
    iterations: int
    """How many it took."""


def routed(
    problem: TourProblem,
    *,
    iterations: int,
    seed: int,
    is_over: Callable[[], bool],
    better: Callable[[tuple[TourSet, ...]], None] = lambda _tours: None,
) -> Routed:
    """Good tours, after so many iterations at most; `better` hears of them as they come.

    A search that finds nothing better any more begins anew with another seed, since where time is tight each ends in a
    valley of its own. It is enough where two have come to the same.
    """
    loads = _loads(problem, _grain(problem))
    if loads.max() >= NEVER * _grain(problem) or is_over():  # to tell the library all roads takes a while
        return Routed((), 0)
    best, spent, ends = tuple[TourSet, ...](), 0, list[float]()
    data = _told(problem, loads)
    while spent < iterations and not is_over():
        tours, taken = _one_search(problem, data, _Stop(iterations - spent, is_over), seed)
        metres = round(sum(one.metres for one in tours)) if tours else inf
        if metres < min(ends, default=inf):
            best = tours
            better(best)
        is_known = metres in ends
        ends.append(metres)
        spent, seed = spent + max(1, taken), seed + 1
        if is_known:
            break
    return Routed(best, spent)


def _grain(problem: TourProblem) -> int:
    return 1 if problem.is_even else GRAIN


def _told(problem: TourProblem, loads: Ints) -> "ProblemData":
    """The routes as the library is told them: all start where their machines do, and end anywhere."""
    from pyvrp import Model  # noqa: PLC0415 - only large campaigns need it

    model = Model()
    nowhere = model.add_location(0, 0)
    places = [model.add_location(0, 0) for _unit in problem.units]
    bases = [model.add_location(0, 0) for _fleet in problem.fleets]
    for place, load in zip(places, loads.tolist(), strict=True):
        model.add_client(place, delivery=load)
    end = model.add_depot(nowhere)
    starts = [model.add_depot(base) for base in bases]
    for first, kind in numbered_kinds(problem):
        profile, served = _roads(model, problem, kind, places, nowhere), servable(kind).tolist()
        for fleet, base, start in zip(kind.fleets, bases[first:], starts[first:], strict=False):
            model.add_edge(base, nowhere, distance=0, profile=profile)
            for unit in served:
                model.add_edge(base, places[unit], distance=round(fleet.first_metres[unit]), profile=profile)
            capacity = fleet.capacity * _grain(problem)
            model.add_vehicle_type(fleet.machines, capacity=capacity, start_depot=start, end_depot=end, profile=profile)
    return model.data()


def _roads(
    model: "Model", problem: TourProblem, kind: Kind, places: "list[Location]", nowhere: "Location"
) -> "Profile":
    """The roads of all fleets of a kind: between the units that they may serve, and home, which is no way."""
    profile, served = model.add_profile(), servable(kind).tolist()
    metres = np.rint(problem.metres).astype(np.int64).tolist()
    for unit in served:
        model.add_edge(places[unit], nowhere, distance=0, profile=profile)
        for other in served:
            if other != unit:
                model.add_edge(places[unit], places[other], distance=metres[unit][other], profile=profile)
    return profile


def _one_search(problem: TourProblem, data: "ProblemData", stop: "_Stop", seed: int) -> tuple[tuple[TourSet, ...], int]:
    """The tours that one search comes to, none where they are too long, and how many iterations it took."""
    from pyvrp import PenaltyParams, SolveParams, solve  # noqa: PLC0415 - only large campaigns need it
    from pyvrp.exceptions import PenaltyBoundWarning  # noqa: PLC0415
    from pyvrp.search import NeighbourhoodParams  # noqa: PLC0415

    choices = NEIGHBOURS[: len(problem.kinds)]
    neighbours = NeighbourhoodParams(num_neighbours=choices[seed % len(choices)])
    params = SolveParams(penalty=PenaltyParams(max_penalty=DEAREST_PENALTY), neighbourhood=neighbours)
    filterwarnings("ignore", category=PenaltyBoundWarning)  # tight loads need high penalties
    best = solve(data, stop, seed, collect_stats=False, params=params).best
    if not best.is_feasible():
        return (), stop.iterations
    tours = (
        _tour(problem, route.vehicle_type(), [place.idx for place in route.schedule() if place.is_client()])
        for route in best.routes()
    )
    return tuple(tours), stop.iterations


class _Stop:
    """After so many iterations, so that the clock does not change what is found; or when time is over."""

    def __init__(self, iterations: int, is_over: Callable[[], bool]) -> None:
        self._most, self._is_over = iterations, is_over
        self.iterations = 0
        self._best, self._patience = inf, PATIENCE

    def __call__(self, best_cost: int) -> bool:
        is_better = best_cost < self._best
        self._best, self._patience = (best_cost, PATIENCE) if is_better else (self._best, self._patience - 1)
        if self.iterations >= self._most or self._patience < 0 or self._is_over():
            return True
        self.iterations += 1
        return False


def _loads(problem: TourProblem, grain: int) -> Ints:
    """Of each unit the most that any kind usually takes that may serve it, in periods times the grain; `NEVER` periods
    where none may.
    """
    usual = np.vstack([kind.usual for kind in problem.kinds])
    most = np.rint(np.where(usual < NEVER, usual * grain, 0).max(axis=0))
    loads: Ints = np.where(most > 0, most, NEVER * grain).astype(np.int32)
    return loads


def _tour(problem: TourProblem, fleet: int, units: list[int]) -> TourSet:
    tour = TourSet(fleet, (tuple(units),), 0.0)
    return tour._replace(metres=metres_of(problem, tour))
