"""A plan that may be much better is told so: by the first goal with room that matters, and by nothing else."""

import pytest

from planner.domain.plan import GoalResult
from planner.domain.policy import Goal, Proof
from planner.workflow.planning.improvable import Improvable, improvable, longer_search
from tests.campaigns import small_campaign, unit

CAMPAIGN = small_campaign(units=[unit("A", 600), unit("B", 400)], days=30)


def result(goal: Goal, value: float, bound: float | None) -> GoalResult:
    proof = Proof.OPTIMAL if bound == value else Proof.BEST_FOUND
    return GoalResult(goal=goal, value=value, bound=bound, proof=Proof.NOT_OPTIMISED if bound is None else proof)


def test_nothing_is_said_where_all_is_proven_or_nearly_so() -> None:
    goals = [
        result(Goal.UNSERVED, 100, 100),
        result(Goal.MILESTONES, 100, 96),
        result(Goal.FINISH, 60, 58),
        result(Goal.TRAVEL, 100.0, 91.0),
        result(Goal.WAITING, 10_000, 9_100),
    ]
    assert improvable(CAMPAIGN, goals) is None


def test_the_earliest_goal_counts() -> None:
    goals = [result(Goal.UNSERVED, 0, 0), result(Goal.FINISH, 40, 20), result(Goal.TRAVEL, 500.0, 10.0)]
    assert improvable(CAMPAIGN, goals) == Improvable(Goal.FINISH, 10)


@pytest.mark.parametrize(
    ("found", "gain"),
    [
        (result(Goal.UNSERVED, 300, 100), 200),
        (result(Goal.MILESTONES, 300, 0), 300),
        (result(Goal.CHANGES, 50, 10), 40),
        (result(Goal.FINISH, 22, 20), 1),
        (result(Goal.TRAVEL, 100.0, 89.0), 11.0),
        (result(Goal.TRAVEL, 100.0, 0.0), 0),
        (result(Goal.WAITING, 20_000, 16_000), 2),
        (result(Goal.WAITING, 20_000, 0), 0),
    ],
)
def test_how_far_each_goal_may_go(found: GoalResult, gain: float) -> None:
    assert improvable(CAMPAIGN, [found]) == Improvable(found.goal, gain)


@pytest.mark.parametrize(
    "found",
    [
        result(Goal.UNSERVED, 0.9, 0),
        result(Goal.FINISH, 20, 19),
        result(Goal.TRAVEL, 6.0, 2.0),
        result(Goal.WAITING, 10_000, 8_500),
        result(Goal.TRAVEL, 600.0, None),
    ],
)
def test_what_nobody_would_run_again_for(found: GoalResult) -> None:
    assert improvable(CAMPAIGN, [found]) is None


def test_how_long_to_search_next() -> None:
    assert longer_search(60, was_stopped=False) == 300
    assert longer_search(3, was_stopped=False) == 60
    assert longer_search(80_000, was_stopped=False) == 86_400
    assert longer_search(60, was_stopped=True) == 60
