"""What can be said of a duty that an officer has, or has not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.campaign import Campaign
from planner.domain.record import ShiftLabel
from planner.errors import Problem
from planner.roster.duties import Duty, DutyGoalResult
from planner.roster.policy import DutyGoal
from planner.roster.staffing import Officer


class DutyReply(StrEnum):
    """What can be said of a duty that an officer has or has not."""

    PAST = "past"
    """Its time is over: what was worked stays."""
    NO_SEAT = "no-seat"
    """The plan has no machine then, or nobody is asked for on it."""
    HELD = "held"
    """He has it, and every roster gives it to him."""
    FORBIDDEN = "forbidden"
    """He has it not, and no roster gives it to him."""
    FREE = "free"
    """The other way costs nothing."""
    BETTER = "better"
    """The other way is better: the roster was not the best."""
    COSTS = "costs"
    """The other way makes a goal worse."""
    OPEN = "open"
    """No roster the other way was found in time."""


@dataclass(frozen=True, slots=True)
class AskedDuty:
    """A question as a person words it."""

    officer: str
    """Number or name."""
    day: date
    shift: ShiftLabel | None = None
    """None is any shift of the day."""


@dataclass(frozen=True, slots=True)
class DutyAnswer:
    """Why an officer has a duty, or has none."""

    campaign: Campaign
    officer: Officer
    day: date
    shift: ShiftLabel | None
    """The shift that is answered for; None for all that were asked about."""
    duty: Duty | None
    """The duty that he has; None where he has none."""
    reply: DutyReply
    problems: tuple[Problem, ...]
    reasons: tuple[str, ...] = ()
    """What forbids the other way, whatever the roster."""
    clashes: tuple[str, ...] = ()
    """What the duty would break beside his other duties as they are; a roster may change those."""
    before: tuple[DutyGoalResult, ...] = ()
    """The goals of the roster, with what is proven of them."""
    after: tuple[DutyGoalResult, ...] = ()
    """The goals of the best roster found the other way; empty where none was looked for, or found."""
    was_stopped: bool = False

    @property
    def pairs(self) -> tuple[tuple[DutyGoalResult, DutyGoalResult], ...]:
        """Each goal before and after, in the order of the goals; empty where nothing was found the other way."""
        after = {result.goal: result for result in self.after}
        found = {result.goal: (result, after[result.goal]) for result in self.before if result.goal in after}
        return tuple(found[goal] for goal in DutyGoal if goal in found)

    @property
    def first_difference(self) -> tuple[DutyGoalResult, DutyGoalResult] | None:
        """The first goal that differs, before and after; None where none does."""
        return next(((before, after) for before, after in self.pairs if before.value != after.value), None)

    @property
    def is_proven(self) -> bool:
        """Whether every roster the other way makes that goal worse, or an earlier one."""
        for before, after in self.pairs:
            if after.bound is None:
                return False
            if after.bound > before.value:
                return True
            if after.value != before.value or after.bound < after.value:
                return False
        return False
