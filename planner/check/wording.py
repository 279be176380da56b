"""How messages name days, units and numbers."""

from datetime import date

from planner.domain.campaign import Unit
from planner.texts import Language, chosen_language


def spoken_day(day: date) -> str:
    """A day as people write it here: 18/4/2023."""
    return f"{day.day}/{day.month}/{day.year}"


def spoken_unit(unit: Unit) -> str:
    """A unit by name and code, because a name may occur in two zones."""
    return f"{unit.name} ({unit.code})"


def spoken_number(value: float) -> str:
    """Whole numbers in groups of three, others with one decimal: 570.812 and 168,5 in Vietnamese."""
    english = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
    if chosen_language() is Language.ENGLISH:
        return english
    return english.translate(str.maketrans(",.", ".,"))
