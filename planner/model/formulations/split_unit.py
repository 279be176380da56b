"""A unit in split visits: it may get several, of any length, or none, each a Boolean for each machine class and period.

Visits that a pin of the workbook holds do not count for `visits`, so each run of pinned periods has one of its own,
and beside these there are as many as may be counted.

Rule `useful`: what is left at a unit never grows, so a visit collects something exactly if something is left for it in
its first slot: the machines that stood there before, and those that come before it in the workbook, have not filled the
whole need. Among machines that are alike nobody knows yet which comes first in the workbook: one that arrives is taken
to come before those that were there already. So a bound holds for every order, and `schedule_of` sees to the few plans
for which no order would do.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ortools.sat.python import cp_model

from planner.domain.record import MachineName, UnitCode
from planner.model.formulations.formulation import FlexibleUnit, Linear
from planner.model.formulations.split_visit import HeldVisit, SplitVisit, held_windows
from planner.model.instance.eligible_pairs import EligiblePair
from planner.model.instance.residual import PromisedSlot
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import ClassVisit, MachineVisit


class Collecting(NamedTuple):
    """One slot in which a visit may collect."""

    ordinal: int
    machine_class: int
    period: int
    dossiers: int
    """The most that the slot brings."""
    visit: SplitVisit
    literal: cp_model.IntVar
    """Whether the visit covers the slot."""


class SplitUnit(FlexibleUnit):
    """All optional visits of a unit, and what is left of its need after each slot.

    With `keeps_useful`, each visit collects a dossier or is excused. Without, visits may collect nothing, and
    `schedule_of` takes them away: fit for models in which that makes no plan worse.
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
        self._held = [
            HeldVisit(SplitVisit(model, problem, (window.pair,), f"held {number}", finish), window)
            for number, window in enumerate(held_windows(self.pairs))
        ]
        self._counted = [
            SplitVisit(model, problem, _without_held(self.pairs), str(rank), finish)
            for rank in range(self._num_counted())
        ]
        self.optional_visits = [*(held.optional for held in self._held), *self._counted]
        self._keep_held()
        self._keep_visits()
        self._collecting = self._slots()
        self._keep_demand(serve_all=serve_all)
        self._keep_pins()
        if problem.is_wished(code):
            self._fulfil_wish()
        self._keep_together()
        if self._counted and (keeps_useful or problem.is_wished(code)):
            self._keep_useful()

    def _keep_held(self) -> None:
        """`pinned`: what pins of the workbook hold takes place."""
        for held in self._held:
            held.keep(self._model)

    def _keep_visits(self) -> None:
        """`visits`: there are no more than may be counted; those that take place come first, in time order."""
        for earlier, later in pairwise(self._counted):
            self._model.add_implication(later.present, earlier.present)
            self._model.add(earlier.start <= later.start).only_enforce_if(later.present)
        self._keep_parts_together()

    def _keep_parts_together(self) -> None:
        """`visits`: what begins where the machine left when the unit was shut is a part of the visit before."""
        parts = self._problem.parts.get(self.unit.code, 1)
        if parts == 1 or not self._counted:
            return
        present = cp_model.LinearExpr.sum([visit.present for visit in self._counted])
        going_on = [
            literal
            for rank, visit in enumerate(self._counted)
            for literal in self._going_on(visit, self._counted[:rank])
        ]
        self._model.add(present <= self.unit.visits // parts + cp_model.LinearExpr.sum(going_on))

    def _going_on(self, visit: SplitVisit, earlier: Sequence[SplitVisit]) -> Iterator[cp_model.IntVar]:
        """What adds up to 1 at most if the visit is a part of one of these."""
        for pair in self.pairs:
            for before, after in pair.interruptions():
                start = visit.starts.get((pair.machine_class, after))
                there = [literal for other in earlier for literal in other.spans(pair.machine_class, before)]
                if start is not None and there:
                    going_on = self._model.new_bool_var(f"{self.unit.code} goes on in {after}")
                    self._model.add_implication(going_on, start)
                    self._model.add_bool_or([~going_on, *there])
                    yield going_on

    def _periods_worked(self) -> list[cp_model.IntVar]:
        return [
            literal
            for optional in self.optional_visits
            for pair in self.pairs
            for period in pair.open_periods
            for literal in optional.spans(pair.machine_class, period)
        ]

    def _num_counted(self) -> int:
        """No more visits than are allowed, than dossiers can use, or than frozen days and announced slots ask for."""
        if not self.pairs:
            return 0
        smallest = min(dossiers for pair in self.pairs for brought in pair.brings for dossiers in brought)
        useful = -(-self.unit.need // smallest)
        excused = sum(len(self._problem.excused[self.unit.code, pair.machine_class]) for pair in self.pairs)
        wished = int(self._problem.is_wished(self.unit.code))
        return min(self.unit.visits, useful + excused + len(self._promises) + wished)

    def _slots(self) -> dict[int, list[tuple[int, cp_model.IntVar]]]:
        """For each slot in time order, what every possible visit would collect in it."""
        slots: defaultdict[int, list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        for pair in self.pairs if self.optional_visits else ():
            for period in pair.open_periods:
                for ordinal, dossiers in pair.slots(period, period):
                    slots[ordinal] += [(dossiers, literal) for literal in self.spans(pair.machine_class, period)]
        return {ordinal: slots[ordinal] for ordinal in sorted(slots)}

    def _collecting_by_visit(self) -> list[Collecting]:
        """Every slot that a visit may work in, in time order."""
        found = [
            Collecting(ordinal, pair.machine_class, period, dossiers, optional, literal)
            for pair in self.pairs
            for period in pair.open_periods
            for ordinal, dossiers in pair.slots(period, period)
            for optional in self.optional_visits
            for literal in optional.spans(pair.machine_class, period)
        ]
        return sorted(found, key=lambda one: one.ordinal)

    def _keep_pins(self) -> None:
        """`frozen`: the machine is at the unit in each frozen slot; for `pinned` see `_keep_held`."""
        for pair in self.pairs:
            for period in pair.frozen:
                self._model.add_at_least_one(self.spans(pair.machine_class, period))

    def _fulfil_wish(self) -> None:
        """Some visit covers a period that fulfils the wish; where there is none, there is no plan."""
        wished = [(pair.machine_class, period) for pair in self.pairs for period in sorted(pair.wished)]
        self._model.add_at_least_one([literal for key in wished for literal in self.spans(*key)])

    def _keep_together(self) -> None:
        """`together`: so many machines at once at the unit and no more."""
        for slot in self._collecting.values():
            if len(self.optional_visits) > self.unit.together:
                self._model.add(sum(literal for _, literal in slot) <= self.unit.together)

    def _keep_useful(self) -> None:
        """`useful`: each visit collects something, or covers a slot that excuses it; those that pins hold need not."""
        slots = self._collecting_by_visit()
        filled_before = self._filled_before(slots) if len({id(one.visit) for one in slots}) > 1 else {}
        by_ordinal = _by_ordinal(slots)
        rank = {id(visit): place for place, visit in enumerate(self._counted)}
        for visit in self._counted:
            excuse = self._excuse(visit)
            for (machine_class, period), start in visit.starts.items():
                ordinal = self._problem.pair[self.unit.code, machine_class].worked[period][0]
                ahead = [
                    one.dossiers * literal
                    for one in by_ordinal.get(ordinal, ())
                    for literal in self._comes_before(one, visit, machine_class, rank)
                ]
                filled = cp_model.LinearExpr.sum([filled_before.get(ordinal, 0), *ahead])
                begun = [start, *(~literal for literal in excuse)]
                self._model.add(filled <= self.unit.need - 1).only_enforce_if(begun)

    def _filled_before(self, slots: Sequence[Collecting]) -> dict[int, Linear]:
        """For each slot, what the slots before it could collect, whether or not so much was needed."""
        before: dict[int, Linear] = {}
        total: Linear = 0
        most = 0
        for ordinal, here in _by_ordinal(slots).items():
            before[ordinal] = total
            most += sum(one.dossiers for one in here)
            after = self._model.new_int_var(0, most, f"filled by {ordinal}")
            self._model.add(after == cp_model.LinearExpr.sum([total, *(one.dossiers * one.literal for one in here)]))
            total = after
        return before

    def _excuse(self, visit: SplitVisit) -> list[cp_model.IntVar]:
        """A literal that may hold only if the visit covers a period that excuses it; none if there is none."""
        covered = [
            literal
            for machine_class in sorted({machine_class for machine_class, _period in visit.starts})
            for period in sorted(self._problem.excused[self.unit.code, machine_class])
            for literal in visit.spans(machine_class, period)
        ]
        if not covered:
            return []
        excuse = self._model.new_bool_var(f"{self.unit.code} excused")
        self._model.add_bool_or([~excuse, *covered])
        return [excuse]

    def _comes_before(
        self, other: Collecting, visit: SplitVisit, machine_class: int, rank: dict[int, int]
    ) -> list[cp_model.IntVar]:
        """Whether another visit collects in the slot before one that arrives in it by this class, if that is known."""
        if other.visit is visit:
            return []
        if other.machine_class != machine_class:
            ranks, classes = self._problem.machine_rank, self._problem.classes
            last_of_other = max(ranks[name] for name in classes[other.machine_class].machines)
            first_of_mine = min(ranks[name] for name in classes[machine_class].machines)
            return [other.literal] if last_of_other < first_of_mine else []
        is_earlier_visit = rank.get(id(other.visit), len(rank)) < rank[id(visit)]
        start = other.visit.starts.get((other.machine_class, other.period))
        return [start] if is_earlier_visit and start is not None else []

    def spans(self, machine_class: int, period: int) -> list[cp_model.IntVar]:
        """The literals that say which optional visits cover the period with the class."""
        return [literal for optional in self.optional_visits for literal in optional.spans(machine_class, period)]

    def class_visits(self, value_of: Callable[[Linear], int]) -> Iterator[ClassVisit]:
        """The visits that a solution makes here."""
        for optional in self.optional_visits:
            run = [key for key, literal in optional.covers.items() if value_of(literal)]
            if run:
                yield ClassVisit(run[0][0], self.unit.code, run[0][1], run[-1][1])

    def hint(self, visits: Sequence[MachineVisit]) -> None:
        """Begin the search at these visits, which stand in time order."""
        hinted = {number: piece for visit in visits for number, piece in self.optional_visits_of(visit, visits)}
        for number, optional in enumerate(self.optional_visits):
            optional.hint(self._model, hinted.get(number))

    def optional_visits_of(self, visit: MachineVisit, visits: Sequence[MachineVisit]) -> list[tuple[int, MachineVisit]]:
        """The optional visits that make one of these visits: their numbers, and what each makes of it.

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

    def _is_lost(self, promise: PromisedSlot) -> Linear:
        """1 if nobody stands here in the announced slot."""
        standing = [literal for _, literal in self._collecting.get(promise.ordinal, ())]
        if len(self.optional_visits) <= 1 or self.unit.together == 1:
            return 1 - sum(standing)
        lost = self._model.new_bool_var(f"{self.unit.code} lost at {promise.ordinal}")
        self._model.add_bool_or([lost, *standing])
        return lost

    def _is_handed_over(self, promise: PromisedSlot, machine: MachineName) -> Linear:
        """At least 1 if others stand here in the announced slot, and not the machine that was announced."""
        by_class = [
            (pair.machine_class, literal)
            for pair in self.pairs
            for period in pair.open_periods
            if promise.ordinal in pair.worked[period]
            for literal in self.spans(pair.machine_class, period)
        ]
        announced = [
            literal for machine_class, literal in by_class if machine in self._problem.classes[machine_class].machines
        ]
        handed_over = self._model.new_bool_var(f"{self.unit.code} without {machine} at {promise.ordinal}")
        for machine_class, literal in by_class:
            if machine not in self._problem.classes[machine_class].machines:
                self._model.add_bool_or([~literal, handed_over, *announced])
        return handed_over


def _without_held(pairs: Sequence[EligiblePair]) -> tuple[EligiblePair, ...]:
    """The eligible pairs as those visits see them that no pin of the workbook holds."""
    return tuple(replace(pair, taken=pair.taken.union(pair.held)) if pair.held else pair for pair in pairs)


def _by_ordinal(slots: Sequence[Collecting]) -> dict[int, list[Collecting]]:
    """What may be collected in each slot, in time order."""
    found: dict[int, list[Collecting]] = {}
    for one in slots:
        found.setdefault(one.ordinal, []).append(one)
    return found
