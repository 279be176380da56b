"""Claims of a few tiny campaigns hold, and an untrue one is found; `python -m tests.fuzz_proofs` asks of many more."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from planner.domain.policy import Goal
from planner.errors import NoPlanPossible
from planner.model.solve import Solution, solve
from tests import fuzz_proofs
from tests.campaigns import seeded
from tests.fuzz_proofs import Examination, examine_all, proof_campaign

SEEDS = range(6)


def test_no_claim_is_above_a_plan_of_anybody() -> None:
    counts = Counter[str]()
    for seed, examined in examine_all(SEEDS):
        assert examined.complaints == [], seed
        counts.update(examined.counts)
    assert counts["claims"] > 20
    for finder in ("ours", "another order", "slots", "brute force", "chance", "change"):
        assert counts[f"plans by {finder}"] > 0


def raised(goal: Goal) -> Any:
    """A search that claims one more than it may, where its plan is proven best."""

    def lying(*campaign: Any, **options: Any) -> Solution:
        solution = solve(*campaign, **options)
        goals = tuple(
            result.model_copy(update={"bound": result.value + 1, "value": result.value + 1})
            if result.goal is goal
            else result
            for result in solution.goals
        )
        return replace(solution, goals=goals)

    return lying


def examined_with(search: Any, monkeypatch: pytest.MonkeyPatch, seed: int) -> list[str]:
    monkeypatch.setattr(fuzz_proofs, "solve", search)
    return Examination(proof_campaign(seed), seeded(seed), None, 1.0).run().complaints


@pytest.mark.parametrize("goal", [Goal.UNSERVED, Goal.FINISH])
def test_an_untrue_bound_is_found(goal: Goal, monkeypatch: pytest.MonkeyPatch) -> None:
    told = examined_with(raised(goal), monkeypatch, 3)
    assert any(f"{goal} " in line and "below the bound" in line for line in told)


def test_a_campaign_called_impossible_is_planned_by_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*campaign: Any, **options: Any) -> Solution:
        raise NoPlanPossible("no")

    told = examined_with(refusing, monkeypatch, 3)
    assert any(line.startswith("said to be impossible, but planned by") for line in told)


def test_proof_campaigns_have_what_makes_proofs_hard() -> None:
    campaigns = [proof_campaign(seed) for seed in range(60)]
    assert sum(campaign.reach_km is not None for campaign in campaigns) > 10
    assert sum(bool(campaign.pins) for campaign in campaigns) > 10
    assert sum(any(unit.visits > unit.together for unit in campaign.units) for campaign in campaigns) > 20
    assert all(2 <= len(campaign.units) <= 4 for campaign in campaigns)
