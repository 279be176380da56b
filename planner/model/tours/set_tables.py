"""Sets of units, each a number whose bits are its units: how long they take, when they end, and how machines part them.

What one machine makes of each is told by labels (`set_labels`); all of this is machine code.
"""

import numpy as np
from numpy.typing import NDArray

from planner.model.compiled import compiled

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
