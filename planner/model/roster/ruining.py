"""Who gives up his line, and on which days, as machine code: the first half of a step of ruin and recreate."""

import numpy as np

from planner.model.compiled import compiled_inside
from planner.model.roster.step_arrays import StepArrays
from planner.model.roster.step_state import Counts, Seats, Working, below, chance, seat_cost

MOST_FREED = 4
FREED = np.array((1, 2, 2, 2, 3, 3, 4), np.int64)
"""How many owners give up their lines, each as likely as the others."""
SHARE_OF_WINDOWS = 0.85
LEAST_WINDOW, MOST_WINDOW = 4, 18
"""Days on which there is something to choose."""
SHARE_OF_SORE_COVERS, SHARE_OF_SORE_DAYS = 0.4, 0.3


@compiled_inside
def ruined(arrays: StepArrays, seats: Seats, work: Working, freed: Counts) -> tuple[int, int, int]:
    """How many give up their lines, named in `freed`, and the first and the day after the last on which they do:
    around a seat that has too few or too many, a day that costs an owner something by the rules, or anywhere.
    """
    owners, days = work.lines.shape
    draw, owner, sore_day = chance(work.random), -1, -1
    if draw < SHARE_OF_SORE_COVERS:
        cover = _sore_cover(seats, work)
        if cover >= 0:
            start, end = seats.able_starts[cover], seats.able_starts[cover + 1]
            owner, sore_day = int(seats.able[start + below(work.random, end - start)]), int(seats.days[cover])
    elif draw < SHARE_OF_SORE_COVERS + SHARE_OF_SORE_DAYS:
        owner = below(work.random, owners)
        sore_day = _sore_day(arrays, work, owner)
    count = min(owners, FREED[below(work.random, FREED.shape[0])])
    freed[0] = owner if owner >= 0 else below(work.random, owners)
    for place in range(1, count):
        freed[place] = below(work.random, owners)
        while _is_among(freed, place):
            freed[place] = below(work.random, owners)
    active = seats.open_days.shape[0]
    if active <= LEAST_WINDOW or chance(work.random) > SHARE_OF_WINDOWS:
        return count, 0, days
    length = LEAST_WINDOW + below(work.random, min(active, MOST_WINDOW) - LEAST_WINDOW + 1)
    if sore_day >= 0:
        place = max(0, min(active - length, _place_of(seats, sore_day) - below(work.random, length)))
    else:
        place = below(work.random, active - length + 1)
    return count, seats.open_days[place], seats.open_days[place + length - 1] + 1


@compiled_inside
def _place_of(seats: Seats, day: int) -> int:
    """How many open days lie before a day."""
    place = 0
    while place < seats.open_days.shape[0] and seats.open_days[place] < day:
        place += 1
    return place


@compiled_inside
def _is_among(freed: Counts, place: int) -> bool:
    for other in range(place):  # noqa: SIM110 - machine code has no generators
        if freed[other] == freed[place]:
            return True
    return False


@compiled_inside
def _sore_cover(seats: Seats, work: Working) -> int:
    """Some cover that costs something and that somebody can change; -1 where none does."""
    number, found = 0, -1
    for cover in range(work.counts.shape[0]):
        is_coverable = seats.able_starts[cover] < seats.able_starts[cover + 1]
        if is_coverable and seat_cost(seats, cover, work.counts[cover]) > 0:
            number += 1
            if below(work.random, number) == 0:
                found = cover
    return found


@compiled_inside
def _sore_day(arrays: StepArrays, work: Working, owner: int) -> int:
    """Some day on which the owner's rules cost something; -1 where none does."""
    graph, node, number, found = arrays.graph_of[owner], arrays.roots[owner], 0, -1
    for day in range(work.lines.shape[1]):
        slot = arrays.slot_of_cell[graph, work.lines[owner, day]]
        for arc in range(arrays.out_starts[node], arrays.out_starts[node + 1]):
            if arrays.slots[arc] == slot:
                if arrays.extras[arc] > 0:
                    number += 1
                    if below(work.random, number) == 0:
                        found = day
                node = arrays.targets[arc]
                break
    return found
