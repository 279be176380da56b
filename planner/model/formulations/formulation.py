"""What every model of a subproblem has in common: visits, goals, and the limits of goals already settled.

| rule                                    | where it is kept                                                |
|-----------------------------------------|-----------------------------------------------------------------|
| machine-open, unit-open, serves, no-gap | `options.py`: only slots open to both are ever worked           |
| capacity, fill, demand                  | `options.py`, `schedule.py`: dossiers follow placements         |
| whole-day                               | `timeline.py`: a period is a day                                |
| one-place                               | `TimeIndexedFormulation`, else `Circuit`                        |
| together, visits, pinned                | `SlotUnit`, `SplitUnit`; a visit option covers frozen days      |
| useful                                  | `schedule.py`; `usefulness.py` where such a visit could pay     |
| history, frozen                         | `residual.py`: the past is closed, frozen days are pinned       |
| reach                                   | `TimeIndexedFormulation` by whereabouts, `Circuit` by arcs      |
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from ortools.sat.python import cp_model

from planner.domain.campaign import Unit
from planner.domain.policy import Goal
from planner.domain.record import UnitCode
from planner.model.formulations.allowed_options import changes_are_tight, is_served_in_full
from planner.model.gate import ValueOf
from planner.model.instance.criteria import PROMISED, Criterion, EpsilonConstraints
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import Visit

Linear = cp_model.LinearExprT


class ServedUnit(Protocol):
    """What the goals ask of a unit."""

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


class FlexibleUnit(ServedUnit, ShortUnit, Protocol):
    """A unit that may get several visits, of any length, or none."""

    def hint(self, visits: Sequence[Visit]) -> None:
        """Begin the search at these visits, which stand in time order."""
        ...


class Formulation(ABC):
    """A subproblem as a CP-SAT model under limits.

    Where everybody must be served, a unit that may get one visit only has a single one of full length; all others are
    flexible. The finish is no variable: its limit takes away all options that end later.
    """

    keeps_useful = False
    """Whether visits that collect nothing are kept out, and not only taken away by `schedule_of` afterwards."""

    def __init__(self, problem: Subproblem, limits: EpsilonConstraints, targets: tuple[int, ...] = ()) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.goals: dict[Criterion, Linear] = {}
        self._limits = limits
        self._targets = targets
        self._flexible_units = {
            unit.code: self._flexible(unit.code)
            for unit in problem.units
            if not self._is_full(unit.code) and not self._is_aggregated(unit.code)
        }

    def _is_full(self, code: UnitCode) -> bool:
        return is_served_in_full(self.problem, self._limits, code)

    def _is_aggregated(self, code: UnitCode) -> bool:
        """Whether a unit's visit is aggregated, which knows no waiting. Only routing has use for it."""
        return False

    @abstractmethod
    def _flexible(self, code: UnitCode) -> "FlexibleUnit":
        """A unit that may get several visits, of any length, or none."""

    @abstractmethod
    def _full_units(self) -> Mapping[UnitCode, ServedUnit]:
        """The units that are served in full by one visit."""

    @abstractmethod
    def visits(self, value_of: ValueOf) -> list[Visit]:
        """The visits that a solution makes, each given to a machine of its class."""

    @abstractmethod
    def hint(self, visits: Sequence[Visit]) -> None:
        """Begin the search at the visits of a known schedule, which stand in time order."""

    @abstractmethod
    def _travel(self) -> Linear:
        """Road metres of all mobile machines. Raises ValueError where the model has no routing."""

    def settle(self, objective: Criterion | None) -> None:
        """Hold the criteria within their limits and minimise one of them, if any."""
        for goal in (Goal.UNSERVED, Goal.MILESTONES, Goal.TRAVEL, Goal.WAITING, *PROMISED):
            limit = self._limits.of(goal)
            is_held_anyway = (goal is Goal.UNSERVED and self._limits.serves_everybody) or (
                goal is Goal.CHANGES and changes_are_tight(self.problem, self._limits)
            )
            if goal is objective or (limit is not None and not is_held_anyway):
                self.goals[goal] = self._expression(goal)
                if limit is not None:
                    self.model.add(self.goals[goal] <= limit)
        if objective is not None:
            self.model.minimize(self.goals[objective])

    def _expression(self, goal: Criterion) -> Linear:
        if goal is Goal.TRAVEL:
            return self._travel()
        if goal is Goal.MILESTONES:
            return self._missing_at_phases()
        if goal is Goal.WAITING:
            return cp_model.LinearExpr.sum([unit.waiting() for unit in self._served_units().values()])
        if goal in PROMISED:
            units = self._served_units()
            return cp_model.LinearExpr.sum([units[code].breaks(goal) for code in self.problem.promised_units])
        return cp_model.LinearExpr.sum([unit.unit.priority * unit.left for unit in self._units_that_may_stay_short()])

    def minimise_after_travel(self, goal: Criterion, heaviest: int) -> None:
        """Among the plans that travel least, that with the smallest value of a goal; it stays below `heaviest`."""
        self.model.minimize(cp_model.LinearExpr.weighted_sum([self._travel(), self.goals[goal]], [heaviest, 1]))

    def changes_of(self, code: UnitCode) -> Linear:
        """What one unit breaks of what was announced to it."""
        return self._served_units()[code].breaks(Goal.CHANGES)

    def _units_that_may_stay_short(self) -> Iterable[ShortUnit]:
        return self._flexible_units.values()

    def _served_units(self) -> dict[UnitCode, ServedUnit]:
        return {**self._full_units(), **self._flexible_units}

    def _missing_at_phases(self) -> Linear:
        missing = []
        for phase, target in enumerate(self._targets):
            collected = cp_model.LinearExpr.sum([unit.collected_by(phase) for unit in self._served_units().values()])
            short = self.model.new_int_var(0, target, f"missing at phase {phase}")
            self.model.add(short + collected >= target)
            missing.append(short)
        return cp_model.LinearExpr.sum(missing)

    def _hint_flexible_units(self, visits: Sequence[Visit]) -> None:
        for code, unit in self._flexible_units.items():
            unit.hint([visit for visit in visits if visit.unit == code])
