"""What a search over the goals has found, and what it hands from one step to the next."""

from dataclasses import dataclass

from planner.domain.policy import Goal
from planner.model.instance.schedule import Schedule
from planner.model.instance.subproblem import Subproblem


@dataclass(frozen=True, slots=True)
class GoalFound:
    """What is known of one goal at the end; travel in metres."""

    goal: Goal
    bound: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Reached:
    """What a goal that is settled allows those after it; a loose limit is no value to be bettered."""

    goal: Goal
    limit: int
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The subproblems with their best schedules, and what is proven."""

    subproblems: tuple[tuple[Subproblem, Schedule], ...]
    goals: tuple[GoalFound, ...]
    warnings: tuple[str, ...] = ()
    """What happened to the search that the reader of its plan should know."""
