"""When each unit of a cluster is received: the slot's hours, parted among the units that the plan serves in it."""

from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign
from planner.domain.hours import Hours, hours_of
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode

STEP_MINUTES = 15
"""Units of a cluster take turns at full quarters of an hour."""


class StopHours:
    """The hours of every row of a plan; those of a cluster's rows are the unit's own part of the slot."""

    def __init__(self, campaign: Campaign, assignments: Iterable[Assignment]) -> None:
        self._campaign = campaign
        self._dossiers: dict[tuple[Slot, UnitCode], dict[UnitCode, int]] = {}
        for row in assignments:
            together = self._dossiers.setdefault((Slot(row.date, row.shift), campaign.stop_of(row.unit)), {})
            together[row.unit] = together.get(row.unit, 0) + row.dossiers

    def of(self, row: Assignment) -> Hours:
        """From when to when this row's unit is received by this row's machine. The row must be one of the plan's.

        All machines at a cluster receive its units at the same times, as far as their own hours are the same.
        """
        slot = Slot(row.date, row.shift)
        together = self._dossiers[slot, self._campaign.stop_of(row.unit)]
        return parted_hours(self._campaign, slot, row.machine, together)[row.unit]


def parted_hours(
    campaign: Campaign, slot: Slot, machine: MachineName | None, dossiers: Mapping[UnitCode, int]
) -> dict[UnitCode, Hours]:
    """The hours of each of these units, which one stop receives in this slot, with the dossiers planned for each.

    The slot's hours are parted in proportion to dossiers, in workbook order, at full quarters of an hour; each unit
    gets a quarter at least. A unit with hours of its own in *Giờ riêng* keeps them and takes no part of the others'
    time. Where a slot is too short for all to have a quarter each, all have the whole of it.
    """
    own = {code: hours_of(campaign, slot, code, machine) for code in dossiers}
    if len(dossiers) == 1:
        return own
    common = hours_of(campaign, slot, None, machine)
    order = campaign.units_at(campaign.stop_of(next(iter(dossiers))))
    sharing = [code for code in order if code in dossiers and own[code] == common]
    return own | dict(zip(sharing, _parts(common, [dossiers[code] for code in sharing]), strict=True))


def _parts(whole: Hours, dossiers: list[int]) -> list[Hours]:
    """The whole parted in this proportion; evenly where nobody has any dossiers."""
    first, last = -(-whole.starts_minute // STEP_MINUTES), whole.ends_minute // STEP_MINUTES
    if last - first < len(dossiers):
        return [whole] * len(dossiers)
    shares = dossiers if any(dossiers) else [1] * len(dossiers)
    total, length = sum(shares), whole.ends_minute - whole.starts_minute
    turns = [whole.starts_minute]
    for place, so_far in enumerate(list(accumulate(shares))[:-1], start=1):
        wanted = (2 * (whole.starts_minute * total + length * so_far) + STEP_MINUTES * total) // (
            2 * STEP_MINUTES * total
        )
        earliest = first + 1 if place == 1 else turns[-1] // STEP_MINUTES + 1
        latest = last - (len(shares) - place)
        turns.append(max(earliest, min(wanted, latest)) * STEP_MINUTES)
    return [Hours(starts, ends) for starts, ends in pairwise([*turns, whole.ends_minute])]
