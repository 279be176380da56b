"""Campaigns of many parts: the same order of goals as in one search, the same plan wherever parts are searched."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import Campaign, Phase
from planner.domain.policy import Goal, Proof
from planner.domain.progress import PartsDone, Progress
from planner.domain.search_terms import SearchTerms
from planner.errors import TaskDied
from planner.executor.executor import Executor
from planner.executor.local import LocalExecutor
from planner.executor.task import Answer, Record, Task
from planner.model.gate import Stopper
from planner.model.outcome import Solution
from planner.model.search import component_search, part_by_part
from planner.model.search.part_by_part import idle_cluster
from planner.model.search.part_question import PartQuestion
from planner.model.solve import solve
from tests.bench_executor import workers_below
from tests.campaigns import plan_of
from tests.executor.at_once import AtOnce
from tests.many_parts import districts

TERMS = SearchTerms(300.0, 1, 7)
TWELVE = districts(12, units=3)


class Recording(AtOnce):
    """Takes so many seconds longer over every task, and remembers for how long each was to be searched."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.terms: list[SearchTerms] = []
        self._seconds = seconds

    def submit(self, task: Task[Record, Answer]) -> "Future[Answer]":
        assert isinstance(task.record, PartQuestion)
        self.terms.append(task.record.terms)
        time.sleep(self._seconds)
        return super().submit(task)


@pytest.fixture(autouse=True)
def _few_parts_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component_search, "MANY_PARTS", 5)


@pytest.fixture
def by(monkeypatch: pytest.MonkeyPatch) -> Callable[[Executor], None]:
    """Lets this executor be the one that is opened."""

    def choose(executor: Executor) -> None:
        monkeypatch.setattr(component_search, "open_executor", lambda _cluster, _workers: executor)

    return choose


