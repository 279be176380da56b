"""A sentence that says "proven" is said only where the proof holds for every plan."""

from collections.abc import Iterator

import pytest

from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Goal, GoalSetting, Proof
from planner.model.solve import solve
from planner.texts import Language, choose_language
from planner.workflow.planning.decision import decision
from tests.campaigns import machine, posting, small_campaign, unit


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


def planned(campaign: Campaign) -> Plan:
    solution = solve(campaign)
    return Plan(campaign=campaign.name, assignments=solution.assignments, goals=solution.goals)


def ordered(*goals: Goal) -> tuple[GoalSetting, ...]:
    return tuple(GoalSetting(goal=goal) for goal in goals)


def test_the_earliest_finish() -> None:
    campaign = small_campaign()
    assert decision(campaign, planned(campaign)) == "Proven: 2 machines cannot finish before 11/4/2023"


def test_the_earliest_finish_by_shift() -> None:
    campaign = small_campaign(whole_days=False)
    assert decision(campaign, planned(campaign)) == "Proven: 2 machines cannot finish before 11/4/2023 (Ca 02)"


def test_the_earliest_finish_after_other_goals() -> None:
    campaign = small_campaign(goals=ordered(Goal.UNSERVED, Goal.TRAVEL, Goal.FINISH))
    assert decision(campaign, planned(campaign)).endswith("and keep the goals before Ngày xong")


def test_nothing_is_said_of_what_is_not_proven() -> None:
    campaign = small_campaign()
    plan = planned(campaign)
    goals = tuple(
        result if result.goal is not Goal.FINISH else result.model_copy(update={"proof": Proof.BEST_FOUND, "bound": 1})
        for result in plan.goals
    )
    assert decision(campaign, plan.model_copy(update={"goals": goals})) == ""


def test_nothing_is_said_of_a_finish_that_leaves_somebody() -> None:
    campaign = small_campaign(goals=ordered(Goal.FINISH, Goal.UNSERVED))
    assert decision(campaign, planned(campaign)) == ""


def test_who_cannot_all_be_served() -> None:
    short = small_campaign(units=[unit("A", 60)], machines=[machine("M1", posting(5))], closures=[])
    assert decision(short, planned(short)) == (
        "Proven: by 14/4/2023 1 machine cannot collect everything; at least 10 dossiers are left"
    )
    weighty = small_campaign(units=[unit("A", 60, priority=3)], machines=[machine("M1", posting(5))], closures=[])
    assert "times Ưu tiên, are at least 30" in decision(weighty, planned(weighty))


def test_a_bound_below_the_value_is_told_as_a_bound() -> None:
    campaign = small_campaign()
    result = GoalResult(goal=Goal.UNSERVED, value=9, bound=4, proof=Proof.BEST_FOUND)
    told = decision(campaign, Plan(campaign="x", assignments=(), goals=(result,)))
    assert told.endswith("at least 4 dossiers are left")


def test_one_dossier_is_told_as_one() -> None:
    result = GoalResult(goal=Goal.UNSERVED, value=1, bound=1, proof=Proof.OPTIMAL)
    told = decision(small_campaign(), Plan(campaign="x", assignments=(), goals=(result,)))
    assert told == "Proven: by 14/4/2023 2 machines cannot collect everything; at least 1 dossier is left"
