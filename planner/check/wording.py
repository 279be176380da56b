"""How the checker's messages name units."""

from planner.domain.campaign import Campaign, Unit
from planner.domain.record import UnitCode


def spoken_unit(unit: Unit) -> str:
    """A unit by name and code, because a name may occur in two zones."""
    return f"{unit.name} ({unit.code})"


def spoken_code(campaign: Campaign, code: UnitCode) -> str:
    """A unit by its code, which the campaign may not have."""
    unit = campaign.units_by_code.get(code)
    return code if unit is None else spoken_unit(unit)
