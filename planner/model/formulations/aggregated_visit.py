"""A unit that may get one visit, of any length, on an even calendar: a start, a length, and nothing for each period.

It answers what travel asks (who, when, how long, how much is left), with so few variables that tours are proven also
where not everybody can be served. Waiting needs to know each slot and so the elastic shape.
"""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.instance.options import Meeting
from planner.model.instance.schedule import Visit
from planner.model.instance.subproblem import Part

Linear = cp_model.LinearExprT


def is_even(part: Part, meeting: Meeting, finish: int | None) -> bool:
    """Whether, between the first and the last turn that both are open, every turn brings equally many dossiers."""
    periods = _periods_in_time(meeting, finish)
    if meeting.pinned or meeting.taken or not periods:
        return not (meeting.pinned or meeting.taken)
    duty = part.duties[meeting.duty]
    between = duty.turns[duty.turn(periods[0]) : duty.turn(periods[-1]) + 1]
    return list(between) == periods and len({sum(meeting.brings[period]) for period in periods}) == 1


def _periods_in_time(meeting: Meeting, finish: int | None) -> list[int]:
    return [p for p in meeting.open_periods if finish is None or meeting.worked[p][-1] <= finish]


class MeasuredCall:
    """The unit's only visit, or none. Start and end are turns of the duty that is on."""

    is_certain = False

    def __init__(self, model: cp_model.CpModel, part: Part, code: UnitCode, finish: int | None) -> None:
        self.unit = part.campaign.units_by_code[code]
        self.on: dict[int, cp_model.IntVar] = {}
        self.start = model.new_int_var(0, part.timeline.num_periods, f"{code} start")
        self.length = model.new_int_var(0, part.timeline.num_periods, f"{code} length")
        self.dossiers: dict[int, cp_model.IntVar] = {}
        self.turns: dict[int, cp_model.IntVar] = {}
        self._window: dict[int, tuple[int, int]] = {}
        self.present = model.new_bool_var(f"{code} present")
        for meeting in part.meetings[code]:
            periods = _periods_in_time(meeting, finish)
            if periods:
                self._allow(model, part, meeting, periods)
        model.add(sum(self.on.values()) == self.present)
        model.add(self.length == sum(self.turns.values()))
        model.add(self.length >= self.present)

    def _allow(self, model: cp_model.CpModel, part: Part, meeting: Meeting, periods: Sequence[int]) -> None:
        duty, number = part.duties[meeting.duty], meeting.duty
        on = model.new_bool_var(f"{self.unit.code} by {number}")
        a_turn = sum(meeting.brings[periods[0]])
        longest = min(len(periods), -(-self.unit.need // a_turn))
        turns = model.new_int_var(0, longest, f"{self.unit.code} turns of {number}")
        dossiers = model.new_int_var(0, self.unit.need, f"{self.unit.code} dossiers by {number}")
        model.add(turns <= longest * on)
        model.add(dossiers <= a_turn * turns)
        full, rest = divmod(self.unit.need, a_turn)
        if rest:
            model.add(self.unit.need * on - dossiers + rest * turns >= rest * (full + 1) * on)
        model.add(self.start >= duty.turn(periods[0])).only_enforce_if(on)
        model.add(self.start + turns <= duty.turn(periods[-1]) + 1).only_enforce_if(on)
        self._window[number] = duty.turn(periods[0]), duty.turn(periods[-1])
        self.on[number], self.turns[number], self.dossiers[number] = on, turns, dossiers

    def earliest_end(self, duty: int) -> int:
        """The first turn in which the visit can be over under this duty."""
        return self._window[duty][0] + 1

    def latest_start(self, duty: int) -> int:
        """The last turn in which it can start under this duty."""
        return self._window[duty][1]

    @property
    def end(self) -> Linear:
        """The turn after the last."""
        return self.start + self.length


class MeasuredUnit:
    """The unit with its one call, and what is left of its need."""

    def __init__(self, model: cp_model.CpModel, part: Part, code: UnitCode, finish: int | None) -> None:
        self._model = model
        self._part = part
        self.unit = part.campaign.units_by_code[code]
        self.call = MeasuredCall(model, part, code, finish)
        self.left = model.new_int_var(0, self.unit.need, f"{code} left")
        model.add(self.left == self.unit.need - sum(self.call.dossiers.values()))

    def hint(self, visits: Sequence[Visit]) -> None:
        """Begin the search at this visit, if there is one."""
        for number, on in self.call.on.items():
            visit = visits[0] if visits and visits[0].duty == number else None
            duty = self._part.duties[number]
            self._model.add_hint(on, visit is not None)
            length = 0 if visit is None else duty.turn(visit.last) + 1 - duty.turn(visit.first)
            self._model.add_hint(self.call.turns[number], length)
            if visit is not None:
                self._model.add_hint(self.call.start, duty.turn(visit.first))
