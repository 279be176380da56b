"""The cheapest line of an owner that is as his present one outside a window of days, as machine code.

A window is opened once: nodes that can be reached in it and from which the rest of the line can be worked, with their
arcs. In an open window lines are priced as often as wanted.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.compiled import compiled_inside
from planner.model.roster.step_arrays import StepArrays

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


class Windows(NamedTuple):
    """Room for some open windows at once: a row each."""

    stamps: Ints
    """Of each node, when it was last reached; one array for all windows."""
    places: Ints
    """Of each node, its place in the window that was opened last."""
    clock: NDArray[np.int64]
    nodes: Ints
    num_inner: NDArray[np.int64]
    """How many nodes there are before the window's last day is over."""
    arc_starts: Ints
    arc_ends: Ints
    arc_targets: Ints
    arc_slots: Ints
    arc_numbers: Ints
    """Of the arcs of windows, those of their graphs."""
    arc_extras: Floats
    costs: Floats
    """Of each node, what the rest of the line costs; of those behind the window, by the present line."""
    best_arcs: Ints
    least: Floats
    """Of each slot, the least price of its cells."""
    chosen: Ints


def windows(arrays: StepArrays, number: int) -> Windows:
    """Room for so many windows."""
    nodes = int(arrays.out_starts.shape[0])
    most_nodes = int(np.diff(np.append(np.unique(arrays.roots), nodes)).max())
    most_arcs = max(_arcs_of(arrays, graph) for graph in range(len(arrays.day_slots)))
    slots = int(arrays.slot_starts.shape[0])
    return Windows(
        np.zeros(nodes, np.int32),
        np.zeros(nodes, np.int32),
        np.zeros(1, np.int64),
        np.zeros((number, most_nodes), np.int32),
        np.zeros(number, np.int64),
        np.zeros((number, most_nodes), np.int32),
        np.zeros((number, most_nodes), np.int32),
        np.zeros((number, most_arcs), np.int32),
        np.zeros((number, most_arcs), np.int32),
        np.zeros((number, most_arcs), np.int32),
        np.zeros((number, most_arcs)),
        np.zeros((number, most_nodes)),
        np.zeros((number, most_nodes), np.int32),
        np.zeros(slots),
        np.zeros(slots, np.int32),
    )


def _arcs_of(arrays: StepArrays, graph: int) -> int:
    """How many arcs a graph has."""
    first, last = arrays.day_slots[graph, 0], arrays.day_slots[graph, -1]
    return int(((arrays.slots >= first) & (arrays.slots < last)).sum())


@compiled_inside
def arc_along(arrays: StepArrays, node: int, slot: int) -> int:
    """The arc by which a slot is worked from a node; -1 where there is none."""
    for arc in range(arrays.out_starts[node], arrays.out_starts[node + 1]):
        if arrays.slots[arc] == slot:
            return arc
    return -1


@compiled_inside
def add_up(arrays: StepArrays, owner: int, line: Ints, amounts: Floats) -> float:
    """Add what an owner's totals count along a line to `amounts`; says what the line costs without totals, infinite
    where he may not work it.
    """
    graph, node, cost = arrays.graph_of[owner], arrays.roots[owner], 0.0
    first_row, end_row = arrays.row_starts[owner], arrays.row_starts[owner + 1]
    for day in range(line.shape[0]):
        cell = line[day]
        arc = arc_along(arrays, node, arrays.slot_of_cell[graph, cell])
        if arc < 0:
            return float(np.inf)
        cost += arrays.own[owner, cell] + arrays.extras[arc]
        for row in range(first_row, end_row):
            kind = arrays.row_arcs[row]
            amounts[row - first_row] += arrays.arc_amounts[kind, arc] if kind >= 0 else arrays.row_amounts[row, cell]
        node = arrays.targets[arc]
    return cost


@compiled_inside
def line_cost(arrays: StepArrays, owner: int, line: Ints) -> float:
    """What a line costs its owner, totals included; infinite where he may not work it."""
    first_row, end_row = arrays.row_starts[owner], arrays.row_starts[owner + 1]
    amounts = np.zeros(end_row - first_row)
    cost = add_up(arrays, owner, line, amounts)
    if cost < np.inf:
        for row in range(first_row, end_row):
            cost += total_cost(arrays, row, amounts[row - first_row])
    return cost


@compiled_inside
def total_cost(arrays: StepArrays, row: int, amount: float) -> float:
    """What a total costs; an amount that lies behind its table costs as much more a unit as the table's last one."""
    place = int(amount / arrays.row_units[row] + 0.5)
    last = arrays.row_costs.shape[1] - 1
    if place <= last:
        return float(arrays.row_costs[row, place])
    slope = arrays.row_costs[row, last] - arrays.row_costs[row, last - 1] if last > 0 else 0.0
    return float(arrays.row_costs[row, last] + slope * (place - last))


