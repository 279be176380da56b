"""The only visit of a unit, serving its whole need, told by who makes it and when it starts.

What it costs is a function of the start variable, told as a linear expression. With an even calendar it is a straight
line. Closures, windows and short days bend it; each bend costs one Boolean, so that the model grows with the unevenness
of the calendar and not with its length.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple, TypeVar

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.formulations.allowed_options import OptionsByClass
from planner.model.instance.criteria import Criterion
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visit_options import VisitOption
from planner.model.instance.visits import MachineVisit

CostTable = Mapping[int, int]
"""Start period to value."""
ChoiceT = TypeVar("ChoiceT", bound=Hashable)
"""Who makes the visit and how: what a table is about."""


class Choice(NamedTuple):
    """Who makes the visit, and whether the machine stays on after the last dossier."""

    machine_class: int
    until: int | None
    """The last period of a visit that stays on for what was announced; None for one that ends with its work."""


class RoutedVisit:
    """A visit that takes place in any case, with a start variable; everything else follows from class and start.

    Start and end are local periods of the class that is on, not periods of the timeline.
    """

    is_certain = True

    def __init__(self, model: cp_model.CpModel, problem: Subproblem, code: UnitCode, allowed: OptionsByClass) -> None:
        self.unit = problem.campaign.units_by_code[code]
        self._model = model
        self._options: dict[Choice, dict[int, VisitOption]] = defaultdict(dict)
        for machine_class, options in allowed.items():
            for option in options:
                choice = Choice(machine_class, option.last if option.stays_on else None)
                self._options[choice][problem.classes[machine_class].local_period(option.first)] = option
        self._lengths = {
            choice: {
                local: problem.classes[choice.machine_class].local_period(option.last) + 1 - local
                for local, option in found.items()
            }
            for choice, found in self._options.items()
        }
        self._chosen = {
            choice: model.new_bool_var(f"{code} by {choice.machine_class} {choice.until}") for choice in self._options
        }
        model.add_exactly_one(self._chosen.values())
        self.on = self._classes_on()
        starts = sorted({local for found in self._options.values() for local in found})
        self._start = StartVariable(model, starts or [0], f"{code} start")
        self.start = self._start.variable
        for choice, found in self._options.items():
            domain = cp_model.Domain.from_values(sorted(found))
            model.add_linear_expression_in_domain(self.start, domain).only_enforce_if(self._chosen[choice])
        self.end = self._end(problem.timeline.num_periods)

    def _classes_on(self) -> dict[int, cp_model.IntVar]:
        """Whether each class makes the visit, however long it stays on."""
        by_class: defaultdict[int, list[cp_model.IntVar]] = defaultdict(list)
        for choice, literal in self._chosen.items():
            by_class[choice.machine_class].append(literal)
        on = {}
        for machine_class, literals in by_class.items():
            on[machine_class] = literals[0]
            if len(literals) > 1:
                on[machine_class] = self._model.new_bool_var(f"{self.unit.code} by {machine_class}")
                self._model.add(sum(literals) == on[machine_class])
        return on

    def _end(self, num_periods: int) -> cp_model.LinearExprT:
        """The local period after the last: a variable, unless it stands at one distance from the start."""
        lengths = {length for table in self._lengths.values() for length in table.values()}
        if len(lengths) <= 1:
            return self.start + (lengths.pop() if lengths else 1)
        tables = {
            choice: {local: local + length for local, length in table.items()}
            for choice, table in self._lengths.items()
        }
        end = self._model.new_int_var(0, num_periods, f"{self.unit.code} end")
        self._model.add(end == piecewise_cost(self._model, self._start, tables, self._chosen))
        self._model.add(end >= self.start + min(lengths))
        return end

    def waiting(self) -> cp_model.LinearExprT:
        """Over the unit's dossiers, the ordinal of the slot in which each is collected."""
        return self._told(lambda option: option.waiting)

    def collected_by(self, phase: int) -> cp_model.LinearExprT:
        """The unit's dossiers collected by the phase's last day."""
        return self._told(lambda option: option.collected_by[phase])

    def breaks(self, criterion: Criterion) -> cp_model.LinearExprT:
        """What the unit's announced slots cost."""
        return self._told(lambda option: option.breaks(criterion))

    def _told(self, value: Callable[[VisitOption], int]) -> cp_model.LinearExprT:
        """What the chosen option is worth."""
        tables = {
            choice: {local: value(option) for local, option in found.items()} for choice, found in self._options.items()
        }
        return piecewise_cost(self._model, self._start, tables, self._chosen)

    def earliest_end(self, machine_class: int) -> int:
        """The first local period in which the visit can be over by this class."""
        return min(local + length for local, length in self._starts(machine_class))

    def latest_start(self, machine_class: int) -> int:
        """The last local period in which it can start by this class."""
        return max(local for local, _length in self._starts(machine_class))

    def _starts(self, machine_class: int) -> Iterator[tuple[int, int]]:
        """Each start by this class, with its length in local periods."""
        for choice, table in self._lengths.items():
            if choice.machine_class == machine_class:
                yield from table.items()

    def shortest(self, machine_class: int) -> int:
        """The fewest local periods that the visit takes by this class."""
        return min(length for _local, length in self._starts(machine_class))

    def hint(self, visit: MachineVisit) -> None:
        """Begin the search at this visit."""
        for machine_class, literal in self.on.items():
            self._model.add_hint(literal, machine_class == visit.machine_class)
        start = 0
        several = len(self._chosen) > len(self.on)
        for choice, found in self._options.items():
            locals_ = [
                local for local, option in found.items() if option.first == visit.first and option.last == visit.last
            ]
            is_chosen = choice.machine_class == visit.machine_class and bool(locals_)
            start = locals_[0] if is_chosen else start
            if several and self._chosen[choice] is not self.on[choice.machine_class]:
                self._model.add_hint(self._chosen[choice], is_chosen)
        self._model.add_hint(self.start, start)


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
    tables: Mapping[ChoiceT, CostTable],
    on: Mapping[ChoiceT, cp_model.IntVar],
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


def _commonest_slope(tables: Mapping[ChoiceT, CostTable]) -> int:
    slopes = Counter(
        table[after] - table[before]
        for table in tables.values()
        for before, after in pairwise(sorted(table))
        if after == before + 1
    )
    return max(slopes, key=lambda slope: (slopes[slope], -slope)) if slopes else 0


def _bends(table: CostTable, slope: int) -> dict[int, int]:
    """Where the table leaves the straight line: start period to the step taken there."""
    starts = sorted(table)
    steps = {after: table[after] - table[before] - slope * (after - before) for before, after in pairwise(starts)}
    return {period: delta for period, delta in steps.items() if delta}


def _shared_bends(
    tables: Mapping[ChoiceT, CostTable], bends: Mapping[ChoiceT, dict[int, int]]
) -> tuple[dict[int, int], dict[ChoiceT, dict[int, int]]]:
    """Bends on which all choices that pass them agree, and the rest by choice."""
    shared: dict[int, int] = {}
    own: defaultdict[ChoiceT, dict[int, int]] = defaultdict(dict)
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
