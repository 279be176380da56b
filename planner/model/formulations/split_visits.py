"""A unit that may get several visits, of any length, or none: one Boolean for each call, duty and period.

Visits that a pin of the workbook holds do not count for `visits`, so each run of pinned periods has a call of its own,
and beside these there are as many as may be counted.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ortools.sat.python import cp_model

from planner.domain.record import MachineName, UnitCode
from planner.model.formulations.held_visits import held_windows
from planner.model.formulations.slotwise_unit import SlotwiseUnit
from planner.model.formulations.split_visit import ElasticCall, HeldCall
from planner.model.formulations.usefulness import Collecting, keep_useful
from planner.model.instance.options import Meeting
from planner.model.instance.residual import Promise
from planner.model.instance.schedule import Stay, Visit
from planner.model.instance.subproblem import Part

__all__ = ["ElasticCall", "ElasticUnit"]

Linear = cp_model.LinearExprT


def _without_held(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The meetings as calls see them that no pin of the workbook holds."""
    return tuple(
        replace(meeting, taken=meeting.taken.union(meeting.held)) if meeting.held else meeting for meeting in meetings
    )


class ElasticUnit(SlotwiseUnit):
    """All calls of a unit, and what is left of its need after each slot.

    With `keeps_useful`, each visit collects a dossier or is excused. Without, visits may collect nothing, and
    `schedule_of` takes them away: fit for models in which that makes no plan worse.
    """

    def __init__(
        self,
        model: cp_model.CpModel,
        part: Part,
        code: UnitCode,
        finish: int | None,
        *,
        serve_all: bool,
        keeps_useful: bool = False,
    ) -> None:
        super().__init__(model, part, code)
        self._held = [
            HeldCall(ElasticCall(model, part, (window.meeting,), f"held {number}", finish), window)
            for number, window in enumerate(held_windows(self.meetings))
        ]
        self._counted = [
            ElasticCall(model, part, _without_held(self.meetings), str(rank), finish)
            for rank in range(self._num_counted())
        ]
        self.calls = [*(held.call for held in self._held), *self._counted]
        for held in self._held:
            held.keep(model)
        for earlier, later in pairwise(self._counted):
            model.add_implication(later.present, earlier.present)
            model.add(earlier.start <= later.start).only_enforce_if(later.present)
        self._collecting = self._slots()
        self._count_left(serve_all=serve_all)
        self._keep_pins()
        if part.is_wished(code):
            self._fulfil_wish()
        self._keep_together()
        if keeps_useful or part.is_wished(code):
            keep_useful(model, part, self._counted, self._collecting_by_call())

    def _stayed(self) -> list[cp_model.IntVar]:
        return [
            literal
            for call in self.calls
            for meeting in self.meetings
            for period in meeting.open_periods
            for literal in call.spans(meeting.duty, period)
        ]

    def _num_counted(self) -> int:
        """No more visits than are allowed, than dossiers can use, or than frozen days and announced slots ask for."""
        if not self.meetings:
            return 0
        smallest = min(dossiers for meeting in self.meetings for brought in meeting.brings for dossiers in brought)
        useful = -(-self.unit.need // smallest)
        excused = sum(len(self._part.excused[self.unit.code, meeting.duty]) for meeting in self.meetings)
        wished = int(self._part.is_wished(self.unit.code))
        return min(self.unit.visits, useful + excused + len(self._promises) + wished)

    def _collecting_by_call(self) -> list[Collecting]:
        """Every slot that a call may work in, in time order."""
        found = [
            Collecting(ordinal, meeting.duty, period, dossiers, call, literal)
            for meeting in self.meetings
            for period in meeting.open_periods
            for ordinal, dossiers in meeting.slots(period, period)
            for call in self.calls
            for literal in call.spans(meeting.duty, period)
        ]
        return sorted(found, key=lambda one: one.ordinal)

    def _slots(self) -> dict[int, list[tuple[int, cp_model.IntVar]]]:
        """For each slot in time order, what every possible stay would collect in it."""
        slots: defaultdict[int, list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        for meeting in self.meetings:
            for period in meeting.open_periods:
                for ordinal, dossiers in meeting.slots(period, period):
                    for call in self.calls:
                        slots[ordinal] += [(dossiers, literal) for literal in call.spans(meeting.duty, period)]
        return {ordinal: slots[ordinal] for ordinal in sorted(slots)}

    def _keep_pins(self) -> None:
        """`frozen`: the machine is at the unit in each frozen slot; for `pinned` there are calls of their own."""
        for meeting in self.meetings:
            for period in meeting.frozen:
                self._model.add_at_least_one(
                    [literal for call in self.calls for literal in call.spans(meeting.duty, period)]
                )

    def _fulfil_wish(self) -> None:
        """Some visit covers a period that fulfils the wish; where there is none, there is no plan."""
        self._model.add_at_least_one(
            [
                literal
                for meeting in self.meetings
                for period in sorted(meeting.wished)
                for call in self.calls
                for literal in call.spans(meeting.duty, period)
            ]
        )

    def _keep_together(self) -> None:
        """`together`: so many machines at once at the unit and no more."""
        for slot in self._collecting.values():
            if len(self.calls) > self.unit.together:
                self._model.add(sum(literal for _, literal in slot) <= self.unit.together)

    def stays(self, value_of: Callable[[Linear], int]) -> Iterator[Stay]:
        """The visits that a solution makes here."""
        for call in self.calls:
            run = [key for key, literal in call.covers.items() if value_of(literal)]
            if run:
                yield Stay(run[0][0], self.unit.code, run[0][1], run[-1][1])

    def hint(self, visits: Sequence[Visit]) -> None:
        """Begin the search at these visits, which stand in time order."""
        hinted = {number: piece for visit in visits for number, piece in self.calls_of(visit, visits)}
        for number, call in enumerate(self.calls):
            call.hint(self._model, hinted.get(number))

    def calls_of(self, visit: Visit, visits: Sequence[Visit]) -> list[tuple[int, Visit]]:
        """The calls that make a visit, one of these: their numbers, and what each makes of it.

        Visits stand in time order. Empty where the visit is one too many.
        """
        pieces = [
            (number, piece)
            for number, held in enumerate(self._held)
            for piece in [held.window.piece_of(visit)]
            if piece is not None
        ]
        if pieces:
            return pieces
        rank = [one for one in visits if not any(held.window.piece_of(one) for held in self._held)].index(visit)
        return [(len(self._held) + rank, visit)] if rank < len(self._counted) else []

    def _is_lost(self, promise: Promise) -> Linear:
        """1 if nobody stands here in the announced slot."""
        standing = [literal for _, literal in self._collecting.get(promise.ordinal, ())]
        if len(self.calls) <= 1 or self.unit.together == 1:
            return 1 - sum(standing)
        lost = self._model.new_bool_var(f"{self.unit.code} lost at {promise.ordinal}")
        self._model.add_bool_or([lost, *standing])
        return lost

    def _is_handed_over(self, promise: Promise, machine: MachineName) -> Linear:
        """At least 1 if others stand here in the announced slot, and not the machine that was announced."""
        by_duty = [
            (meeting.duty, literal)
            for meeting in self.meetings
            for period in meeting.open_periods
            if promise.ordinal in meeting.worked[period]
            for call in self.calls
            for literal in call.spans(meeting.duty, period)
        ]
        announced = [literal for duty, literal in by_duty if machine in self._part.duties[duty].machines]
        handed_over = self._model.new_bool_var(f"{self.unit.code} without {machine} at {promise.ordinal}")
        for duty, literal in by_duty:
            if machine not in self._part.duties[duty].machines:
                self._model.add_bool_or([~literal, handed_over, *announced])
        return handed_over
