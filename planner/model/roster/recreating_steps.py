"""The steps of ruin and recreate as machine code: many small ones without anything of Python between them."""

import numpy as np

from planner.model.compiled import compiled, compiled_inside
from planner.model.roster.ruining import MOST_FREED, ruined
from planner.model.roster.step_arrays import StepArrays
from planner.model.roster.step_state import (
    Counts,
    Seats,
    Working,
    below,
    chance,
    copy_row,
    keep_best,
    sit,
)
from planner.model.roster.window_lines import Windows, add_up, cheapest_in_window, line_cost, open_window, total_cost

NOISES = np.array((0.3, 1.0, 3.0, 10.0))
"""Of the prices of seats, in units."""
TRIES, TRIES_ALONE, TRIES_ON_ALL_DAYS = 6, 2, 1
"""Of a step; of one for one owner alone; of one on all days, which takes longest."""
MOST_PAY = 1e4
"""What a unit of a total is priced at most."""
HALF = 0.5
WIDTH = 3.46
"""A number drawn evenly from so wide a range deviates by 1."""
FIRST_PAY, LONGER_PAY, MENDS = 1.0, 3.0, 7
"""What a broken limit is paid first, in units of noise; by how much more each time; how often."""
SWAPS = 10
"""Tried before each larger step."""


@compiled
def steps(  # noqa: PLR0917 - machine code takes arrays one by one
    arrays: StepArrays, seats: Seats, work: Working, room: Windows, number: int, hot: float, cold: float, unit: float
) -> None:
    """So many steps, from hot to cold: what a worse roster may cost at the beginning and the end."""
    freed = np.zeros(MOST_FREED, np.int64)
    for step in range(number):
        heat = hot * (cold / hot) ** (step / number)
        for _ in range(SWAPS):
            _swap(arrays, work, heat)
        if work.value[0] < work.best_value[0] - HALF:
            keep_best(work)
        count, first, end = ruined(arrays, seats, work, freed)
        for place in range(count):
            owner = freed[place]
            if not open_window(arrays, room, place, owner, work.lines[owner], first, end):
                count = 0
                break
        if count == 0:
            continue
        tries = TRIES if count > 1 else TRIES_ALONE
        if end - first == work.lines.shape[1]:
            tries = TRIES_ON_ALL_DAYS
        loss = _recreate(arrays, seats, work, room, freed, count, first, end, unit, tries)
        if loss <= 0 or chance(work.random) < np.exp(-loss / heat):
            _take_up(arrays, seats, work, freed, count, first, end, loss)
            if work.value[0] < work.best_value[0] - HALF:
                keep_best(work)


@compiled_inside
def _swap(arrays: StepArrays, work: Working, heat: float) -> None:
    """Two owners change places on some days, where their rules allow it: seats stay as they are. Where their graphs
    number cells differently, a cell of the wrong day is found to be no line.
    """
    owners, days = work.lines.shape
    one, other = below(work.random, owners), below(work.random, owners)
    if one == other:
        return
    first = below(work.random, days)
    end = min(days, first + 1 + int(days * chance(work.random) ** 2))
    is_changed = False
    copy_row(work.tried, 0, work.lines, one)
    copy_row(work.tried, 1, work.lines, other)
    for day in range(first, end):
        left, right = work.lines[one, day], work.lines[other, day]
        if arrays.effects[one, left] != arrays.effects[other, left]:
            return
        if arrays.effects[one, right] != arrays.effects[other, right]:
            return
        is_changed = is_changed or left != right
        work.tried[0, day], work.tried[1, day] = right, left
    if not is_changed:
        return
    of_one, of_other = line_cost(arrays, one, work.tried[0]), line_cost(arrays, other, work.tried[1])
    loss = of_one + of_other - work.own_costs[one] - work.own_costs[other]
    if loss <= 0 or (loss < np.inf and chance(work.random) < np.exp(-loss / heat)):
        copy_row(work.lines, one, work.tried, 0)
        copy_row(work.lines, other, work.tried, 1)
        work.own_costs[one], work.own_costs[other] = of_one, of_other
        work.value[0] += loss


@compiled_inside
def _take_up(  # noqa: PLR0917
    arrays: StepArrays, seats: Seats, work: Working, freed: Counts, count: int, first: int, end: int, loss: float
) -> None:
    for place in range(count):
        owner = freed[place]
        sit(arrays, seats, work, owner, work.lines[owner], first, end, -1)
        copy_row(work.lines, owner, work.kept, place)
        sit(arrays, seats, work, owner, work.lines[owner], first, end, 1)
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
        loss += sit(arrays, seats, work, freed[place], work.before[place], first, end, -1)
        loss -= work.own_costs[freed[place]]
    noise = unit * NOISES[below(work.random, NOISES.shape[0])]
    for place in range(count):
        loss += _answer(arrays, seats, work, room, freed, place, first, end, noise, unit)
    for place in range(count):
        loss += sit(arrays, seats, work, freed[place], work.tried[place], first, end, -1)
        loss += _answer(arrays, seats, work, room, freed, place, first, end, 0.0, unit)
    for place in range(count):
        loss += line_cost(arrays, freed[place], work.tried[place])
    for place in range(count):
        sit(arrays, seats, work, freed[place], work.tried[place], first, end, -1)
    for place in range(count):
        sit(arrays, seats, work, freed[place], work.before[place], first, end, 1)
    return loss


