"""Ordinary campaigns are what they are called, and everybody plans some of them."""

from collections.abc import Callable
from statistics import mean

import pytest

from planner.domain.campaign import Campaign
from planner.domain.policy import DEFAULT_GOALS
from tests.bench_ordinary import Case, Tally, contest
from tests.campaigns import FIXED
from tests.ordinary_campaigns import ordinary_campaign, room
from tests.rivals.contest import Entry
from tests.rivals.routes import is_for_routes

CAMPAIGNS = tuple(ordinary_campaign(seed) for seed in range(120))
SMALLEST = min(range(120), key=lambda seed: (len(CAMPAIGNS[seed].pins), len(CAMPAIGNS[seed].units)))

FEATURES: dict[str, Callable[[Campaign], bool]] = {
    "whole days": lambda campaign: campaign.whole_days,
    "half days": lambda campaign: not campaign.whole_days,
    "a limit of km": lambda campaign: campaign.reach_km is not None,
    "three shifts": lambda campaign: len(campaign.calendar.shifts) == 3,
    "several visits": lambda campaign: any(unit.visits > unit.together for unit in campaign.units),
    "two machines at once": lambda campaign: any(unit.together > 1 for unit in campaign.units),
    "industrial parks": lambda campaign: any(unit.kind == "khu công nghiệp" for unit in campaign.units),
    "schools": lambda campaign: any(unit.kind == "trường" for unit in campaign.units),
    "windows": lambda campaign: any(
        unit.kind == "xã"
        and (unit.first_day, unit.last_day) != (campaign.calendar.first_day, campaign.calendar.last_day)
        for unit in campaign.units
    ),
    "a fixed machine": lambda campaign: campaign.machines[-1].postings[0].kind is FIXED,
    "a machine that comes late": lambda campaign: any(
        item.postings[0].first_day > campaign.calendar.first_day for item in campaign.machines
    ),
    "zones": lambda campaign: any(
        len(item.postings[0].serves) < len(campaign.units)
        for item in campaign.machines
        if item.postings[0].kind is not FIXED
    ),
    "a base": lambda campaign: any(item.postings[0].base for item in campaign.machines),
    "weekly closures": lambda campaign: any(item.weekdays and not item.machine for item in campaign.closures),
    "pins": lambda campaign: bool(campaign.pins),
    "phases": lambda campaign: bool(campaign.phases),
    "rates": lambda campaign: bool(campaign.rate_overrides),
    "priorities": lambda campaign: any(unit.priority > 1 for unit in campaign.units),
    "roads": lambda campaign: bool(campaign.roads),
    "another order of goals": lambda campaign: tuple(item.goal for item in campaign.goals) != DEFAULT_GOALS,
    "for routes": is_for_routes,
}


def overload(campaign: Campaign) -> float:
    return sum(unit.need for unit in campaign.units) / room(campaign)


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_occurs(feature: str) -> None:
    assert sum(map(FEATURES[feature], CAMPAIGNS)) >= 5


def test_sizes_are_those_of_the_documents() -> None:
    for campaign in CAMPAIGNS:
        assert 10 <= len(campaign.units) <= 40
        assert 2 <= len(campaign.machines) <= 8
        assert 20 <= campaign.calendar.num_days <= 90
        assert Campaign.model_validate(campaign.model_dump()) == campaign
    assert 500 < mean(unit.need for campaign in CAMPAIGNS for unit in campaign.units) < 1500


def test_about_half_need_more_than_there_is_room_for() -> None:
    overloads = [overload(campaign) for campaign in CAMPAIGNS]
    assert 40 < sum(value > 1 for value in overloads) < 80
    assert min(overloads) > 0.1
    assert 1.5 < max(overloads) < 2.1


@pytest.mark.alone
def test_a_contest_is_held_and_its_faults_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    held = contest(Case(SMALLEST, 1.0))
    assert {entry.name for entry in held.rivals} >= {"greedy", "slots"}
    assert any(entry.counts for entry in held.rivals)
    for rival in held.rivals:
        assert rival.faults == ()
    tally = Tally()
    tally.add("1", "as it is", held, seconds=1.0)
    lost = Entry("ours", 60.0, faults=("NoPlanInTime",))
    tally.add("2", "without ours", type(held)(held.order, (lost, *held.rivals)), seconds=1.0)
    assert tally.summed_up() == 1
    printed = capsys.readouterr().out
    assert "no plan: 1 cases" in printed
    assert "over time: 1 cases" in printed
    assert "2 cases" in printed
