"""The cheapest way in which a few machines serve exactly a set of units, for every set, as machine code.

Held and Karp, *A dynamic programming approach to sequencing problems*, Journal of the Society for Industrial and
Applied Mathematics 10 (1962) 196-210; then sets are parted among machines. For up to 16 units, as 2 to the power of
units times units numbers are kept.
"""

import numpy as np
from numpy.typing import NDArray

from planner.model.compiled import compiled
from planner.model.tours.tour_problem import Floats, Ints

Sets = NDArray[np.int32]
"""Of each set of units, another set; a set is a number whose bits are its units."""


@compiled
def one_machine(durations: Ints, metres: Floats, first_metres: Floats, capacity: int, ends: Floats) -> Floats:
    """What one machine travels that serves exactly each set, in any order; infinite where it has not the time.

    `ends` is room for the same by the last unit, a row a set.
    """
    units = durations.shape[0]
    sets = 1 << units
    load = np.zeros(sets, np.int64)
    costs = np.full(sets, np.inf)
    costs[0] = 0.0
    ends[:, :] = np.inf
    for chosen in range(1, sets):
        for unit in range(units):
            if chosen >> unit & 1:
                load[chosen] = load[chosen ^ (1 << unit)] + durations[unit]
                break
        if load[chosen] > capacity:
            continue
        for last in range(units):
            if not chosen >> last & 1:
                continue
            before = chosen ^ (1 << last)
            best = first_metres[last] if before == 0 else np.inf
            for previous in range(units):
                if before >> previous & 1:
                    best = min(best, ends[before, previous] + metres[previous, last])
            ends[chosen, last] = best
            costs[chosen] = min(costs[chosen], best)
    return costs


@compiled
def with_one_more(fewer: Floats, one: Floats, given: Sets) -> Floats:
    """What one machine more makes of it: the cheapest way to part each set; what the new one serves is put into
    `given`.
    """
    costs = np.full(fewer.shape[0], np.inf)
    for chosen in range(fewer.shape[0]):
        part = chosen
        while True:
            cost = fewer[chosen ^ part] + one[part]
            if cost < costs[chosen]:
                costs[chosen], given[chosen] = cost, part
            if part == 0:
                break
            part = (part - 1) & chosen
    return costs


@compiled
def gains_of(prices: Floats, costs: Floats, most: Floats, best: Sets) -> float:
    """What the cheapest set costs less what its units gain; of each unit the best set that has it is put into `best`,
    and what that gains into `most`.
    """
    units = prices.shape[0]
    paid = np.zeros(costs.shape[0])
    least = 0.0
    most[:] = 0.0
    best[:] = 0
    for chosen in range(1, costs.shape[0]):
        low = 0
        while not chosen >> low & 1:
            low += 1
        paid[chosen] = paid[chosen & (chosen - 1)] + prices[low]
        gain = paid[chosen] - costs[chosen]
        if gain <= 0.0:
            continue
        least = min(least, -gain)
        for unit in range(units):
            if chosen >> unit & 1 and gain > most[unit]:
                most[unit], best[unit] = gain, chosen
    return least


def order_in(chosen: int, ends: Floats, metres: Floats) -> tuple[int, ...]:
    """The units of a set in the order in which one machine travels least."""
    tour: list[int] = []
    while chosen:
        on = ends[chosen] + (metres[:, tour[-1]] if tour else 0.0)
        last = int(np.argmin(on))
        tour.append(last)
        chosen ^= 1 << last
    return tuple(reversed(tour))
