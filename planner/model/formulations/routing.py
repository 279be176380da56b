"""The routing formulation: successor arcs and start times. Strong for travel, and for all goals that come after it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from planner.domain.record import MachineName, UnitCode
from planner.model.formulations.aggregated_visit import AggregatedUnit, is_even
from planner.model.formulations.allowed_options import OptionsByClass
from planner.model.formulations.circuit import Circuit
from planner.model.formulations.formulation import Formulation, Linear
from planner.model.formulations.routed_visit import RoutedVisit
from planner.model.formulations.split_unit import SplitUnit
from planner.model.gate import ValueOf
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import ClassVisit, MachineVisit, handed_out

MOST_ARCS = 120_000
"""An arc from each optional visit to each other, by each class."""


class RoutingFormulation(Formulation):
    """Units served in full are `RoutedVisit`s, all others `SplitUnit`s; arcs lead from visit to visit.

    Where the goal is travel, and no goal before it asks when dossiers are collected, units that may be left with some
    of their need are `AggregatedUnit`s as far as the calendar is even for them.
    """

    flexible_units: Mapping[UnitCode, SplitUnit]
    aggregated_units: Mapping[UnitCode, AggregatedUnit]
    full_visits: Mapping[UnitCode, RoutedVisit]

    @property
    def keeps_useful(self) -> bool:
        """Where a stop with 0 dossiers could shorten a way, it is kept out."""
        return self.problem.detours_can_pay

    def flexible_unit(self, code: UnitCode) -> SplitUnit:
        """Split visits."""
        return SplitUnit(
            self.model,
            self.problem,
            code,
            self._limits.finish,
            serve_all=self._limits.serves_everybody,
            keeps_useful=self.keeps_useful,
        )

    def may_be_aggregated(self, code: UnitCode) -> bool:
        """Whether the unit may get one visit, on an even calendar, and nothing was announced to it or wished of it."""
        return (
            self._limits.waiting is None
            and self._limits.milestones is None
            and self.problem.gets_one_visit(code)
            and code not in self.problem.promises
            and not any(self.problem.excused[code, pair.machine_class] for pair in self.problem.pairs[code])
            and not self.problem.is_wished(code)
            and all(is_even(self.problem, pair, self._limits.finish) for pair in self.problem.pairs[code])
        )

    def aggregate(self, codes: Sequence[UnitCode]) -> dict[UnitCode, AggregatedUnit]:
        """These units, each visit told as a start and a length."""
        return {code: AggregatedUnit(self.model, self.problem, code, self._limits.finish) for code in codes}

    def full_visit(self, code: UnitCode, options: OptionsByClass) -> RoutedVisit:
        """A start variable, and a Boolean for each class."""
        return RoutedVisit(self.model, self.problem, code, options)

    def one_place_and_reach(self) -> None:
        """Arcs between all optional visits, and a redundant row for each class."""
        split = [optional for unit in self.flexible_units.values() for optional in unit.optional_visits]
        aggregated = [unit.optional for unit in self.aggregated_units.values()]
        self._circuit = Circuit(self.model, self.problem, [*self.full_visits.values(), *split, *aggregated])
        self._keep_time_enough()

    def travel(self) -> Linear:
        """Road metres of all mobile machines: what the arcs cost."""
        return self._circuit.travel

    def _keep_time_enough(self) -> None:
        """Redundant, for the relaxation: a class's visits fit into its periods before the finish."""
        finish = self._limits.finish
        for number, machine_class in enumerate(self.problem.classes):
            usable = machine_class.periods_until(finish)
            full = [
                optional.shortest(number) * optional.on[number]
                for optional in self.full_visits.values()
                if number in optional.on
            ]
            split = [
                literal
                for unit in self.flexible_units.values()
                for optional in unit.optional_visits
                for period in usable
                for literal in optional.spans(number, period)
            ]
            aggregated = [
                unit.optional.lengths[number]
                for unit in self.aggregated_units.values()
                if number in unit.optional.lengths
            ]
            if full or split or aggregated:
                self.model.add(sum(full) + sum(split) + sum(aggregated) <= len(usable) * machine_class.count)

    def visits(self, value_of: ValueOf) -> list[MachineVisit]:
        """The visits of a solution: each tour given to one machine of its class, fixed classes handed out in time."""
        periods = [machine_class.periods for machine_class in self.problem.classes]
        made = {
            number: ClassVisit(
                machine_class,
                optional.unit.code,
                periods[machine_class][value_of(optional.start)],
                periods[machine_class][value_of(optional.end) - 1],
            )
            for number, optional in enumerate(self._circuit.visits)
            for machine_class, on in optional.on.items()
            if value_of(on)
        }
        fixed = [visit for visit in made.values() if self.problem.classes[visit.machine_class].is_fixed]
        return [*self._along_tours(value_of, made), *handed_out(self.problem, fixed)]

    def _along_tours(self, value_of: ValueOf, made: Mapping[int, ClassVisit]) -> Iterator[MachineVisit]:
        after = {here: there for (here, there), arc in self._circuit.successor.items() if value_of(arc)}
        heads = [
            number for (number, _machine_class, _restarts), first in self._circuit.first.items() if value_of(first)
        ]
        given: defaultdict[int, int] = defaultdict(int)
        for head in sorted(heads, key=lambda number: (made[number].first, number)):
            machine_class = made[head].machine_class
            machine = self.problem.classes[machine_class].machines[given[machine_class]]
            given[machine_class] += 1
            for number in (head, *_chain(after, head)):
                visit = made[number]
                yield MachineVisit(machine, visit.machine_class, visit.unit, visit.first, visit.last)

    def hint(self, visits: Sequence[MachineVisit]) -> None:
        """Begin the search at the visits of a known schedule, which stand in time order."""
        for visit in visits:
            optional = self.full_visits.get(visit.unit)
            if optional is not None:
                optional.hint(visit)
        self._hint_short_units(visits)
        follows = self._followers(visits)
        for arc_between, arc in self._circuit.successor.items():
            self.model.add_hint(arc, arc_between in follows)

    def _followers(self, visits: Sequence[MachineVisit]) -> set[tuple[int, int]]:
        """The arcs that a known schedule uses, by the numbers of its optional visits."""
        follows = set()
        last: dict[MachineName, tuple[int, bool]] = {}
        for visit in visits:
            is_mobile = not self.problem.classes[visit.machine_class].is_fixed
            for number in self._numbers_of(visit, visits):
                before, was_mobile = last.get(visit.machine, (number, False))
                if was_mobile and is_mobile:
                    follows.add((before, number))
                last[visit.machine] = (number, is_mobile)
        return follows

    def _numbers_of(self, visit: MachineVisit, visits: Sequence[MachineVisit]) -> list[int]:
        """The numbers of the optional visits that make a visit of a schedule, in time order."""
        mine = [number for number, optional in enumerate(self._circuit.visits) if optional.unit.code == visit.unit]
        unit = self.flexible_units.get(visit.unit)
        if unit is None:
            return mine[:1]
        here = [other for other in visits if other.unit == visit.unit]
        return [mine[number] for number, _piece in unit.optional_visits_of(visit, here)]


def _chain(after: Mapping[int, int], number: int) -> Iterator[int]:
    while number in after:
        number = after[number]
        yield number


def fits_routing(problem: Subproblem) -> bool:
    """Whether the routing formulation can be built in time."""
    return num_arcs(problem) <= MOST_ARCS


def num_arcs(problem: Subproblem) -> int:
    """How many arcs lead from each optional visit to each other, by each class."""
    visits = {code: _most_visits(problem, code) for code in problem.pairs}
    by_class = sum(visits[code] * len(pairs) for code, pairs in problem.pairs.items())
    return by_class * sum(visits.values())


def _most_visits(problem: Subproblem, code: UnitCode) -> int:
    """No more visits than may be made, nor than there are dossiers for."""
    unit = problem.campaign.units_by_code[code]
    brought = (most for pair in problem.pairs[code] for brings in pair.brings for most in brings)
    return min(unit.visits, 1 + unit.need // min(brought, default=1))
