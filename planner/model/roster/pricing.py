"""The cheapest line of one owner under given prices, and what any line costs, covers and counts."""

from collections.abc import Iterable
from copy import copy
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.roster.line_graph import LineGraph
from planner.model.roster.line_problem import Line, Owner
from planner.model.roster.shortest_path import arcs_of_line, paths_within, shortest_path, slot_prices

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
NO_EFFECT = -1
NO_SLOT = -1


class PricedLine(NamedTuple):
    """A line with all that the master needs to know of it."""

    owner: int
    line: Line
    costs: tuple[int, ...]
    """In each goal, without covers and totals."""
    effects: tuple[int, ...]
    """Covers to which it adds one."""
    amounts: tuple[int, ...]
    """Of each of the owner's totals; 0 where the graph keeps the limits and nothing is paid."""


class OwnerTotal(NamedTuple):
    """A total that the master has a row for."""

    number: int
    """In the problem."""
    place: int
    """Among the owner's totals."""
    by_cell: Floats | None
    """The amount of each cell; None where counting needs a state, so that arcs carry it."""


class _Walk(NamedTuple):
    """One pass through the graph: arrays of its own, so that threads may price one owner side by side."""

    cost: float
    prices: Floats
    extra: Floats
    chosen: Ints
    distances: Floats
    path: Ints


