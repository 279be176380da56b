"""What became of a unit that was merged into another in the midst of the campaign."""

from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode


def unit_on(campaign: Campaign, unit: UnitCode, day: date) -> UnitCode:
    """The unit that this one is on that day: itself, or what it has become part of by then."""
    for one in campaign.successions:
        if one.unit == unit and one.day <= day:
            unit = one.successor
    return unit