@compiled_inside
def open_window(  # noqa: PLR0917 - machine code takes arrays one by one
    arrays: StepArrays, room: Windows, window: int, owner: int, line: Ints, first_day: int, end_day: int
) -> bool:
    """Open a window of an owner; says whether any line is in it."""
    node = _node_before(arrays, owner, line, first_day)
    if node < 0:
        return False
    room.clock[0] += 1
    begin, end = _reached(arrays, room, room.nodes[window], owner, node, end_day - first_day)
    room.num_inner[window] = begin
    graph, costs = arrays.graph_of[owner], room.costs[window]
    for place in range(begin, end):
        costs[place] = _cost_behind(arrays, graph, room.nodes[window, place], line, end_day)
    _keep_arcs(arrays, room, window, owner)
    return bool(costs[0] < np.inf)


@compiled_inside
def _node_before(arrays: StepArrays, owner: int, line: Ints, day: int) -> int:
    """Where the owner's line stands before a day; -1 where he may not work it."""
    graph, node = arrays.graph_of[owner], int(arrays.roots[owner])
    for before in range(day):
        arc = arc_along(arrays, node, arrays.slot_of_cell[graph, line[before]])
        if arc < 0:
            return -1
        node = int(arrays.targets[arc])
    return node


@compiled_inside
def _reached(  # noqa: PLR0917 - as above
    arrays: StepArrays, room: Windows, nodes: Ints, owner: int, first: int, days: int
) -> tuple[int, int]:
    """Put what can be reached within some days into `nodes`, day by day; says where the last day's begin and end."""
    now = room.clock[0]
    nodes[0] = first
    room.stamps[first], room.places[first] = now, 0
    begin, end = 0, 1
    for _ in range(days):
        end_of_day = end
        for place in range(begin, end_of_day):
            here = nodes[place]
            for arc in range(arrays.out_starts[here], arrays.out_starts[here + 1]):
                target = arrays.targets[arc]
                if room.stamps[target] != now and arrays.is_open[owner, arrays.slots[arc]]:
                    room.stamps[target], room.places[target] = now, end
                    nodes[end] = target
                    end += 1
        begin = end_of_day
    return begin, end


@compiled_inside
def _cost_behind(arrays: StepArrays, graph: int, node: int, line: Ints, first_day: int) -> float:
    """What rules cost from a day on where the line goes on from a node; infinite where it may not."""
    cost = 0.0
    for day in range(first_day, line.shape[0]):
        arc = arc_along(arrays, node, arrays.slot_of_cell[graph, line[day]])
        if arc < 0:
            return float(np.inf)
        cost += arrays.extras[arc]
        node = arrays.targets[arc]
    return cost


@compiled_inside
def _keep_arcs(arrays: StepArrays, room: Windows, window: int, owner: int) -> None:
    """Of the nodes reached, the arcs from which the line can go on, the last day's first."""
    now, costs, nodes, count = room.clock[0], room.costs[window], room.nodes[window], 0
    for place in range(room.num_inner[window] - 1, -1, -1):
        room.arc_starts[window, place] = count
        for arc in range(arrays.out_starts[nodes[place]], arrays.out_starts[nodes[place] + 1]):
            node = arrays.targets[arc]
            is_reached = room.stamps[node] == now and arrays.is_open[owner, arrays.slots[arc]]
            if is_reached and costs[room.places[node]] < np.inf:
                room.arc_targets[window, count] = room.places[node]
                room.arc_slots[window, count] = arrays.slots[arc]
                room.arc_numbers[window, count] = arc
                room.arc_extras[window, count] = arrays.extras[arc]
                count += 1
        room.arc_ends[window, place] = count
        costs[place] = 0.0 if count > room.arc_starts[window, place] else np.inf


@compiled_inside
def cheapest_in_window(  # noqa: PLR0917 - as above
    arrays: StepArrays, room: Windows, window: int, owner: int, prices: Floats, first_day: int, end_day: int, line: Ints
) -> float:
    """Put the cheapest line in an open window into `line`, by prices of cells; says what the window costs."""
    graph = arrays.graph_of[owner]
    for slot in range(arrays.day_slots[graph, first_day], arrays.day_slots[graph, end_day]):
        best, best_cell = np.inf, -1
        for place in range(arrays.slot_starts[slot], arrays.slot_starts[slot + 1]):
            price = prices[arrays.slot_cells[place]]
            if price < best:
                best, best_cell = price, arrays.slot_cells[place]
        room.least[slot] = best
        room.chosen[slot] = best_cell
    costs = room.costs[window]
    starts, ends = room.arc_starts[window], room.arc_ends[window]
    targets, slots, extras = room.arc_targets[window], room.arc_slots[window], room.arc_extras[window]
    best_arcs = room.best_arcs[window]
    for place in range(room.num_inner[window] - 1, -1, -1):
        best, best_arc = np.inf, -1
        for arc in range(starts[place], ends[place]):
            cost = room.least[slots[arc]] + extras[arc] + costs[targets[arc]]
            if cost < best:
                best, best_arc = cost, arc
        costs[place] = best
        best_arcs[place] = best_arc
    place = 0
    for day in range(first_day, end_day):
        arc = best_arcs[place]
        if arc < 0:
            return float(np.inf)
        line[day] = room.chosen[slots[arc]]
        place = targets[arc]
    return float(costs[0])
