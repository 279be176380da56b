"""A process that dies, hangs or is killed while it searches: what it had sent up is kept, and what happened is told."""

import ctypes
import os
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.context import SpawnProcess
from time import monotonic

import pytest

from planner.domain.policy import Goal
from planner.domain.progress import Progress, nobody
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START
from planner.errors import NoPlanInTime, NoPlanPossible, SearchDied
from planner.model.news import NewsLine
from planner.model.outcome import Solution
from planner.model.questions import PlanQuestion
from planner.model.solve import solve
from planner.texts import Language, choose_language, texts_of
from planner.workflow.solving import asking, searcher
from planner.workflow.solving.attempts import best_plan
from tests.campaigns import small_campaign

CAMPAIGN = small_campaign()
SOLVED = solve(CAMPAIGN)
BEST = replace(SOLVED, goals=tuple(result.model_copy(update={"seconds": 0.0}) for result in SOLVED.goals))
"""This file is read again in the process that searches: nothing in it may differ from one time to the next."""
WORSE = replace(
    BEST,
    goals=tuple(
        result.model_copy(update={"value": result.value + 1}) if result.goal is Goal.FINISH else result
        for result in BEST.goals
    ),
)
Deed = Callable[[NewsLine], Solution]
LONG = 60.0
"""Seconds that are enough for two tries where the machine has other things to do."""


def abort(line: NewsLine) -> Solution:
    os.abort()


def be_killed(line: NewsLine) -> Solution:
    os.kill(os.getpid(), 9)
    raise AssertionError


def read_where_nothing_is(line: NewsLine) -> Solution:
    ctypes.string_at(0)
    raise AssertionError


def need_more_memory(line: NewsLine) -> Solution:
    line.better(BEST)
    raise MemoryError


def abort_with_the_best(line: NewsLine) -> Solution:
    line.better(BEST)
    time.sleep(0.5)
    os.abort()


def abort_with_a_worse_one(line: NewsLine) -> Solution:
    line.better(WORSE)
    time.sleep(0.5)
    os.abort()


def abort_after_a_flood(line: NewsLine) -> Solution:
    for _plan in range(1000):
        line.better(WORSE)
        line.advanced(Progress(Goal.FINISH, 5.0, 1.0, 0.0, is_final=False))
    line.better(BEST)
    time.sleep(1.0)
    os.abort()


def find_the_best(line: NewsLine) -> Solution:
    return BEST


def find_a_worse_one(line: NewsLine) -> Solution:
    return WORSE


def know_that_there_is_none(line: NewsLine) -> Solution:
    raise NoPlanPossible(texts_of("workflow")("not ready after {seconds} s").format(seconds=5))


def be_at_fault(line: NewsLine) -> Solution:
    raise AssertionError("a fault")


def be_at_fault_with_the_best(line: NewsLine) -> Solution:
    line.better(BEST)
    time.sleep(0.5)
    raise AssertionError("a fault")


def hear_nothing(line: NewsLine) -> Solution:
    """Hold the interpreter, so that no other thread of the process comes to its turn."""
    line.better(BEST)
    time.sleep(0.5)
    re.fullmatch("(a+)+", "a" * 60 + "b")
    raise AssertionError


def hear_nothing_from_the_beginning(line: NewsLine) -> Solution:
    re.fullmatch("(a+)+", "a" * 60 + "b")
    raise AssertionError


def wait_for_the_end(line: NewsLine) -> Solution:
    ended: list[bool] = []
    line.when_stopped(lambda: ended.append(True))
    while not ended:
        time.sleep(0.01)
    return BEST


@dataclass(frozen=True, slots=True)
class Scripted(PlanQuestion):
    """A question that is answered by what is written for its seed: 0 in the first try, 1 in the second."""

    deeds: tuple[Deed, ...]

    def answered(self, line: NewsLine) -> Solution:
        return self.deeds[self.terms.seed](line)


def asked(*deeds: Deed, seconds: float = LONG) -> Scripted:
    return Scripted(CAMPAIGN, AT_THE_START, None, SearchTerms(seconds), deeds)


def found(*deeds: Deed, seconds: float = LONG, pressed_after: float | None = None) -> Solution:
    began = monotonic()
    return best_plan(
        asked(*deeds, seconds=seconds),
        lambda: pressed_after is not None and monotonic() - began > pressed_after,
        nobody,
    )


@pytest.mark.parametrize("dies", [abort, be_killed, read_where_nothing_is, abort_with_a_worse_one, need_more_memory])
def test_the_second_try_finds_it(dies: Deed) -> None:
    solution = found(dies, find_the_best)
    assert solution.goals == BEST.goals
    assert solution.assignments == BEST.assignments
    assert not solution.was_stopped
    assert solution.warnings == ()


def test_the_better_of_both_counts() -> None:
    assert found(abort_with_the_best, find_a_worse_one).goals == BEST.goals
    assert found(abort_with_a_worse_one, abort_with_the_best).goals == BEST.goals
    assert found(abort_with_the_best, abort_with_a_worse_one).goals == BEST.goals


