"""The routing formulation: successor arcs and start times. Strong for travel, and for all goals that come after it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from planner.domain.record import MachineName, UnitCode
from planner.model.formulations.aggregated_visit import AggregatedUnit, is_even
from planner.model.formulations.allowed_options import allowed_options
from planner.model.formulations.circuit import Circuit
from planner.model.formulations.formulation import Formulation, Linear, ServedUnit, ShortUnit
from planner.model.formulations.routed_visit import RoutedVisit
from planner.model.formulations.split_unit import SplitUnit
from planner.model.formulations.time_indexed import handed_out
from planner.model.gate import ValueOf
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import ClassVisit, Visit


class RoutingFormulation(Formulation):
    """Every unit served in full is a `RoutedVisit`; arcs lead from visit to visit.

    Where the goal is travel, and no goal before it asks when dossiers are collected, units that may stay short are
    `AggregatedUnit`s as far as the calendar is even for them.
    """

    def __init__(
        self,
        problem: Subproblem,
        limits: EpsilonConstraints,
        targets: tuple[int, ...] = (),
        *,
        asks_for_travel_only: bool = False,
    ) -> None:
        self._split_units: dict[UnitCode, SplitUnit] = {}
        self.keeps_useful = problem.detours_can_pay
        self._aggregates = asks_for_travel_only and limits.waiting is None and limits.milestones is None
        super().__init__(problem, limits, targets)
        self._aggregated = {
            unit.code: AggregatedUnit(self.model, problem, unit.code, limits.finish)
            for unit in problem.units
            if self._is_aggregated(unit.code)
        }
        self._full_visits = {
            code: RoutedVisit(self.model, problem, code, options)
            for code, options in allowed_options(problem, limits).items()
        }
        split = [optional for unit in self._split_units.values() for optional in unit.optional_visits]
        self._circuit = Circuit(
            self.model,
            problem,
            [*self._full_visits.values(), *split, *(unit.optional for unit in self._aggregated.values())],
        )
        self._keep_time_enough()

    def _flexible(self, code: UnitCode) -> SplitUnit:
        unit = SplitUnit(
            self.model,
            self.problem,
            code,
            self._limits.finish,
            serve_all=self._limits.serves_everybody,
            keeps_useful=self.keeps_useful,
        )
        self._split_units[code] = unit
        return unit

    def _is_aggregated(self, code: UnitCode) -> bool:
        return (
            self._aggregates
            and not self._is_full(code)
            and self.problem.gets_one_visit(code)
            and code not in self.problem.promises
            and not any(self.problem.excused[code, pair.machine_class] for pair in self.problem.pairs[code])
            and not self.problem.is_wished(code)
            and all(is_even(self.problem, pair, self._limits.finish) for pair in self.problem.pairs[code])
        )

    def _units_that_may_stay_short(self) -> Iterable[ShortUnit]:
        return chain(self._flexible_units.values(), self._aggregated.values())

    def _full_units(self) -> Mapping[UnitCode, ServedUnit]:
        return self._full_visits

    def _travel(self) -> Linear:
        return self._circuit.travel

    def _keep_time_enough(self) -> None:
        """Redundant, for the relaxation: a class's visits fit into its periods before the finish."""
        finish = self._limits.finish
        for number, machine_class in enumerate(self.problem.classes):
            usable = [
                period
                for period in machine_class.periods
                if finish is None or machine_class.open_ordinals[period][0] <= finish
            ]
            full = [
                optional.shortest(number) * optional.on[number]
                for optional in self._full_visits.values()
                if number in optional.on
            ]
            split = [
                literal
                for unit in self._split_units.values()
                for optional in unit.optional_visits
                for period in usable
                for literal in optional.spans(number, period)
            ]
            aggregated = [
                unit.optional.lengths[number] for unit in self._aggregated.values() if number in unit.optional.lengths
            ]
            if full or split or aggregated:
                self.model.add(sum(full) + sum(split) + sum(aggregated) <= len(usable) * machine_class.count)

    def visits(self, value_of: ValueOf) -> list[Visit]:
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

    def _along_tours(self, value_of: ValueOf, made: Mapping[int, ClassVisit]) -> Iterator[Visit]:
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
                yield Visit(machine, visit.machine_class, visit.unit, visit.first, visit.last)

    def hint(self, visits: Sequence[Visit]) -> None:
        """Begin the search at the visits of a known schedule, which stand in time order."""
        for visit in visits:
            optional = self._full_visits.get(visit.unit)
            if optional is not None:
                optional.hint(visit)
        self._hint_flexible_units(visits)
        for code, unit in self._aggregated.items():
            unit.hint([visit for visit in visits if visit.unit == code])
        follows = self._followers(visits)
        for arc_between, arc in self._circuit.successor.items():
            self.model.add_hint(arc, arc_between in follows)

    def _followers(self, visits: Sequence[Visit]) -> set[tuple[int, int]]:
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

    def _numbers_of(self, visit: Visit, visits: Sequence[Visit]) -> list[int]:
        """The numbers of the optional visits that make a visit of a schedule, in time order."""
        mine = [number for number, optional in enumerate(self._circuit.visits) if optional.unit.code == visit.unit]
        unit = self._split_units.get(visit.unit)
        if unit is None:
            return mine[:1]
        here = [other for other in visits if other.unit == visit.unit]
        return [mine[number] for number, _piece in unit.optional_visits_of(visit, here)]


def _chain(after: Mapping[int, int], number: int) -> Iterator[int]:
    while number in after:
        number = after[number]
        yield number
