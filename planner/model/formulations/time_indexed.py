"""The time-indexed formulation: visits packed into the machines' time. Strong for finish and waiting."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ortools.sat.python import cp_model

from planner.domain.record import MachineName, UnitCode
from planner.model.formulations.allowed_options import allowed_options
from planner.model.formulations.formulation import Formulation, Linear, ServedUnit
from planner.model.formulations.slot_unit import SlotUnit
from planner.model.formulations.time_indexed_visit import TimeIndexedVisit
from planner.model.gate import ValueOf
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import ClassVisit, Visit


class TimeIndexedFormulation(Formulation):
    """Units served in full are `TimeIndexedVisit`s, all others `SlotUnit`s; no class makes more visits at once than it
    has machines.

    Where `reach` is limited, every machine has to be a class of its own.
    """

    def __init__(self, problem: Subproblem, limits: EpsilonConstraints, targets: tuple[int, ...] = ()) -> None:
        self._slot_units: dict[UnitCode, SlotUnit] = {}
        super().__init__(problem, limits, targets)
        self._full_visits = {
            code: TimeIndexedVisit(self.model, problem, code, options)
            for code, options in allowed_options(problem, limits).items()
        }
        self._keep_one_place()
        if problem.limits_reach:
            self._keep_reach()

    def _flexible(self, code: UnitCode) -> SlotUnit:
        unit = SlotUnit(
            self.model,
            self.problem,
            code,
            self._limits.finish,
            serve_all=self._limits.serves_everybody,
            keeps_useful=self.keeps_useful or self.problem.limits_reach or self.problem.is_wished(code),
        )
        self._slot_units[code] = unit
        return unit

    def _full_units(self) -> Mapping[UnitCode, ServedUnit]:
        return self._full_visits

    def _travel(self) -> Linear:
        raise ValueError("the time-indexed formulation knows no travel: use RoutingFormulation")

    def _keep_one_place(self) -> None:
        """`one-place`: in no period do more visits share a class than it has machines."""
        for number, machine_class in enumerate(self.problem.classes):
            for period in range(self.problem.timeline.num_periods):
                present = [literal for _code, literal in self._present(number, period)]
                if len(present) > machine_class.count or self._slot_units:
                    self.model.add(sum(present) <= machine_class.count)

    def _present(self, machine_class: int, period: int) -> Iterator[tuple[UnitCode, cp_model.IntVar]]:
        """Where machines of the class may be in the period, with how many there are."""
        for code, optional in self._full_visits.items():
            for option in optional.spans(machine_class, period):
                yield code, option
        for code, unit in self._slot_units.items():
            for present in unit.spans(machine_class, period):
                yield code, present

    def _keep_reach(self) -> None:
        """`reach`: whoever has worked at a unit goes nowhere on the same day that is too far from there.

        A machine's whereabouts are the unit where it last worked on that day; it keeps them while it is idle.
        """
        days = self.problem.timeline.days
        for number in self.problem.mobile:
            before: dict[UnitCode, cp_model.IntVar] = {}
            day: int | None = None
            for period in self.problem.classes[number].periods:
                if days[period] != day:
                    before, day = {}, days[period]
                present = defaultdict(list)
                for code, literal in self._present(number, period):
                    present[code].append(literal)
                for here, was_here in before.items():
                    far = [
                        literal
                        for code, literals in present.items()
                        if not self.problem.within_reach(here, code)
                        for literal in literals
                    ]
                    if far:
                        self.model.add(was_here + sum(far) <= 1)
                before = self._whereabouts(before, present)

    def _whereabouts(
        self, before: Mapping[UnitCode, cp_model.IntVar], present: Mapping[UnitCode, list[cp_model.IntVar]]
    ) -> dict[UnitCode, cp_model.IntVar]:
        """Whether the machine has last worked at each unit, after this period."""
        after = {}
        for code in sorted({*before, *present}):
            was_here = self.model.new_bool_var(f"whereabouts {code}")
            for literal in present.get(code, []):
                self.model.add(was_here >= literal)
            if code in before:
                elsewhere = [literal for other, found in present.items() if other != code for literal in found]
                self.model.add(was_here >= before[code] - sum(elsewhere))
            after[code] = was_here
        return after

    def visits(self, value_of: ValueOf) -> list[Visit]:
        """The visits of a solution, handed out to the machines of each class."""
        options = [
            ClassVisit(machine_class, code, first, last)
            for code, optional in self._full_visits.items()
            for (machine_class, first, last), option in optional.options.items()
            if value_of(option)
        ]
        others = [option for unit in self._slot_units.values() for option in unit.class_visits(value_of)]
        return list(handed_out(self.problem, [*options, *others]))

    def hint(self, visits: Sequence[Visit]) -> None:
        """Begin the search at the visits of a known schedule, which stand in time order."""
        chosen = {(visit.unit, visit.machine_class, visit.first, visit.last) for visit in visits}
        for code, optional in self._full_visits.items():
            for (machine_class, first, last), option in optional.options.items():
                self.model.add_hint(option, (code, machine_class, first, last) in chosen)
        self._hint_flexible_units(visits)


def handed_out(problem: Subproblem, options: Iterable[ClassVisit]) -> Iterator[Visit]:
    """Visits given to machines of their class, in time order, each to the first that is free (intervals colour)."""
    free_from: defaultdict[tuple[int, MachineName], int] = defaultdict(int)
    for option in sorted(options, key=lambda option: (option.first, option.machine_class, option.unit)):
        machine = next(
            name
            for name in problem.classes[option.machine_class].machines
            if free_from[option.machine_class, name] <= option.first
        )
        free_from[option.machine_class, machine] = option.last + 1
        yield Visit(machine, option.machine_class, option.unit, option.first, option.last)
