"""A subproblem as a CP-SAT model: sets, variables, rules and goals, in the order in which they are added.

In mathematics and with sources: `README.md` of this room.

- Sets: units U = `Subproblem.units`, machine classes K = `Subproblem.classes`, eligible pairs = `Subproblem.pairs`,
  periods T = `Timeline.periods`; visit options of a pair = `Subproblem.visit_options`.
- Variables: one optional visit, or option, for each unit that is served in full (`full_visit`); machines present by
  period, or split visits, for each other unit (`flexible_unit`); arcs from visit to visit where travel matters.
- Rules that need no constraint, since no option and no pair breaks them: `machine-open`, `unit-open`, `serves`,
  `no-gap`, `capacity` (eligible_pairs.py), `whole-day` (a period is a day: timeline.py), `history` and what is `frozen`
  is pinned (residual.py), `fill` (dossiers follow placements: `filled` in visits.py).
- Rules of one unit: `FlexibleUnit`, one method each; rules between units: `one_place_and_reach`.
- Goals: one method each; `settle` holds them within their limits and minimises one. `finish` has no variable: its limit
  takes away all options that end later.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Protocol

from ortools.sat.python import cp_model

from planner.domain.campaign import Unit
from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.formulations.allowed_options import (
    OptionsByClass,
    allowed_options,
    changes_are_tight,
    is_served_in_full,
)
from planner.model.gate import ValueOf
from planner.model.instance.criteria import PROMISED, Criterion, EpsilonConstraints, Tally
from planner.model.instance.residual import PromisedSlot
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import MachineVisit

Linear = cp_model.LinearExprT


class ServedUnit(Protocol):
    """What goals ask of a unit."""

    def waiting(self) -> Linear:
        """Over the unit's dossiers, the ordinal of the slot in which each is collected, or the last + 1."""
        ...

    def collected_by(self, phase: int) -> Linear:
        """Dossiers collected by the phase's last day."""
        ...

    def breaks(self, criterion: Criterion) -> Linear:
        """What the unit's announced slots cost in one of the criteria that say how far they are kept."""
        ...


class ShortUnit(Protocol):
    """A unit that may be left with some of its need."""

    unit: Unit
    left: cp_model.IntVar

    def hint(self, visits: Sequence[MachineVisit]) -> None:
        """Begin the search at these visits to the unit, which stand in time order."""
        ...


class FlexibleUnit(ABC):
    """A unit that may get several visits, of any length, or none: its rules and what goals ask of it, slot by slot."""

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

    # the rules of one unit

    @abstractmethod
    def _keep_visits(self) -> None:
        """`visits`: so many visits and no more, but for those that a pin of the workbook holds."""

    def _keep_demand(self, *, serve_all: bool) -> None:
        """`demand`, `fill`: what the slots do not collect is left; with `serve_all` nothing may be."""
        self.left = self._model.new_int_var(0, 0 if serve_all else self.unit.need, f"{self.unit.code} left")
        collected = [dossiers * there for slot in self._collecting.values() for dossiers, there in slot]
        self._model.add(self.left + sum(collected) >= self.unit.need)
        self._cut_last_period()

    @abstractmethod
    def _keep_together(self) -> None:
        """`together`: so many machines at once at the unit and no more."""

    @abstractmethod
    def _keep_pins(self) -> None:
        """`pinned`, `frozen`: the machine is at the unit in each pinned slot that is open to both."""

    @abstractmethod
    def _fulfil_wish(self) -> None:
        """Some machine is there in a period that fulfils the wish; where there is none, there is no plan."""

    @abstractmethod
    def _keep_useful(self) -> None:
        """`useful`: each visit collects a dossier, or covers a slot that excuses it."""

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

    @abstractmethod
    def _periods_worked(self) -> list[cp_model.IntVar]:
        """What adds up to the number of periods in which machines work here."""

    # what goals ask of it

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

    def breaks(self, criterion: Criterion) -> Linear:
        """What the unit's announced slots cost in one of the criteria that say how far they are kept."""
        if criterion is Goal.CHANGES:
            return cp_model.LinearExpr.sum([promise.cost * self._is_lost(promise) for promise in self._promises])
        if criterion is Tally.LOST_DAYS:
            days = sorted({promise.day for promise in self._promises})
            return cp_model.LinearExpr.sum([self._is_day_lost(day) for day in days])
        return cp_model.LinearExpr.sum(
            [self._is_handed_over(promise, machine) for promise in self._promises for machine in promise.machines]
        )

    def _is_day_lost(self, day: int) -> cp_model.IntVar:
        """At least 1 if some announced slot of the day is lost."""
        lost = self._model.new_bool_var(f"{self.unit.code} loses day {day}")
        for promise in self._promises:
            if promise.day == day:
                self._model.add(lost >= self._is_lost(promise))
        return lost

    @abstractmethod
    def _is_lost(self, promise: PromisedSlot) -> Linear:
        """At least 1 if nobody stands here in the announced slot."""

    @abstractmethod
    def _is_handed_over(self, promise: PromisedSlot, machine: MachineName) -> Linear:
        """At least 1 if others stand here in the announced slot, and nobody of the announced machine's class."""

    @abstractmethod
    def spans(self, machine_class: int, period: int) -> list[cp_model.IntVar]:
        """What adds up to the machines of the class that are at the unit in the period."""

    @abstractmethod
    def hint(self, visits: Sequence[MachineVisit]) -> None:
        """Begin the search at these visits to the unit, which stand in time order."""


