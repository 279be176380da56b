"""How many dossiers a slot can take, by the shift, the posting, and the sheet *Năng suất*."""

from planner.check.rows import Appearance
from planner.domain.campaign import Campaign, Posting, RateOverride
from planner.domain.record import UnitCode


class SlotLimits:
    """Answers for one appearance at a time; every row of the sheet that speaks of it is looked at."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._of_stop: dict[UnitCode | None, list[RateOverride]] = {}
        for row in campaign.rate_overrides:
            stop = None if row.unit is None else campaign.stop_of(row.unit)
            self._of_stop.setdefault(stop, []).append(row)

    def most_of(self, appearance: Appearance, posting: Posting) -> int:
        """The posting's capacity, or the shift's where it has none, or less by the sheet's row that binds.

        Of rows that say as much, by different units of a cluster, the lowest binds.
        """
        capacity = posting.capacity
        if capacity is None:
            capacity = self._campaign.calendar.shift(appearance.slot.shift).capacity
        about = [*self._of_stop.get(appearance.unit.code, ()), *self._of_stop.get(None, ())]
        by_weight: dict[tuple[int, bool, bool], list[int]] = {}
        for row in about:
            if row.machine in (None, appearance.machine.name) and row.shift in (None, appearance.slot.shift):
                by_weight.setdefault(_says(row), []).append(row.dossiers)
        return min([capacity, *by_weight[max(by_weight)]]) if by_weight else capacity


def _says(row: RateOverride) -> tuple[int, bool, bool]:
    """Most conditions first; of as many, one with a unit, then one with a machine."""
    has_unit, has_machine, has_shift = (one is not None for one in (row.unit, row.machine, row.shift))
    return has_unit + has_machine + has_shift, has_unit, has_machine
