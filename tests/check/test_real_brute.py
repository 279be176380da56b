"""The search through all plans of a tiny real campaign leaves out nothing that could be best."""

import json
from collections.abc import Iterator
from itertools import product
from math import prod

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import Shortfall
from planner.domain.policy import DEFAULT_GOALS
from planner.domain.situation import AT_THE_START, Situation
from planner.intake.campaign.campaign_reader import read_campaign
from tests.arbiter import ARBITER
from tests.conftest import system_part
from tests.placements import Placement
from tests.real_brute import real_best
from tests.real_campaigns import RealSize, real_campaign
from tests.real_situations import announced_plan, real_plan, real_situation
from tests.real_slots import can_be_at, members

LEAST = RealSize(stops=3, units=4, machines=2, days=3, shifts=2, slots=6, need=5)
MOST_PLANS = 600


def every_way(campaign: Campaign, situation: Situation) -> list[list[Placement | None]]:
    """For each machine's slot ahead, nowhere or each stop where it can be, whatever else it does."""
    calendar = campaign.calendar
    stops = sorted({members(campaign, unit.code)[0] for unit in campaign.units})
    return [
        [None, *(one for one in (Placement(machine.name, stop, *slot) for stop in stops) if can_be_at(campaign, one))]
        for machine in campaign.machines
        for slot in map(calendar.slot, range(situation.first_ordinal_ahead(calendar), calendar.last_ordinal + 1))
    ]


def sound_values(campaign: Campaign, situation: Situation) -> Iterator[list[float]]:
    announced = None if situation.as_of is None else announced_plan(campaign, situation)
    for chosen in product(*every_way(campaign, situation)):
        plan = real_plan(campaign, situation, tuple(one for one in chosen if one is not None))
        left = judge(campaign, plan, announced).left
        unserved = tuple(Shortfall(unit=code, dossiers=dossiers) for code, dossiers in left.items())
        verdict = judge(campaign, plan.model_copy(update={"unserved": unserved}), announced)
        if verdict.sound:
            values = {told.goal: told.value for told in verdict.goals}
            yield [values[goal] for goal in DEFAULT_GOALS if goal in values]


def few_plans() -> list[tuple[int, Campaign, Situation]]:
    found = []
    for seed in range(400):
        campaign = real_campaign(f"least {seed}", LEAST)
        for situation in (AT_THE_START, real_situation(campaign, seed)):
            if 8 < prod(map(len, every_way(campaign, situation))) <= MOST_PLANS:
                found.append((seed, campaign, situation))
    return found[:24]


@pytest.mark.parametrize("part", range(4))
def test_none_is_better_than_the_best(part: int) -> None:
    for seed, campaign, situation in few_plans()[part::4]:
        best = real_best(campaign, situation)
        told = None if best is None else [best.values[goal] for goal in DEFAULT_GOALS if goal in best.values]
        assert told == min(sound_values(campaign, situation), default=None), seed


KNOWN = ("ca-nang-luc", "cum-thon", "don-vi-cu", "nang-suat", "to-may", "truong-nua-ngay")
"""Public cases whose best plan is known; those left out take longer."""


@pytest.mark.parametrize("case", KNOWN)
def test_it_finds_what_is_known_to_be_best(case: str) -> None:
    folder = ARBITER.parent / "real" / case
    system_part(f"the public case {case}", present=folder.exists())
    best = real_best(read_campaign(folder / "campaign.xlsx").campaign)
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert best is not None
    assert best.values == {goal: expected[goal] for goal in best.values}
