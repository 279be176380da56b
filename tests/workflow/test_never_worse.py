"""More freedom never shows a worse plan, even where a search finds less or nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.domain.plan import Plan
from planner.domain.policy import Goal, Proof
from planner.domain.progress import nobody
from planner.domain.search_terms import SearchTerms
from planner.errors import NoPlanInTime
from planner.model.solve import solve
from planner.workflow.planning import repairing, standpoint
from planner.workflow.planning.repairing import Repair, weigh_repairs
from planner.workflow.planning.standpoint import Terms
from planner.workflow.questions.outlooks import COMPARED, AskedScenarios, compare
from planner.workflow.solving.judging import Evidence
from planner.workflow.solving.never_worse import as_far_as_it_holds, the_better
from planner.workflow.solving.searching import Search, solve_until
from tests.campaigns import closed, day, filled_plan, machine, posting, road, small_campaign, stand, unit
from tests.cli.diary import BOOK, CAMPAIGN, DAYS_1_AND_2, FIRST, announce, record, store
from tests.workbooks import write_workbook
from tests.workflow.test_outlooks import TINY

SEARCH = Search(SearchTerms(seconds=30.0, workers=1, seed=0), nobody)
GOALS = (Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL)


def worth(plan: Plan | None) -> list[float]:
    assert plan is not None
    by_goal = {result.goal: result.value for result in plan.goals}
    return [by_goal[goal] for goal in GOALS]


def ending_early(after: int) -> Callable[..., Any]:
    """A search that finds something so many times, and then no more."""
    calls: list[object] = []

    def search(*arguments: Any) -> Any:
        calls.append(arguments)
        if len(calls) > after:
            raise NoPlanInTime("the search ended before a first plan")
        return solve_until(*arguments)

    return search


@pytest.fixture
def under_way(tmp_path: Path) -> Path:
    """Planned, announced to the end, two days reported."""
    (tmp_path / BOOK).parent.mkdir()
    write_workbook(CAMPAIGN, tmp_path / BOOK)
    store(tmp_path, FIRST)
    announce(tmp_path, 1, day(5))
    assert record(tmp_path, DAYS_1_AND_2).code == 0
    return tmp_path


def repairs(home: Path) -> tuple[Repair, ...]:
    return weigh_repairs(home / BOOK, SEARCH, Terms()).repairs


def test_each_repair_begins_at_the_one_before(under_way: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun_at = []

    def search(*arguments: Any) -> Any:
        begun_at.append(arguments[3].previous)
        return solve_until(*arguments)

    monkeypatch.setattr(standpoint, "solve_until", search)
    found = repairs(under_way)
    for before, previous in zip(found, begun_at[1:], strict=False):
        assert before.plan is not None
        assert previous == tuple(row for row in before.plan.assignments if not row.done)


@pytest.mark.parametrize("after", [1, 2, 4])
def test_a_search_that_ends_early_shows_the_repair_before(
    under_way: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(standpoint, "solve_until", ending_early(after))
    found = repairs(under_way)
    assert len(found) == len(repairing.STEPS)
    last = found[after - 1]
    for repair in found[after:]:
        assert not repair.why_not
        assert repair.changed_unit_days == last.changed_unit_days
        assert worth(repair.plan) == worth(last.plan)
        assert {result.bound for result in repair.goals} <= {0, None}, "a search that found nothing has proven nothing"
        assert [result.value for result in repair.goals] == [result.value for result in last.goals]


def test_a_first_search_that_finds_nothing_says_why(under_way: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standpoint, "solve_until", ending_early(0))
    assert all(repair.why_not and repair.plan is None for repair in repairs(under_way))


def test_more_machines_and_larger_capacity_keep_the_plan_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_workbook(TINY, tmp_path / "campaign.xlsx")
    monkeypatch.setattr(standpoint, "solve_until", ending_early(1))
    asked = AskedScenarios(machines=1, capacity=9)
    today, more, larger, both = compare(tmp_path / "campaign.xlsx", asked, SEARCH, Terms(), lambda *_: None).outlooks
    for outlook in (more, larger, both):
        assert not outlook.why_not
        assert worth(outlook.plan) <= worth(today.plan)
        assert all(outlook.plan.goals) if outlook.plan else False
    assert larger.left == 0


def test_a_scenario_that_breaks_the_plan_as_it_is_does_not_keep_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_workbook(TINY, tmp_path / "campaign.xlsx")
    monkeypatch.setattr(standpoint, "solve_until", ending_early(1))
    _today, evenings = compare(
        tmp_path / "campaign.xlsx", AskedScenarios(is_evenings_only=True), SEARCH, Terms(), lambda *_: None
    ).outlooks
    assert evenings.plan is None
    assert evenings.why_not


def told(campaign_plan: Plan, *figures: tuple[Goal, float, float]) -> Plan:
    results = solve(TINY).goals
    by_goal = {goal: (value, bound) for goal, value, bound in figures}
    return campaign_plan.model_copy(
        update={
            "goals": tuple(
                result.model_copy(update={"value": by_goal[result.goal][0], "bound": by_goal[result.goal][1]})
                for result in results
                if result.goal in by_goal
            )
        }
    )


def test_the_first_goal_that_differs_decides() -> None:
    plan = filled_plan(TINY, stand("M1", "A", "1.2"))
    known = told(plan, (Goal.UNSERVED, 3, 3), (Goal.FINISH, 5, 5), (Goal.TRAVEL, 8.0, 8.0))
    worse = told(plan, (Goal.UNSERVED, 3, 2), (Goal.FINISH, 6, 4), (Goal.TRAVEL, 0.0, 0.0))
    better = told(plan, (Goal.UNSERVED, 3, 2), (Goal.FINISH, 4, 4), (Goal.TRAVEL, 9.0, 0.0))
    assert the_better(better, known, GOALS) == better
    kept = the_better(worse, known, GOALS)
    assert [(result.value, result.bound, result.proof) for result in kept.goals] == [
        (3, 2, Proof.BEST_FOUND),
        (5, 4, Proof.BEST_FOUND),
        (8.0, 0.0, Proof.BEST_FOUND),
    ]


def test_a_plan_in_a_changed_campaign_leaves_out_idle_visits() -> None:
    """With three times the capacity M1 has collected all of A before M2 comes."""
    before = small_campaign(
        units=[unit("A", 9, visits=2)],
        machines=[machine("M1", posting(3)), machine("M2", posting(3))],
        days=3,
        shifts=1,
        closures=[closed(3)],
        roads=[road("A", "A", 0)],
    )
    plan = filled_plan(before, [*stand("M1", "A", "1.1"), *stand("M2", "A", "2.1")])
    capacity = {
        "machines": tuple(
            one.model_copy(update={"postings": tuple(each.model_copy(update={"capacity": 9}) for each in one.postings)})
            for one in before.machines
        )
    }
    kept = as_far_as_it_holds(before.model_copy(update=capacity), plan, Evidence())
    assert kept is not None
    assert [(row.machine, row.dossiers) for row in kept.assignments] == [("M1", 9)]
    assert [result.value for result in kept.goals if result.goal in COMPARED] == [0, 1, 0.0]
    assert (
        as_far_as_it_holds(
            before.model_copy(
                update={
                    "closures": (
                        *before.closures,
                        before.closures[0].model_copy(update={"first_day": day(1), "last_day": day(1)}),
                    ),
                }
            ),
            plan,
            Evidence(),
        )
        is None
    )
