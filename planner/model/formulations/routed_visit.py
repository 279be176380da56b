"""The only visit of a unit, serving its whole need, told by who makes it and when it starts."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.formulations.dominated_options import OptionsByClass
from planner.model.formulations.piecewise import StartVariable, piecewise_cost
from planner.model.instance.criteria import Criterion
from planner.model.instance.options import VisitOption
from planner.model.instance.schedule import Visit
from planner.model.instance.subproblem import Subproblem


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

    def hint(self, visit: Visit) -> None:
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
