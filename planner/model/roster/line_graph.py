"""The graph of an owner's lines: a layer a day, an arc for each choice that his rules allow, as arrays for pricing."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.roster import automaton
from planner.model.roster.automaton import NO_STATE, Automaton, distinct
from planner.model.roster.line_problem import Counted, LineProblem, LineRule, Total
from planner.model.roster.shortest_path import on_open_paths

MOST_ARCS, MOST_OF_OWN = 1_500_000, 400_000
"""A limit becomes a counter of the graph only while the graph has no more arcs than this."""
MOST_TIMES_BEFORE_MERGING = 8
MOST_FAILURES = 2
"""After so many limits that take too many arcs no more are tried."""
AMOUNT = "amount"

Ints = NDArray[np.int32]


class Countable(NamedTuple):
    """A total as a graph sees it: without its owner and its costs."""

    counted: Counted
    lowest: int | None
    highest: int | None
    is_priced: bool
    """Whether amounts must be known beside the limits, since they cost something."""


class Structure(NamedTuple):
    """All that owners must share to share a graph."""

    widths: tuple[int, ...]
    """The number of choices of each day, the day off included."""
    rules: tuple[LineRule, ...]
    countables: tuple[Countable, ...]


@dataclass(frozen=True, slots=True)
class LineGraph:
    """Lines of one structure. Nodes are numbered layer by layer; node 0 begins, the last one ends.

    Choices of a day that lead from the same nodes to the same nodes at the same costs are one *slot*, so that an arc
    stands for all of them; a *cell* is one choice of one day.
    """

    widths: tuple[int, ...]
    node_arcs: Ints
    """Of each node, the first of the arcs that lead to it; one more at the end."""
    sources: Ints
    slots: Ints
    """Of each arc."""
    slot_starts: Ints
    """Of each slot its first place in `slot_cells`."""
    slot_cells: Ints
    """Cells ordered by slot."""
    goal_extras: tuple[tuple[int, Ints], ...]
    """What rules cost: goals with the amount of each arc."""
    total_extras: tuple[tuple[int, Ints], ...]
    """What totals count that need a state: the place of the total with the amount of each arc."""
    counted: tuple[bool, ...]
    """Of each total, whether the graph keeps its limits; otherwise the master must."""

    def narrowed(self, is_barred: NDArray[np.bool_]) -> "LineGraph":
        """The same graph without arcs that no path uses when these cells are barred; slots stay as they are."""
        is_open = np.logical_or.reduceat(~is_barred[self.slot_cells], self.slot_starts)
        on_path = np.empty(self.num_nodes, np.bool_)
        arc_on_path = np.zeros(len(self.sources), np.bool_)
        on_open_paths(self.node_arcs, self.sources, self.slots, is_open, on_path, arc_on_path)
        on_path[0] = on_path[-1] = True
        places = np.cumsum(on_path) - 1
        arcs = np.flatnonzero(arc_on_path)
        kept_before = np.concatenate([[0], np.cumsum(arc_on_path)])
        starts = kept_before[self.node_arcs]
        node_arcs = np.append(starts[:-1][on_path], len(arcs))
        return replace(
            self,
            node_arcs=node_arcs.astype(np.int32),
            sources=places[self.sources[arcs]].astype(np.int32),
            slots=self.slots[arcs],
            goal_extras=tuple((name, amounts[arcs]) for name, amounts in self.goal_extras),
            total_extras=tuple((name, amounts[arcs]) for name, amounts in self.total_extras),
        )

    @property
    def num_nodes(self) -> int:
        """How many nodes there are."""
        return len(self.node_arcs) - 1

    @property
    def has_lines(self) -> bool:
        """Whether any line exists where no choice is barred."""
        return len(self.sources) > 0


def structure_of(problem: LineProblem, owner: int, totals: tuple[Total, ...]) -> Structure:
    """What decides this owner's graph; `totals` are his."""
    of_owner = problem.owners[owner]
    widths = tuple(len(choices) + 1 for choices in of_owner.choices)
    countables = tuple(
        Countable(total.counted, total.lowest, total.highest, bool(total.above or total.below)) for total in totals
    )
    return Structure(widths, of_owner.rules, countables)


class _Built(NamedTuple):
    """An automaton with what went into it."""

    lines: Automaton
    key: tuple[Hashable, ...]