class Formulation(ABC):
    """A subproblem as a CP-SAT model under epsilon constraints.

    Where everybody must be served, a unit that may get one visit only is served in full by it; all others are flexible,
    or aggregated where only routing asks.
    """

    flexible_units: Mapping[UnitCode, FlexibleUnit]
    aggregated_units: Mapping[UnitCode, ShortUnit]
    full_visits: Mapping[UnitCode, ServedUnit]

    def __init__(
        self,
        problem: Subproblem,
        limits: EpsilonConstraints,
        targets: tuple[int, ...] = (),
        *,
        asks_for_travel_only: bool = False,
    ) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.goals: dict[Criterion, Linear] = {}
        self._limits = limits
        self._targets = targets
        in_full = {unit.code for unit in problem.units if is_served_in_full(problem, limits, unit.code)}
        others = [unit.code for unit in problem.units if unit.code not in in_full]
        aggregated = {code for code in others if asks_for_travel_only and self.may_be_aggregated(code)}
        # variables, and the rules that concern one unit
        self.flexible_units = {code: self.flexible_unit(code) for code in others if code not in aggregated}
        self.aggregated_units = self.aggregate([code for code in others if code in aggregated])
        self.full_visits = {
            code: self.full_visit(code, options) for code, options in allowed_options(problem, limits).items()
        }
        # rules between units
        self.one_place_and_reach()

    @property
    def keeps_useful(self) -> bool:
        """Whether visits that collect nothing are kept out, and not only taken away by `schedule_of` afterwards."""
        return False

    # variables

    @abstractmethod
    def flexible_unit(self, code: UnitCode) -> FlexibleUnit:
        """A unit that may get several visits, of any length, or none."""

    def may_be_aggregated(self, code: UnitCode) -> bool:
        """Whether a unit's visit needs no more than a start and a length. Only routing has use for that."""
        return False

    def aggregate(self, _codes: Sequence[UnitCode]) -> Mapping[UnitCode, ShortUnit]:
        """These units, each visit told as a start and a length; none where none may be aggregated."""
        return {}

    @abstractmethod
    def full_visit(self, code: UnitCode, options: OptionsByClass) -> ServedUnit:
        """The one visit that serves a unit's whole need: exactly one of these options."""

    # rules between units

    @abstractmethod
    def one_place_and_reach(self) -> None:
        """`one-place`: a machine is at one unit in a period. `reach`: no move within a day is too long."""

    # goals

    def settle(self, objective: Criterion | None) -> None:
        """Epsilon constraints: hold the criteria within their limits; and minimise one of them, if any."""
        expressions: dict[Criterion, Callable[[], Linear]] = {
            Goal.UNSERVED: self.unserved,
            Goal.MILESTONES: self.milestones,
            Goal.TRAVEL: self.travel,
            Goal.WAITING: self.waiting,
            **{criterion: partial(self.broken, criterion) for criterion in PROMISED},
        }
        for goal, expression in expressions.items():
            limit = self._limits.of(goal)
            if goal is objective or (limit is not None and not self._is_held_anyway(goal)):
                self.goals[goal] = expression()
                if limit is not None:
                    self.model.add(self.goals[goal] <= limit)
        if objective is not None:
            self.model.minimize(self.goals[objective])

    def _is_held_anyway(self, goal: Criterion) -> bool:
        """Whether the options that were left to units keep the limit by themselves."""
        if goal is Goal.UNSERVED:
            return self._limits.serves_everybody
        return goal is Goal.CHANGES and changes_are_tight(self.problem, self._limits)

    def unserved(self) -> Linear:
        """Dossiers left, times priority."""
        short: Iterable[ShortUnit] = (*self.flexible_units.values(), *self.aggregated_units.values())
        return cp_model.LinearExpr.sum([unit.unit.priority * unit.left for unit in short])

    def milestones(self) -> Linear:
        """Dossiers missing at the phases' last days."""
        missing = []
        for phase, target in enumerate(self._targets):
            collected = cp_model.LinearExpr.sum([unit.collected_by(phase) for unit in self._served_units().values()])
            short = self.model.new_int_var(0, target, f"missing at phase {phase}")
            self.model.add(short + collected >= target)
            missing.append(short)
        return cp_model.LinearExpr.sum(missing)

    @abstractmethod
    def travel(self) -> Linear:
        """Road metres of all mobile machines. Raises ValueError where the model has no arcs."""

    def waiting(self) -> Linear:
        """Over all dossiers, the ordinal of the slot in which each is collected, or the last + 1."""
        return cp_model.LinearExpr.sum([unit.waiting() for unit in self._served_units().values()])

    def broken(self, criterion: Criterion) -> Linear:
        """Goal `changes`, lost days or handovers: what the announced slots cost that are not kept."""
        units = self._served_units()
        return cp_model.LinearExpr.sum([units[code].breaks(criterion) for code in self.problem.promised_units])

    def changes_of(self, code: UnitCode) -> Linear:
        """What one unit breaks of what was announced to it."""
        return self._served_units()[code].breaks(Goal.CHANGES)

    def minimise_after_travel(self, goal: Criterion, heaviest: int) -> None:
        """Among the plans that travel least, that with the smallest value of a goal; it stays below `heaviest`."""
        self.model.minimize(cp_model.LinearExpr.weighted_sum([self.travel(), self.goals[goal]], [heaviest, 1]))

    def _served_units(self) -> dict[UnitCode, ServedUnit]:
        return {**self.full_visits, **self.flexible_units}

    # to the solver and back

    @abstractmethod
    def hint(self, visits: Sequence[MachineVisit]) -> None:
        """Begin the search at the visits of a known schedule, which stand in time order."""

    def _hint_short_units(self, visits: Sequence[MachineVisit]) -> None:
        for units in (self.flexible_units, self.aggregated_units):
            for code, unit in units.items():
                unit.hint([visit for visit in visits if visit.unit == code])

    @abstractmethod
    def visits(self, value_of: ValueOf) -> list[MachineVisit]:
        """The visits that a solution makes, each given to a machine of its class."""
