"""A part without tours: visits packed into the machines' time. The strong model for finish and waiting."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from planner.domain.record import MachineName, UnitCode
from planner.model.allowed_stays import allowed_stays
from planner.model.elastic_unit import ElasticCall
from planner.model.formulation import Formulation, Linear, ServedUnit
from planner.model.gate import ValueOf
from planner.model.indexed_call import IndexedCall
from planner.model.limits import Limits
from planner.model.part import Part
from planner.model.schedule import Schedule, Stay, Visit


class Packing(Formulation):
    """Units served in full are `IndexedCall`s; in each period a duty makes no more visits than it has machines."""

    def __init__(self, part: Part, limits: Limits, targets: tuple[int, ...] = ()) -> None:
        super().__init__(part, limits, targets)
        self._calls = {
            code: IndexedCall(self.model, part, code, stays) for code, stays in allowed_stays(part, limits).items()
        }
        self._keep_one_place()

    def _full_units(self) -> Mapping[UnitCode, ServedUnit]:
        return self._calls

    def _travel(self) -> Linear:
        raise ValueError("visits without tours have no travel: use Touring")

    def _keep_one_place(self) -> None:
        """`one-place`: in no period do more visits share a duty than it has machines."""
        elastic = [call for unit in self._elastic.values() for call in unit.calls]
        calls: list[IndexedCall | ElasticCall] = [*self._calls.values(), *elastic]
        for number, duty in enumerate(self.part.duties):
            for period in range(self.part.timeline.num_periods):
                present = [literal for call in calls for literal in call.spans(number, period)]
                if len(present) > duty.count:
                    self.model.add(sum(present) <= duty.count)

    def visits(self, value_of: ValueOf) -> list[Visit]:
        """The visits of a solution, handed out to the machines of each class."""
        stays = [
            Stay(duty, code, first, last)
            for code, call in self._calls.items()
            for (duty, first, last), option in call.options.items()
            if value_of(option)
        ]
        elastic = [stay for unit in self._elastic.values() for stay in unit.stays(value_of)]
        return list(handed_out(self.part, [*stays, *elastic]))

    def hint(self, schedule: Schedule) -> None:
        """Begin the search at a known schedule."""
        chosen = {(visit.unit, visit.duty, visit.first, visit.last) for visit in schedule.visits}
        for code, call in self._calls.items():
            for (duty, first, last), option in call.options.items():
                self.model.add_hint(option, (code, duty, first, last) in chosen)
        self._hint_elastic_units(schedule)


def handed_out(part: Part, stays: Iterable[Stay]) -> Iterator[Visit]:
    """Stays given to machines of their class, in time order, each to the first that is free (intervals colour)."""
    free_from: defaultdict[tuple[int, MachineName], int] = defaultdict(int)
    for stay in sorted(stays, key=lambda stay: (stay.first, stay.duty, stay.unit)):
        machine = next(name for name in part.duties[stay.duty].machines if free_from[stay.duty, name] <= stay.first)
        free_from[stay.duty, machine] = stay.last + 1
        yield Visit(machine, stay.duty, stay.unit, stay.first, stay.last)
