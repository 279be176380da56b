"""The only visit of a unit, serving its whole need, told by who makes it and when it starts."""

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.by_start import StartVariable, by_start
from planner.model.part import Part
from planner.model.stays import FullStay


def stays_in_time(part: Part, code: UnitCode, finish: int | None) -> dict[int, tuple[FullStay, ...]]:
    """For each duty, the full stays at a unit that end by the finish; duties without any are left out."""
    in_time = {
        meeting.duty: tuple(
            stay
            for stay in part.full_stays[code, meeting.duty]
            if finish is None or meeting.worked[stay.last][-1] <= finish
        )
        for meeting in part.meetings[code]
    }
    pinned = [meeting.duty for meeting in part.meetings[code] if meeting.pinned]
    return {duty: stays for duty, stays in in_time.items() if stays and (not pinned or pinned == [duty])}


class StartedCall:
    """A visit that takes place in any case, with a start variable; everything else follows from duty and start."""

    is_certain = True

    def __init__(self, model: cp_model.CpModel, part: Part, code: UnitCode, finish: int | None) -> None:
        self.unit = part.campaign.units_by_code[code]
        stays = stays_in_time(part, code, finish)
        self.on = {duty: model.new_bool_var(f"{code} by {duty}") for duty in stays}
        model.add_exactly_one(self.on.values())
        starts = sorted({stay.first for found in stays.values() for stay in found})
        self._start = StartVariable(model, starts or [0], f"{code} start")
        self.start = self._start.variable
        for duty, found in stays.items():
            domain = cp_model.Domain.from_values([stay.first for stay in found])
            model.add_linear_expression_in_domain(self._start.variable, domain).only_enforce_if(self.on[duty])
        self._model = model
        self._stays = stays
        self.end = self._named({duty: {s.first: s.last + 1 for s in found} for duty, found in stays.items()}, part)
        self._end_of = {(duty, s.first): s.last for duty, found in stays.items() for s in found}

    def _named(self, tables: dict[int, dict[int, int]], part: Part) -> cp_model.LinearExprT:
        """A variable for the end unless it stands at one distance from the start."""
        lengths = {last - first for table in tables.values() for first, last in table.items()}
        if len(lengths) <= 1:
            return self._start.variable + (lengths.pop() if lengths else 1)
        end = self._model.new_int_var(0, part.timeline.num_periods, f"{self.unit.code} end")
        self._model.add(end == by_start(self._model, self._start, tables, self.on))
        self._model.add(end >= self._start.variable + min(lengths))
        return end

    def waiting(self) -> cp_model.LinearExprT:
        """Over the unit's dossiers, the ordinal of the slot in which each is collected."""
        tables = {duty: {stay.first: stay.waiting for stay in found} for duty, found in self._stays.items()}
        return by_start(self._model, self._start, tables, self.on)

    def collected_by(self, phase: int) -> cp_model.LinearExprT:
        """The unit's dossiers collected by the phase's last day."""
        tables = {duty: {stay.first: stay.collected_by[phase] for stay in found} for duty, found in self._stays.items()}
        return by_start(self._model, self._start, tables, self.on)

    def shortest(self, duty: int, open_periods: frozenset[int]) -> int:
        """The fewest of these periods that the visit takes under this duty."""
        return min(len(open_periods.intersection(range(s.first, s.last + 1))) for s in self._stays[duty])

    def last_period(self, duty: int, first: int) -> int:
        """The last period of the visit that starts so."""
        return self._end_of[duty, first]
