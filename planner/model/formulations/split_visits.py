"""A unit that may get several visits, of any length, or none: split visits, one Boolean for each, class and period.

Visits that a pin of the workbook holds do not count for `visits`, so each run of pinned periods has one of its own,
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
from planner.model.formulations.split_visit import HeldVisit, SplitVisit
from planner.model.formulations.usefulness import Collecting, keep_useful
from planner.model.instance.options import EligiblePair
from planner.model.instance.residual import Promise
from planner.model.instance.schedule import ClassVisit, Visit
from planner.model.instance.subproblem import Subproblem

__all__ = ["SplitUnit", "SplitVisit"]

Linear = cp_model.LinearExprT


def _without_held(pairs: Sequence[EligiblePair]) -> tuple[EligiblePair, ...]:
    """The eligible pairs as those visits see them that no pin of the workbook holds."""
    return tuple(replace(pair, taken=pair.taken.union(pair.held)) if pair.held else pair for pair in pairs)


class SplitUnit(SlotwiseUnit):
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
        for held in self._held:
            held.keep(model)
        for earlier, later in pairwise(self._counted):
            model.add_implication(later.present, earlier.present)
            model.add(earlier.start <= later.start).only_enforce_if(later.present)
        self._collecting = self._slots()
        self._count_left(serve_all=serve_all)
        self._keep_pins()
        if problem.is_wished(code):
            self._fulfil_wish()
        self._keep_together()
        if keeps_useful or problem.is_wished(code):
            keep_useful(model, problem, self._counted, self._collecting_by_visit())

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

    def _slots(self) -> dict[int, list[tuple[int, cp_model.IntVar]]]:
        """For each slot in time order, what every possible visit would collect in it."""
        slots: defaultdict[int, list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        for pair in self.pairs:
            for period in pair.open_periods:
                for ordinal, dossiers in pair.slots(period, period):
                    for optional in self.optional_visits:
                        slots[ordinal] += [
                            (dossiers, literal) for literal in optional.spans(pair.machine_class, period)
                        ]
        return {ordinal: slots[ordinal] for ordinal in sorted(slots)}

    def _keep_pins(self) -> None:
        """`frozen`: the machine is at the unit in each frozen slot; for `pinned` there are visits of their own."""
        for pair in self.pairs:
            for period in pair.frozen:
                self._model.add_at_least_one(
                    [
                        literal
                        for optional in self.optional_visits
                        for literal in optional.spans(pair.machine_class, period)
                    ]
                )

    def _fulfil_wish(self) -> None:
        """Some visit covers a period that fulfils the wish; where there is none, there is no plan."""
        self._model.add_at_least_one(
            [
                literal
                for pair in self.pairs
                for period in sorted(pair.wished)
                for optional in self.optional_visits
                for literal in optional.spans(pair.machine_class, period)
            ]
        )

    def _keep_together(self) -> None:
        """`together`: so many machines at once at the unit and no more."""
        for slot in self._collecting.values():
            if len(self.optional_visits) > self.unit.together:
                self._model.add(sum(literal for _, literal in slot) <= self.unit.together)

    def class_visits(self, value_of: Callable[[Linear], int]) -> Iterator[ClassVisit]:
        """The visits that a solution makes here."""
        for optional in self.optional_visits:
            run = [key for key, literal in optional.covers.items() if value_of(literal)]
            if run:
                yield ClassVisit(run[0][0], self.unit.code, run[0][1], run[-1][1])

    def hint(self, visits: Sequence[Visit]) -> None:
        """Begin the search at these visits, which stand in time order."""
        hinted = {number: piece for visit in visits for number, piece in self.optional_visits_of(visit, visits)}
        for number, optional in enumerate(self.optional_visits):
            optional.hint(self._model, hinted.get(number))

    def optional_visits_of(self, visit: Visit, visits: Sequence[Visit]) -> list[tuple[int, Visit]]:
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

    def _is_lost(self, promise: Promise) -> Linear:
        """1 if nobody stands here in the announced slot."""
        standing = [literal for _, literal in self._collecting.get(promise.ordinal, ())]
        if len(self.optional_visits) <= 1 or self.unit.together == 1:
            return 1 - sum(standing)
        lost = self._model.new_bool_var(f"{self.unit.code} lost at {promise.ordinal}")
        self._model.add_bool_or([lost, *standing])
        return lost

    def _is_handed_over(self, promise: Promise, machine: MachineName) -> Linear:
        """At least 1 if others stand here in the announced slot, and not the machine that was announced."""
        by_class = [
            (pair.machine_class, literal)
            for pair in self.pairs
            for period in pair.open_periods
            if promise.ordinal in pair.worked[period]
            for optional in self.optional_visits
            for literal in optional.spans(pair.machine_class, period)
        ]
        announced = [
            literal for machine_class, literal in by_class if machine in self._problem.classes[machine_class].machines
        ]
        handed_over = self._model.new_bool_var(f"{self.unit.code} without {machine} at {promise.ordinal}")
        for machine_class, literal in by_class:
            if machine not in self._problem.classes[machine_class].machines:
                self._model.add_bool_or([~literal, handed_over, *announced])
        return handed_over
