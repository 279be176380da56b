"""Who serves whom for how long, without saying when: a relaxation that is solved at once, and nearly exact.

With whole days and moves overnight, the order of visits does not matter for the finish, so packing turns into duties
bounds it; and an allotment that fits is most often a plan that only needs an order.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.formulations.dominated_options import allowed_stays
from planner.model.formulations.limits import Limits
from planner.model.gate import Effort, Status, Stopper, ask, refute
from planner.model.instance.options import Meeting
from planner.model.instance.subproblem import Part


@dataclass(frozen=True, slots=True)
class Allotted:
    """What is known of the relaxation."""

    status: Status
    """INFEASIBLE only if two searches agree; then the part has no plan within the limits either."""
    least_left: int
    """A bound on the dossiers left, times priority."""
    duty: dict[UnitCode, int]
    """For units with one visit: who makes it."""


class Allotment:
    """Turns of duties given to units; within the finish no duty gives more turns than it has."""

    def __init__(self, part: Part, limits: Limits) -> None:
        self.model = cp_model.CpModel()
        self._part = part
        self._limits = limits
        self._allowed = allowed_stays(part, limits)
        self._turns: dict[tuple[UnitCode, int], cp_model.IntVar] = {}
        self._on: dict[tuple[UnitCode, int], cp_model.IntVar] = {}
        self._left: dict[UnitCode, cp_model.IntVar] = {}
        for unit in part.units:
            self._serve(unit.code)
        self._fit()
        weights = {unit.code: unit.priority for unit in part.units}
        self.left_in_all = cp_model.LinearExpr.sum([weights[code] * left for code, left in self._left.items()])
        self.remoteness = cp_model.LinearExpr.sum(
            [part.first_leg_metres(part.duties[duty], code) * on for (code, duty), on in self._on.items()]
        )
        if limits.unserved is not None:
            self.model.add(self.left_in_all <= limits.unserved)

    def _serve(self, code: UnitCode) -> None:
        unit = self._part.campaign.units_by_code[code]
        finish = self._limits.finish
        left = self.model.new_int_var(0, unit.need, f"{code} left")
        self._left[code] = left
        served = []
        for meeting in self._part.meetings[code]:
            open_periods = [period for period in meeting.open_periods if _is_in_time(meeting, period, finish)]
            most = max((sum(meeting.brings[period]) for period in open_periods), default=0)
            longest = len(self._part.duties[meeting.duty].turns) if open_periods else 0
            turns = self.model.new_int_var(0, longest * unit.together, f"{code} by {meeting.duty}")
            on = self.model.new_bool_var(f"{code} on {meeting.duty}")
            self.model.add(turns == 0).only_enforce_if(~on)
            self._turns[code, meeting.duty] = turns
            self._on[code, meeting.duty] = on
            served.append(most * turns)
        self.model.add(left + cp_model.LinearExpr.sum(served) >= unit.need)
        if self._part.gets_one_visit(code):
            self.model.add_at_most_one([on for (where, _), on in self._on.items() if where == code])
            if code in self._allowed:
                self._serve_in_one_visit(code)

    def _serve_in_one_visit(self, code: UnitCode) -> None:
        """Nobody is left: a duty that makes the visit gives as many turns as the shortest full stay takes."""
        stays = self._allowed[code]
        for meeting in self._part.meetings[code]:
            duty = self._part.duties[meeting.duty]
            if meeting.duty not in stays:
                self.model.add(self._on[code, meeting.duty] == 0)
                continue
            shortest = min(duty.turn(stay.last) + 1 - duty.turn(stay.first) for stay in stays[meeting.duty])
            self.model.add(self._turns[code, meeting.duty] >= shortest).only_enforce_if(self._on[code, meeting.duty])
        self.model.add(sum(self._on[code, meeting.duty] for meeting in self._part.meetings[code]) == 1)

    def _fit(self) -> None:
        finish = self._limits.finish
        for number, duty in enumerate(self._part.duties):
            usable = sum(1 for period in duty.turns if finish is None or duty.open_ordinals[period][0] <= finish)
            turns = [turns for (_code, on), turns in self._turns.items() if on == number]
            self.model.add(sum(turns) <= usable * duty.count)

    def read(self, value_of: Callable[[cp_model.LinearExprT], int]) -> dict[UnitCode, int]:
        """The duty of each unit that is visited."""
        return {code: number for (code, number), turns in self._turns.items() if value_of(turns)}


def _is_in_time(meeting: Meeting, period: int, finish: int | None) -> bool:
    return finish is None or meeting.worked[period][-1] <= finish


def allot(part: Part, limits: Limits, effort: Effort, stopper: Stopper) -> Allotted:
    """Whether turns can be given out so that the limits are kept, and to whom: rather to machines based near by."""
    allotment = Allotment(part, limits)
    allotment.model.minimize(allotment.remoteness)
    answer = ask(allotment.model, effort, stopper)
    if answer.value_of is not None:
        return Allotted(answer.status, 0, allotment.read(answer.value_of))
    is_refuted = answer.status is Status.INFEASIBLE and refute(lambda: Allotment(part, limits).model, effort, stopper)
    return Allotted(Status.INFEASIBLE if is_refuted else Status.UNKNOWN, 0, {})


def allot_for_most(part: Part, limits: Limits, effort: Effort, stopper: Stopper) -> Allotted:
    """The allotment that leaves least, times priority."""
    allotment = Allotment(part, limits)
    allotment.model.minimize(allotment.left_in_all)
    answer = ask(allotment.model, effort, stopper)
    if answer.value_of is None:
        return Allotted(Status.UNKNOWN, max(0, answer.bound or 0), {})
    return Allotted(answer.status, max(0, answer.bound or 0), allotment.read(answer.value_of))
