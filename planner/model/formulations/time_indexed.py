"""A part without tours: visits packed into the machines' time. The strong model for finish and waiting."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ortools.sat.python import cp_model

from planner.domain.record import MachineName, UnitCode
from planner.model.formulations.dominated_options import allowed_stays
from planner.model.formulations.formulation import Formulation, Linear, ServedUnit
from planner.model.formulations.limits import Limits
from planner.model.formulations.slot_unit import SlotUnit
from planner.model.formulations.time_indexed_visit import IndexedCall
from planner.model.gate import ValueOf
from planner.model.instance.schedule import Stay, Visit
from planner.model.instance.subproblem import Part


class Packing(Formulation):
    """Units served in full are `IndexedCall`s, all others `SlotUnit`s; no duty makes more visits than it has machines.

    Where `reach` is limited, every machine has to be a class of its own.
    """

    def __init__(self, part: Part, limits: Limits, targets: tuple[int, ...] = ()) -> None:
        self._slot_units: dict[UnitCode, SlotUnit] = {}
        super().__init__(part, limits, targets)
        self._calls = {
            code: IndexedCall(self.model, part, code, stays) for code, stays in allowed_stays(part, limits).items()
        }
        self._keep_one_place()
        if part.limits_reach:
            self._keep_reach()

    def _flexible(self, code: UnitCode) -> SlotUnit:
        unit = SlotUnit(
            self.model,
            self.part,
            code,
            self._limits.finish,
            serve_all=self._limits.serves_everybody,
            keeps_useful=self.keeps_useful or self.part.limits_reach or self.part.is_wished(code),
        )
        self._slot_units[code] = unit
        return unit

    def _full_units(self) -> Mapping[UnitCode, ServedUnit]:
        return self._calls

    def _travel(self) -> Linear:
        raise ValueError("visits without tours have no travel: use Touring")

    def _keep_one_place(self) -> None:
        """`one-place`: in no period do more visits share a duty than it has machines."""
        for number, duty in enumerate(self.part.duties):
            for period in range(self.part.timeline.num_periods):
                present = [literal for _code, literal in self._present(number, period)]
                if len(present) > duty.count or self._slot_units:
                    self.model.add(sum(present) <= duty.count)

    def _present(self, duty: int, period: int) -> Iterator[tuple[UnitCode, cp_model.IntVar]]:
        """Where machines of the duty may be in the period, with how many there are."""
        for code, call in self._calls.items():
            for option in call.spans(duty, period):
                yield code, option
        for code, unit in self._slot_units.items():
            for present in unit.spans(duty, period):
                yield code, present

    def _keep_reach(self) -> None:
        """`reach`: whoever has worked at a unit goes nowhere on the same day that is too far from there.

        A machine's whereabouts are the unit where it last worked on that day; it keeps them while it is idle.
        """
        days = self.part.timeline.days
        for number in self.part.mobile:
            before: dict[UnitCode, cp_model.IntVar] = {}
            day: int | None = None
            for period in self.part.duties[number].turns:
                if days[period] != day:
                    before, day = {}, days[period]
                present = defaultdict(list)
                for code, literal in self._present(number, period):
                    present[code].append(literal)
                for here, was_here in before.items():
                    far = [
                        literal
                        for code, literals in present.items()
                        if not self.part.within_reach(here, code)
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
        stays = [
            Stay(duty, code, first, last)
            for code, call in self._calls.items()
            for (duty, first, last), option in call.options.items()
            if value_of(option)
        ]
        others = [stay for unit in self._slot_units.values() for stay in unit.stays(value_of)]
        return list(handed_out(self.part, [*stays, *others]))

    def hint(self, visits: Sequence[Visit]) -> None:
        """Begin the search at the visits of a known schedule, which stand in time order."""
        chosen = {(visit.unit, visit.duty, visit.first, visit.last) for visit in visits}
        for code, call in self._calls.items():
            for (duty, first, last), option in call.options.items():
                self.model.add_hint(option, (code, duty, first, last) in chosen)
        self._hint_elastic_units(visits)


def handed_out(part: Part, stays: Iterable[Stay]) -> Iterator[Visit]:
    """Stays given to machines of their class, in time order, each to the first that is free (intervals colour)."""
    free_from: defaultdict[tuple[int, MachineName], int] = defaultdict(int)
    for stay in sorted(stays, key=lambda stay: (stay.first, stay.duty, stay.unit)):
        machine = next(name for name in part.duties[stay.duty].machines if free_from[stay.duty, name] <= stay.first)
        free_from[stay.duty, machine] = stay.last + 1
        yield Visit(machine, stay.duty, stay.unit, stay.first, stay.last)
