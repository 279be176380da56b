"""The cheapest tours of one machine where a visit costs more the later it begins, as machine code.

Tours are built from their beginning, since what a visit costs is known by then: a state is the period in which the
machine is free, the unit that it comes from, and which of the units near to that it has been to. Of states that forbid
no more, one that is free no later and has cost no more is enough. Only units near by are remembered, as in
`cheapest_tours`, so that the cheapest tour found costs no more than the cheapest there is.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.compiled import compiled, compiled_inside
from planner.model.tours.set_tables import Longs
from planner.model.tours.tour_problem import Floats

Bits = NDArray[np.int16]
NOWHERE = -1
"""In the place of a unit before the first. It stands here since machine code is kept beside this file."""


class TimedTerrain(NamedTuple):
    """What stays the same when prices change. Units are those that the fleet may serve, numbered anew."""

    after: Longs
    """As `Fleet.after`."""
    spent: Longs
    """As `Fleet.spent`."""
    metres: Floats
    first_metres: Floats
    remembers: Bits
    """Unit, the one before, what that one remembers: what the unit remembers then; -1 where it was visited."""


class TimedStates(NamedTuple):
    """What it costs to come to each state: the period in which the machine is free, the last unit, memory; infinite
    where nothing does, or another state is enough. And the state before each one.
    """

    costs: Floats
    periods: Bits
    units: Bits
    memories: Bits


def timed_states_of(terrain: TimedTerrain) -> TimedStates:
    """Room for the states of all tours."""
    shape = (terrain.after.shape[1], terrain.after.shape[0], terrain.remembers.shape[2])
    return TimedStates(np.empty(shape), np.empty(shape, np.int16), np.empty(shape, np.int16), np.empty(shape, np.int16))


@compiled
def fill_timed_states(terrain: TimedTerrain, gains: Floats, states: TimedStates) -> tuple[Floats, Bits]:
    """The cheapest way to each state: the metres and what visits cost, less what units gain. Given back is, of each
    unit, the cheapest tour that ends with it, and the period and the memory of its state.
    """
    periods, number, memories = states.costs.shape
    best = np.full((number, memories), np.inf)
    cheapest, ends = np.full(number, np.inf), np.zeros((number, 2), np.int16)
    states.costs[:] = np.inf
    for unit in range(number):
        free = terrain.after[unit, 0]
        if free < periods:
            states.costs[free, unit, 0] = terrain.first_metres[unit] + terrain.spent[unit, 0] - gains[unit]
            states.units[free, unit, 0] = NOWHERE
    for free in range(periods):
        for unit in range(number):
            for memory in range(memories):
                cost = states.costs[free, unit, memory]
                if cost < np.inf and _is_needless(best[unit], memory, cost):
                    states.costs[free, unit, memory] = np.inf
                elif cost < np.inf:
                    best[unit, memory] = cost
                    if cost < cheapest[unit]:
                        cheapest[unit], ends[unit, 0], ends[unit, 1] = cost, free, memory
                    _go_on(terrain, gains, states, free, unit, memory)
    return cheapest, ends


@compiled_inside
def _is_needless(best: Floats, memory: int, cost: float) -> bool:
    """Whether a state before this one forbids no more and has cost no more."""
    smaller = memory
    while True:
        if best[smaller] <= cost:
            return True
        if smaller == 0:
            return False
        smaller = (smaller - 1) & memory


@compiled_inside
def _go_on(  # noqa: PLR0917 - machine code takes arrays one by one
    terrain: TimedTerrain, gains: Floats, states: TimedStates, free: int, unit: int, memory: int
) -> None:
    """Go on from a state to every unit that it does not forbid."""
    cost = states.costs[free, unit, memory]
    for following in range(terrain.metres.shape[0]):
        kept, then = terrain.remembers[following, unit, memory], terrain.after[following, free]
        if kept < 0 or then >= states.costs.shape[0]:
            continue
        more = terrain.metres[unit, following] + terrain.spent[following, free] - gains[following]
        if cost + more < states.costs[then, following, kept]:
            states.costs[then, following, kept] = cost + more
            states.periods[then, following, kept] = free
            states.units[then, following, kept] = unit
            states.memories[then, following, kept] = memory


def timed_tour_to(states: TimedStates, unit: int, free: int, memory: int) -> tuple[int, ...]:
    """The units of the cheapest tour to this state, in their order."""
    tour = []
    while unit != NOWHERE:
        tour.append(unit)
        before = free, unit, memory
        free, unit, memory = (int(each[before]) for each in (states.periods, states.units, states.memories))
    return tuple(reversed(tour))
