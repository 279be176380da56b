"""What a slot of a real campaign allows and brings, told a second time for tests.

A stop is named by any of its units here; `members` says which units it has. Nothing of this is the program's own code,
so that a mistake of that shows.
"""

from collections.abc import Iterable, Mapping, Sequence

from planner.domain.campaign import Campaign, RateOverride
from planner.domain.plan import Assignment
from planner.domain.record import UnitCode
from tests.placements import Placement, in_order, is_open_to_machine, posting_of, takes_away


def members(campaign: Campaign, unit: UnitCode) -> tuple[UnitCode, ...]:
    """The units of this one's cluster in workbook order, the first of which names the stop; the unit alone."""
    return next((cluster.units for cluster in campaign.clusters if unit in cluster.units), (unit,))


def is_whole(campaign: Campaign, unit: UnitCode) -> bool:
    """Whether a machine stays whole days at this stop."""
    own = campaign.units_by_code[members(campaign, unit)[0]].whole_days
    return campaign.whole_days if own is None else own


def can_be_at(campaign: Campaign, place: Placement) -> bool:
    """Whether machine and stop are open in the slot and the posting serves the stop."""
    here = members(campaign, place.unit)
    stop = campaign.units_by_code[here[0]]
    posting = posting_of(campaign, place.machine, place.day)
    return (
        posting is not None
        and not set(here).isdisjoint(posting.serves)
        and is_open_to_machine(campaign, place.machine, place.day, place.shift)
        and stop.first_day <= place.day <= stop.last_day
        and place.shift in stop.shifts
        and (not stop.allowed_days or place.day in stop.allowed_days)
        and not any(one.unit in here and takes_away(one, place.day, place.shift) for one in campaign.closures)
    )


def takes(campaign: Campaign, place: Placement) -> int:
    """Dossiers that the slot takes: 0 without a posting, else the capacity, or less by the sheet's rate."""
    posting = posting_of(campaign, place.machine, place.day)
    if posting is None:
        return 0
    capacity = posting.capacity
    if capacity is None:
        capacity = next(shift.capacity for shift in campaign.calendar.shifts if shift.label == place.shift)
    rates = [row for row in campaign.rate_overrides if _is_about(campaign, row, place)]
    if not rates:
        return capacity
    most = max(map(_says, rates))
    return min(capacity, *(row.dossiers for row in rates if _says(row) == most))


def _is_about(campaign: Campaign, row: RateOverride, place: Placement) -> bool:
    return (
        (row.unit is None or row.unit in members(campaign, place.unit))
        and row.machine in (None, place.machine)
        and row.shift in (None, place.shift)
    )


def _says(row: RateOverride) -> tuple[int, bool, bool]:
    named = (row.unit is not None, row.machine is not None, row.shift is not None)
    return sum(named), named[0], named[1]


def needs_ahead(campaign: Campaign, collected: Iterable[tuple[UnitCode, int]] = ()) -> dict[UnitCode, int]:
    """What each unit needs yet by its own figures, below 0 where more was collected; nothing has passed to heirs."""
    left = {unit.code: unit.need for unit in campaign.units}
    for code, dossiers in collected:
        if code in left:
            left[code] -= dossiers
    return left


def real_rows(
    campaign: Campaign, places: Sequence[Placement], needs: Mapping[UnitCode, int] | None = None
) -> tuple[tuple[Assignment, ...], dict[UnitCode, int]]:
    """The rows of a plan with these placements, filled by the rule, and what they leave at each unit.

    `needs` is what `needs_ahead` says, the whole need by default. Where nothing is left, one row for the stop's first
    unit says so. What an old unit has left is its successor's from the day of the merger on.
    """
    left = dict(needs_ahead(campaign) if needs is None else needs)
    heirs = sorted(campaign.successions, key=lambda one: one.day)
    rows: list[Assignment] = []
    for place in in_order(campaign, places):
        while heirs and heirs[0].day <= place.day:
            _inherit(left, heirs[0].unit, heirs.pop(0).successor)
        rows += _filled(campaign, place, left)
    for one in heirs:
        _inherit(left, one.unit, one.successor)
    return tuple(rows), {code: max(0, dossiers) for code, dossiers in left.items()}


def _inherit(left: dict[UnitCode, int], old: UnitCode, heir: UnitCode) -> None:
    left[heir] += max(0, left[old])
    left[old] = 0


def _filled(campaign: Campaign, place: Placement, left: dict[UnitCode, int]) -> list[Assignment]:
    room, here = takes(campaign, place), members(campaign, place.unit)
    brought = {}
    for code in here:
        dossiers = min(room, max(0, left[code]))
        room, left[code] = room - dossiers, left[code] - dossiers
        if dossiers:
            brought[code] = dossiers
    return [
        Assignment(machine=place.machine, unit=code, date=place.day, shift=place.shift, dossiers=dossiers)
        for code, dossiers in (brought or {here[0]: 0}).items()
    ]