class LinePricer:
    """Prices the lines of one owner. A *cell* is one choice of one day, days one after another."""

    def __init__(  # noqa: PLR0917 - each is what it is called
        self, number: int, owner: Owner, graph: LineGraph, rows: list[OwnerTotal], num_totals: int, num_goals: int
    ):
        self.number = number
        self.graph = graph
        self.num_totals = num_totals
        self._goals = num_goals
        self.cell_starts = np.concatenate([[0], np.cumsum(graph.widths)]).astype(np.int64)
        num_cells = int(self.cell_starts[-1])
        self.effects = np.full(num_cells, NO_EFFECT, np.int64)
        for day, choices in enumerate(owner.choices):
            for place, made in enumerate(choices, 1):
                if made.effect is not None:
                    self.effects[self.cell_starts[day] + place] = made.effect
        self.has_effect = self.effects != NO_EFFECT
        self.own_costs = np.zeros((num_goals, num_cells))
        for price in owner.prices:
            self.own_costs[price.goal, self.cell_starts[price.day] + price.choice] += price.amount
        self.is_barred = np.zeros(num_cells, np.bool_)
        for day, choice in owner.barred:
            self.is_barred[self.cell_starts[day] + choice] = True
        self._coverable = frozenset(self.effects[self.has_effect & ~self.is_barred].tolist())
        self.rows = rows
        self.extra_totals = dict(graph.total_extras)

    def prices(self, weights: Floats, of_covers: Floats, of_totals: Floats) -> Floats:
        """The price of each cell: goals by their weights, less what covers and totals (by number) pay for it."""
        prices: Floats = weights @ self.own_costs
        prices[self.has_effect] -= of_covers[self.effects[self.has_effect]]
        for row in self.rows:
            if row.by_cell is not None and of_totals[row.number]:
                prices -= of_totals[row.number] * row.by_cell
        prices[self.is_barred] = np.inf
        return prices

    def cheapest(
        self,
        weights: Floats,
        of_covers: Floats,
        of_totals: Floats,
        *,
        noise: Floats | None = None,
    ) -> tuple[float, PricedLine] | None:
        """The cheapest line and its price; None where the owner has no line. `noise` is added to the
        prices of cells.
        """
        walk = self._walk(weights, of_covers, of_totals, noise=noise)
        if walk is None or walk.cost == np.inf:
            return None
        arcs = walk.path[::-1].copy()
        return walk.cost, self._described(walk.chosen[self.graph.slots[arcs]], arcs)

    def within(
        self,
        weights: Floats,
        of_covers: Floats,
        of_totals: Floats,
        *,
        limit: float,
        most: int,
    ) -> list[PricedLine] | None:
        """All lines whose price is no more than the limit; None where there are more than `most`."""
        walk = self._walk(weights, of_covers, of_totals)
        if walk is None or walk.cost > limit:
            return []
        graph = self.graph
        cells = np.empty((most, len(graph.widths)), np.int32)
        arcs = np.empty_like(cells)
        count = paths_within(
            graph.node_arcs,
            graph.sources,
            graph.slots,
            graph.slot_starts,
            graph.slot_cells,
            walk.prices,
            walk.extra,
            walk.distances,
            limit,
            cells,
            arcs,
        )
        if count < 0:
            return None
        return [self._described(cells[place], arcs[place]) for place in range(count)]

    def _walk(
        self,
        weights: Floats,
        of_covers: Floats,
        of_totals: Floats,
        *,
        noise: Floats | None = None,
    ) -> _Walk | None:
        if not self.graph.has_lines:
            return None
        prices = self.prices(weights, of_covers, of_totals)
        if noise is not None:
            prices += noise
        graph = self.graph
        least, chosen = np.empty(len(graph.slot_starts)), np.empty(len(graph.slot_starts), np.int32)
        distances, path = np.empty(graph.num_nodes), np.empty(len(graph.widths), np.int32)
        slot_prices(prices, graph.slot_starts, graph.slot_cells, least, chosen)
        extra = self._extra(weights, of_totals)
        cost = shortest_path(graph.node_arcs, graph.sources, graph.slots, least, extra, distances, path)
        return _Walk(cost, prices, extra, chosen, distances, path)

    def _extra(self, weights: Floats, of_totals: Floats) -> Floats:
        extra = _NONE
        for goal, amounts in self.graph.goal_extras:
            if weights[goal]:
                extra = extra + weights[goal] * amounts if len(extra) else weights[goal] * amounts
        for row in self.rows:
            if row.by_cell is None and of_totals[row.number]:
                amount = -of_totals[row.number] * self.extra_totals[row.place]
                extra = extra + amount if len(extra) else amount
        return extra

    def _described(self, cells: Ints, arcs: Ints) -> PricedLine:
        costs = self.own_costs[:, cells].sum(axis=1)
        for goal, amounts in self.graph.goal_extras:
            costs[goal] += amounts[arcs].sum()
        effects = self.effects[cells]
        counts = [0] * self.num_totals
        for row in self.rows:
            by = self.extra_totals[row.place][arcs] if row.by_cell is None else row.by_cell[cells]
            counts[row.place] = int(by.sum())
        line = tuple((cells - self.cell_starts[:-1]).tolist())
        return PricedLine(
            self.number,
            line,
            tuple(int(cost) for cost in costs),
            tuple(effects[effects != NO_EFFECT].tolist()),
            tuple(counts),
        )

    def cells_of(self, line: Line) -> NDArray[np.int64]:
        """The cells of a line."""
        return self.cell_starts[:-1] + np.array(line, np.int64)

    def cells_on(self, days: Iterable[int]) -> NDArray[np.bool_]:
        """All cells of some days."""
        cells = np.zeros(len(self.effects), np.bool_)
        for day in days:
            cells[self.cell_starts[day] : self.cell_starts[day + 1]] = True
        return cells

    def can_have(self, cover: int) -> bool:
        """Whether some choice that is not barred has this effect."""
        return cover in self._coverable

    def days_of(self, cover: int) -> list[int]:
        """Days on which some choice has this effect."""
        cells = np.flatnonzero(self.effects == cover)
        return sorted({int(day) for day in np.searchsorted(self.cell_starts, cells, side="right") - 1})

    def allows(self, line: Line) -> bool:
        """Whether each choice exists; rules are not looked at."""
        return len(line) == len(self.graph.widths) and all(
            0 <= made < width for made, width in zip(line, self.graph.widths, strict=True)
        )

    def narrowed(self, line: Line, days: Iterable[int]) -> "LinePricer":
        """A pricer of the lines that are as this one on all days but these."""
        is_barred = np.ones(len(self.effects), np.bool_)
        is_barred[self.cells_of(line)] = False
        for day in days:
            is_barred[self.cell_starts[day] : self.cell_starts[day + 1]] = False
        narrow = copy(self)
        narrow.is_barred = self.is_barred | is_barred
        narrow.graph = self.graph.narrowed(narrow.is_barred)
        narrow.extra_totals = dict(narrow.graph.total_extras)
        return narrow

    def describe(self, line: Line) -> PricedLine | None:
        """A given line with its costs; None where the owner may not work it."""
        graph, cells = self.graph, self.cells_of(line)
        arcs = np.empty(len(graph.widths), np.int32)
        if self.is_barred[cells].any() or not graph.has_lines:
            return None
        sizes = np.diff(np.append(graph.slot_starts, len(graph.slot_cells)))
        slot_of_cell = np.full(len(self.effects), NO_SLOT, np.int32)
        slot_of_cell[graph.slot_cells] = np.repeat(np.arange(len(sizes)), sizes)
        is_line = arcs_of_line(graph.node_arcs, graph.sources, graph.slots, slot_of_cell[cells], arcs)
        return self._described(cells.astype(np.int32), arcs) if is_line else None


_NONE: Floats = np.zeros(0)