@compiled_inside
def _answer(  # noqa: PLR0917
    arrays: StepArrays,
    seats: Seats,
    work: Working,
    room: Windows,
    freed: Counts,
    place: int,
    first: int,
    end: int,
    noise: float,
    unit: float,
) -> float:
    """One of the freed, who is in no seat, finds the line that is cheapest beside all others; says what seats cost more
    then.
    """
    owner = freed[place]
    _price(arrays, seats, work, owner, first, end, noise)
    cheapest_in_window(arrays, room, place, owner, work.prices, first, end, work.tried[place])
    if _is_limited(arrays, owner) and not _mended(arrays, work, room, owner, place, first, end, unit):
        for day in range(first, end):
            work.tried[place, day] = work.before[place, day]
    return sit(arrays, seats, work, owner, work.tried[place], first, end, 1)


@compiled_inside
def _is_limited(arrays: StepArrays, owner: int) -> bool:
    """Whether an owner has a limit that his graph does not keep."""
    for row in range(arrays.row_starts[owner], arrays.row_starts[owner + 1]):
        if arrays.row_lowest[row] > -np.inf or arrays.row_highest[row] < np.inf:
            return True
    return False


@compiled_inside
def _mended(  # noqa: PLR0917
    arrays: StepArrays, work: Working, room: Windows, owner: int, place: int, first: int, end: int, unit: float
) -> bool:
    """Whether the new line keeps the limits that its graph does not, or does so after they were paid for: the price of
    what is too much, or too little, grows until that turns; then it is halved between too much and too little.
    """
    less, more, paid, length, last_row = 0.0, 0.0, 0.0, 0.0, -1
    is_less_known, is_more_known, is_arc_paid, is_kept = False, False, False, False
    for _ in range(MENDS):
        row, by = _broken_limit(arrays, work, owner, place)
        if row < 0:
            is_kept = True
            break
        if row != last_row:
            paid, length, last_row = 0.0, FIRST_PAY * unit, row
            is_less_known, is_more_known = False, False
        if by > 0:
            less, is_less_known = paid, True
        else:
            more, is_more_known = paid, True
        wanted = HALF * (less + more)
        if not (is_less_known and is_more_known):
            wanted = paid + (length if by > 0 else -length)
            length *= LONGER_PAY
        _pay(arrays, work, room, owner, place, row, wanted - paid, first, end)
        is_arc_paid = is_arc_paid or arrays.row_arcs[row] >= 0
        paid = wanted
        cheapest_in_window(arrays, room, place, owner, work.prices, first, end, work.tried[place])
    if is_arc_paid:
        for arc in range(room.arc_ends[place, 0]):
            room.arc_extras[place, arc] = arrays.extras[room.arc_numbers[place, arc]]
    return is_kept


@compiled_inside
def _pay(  # noqa: PLR0917
    arrays: StepArrays,
    work: Working,
    room: Windows,
    owner: int,
    place: int,
    row: int,
    pay: float,
    first: int,
    end: int,
) -> None:
    """Have a unit of a total cost so much more: a weekend, or what its largest cell counts."""
    graph, kind = arrays.graph_of[owner], arrays.row_arcs[row]
    if kind >= 0:
        for arc in range(room.arc_ends[place, 0]):
            room.arc_extras[place, arc] += pay * arrays.arc_amounts[kind, room.arc_numbers[place, arc]]
        return
    by_amount = pay / arrays.row_most[row]
    first_place = arrays.slot_starts[arrays.day_slots[graph, first]]
    end_place = arrays.slot_starts[arrays.day_slots[graph, end]]
    for cell_place in range(first_place, end_place):
        cell = arrays.slot_cells[cell_place]
        work.prices[cell] += by_amount * arrays.row_amounts[row, cell]


@compiled_inside
def _broken_limit(arrays: StepArrays, work: Working, owner: int, place: int) -> tuple[int, float]:
    """The total whose limit the tried line breaks most, and by how much, in units as above; less than 0 for too little.
    -1 where it keeps all.
    """
    first_row, end_row = arrays.row_starts[owner], arrays.row_starts[owner + 1]
    amounts = np.zeros(end_row - first_row)
    add_up(arrays, owner, work.tried[place], amounts)
    found, worst = -1, 0.0
    for row in range(first_row, end_row):
        amount, by = amounts[row - first_row], 0.0
        if amount > arrays.row_highest[row]:
            by = amount - arrays.row_highest[row]
        elif amount < arrays.row_lowest[row]:
            by = amount - arrays.row_lowest[row]
        if arrays.row_arcs[row] < 0:
            by /= arrays.row_most[row]
        if abs(by) > abs(worst):
            found, worst = row, by
    return found, worst


@compiled_inside
def _price(  # noqa: PLR0917
    arrays: StepArrays,
    seats: Seats,
    work: Working,
    owner: int,
    first: int,
    end: int,
    noise: float,
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
                price -= seats.under[cover]
        if noise > 0 and cover >= 0:
            price += noise * WIDTH * (chance(work.random) - HALF)
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
        amount = max(arrays.row_lowest[row], min(arrays.row_highest[row], amount))
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
