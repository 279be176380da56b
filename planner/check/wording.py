"""How the checker's messages name units."""

from planner.domain.campaign import Unit


def spoken_unit(unit: Unit) -> str:
    """A unit by name and code, because a name may occur in two zones."""
    return f"{unit.name} ({unit.code})"
