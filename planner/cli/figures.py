"""Figures and names as people read them in their language."""

from datetime import date

from planner.texts import Language, chosen_language, texts_of

_ = texts_of("cli")


def number(value: float, decimals: int = 0) -> str:
    """A number with thousands and decimals marked as the language does."""
    text = f"{value:,.{decimals}f}"
    if chosen_language() is Language.VIETNAMESE:
        return text.translate(str.maketrans(",.", ".,"))
    return text


def figure(goal: str, value: float) -> str:
    """A goal's value: travel with one decimal, all else whole."""
    return number(value, 1 if goal == "travel" else 0)


def day(value: date) -> str:
    """A day as 13/5/2023."""
    return f"{value.day}/{value.month}/{value.year}"


def goal_name(goal: str) -> str:
    """The goal's name on the sheet *Mục tiêu*."""
    return {
        "unserved": _("Unserved"),
        "milestones": _("Milestones"),
        "changes": _("Changes"),
        "finish": _("Finish"),
        "travel": _("Travel"),
        "waiting": _("Waiting"),
    }[goal]