class GraphBuilder:
    """Builds graphs; what structures have in common is built once."""

    def __init__(self, most_arcs: int = MOST_ARCS, most_of_own: int = MOST_OF_OWN):
        """A graph has no more than `most_arcs` unless its rules alone need more, and no more than `most_of_own` through
        limits that are many and one-sided, which seldom are the same for many owners.
        """
        self._most_arcs = most_arcs
        self._most_of_own = most_of_own
        self._compiled: dict[Hashable, Automaton] = {}
        self._products: dict[Hashable, Automaton | None] = {}
        self._arrays: dict[Hashable, LineGraph] = {}
        self._graphs: dict[Hashable, LineGraph] = {}
        self._by_cell: dict[Hashable, NDArray[np.float64]] = {}

    def build(self, structure: Structure) -> LineGraph:
        """The graph of a structure. Limits of totals become counters while it stays small, the tightest first."""
        widths = structure.widths
        together = _Built(automaton.anything(list(widths)), (widths,))
        for rule in structure.rules:
            together = self._both(together, self._of_rule(rule, widths), ("rule", rule))
        counted = [False] * len(structure.countables)
        failures = 0
        for place in self._tightest_first(structure):
            lowest, highest = self._binding(structure, place)
            if lowest is None and highest is None:
                counted[place] = True
            elif failures < MOST_FAILURES:
                limits = structure.countables[place]._replace(lowest=lowest, highest=highest)
                wider = self._wider(together, limits, widths)
                failures += wider is None
                counted[place] = wider is not None
                together = wider or together
        for place, countable in enumerate(structure.countables):
            if self._has_state(countable.counted, widths) and (countable.is_priced or not counted[place]):
                name = ("total", place)
                amounts = automaton.of_amounts(countable.counted, list(widths), name)
                together = self._both(together, amounts, (name, countable.counted))
        if together.key not in self._arrays:
            self._arrays[together.key] = _as_arrays(together.lines, widths)
        shared = self._arrays[together.key]
        key = (together.key, tuple(counted))
        if key not in self._graphs:
            self._graphs[key] = replace(shared, counted=tuple(counted))
        return self._graphs[key]

    def _both(self, one: _Built, other: Automaton, name: Hashable) -> _Built:
        key = (*one.key, name)
        if key not in self._products:
            self._products[key] = automaton.product(one.lines, other)
        together = self._products[key]
        if together is None:
            raise AssertionError(key)
        return _Built(together, key)

    def _wider(self, one: _Built, limits: Countable, widths: tuple[int, ...]) -> _Built | None:
        """With a counter; None where that takes too many arcs."""
        counted, lowest, highest, _ = limits
        key = (*one.key, ("count", counted, lowest, highest))
        if key not in self._products:
            is_shared = (lowest is not None and highest is not None) or self._has_state(counted, widths)
            most = self._most_arcs if is_shared else self._most_of_own
            wider = None
            if self._arcs_of_count(limits, widths) <= most:
                counter = self._counter(limits, widths)
                wider = automaton.product(one.lines, counter, MOST_TIMES_BEFORE_MERGING * most)
            self._products[key] = wider if wider is not None and wider.num_arcs <= most else None
        together = self._products[key]
        return None if together is None else _Built(together, key)

    def _arcs_of_count(self, limits: Countable, widths: tuple[int, ...]) -> int:
        """About how many arcs a counter has, before it is built: sums that may be reached, times choices."""
        tables = self._amounts(limits.counted, widths).extras.get(AMOUNT, [])
        unit = max(1, int(np.gcd.reduce([int(np.gcd.reduce(table, axis=None)) for table in tables] or [1])))
        most, arcs = 0, 0
        for table, width in zip(tables, widths, strict=False):
            arcs += width * (most // unit + 1)
            most += int(table.max())
            most = most if limits.highest is None else min(most, limits.highest)
        return arcs

    def _counter(self, limits: Countable, widths: tuple[int, ...]) -> Automaton:
        counted, lowest, highest, _ = limits
        name = ("count", counted, widths, lowest, highest)
        if name not in self._compiled:
            self._compiled[name] = automaton.of_count(counted, list(widths), lowest, highest)
        return self._compiled[name]

    def amounts_by_cell(self, counted: Counted, widths: tuple[int, ...]) -> NDArray[np.float64] | None:
        """What each choice of each day adds to a count; None where that depends on a state."""
        if self._has_state(counted, widths):
            return None
        key = ("by cell", counted, widths)
        if key not in self._by_cell:
            tables = self._amounts(counted, widths).extras.get(AMOUNT)
            flat = np.zeros(sum(widths)) if tables is None else np.concatenate([table[0] for table in tables])
            self._by_cell[key] = flat.astype(np.float64)
        return self._by_cell[key]

    def _of_rule(self, rule: LineRule, widths: tuple[int, ...]) -> Automaton:
        if (rule, widths) not in self._compiled:
            self._compiled[rule, widths] = automaton.of_rule(rule, list(widths))
        return self._compiled[rule, widths]

    def _amounts(self, counted: Counted, widths: tuple[int, ...]) -> Automaton:
        name = ("amounts", counted, widths)
        if name not in self._compiled:
            self._compiled[name] = automaton.of_amounts(counted, list(widths), AMOUNT)
        return self._compiled[name]

    def _has_state(self, counted: Counted, widths: tuple[int, ...]) -> bool:
        return any(len(table) > 1 for table in self._amounts(counted, widths).nexts)

    def _reach(self, counted: Counted, widths: tuple[int, ...]) -> tuple[int, int]:
        """The least and the most that the count can come to if all lines were allowed: bounds, not always reached."""
        tables = self._amounts(counted, widths).extras.get(AMOUNT, [])
        return sum(int(table.min()) for table in tables), sum(int(table.max()) for table in tables)

    def _binding(self, structure: Structure, place: int) -> tuple[int | None, int | None]:
        """The limits that some line could break."""
        countable = structure.countables[place]
        least, most = self._reach(countable.counted, structure.widths)
        lowest = None if countable.lowest is None or countable.lowest <= least else countable.lowest
        highest = None if countable.highest is None or countable.highest >= most else countable.highest
        return lowest, highest

    def _tightest_first(self, structure: Structure) -> list[int]:
        def slack(place: int) -> tuple[int, float, int]:
            counted, lowest, highest, _ = structure.countables[place]
            rank = 0 if lowest is not None and highest is not None else 2 - self._has_state(counted, structure.widths)
            most = self._reach(counted, structure.widths)[1]
            return rank, (1.0 if highest is None else highest / max(1, most)), place

        return sorted(range(len(structure.countables)), key=slack)


def _as_arrays(lines: Automaton, widths: tuple[int, ...]) -> LineGraph:
    sizes = [len(table) for table in lines.nexts] + [1]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    cell_starts = np.concatenate([[0], np.cumsum(widths)])
    sources, targets, slots, slot_cells, slot_starts = [], [], [], [], [0]
    extras: dict[Hashable, list[Ints]] = {name: [] for name in lines.extras}
    for day, table in enumerate(lines.nexts):
        carried = [tables[day] for tables in lines.extras.values()]
        first, groups = distinct(np.vstack([table, *carried]).T)
        order = np.argsort(groups, kind="stable")
        base = len(slot_starts) - 1
        slot_cells.append(cell_starts[day] + order)
        slot_starts.extend((slot_starts[-1] + np.cumsum(np.bincount(groups, minlength=len(first)))).tolist())
        rows, places = np.nonzero(table[:, first] != NO_STATE)
        sources.append(starts[day] + rows)
        targets.append(starts[day + 1] + table[rows, first[places]])
        slots.append(base + places)
        for name, amounts in zip(lines.extras, carried, strict=True):
            extras[name].append(amounts[rows, first[places]])
    all_targets = np.concatenate(targets)
    order = np.argsort(all_targets, kind="stable")
    node_arcs = np.searchsorted(all_targets[order], np.arange(starts[-1] + 1))
    by_arc = {name: np.concatenate(amounts)[order].astype(np.int32) for name, amounts in extras.items()}
    return LineGraph(
        widths,
        node_arcs.astype(np.int32),
        np.concatenate(sources)[order].astype(np.int32),
        np.concatenate(slots)[order].astype(np.int32),
        np.array(slot_starts[:-1], np.int32),
        np.concatenate(slot_cells).astype(np.int32),
        _named(by_arc, "goal"),
        _named(by_arc, "total"),
        (),
    )


def _named(extras: dict[Hashable, Ints], kind: str) -> tuple[tuple[int, Ints], ...]:
    return tuple(
        (name[1], amounts)
        for name, amounts in extras.items()
        if isinstance(name, tuple) and name[0] == kind and (kind == "total" or amounts.any())
    )
