"""The steps of ruin and recreate as machine code: many small ones without anything of Python between them."""

import numpy as np

from planner.model.roster.compiled import compiled, compiled_inside
from planner.model.roster.ruining import MOST_FREED, ruined
from planner.model.roster.step_arrays import StepArrays
from planner.model.roster.step_state import (
    Counts,
    Ints,
    Seats,
    Working,
    below,
    chance,
    copy_row,
    keep_best,
    seat,
    seat_cost,
)
from planner.model.roster.window_lines import Windows, cheapest_in_window, line_cost, open_window, total_cost

NOISES = np.array((0.3, 1.0, 3.0, 10.0))
"""Of the prices of seats, in units."""
TRIES = 6
FULL_TRIES = 1
MOST_PAY = 1e4
"""What a unit of a total is priced at most."""
HALF = 0.5
NOT_GUIDED = False


@compiled
def steps(  # noqa: PLR0917 - as above
    arrays: StepArrays, seats: Seats, work: Working, room: Windows, number: int, hot: float, cold: float, unit: float
) -> None:
    """So many steps, from hot to cold: what a worse roster may cost at the beginning and the end."""
    freed = np.zeros(MOST_FREED, np.int64)
    for step in range(number):
        heat = hot * (cold / hot) ** (step / number)
        count, first, end = ruined(arrays, seats, work, freed)
        for place in range(count):
            owner = freed[place]
            if not open_window(arrays, room, place, owner, work.lines[owner], first, end):
                count = 0
                break
        if count == 0:
            continue
        is_narrow = end - first < work.lines.shape[1]
        loss = _recreate(arrays, seats, work, room, freed, count, first, end, unit, TRIES if is_narrow else FULL_TRIES)
        if loss <= 0 or chance(work.random) < np.exp(-loss / heat):
            _take_up(arrays, work, freed, count, first, end, loss)
            if work.value[0] < work.best_value[0] - HALF:
                keep_best(work)


@compiled_inside
def _take_up(  # noqa: PLR0917
    arrays: StepArrays, work: Working, freed: Counts, count: int, first: int, end: int, loss: float
) -> None:
    for place in range(count):
        owner = freed[place]
        seat(arrays, work, owner, work.lines[owner], first, end, -1)
        copy_row(work.lines, owner, work.kept, place)
        seat(arrays, work, owner, work.lines[owner], first, end, 1)
        work.own_costs[owner] = line_cost(arrays, owner, work.lines[owner])
    work.value[0] += loss


@compiled_inside
def _recreate(  # noqa: PLR0917
    arrays: StepArrays,
    seats: Seats,
    work: Working,
    room: Windows,
    freed: Counts,
    count: int,
    first: int,
    end: int,
    unit: float,
    tries: int,
) -> float:
    """Put the best of some tries into `kept`; says what it costs more than the roster as it is."""
    best = np.inf
    for place in range(count):
        copy_row(work.before, place, work.lines, freed[place])
    for _ in range(tries):
        loss = _tried(arrays, seats, work, room, freed, count, first, end, unit)
        if loss < best:
            best = loss
            for place in range(count):
                copy_row(work.kept, place, work.tried, place)
    return best


@compiled_inside
def _tried(  # noqa: PLR0917
    arrays: StepArrays,
    seats: Seats,
    work: Working,
    room: Windows,
    freed: Counts,
    count: int,
    first: int,
    end: int,
    unit: float,
) -> float:
    """New lines of the freed in `tried`, one after another with noise, then each again without; counts stay."""
    loss = 0.0
    for place in range(count):
        copy_row(work.tried, place, work.before, place)
        loss += _leave(arrays, seats, work, freed[place], work.before[place], first, end)
        loss -= work.own_costs[freed[place]]
    noise = unit * NOISES[below(work.random, NOISES.shape[0])]
    for place in range(count):
        owner = freed[place]
        is_guided = place < count - 1 and seats.guide.shape[0] > 0 and chance(work.random) < HALF
        _price(arrays, seats, work, owner, first, end, noise, is_guided)
        cheapest_in_window(arrays, room, place, owner, work.prices, first, end, work.tried[place])
        loss += _come(arrays, seats, work, owner, work.tried[place], first, end)
    for place in range(count):
        owner = freed[place]
        loss += _leave(arrays, seats, work, owner, work.tried[place], first, end)
        _price(arrays, seats, work, owner, first, end, 0.0, NOT_GUIDED)
        cheapest_in_window(arrays, room, place, owner, work.prices, first, end, work.tried[place])
        loss += _come(arrays, seats, work, owner, work.tried[place], first, end)
    for place in range(count):
        loss += line_cost(arrays, freed[place], work.tried[place])
    for place in range(count):
        seat(arrays, work, freed[place], work.tried[place], first, end, -1)
    for place in range(count):
        seat(arrays, work, freed[place], work.before[place], first, end, 1)
    return loss


