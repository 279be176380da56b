"""The one place that asks PyVRP (Wouda, Lan, Kool, INFORMS Journal on Computing 36 (2024) 943-955) for good tours.

A route is what one machine does and its load the periods that units usually take. What it cannot express (when
machines and units are open, pins, promises) is left to whoever makes a plan of its tours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import inf, sqrt
from warnings import catch_warnings

import numpy as np

from planner.model.tours.tour_pricing import TourSet
from planner.model.tours.tour_problem import NEVER, Fleet, Ints, Kind, TourProblem

DEAREST_PENALTY = 2e6
"""The library's own limit is too low where loads are tight: its searches then end with too much in a route."""
ITERATIONS_A_SECOND = 1200
"""About, with 110 units; with more fewer, as the square root of how many."""
USUAL_UNITS = 110
GRAIN = 8
"""Into so many parts periods are parted where not every visit takes as long as every other of the same unit."""
PATIENCE = 10_000
"""Iterations without anything better, after which nothing more is expected."""


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


def routed(problem: TourProblem, *, iterations: int, seed: int, is_over: Callable[[], bool]) -> Routed:
    """Good tours, after so many iterations at most."""
    from pyvrp import Model, PenaltyParams, SolveParams  # noqa: PLC0415 - only large campaigns need it

    grain = 1 if problem.is_even else GRAIN
    loads = _loads(problem, grain)
    if loads.max() >= NEVER * grain:
        return Routed((), 0)
    stop = _Stop(iterations, is_over)
    fleets = [(kind, fleet) for kind in problem.kinds for fleet in kind.fleets]
    model = Model()
    nowhere = model.add_location(0, 0)
    places = [model.add_location(0, 0) for _unit in problem.units]
    bases = [model.add_location(0, 0) for _fleet in fleets]
    for place, load in zip(places, loads.tolist(), strict=True):
        model.add_client(place, delivery=load)
    end = model.add_depot(nowhere)
    starts = [model.add_depot(base) for base in bases]
    for (kind, fleet), base, start in zip(fleets, bases, starts, strict=True):
        profile = model.add_profile()
        model.add_edge(base, nowhere, distance=0, profile=profile)
        served = _served(kind, fleet)
        for unit in served:
            model.add_edge(base, places[unit], distance=round(fleet.first_metres[unit]), profile=profile)
            model.add_edge(places[unit], nowhere, distance=0, profile=profile)
            for other in served:
                if other != unit:
                    metres = round(problem.metres[unit, other])
                    model.add_edge(places[unit], places[other], distance=metres, profile=profile)
        model.add_vehicle_type(
            fleet.machines, capacity=fleet.capacity * grain, start_depot=start, end_depot=end, profile=profile
        )
    with catch_warnings(action="ignore"):  # it warns of penalties that become high, which tight loads need
        result = model.solve(
            stop,
            seed=seed,
            display=False,
            collect_stats=False,
            params=SolveParams(penalty=PenaltyParams(max_penalty=DEAREST_PENALTY)),
        )
    if not result.best.is_feasible():
        return Routed((), stop.iterations)
    tours = (
        _tour(problem, route.vehicle_type(), [place.idx for place in route.schedule() if place.is_client()], fleets)
        for route in result.best.routes()
    )
    return Routed(tuple(tours), stop.iterations)


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


def _served(kind: Kind, fleet: Fleet) -> list[int]:
    units: list[int] = np.flatnonzero(kind.durations <= fleet.capacity).tolist()
    return units


def _tour(problem: TourProblem, fleet: int, units: list[int], fleets: list[tuple[Kind, Fleet]]) -> TourSet:
    first = float(fleets[fleet][1].first_metres[units[0]]) if units else 0.0
    between = sum(float(problem.metres[one, other]) for one, other in pairwise(units))
    return TourSet(fleet, (tuple(units),), first + between)
