"""What became of a unit that was merged into another in the midst of the campaign, and of what it still needs."""

from collections.abc import Iterable, Mapping
from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.domain.record import UnitCode


def unit_on(campaign: Campaign, unit: UnitCode, day: date) -> UnitCode:
    """The unit that this one is on that day: itself, or what it has become part of by then."""
    for one in campaign.successions:
        if one.unit == unit and one.day <= day:
            unit = one.successor
    return unit


def left_after(campaign: Campaign, needed: Mapping[UnitCode, int], rows: Iterable[Assignment]) -> dict[UnitCode, int]:
    """Dossiers that each unit still needs after these rows, never less than 0; an old unit's are its successor's."""
    left = dict(needed)
    for row in rows:
        left[row.unit] -= row.dossiers
    for one in campaign.successions:
        left[one.successor] += max(0, left[one.unit])
        left[one.unit] = 0
    return {code: max(0, dossiers) for code, dossiers in left.items()}
