"""Shortest paths through layered graphs, as compiled loops over arrays."""

import numpy as np
from numpy.typing import NDArray

from planner.model.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]


@compiled
def slot_prices(prices: Floats, slot_starts: Ints, slot_cells: Ints, least: Floats, chosen: Ints) -> None:
    """Of each slot the least price among its cells, and the first cell that has it."""
    num_slots = slot_starts.shape[0]
    for slot in range(num_slots):
        first = slot_starts[slot]
        end = slot_starts[slot + 1] if slot + 1 < num_slots else slot_cells.shape[0]
        best, best_cell = np.inf, slot_cells[first]
        for place in range(first, end):
            price = prices[slot_cells[place]]
            if price < best:
                best, best_cell = price, slot_cells[place]
        least[slot] = best
        chosen[slot] = best_cell


@compiled
def shortest_path(  # noqa: PLR0917 - arrays of one graph; the compiler takes them by position
    node_arcs: Ints, sources: Ints, slots: Ints, least: Floats, extra: Floats, distances: Floats, path: Ints
) -> float:
    """The cost of the cheapest path from the first node to the last, with its arcs in `path` from the last day back.

    `extra` holds a cost of each arc beside that of its slot, or nothing. Infinite where every path is barred; ties go
    to the arc that comes first.
    """
    num_nodes = node_arcs.shape[0] - 1
    has_extra = extra.shape[0] > 0
    distances[0] = 0.0
    for node in range(1, num_nodes):
        best = np.inf
        for arc in range(node_arcs[node], node_arcs[node + 1]):
            cost = distances[sources[arc]] + least[slots[arc]]
            if has_extra:
                cost += extra[arc]
            best = min(best, cost)
        distances[node] = best
    total = distances[num_nodes - 1]
    if total == np.inf:
        return np.inf
    node = num_nodes - 1
    for step in range(path.shape[0]):
        for arc in range(node_arcs[node], node_arcs[node + 1]):
            cost = distances[sources[arc]] + least[slots[arc]]
            if has_extra:
                cost += extra[arc]
            if cost == distances[node]:
                path[step] = arc
                break
        node = sources[path[step]]
    return float(total)


@compiled
def paths_within(  # noqa: PLR0917 - one loop over a stack, as the compiler likes it
    node_arcs: Ints,
    sources: Ints,
    slots: Ints,
    slot_starts: Ints,
    slot_cells: Ints,
    prices: Floats,
    extra: Floats,
    distances: Floats,
    limit: float,
    cells: Ints,
    arcs: Ints,
) -> int:
    """All paths that cost no more than the limit, a row each in `cells` and `arcs` from the first day on; -1 where they
    are more than the rows. `distances` are those of `shortest_path` at the same prices.
    """
    most, days = cells.shape
    has_extra = extra.shape[0] > 0
    num_slots = slot_starts.shape[0]
    nodes = np.empty(days + 1, np.int64)
    at_arc = np.empty(days + 1, np.int64)
    at_cell = np.empty(days + 1, np.int64)
    costs = np.empty(days + 1, np.float64)
    path_cells = np.empty(days, np.int32)
    path_arcs = np.empty(days, np.int32)
    nodes[0] = node_arcs.shape[0] - 2
    costs[0] = 0.0
    at_arc[0] = node_arcs[nodes[0]]
    at_cell[0] = -1
    depth, found = 0, 0
    while depth >= 0:
        arc = at_arc[depth]
        if arc >= node_arcs[nodes[depth] + 1]:
            depth -= 1
            continue
        slot = slots[arc]
        if at_cell[depth] < 0:
            at_cell[depth] = slot_starts[slot]
        place = at_cell[depth]
        end = slot_starts[slot + 1] if slot + 1 < num_slots else slot_cells.shape[0]
        if place >= end:
            at_arc[depth] += 1
            at_cell[depth] = -1
            continue
        at_cell[depth] += 1
        cell = slot_cells[place]
        cost = costs[depth] + prices[cell]
        if has_extra:
            cost += extra[arc]
        if cost + distances[sources[arc]] > limit:
            continue
        path_cells[days - 1 - depth] = cell
        path_arcs[days - 1 - depth] = arc
        if depth == days - 1:
            if found == most:
                return -1
            cells[found] = path_cells
            arcs[found] = path_arcs
            found += 1
            continue
        depth += 1
        nodes[depth] = sources[arc]
        costs[depth] = cost
        at_arc[depth] = node_arcs[nodes[depth]]
        at_cell[depth] = -1
    return found


@compiled
def arcs_of_line(node_arcs: Ints, sources: Ints, slots: Ints, of_days: Ints, arcs: Ints) -> bool:
    """Put the arcs that work these slots, one a day, into `arcs`; says whether there are such. Arcs lie in the order of
    their days, so one pass finds them.
    """
    node, day = 0, 0
    target = 1
    for arc in range(sources.shape[0]):
        if sources[arc] == node and slots[arc] == of_days[day]:
            arcs[day] = arc
            day += 1
            if day == of_days.shape[0]:
                return True
            while node_arcs[target + 1] <= arc:
                target += 1
            node = target
    return False


@compiled
def on_open_paths(  # noqa: PLR0917 - as above
    node_arcs: Ints, sources: Ints, slots: Ints, is_open: Flags, on_path: Flags, arc_on_path: Flags
) -> None:
    """Which nodes and arcs lie on a path from the first node to the last that uses open slots only."""
    num_nodes = node_arcs.shape[0] - 1
    on_path[0] = True
    for node in range(1, num_nodes):
        on_path[node] = False
        for arc in range(node_arcs[node], node_arcs[node + 1]):
            if is_open[slots[arc]] and on_path[sources[arc]]:
                on_path[node] = True
                arc_on_path[arc] = True
    for node in range(num_nodes - 1):
        on_path[node] = False
    for node in range(num_nodes - 1, 0, -1):
        for arc in range(node_arcs[node], node_arcs[node + 1]):
            if arc_on_path[arc]:
                if on_path[node]:
                    on_path[sources[arc]] = True
                else:
                    arc_on_path[arc] = False
