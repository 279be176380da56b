"""Checker and outside arbiter say the same of any plan."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.check.violation import Claim
from planner.domain.campaign import Campaign
from planner.domain.policy import Rule
from tests.arbiter import ARBITER, Bench, load_arbiter
from tests.broken_plans import EXAMPLES, Example
from tests.broken_real_plans import REAL_EXAMPLES
from tests.conftest import system_part
from tests.fuzz_checker import claimed_and_spoilt, compare, compare_real, compare_replans
from tests.random_campaigns import campaigns
from tests.random_plans import random_plan
from tests.random_replans import random_replan


@pytest.fixture(autouse=True)
def _arbiter() -> None:
    system_part("the outside arbiter (../shared/acceptance/verify_plan.py)", present=ARBITER.exists())


def test_they_agree_on_random_plans(tmp_path: Path) -> None:
    differences, seen = compare(cases=1500, seed=20230410, folder=tmp_path)
    assert differences == []
    assert seen["sound"] > 500


def test_they_agree_on_random_replans(tmp_path: Path) -> None:
    differences, seen = compare_replans(cases=300, seed=20230418, folder=tmp_path)
    assert differences == []
    assert min(seen["sound"], seen["changed"]) > 75
    assert min(seen[Rule.FROZEN], seen[Rule.HISTORY], seen[Claim.GOAL_VALUE]) > 25


def test_they_agree_on_plans_of_real_campaigns(tmp_path: Path) -> None:
    differences, seen = compare_real(cases=300, seed=20260701, folder=tmp_path)
    assert differences == []
    assert seen["sound"] > 75
    assert min(seen[Rule.MIN_STAY], seen[Rule.NO_GAP], seen[Rule.GROUP], seen[Rule.MOVE_TIME]) > 10


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=campaigns(), rng=st.randoms(use_true_random=False))
def test_they_agree_on_replans_that_can_be_made_smaller(tmp_path: Path, before: Campaign, rng: Random) -> None:
    replanned = random_replan(rng, before)
    bench = Bench(load_arbiter(), replanned.campaign, tmp_path / "campaign.xlsx")
    plan = claimed_and_spoilt(rng, replanned)
    assert bench.differences(plan, replanned.announced, replanned.results) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(campaign=campaigns(), rng=st.randoms(use_true_random=False))
def test_they_agree_on_plans_that_can_be_made_smaller(tmp_path: Path, campaign: Campaign, rng: Random) -> None:
    bench = Bench(load_arbiter(), campaign, tmp_path / "campaign.xlsx")
    assert bench.differences(random_plan(rng, campaign)) == []


@pytest.mark.parametrize("example", [*EXAMPLES, *REAL_EXAMPLES], ids=lambda example: f"{example.rule}: {example.name}")
def test_they_agree_on_every_broken_plan(example: Example, tmp_path: Path) -> None:
    bench = Bench(load_arbiter(), example.campaign, tmp_path / "campaign.xlsx")
    assert bench.differences(example.good, example.announced, example.results) == []
    assert bench.differences(example.broken, example.announced, example.results) == []
    broken = bench.ruling(example.broken, example.announced, example.results).broken
    assert broken or example.broken.rates, "the arbiter does not look at how a plan with learned rates is filled"
