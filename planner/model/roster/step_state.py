"""What a local search works on: seats, a roster that is changed in place, and chance, as machine code sees them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.compiled import compiled, compiled_inside
from planner.model.roster.step_arrays import StepArrays
from planner.model.roster.window_lines import line_cost

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Counts = NDArray[np.int64]


class Seats(NamedTuple):
    """Covers as a step sees them."""

    need: Counts
    under: Floats
    over: Floats
    able_starts: Ints
    """Of each cover the first of those who can add to it; one more at the end."""
    able: Ints
    days: Ints
    """On which day each cover lies."""
    open_days: Ints
    """Days on which anybody has a choice."""


class Working(NamedTuple):
    """A roster being worked on, and room for steps. All of it is changed in place."""

    lines: Ints
    """A row an owner: the cell of each day."""
    counts: Counts
    own_costs: Floats
    value: Floats
    """What the roster costs: one number."""
    best_lines: Ints
    best_value: Floats
    random: NDArray[np.uint64]
    prices: Floats
    tried: Ints
    kept: Ints
    before: Ints
    """Lines of the freed: as tried, as the best try left them, as they were."""


@compiled_inside
def chance(random: NDArray[np.uint64]) -> float:
    """A number from 0 to 1, 1 excluded (xorshift64*, Marsaglia 2003, Vigna 2016)."""
    state = random[0]
    state ^= state >> np.uint64(12)
    state ^= state << np.uint64(25)
    state ^= state >> np.uint64(27)
    random[0] = state
    return float((state * np.uint64(2685821657736338717)) >> np.uint64(11)) / float(2**53)


@compiled_inside
def below(random: NDArray[np.uint64], number: int) -> int:
    """A whole number from 0 to one less than `number`."""
    return min(number - 1, int(chance(random) * number))


@compiled_inside
def seat_cost(seats: Seats, cover: int, count: int) -> float:
    """What a cover costs with so many."""
    missing = seats.need[cover] - count
    return float(seats.under[cover] * missing if missing > 0 else -seats.over[cover] * missing)


@compiled_inside
def copy_row(to: Ints, to_row: int, source: Ints, source_row: int) -> None:
    """Copy a line. A loop, since an assignment of slices takes the compiler seconds."""
    for day in range(source.shape[1]):
        to[to_row, day] = source[source_row, day]


@compiled_inside
def keep_best(work: Working) -> None:
    """The roster as it is becomes the best one."""
    work.best_value[0] = work.value[0]
    for owner in range(work.lines.shape[0]):
        copy_row(work.best_lines, owner, work.lines, owner)


@compiled
def begin(arrays: StepArrays, seats: Seats, work: Working) -> None:
    """Count and cost the roster whose lines are given; it is the best one so far."""
    for cover in range(work.counts.shape[0]):
        work.counts[cover] = 0
    work.value[0] = 0.0
    for owner in range(work.lines.shape[0]):
        sit(arrays, seats, work, owner, work.lines[owner], 0, work.lines.shape[1], 1)
        work.own_costs[owner] = line_cost(arrays, owner, work.lines[owner])
        work.value[0] += work.own_costs[owner]
    for cover in range(work.counts.shape[0]):
        work.value[0] += seat_cost(seats, cover, work.counts[cover])
    keep_best(work)


@compiled_inside
def sit(  # noqa: PLR0917 - machine code takes arrays one by one
    arrays: StepArrays, seats: Seats, work: Working, owner: int, line: Ints, first: int, end: int, by: int
) -> float:
    """Put an owner into the seats of a line (1) or take him out of them (-1); says what these cost more then."""
    loss = 0.0
    for day in range(first, end):
        cover = arrays.effects[owner, line[day]]
        if cover >= 0:
            count = work.counts[cover]
            loss += seat_cost(seats, cover, count + by) - seat_cost(seats, cover, count)
            work.counts[cover] = count + by
    return loss
