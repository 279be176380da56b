"""What units need where planning begins, and what a plan leaves; what an old unit has left passes to its successor."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from planner.check.rows import ReadRow
from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode


class Needs(NamedTuple):
    """Dossiers by unit, every unit of the campaign and none below 0."""

    remaining: dict[UnitCode, int]
    """What each unit still needs where planning begins, with what the plan leaves its predecessors."""
    left: dict[UnitCode, int]
    """What the plan leaves at each unit; 0 at a unit that has a successor."""


def needs_of(campaign: Campaign, rows: Iterable[ReadRow], elsewhere: Mapping[UnitCode, int]) -> Needs:
    """The needs of a plan with these rows and with what was collected without a machine.

    A successor that has collected more than its own need takes on so much less of its predecessor's.
    """
    needed = {unit.code: unit.need - elsewhere.get(unit.code, 0) for unit in campaign.units}
    planned = Counter[UnitCode]()
    for row in rows:
        if row.done:
            needed[row.unit.code] -= row.dossiers
        else:
            planned[row.unit.code] += row.dossiers
    for one in campaign.successions:
        needed[one.successor] += max(0, needed[one.unit] - planned[one.unit])
    remaining = {code: max(0, dossiers) for code, dossiers in needed.items()}
    left = {code: max(0, dossiers - planned[code]) for code, dossiers in remaining.items()}
    return Needs(remaining, left | {one.unit: 0 for one in campaign.successions})
