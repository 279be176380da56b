"""What people call the goals of a plan, as on the sheet *Mục tiêu*. Light to load, as the command line needs it."""

from planner.texts import texts_of

_ = texts_of("domain")


def plan_goal_names() -> dict[str, str]:
    """By a goal's value its name in the language chosen, with a capital."""
    return {
        "unserved": _("Unserved"),
        "milestones": _("Milestones"),
        "changes": _("Changes"),
        "finish": _("Finish"),
        "travel": _("Travel"),
        "waiting": _("Waiting"),
    }
