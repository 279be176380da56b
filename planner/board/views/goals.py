"""Goals, their figures and what is proven of them, in the board's words."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.calendar import Calendar
from planner.domain.plan import GoalResult
from planner.domain.policy import Goal, Proof
from planner.roster.duties import DutyGoalResult
from planner.roster.policy import DutyGoal
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("board")

UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class GoalLine:
    """What a plan or a roster reaches in one goal, and what is proven of it."""

    goal: str
    value: str
    bound: str
    proof: str


def goal_name(goal: str) -> str:
    """What the goal counts."""
    told: dict[str, str] = {
        Goal.UNSERVED: _("Dossiers left"),
        Goal.MILESTONES: _("Missing at milestones"),
        Goal.CHANGES: _("Announced slots broken, weighed by notice"),
        Goal.FINISH: _("Last slot used"),
        Goal.TRAVEL: _("Travel (km)"),
        Goal.WAITING: _("Waiting, summed over dossiers"),
        DutyGoal.VACANT: _("Seats that nobody takes, required ones weighing 10"),
        DutyGoal.DUTY_CHANGES: _("Published duties changed, weighed by notice"),
        DutyGoal.OVERTIME: _("Shifts of overtime"),
        DutyGoal.FAIRNESS: _("Unfair shares of shifts"),
        DutyGoal.WISHES: _("Wishes not fulfilled"),
        DutyGoal.SWITCHES: _("Changes of shift or machine"),
        DutyGoal.COMMUTE: _("Officers' way to work (km)"),
    }
    return told[goal]


def proof_told(proof: Proof) -> str:
    """What is known of a goal's value."""
    return {
        Proof.OPTIMAL: _("proven: nothing is better"),
        Proof.BEST_FOUND: _("best found"),
        Proof.NOT_OPTIMISED: _("not looked for"),
    }[proof]


def goal_told(calendar: Calendar, goal: str, value: float | None) -> str:
    """A goal's value, or its bound: travel with one decimal, the slot in which a plan finishes as its day and shift.

    A dash for None, and for a slot that the campaign does not have.
    """
    if value is None:
        return UNKNOWN
    if goal != Goal.FINISH:
        return spoken_number(value, 1 if goal == Goal.TRAVEL else 0)
    if not 1 <= round(value) <= calendar.last_ordinal:
        return UNKNOWN
    slot = calendar.slot(round(value))
    return f"{spoken_day(slot.day)} {slot.shift}" if len(calendar.shift_labels) > 1 else spoken_day(slot.day)


def goal_lines(calendar: Calendar, goals: Iterable[GoalResult | DutyGoalResult]) -> tuple[GoalLine, ...]:
    """A line a goal, in their order."""
    return tuple(
        GoalLine(
            goal_name(each.goal),
            goal_told(calendar, each.goal, each.value),
            goal_told(calendar, each.goal, each.bound),
            proof_told(each.proof),
        )
        for each in goals
    )