@compiled_inside
def _leave(  # noqa: PLR0917
    arrays: StepArrays, seats: Seats, work: Working, owner: int, line: Ints, first: int, end: int
) -> float:
    """Take an owner out of the seats; says what these cost more then."""
    loss = 0.0
    for day in range(first, end):
        cover = arrays.effects[owner, line[day]]
        if cover >= 0:
            count = work.counts[cover]
            loss += seat_cost(seats, cover, count - 1) - seat_cost(seats, cover, count)
            work.counts[cover] = count - 1
    return loss


@compiled_inside
def _come(  # noqa: PLR0917
    arrays: StepArrays, seats: Seats, work: Working, owner: int, line: Ints, first: int, end: int
) -> float:
    """Put an owner into the seats; says what these cost more then."""
    loss = 0.0
    for day in range(first, end):
        cover = arrays.effects[owner, line[day]]
        if cover >= 0:
            count = work.counts[cover]
            loss += seat_cost(seats, cover, count + 1) - seat_cost(seats, cover, count)
            work.counts[cover] = count + 1
    return loss


@compiled_inside
def _price(  # noqa: PLR0917
    arrays: StepArrays,
    seats: Seats,
    work: Working,
    owner: int,
    first: int,
    end: int,
    noise: float,
    is_guided: bool,  # noqa: FBT001
) -> None:
    """The price of each cell in the window, for an owner who is in no seat there."""
    graph = arrays.graph_of[owner]
    first_place = arrays.slot_starts[arrays.day_slots[graph, first]]
    end_place = arrays.slot_starts[arrays.day_slots[graph, end]]
    for place in range(first_place, end_place):
        cell = arrays.slot_cells[place]
        price = arrays.own[owner, cell]
        cover = arrays.effects[owner, cell]
        if cover >= 0 and price < np.inf:
            if work.counts[cover] >= seats.need[cover]:
                price += seats.over[cover]
            else:
                price -= seats.guide[cover] if is_guided else seats.under[cover]
        if noise > 0 and cover >= 0:
            price += noise * 3.46 * (chance(work.random) - HALF)
        work.prices[cell] = price
    _price_totals(arrays, work, owner, first_place, end_place)


@compiled_inside
def _price_totals(arrays: StepArrays, work: Working, owner: int, first_place: int, end_place: int) -> None:
    """Totals that cells count are priced as the next unit costs beside the owner's present line."""
    for row in range(arrays.row_starts[owner], arrays.row_starts[owner + 1]):
        if arrays.row_arcs[row] >= 0:
            continue
        amount = 0.0
        for day in range(work.lines.shape[1]):
            amount += arrays.row_amounts[row, work.lines[owner, day]]
        unit = arrays.row_units[row]
        more = total_cost(arrays, row, amount + unit) - total_cost(arrays, row, amount)
        less = total_cost(arrays, row, max(0.0, amount - unit)) - total_cost(arrays, row, amount)
        pay = (more if chance(work.random) < HALF else -less) / unit
        if pay == 0.0:
            continue
        pay = max(-MOST_PAY, min(MOST_PAY, pay)) * chance(work.random)
        for place in range(first_place, end_place):
            cell = arrays.slot_cells[place]
            work.prices[cell] += pay * arrays.row_amounts[row, cell]
