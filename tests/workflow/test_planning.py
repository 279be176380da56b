"""The main path: what it gives, and that nothing is written of a plan that the checker refuses."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.check.verdict import Verdict, judge
from planner.check.violation import Violation
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.policy import Goal, Proof, Rule
from planner.domain.progress import Progress, nobody
from planner.domain.search_terms import SearchTerms
from planner.errors import NoPlanInTime, NoPlanPossible, PlannerError, UnsoundPlan
from planner.intake.plan_file import read_plan
from planner.model.outcome import Solution
from planner.model.questions import PlanQuestion
from planner.model.solve import solve
from planner.workflow.planning.planning import Planned, default_folder, plan_campaign
from planner.workflow.solving import judging, searching
from planner.workflow.solving.searching import Search
from tests.campaigns import small_campaign
from tests.workbooks import write_workbook


@pytest.fixture
def plan_it(tmp_path: Path) -> Callable[[], Planned]:
    """Plan the small campaign from its workbook into `out`."""
    write_workbook(small_campaign(), tmp_path / "campaign.xlsx")

    def run() -> Planned:
        return plan_campaign(tmp_path / "campaign.xlsx", tmp_path / "out", Search(SearchTerms(20.0, 1, 0), nobody))

    return run


def test_what_is_planned_is_what_is_written(plan_it: Callable[[], Planned]) -> None:
    planned = plan_it()
    assert planned.plan_path.name == "plan.json"
    assert read_plan(planned.plan_path) == planned.plan
    assert judge(planned.campaign, planned.plan).sound
    assert not planned.was_stopped
    assert all(path.stat().st_size for path in planned.prints)
    assert {result.proof for result in planned.plan.goals} == {Proof.OPTIMAL}


def test_the_observer_hears_the_end_of_each_goal(tmp_path: Path) -> None:
    write_workbook(small_campaign(), tmp_path / "campaign.xlsx")
    heard: list[Progress] = []
    plan_campaign(tmp_path / "campaign.xlsx", tmp_path, Search(SearchTerms(20.0, 1, 0), heard.append))
    assert [progress.goal for progress in heard if progress.is_final] == [
        Goal.UNSERVED,
        Goal.FINISH,
        Goal.TRAVEL,
        Goal.WAITING,
    ]


def test_a_refused_plan_is_not_written(
    plan_it: Callable[[], Planned], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(campaign: Campaign, plan: Plan, *_beside: object) -> Verdict:
        verdict = judge(campaign, plan)
        return verdict.model_copy(update={"violations": (Violation(rule=Rule.CAPACITY, message="too much"),)})

    monkeypatch.setattr(judging, "judge", refuse)
    with pytest.raises(UnsoundPlan, match="too much"):
        plan_it()
    assert not (tmp_path / "out").exists()


def test_a_goal_that_is_not_true_is_not_written(
    plan_it: Callable[[], Planned], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def boast(question: PlanQuestion, *_hearing: object) -> Solution:
        solution = solve(question.campaign)
        goals = tuple(goal.model_copy(update={"value": goal.value - 1}) for goal in solution.goals)
        return Solution(solution.assignments, goals, solution.ahead, was_stopped=False)

    monkeypatch.setattr(searching, "best_plan", boast)
    with pytest.raises(UnsoundPlan):
        plan_it()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("error", [NoPlanInTime("no time"), NoPlanPossible("no way")])
def test_no_plan_is_no_plan(
    plan_it: Callable[[], Planned], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: PlannerError
) -> None:
    def none(*_arguments: object) -> Solution:
        raise error

    monkeypatch.setattr(searching, "best_plan", none)
    with pytest.raises(type(error)):
        plan_it()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("workbook", "name"),
    [
        ("x/đợt 1/campaign.xlsx", "đợt 1"),
        ("x/y/Campaign.XLSX", "y"),
        ("x/y/thang-4.xlsx", "thang-4"),
        ("/campaign.xlsx", "campaign"),
        ("x/...xlsx", "campaign"),
    ],
)
def test_default_folder(workbook: str, name: str) -> None:
    assert default_folder(Path(workbook)) == Path("outputs") / name
