"""What is counted of a unit slot by slot, however its visits are told: what is left, waiting, phases, promises."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from itertools import pairwise

from ortools.sat.python import cp_model

from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.instance.criteria import Criterion, Tally
from planner.model.instance.residual import Promise
from planner.model.instance.subproblem import Subproblem

Linear = cp_model.LinearExprT


class SlotwiseUnit(ABC):
    """A unit that may get several visits, of any length, or none."""

    left: cp_model.IntVar
    """Dossiers left at the end, or more."""
    _collecting: Mapping[int, list[tuple[int, cp_model.IntVar]]]
    """For each slot in time order, what each that may be there would collect in it, and whether, or how many, are."""

    def __init__(self, model: cp_model.CpModel, problem: Subproblem, code: UnitCode) -> None:
        self._model = model
        self._problem = problem
        self.unit = problem.campaign.units_by_code[code]
        self.pairs = problem.pairs[code]
        self._promises = problem.promises.get(code, ())
        self._remaining: dict[int, Linear] | None = None

    @abstractmethod
    def _periods_worked(self) -> list[cp_model.IntVar]:
        """What adds up to the periods in which machines stay here to work."""

    @abstractmethod
    def _is_lost(self, promise: Promise) -> Linear:
        """At least 1 if nobody stands here in the announced slot."""

    @abstractmethod
    def _is_handed_over(self, promise: Promise, machine: MachineName) -> Linear:
        """At least 1 if others stand here in the announced slot, and not the machine that was announced."""

    def _count_left(self, *, serve_all: bool) -> None:
        """`demand`, `fill`: what the slots do not collect is left; with `serve_all` nothing may be."""
        self.left = self._model.new_int_var(0, 0 if serve_all else self.unit.need, f"{self.unit.code} left")
        collected = [dossiers * there for slot in self._collecting.values() for dossiers, there in slot]
        self._model.add(self.left + sum(collected) >= self.unit.need)
        self._cut_last_period()

    def _cut_last_period(self) -> None:
        """Redundant, for the relaxation: no fraction of a period serves the last dossiers.

        With at most `most` dossiers a period and need = full * most + rest, whoever stays one period less than
        full + 1 leaves at least `rest`.
        """
        most = max((sum(brought) for pair in self.pairs for brought in pair.brings), default=0)
        full, rest = divmod(self.unit.need, most) if most else (0, 0)
        if rest:
            cut: Linear = self.left + rest * cp_model.LinearExpr.sum(self._periods_worked())
            self._model.add(cut >= rest * (full + 1))

    def remaining(self) -> dict[int, Linear]:
        """For each slot in which somebody may work here, the need that is left after it."""
        if self._remaining is None:
            self._remaining = {}
            before: Linear = self.unit.need
            for ordinal, slot in self._collecting.items():
                after = self._model.new_int_var(0, self.unit.need, f"{self.unit.code} after {ordinal}")
                collected = cp_model.LinearExpr.sum([dossiers * literal for dossiers, literal in slot])
                self._model.add(after + collected >= before)
                self._remaining[ordinal] = after
                before = after
        return self._remaining

    def waiting(self) -> Linear:
        """Over the unit's dossiers, the ordinal of the slot in which each is collected, or the last + 1."""
        never = self._problem.timeline.last_ordinal + 1
        ordinals = [0, *self.remaining(), never]
        left = [self.unit.need, *self.remaining().values()]
        return sum(amount * (after - at) for amount, (at, after) in zip(left, pairwise(ordinals), strict=True))

    def collected_by(self, phase: int) -> Linear:
        """At most what the unit has collected by the phase's last day."""
        end = self._problem.phase_ends[phase]
        passed = [after for ordinal, after in self.remaining().items() if ordinal <= end]
        return self.unit.need - passed[-1] if passed else 0

    def breaks(self, criterion: Criterion) -> Linear:
        """What the unit's announced slots cost."""
        if criterion is Goal.CHANGES:
            return cp_model.LinearExpr.sum([promise.cost * self._is_lost(promise) for promise in self._promises])
        if criterion is Tally.LOST_DAYS:
            return cp_model.LinearExpr.sum([self._is_day_lost(day) for day in self._promised_days()])
        return cp_model.LinearExpr.sum(
            [self._is_handed_over(promise, machine) for promise in self._promises for machine in promise.machines]
        )

    def _promised_days(self) -> list[int]:
        return sorted({promise.day for promise in self._promises})

    def _is_day_lost(self, day: int) -> cp_model.IntVar:
        """At least 1 if some announced slot of the day is lost."""
        lost = self._model.new_bool_var(f"{self.unit.code} loses day {day}")
        for promise in self._promises:
            if promise.day == day:
                self._model.add(lost >= self._is_lost(promise))
        return lost
