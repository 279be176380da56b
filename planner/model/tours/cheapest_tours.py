"""The cheapest tours of one kind of machine under prices of units, as machine code.

Tours are built from their end: a state is the unit that a tour begins with, how many periods before the end it begins
at the latest, and which of the units near to it the rest of the tour visits. How long a visit takes may depend on when
it begins; one that begins later never ends earlier, so that a tour that may begin later is worth no less. Only units
near by are remembered, so a tour may come back to a unit that is far from all between (ng-routes: Baldacci, Mingozzi,
Roberti, Operations Research 59 (2011) 1269-1283). That leaves more tours than there are, so that the cheapest of them
costs no more.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.compiled import compiled, compiled_inside
from planner.model.tours.set_tables import Longs
from planner.model.tours.tour_problem import Floats, Ints, Kind

Bits = NDArray[np.int16]
REMEMBERED = 6
"""Units near to one that a tour from it on remembers."""
FORBIDDEN, NOWHERE = -1, -1


class Terrain(NamedTuple):
    """What stays the same when prices change. Units are those that the kind may serve, numbered anew."""

    rests: Ints
    """A row a unit, a column for how many periods before the end its visit may begin: how many are left after it for
    the rest of a tour; below 0 where there is no time for the visit itself.
    """
    metres: Floats
    bit_of: Ints
    """A row a unit: the bit under which it remembers each other one; -1 for those it forgets."""
    remembers: Bits
    """Unit, next unit, what that one remembers: what the first one remembers then; -1 where it was visited."""


class States(NamedTuple):
    """A tour from each state on: the periods before the end at which it has to begin, first unit, memory."""

    costs: Floats
    next_unit: Bits
    next_memory: Bits


def terrain_of(after: Longs, metres: Floats) -> Terrain:
    """The terrain of units that all can be served, by when a machine is free again after each one's visit."""
    number, capacity = after.shape[0], after.shape[1] - 1
    most = min(REMEMBERED, max(0, number - 1))
    bit_of = np.full((number, number), -1, np.int32)
    for unit in range(number):
        order = [int(other) for other in np.argsort(metres[unit], kind="stable") if other != unit]
        bit_of[unit, order[:most]] = np.arange(most)
    remembers = np.zeros((number, number, 1 << most), np.int16)
    _fill_memories(bit_of, remembers)
    rests = np.ascontiguousarray(np.maximum(capacity - after[:, ::-1], -1).astype(np.int32))
    return Terrain(rests, metres, bit_of, remembers)


def states_of(terrain: Terrain) -> States:
    """Room for the states of all tours."""
    shape = (terrain.rests.shape[1], terrain.rests.shape[0], terrain.remembers.shape[2])
    return States(np.empty(shape), np.empty(shape, np.int16), np.empty(shape, np.int16))


def servable(kind: Kind) -> NDArray[np.int64]:
    """Units that the kind may serve, as far as any of its machines has the time."""
    most = max(fleet.capacity for fleet in kind.fleets)
    return np.flatnonzero(kind.durations <= most)


@compiled
def _fill_memories(bit_of: Ints, remembers: Bits) -> None:
    number, _same, memories = remembers.shape
    for unit in range(number):
        for after in range(number):
            own = bit_of[after, unit]
            for memory in range(memories):
                if unit == after or (own >= 0 and memory >> own & 1):
                    remembers[unit, after, memory] = FORBIDDEN
                    continue
                kept = 1 << bit_of[unit, after] if bit_of[unit, after] >= 0 else 0
                for other in range(number):
                    is_visited = bit_of[after, other] >= 0 and memory >> bit_of[after, other] & 1
                    if is_visited and bit_of[unit, other] >= 0:
                        kept |= 1 << bit_of[unit, other]
                remembers[unit, after, memory] = kept


