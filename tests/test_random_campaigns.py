"""Random campaigns are the same for the same seed, varied, and mostly sensible to plan."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.policy import DEFAULT_GOALS
from tests.campaigns import (
    FIXED,
    MOBILE,
    TINY,
    filled_plan,
    pinned_placements,
    random_campaign,
    random_placements,
    seeded,
)

CAMPAIGNS = tuple(random_campaign(seeded(seed)) for seed in range(300))

FEATURES: dict[str, Callable[[Campaign], bool]] = {
    "whole days": lambda campaign: campaign.whole_days,
    "shift by shift with a limit": lambda campaign: campaign.reach_km is not None,
    "closed to all": lambda campaign: any(not item.machine and not item.unit for item in campaign.closures),
    "closed to a machine": lambda campaign: any(item.machine for item in campaign.closures),
    "closed to a unit": lambda campaign: any(item.unit for item in campaign.closures),
    "weekly closure": lambda campaign: any(item.weekdays for item in campaign.closures),
    "closed for a shift": lambda campaign: any(
        item.shifts != campaign.calendar.shift_labels for item in campaign.closures
    ),
    "window": lambda campaign: any(item.first_day > campaign.calendar.first_day for item in campaign.units),
    "allowed shifts": lambda campaign: any(item.shifts != campaign.calendar.shift_labels for item in campaign.units),
    "together": lambda campaign: any(item.together > 1 for item in campaign.units),
    "more visits than machines": lambda campaign: any(item.visits > item.together for item in campaign.units),
    "priority": lambda campaign: any(item.priority > 1 for item in campaign.units),
    "no need": lambda campaign: any(item.need == 0 for item in campaign.units),
    "places": lambda campaign: any(item.location for item in campaign.units),
    "one-way road": lambda campaign: any(
        all((other.origin, other.destination) != (item.destination, item.origin) for other in campaign.roads)
        for item in campaign.roads
    ),
    "pins": lambda campaign: bool(campaign.pins),
    "phases": lambda campaign: len(campaign.phases) > 1,
    "another order of goals": lambda campaign: tuple(item.goal for item in campaign.goals) != DEFAULT_GOALS,
    "a goal left out": lambda campaign: len(campaign.goals) < len(DEFAULT_GOALS),
    "tolerance": lambda campaign: any(item.tolerance_percent for item in campaign.goals),
    "base": lambda campaign: any(posting.base for item in campaign.machines for posting in item.postings),
    "mobile, then mobile": lambda campaign: (MOBILE, MOBILE) in postings_of(campaign),
    "mobile, fixed, mobile": lambda campaign: (MOBILE, FIXED, MOBILE) in postings_of(campaign),
    "rates": lambda campaign: bool(campaign.rate_overrides),
    "serves some": lambda campaign: any(
        len(posting.serves) < len(campaign.units) for item in campaign.machines for posting in item.postings
    ),
}


def postings_of(campaign: Campaign) -> set[tuple[str, ...]]:
    return {tuple(posting.kind for posting in item.postings) for item in campaign.machines}


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_occurs(feature: str) -> None:
    assert sum(map(FEATURES[feature], CAMPAIGNS)) >= 5


def test_records_are_what_a_workbook_can_say() -> None:
    for campaign in CAMPAIGNS:
        assert Campaign.model_validate(campaign.model_dump()) == campaign
        for machine in campaign.machines:
            lasts = [posting.last_day for posting in machine.postings[:-1]]
            assert all(last < posting.first_day for last, posting in zip(lasts, machine.postings[1:], strict=True))
        assert all(pinned_placements(campaign, pin) for pin in campaign.pins)


def test_many_plans_are_sound() -> None:
    broken = Counter[bool]()
    for seed, campaign in enumerate(CAMPAIGNS):
        plan = filled_plan(campaign, random_placements(seeded(seed), campaign))
        broken[judge(campaign, plan).sound] += 1
    assert broken[True] > 120
    assert broken[False] > 60


def test_tiny_campaigns_are_tiny() -> None:
    for seed in range(50):
        campaign = random_campaign(seeded(seed), TINY)
        assert campaign.calendar.last_ordinal <= 6
        assert len(campaign.units) <= 3


FINGERPRINT = """
from tests.campaigns import random_campaign, random_placements, seeded
for seed in range(20):
    campaign = random_campaign(seeded(seed))
    closures = [sorted(item.weekdays) for item in campaign.closures]
    told = campaign.model_dump_json(exclude={"closures": {"__all__": {"weekdays"}}})
    print(told, closures, random_placements(seeded(seed), campaign))
"""


def test_same_seed_same_campaign_whatever_the_hash_seed() -> None:
    prints = {
        hashlib.sha256(
            subprocess.run(
                [sys.executable, "-c", FINGERPRINT],
                env={**os.environ, "PYTHONHASHSEED": hash_seed},
                check=True,
                capture_output=True,
            ).stdout
        ).hexdigest()
        for hash_seed in ("0", "1", "2023")
    }
    assert len(prints) == 1
