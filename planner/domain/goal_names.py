"""What people call the goals of a plan, as on the sheet *Mục tiêu*."""

from planner.domain.policy import Goal
from planner.texts import texts_of

_ = texts_of("domain")


def plan_goal_name(goal: Goal) -> str:
    """The name in the language chosen, with a capital."""
    return {
        Goal.UNSERVED: _("Unserved"),
        Goal.MILESTONES: _("Milestones"),
        Goal.CHANGES: _("Changes"),
        Goal.FINISH: _("Finish"),
        Goal.TRAVEL: _("Travel"),
        Goal.WAITING: _("Waiting"),
    }[goal]
