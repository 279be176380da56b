"""Scenarios side by side: their figures are the best there are, and what is said of a day is true."""

import os
import signal
from datetime import date
from pathlib import Path

import pytest

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.policy import GoalSetting, Proof
from planner.domain.progress import nobody
from planner.domain.search_terms import SearchTerms
from planner.errors import WrongUsage
from planner.executor.local import LocalExecutor
from planner.workflow.planning.standpoint import Terms
from planner.workflow.questions import outlooks
from planner.workflow.questions.outlooks import COMPARED, AskedBreakdown, AskedScenarios, Compared, compare
from planner.workflow.questions.replies import reply_to_day
from planner.workflow.solving.searching import Search
from tests.campaigns import closed, day, machine, posting, road, small_campaign, unit
from tests.model.brute_force import best_values
from tests.workbooks import write_workbook

TINY = small_campaign(
    units=[unit("A", 9), unit("B", 5)],
    machines=[machine("M1", posting(3, base="A")), machine("M2", posting(2, base="B"))],
    days=3,
    closures=[closed(1, shifts=(1,))],
    roads=[road("A", "B", 8), road("B", "A", 9.5)],
)
USUAL = AskedScenarios()
SEARCH = Search(SearchTerms(seconds=30.0, workers=1, seed=0), nobody)


def compared(campaign: Campaign, folder: Path, asked: AskedScenarios = USUAL) -> Compared:
    write_workbook(campaign, folder / "campaign.xlsx")
    return compare(folder / "campaign.xlsx", asked, SEARCH, Terms(), lambda *_: None)


def values(plan: Plan | None) -> dict[str, float]:
    assert plan is not None
    return {result.goal: result.value for result in plan.goals if result.goal in COMPARED}


def test_the_usual_scenarios_are_those_of_brute_force(tmp_path: Path) -> None:
    found = compared(TINY, tmp_path)
    assert len(found.outlooks) == 6, "as it is, a machine more, each broken, 140 a shift, only evenings; sooner is over"
    assert found.num_missing == 0
    goals = tuple(GoalSetting(goal=goal) for goal in COMPARED)
    for outlook in found.outlooks:
        changed = outlook.scenario.change(TINY).model_copy(update={"goals": goals})
        if len(changed.machines) == 2:
            assert values(outlook.plan) == best_values(changed), outlook.scenario.name
        assert outlook.plan is not None
        assert all(result.proof is Proof.OPTIMAL for result in outlook.plan.goals if result.goal in COMPARED)


def test_a_machine_more_is_never_worse(tmp_path: Path) -> None:
    today, more = compared(TINY, tmp_path, AskedScenarios(machines=1)).outlooks
    assert list(values(more.plan).values()) <= list(values(today.plan).values())
    assert more.finish is not None
    assert today.finish is not None
    assert more.finish <= today.finish


def test_several_at_once_come_last(tmp_path: Path) -> None:
    asked = AskedScenarios(capacity=2, breakdowns=(AskedBreakdown("m1", 1, day(2)),), is_evenings_only=True)
    found = compared(TINY, tmp_path, asked)
    assert len(found.outlooks) == 5
    last = found.outlooks[-1]
    changed = last.scenario.change(TINY)
    assert {each.capacity for one in changed.machines for each in one.postings} == {2}
    goals = tuple(GoalSetting(goal=goal) for goal in COMPARED)
    assert values(last.plan) == best_values(changed.model_copy(update={"goals": goals}))
    assert last.plan is not None
    assert last.left == 14 - sum(row.dossiers for row in last.plan.assignments) > 0


def test_a_scenario_without_any_open_day_says_so(tmp_path: Path) -> None:
    book = small_campaign(
        units=[unit("A", 9), unit("B", 5)],
        machines=[machine("M1", posting(3, base="A"))],
        days=3,
        closures=[closed(3, shifts=(2,)), closed(1, 2, shifts=(2,))],
    )
    today, evening = compared(book, tmp_path, AskedScenarios(is_evenings_only=True)).outlooks
    assert today.plan is not None
    assert evening.plan is None
    assert "Ngày nghỉ" in evening.why_not


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (day(3), "Được: có phương án thu hết hồ sơ vào ngày 11/4/2023"),
        (day(2), "Được: có phương án thu hết hồ sơ vào ngày 11/4/2023"),
        (
            day(1),
            "Không: đã chứng minh không phương án nào thu hết hồ sơ mà xong trước ngày 11/4/2023; đó là ngày sớm nhất",
        ),
    ],
)
def test_whether_all_is_done_by_a_day(tmp_path: Path, by: date, words: str) -> None:
    assert reply_to_day(compared(TINY, tmp_path, AskedScenarios(by=by))) == words


def test_not_even_the_whole_campaign_suffices(tmp_path: Path) -> None:
    large = TINY.model_copy(update={"units": tuple(each.model_copy(update={"need": 90}) for each in TINY.units)})
    reply = reply_to_day(compared(large, tmp_path, AskedScenarios(by=day(2))))
    assert reply == "Không: đã chứng minh không phương án nào thu hết hồ sơ, kể cả đến hết ngày 12/4/2023"


def test_ctrl_c_keeps_what_is_done(tmp_path: Path) -> None:
    write_workbook(TINY, tmp_path / "campaign.xlsx")
    begun = []

    def begins(number: int, count: int, name: str) -> None:
        begun.append((number, count, name))
        if number == 3:
            os.kill(os.getpid(), signal.SIGINT)

    found = compare(tmp_path / "campaign.xlsx", AskedScenarios(), SEARCH, Terms(), begins)
    assert [number for number, _count, _name in begun] == [1, 2, 3]
    assert {count for _number, count, _name in begun} == {6}
    assert len(found.outlooks) == 3
    assert found.num_missing == 3
    assert all(outlook.plan is not None for outlook in found.outlooks[:2])


@pytest.mark.parametrize(
    "asked",
    [
        AskedScenarios(by=day(4)),
        AskedScenarios(breakdowns=(AskedBreakdown("M3", 1),)),
        AskedScenarios(breakdowns=(AskedBreakdown("M1", 1, day(9)),)),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, asked: AskedScenarios) -> None:
    with pytest.raises(WrongUsage):
        compared(TINY, tmp_path, asked)


@pytest.mark.usefixtures("at_the_command_line")
def test_evenings_need_several_shifts(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="--evenings"):
        compared(small_campaign(shifts=1, closures=()), tmp_path, AskedScenarios(is_evenings_only=True))


def test_side_by_side_the_same_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a cluster every scenario is a task; here processes of this machine stand for it."""
    alone = compared(TINY, tmp_path)
    monkeypatch.setattr(outlooks, "open_executor", lambda _cluster, workers: LocalExecutor(workers))
    search = Search(SearchTerms(seconds=30.0, workers=2, seed=0, cluster="tcp://somewhere:1"), nobody)
    begun: list[str] = []
    together = compare(
        tmp_path / "campaign.xlsx", USUAL, search, Terms(), lambda _number, _count, name: begun.append(name)
    )
    assert together.num_missing == 0
    assert begun == [outlook.scenario.name for outlook in together.outlooks]
    assert [values(one.plan) for one in together.outlooks] == [values(one.plan) for one in alone.outlooks]
