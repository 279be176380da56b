"""How the checker's messages name units and stops."""

from planner.domain.campaign import Campaign, Unit
from planner.domain.record import UnitCode


def spoken_unit(unit: Unit) -> str:
    """A unit by name and code, because a name may occur in two zones."""
    return f"{unit.name} ({unit.code})"


def spoken_stop(campaign: Campaign, unit: UnitCode) -> str:
    """A stop by any of its units: a cluster by its name and the codes of its units, else the unit itself."""
    for cluster in campaign.clusters:
        if unit in cluster.units:
            return f"{cluster.name} ({', '.join(cluster.units)})"
    return spoken_unit(campaign.units_by_code[unit])


def spoken_code(campaign: Campaign, code: UnitCode) -> str:
    """A unit by its code, which the campaign may not have."""
    unit = campaign.units_by_code.get(code)
    return code if unit is None else spoken_unit(unit)
