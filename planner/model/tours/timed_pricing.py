"""The cheapest tours of each fleet where a visit costs more the later it begins."""

from math import inf

import numpy as np

from planner.model.tours.cheapest_tours import servable, terrain_of
from planner.model.tours.timed_tours import TimedTerrain, fill_timed_states, timed_states_of, timed_tour_to
from planner.model.tours.tour_pricing import (
    PricedFleet,
    TourPricer,
    TourSet,
    ZonePricer,
    is_zone,
    most_gaining,
    numbered_kinds,
)
from planner.model.tours.tour_problem import Fleet, Floats, Kind, TourProblem

SECONDS_A_STEP = 5e-8
"""About how long pricing takes for each two units and period."""


def timed_pricers(problem: TourProblem) -> list[TourPricer]:
    """One a kind."""
    return [
        ZonePricer(problem, kind, first) if is_zone(kind) else TimedPricer(problem, kind, first)
        for first, kind in numbered_kinds(problem)
    ]


class TimedPricer:
    """Prices tours of one machine each, which may come back to units far from all between."""

    def __init__(self, problem: TourProblem, kind: Kind, first_number: int) -> None:
        self._fleets, self._first_number, self._units = kind.fleets, first_number, servable(kind)
        metres = np.ascontiguousarray(problem.metres[np.ix_(self._units, self._units)])
        longest = max(kind.fleets, key=lambda fleet: fleet.capacity)
        remembers = terrain_of(longest.after[self._units], metres).remembers
        self._terrains = [self._terrain(fleet, metres)._replace(remembers=remembers) for fleet in kind.fleets]
        self._states = timed_states_of(max(self._terrains, key=lambda terrain: terrain.after.shape[1]))
        self.choices = tuple(fleet.machines for fleet in kind.fleets)
        self.seconds = SECONDS_A_STEP * sum(each.after.size for each in self._terrains) * len(self._units)

    def priced(self, prices: Floats) -> list[PricedFleet]:
        """What each fleet finds at these prices."""
        own = np.ascontiguousarray(prices[self._units])
        return [self._of_fleet(self._first_number + place, one, own) for place, one in enumerate(self._terrains)]

    def _terrain(self, fleet: Fleet, metres: Floats) -> TimedTerrain:
        after, spent = (np.ascontiguousarray(table[self._units]) for table in (fleet.after, fleet.spent))
        first = np.ascontiguousarray(fleet.first_metres[self._units])
        return TimedTerrain(after, spent, metres, first, np.zeros((0, 0, 0), np.int16))

    def _of_fleet(self, number: int, terrain: TimedTerrain, own: Floats) -> PricedFleet:
        states = self._states._replace(costs=self._states.costs[: terrain.after.shape[1]])
        costs, ends = fill_timed_states(terrain, own, states)
        found = []
        for unit in most_gaining(costs, len(self._fleets)):
            inside = timed_tour_to(states, unit, *ends[unit].tolist())
            tour = tuple(self._units[list(inside)].tolist())
            found.append(TourSet(number, (tour,), float(costs[unit] + own[list(inside)].sum())))
        return PricedFleet(tuple(found), min(0.0, float(costs.min(initial=inf))))
