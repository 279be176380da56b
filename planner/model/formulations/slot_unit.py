"""A unit told period by period: how many machines of each class stand there, and how many visits begin.

The plain slot model, with one number for a class of machines that are alike. A visit is a run of periods, so the
visits are counted by their beginnings: with no name for a visit there is nothing to exchange between two of them, and
the relaxation of runs is the convex hull of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from ortools.sat.python import cp_model

from planner.domain.record import MachineName, UnitCode
from planner.model.formulations.formulation import FlexibleUnit, Linear
from planner.model.instance.eligible_pairs import EligiblePair
from planner.model.instance.residual import PromisedSlot
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import ClassVisit, MachineVisit


class SlotUnit(FlexibleUnit):
    """The presence of machines at one unit, and what is left of its need.

    With `keeps_useful`, each visit collects a dossier or is excused, and every machine has to be a class of its own.
    Without, visits may collect nothing, and `schedule_of` takes them away.
    """

    def __init__(
        self,
        model: cp_model.CpModel,
        problem: Subproblem,
        code: UnitCode,
        finish: int | None,
        *,
        serve_all: bool,
        keeps_useful: bool = False,
    ) -> None:
        super().__init__(model, problem, code)
        self._present: dict[tuple[int, int], cp_model.IntVar] = {}
        """How many machines of a class are at the unit in a period, work being possible in it or not."""
        self._begins: dict[tuple[int, int], cp_model.IntVar] = {}
        self._most = {
            pair.machine_class: min(problem.classes[pair.machine_class].count, self.unit.together)
            for pair in self.pairs
        }
        for pair in self.pairs:
            self._allow(pair, finish)
        self._collecting = self._slots()
        self._keep_demand(serve_all=serve_all)
        self._keep_visits()
        self._keep_together()
        self._keep_pins()
        if problem.is_wished(code):
            self._fulfil_wish()
        if keeps_useful:
            self._keep_useful()

    def _allow(self, pair: EligiblePair, finish: int | None) -> None:
        """`visits`: from one period to the next there are no more machines than before but for visits that begin."""
        problem, model, number = self._problem, self._model, pair.machine_class
        before: cp_model.IntVar | None = None
        for first, last in pair.runs():
            before = None
            for period in range(first, last + 1):
                slots = pair.worked[period]
                if finish is not None and slots and slots[-1] > finish:
                    break
                if not problem.classes[number].open_ordinals[period]:
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

    def _number(self, machine_class: int, name: str) -> cp_model.IntVar:
        """How many machines of a class, no more than may be at once."""
        most = self._most[machine_class]
        return self._model.new_bool_var(name) if most == 1 else self._model.new_int_var(0, most, name)

    def _slots(self) -> dict[int, list[tuple[int, cp_model.IntVar]]]:
        """For each slot in time order, what a machine of each class would collect in it, and how many there are."""
        slots: defaultdict[int, list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        for pair in self.pairs:
            for period in pair.open_periods:
                for ordinal, dossiers in pair.slots(period, period):
                    slots[ordinal] += [(dossiers, present) for present in self.spans(pair.machine_class, period)]
        return {ordinal: slots[ordinal] for ordinal in sorted(slots) if slots[ordinal]}

    def _periods_worked(self) -> list[cp_model.IntVar]:
        return [self._present[key] for key in self._begins]

    def _keep_visits(self) -> None:
        """`visits`: so many visits and no more, but for those that a pin of the workbook holds."""
        if self._begins:
            held = [number for pair in self.pairs for number in self._num_held(pair)]
            begun = cp_model.LinearExpr.sum(list(self._begins.values()))
            self._model.add(begun <= self.unit.visits + cp_model.LinearExpr.sum(held))
            self._keep_parts_together(held)

    def _keep_parts_together(self, held: Sequence[Linear]) -> None:
        """`visits`: what begins where the machine left when the unit was shut is a part of the visit before."""
        parts = self._problem.parts.get(self.unit.code, 1)
        if parts == 1:
            return
        going_on: list[cp_model.IntVar] = []
        for pair in self.pairs:
            for before, after in pair.interruptions():
                present = self._present.get((pair.machine_class, before))
                begins = self._begins.get((pair.machine_class, after))
                if present is not None and begins is not None:
                    number = self._number(pair.machine_class, f"{self.unit.code} goes on in {after}")
                    self._model.add(number <= begins)
                    self._model.add(number <= present)
                    going_on.append(number)
        begun = cp_model.LinearExpr.sum(list(self._begins.values()))
        excused = cp_model.LinearExpr.sum([*held, *going_on])
        self._model.add(begun <= self.unit.visits // parts + excused)

    def _num_held(self, pair: EligiblePair) -> Iterator[Linear]:
        """What adds up to the number of visits that pins hold: one a run of pinned periods, less those joined to one.

        A machine that is pinned is a class of its own.
        """
        runs = list(pair.held_runs())
        if pair.goes_on_held:
            first = self._problem.classes[pair.machine_class].periods[0]
            if runs and runs[0][0] > first:
                yield self._begins.get((pair.machine_class, first), 0)
                yield -self._is_joined(pair, first, runs[0][0])
            elif not runs:
                yield self._begins.get((pair.machine_class, first), 0)
        for before, run in zip([None, *runs], runs, strict=False):
            yield 1
            if before is not None:
                yield -self._is_joined(pair, before[1] + 1, run[0])

    def _is_joined(self, pair: EligiblePair, first: int, end: int) -> cp_model.IntVar:
        """Whether the machine is there in all periods from the first up to this one, which is not among them."""
        joined = self._model.new_bool_var(f"{self.unit.code} stays from {first} to {end}")
        present = [
            self._present.get((pair.machine_class, period)) for period in range(first, end) if pair.worked[period]
        ]
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
        for pair in self.pairs:
            for period in pair.pinned:
                self._model.add(sum(self.spans(pair.machine_class, period)) >= 1)

    def _fulfil_wish(self) -> None:
        """Some machine is there in a period that fulfils the wish; where there is none, there is no plan."""
        chances = [
            present
            for pair in self.pairs
            for period in sorted(pair.wished)
            for present in self.spans(pair.machine_class, period)
        ]
        self._model.add(sum(chances) >= 1)

    def _keep_useful(self) -> None:
        """`useful`: when a visit begins something is left to collect, unless it is to cover a period that excuses it.

        Every machine is a class of its own here; in a slot those that stand earlier in the workbook collect first.
        """
        rank = self._problem.machine_rank
        first_slots: defaultdict[int, list[tuple[int, EligiblePair, int]]] = defaultdict(list)
        brought: defaultdict[int, list[tuple[int, int, cp_model.IntVar]]] = defaultdict(list)
        for pair in self.pairs:
            place = rank[self._problem.classes[pair.machine_class].machines[0]]
            for period in pair.open_periods:
                for present in self.spans(pair.machine_class, period):
                    first_slots[pair.worked[period][0]].append((place, pair, period))
                    for ordinal, dossiers in pair.slots(period, period):
                        brought[ordinal].append((place, dossiers, present))
        before: Linear = 0
        most = 0
        for ordinal in sorted(brought):
            for place, pair, period in first_slots[ordinal]:
                ahead = [dossiers * present for other, dossiers, present in brought[ordinal] if other < place]
                begun = [self._begins[pair.machine_class, period], *(~one for one in self._excuse(pair, period))]
                filled = cp_model.LinearExpr.sum([before, *ahead])
                self._model.add(filled <= self.unit.need - 1).only_enforce_if(begun)
            most += sum(dossiers for _place, dossiers, _present in brought[ordinal])
            after = self._model.new_int_var(0, most, f"{self.unit.code} filled by {ordinal}")
            here = [dossiers * present for _place, dossiers, present in brought[ordinal]]
            self._model.add(after == cp_model.LinearExpr.sum([before, *here]))
            before = after

    def _excuse(self, pair: EligiblePair, period: int) -> list[cp_model.IntVar]:
        """A literal that may hold only if a visit from this period on covers one that excuses it; none without such."""
        excused = self._problem.excused[self.unit.code, pair.machine_class]
        last = next((other for other in sorted(excused) if other >= period), None)
        if last is None or any(period <= other <= last for other in pair.taken):
            return []
        covered = [
            self._present.get((pair.machine_class, other)) for other in range(period, last + 1) if pair.worked[other]
        ]
        there = [literal for literal in covered if literal is not None]
        if len(there) < len(covered):
            return []
        excuse = self._model.new_bool_var(f"{self.unit.code} excused from {period}")
        for literal in there:
            self._model.add_implication(excuse, literal)
        return [excuse]

    def spans(self, machine_class: int, period: int) -> list[cp_model.IntVar]:
        """How many machines of a class are at the unit in a period, if any can be."""
        present = self._present.get((machine_class, period))
        return [] if present is None else [present]

    def begins(self, machine_class: int, period: int) -> list[cp_model.IntVar]:
        """How many visits of a class begin at the unit in a period, if any can; no fewer than have to."""
        begins = self._begins.get((machine_class, period))
        return [] if begins is None else [begins]

    def class_visits(self, value_of: Callable[[Linear], int]) -> Iterator[ClassVisit]:
        """The visits that a solution makes here; of several machines, whoever came first goes first."""
        for pair in self.pairs:
            since: list[int] = []
            last_open = 0
            for period in range(self._problem.timeline.num_periods):
                key = pair.machine_class, period
                if key not in self._present:
                    if period in pair.taken or pair.worked[period]:
                        yield from (ClassVisit(pair.machine_class, self.unit.code, first, last_open) for first in since)
                        since = []
                    continue
                present = value_of(self._present[key])
                while len(since) > present:
                    yield ClassVisit(pair.machine_class, self.unit.code, since.pop(0), last_open)
                since += [period] * (present - len(since))
                if pair.worked[period]:
                    last_open = period
            yield from (ClassVisit(pair.machine_class, self.unit.code, first, last_open) for first in since)

    def hint(self, visits: Sequence[MachineVisit]) -> None:
        """Begin the search at these visits."""
        for (machine_class, period), present in self._present.items():
            here = [
                visit
                for visit in visits
                if visit.machine_class == machine_class and visit.first <= period <= visit.last
            ]
            self._model.add_hint(present, len(here))
            if (machine_class, period) in self._begins:
                self._model.add_hint(self._begins[machine_class, period], sum(visit.first == period for visit in here))

    def _is_lost(self, promise: PromisedSlot) -> Linear:
        """At least 1 if nobody stands here in the announced slot."""
        standing = [present for _, present in self._collecting.get(promise.ordinal, ())]
        if self.unit.together == 1:
            return 1 - sum(standing)
        lost = self._model.new_bool_var(f"{self.unit.code} lost at {promise.ordinal}")
        self._model.add(lost + sum(standing) >= 1)
        return lost

    def _is_handed_over(self, promise: PromisedSlot, machine: MachineName) -> Linear:
        """At least 1 if others stand here in the announced slot, and nobody of the announced machine's class."""
        standing = [
            (pair.machine_class, present)
            for pair in self.pairs
            for period in pair.open_periods
            if promise.ordinal in pair.worked[period]
            for present in self.spans(pair.machine_class, period)
        ]
        announced = sum(
            present for machine_class, present in standing if machine in self._problem.classes[machine_class].machines
        )
        handed_over = self._model.new_bool_var(f"{self.unit.code} without {machine} at {promise.ordinal}")
        for machine_class, present in standing:
            if machine not in self._problem.classes[machine_class].machines:
                self._model.add(self._most[machine_class] * (handed_over + announced) >= present)
        return handed_over
