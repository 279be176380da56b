"""Random real campaigns are what a workbook can say, the same for the same seed, and mix what they are meant to mix."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.domain.campaign import Campaign
from planner.domain.openness import Openness
from planner.intake.campaign.campaign_reader import read_campaign
from tests.placements import Placement
from tests.real_campaigns import REAL_TINY, real_campaign
from tests.real_situations import real_situation
from tests.real_slots import can_be_at, members
from tests.workbooks import write_workbook

SEEDS = range(60)


def kinds_in(campaign: Campaign) -> Iterator[str]:
    """The rows of the contract's section on real campaigns that the campaign has."""
    units = campaign.units
    kinds = {
        "capacities by shift": len({shift.capacity for shift in campaign.calendar.shifts}) > 1,
        "rates": bool(campaign.rate_overrides),
        "half days": len({campaign.stays_whole_days(unit.code) for unit in units}) > 1,
        "allowed days": any(unit.allowed_days for unit in units),
        "least stays": any(unit.min_days > 1 for unit in units),
        "clusters": bool(campaign.clusters),
        "groups": any(machine.group for machine in campaign.machines),
        "time to move": campaign.move_slots > 0,
        "mergers": bool(campaign.successions),
    }
    return (kind for kind, is_there in kinds.items() if is_there)


def test_every_kind_is_met_often_and_mostly_three_at_once() -> None:
    told = [set(kinds_in(real_campaign(seed))) for seed in range(300)]
    seen = Counter(kind for kinds in told for kind in kinds)
    assert len(seen) == 9
    assert min(seen.values()) > 60
    assert sum(len(kinds) >= 3 for kinds in told) > 210


@pytest.mark.parametrize("seed", SEEDS)
def test_they_come_back_from_their_workbook(seed: int, tmp_path: Path) -> None:
    campaign = real_campaign(seed)
    write_workbook(campaign, tmp_path / "campaign.xlsx")
    read = read_campaign(tmp_path / "campaign.xlsx").campaign
    # The workbook is named after its own setting; roads of a cluster's other units are not read.
    known = {members(campaign, unit.code)[0] for unit in campaign.units}
    roads = tuple(road for road in campaign.roads if {road.origin, road.destination} <= known)
    assert read == campaign.model_copy(update={"roads": roads})


@pytest.mark.parametrize("seed", SEEDS)
def test_slots_are_open_as_the_planner_says(seed: int) -> None:
    campaign = real_campaign(seed)
    openness, calendar = Openness.of(campaign), campaign.calendar
    for machine in campaign.machines:
        for posting in machine.postings:
            for unit in (unit for unit in campaign.units if unit.code in posting.serves):
                told = {openness.slot(ordinal) for ordinal in openness.of_both(machine, posting, unit)}
                slots = map(calendar.slot, range(1, calendar.last_ordinal + 1))
                within = [slot for slot in slots if posting.first_day <= slot.day <= posting.last_day]
                places = [Placement(machine.name, unit.code, *slot) for slot in within]
                assert told == {(one.day, one.shift) for one in places if can_be_at(campaign, one)}


@pytest.mark.parametrize("seed", SEEDS[:20])
def test_the_same_seed_gives_the_same(seed: int) -> None:
    campaign = real_campaign(seed, REAL_TINY)
    assert campaign == real_campaign(seed, REAL_TINY)
    assert real_situation(campaign, seed) == real_situation(campaign, seed)
    assert len(campaign.machines) * campaign.calendar.last_ordinal <= REAL_TINY.slots
