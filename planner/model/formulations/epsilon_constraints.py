"""Epsilon constraints: what the goals already settled demand of a solution.

Source: Haimes, Lasdon, Wismer, On a bicriterion formulation of the problems of integrated system identification and
system optimization, IEEE Transactions on Systems, Man, and Cybernetics 1 (1971) 296-297.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from planner.domain.record import UnitCode
from planner.model.instance.criteria import Criterion


@dataclass(frozen=True, slots=True)
class EpsilonConstraints:
    """The largest value allowed in each criterion, its epsilon; None is no limit. Travel is in metres, finish an
    ordinal."""

    unserved: int | None = None
    milestones: int | None = None
    finish: int | None = None
    travel: int | None = None
    waiting: int | None = None
    changes: int | None = None
    lost_days: int | None = None
    handovers: int | None = None
    changes_at: Mapping[UnitCode, int] = field(default_factory=dict)
    """How much of the limit of `changes` each unit served in full may take; a unit not named may take all of it."""

    def of(self, goal: Criterion) -> int | None:
        """The limit of one criterion."""
        value: int | None = getattr(self, goal.value)
        return value

    def at_most(self, goal: Criterion, value: int | None) -> "EpsilonConstraints":
        """The same limits with one criterion's set."""
        changed: dict[str, Any] = {goal.value: value}
        return replace(self, **changed)

    def tightening_changes(self, bounds: Mapping[UnitCode, int]) -> "EpsilonConstraints":
        """The same limits with what each unit may take of the limit of `changes`."""
        return replace(self, changes_at=dict(bounds))

    @property
    def serves_everybody(self) -> bool:
        """Whether nobody may be left."""
        return self.unserved == 0
