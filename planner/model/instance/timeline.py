"""The time in which machines move: whole days or single slots, without those that are closed to everybody."""

from dataclasses import dataclass
from itertools import groupby

from planner.domain.campaign import Campaign
from planner.domain.openness import Openness


@dataclass(frozen=True, slots=True)
class Timeline:
    """Periods in time order. In one period a machine is at one unit: a day with *Đi trọn ngày*, else a slot.

    `periods[i]` holds the ordinals of the period's slots that are open to all; `days[i]` is the number of its day.
    """

    periods: tuple[tuple[int, ...], ...]
    days: tuple[int, ...]
    last_ordinal: int
    """The ordinal of the campaign's last slot, closed or not."""

    @property
    def num_periods(self) -> int:
        """How many periods there are."""
        return len(self.periods)


def timeline_of(campaign: Campaign) -> Timeline:
    """The campaign's periods."""
    openness = Openness.of(campaign)
    by_day = [tuple(ordinals) for _, ordinals in groupby(openness.open_to_all, key=openness.day)]
    periods = by_day if campaign.whole_days else [(ordinal,) for day in by_day for ordinal in day]
    days = tuple(openness.day(period[0]).toordinal() for period in periods)
    return Timeline(tuple(periods), days, campaign.calendar.last_ordinal)