@compiled
def fill_states(terrain: Terrain, gains: Floats, states: States) -> None:
    """The cheapest tour from each state: metres less what its units gain. Infinite where another state that forbids no
    more and may begin as late is as cheap.
    """
    periods, number, memories = states.costs.shape
    best = np.full((number, memories), np.inf)
    active = np.zeros((periods, number, memories), np.int16)
    counts = np.zeros((periods, number), np.int32)
    fresh = np.empty(memories)
    for period in range(periods):
        for unit in range(number):
            fresh[:] = np.inf
            first, last = _rests_of(terrain, unit, period)
            if first == 0 <= last:
                fresh[0] = -gains[unit]
                states.next_unit[period, unit, 0] = NOWHERE
            for rest in range(first, last + 1):
                _extend(terrain, gains, states, active, counts, rest, period, unit, fresh)
            _keep_worthy(fresh, best[unit])
            count = 0
            for memory in range(memories):
                states.costs[period, unit, memory] = fresh[memory]
                if fresh[memory] < np.inf:
                    active[period, unit, count] = memory
                    count += 1
            counts[period, unit] = count


@compiled_inside
def _rests_of(terrain: Terrain, unit: int, period: int) -> tuple[int, int]:
    """The first and the last number of periods that the rest of a tour takes, of tours that begin with the unit's visit
    and so many periods before the end at the latest. Where days are alike that is one number; the last is below the
    first where there is none.
    """
    rests = terrain.rests[unit]
    return max(0, rests[period - 1] + 1 if period else 0), rests[period]


@compiled_inside
def _extend(  # noqa: PLR0917 - machine code takes arrays one by one
    terrain: Terrain,
    gains: Floats,
    states: States,
    active: Bits,
    counts: Ints,
    rest: int,
    period: int,
    unit: int,
    fresh: Floats,
) -> None:
    """Put a unit before every tour that takes so many periods as its rest."""
    for after in range(terrain.metres.shape[0]):
        more = terrain.metres[unit, after] - gains[unit]
        for place in range(counts[rest, after]):
            memory = active[rest, after, place]
            kept = terrain.remembers[unit, after, memory]
            if kept < 0:
                continue
            cost = states.costs[rest, after, memory] + more
            if cost < fresh[kept]:
                fresh[kept] = cost
                states.next_unit[period, unit, kept] = after
                states.next_memory[period, unit, kept] = memory


@compiled_inside
def _keep_worthy(fresh: Floats, best: Floats) -> None:
    """Take away what is no cheaper than what forbids less, and begins as late or later; `best` of each memory is what
    the cheapest costs that forbids no more.
    """
    memories = fresh.shape[0]
    for memory in range(memories):
        least = best[memory]
        bit = 1
        while bit < memories:
            if memory & bit:
                least = min(least, best[memory ^ bit])
            bit <<= 1
        if fresh[memory] < least:
            best[memory] = fresh[memory]
        else:
            best[memory] = least
            fresh[memory] = np.inf


@compiled
def cheapest_by_first(states: States, first_metres: Floats, capacity: int, periods: Ints, memories: Ints) -> Floats:
    """Of tours that begin with each unit the cheapest's cost, its first leg included; its periods and memory are put
    into the last two.
    """
    number = states.costs.shape[1]
    costs = np.full(number, np.inf)
    for unit in range(number):
        for period in range(min(capacity, states.costs.shape[0] - 1) + 1):
            for memory in range(states.costs.shape[2]):
                cost = states.costs[period, unit, memory] + first_metres[unit]
                if cost < costs[unit]:
                    costs[unit], periods[unit], memories[unit] = cost, period, memory
    return costs


def tour_from(terrain: Terrain, states: States, unit: int, period: int, memory: int) -> tuple[int, ...]:
    """The units of a state's tour in their order."""
    tour = []
    while unit != NOWHERE:
        tour.append(unit)
        after, kept = int(states.next_unit[period, unit, memory]), int(states.next_memory[period, unit, memory])
        if after != NOWHERE:
            first, last = max(0, int(terrain.rests[unit, period - 1]) + 1), int(terrain.rests[unit, period])
            period = first + int(states.costs[first : last + 1, after, kept].argmin())
        unit, memory = after, kept
    return tuple(tour)
