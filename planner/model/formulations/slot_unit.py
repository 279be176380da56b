"""A unit told period by period: how many machines of each class stand there, and how many visits begin.

The plain slot model, with one number for a class of machines that are alike. A visit is a run of periods, so the
visits are counted by their beginnings: with no name for a visit there is nothing to exchange between two of them, and
the relaxation of runs is the convex hull of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from ortools.sat.python import cp_model

from planner.domain.record import MachineName, UnitCode
from planner.model.formulations.slotwise_unit import SlotwiseUnit
from planner.model.instance.options import Meeting
from planner.model.instance.residual import Promise
from planner.model.instance.schedule import Stay, Visit
from planner.model.instance.subproblem import Part

Linear = cp_model.LinearExprT


class SlotUnit(SlotwiseUnit):
    """The presence of machines at one unit, and what is left of its need.

    With `keeps_useful`, each visit collects a dossier or is excused, and every machine has to be a class of its own.
    Without, visits may collect nothing, and `schedule_of` takes them away.
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
        self._present: dict[tuple[int, int], cp_model.IntVar] = {}
        """How many machines of a duty are at the unit in a period, work being possible in it or not."""
        self._begins: dict[tuple[int, int], cp_model.IntVar] = {}
        self._most = {
            meeting.duty: min(part.duties[meeting.duty].count, self.unit.together) for meeting in self.meetings
        }
        for meeting in self.meetings:
            self._allow(meeting, finish)
        self._collecting = self._slots()
        self._count_left(serve_all=serve_all)
        self._keep_visits()
        self._keep_together()
        self._keep_pins()
        if part.is_wished(code):
            self._fulfil_wish()
        if keeps_useful:
            self._keep_useful()

    def _allow(self, meeting: Meeting, finish: int | None) -> None:
        """`visits`: from one period to the next there are no more machines than before but for visits that begin."""
        part, model, number = self._part, self._model, meeting.duty
        before: cp_model.IntVar | None = None
        for first, last in meeting.runs():
            before = None
            for period in range(first, last + 1):
                slots = meeting.worked[period]
                if finish is not None and slots and slots[-1] > finish:
                    break
                if not part.duties[number].open_ordinals[period]:
                    continue
                if not slots and before is None:
                    continue
                present = self._number(number, f"{self.unit.code} by {number} in {period}")
                self._present[number, period] = present
                if not slots:
                    model.add(present <= before)
                else:
                    begins = self._number(number, f"{self.unit.code} by {number} from {period}")
                    self._begins[number, period] = begins
                    model.add(begins >= present - (0 if before is None else before))
                before = present

    def _number(self, duty: int, name: str) -> cp_model.IntVar:
        """How many machines of a duty, no more than may be at once."""
        most = self._most[duty]
        return self._model.new_bool_var(name) if most == 1 else self._model.new_int_var(0, most, name)

    def _slots(self) -> dict[int, list[tuple[int, cp_model.IntVar]]]:
        """For each slot in time order, what a machine of each class would collect in it, and how many there are."""
        slots: defaultdict[int, list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        for meeting in self.meetings:
            for period in meeting.open_periods:
                for ordinal, dossiers in meeting.slots(period, period):
                    slots[ordinal] += [(dossiers, present) for present in self.spans(meeting.duty, period)]
        return {ordinal: slots[ordinal] for ordinal in sorted(slots) if slots[ordinal]}

    def _stayed(self) -> list[cp_model.IntVar]:
        return [self._present[key] for key in self._begins]

    def _keep_visits(self) -> None:
        """`visits`: so many visits and no more, but for those that a pin of the workbook holds."""
        if self._begins:
            held = [number for meeting in self.meetings for number in self._num_held(meeting)]
            begun = cp_model.LinearExpr.sum(list(self._begins.values()))
            self._model.add(begun <= self.unit.visits + cp_model.LinearExpr.sum(held))

    def _num_held(self, meeting: Meeting) -> Iterator[Linear]:
        """What adds up to the number of visits that pins hold: one a run of pinned periods, less those joined to one.

        A machine that is pinned is a class of its own.
        """
        runs = list(meeting.held_runs())
        if meeting.goes_on_held:
            first = self._part.duties[meeting.duty].turns[0]
            if runs and runs[0][0] > first:
                yield self._begins.get((meeting.duty, first), 0)
                yield -self._is_joined(meeting, first, runs[0][0])
            elif not runs:
                yield self._begins.get((meeting.duty, first), 0)
        for before, run in zip([None, *runs], runs, strict=False):
            yield 1
            if before is not None:
                yield -self._is_joined(meeting, before[1] + 1, run[0])

    def _is_joined(self, meeting: Meeting, first: int, end: int) -> cp_model.IntVar:
        """Whether the machine is there in all periods from the first up to this one, which is not among them."""
        joined = self._model.new_bool_var(f"{self.unit.code} stays from {first} to {end}")
        present = [self._present.get((meeting.duty, period)) for period in range(first, end) if meeting.worked[period]]
        there = [literal for literal in present if literal is not None]
        if len(there) == len(present):
            self._model.add(joined >= sum(there) - len(there) + 1)
        return joined

    def _keep_together(self) -> None:
        """`together`: so many machines at once at the unit and no more."""
        for slot in self._collecting.values():
            if len(slot) > 1:
                self._model.add(sum(present for _, present in slot) <= self.unit.together)

    def _keep_pins(self) -> None:
        """`pinned`: the machine is at the unit in each pinned slot that is open to both."""
        for meeting in self.meetings:
            for period in meeting.pinned:
                self._model.add(sum(self.spans(meeting.duty, period)) >= 1)

    def _fulfil_wish(self) -> None:
        """Some machine is there in a period that fulfils the wish; where there is none, there is no plan."""
        chances = [
            present
            for meeting in self.meetings
            for period in sorted(meeting.wished)
            for present in self.spans(meeting.duty, period)
        ]
        self._model.add(sum(chances) >= 1)

    def _keep_useful(self) -> None:
        """`useful`: when a visit begins something is left to collect, unless it is to cover a period that excuses it.

        Every machine is a class of its own here; in a slot those that stand earlier in the workbook collect first.
        """
        rank = self._part.machine_rank
        first_slots: defaultdict[int, list[tuple[int, Meeting, int]]] = defaultdict(list)
        brought: defaultdict[int, list[tuple[int, int, cp_model.IntVar]]] = defaultdict(list)
        for meeting in self.meetings:
            place = rank[self._part.duties[meeting.duty].machines[0]]
            for period in meeting.open_periods:
                for present in self.spans(meeting.duty, period):
                    first_slots[meeting.worked[period][0]].append((place, meeting, period))
                    for ordinal, dossiers in meeting.slots(period, period):
                        brought[ordinal].append((place, dossiers, present))
        before: Linear = 0
        most = 0
        for ordinal in sorted(brought):
            for place, meeting, period in first_slots[ordinal]:
                ahead = [dossiers * present for other, dossiers, present in brought[ordinal] if other < place]
                begun = [self._begins[meeting.duty, period], *(~one for one in self._excuse(meeting, period))]
                filled = cp_model.LinearExpr.sum([before, *ahead])
                self._model.add(filled <= self.unit.need - 1).only_enforce_if(begun)
            most += sum(dossiers for _place, dossiers, _present in brought[ordinal])
            after = self._model.new_int_var(0, most, f"{self.unit.code} filled by {ordinal}")
            here = [dossiers * present for _place, dossiers, present in brought[ordinal]]
            self._model.add(after == cp_model.LinearExpr.sum([before, *here]))
            before = after

    def _excuse(self, meeting: Meeting, period: int) -> list[cp_model.IntVar]:
        """A literal that may hold only if a visit from this period on covers one that excuses it; none without such."""
        excused = self._part.excused[self.unit.code, meeting.duty]
        last = next((other for other in sorted(excused) if other >= period), None)
        if last is None or any(period <= other <= last for other in meeting.taken):
            return []
        covered = [
            self._present.get((meeting.duty, other)) for other in range(period, last + 1) if meeting.worked[other]
        ]
        there = [literal for literal in covered if literal is not None]
        if len(there) < len(covered):
            return []
        excuse = self._model.new_bool_var(f"{self.unit.code} excused from {period}")
        for literal in there:
            self._model.add_implication(excuse, literal)
        return [excuse]

    def spans(self, duty: int, period: int) -> list[cp_model.IntVar]:
        """How many machines of a duty are at the unit in a period, if any can be."""
        present = self._present.get((duty, period))
        return [] if present is None else [present]

    def stays(self, value_of: Callable[[Linear], int]) -> Iterator[Stay]:
        """The visits that a solution makes here; of several machines, whoever came first goes first."""
        for meeting in self.meetings:
            since: list[int] = []
            last_open = 0
            for period in range(self._part.timeline.num_periods):
                key = meeting.duty, period
                if key not in self._present:
                    if period in meeting.taken or meeting.worked[period]:
                        yield from (Stay(meeting.duty, self.unit.code, first, last_open) for first in since)
                        since = []
                    continue
                present = value_of(self._present[key])
                while len(since) > present:
                    yield Stay(meeting.duty, self.unit.code, since.pop(0), last_open)
                since += [period] * (present - len(since))
                if meeting.worked[period]:
                    last_open = period
            yield from (Stay(meeting.duty, self.unit.code, first, last_open) for first in since)

    def hint(self, visits: Sequence[Visit]) -> None:
        """Begin the search at these visits."""
        for (duty, period), present in self._present.items():
            here = [visit for visit in visits if visit.duty == duty and visit.first <= period <= visit.last]
            self._model.add_hint(present, len(here))
            if (duty, period) in self._begins:
                self._model.add_hint(self._begins[duty, period], sum(visit.first == period for visit in here))

    def _is_lost(self, promise: Promise) -> Linear:
        """At least 1 if nobody stands here in the announced slot."""
        standing = [present for _, present in self._collecting.get(promise.ordinal, ())]
        if self.unit.together == 1:
            return 1 - sum(standing)
        lost = self._model.new_bool_var(f"{self.unit.code} lost at {promise.ordinal}")
        self._model.add(lost + sum(standing) >= 1)
        return lost

    def _is_handed_over(self, promise: Promise, machine: MachineName) -> Linear:
        """At least 1 if others stand here in the announced slot, and nobody of the announced machine's class."""
        standing = [
            (meeting.duty, present)
            for meeting in self.meetings
            for period in meeting.open_periods
            if promise.ordinal in meeting.worked[period]
            for present in self.spans(meeting.duty, period)
        ]
        announced = sum(present for duty, present in standing if machine in self._part.duties[duty].machines)
        handed_over = self._model.new_bool_var(f"{self.unit.code} without {machine} at {promise.ordinal}")
        for duty, present in standing:
            if machine not in self._part.duties[duty].machines:
                self._model.add(self._most[duty] * (handed_over + announced) >= present)
        return handed_over
