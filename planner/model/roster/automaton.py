"""Rules compiled to layered automata: tables from state and choice to the next day's state.

Two rules together are the product of their automata. States from which no line can end are cut off, and states from
which the same lines go on at the same costs are one, so that the tables are as small as the rules allow.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.model.roster.line_problem import Counted, LineRule

NO_STATE = -1
Table = NDArray[np.int32]
"""Of one day, a row a state and a column a choice."""
Extras = dict[Hashable, list[Table]]
"""What arcs carry beside their choice: by what it is, of each day."""


@dataclass(slots=True)
class Automaton:
    """The lines that some rules allow."""

    nexts: list[Table]
    """Of each day: the state after each choice, or NO_STATE. The first day has one state, 0."""
    may_end: NDArray[np.bool_]
    """Of each state after the last day."""
    extras: Extras = field(default_factory=dict)

    @property
    def num_arcs(self) -> int:
        """How many choices are allowed over all states."""
        return int(sum(np.count_nonzero(table != NO_STATE) for table in self.nexts))


Follow = Callable[[Any, int, int], Hashable | None]
Carried = Callable[[Any, int, int], list[tuple[Hashable, int]]]


def anything(widths: list[int]) -> Automaton:
    """Every line; `widths` is the number of choices of each day, the day off included."""
    return Automaton([np.zeros((1, width), np.int32) for width in widths], np.ones(1, np.bool_))


def of_rule(rule: LineRule, widths: list[int]) -> Automaton:
    """The lines that a rule allows, with its costs."""

    def carried(state: Any, day: int, choice: int) -> list[tuple[Hashable, int]]:
        return [(("goal", goal), amount) for goal, amount in rule.costs(state, day, choice) if amount]

    return _compiled(widths, rule.first(), rule.after, rule.may_end, carried)


def of_count(counted: Counted, widths: list[int], lowest: int | None, highest: int | None) -> Automaton:
    """The lines whose count lies within the limits."""
    least, most = lowest or 0, highest

    def after(state: tuple[Any, int], day: int, choice: int) -> tuple[Any, int] | None:
        inner, count = state
        count += counted.amount(inner, day, choice)
        if most is not None and count > most:
            return None
        return counted.after(inner, day, choice), count if most is not None else min(count, least)

    return _compiled(widths, (counted.first(), 0), after, lambda state: state[1] >= least, lambda *_: [])


def of_amounts(counted: Counted, widths: list[int], name: Hashable) -> Automaton:
    """Every line, with what is counted carried by the arcs under the name."""

    def carried(state: Any, day: int, choice: int) -> list[tuple[Hashable, int]]:
        amount = counted.amount(state, day, choice)
        return [(name, amount)] if amount else []

    return _compiled(widths, counted.first(), counted.after, lambda _: True, carried)


def _compiled(
    widths: list[int], first: Hashable, after: Follow, may_end: Callable[[Any], bool], carried: Carried
) -> Automaton:
    nexts: list[Table] = []
    carries: dict[Hashable, list[tuple[int, int, int, int]]] = {}
    layer: dict[Hashable, int] = {first: 0}
    for day, width in enumerate(widths):
        following: dict[Hashable, int] = {}
        table = np.full((len(layer), width), NO_STATE, np.int32)
        for state, row in layer.items():
            for choice in range(width):
                reached = after(state, day, choice)
                if reached is not None:
                    table[row, choice] = following.setdefault(reached, len(following))
                    for name, amount in carried(state, day, choice):
                        carries.setdefault(name, []).append((day, row, choice, amount))
        nexts.append(table)
        layer = following
    extras: Extras = {name: [np.zeros_like(table) for table in nexts] for name in carries}
    for name, rows in carries.items():
        for day, row, choice, amount in rows:
            extras[name][day][row, choice] += amount
    return smallest(Automaton(nexts, np.array([may_end(state) for state in layer], np.bool_), extras))


def product(one: Automaton, other: Automaton, most_arcs: float = np.inf) -> Automaton | None:
    """The lines that both allow; None where they take more arcs than that before equal states are put together."""
    left, right = np.zeros(1, np.int64), np.zeros(1, np.int64)
    nexts: list[Table] = []
    extras: Extras = {name: [] for name in [*one.extras, *(name for name in other.extras if name not in one.extras)]}
    num_arcs = 0
    for day, (of_one, of_other) in enumerate(zip(one.nexts, other.nexts, strict=True)):
        num_arcs += len(left) * of_one.shape[1]
        if num_arcs > most_arcs:
            return None
        to_left, to_right = of_one[left].astype(np.int64), of_other[right]
        is_allowed = (to_left != NO_STATE) & (to_right != NO_STATE)
        base = int(of_other.max(initial=0)) + 1
        codes, places = np.unique(to_left[is_allowed] * base + to_right[is_allowed], return_inverse=True)
        table = np.full(is_allowed.shape, NO_STATE, np.int32)
        table[is_allowed] = places
        nexts.append(table)
        for name, tables in extras.items():
            amounts = np.zeros_like(table)
            if name in one.extras:
                amounts += one.extras[name][day][left]
            if name in other.extras:
                amounts += other.extras[name][day][right]
            amounts[~is_allowed] = 0
            tables.append(amounts)
        left, right = codes // base, codes % base
    return smallest(Automaton(nexts, one.may_end[left] & other.may_end[right], extras))


def smallest(automaton: Automaton) -> Automaton:
    """The same lines with as few states as they need. The first day keeps one state even where no line is left."""
    days = len(automaton.nexts)
    nexts: list[Table] = [_NOTHING] * days
    extras: Extras = {name: [_NOTHING] * days for name in automaton.extras}
    merged = np.where(automaton.may_end, 0, NO_STATE).astype(np.int32)
    for day in reversed(range(days)):
        old = automaton.nexts[day]
        table = np.where(old == NO_STATE, NO_STATE, merged[old]) if len(merged) else np.full_like(old, NO_STATE)
        is_dead = table == NO_STATE
        carried = [np.where(is_dead, 0, tables[day]) for tables in automaton.extras.values()]
        is_alive = ~is_dead.all(axis=1)
        if day == 0:
            is_alive[:] = True
        rows = np.hstack([table, *carried])[is_alive]
        kept, classes = distinct(rows)
        alive = np.flatnonzero(is_alive)[kept]
        nexts[day] = table[alive].astype(np.int32)
        for name, amounts in zip(automaton.extras, carried, strict=True):
            extras[name][day] = amounts[alive]
        merged = np.full(len(old), NO_STATE, np.int32)
        merged[is_alive] = classes
    return Automaton(nexts, np.ones(1, np.bool_), extras)


def distinct(rows: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of equal rows the first, and for each row the place of its like among these. Rows are told apart by a hash, which
    is looked at: where two rows share one, whole rows are compared.
    """
    factors = np.random.default_rng(rows.shape[1]).integers(1, 2**62, rows.shape[1], dtype=np.int64) | 1
    hashes = (rows.astype(np.int64) * factors).sum(axis=1)
    _, kept, classes = np.unique(hashes, return_index=True, return_inverse=True)
    if (rows[kept][classes] != rows).any():
        _, kept, classes = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return kept, classes.ravel().astype(np.int64)


_NOTHING: Table = np.zeros((0, 0), np.int32)
