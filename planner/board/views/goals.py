"""Goals, their figures and what is proven of them, in the board's words."""

from planner.domain.calendar import Calendar
from planner.domain.policy import Goal, Proof
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("board")

UNKNOWN = "–"


def goal_name(goal: str) -> str:
    """What the goal counts."""
    return {
        Goal.UNSERVED: _("Dossiers left"),
        Goal.MILESTONES: _("Missing at milestones"),
        Goal.CHANGES: _("Announced slots broken, weighed by notice"),
        Goal.FINISH: _("Last slot used"),
        Goal.TRAVEL: _("Travel (km)"),
        Goal.WAITING: _("Waiting, summed over dossiers"),
    }[Goal(goal)]


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
