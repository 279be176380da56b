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
    """A visit that takes place in any case, with a start variable; everything else follows from duty and start.

    Start and end are turns of the duty that is on, not periods of the timeline.
    """

    is_certain = True

    def __init__(self, model: cp_model.CpModel, part: Part, code: UnitCode, finish: int | None) -> None:
        self.unit = part.campaign.units_by_code[code]
        self._model = model
        self._stays = {
            duty: {part.duties[duty].turn(stay.first): stay for stay in found}
            for duty, found in stays_in_time(part, code, finish).items()
        }
        self._lengths = {
            duty: {turn: part.duties[duty].turn(stay.last) + 1 - turn for turn, stay in found.items()}
            for duty, found in self._stays.items()
        }
        self.on = {duty: model.new_bool_var(f"{code} by {duty}") for duty in self._stays}
        model.add_exactly_one(self.on.values())
        starts = sorted({turn for found in self._stays.values() for turn in found})
        self._start = StartVariable(model, starts or [0], f"{code} start")
        self.start = self._start.variable
        for duty, found in self._stays.items():
            domain = cp_model.Domain.from_values(sorted(found))
            model.add_linear_expression_in_domain(self.start, domain).only_enforce_if(self.on[duty])
        self.end = self._end(part.timeline.num_periods)

    def _end(self, num_periods: int) -> cp_model.LinearExprT:
        """The turn after the last: a variable, unless it stands at one distance from the start."""
        lengths = {length for table in self._lengths.values() for length in table.values()}
        if len(lengths) <= 1:
            return self.start + (lengths.pop() if lengths else 1)
        tables = {
            duty: {turn: turn + length for turn, length in table.items()} for duty, table in self._lengths.items()
        }
        end = self._model.new_int_var(0, num_periods, f"{self.unit.code} end")
        self._model.add(end == by_start(self._model, self._start, tables, self.on))
        self._model.add(end >= self.start + min(lengths))
        return end

    def waiting(self) -> cp_model.LinearExprT:
        """Over the unit's dossiers, the ordinal of the slot in which each is collected."""
        tables = {duty: {turn: stay.waiting for turn, stay in found.items()} for duty, found in self._stays.items()}
        return by_start(self._model, self._start, tables, self.on)

    def collected_by(self, phase: int) -> cp_model.LinearExprT:
        """The unit's dossiers collected by the phase's last day."""
        tables = {
            duty: {turn: stay.collected_by[phase] for turn, stay in found.items()}
            for duty, found in self._stays.items()
        }
        return by_start(self._model, self._start, tables, self.on)

    def shortest(self, duty: int) -> int:
        """The fewest turns that the visit takes under this duty."""
        return min(self._lengths[duty].values())

    def turn_of(self, duty: int, first: int) -> int:
        """The turn of the stay that starts in this period, for a hint; 0 if there is none."""
        return next((turn for turn, stay in self._stays.get(duty, {}).items() if stay.first == first), 0)
