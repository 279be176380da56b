"""The best that machines make of each set of units, for every set, as machine code.

A set is a number whose bits are its units. Held and Karp, *A dynamic programming approach to sequencing problems*,
Journal of the Society for Industrial and Applied Mathematics 10 (1962) 196-210: what a machine does that has served a
set is told by the last unit alone, since how long that took is the same in every order. Then sets are parted among
machines.
"""

import numpy as np
from numpy.typing import NDArray

from planner.model.compiled import compiled, compiled_inside

Longs = NDArray[np.int64]
Sets = NDArray[np.int32]
"""Of each set of units, another set."""
NEVER = 2**61
"""A value of what cannot be; two of them can be added up. It stands here since machine code is kept beside this file,
and would not hear of a change elsewhere.
"""
Flags = NDArray[np.bool_]


@compiled
def loads_of(durations: Longs) -> Longs:
    """How long each set takes one machine."""
    loads = np.zeros(1 << durations.shape[0], np.int64)
    for unit in range(durations.shape[0]):
        for smaller in range(1 << unit):
            loads[smaller | 1 << unit] = loads[smaller] + durations[unit]
    return loads


@compiled_inside
def _least_before(last: int, before: Longs, members: Longs, metres_to: Longs, first_metres: Longs) -> int:
    """The least that a machine comes to that has served the other members, of which `before` is the row, and then goes
    to this unit.
    """
    if members.shape[0] == 1:
        return int(first_metres[last])
    best = NEVER
    for previous in members:
        if previous != last:
            best = min(best, before[previous] + metres_to[last, previous])
    return best


@compiled
def one_machine(loads: Longs, metres_to: Longs, first_metres: Longs, spent: Longs, lasts: Longs) -> Longs:
    """The least that one machine comes to that serves exactly each set, in the best order.

    `metres_to` has a row a unit that is gone to; `spent` is what a unit costs by how long the machine has worked
    before. `lasts` is room for the least by the last unit, a row a set.
    """
    units, sets = metres_to.shape[0], loads.shape[0]
    best_of_all = np.full(sets, NEVER, np.int64)
    best_of_all[0] = 0
    members = np.zeros(units, np.int64)
    for chosen in range(1, sets):
        if loads[chosen] >= spent.shape[1]:
            continue
        number = 0
        for unit in range(units):
            if chosen >> unit & 1:
                members[number] = unit
                number += 1
        for last in members[:number]:
            before = chosen ^ (1 << last)
            best = _least_before(last, lasts[before], members[:number], metres_to, first_metres)
            lasts[chosen, last] = min(best + spent[last, loads[before]], NEVER)
            best_of_all[chosen] = min(best_of_all[chosen], lasts[chosen, last])
    return best_of_all


@compiled
def one_machine_ends(after: Longs, ends: Longs) -> Longs:
    """The slot by which one machine can have served exactly each set.

    By the period in which the machine is free, `after` tells when it is free again that has served a unit, beyond the
    last column where that is too late, and `ends` the last slot of the visit. To be free earlier is never worse.
    """
    units, sets, most = after.shape[0], 1 << after.shape[0], after.shape[1] - 1
    frees = np.full(sets, most + 1, np.int64)
    earliest = np.full(sets, NEVER, np.int64)
    frees[0] = earliest[0] = 0
    for chosen in range(1, sets):
        for last in range(units):
            if chosen >> last & 1:
                begins = frees[chosen ^ (1 << last)]
                if begins <= most and after[last, begins] <= most:
                    frees[chosen] = min(frees[chosen], after[last, begins])
                    earliest[chosen] = min(earliest[chosen], ends[last, begins])
    return earliest


@compiled
def with_one_more(fewer: Longs, one: Longs, is_asked: Flags, takes_latest: Flags, given: Sets) -> Longs:
    """What one machine more makes of the sets that are asked for: the best way to part each; what the new one serves is
    put into `given`. Costs add up, but where the one flag says so the latest counts.
    """
    costs = np.full(fewer.shape[0], NEVER, np.int64)
    for chosen in range(fewer.shape[0]):
        if not is_asked[chosen]:
            continue
        part = chosen
        while True:
            rest = chosen ^ part
            cost = max(fewer[rest], one[part]) if takes_latest[0] else fewer[rest] + one[part]
            if cost < costs[chosen]:
                costs[chosen], given[chosen] = cost, part
            if part == 0:
                break
            part = (part - 1) & chosen
    return costs


@compiled
def with_one_more_alike(fewer: Longs, one: Longs, is_asked: Flags, takes_latest: Flags, given: Sets) -> Longs:
    """The same where the new machine is like all before: it serves the first unit of each set. So the last of them
    serves the first unit of all, and of the other sets only those without that unit are asked for.
    """
    everybody = fewer.shape[0] - 1
    costs = np.full(fewer.shape[0], NEVER, np.int64)
    costs[0] = 0
    for chosen in range(1, fewer.shape[0]):
        if (chosen & 1 and chosen != everybody) or not is_asked[chosen]:
            continue
        first = chosen & -chosen
        others = chosen ^ first
        rest = others
        while True:
            part = chosen ^ rest
            cost = max(fewer[rest], one[part]) if takes_latest[0] else fewer[rest] + one[part]
            if cost < costs[chosen]:
                costs[chosen], given[chosen] = cost, part
            if rest == 0:
                break
            rest = (rest - 1) & others
    return costs


def order_in(chosen: int, lasts: Longs, metres: Longs) -> tuple[int, ...]:
    """The units of a set in the best order of one machine, by the table that `one_machine` has filled."""
    order: list[int] = []
    while chosen:
        last = min(_members(chosen), key=lambda unit: int(lasts[chosen, unit]) + _metres_on(order, metres, unit))
        order.append(last)
        chosen ^= 1 << last
    return tuple(reversed(order))


def _members(chosen: int) -> list[int]:
    return [unit for unit in range(chosen.bit_length()) if chosen >> unit & 1]


def _metres_on(order: list[int], metres: Longs, unit: int) -> int:
    """From this unit to the one that comes after it; 0 where none does."""
    return int(metres[unit, order[-1]]) if order else 0
