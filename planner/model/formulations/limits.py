"""What the goals already settled demand of a solution."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from planner.domain.record import UnitCode
from planner.model.instance.criteria import Criterion


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest value allowed in each criterion; None is no limit. Travel is in metres, finish an ordinal."""

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

    def at_most(self, goal: Criterion, value: int | None) -> "Limits":
        """The same limits with one criterion's set."""
        changed: dict[str, Any] = {goal.value: value}
        return replace(self, **changed)

    def sharing_out_changes(self, shares: Mapping[UnitCode, int]) -> "Limits":
        """The same limits with what each unit may take of the limit of `changes`."""
        return replace(self, changes_at=dict(shares))

    @property
    def serves_everybody(self) -> bool:
        """Whether nobody may be left."""
        return self.unserved == 0
