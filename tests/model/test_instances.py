"""The real cases, with the optima that are known of them."""

from pathlib import Path

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.policy import Goal, Proof
from planner.domain.search_terms import SearchTerms
from planner.intake.campaign.campaign_reader import read_campaign
from planner.model.solve import solve
from tests.fuzz_solver import plan_from

INSTANCES = Path(__file__).parents[2] / "instances"

KNOWN = {
    "binh-gia-2023": {Goal.UNSERVED: 0, Goal.FINISH: 66, Goal.TRAVEL: 168.0, Goal.WAITING: 570_812},
    "binh-gia-2023-two-mobile": {Goal.UNSERVED: 0, Goal.FINISH: 59, Goal.TRAVEL: 167.4, Goal.WAITING: 504_607},
    "binh-phuoc-2024": {Goal.UNSERVED: 0, Goal.FINISH: 168, Goal.TRAVEL: 858.3, Goal.WAITING: 17_948_458},
}


def campaign_of(name: str) -> Campaign:
    return read_campaign(INSTANCES / name / "campaign.xlsx").campaign


@pytest.mark.parametrize("name", KNOWN)
def test_every_goal_is_proven_at_its_known_optimum(name: str) -> None:
    campaign = campaign_of(name)
    solution = solve(campaign, terms=SearchTerms(seconds=120.0, workers=1))
    assert judge(campaign, plan_from(campaign, solution)).sound
    assert {result.goal: result.value for result in solution.goals if result.goal in KNOWN[name]} == KNOWN[name]
    assert {result.proof for result in solution.goals} == {Proof.OPTIMAL}
    assert all(result.bound == result.value for result in solution.goals)