def test_what_was_found_is_kept_and_told() -> None:
    solution = found(abort_with_a_worse_one, abort)
    assert solution.goals == WORSE.goals
    assert len(solution.warnings) == 1
    assert "dừng đột ngột" in solution.warnings[0]
    try:
        choose_language(Language.ENGLISH)
        assert "died, also in a second try" in found(abort, abort_with_the_best).warnings[0]
    finally:
        choose_language(Language.VIETNAMESE)


def test_the_last_of_many_plans_is_the_one_that_is_kept() -> None:
    assert found(abort_after_a_flood, abort).goals == BEST.goals


@pytest.mark.usefixtures("at_the_command_line")
def test_without_any_plan_it_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(SearchDied, match="--workers 1"):
        found(abort, be_killed)


def test_no_second_try_where_no_time_is_left() -> None:
    solution = found(abort_with_the_best, seconds=1.0)
    assert solution.goals == BEST.goals
    assert solution.warnings


def test_what_it_raises_arrives_as_itself_in_the_language_chosen_here() -> None:
    with pytest.raises(NoPlanPossible, match="sau 5 giây vẫn chưa sẵn sàng"):
        found(know_that_there_is_none)
    try:
        choose_language(Language.ENGLISH)
        with pytest.raises(NoPlanPossible, match="not ready after 5 s"):
            found(know_that_there_is_none)
    finally:
        choose_language(Language.VIETNAMESE)


def test_a_fault_says_where_it_was() -> None:
    with pytest.raises(AssertionError, match="a fault") as raised:
        found(be_at_fault)
    assert re.fullmatch(r"test_attempts\.py:\d+", raised.value.__notes__[0])


def test_a_fault_takes_away_no_plan() -> None:
    solution = found(be_at_fault_with_the_best, be_at_fault_with_the_best)
    assert solution.goals == BEST.goals
    assert solution.warnings


def test_an_error_does_not_end_the_process() -> None:
    with pytest.raises(NoPlanPossible):
        found(know_that_there_is_none)
    before = list(searcher._idle)
    with pytest.raises(NoPlanPossible):
        found(know_that_there_is_none)
    assert searcher._idle == before
    assert before


@pytest.mark.alone
def test_ctrl_c_is_heard_by_one_that_listens() -> None:
    assert found(find_the_best).goals  # a process is up: how long it takes to come up is not asked here
    began = monotonic()
    solution = found(wait_for_the_end, pressed_after=0.5)
    assert monotonic() - began < 5.0
    assert solution.was_stopped


@pytest.mark.alone
@pytest.mark.parametrize(("deaf", "seconds"), [(hear_nothing, 60.0), (hear_nothing_from_the_beginning, 60.0)])
def test_ctrl_c_ends_one_that_hears_nothing(deaf: Deed, seconds: float) -> None:
    searcher.get_ready()
    pressed: list[float] = []
    came = monotonic()

    def was_pressed() -> bool:
        if monotonic() - came > 3.0 and not pressed:
            pressed.append(monotonic())
        return bool(pressed)

    try:
        solution = best_plan(asked(deaf, seconds=seconds), was_pressed, nobody)
        assert deaf is hear_nothing
        assert solution.was_stopped
        assert solution.goals == BEST.goals
    except NoPlanInTime:
        assert deaf is hear_nothing_from_the_beginning
    assert monotonic() - pressed[0] < 2.0


@pytest.mark.alone
@pytest.mark.parametrize("seconds", [1.0, 3.0])
def test_time_is_kept_by_one_that_hears_nothing(seconds: float) -> None:
    assert found(find_the_best).goals  # a process is up, or is replaced by one
    began = monotonic()
    solution = found(hear_nothing, seconds=seconds)
    assert monotonic() - began < seconds * 1.1 + 2.0
    assert not solution.was_stopped
    assert solution.goals == BEST.goals


def test_one_that_never_comes_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "COMING_UP_SECONDS", 0.0)
    with searcher.borrowed() as idle:
        searcher.end(idle)
    with pytest.raises(SearchDied, match="không khởi động được tiến trình tìm lịch"):
        found(find_the_best)


def test_one_is_ended_where_no_thread_may_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    """So it is from Python 3.12 on while the program ends."""

    def refused(_thread: threading.Thread) -> None:
        raise RuntimeError("can't create new thread at interpreter shutdown")

    with searcher.borrowed() as idle:
        with monkeypatch.context() as at_the_end:
            at_the_end.setattr(threading.Thread, "start", refused)
            searcher.end(idle)
        idle._process.join(10.0)
        assert not idle._process.is_alive()


def test_one_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object, **_options: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    for idle in list(searcher._idle):
        searcher.end(idle)
    searcher._idle.clear()
    monkeypatch.setattr(SpawnProcess, "start", refused)
    with pytest.raises(SearchDied, match="Cannot allocate memory"):
        found(find_the_best)


def test_one_that_was_killed_while_it_was_idle() -> None:
    assert found(find_the_best).goals
    for idle in searcher._idle:
        idle._process.kill()
        idle._process.join()
    assert found(find_the_best, find_the_best).goals == BEST.goals
    for idle in searcher._idle:
        idle._process.kill()
        idle._process.join()
    time.sleep(0.5)
    assert found(find_the_best, find_the_best).goals == BEST.goals
