"""What people call the goals of a plan, as on the sheet *Mục tiêu*. Light to load, as the command line needs it."""

from planner.texts import texts_of

_ = texts_of("domain")


def plan_goal_name(goal: str) -> str:
    """The name in the language chosen, with a capital; empty for what is no goal of a plan."""
    return {
        "unserved": _("Unserved"),
        "milestones": _("Milestones"),
        "changes": _("Changes"),
        "finish": _("Finish"),
        "travel": _("Travel"),
        "waiting": _("Waiting"),
    }.get(goal, "")
