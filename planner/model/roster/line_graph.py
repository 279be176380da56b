"""The graph of an owner's lines: a layer a day, an arc for each choice that his rules allow, as arrays for pricing."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.roster import automaton
from planner.model.roster.automaton import NO_STATE, Automaton
from planner.model.roster.line_problem import Counted, LineProblem, LineRule, Total

MOST_ARCS = 400_000
"""A limit becomes a counter of the graph only while the graph has no more arcs than this."""
MOST_BEFORE_MERGING = 8_000_000

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


def build_graph(structure: Structure, most_arcs: int = MOST_ARCS) -> LineGraph:
    """The graph of a structure. Limits of totals become counters while the graph stays small, the tightest first."""
    widths = list(structure.widths)
    together = automaton.anything(widths)
    for rule in structure.rules:
        together = _both(together, automaton.of_rule(rule, widths))
    counted = [False] * len(structure.countables)
    for place in _tightest_first(structure):
        countable = structure.countables[place]
        lowest, highest = _binding(countable, widths)
        if lowest is None and highest is None:
            counted[place] = True
            continue
        counter = automaton.of_count(countable.counted, widths, lowest, highest)
        wider = automaton.product(together, counter, MOST_BEFORE_MERGING)
        if wider is not None and wider.num_arcs <= most_arcs:
            together, counted[place] = wider, True
    for place, countable in enumerate(structure.countables):
        if _has_state(countable, widths) and (countable.is_priced or not counted[place]):
            amounts = automaton.of_amounts(countable.counted, widths, ("total", place))
            together = _both(together, amounts)
    return _as_arrays(together, structure.widths, tuple(counted))


def _both(one: Automaton, other: Automaton) -> Automaton:
    together = automaton.product(one, other)
    if together is None:
        raise AssertionError(one.num_arcs)
    return together


def _reach(countable: Countable, widths: list[int]) -> tuple[int, int]:
    """The least and the most that the count can come to if all lines were allowed: a bound, not always reached."""
    free = automaton.of_amounts(countable.counted, widths, "amount")
    if "amount" not in free.extras:
        return 0, 0
    tables = free.extras["amount"]
    return sum(int(table.min()) for table in tables), sum(int(table.max()) for table in tables)


def _binding(countable: Countable, widths: list[int]) -> tuple[int | None, int | None]:
    """The limits that some line could break."""
    least, most = _reach(countable, widths)
    lowest = None if countable.lowest is None or countable.lowest <= least else countable.lowest
    highest = None if countable.highest is None or countable.highest >= most else countable.highest
    return lowest, highest


def _tightest_first(structure: Structure) -> list[int]:
    widths = list(structure.widths)

    def slack(place: int) -> tuple[float, int]:
        countable = structure.countables[place]
        most = _reach(countable, widths)[1]
        if countable.lowest and countable.highest is not None:
            return 0.0, place
        return (1.0 if countable.highest is None else countable.highest / max(1, most)), place

    return sorted(range(len(structure.countables)), key=slack)


def _has_state(countable: Countable, widths: list[int]) -> bool:
    amounts = automaton.of_amounts(countable.counted, widths, "amount")
    return any(len(table) > 1 for table in amounts.nexts)


def _as_arrays(lines: Automaton, widths: tuple[int, ...], counted: tuple[bool, ...]) -> LineGraph:
    sizes = [len(table) for table in lines.nexts] + [1]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    cell_starts = np.concatenate([[0], np.cumsum(widths)])
    sources, targets, slots, slot_cells, slot_starts = [], [], [], [], [0]
    extras: dict[Hashable, list[Ints]] = {name: [] for name in lines.extras}
    for day, table in enumerate(lines.nexts):
        carried = [tables[day] for tables in lines.extras.values()]
        columns = np.ascontiguousarray(np.vstack([table, *carried]).T)
        _, first, groups = np.unique(columns, axis=0, return_index=True, return_inverse=True)
        groups = groups.ravel()
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
        counted,
    )


def _named(extras: dict[Hashable, Ints], kind: str) -> tuple[tuple[int, Ints], ...]:
    return tuple(
        (name[1], amounts)
        for name, amounts in extras.items()
        if isinstance(name, tuple) and name[0] == kind and amounts.any()
    )
