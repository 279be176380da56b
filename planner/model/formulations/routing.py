"""A part with tours: successor arcs and start times. The strong model for travel, and for all that comes after it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from planner.domain.record import MachineName, UnitCode
from planner.model.formulations.aggregated_visit import MeasuredUnit, is_even
from planner.model.formulations.circuit import Tours
from planner.model.formulations.dominated_options import allowed_stays
from planner.model.formulations.formulation import Formulation, Linear, ServedUnit, ShortUnit
from planner.model.formulations.limits import Limits
from planner.model.formulations.routed_visit import StartedCall
from planner.model.formulations.split_visits import ElasticUnit
from planner.model.formulations.time_indexed import handed_out
from planner.model.gate import ValueOf
from planner.model.instance.schedule import Stay, Visit
from planner.model.instance.subproblem import Part


class Touring(Formulation):
    """Every unit served in full is a `StartedCall`; arcs lead from call to call.

    Where the goal is travel, and no goal before it asks when dossiers are collected, units that may stay short are
    `MeasuredUnit`s as far as the calendar is even for them.
    """

    def __init__(
        self, part: Part, limits: Limits, targets: tuple[int, ...] = (), *, asks_for_travel_only: bool = False
    ) -> None:
        self._elastic_units: dict[UnitCode, ElasticUnit] = {}
        self.keeps_useful = part.detours_can_pay
        self._measures = asks_for_travel_only and limits.waiting is None and limits.milestones is None
        super().__init__(part, limits, targets)
        self._measured = {
            unit.code: MeasuredUnit(self.model, part, unit.code, limits.finish)
            for unit in part.units
            if self._is_measured(unit.code)
        }
        self._calls = {
            code: StartedCall(self.model, part, code, stays) for code, stays in allowed_stays(part, limits).items()
        }
        elastic = [call for unit in self._elastic_units.values() for call in unit.calls]
        self._tours = Tours(
            self.model, part, [*self._calls.values(), *elastic, *(unit.call for unit in self._measured.values())]
        )
        self._keep_time_enough()

    def _flexible(self, code: UnitCode) -> ElasticUnit:
        unit = ElasticUnit(
            self.model,
            self.part,
            code,
            self._limits.finish,
            serve_all=self._limits.serves_everybody,
            keeps_useful=self.keeps_useful,
        )
        self._elastic_units[code] = unit
        return unit

    def _is_measured(self, code: UnitCode) -> bool:
        return (
            self._measures
            and not self._is_full(code)
            and self.part.gets_one_visit(code)
            and code not in self.part.promises
            and not any(self.part.excused[code, meeting.duty] for meeting in self.part.meetings[code])
            and not self.part.is_wished(code)
            and all(is_even(self.part, meeting, self._limits.finish) for meeting in self.part.meetings[code])
        )

    def _units_that_may_stay_short(self) -> Iterable[ShortUnit]:
        return chain(self._elastic.values(), self._measured.values())

    def _full_units(self) -> Mapping[UnitCode, ServedUnit]:
        return self._calls

    def _travel(self) -> Linear:
        return self._tours.travel

    def _keep_time_enough(self) -> None:
        """Redundant, for the relaxation: a duty's visits fit into its open periods before the finish."""
        finish = self._limits.finish
        for number, duty in enumerate(self.part.duties):
            usable = [period for period in duty.turns if finish is None or duty.open_ordinals[period][0] <= finish]
            full = [call.shortest(number) * call.on[number] for call in self._calls.values() if number in call.on]
            elastic = [
                literal
                for unit in self._elastic_units.values()
                for call in unit.calls
                for period in usable
                for literal in call.spans(number, period)
            ]
            measured = [unit.call.turns[number] for unit in self._measured.values() if number in unit.call.turns]
            if full or elastic or measured:
                self.model.add(sum(full) + sum(elastic) + sum(measured) <= len(usable) * duty.count)

    def visits(self, value_of: ValueOf) -> list[Visit]:
        """The visits of a solution: each tour given to one machine of its class, fixed duties handed out in time."""
        turns = [duty.turns for duty in self.part.duties]
        made = {
            number: Stay(duty, call.unit.code, turns[duty][value_of(call.start)], turns[duty][value_of(call.end) - 1])
            for number, call in enumerate(self._tours.calls)
            for duty, on in call.on.items()
            if value_of(on)
        }
        fixed = [stay for stay in made.values() if self.part.duties[stay.duty].is_fixed]
        return [*self._along_tours(value_of, made), *handed_out(self.part, fixed)]

    def _along_tours(self, value_of: ValueOf, made: Mapping[int, Stay]) -> Iterator[Visit]:
        after = {here: there for (here, there), arc in self._tours.successor.items() if value_of(arc)}
        heads = [number for (number, _duty, _restarts), first in self._tours.first.items() if value_of(first)]
        given: defaultdict[int, int] = defaultdict(int)
        for head in sorted(heads, key=lambda number: (made[number].first, number)):
            duty = made[head].duty
            machine = self.part.duties[duty].machines[given[duty]]
            given[duty] += 1
            for number in (head, *_chain(after, head)):
                stay = made[number]
                yield Visit(machine, stay.duty, stay.unit, stay.first, stay.last)

    def hint(self, visits: Sequence[Visit]) -> None:
        """Begin the search at the visits of a known schedule, which stand in time order."""
        for visit in visits:
            call = self._calls.get(visit.unit)
            if call is not None:
                call.hint(visit)
        self._hint_elastic_units(visits)
        for code, unit in self._measured.items():
            unit.hint([visit for visit in visits if visit.unit == code])
        follows = self._followers(visits)
        for arc_between, arc in self._tours.successor.items():
            self.model.add_hint(arc, arc_between in follows)

    def _followers(self, visits: Sequence[Visit]) -> set[tuple[int, int]]:
        """The arcs that visits use, by the numbers of their calls."""
        follows = set()
        last: dict[MachineName, tuple[int, bool]] = {}
        for visit in visits:
            is_mobile = not self.part.duties[visit.duty].is_fixed
            for number in self._numbers_of(visit, visits):
                before, was_mobile = last.get(visit.machine, (number, False))
                if was_mobile and is_mobile:
                    follows.add((before, number))
                last[visit.machine] = (number, is_mobile)
        return follows

    def _numbers_of(self, visit: Visit, visits: Sequence[Visit]) -> list[int]:
        """The numbers of the calls that make a visit, in time order."""
        mine = [number for number, call in enumerate(self._tours.calls) if call.unit.code == visit.unit]
        unit = self._elastic_units.get(visit.unit)
        if unit is None:
            return mine[:1]
        here = [other for other in visits if other.unit == visit.unit]
        return [mine[number] for number, _piece in unit.calls_of(visit, here)]


def _chain(after: Mapping[int, int], number: int) -> Iterator[int]:
    while number in after:
        number = after[number]
        yield number
