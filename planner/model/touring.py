"""A part with tours: successor arcs and start times. The strong model for travel, and for all that comes after it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from planner.domain.record import MachineName
from planner.model.formulation import Formulation, Linear, ServedUnit, ValueOf
from planner.model.limits import Limits
from planner.model.packing import handed_out
from planner.model.part import Part
from planner.model.schedule import Schedule, Stay, Visit
from planner.model.started_call import StartedCall
from planner.model.tours import Tours


class Touring(Formulation):
    """Every unit served in full is a `StartedCall`; arcs lead from call to call."""

    def __init__(self, part: Part, limits: Limits, targets: tuple[int, ...] = ()) -> None:
        super().__init__(part, limits, targets)
        self._calls = {code: StartedCall(self.model, part, code, limits.finish) for code in self._full_codes()}
        elastic = [call for unit in self._elastic.values() for call in unit.calls]
        self._tours = Tours(self.model, part, [*self._calls.values(), *elastic])
        self._keep_time_enough()

    def _full_units(self) -> Iterable[ServedUnit]:
        return self._calls.values()

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
                for unit in self._elastic.values()
                for call in unit.calls
                for period in usable
                for literal in call.spans(number, period)
            ]
            if full or elastic:
                self.model.add(sum(full) + sum(elastic) <= len(usable) * duty.count)

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
        heads = [number for (number, _duty), first in self._tours.first.items() if value_of(first)]
        given: defaultdict[int, int] = defaultdict(int)
        for head in sorted(heads, key=lambda number: (made[number].first, number)):
            duty = made[head].duty
            machine = self.part.duties[duty].machines[given[duty]]
            given[duty] += 1
            for number in (head, *_chain(after, head)):
                stay = made[number]
                yield Visit(machine, stay.duty, stay.unit, stay.first, stay.last)

    def hint(self, schedule: Schedule) -> None:
        """Begin the search at a known schedule."""
        for visit in schedule.visits:
            call = self._calls.get(visit.unit)
            if call is not None:
                for duty, on in call.on.items():
                    self.model.add_hint(on, duty == visit.duty)
                self.model.add_hint(call.start, call.turn_of(visit.duty, visit.first))
        self._hint_elastic_units(schedule)
        follows = self._followers(schedule)
        for arc_between, arc in self._tours.successor.items():
            self.model.add_hint(arc, arc_between in follows)

    def _followers(self, schedule: Schedule) -> set[tuple[int, int]]:
        """The arcs that a schedule uses, by the numbers of their calls."""
        free = defaultdict(list)
        for number, call in enumerate(self._tours.calls):
            free[call.unit.code].append(number)
        follows = set()
        last: dict[MachineName, tuple[int, bool]] = {}
        for visit in schedule.visits:
            number = free[visit.unit].pop(0)
            is_mobile = not self.part.duties[visit.duty].is_fixed
            before, was_mobile = last.get(visit.machine, (number, False))
            if was_mobile and is_mobile:
                follows.add((before, number))
            last[visit.machine] = (number, is_mobile)
        return follows


def _chain(after: Mapping[int, int], number: int) -> Iterator[int]:
    while number in after:
        number = after[number]
        yield number
