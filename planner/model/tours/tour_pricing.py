"""The cheapest tours of each fleet at given prices of units: over all sets where a kind serves few units, else by
labels.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from planner.model.tours.cheapest_tours import (
    cheapest_by_first,
    fill_states,
    servable,
    states_of,
    terrain_of,
    tour_from,
)
from planner.model.tours.set_labels import SetLabels, Steps, evened, set_labels
from planner.model.tours.set_tables import NEVER, Longs, Sets, with_one_more
from planner.model.tours.tour_problem import Fleet, Floats, Kind, TourProblem
from planner.model.tours.zone_gains import gains_of

MOST_IN_A_ZONE = 16
"""Units of which every set has its cheapest tours worked out. Each one more takes twice as long, and three times where
sets are parted among machines.
"""
MOST_PARTED = 4
"""Machines among which sets are parted."""
MOST_LABELS = 2**22
"""Of the tours of one machine of a zone."""
MOST_FOUND = 200
"""Tours that pricing finds for all fleets of a kind together: more of them make the master slow and hardly better."""
SECONDS_A_LABEL, SECONDS_A_SET = 5e-8, 4e-9
"""About how long pricing takes for each two units and period, and for each set and unit."""


class TourSet(NamedTuple):
    """Tours that are chosen together: of one machine, or of all machines of a fleet."""

    fleet: int
    """Number among all fleets of the problem, kind after kind."""
    tours: tuple[tuple[int, ...], ...]
    """The units that each machine goes to, by number in the problem, in their order."""
    metres: float
    """What they cost: metres, and what the visits cost beside the way."""

    @property
    def units(self) -> tuple[int, ...]:
        """All of them; twice where a tour comes back."""
        return tuple(unit for tour in self.tours for unit in tour)


@dataclass(frozen=True, slots=True)
class PricedFleet:
    """What pricing says of one fleet."""

    found: tuple[TourSet, ...]
    """Those that gain most, if anything, one of each first or last unit at most."""
    least: float
    """What the cheapest costs less what its units gain; never above 0, what staying at home costs."""


class TourPricer(Protocol):
    """The tours of one kind."""

    choices: tuple[int, ...]
    """Of each fleet, how many sets of tours may be chosen."""
    seconds: float
    """About how long it takes to price once."""

    def priced(self, prices: Floats) -> list[PricedFleet]:
        """What each fleet finds at these prices of the problem's units."""


def tour_pricers(problem: TourProblem) -> list["LabelPricer | ZonePricer"]:
    """One a kind, where only travel asks."""
    return [
        ZonePricer(problem, kind, first) if is_zone(kind) else LabelPricer(problem, kind, first)
        for first, kind in numbered_kinds(problem)
    ]


def numbered_kinds(problem: TourProblem) -> Iterator[tuple[int, Kind]]:
    """Each kind with the number of its first fleet."""
    first = 0
    for kind in problem.kinds:
        yield first, kind
        first += len(kind.fleets)


def is_zone(kind: Kind) -> bool:
    """Whether the kind serves so few units that every set of them is told."""
    return len(servable(kind)) <= MOST_IN_A_ZONE and max(fleet.machines for fleet in kind.fleets) <= MOST_PARTED


