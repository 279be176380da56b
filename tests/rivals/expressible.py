"""What a rival's model has no words for, so that it is not asked, and the table says why."""

from collections.abc import Iterator

from planner.domain.campaign import Campaign
from tests.campaigns import MOBILE
from tests.rivals.ground import Ground
from tests.rivals.periods import Periods


def beyond_slots(campaign: Campaign) -> str:
    """The first thing that the plain slot model cannot say; empty if it can say everything."""
    return next(_beyond_slots(campaign), "")


def _beyond_slots(campaign: Campaign) -> Iterator[str]:
    if campaign.clusters:
        yield "clusters"
    if any(machine.group for machine in campaign.machines):
        yield "machines in groups"
    if campaign.move_slots:
        yield "time to move"
    if any(unit.min_days > 1 for unit in campaign.units):
        yield "least stays"
    if len(campaign.ways_of_staying) > 1:
        yield "half days beside whole days"
    if campaign.successions:
        yield "mergers"


def beyond_tours(campaign: Campaign) -> str:
    """The first thing that tours alone cannot say (one visit a unit, its length known); empty if they can."""
    return next(_beyond_tours(campaign), "")


def _beyond_tours(campaign: Campaign) -> Iterator[str]:
    yield from _beyond_slots(campaign)
    if campaign.pins:
        yield "pins"
    if campaign.rate_overrides:
        yield "rates"
    if any(posting.kind is not MOBILE for machine in campaign.machines for posting in machine.postings):
        yield "fixed machines"
    if any(len(machine.postings) > 1 for machine in campaign.machines):
        yield "machines that change their duty"
    if not campaign.whole_days and campaign.reach_km is not None:
        yield "a limit of km a day"
    capacities = {
        campaign.capacity(posting, shift)
        for machine in campaign.machines
        for posting in machine.postings
        for shift in campaign.calendar.shift_labels
    }
    if len(capacities) > 1:
        yield "unequal machines or shifts"
    yield from _uneven(campaign)


def _uneven(campaign: Campaign) -> Iterator[str]:
    """Periods of different length, and units that are not open whenever their machines are."""
    periods = Periods(Ground(campaign))
    if periods.is_uneven:
        yield "days of different length"
    if periods.has_windows:
        yield "units open at times only"
