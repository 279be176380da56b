"""What the goals already settled demand of a solution."""

from dataclasses import dataclass, replace

from planner.domain.policy import Goal


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest value allowed in each goal; None is no limit. Travel is in metres, finish an ordinal."""

    unserved: int | None = None
    milestones: int | None = None
    finish: int | None = None
    travel: int | None = None
    waiting: int | None = None

    def of(self, goal: Goal) -> int | None:
        """The limit of one goal."""
        value: int | None = getattr(self, goal.value)
        return value

    def at_most(self, goal: Goal, value: int | None) -> "Limits":
        """The same limits with one goal's set."""
        return replace(self, **{goal.value: value})

    @property
    def serves_everybody(self) -> bool:
        """Whether nobody may be left."""
        return self.unserved == 0
