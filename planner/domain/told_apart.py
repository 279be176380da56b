"""Units of one name told apart, for whoever reads a name without its code."""

from collections import Counter

from planner.domain.campaign import Campaign, Unit


def told_apart(campaign: Campaign) -> Campaign:
    """The campaign whose units bear names of their own: *Xã Tân Hưng (Hớn Quản)* beside *Xã Tân Hưng (Đồng Phú)*.

    A name that only one unit bears stays as it is. What stands in brackets is the unit's zone, or its code where it
    has no zone that can stand there. To be printed and shown; a workbook is read by the names it has.
    """
    bearers = Counter(_heard(unit) for unit in campaign.units)
    if len(bearers) == len(campaign.units):
        return campaign
    units = tuple(_surnamed(unit) if bearers[_heard(unit)] > 1 else unit for unit in campaign.units)
    facts = {field: getattr(campaign, field) for field in Campaign.model_fields}
    return Campaign.model_validate(facts | {"units": units})  # a copy would keep what it has looked up by code


def _heard(unit: Unit) -> str:
    """The name without regard to capitals and blanks."""
    return " ".join(unit.name.casefold().split())


def _surnamed(unit: Unit) -> Unit:
    zone = unit.zone.strip()
    surname = unit.code if not zone or "(" in zone or ")" in zone else zone
    return unit.model_copy(update={"name": f"{unit.name} ({surname})"})