def most_gaining(costs: Floats, fleets: int) -> list[int]:
    """The units whose cheapest tours cost least beyond what they gain, if less than that, as many as one of so many
    fleets may find.
    """
    cheapest = np.argsort(costs, kind="stable")[: max(1, MOST_FOUND // fleets)]
    gaining: list[int] = cheapest[costs[cheapest] < 0.0].tolist()
    return gaining


class LabelPricer:
    """Prices tours of one machine each, which may come back to units far from all between."""

    def __init__(self, problem: TourProblem, kind: Kind, first_number: int) -> None:
        self.fleets, self._first_number = kind.fleets, first_number
        self.units = servable(kind)
        longest = max(kind.fleets, key=lambda fleet: fleet.capacity)
        self.metres = np.ascontiguousarray(problem.metres[np.ix_(self.units, self.units)])
        self._terrain = terrain_of(longest.after[self.units], self.metres)
        self._states = states_of(self._terrain)
        self.choices = tuple(fleet.machines for fleet in kind.fleets)
        self.seconds = SECONDS_A_LABEL * self._states.costs.shape[0] * len(self.units) ** 2

    def priced(self, prices: Floats) -> list[PricedFleet]:
        """What each fleet finds at these prices."""
        own = prices[self.units]
        fill_states(self._terrain, own, self._states)
        return [self._of_fleet(self._first_number + place, fleet, own) for place, fleet in enumerate(self.fleets)]

    def least_rests(self) -> Floats:
        """By how many periods are left, of each unit what the cheapest tour costs that begins with it, by the prices
        that were asked for last and without its first leg.
        """
        rests: Floats = np.minimum.accumulate(self._states.costs.min(axis=2), axis=0)
        return rests

    def _of_fleet(self, number: int, fleet: Fleet, own: Floats) -> PricedFleet:
        periods, memories = np.zeros(len(own), np.int32), np.zeros(len(own), np.int32)
        first = np.ascontiguousarray(fleet.first_metres[self.units])
        costs = cheapest_by_first(self._states, first, fleet.capacity, periods, memories)
        found = []
        for unit in most_gaining(costs, len(self.fleets)):
            inside = tour_from(self._terrain, self._states, unit, int(periods[unit]), int(memories[unit]))
            metres = float(costs[unit] + own[list(inside)].sum())
            found.append(TourSet(number, (tuple(self.units[list(inside)].tolist()),), metres))
        return PricedFleet(tuple(found), min(0.0, float(costs.min(initial=inf))))


class ZonePricer:
    """Prices what all machines of a fleet do together: of each set of units the cheapest tours are known."""

    def __init__(self, problem: TourProblem, kind: Kind, first_number: int) -> None:
        self._first_number = first_number
        self.units = servable(kind)
        self._metres = np.rint(problem.metres[np.ix_(self.units, self.units)]).astype(np.int64)
        self._zones = [_Zone.of(self._metres, fleet, self.units) for fleet in kind.fleets]
        self.choices = tuple(1 for _fleet in kind.fleets)
        self.seconds = SECONDS_A_SET * len(kind.fleets) * (len(self.units) << len(self.units))

    def priced(self, prices: Floats) -> list[PricedFleet]:
        """What each fleet finds at these prices."""
        own = np.ascontiguousarray(prices[self.units])
        most, best = np.zeros(len(own)), np.zeros(len(own), np.int32)
        answers = []
        for place, zone in enumerate(self._zones):
            least = gains_of(own, zone.costs, most, best)
            chosen = sorted(set(best[best > 0].tolist()))
            answers.append(PricedFleet(tuple(self.tour_set(place, one) for one in chosen), least))
        return answers

    def costs(self, place: int) -> Floats:
        """Of each set, what all machines of a fleet together travel."""
        return self._zones[place].costs

    def tour_set(self, place: int, chosen: int) -> TourSet:
        """The tours in which the machines of a fleet serve a set."""
        zone = self._zones[place]
        return TourSet(self._first_number + place, self._tours(zone, chosen), float(zone.costs[chosen]))

    def _tours(self, zone: "_Zone", chosen: int) -> tuple[tuple[int, ...], ...]:
        tours = []
        for given in reversed(zone.given):
            part = int(given[chosen])
            tours.append(part)
            chosen ^= part
        ordered = (zone.labels.order_in(part) for part in (*tours, chosen) if part)
        return tuple(tuple(self.units[list(tour)].tolist()) for tour in ordered)


@dataclass(frozen=True, slots=True)
class _Zone:
    """The tables of one fleet."""

    costs: Floats
    """Of each set, what all machines together travel."""
    given: tuple[Sets, ...]
    """Of each machine but the first, what it serves of each set."""
    labels: SetLabels

    @classmethod
    def of(cls, metres: Longs, fleet: Fleet, units: NDArray[np.int64]) -> "_Zone":
        sets = 1 << len(units)
        labels = _labels(np.ascontiguousarray(fleet.after[units]), metres, fleet, units)
        costs, given = labels.least, []
        for _machine in range(1, fleet.machines):
            parts = np.zeros(sets, np.int32)
            costs = with_one_more(costs, labels.least, np.ones(sets, np.bool_), np.array([False]), parts)
            given.append(parts)
        return cls(np.where(costs < NEVER, costs.astype(np.float64), inf), tuple(given), labels)


def _labels(after: Longs, metres: Longs, fleet: Fleet, units: NDArray[np.int64]) -> SetLabels:
    """What it costs one machine to serve each set; where that takes too many labels, as if each visit took the fewest
    periods whenever it begins.
    """
    first = np.rint(fleet.first_metres[units]).astype(np.int64)
    latest = np.full(1 << len(units), fleet.capacity)
    steps = Steps(after, fleet.spent[units], np.ascontiguousarray(metres.T), first, latest)
    labels = set_labels(steps, MOST_LABELS)
    if labels is None:
        labels = set_labels(steps._replace(after=evened(after)), 2 * len(units) << len(units))
    if labels is None:
        raise AssertionError("where every visit takes as long whenever it begins, a last unit has one label")
    return labels
