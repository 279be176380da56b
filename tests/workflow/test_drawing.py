"""Draws spread over processes: all of them, in order, whoever works them out; ended early, those without a gap."""

from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from planner.domain.record import UnitCode
from planner.domain.situation import Situation
from planner.domain.uncertainty import RiskCase
from planner.executor.executor import Executor
from planner.executor.local import LocalExecutor
from planner.executor.task import Answer, Record, Task
from planner.workflow.questions.drawing import Drawing
from tests.campaigns import filled_plan, small_campaign, stand


class Here(Executor):
    """Does each task in this process as soon as it is waited for; those named in `never` are not done."""

    def __init__(self, workers: int, never: frozenset[int] = frozenset()) -> None:
        super().__init__(workers)
        self.never = never
        self.given: list[range] = []

    def submit(self, task: Task[Record, Answer]) -> "Future[Answer]":
        future: Future[Answer] = Future()
        numbers = task.record.numbers  # type: ignore[attr-defined]
        self.given.append(numbers)
        if not self.never.intersection(numbers):
            future.set_result(task.work(task.record))
        return future

    def wait_for_all(self) -> None:
        return

    def stop(self) -> None:
        return


@pytest.fixture
def case() -> RiskCase:
    campaign = small_campaign()
    plan = filled_plan(campaign, stand("M1", "A", "1.2 2.1 2.2 3.1 3.2"))
    return RiskCase(
        campaign=campaign, situation=Situation(previous=plan.assignments), leaves={UnitCode("B"): 7, UnitCode("C"): 4}
    )


def after(looks: int) -> Iterator[bool]:
    yield from [False] * looks
    while True:
        yield True


def test_all_draws_in_their_order(case: RiskCase) -> None:
    executor = Here(2)
    heard: list[int] = []
    draws = Drawing(case, 25, executor).run(lambda: False, heard.append)
    assert [draw.number for draw in draws] == list(range(25))
    assert sorted(number for numbers in executor.given for number in numbers) == list(range(25))
    assert heard == sorted(heard)
    assert heard[-1] == 25


def test_ended_early_those_without_a_gap_count(case: RiskCase) -> None:
    looks = after(6)
    draws = Drawing(case, 10_000, Here(2, never=frozenset({2}))).run(lambda: next(looks), lambda _done: None)
    assert [draw.number for draw in draws] == [0, 1]


def test_ended_at_once_there_are_none(case: RiskCase) -> None:
    assert Drawing(case, 5, Here(1)).run(lambda: True, lambda _done: None) == ()


def test_processes_say_what_this_one_says(case: RiskCase) -> None:
    here = Drawing(case, 12, Here(1)).run(lambda: False, lambda _done: None)
    with LocalExecutor(2) as executor:
        assert Drawing(case, 12, executor).run(lambda: False, lambda _done: None) == here
