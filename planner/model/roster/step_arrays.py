"""A model of one goal as flat arrays, for a local search whose steps run as machine code."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.roster.line_graph import LineGraph
from planner.model.roster.line_model import LineModel
from planner.model.roster.line_problem import Total
from planner.model.roster.pricing import NO_EFFECT, LinePricer

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
BROKEN = 1e7
"""What a total costs beyond its limits, for each unit; far above any goal."""
MOST_OF_A_TABLE = 4000
"""Amounts of a total that are told apart; beyond them it costs as at the last one, and more by the unit."""


class StepArrays(NamedTuple):
    """Graphs, owners and totals. Nodes, arcs and slots of all graphs are numbered one after another; cells of each
    graph from 0.
    """

    out_starts: Ints
    """Of each node its first arc; one more at the end."""
    targets: Ints
    slots: Ints
    extras: Floats
    """What each arc costs by itself."""
    arc_amounts: Floats
    """What totals count that need a state: a row a total of its graph, a column an arc."""
    slot_starts: Ints
    """Of each slot its first place in `slot_cells`; one more at the end."""
    slot_cells: Ints
    day_slots: Ints
    """Of each graph and day its first slot; one more day at the end."""
    slot_of_cell: Ints
    """A row a graph."""
    graph_of: Ints
    """Of each owner; so are the next ones."""
    roots: Ints
    own: Floats
    """A row an owner: what each cell costs; infinite where it is barred."""
    is_open: NDArray[np.bool_]
    """A row an owner: whether he may make some choice of each slot."""
    effects: Ints
    """A row an owner: the cover to which each cell adds one, or none."""
    row_starts: Ints
    """Of each owner his first total; one more at the end. Only those that graphs do not keep or that cost something."""
    row_amounts: Floats
    """A row a total: what each cell counts; nothing where arcs count."""
    row_arcs: Ints
    """Of each total its row of `arc_amounts`; -1 where cells count."""
    row_units: Floats
    """Of each total, what one place of its table stands for."""
    row_costs: Floats
    """A row a total: what each amount costs."""
    row_lowest: Floats
    row_highest: Floats
    """Of each total the limits that its graph does not keep; infinite where there are none."""
    row_most: Floats
    """Of each total, the most that a cell counts; at least 1."""


def step_arrays(model: LineModel) -> StepArrays:
    """The arrays of a model whose only goal is number 0."""
    graphs: list[LineGraph] = []
    place_of: dict[int, int] = {}
    for pricer in model.pricers:
        if id(pricer.graph) not in place_of:
            place_of[id(pricer.graph)] = len(graphs)
            graphs.append(pricer.graph)
    days = model.problem.days
    most_cells = max(sum(graph.widths) for graph in graphs)
    nodes = np.concatenate([[0], np.cumsum([graph.num_nodes for graph in graphs])])
    slots = np.concatenate([[0], np.cumsum([len(graph.slot_starts) for graph in graphs])])
    flat = [_outwards(graph) for graph in graphs]
    arcs = np.concatenate([[0], np.cumsum([len(graph.sources) for graph in graphs])])
    places = np.concatenate([[0], np.cumsum([len(graph.slot_cells) for graph in graphs])])
    slot_of_cell = np.full((len(graphs), most_cells), -1, np.int32)
    day_slots = np.zeros((len(graphs), days + 1), np.int32)
    for number, graph in enumerate(graphs):
        sizes = np.diff(np.append(graph.slot_starts, len(graph.slot_cells)))
        slot_of_cell[number, graph.slot_cells] = slots[number] + np.repeat(np.arange(len(sizes)), sizes)
        first_cells = np.concatenate([[0], np.cumsum(graph.widths)])
        day_of_slot = np.searchsorted(first_cells, graph.slot_cells[graph.slot_starts], side="right") - 1
        day_slots[number] = slots[number] + np.searchsorted(day_of_slot, np.arange(days + 1))
    kinds = _arc_kinds(model.pricers)
    arc_amounts = np.zeros((max(1, len(kinds)), int(arcs[-1])))
    for (graph_id, total), kind in kinds.items():
        number = place_of[graph_id]
        amounts = dict(graphs[number].total_extras)[total]
        arc_amounts[kind, arcs[number] : arcs[number + 1]] = amounts[flat[number].order]
    rows = _rows(model, kinds, most_cells)
    graph_of = [place_of[id(pricer.graph)] for pricer in model.pricers]
    own = np.vstack([_padded(_own(pricer), most_cells, np.inf) for pricer in model.pricers])
    is_open = np.zeros((len(model.pricers), int(slots[-1])), np.bool_)
    for owner, number in enumerate(graph_of):
        is_free = np.isfinite(own[owner, graphs[number].slot_cells])
        is_open[owner, slots[number] : slots[number + 1]] = np.logical_or.reduceat(is_free, graphs[number].slot_starts)
    return StepArrays(
        np.concatenate([*(one.starts[:-1] + arcs[n] for n, one in enumerate(flat)), arcs[-1:]]).astype(np.int32),
        np.concatenate([one.targets + nodes[n] for n, one in enumerate(flat)]).astype(np.int32),
        np.concatenate([graph.slots[flat[n].order] + slots[n] for n, graph in enumerate(graphs)]).astype(np.int32),
        np.concatenate([_extras(graph)[flat[n].order] for n, graph in enumerate(graphs)]),
        arc_amounts,
        np.concatenate([*(graph.slot_starts + places[n] for n, graph in enumerate(graphs)), places[-1:]]).astype(
            np.int32
        ),
        np.concatenate([graph.slot_cells for graph in graphs]).astype(np.int32),
        day_slots,
        slot_of_cell,
        np.array(graph_of, np.int32),
        np.array([nodes[number] for number in graph_of], np.int32),
        own,
        is_open,
        np.vstack([_padded(pricer.effects, most_cells, NO_EFFECT) for pricer in model.pricers]).astype(np.int32),
        *rows,
    )


class _Outwards(NamedTuple):
    """Arcs of a graph ordered by where they come from."""

    starts: NDArray[np.int64]
    targets: NDArray[np.int64]
    order: NDArray[np.int64]


def _outwards(graph: LineGraph) -> _Outwards:
    order = np.argsort(graph.sources, kind="stable")
    targets = np.repeat(np.arange(graph.num_nodes), np.diff(graph.node_arcs))[order]
    starts = np.searchsorted(graph.sources[order], np.arange(graph.num_nodes + 1))
    return _Outwards(starts, targets, order)


def _extras(graph: LineGraph) -> Floats:
    return sum((amounts.astype(np.float64) for _, amounts in graph.goal_extras), np.zeros(len(graph.sources)))


def _own(pricer: LinePricer) -> Floats:
    return np.where(pricer.is_barred, np.inf, pricer.own_costs[0])


def _padded(values: NDArray[Any], length: int, filler: float) -> Floats:
    return np.append(values, np.full(length - len(values), filler)).astype(np.float64)


def _arc_kinds(pricers: Sequence[LinePricer]) -> dict[tuple[int, int], int]:
    """Totals that arcs count, by graph and place, each with a row; totals of different graphs share rows."""
    kinds: dict[tuple[int, int], int] = {}
    of_graph: dict[int, int] = {}
    for pricer in pricers:
        for row in pricer.rows:
            key = id(pricer.graph), row.place
            if row.by_cell is None and key not in kinds:
                kinds[key] = of_graph.setdefault(id(pricer.graph), 0)
                of_graph[id(pricer.graph)] += 1
    return kinds


class _Rows(NamedTuple):
    starts: Ints
    amounts: Floats
    arcs: Ints
    units: Floats
    costs: Floats
    lowest: Floats
    highest: Floats
    most: Floats


def _rows(model: LineModel, kinds: dict[tuple[int, int], int], most_cells: int) -> _Rows:
    starts: list[int] = [0]
    amounts: list[Floats] = []
    arcs: list[int] = []
    units: list[float] = []
    costs: list[list[float]] = []
    lowest: list[float] = []
    highest: list[float] = []
    for pricer in model.pricers:
        for row in pricer.rows:
            total = model.totals_of[pricer.number][row.place]
            by_cell = np.zeros(most_cells) if row.by_cell is None else _padded(row.by_cell, most_cells, 0.0)
            unit = _unit(total, row.by_cell)
            amounts.append(by_cell)
            arcs.append(-1 if row.by_cell is not None else kinds[id(pricer.graph), row.place])
            units.append(unit)
            is_free = pricer.graph.counted[row.place]
            lowest.append(-np.inf if is_free or total.lowest is None else total.lowest)
            highest.append(np.inf if is_free or total.highest is None else total.highest)
            costs.append([_cost(total, place * unit) for place in range(_places(total, unit))])
        starts.append(len(amounts))
    width = max((len(of_row) for of_row in costs), default=1)
    table = np.zeros((max(1, len(costs)), width))
    for number, of_row in enumerate(costs):
        last = of_row[-1] - of_row[-2] if len(of_row) > 1 else 0.0
        table[number] = np.append(of_row, of_row[-1] + last * np.arange(1, width - len(of_row) + 1))
    return _Rows(
        np.array(starts, np.int32),
        np.vstack(amounts) if amounts else np.zeros((1, most_cells)),
        np.array(arcs or [-1], np.int32),
        np.array(units or [1.0], np.float64),
        table,
        np.array(lowest or [-np.inf], np.float64),
        np.array(highest or [np.inf], np.float64),
        np.array([of_row.max(initial=1.0) for of_row in amounts] or [1.0], np.float64),
    )


def _unit(total: Total, by_cell: Floats | None) -> int:
    """What all amounts and points are multiples of."""
    points = [step.beyond for step in (*total.above, *total.below)]
    points += [limit for limit in (total.lowest, total.highest) if limit is not None]
    amounts = [1] if by_cell is None else by_cell.astype(np.int64).tolist()
    return max(1, int(np.gcd.reduce([abs(point) for point in (*points, *amounts)] or [1])))


def _places(total: Total, unit: int) -> int:
    points = [step.beyond for step in (*total.above, *total.below)]
    points += [limit for limit in (total.lowest, total.highest) if limit is not None]
    return min(MOST_OF_A_TABLE, max(0, *points, 0) // unit + 3)


def _cost(total: Total, amount: int) -> float:
    beyond = 0 if total.highest is None else max(0, amount - total.highest)
    short = 0 if total.lowest is None else max(0, total.lowest - amount)
    return total.cost(amount) + BROKEN * (beyond + short)
