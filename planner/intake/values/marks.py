"""Marks: what stands in a cell that only says yes or no."""

from planner.intake.cells.findings import shown
from planner.intake.values.texts import Unfit
from planner.texts import texts_of

_ = texts_of("intake")

TICKED, UNTICKED = "☒", "☐"
"""How a box is told whose state stands elsewhere than in letters."""
YES_MARKS = frozenset(["x", "v", "✓", "✔", "✅", "√", "☑", "☒", "🗹", "🗸", "có", "co", "yes", "1", "true"])
NO_MARKS = frozenset(["", "0", "☐", "□", "◻", "⬜", "-", "–", "—", "−", "không", "khong", "no", "false"])


def mark_word(value: object) -> str:
    """What is entered, in small letters and without blanks around it."""
    return "" if value is None else str(value).removesuffix(".0").strip().casefold()


def is_marked(value: object) -> bool:
    """Whether a cell says yes. Raises Unfit for anything that is neither a yes-mark nor a no-mark."""
    word = mark_word(value)
    if word in YES_MARKS:
        return True
    if word in NO_MARKS:
        return False
    raise Unfit(
        _("{value} is neither a tick nor empty").format(value=shown(value)),
        _("Enter x for yes, or leave the cell empty for no"),
    )
