"""Figures and names as people read them in their language."""

from planner.domain.goal_names import plan_goal_name
from planner.roster.policy import DutyGoal
from planner.roster.team_policy import TeamGoal
from planner.texts import spoken_number, texts_of

_ = texts_of("telling")

UNKNOWN = "–"
"""In the place of a figure or a day that there is not."""


def figure(goal: str, value: float) -> str:
    """A goal's value: travel with one decimal, all else whole."""
    return spoken_number(value, 1 if goal == "travel" else 0)


def goal_name(goal: str) -> str:
    """The goal's name: a plan's as on the sheet *Mục tiêu*, a roster's, or one of teams."""
    others: dict[str, str] = {
        DutyGoal.VACANT: _("Vacant"),
        DutyGoal.DUTY_CHANGES: _("Duty changes"),
        DutyGoal.OVERTIME: _("Overtime"),
        DutyGoal.FAIRNESS: _("Fairness"),
        DutyGoal.WISHES: _("Wishes"),
        DutyGoal.SWITCHES: _("Switches"),
        DutyGoal.COMMUTE: _("Commute"),
        TeamGoal.MISSED_VISITS: _("Missed visits"),
        TeamGoal.MISSED_TARGETS: _("Targets short"),
        TeamGoal.UNEVENNESS: _("Unevenness"),
        TeamGoal.LINES: _("Extra lines"),
        TeamGoal.OUTINGS: _("Days out"),
        TeamGoal.DELAY: _("Delay"),
    }
    return plan_goal_name(goal) or others[goal]


def counted(number: float, one: str, many: str) -> str:
    """The sentence for a single thing, or for as many as there are, which stand in it as {count}."""
    return one if number == 1 else many.format(count=spoken_number(number, 0))


def difference_told(goal: str, before: float, after: float) -> str:
    """By how much a goal's value gets worse or better: +3, −1,5; 0 where it stays."""
    difference = round(after - before, 1)
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return sign + figure(goal, abs(difference))