def as_one_search(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> Solution:
    with monkeypatch.context() as patch:
        patch.setattr(component_search, "MANY_PARTS", 10**9)
        return solve(campaign, terms=TERMS)


def figures(solution: Solution) -> list[tuple[Goal, float, float | None, Proof]]:
    return [(goal.goal, goal.value, goal.bound, goal.proof) for goal in solution.goals]


def sound(campaign: Campaign, solution: Solution) -> bool:
    return judge(campaign, plan_of(campaign, solution.assignments)).sound


def test_the_order_of_goals_survives(by: Callable[[Executor], None], monkeypatch: pytest.MonkeyPatch) -> None:
    by(AtOnce())
    parted = solve(TWELVE, terms=TERMS)
    assert all(goal.proof is Proof.OPTIMAL for goal in parted.goals)
    assert figures(parted) == figures(as_one_search(TWELVE, monkeypatch))
    assert sound(TWELVE, parted)


def test_it_is_told_in_how_many_parts_each_goal_is_proven(
    by: Callable[[Executor], None], caplog: pytest.LogCaptureFixture
) -> None:
    by(AtOnce())
    with caplog.at_level(logging.INFO, part_by_part.__name__):
        solve(TWELVE, terms=TERMS)
    assert len(told_of_proofs(caplog)) == len(TWELVE.goals) - 2, "there are no phases, and nothing was announced"
    assert all(told.endswith("12 trên 12 phần") for told in told_of_proofs(caplog))
    caplog.clear()
    by(AtOnce(lambda number: TaskDied("part") if number == 2 else None))
    with caplog.at_level(logging.INFO, part_by_part.__name__):
        died = solve(TWELVE, terms=TERMS)
    assert died.warnings
    unserved, *_others, waiting = told_of_proofs(caplog)
    assert unserved.endswith("12 trên 12 phần"), "nothing is better than to leave nobody"
    assert waiting.endswith("12 trên 12 phần"), "asked again, and answered, in the second step"


def told_of_proofs(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if "đã chứng minh ở" in record.getMessage()]


@pytest.mark.parametrize("seed", [0, 2])
def test_a_part_that_has_to_leave_somebody_sets_no_floor(
    seed: int, by: Callable[[Executor], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too few days for some districts: they end on the last day in any case, or leave somebody and end before it."""
    campaign = districts(5, units=3, days=8, seed=seed)
    by(AtOnce())
    parted = solve(campaign, terms=TERMS)
    assert parted.goals[0].value > 0
    assert figures(parted) == figures(as_one_search(campaign, monkeypatch))
    assert sound(campaign, parted)


def test_the_same_plan_wherever_parts_are_searched(by: Callable[[Executor], None]) -> None:
    found = []
    for executor in (AtOnce(), LocalExecutor(1), LocalExecutor(2)):
        by(executor)
        found.append(solve(TWELVE, terms=TERMS))
    assert len({solution.assignments for solution in found}) == 1
    assert figures(found[0]) == figures(found[1]) == figures(found[2])


def test_what_a_part_is_given_is_not_a_matter_of_the_clock(by: Callable[[Executor], None]) -> None:
    """Also where others took long before: a part that ends by its effort ends in the same way in every run."""
    given: list[list[SearchTerms]] = []
    for seconds in (0.0, 0.3):
        executor = Recording(seconds)
        by(executor)
        solve(TWELVE, terms=TERMS)
        given.append(executor.terms)
    assert len(given[0]) == 2 * len(TWELVE.machines)
    assert given[0] == given[1]


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="processes are put on one processor")
def test_the_same_plan_beside_other_work_though_it_is_not_proven(
    by: Callable[[Executor], None], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """More is needed than there is room for, so that every part searches until its effort is spent."""
    caplog.set_level(logging.INFO, part_by_part.__name__)
    monkeypatch.setattr(part_by_part, "LEAST_SECONDS", 1.0)
    monkeypatch.setattr(part_by_part, "SPARE", 0.0)
    monkeypatch.setattr(part_by_part, "PATIENCE", 100.0)
    monkeypatch.setattr(component_search, "MANY_PARTS", 2)
    overloaded = districts(2, units=12, days=15, machines=2)
    found = []
    for processors, processes in ((os.sched_getaffinity(0), 1), ({0}, 3)):
        everywhere = os.sched_getaffinity(0)
        by(LocalExecutor(processes))
        os.sched_setaffinity(0, processors)
        try:
            found.append(solve(overloaded, terms=TERMS))
        finally:
            os.sched_setaffinity(0, everywhere)
    assert any(goal.proof is Proof.BEST_FOUND for goal in found[0].goals)
    told = told_of_proofs(caplog)[: len(told_of_proofs(caplog)) // 2]
    asked = [goal.proof is Proof.OPTIMAL for goal in found[0].goals if goal.goal is not Goal.MILESTONES]
    assert [one.endswith("2 trên 2 phần") for one in told] == asked, told
    assert found[0].assignments == found[1].assignments
    assert figures(found[0]) == figures(found[1])


@pytest.mark.skipif(not Path("/proc").exists(), reason="processes are looked up in /proc")
def test_a_process_killed_in_the_middle_loses_nothing(by: Callable[[Executor], None]) -> None:
    by(AtOnce())
    undisturbed = solve(TWELVE, terms=TERMS)
    by(LocalExecutor(2))
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        if progress.parts == PartsDone(3, 12) and len(killed) < 2:
            with suppress(ProcessLookupError):
                for process in workers_below()[:1]:
                    os.kill(process, signal.SIGKILL)
                    killed.append(process)

    disturbed = solve(TWELVE, terms=TERMS, observer=kill_one)
    assert killed
    assert figures(disturbed) == figures(undisturbed)
    assert not disturbed.warnings
    assert disturbed.assignments == undisturbed.assignments


def test_a_part_whose_process_dies_again_and_again_gets_a_simple_plan(by: Callable[[Executor], None]) -> None:
    by(AtOnce(lambda number: TaskDied("part") if number in (2, 12 + 3) else None))
    solution = solve(TWELVE, terms=TERMS)
    assert sound(TWELVE, solution)
    assert solution.goals[0].value == 0
    (warning,) = solution.warnings
    assert warning.count("Xã D0") == 2
    travel = next(goal for goal in solution.goals if goal.goal is Goal.TRAVEL)
    assert travel.proof is Proof.BEST_FOUND, "nothing is proven of a part that was not answered"


def test_what_goes_wrong_in_one_part_costs_no_other(by: Callable[[Executor], None]) -> None:
    by(AtOnce(lambda number: ZeroDivisionError() if number == 4 else None))
    solution = solve(TWELVE, terms=TERMS)
    assert sound(TWELVE, solution)
    assert len(solution.warnings) == 1


def test_stopped_in_the_middle_there_is_a_plan(by: Callable[[Executor], None]) -> None:
    by(LocalExecutor(1))
    stopper = Stopper()

    def stop(progress: Progress) -> None:
        if progress.parts is not None and progress.parts.done >= 3:
            stopper.stop()

    began = time.monotonic()
    solution = solve(TWELVE, terms=TERMS, observer=stop, stopper=stopper)
    assert sound(TWELVE, solution)
    assert time.monotonic() - began < 30
    assert threading.active_count() < 30


def test_parts_that_phases_join(by: Callable[[Executor], None], monkeypatch: pytest.MonkeyPatch) -> None:
    by(AtOnce())
    campaign = districts(8, units=3)
    need = sum(unit.need for unit in campaign.units)
    phase = Phase(name="Ngày đầu", last_day=campaign.calendar.first_day, target=need // 9)
    phased = campaign.model_copy(update={"phases": (phase,)})
    parted = solve(phased, terms=TERMS)
    assert sound(phased, parted)
    assert [goal[1] for goal in figures(parted)] == [goal[1] for goal in figures(as_one_search(phased, monkeypatch))]


@pytest.mark.parametrize("least", [1, 2])
def test_a_cluster_that_has_nothing_to_do_is_told_of(least: int) -> None:
    """With a least stay of two days the campaign is asked slot by slot."""
    campaign = districts(2, units=2)
    units = tuple(one.model_copy(update={"min_days": least}) for one in campaign.units)
    campaign = campaign.model_copy(update={"units": units})
    for cluster in (None, "tcp://127.0.0.1:1"):
        solution = solve(campaign, terms=SearchTerms(20.0, 1, 7, cluster=cluster))
        assert (idle_cluster() in solution.warnings) is (cluster is not None)
