"""What the goals already settled demand of a solution."""

from dataclasses import dataclass, replace

from planner.model.criteria import Criterion


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

    def of(self, goal: Criterion) -> int | None:
        """The limit of one criterion."""
        value: int | None = getattr(self, goal.value)
        return value

    def at_most(self, goal: Criterion, value: int | None) -> "Limits":
        """The same limits with one criterion's set."""
        return replace(self, **{goal.value: value})

    @property
    def serves_everybody(self) -> bool:
        """Whether nobody may be left."""
        return self.unserved == 0
