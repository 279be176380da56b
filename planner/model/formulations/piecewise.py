"""Functions of a start variable, as linear expressions.

With an even calendar, everything about a visit is a straight line in its start. Closures, windows and short days bend
it; each bend costs one Boolean, so that the model grows with the unevenness of the calendar and not with its length.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from itertools import pairwise
from typing import TypeVar

from ortools.sat.python import cp_model

Table = Mapping[int, int]
"""Start period to value."""
Choice = TypeVar("Choice", bound=Hashable)
"""Who makes the visit and how: what a table is about."""


class StartVariable:
    """A start period, with literals for 'not before period p' made when first asked for."""

    def __init__(self, model: cp_model.CpModel, starts: list[int], name: str) -> None:
        self._model = model
        self._name = name
        self.variable = model.new_int_var_from_domain(cp_model.Domain.from_values(starts), name)
        self._not_before: dict[int, cp_model.IntVar] = {}

    def not_before(self, period: int) -> cp_model.IntVar:
        """Whether the start is this period or later."""
        if period not in self._not_before:
            literal = self._model.new_bool_var(f"{self._name} not before {period}")
            self._model.add(self.variable >= period).only_enforce_if(literal)
            self._model.add(self.variable < period).only_enforce_if(~literal)
            self._not_before[period] = literal
        return self._not_before[period]


def piecewise_cost(
    model: cp_model.CpModel,
    start: StartVariable,
    tables: Mapping[Choice, Table],
    on: Mapping[Choice, cp_model.IntVar],
) -> cp_model.LinearExprT:
    """The value of the table of the choice that is on, at the start.

    `tables` maps each choice to its values; every start in a choice's table is one that it allows. Exactly one choice
    must be on, or all of them off, in which case the expression means nothing.
    """
    slope = _commonest_slope(tables)
    bends = {choice: _bends(table, slope) for choice, table in tables.items()}
    shared, own = _shared_bends(tables, bends)
    terms: list[cp_model.LinearExprT] = [slope * start.variable]
    for period, delta in sorted(shared.items()):
        terms.append(delta * start.not_before(period))
    for choice, table in tables.items():
        first = min(table)
        passed = sum(delta for period, delta in shared.items() if period <= first)
        terms.append((table[first] - slope * first - passed) * on[choice])
        for period, delta in sorted(own[choice].items()):
            terms.append(delta * _both(model, on[choice], start.not_before(period)))
    return cp_model.LinearExpr.sum(terms)


def _commonest_slope(tables: Mapping[Choice, Table]) -> int:
    slopes = Counter(
        table[after] - table[before]
        for table in tables.values()
        for before, after in pairwise(sorted(table))
        if after == before + 1
    )
    return max(slopes, key=lambda slope: (slopes[slope], -slope)) if slopes else 0


def _bends(table: Table, slope: int) -> dict[int, int]:
    """Where the table leaves the straight line: start period to the step taken there."""
    starts = sorted(table)
    steps = {after: table[after] - table[before] - slope * (after - before) for before, after in pairwise(starts)}
    return {period: delta for period, delta in steps.items() if delta}


def _shared_bends(
    tables: Mapping[Choice, Table], bends: Mapping[Choice, dict[int, int]]
) -> tuple[dict[int, int], dict[Choice, dict[int, int]]]:
    """Bends on which all choices that pass them agree, and the rest by choice."""
    shared: dict[int, int] = {}
    own: defaultdict[Choice, dict[int, int]] = defaultdict(dict)
    for period in sorted({period for found in bends.values() for period in found}):
        passing = [choice for choice, table in tables.items() if min(table) < period <= max(table)]
        deltas = {bends[choice].get(period, 0) for choice in passing}
        if len(deltas) == 1:
            shared[period] = deltas.pop()
        else:
            for choice in passing:
                if period in bends[choice]:
                    own[choice][period] = bends[choice][period]
    return shared, own


def _both(model: cp_model.CpModel, one: cp_model.IntVar, other: cp_model.IntVar) -> cp_model.IntVar:
    both = model.new_bool_var("")
    model.add_bool_or([~one, ~other, both])
    model.add_implication(both, one)
    model.add_implication(both, other)
    return both
