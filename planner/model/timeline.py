"""The time in which machines move: whole days or single slots, without those that are closed to everybody."""

from dataclasses import dataclass
from itertools import groupby

from planner.domain.campaign import Campaign
from planner.domain.openness import Openness


@dataclass(frozen=True, slots=True)
class Timeline:
    """Periods in time order. In one period a machine is at one unit: a day with *Đi trọn ngày*, else a slot.

    `periods[i]` holds the ordinals of the period's slots that are open to all; `day_starts[i]` tells whether the
    period is the first of its day.
    """

    periods: tuple[tuple[int, ...], ...]
    day_starts: tuple[bool, ...]
    last_ordinal: int
    """The ordinal of the campaign's last slot, closed or not."""

    @property
    def num_periods(self) -> int:
        """How many periods there are."""
        return len(self.periods)

    def periods_until(self, ordinal: int) -> int:
        """How many periods have a slot at or before this ordinal."""
        return sum(1 for period in self.periods if period[0] <= ordinal)


def timeline_of(campaign: Campaign, openness: Openness) -> Timeline:
    """The campaign's periods."""
    by_day = [tuple(ordinals) for _, ordinals in groupby(openness.open_to_all, key=openness.day)]
    if campaign.whole_days:
        return Timeline(tuple(by_day), (True,) * len(by_day), campaign.calendar.last_ordinal)
    return Timeline(
        tuple((ordinal,) for day in by_day for ordinal in day),
        tuple(position == 0 for day in by_day for position in range(len(day))),
        campaign.calendar.last_ordinal,
    )
