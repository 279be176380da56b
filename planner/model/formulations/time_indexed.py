"""The time-indexed formulation: visits packed into the machines' time. Strong for finish and waiting.

Source: Kramer, Dell'Amico, Iori, Enhanced arc-flow formulations to minimize weighted completion time on identical
parallel machines, EJOR 275 (2019) 67-79 (arXiv 1808.10661). Subproblems that are too large for it are rebuilt by hand
of rounds and bounded by counting.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.formulations.allowed_options import OptionsByClass
from planner.model.formulations.formulation import Formulation, Linear
from planner.model.formulations.slot_unit import SlotUnit
from planner.model.gate import ValueOf
from planner.model.instance.criteria import Criterion
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visit_options import VisitOption
from planner.model.instance.visits import ClassVisit, MachineVisit, handed_out

MOST_PERIODS = 250_000
"""A number for each period of each eligible pair."""


class TimeIndexedFormulation(Formulation):
    """Units served in full are `TimeIndexedVisit`s, all others `SlotUnit`s.

    Where `reach` is limited, every machine has to be a class of its own.
    """

    flexible_units: Mapping[UnitCode, SlotUnit]
    full_visits: Mapping[UnitCode, "TimeIndexedVisit"]

    def flexible_unit(self, code: UnitCode) -> SlotUnit:
        """Machines present by period."""
        return SlotUnit(
            self.model,
            self.problem,
            code,
            self._limits.finish,
            serve_all=self._limits.serves_everybody,
            keeps_useful=self.keeps_useful or self.problem.limits_reach or self.problem.is_wished(code),
        )

    def full_visit(self, code: UnitCode, options: OptionsByClass) -> "TimeIndexedVisit":
        """One Boolean for each option."""
        return TimeIndexedVisit(self.model, self.problem, code, options)

    def one_place_and_reach(self) -> None:
        """Capacity rows, one for each class and period; and where `reach` is limited, the machines' whereabouts."""
        self._keep_one_place()
        if self.problem.limits_reach:
            self._keep_reach()

    def travel(self) -> Linear:
        """Raises ValueError: there are no arcs."""
        raise ValueError("the time-indexed formulation knows no travel: use RoutingFormulation")

    def _keep_one_place(self) -> None:
        """`one-place`: in no period do more visits share a class than it has machines."""
        for number, machine_class in enumerate(self.problem.classes):
            for period in range(self.problem.timeline.num_periods):
                present = [literal for _code, literal in self._present(number, period)]
                if len(present) > machine_class.count or self.flexible_units:
                    self.model.add(sum(present) <= machine_class.count)

    def present(self, code: UnitCode, machine_class: int, period: int) -> list[cp_model.IntVar]:
        """What adds up to the machines of the class that are at the unit in the period."""
        full = self.full_visits.get(code)
        return (self.flexible_units[code] if full is None else full).spans(machine_class, period)

    def begins(self, code: UnitCode, machine_class: int, period: int) -> list[cp_model.IntVar]:
        """What adds up to the visits of the class that begin at the unit in the period; where that is no matter, there
        may be more than have to."""
        full = self.full_visits.get(code)
        return (self.flexible_units[code] if full is None else full).begins(machine_class, period)

    def _present(self, machine_class: int, period: int) -> Iterator[tuple[UnitCode, cp_model.IntVar]]:
        """Where machines of the class may be in the period, with how many there are."""
        for code, optional in self.full_visits.items():
            for option in optional.spans(machine_class, period):
                yield code, option
        for code, unit in self.flexible_units.items():
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

    def visits(self, value_of: ValueOf) -> list[MachineVisit]:
        """The visits of a solution, handed out to the machines of each class."""
        options = [
            ClassVisit(machine_class, code, first, last)
            for code, optional in self.full_visits.items()
            for (machine_class, first, last), option in optional.options.items()
            if value_of(option)
        ]
        others = [option for unit in self.flexible_units.values() for option in unit.class_visits(value_of)]
        return list(handed_out(self.problem, [*options, *others]))

    def hint(self, visits: Sequence[MachineVisit]) -> None:
        """Begin the search at the visits of a known schedule, which stand in time order."""
        chosen = {(visit.unit, visit.machine_class, visit.first, visit.last) for visit in visits}
        for code, optional in self.full_visits.items():
            for (machine_class, first, last), option in optional.options.items():
                self.model.add_hint(option, (code, machine_class, first, last) in chosen)
        self._hint_short_units(visits)


class TimeIndexedVisit:
    """A visit that takes place in any case; exactly one of its options is chosen."""

    is_certain = True

    def __init__(self, model: cp_model.CpModel, problem: Subproblem, code: UnitCode, allowed: OptionsByClass) -> None:
        self.unit = problem.campaign.units_by_code[code]
        self._options = allowed
        self.options = {
            (machine_class, option.first, option.last): model.new_bool_var(
                f"{code} by {machine_class} from {option.first} to {option.last}"
            )
            for machine_class, found in self._options.items()
            for option in found
        }
        model.add_exactly_one(self.options.values())
        self._covering: defaultdict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        self._beginning: defaultdict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for (machine_class, first, last), chosen in self.options.items():
            self._beginning[machine_class, first].append(chosen)
            for period in range(first, last + 1):
                self._covering[machine_class, period].append(chosen)

    def spans(self, machine_class: int, period: int) -> list[cp_model.IntVar]:
        """The options that cover this period with this class; at most one is chosen."""
        return self._covering.get((machine_class, period), [])

    def begins(self, machine_class: int, period: int) -> list[cp_model.IntVar]:
        """The options that begin in this period with this class; at most one is chosen."""
        return self._beginning.get((machine_class, period), [])

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
        return cp_model.LinearExpr.sum(
            [
                value(option) * self.options[machine_class, option.first, option.last]
                for machine_class, found in self._options.items()
                for option in found
            ]
        )


def fits_time_indexed(problem: Subproblem, finish: int | None) -> bool:
    """Whether the time-indexed formulation, of plans that end by then, can be built in time."""
    return num_periods(problem, finish) <= MOST_PERIODS


def num_periods(problem: Subproblem, finish: int | None) -> int:
    """How many periods of all eligible pairs can be used by plans that end by then."""
    return sum(
        1
        for pair in problem.pair.values()
        for slots in pair.worked
        if slots and (finish is None or slots[-1] <= finish)
    )
