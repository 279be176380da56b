"""Tasks of this machine: every one comes to its end, whatever becomes of processes."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from multiprocessing import active_children
from pathlib import Path
from random import Random

import pytest

from planner.errors import NoPlanInTime, TaskDied, TaskOverTime
from planner.executor.executor import Executor, awaited
from planner.executor.local import LocalExecutor
from planner.executor.task import Task
from planner.texts import Language, choose_language, chosen_language
from tests.executor.works import (
    Number,
    Padded,
    Place,
    aborting,
    hanging,
    killed_twice,
    logging_squared,
    own_number,
    padded,
    raising,
    squared,
    threads,
    unsendable,
)

IS_POSIX = os.name == "posix"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def two() -> Iterator[Executor]:
    with LocalExecutor(2) as executor:
        yield executor


def test_answers_come_in_the_order_of_tasks(two: Executor) -> None:
    numbers = [Number(value, seconds=0.2 if value == 0 else 0.0) for value in range(30)]
    assert list(two.answers([Task(squared, number) for number in numbers])) == [Number(n**2) for n in range(30)]


def test_the_same_answers_from_one_process_as_from_two(two: Executor) -> None:
    tasks = [Task(squared, Number(value)) for value in range(10)]
    with LocalExecutor(1) as one:
        assert list(one.answers(tasks)) == list(two.answers(tasks))


def test_what_work_raises_is_raised(two: Executor) -> None:
    future = two.submit(Task(raising, Number(3)))
    with pytest.raises(NoPlanInTime, match="no 3"):
        future.result()
    assert two.submit(Task(squared, Number(2))).result() == Number(4)


def test_an_answer_that_cannot_travel_is_an_error_of_its_task(two: Executor) -> None:
    future = two.submit(Task(unsendable, Number(3)))
    with pytest.raises(Exception, match="pickle"):
        future.result()
    assert two.submit(Task(squared, Number(2))).result() == Number(4)


def test_a_task_is_known_to_its_module() -> None:
    with pytest.raises(ValueError, match="not a function of a module"):
        Task(lambda number: number, Number(1))


@pytest.mark.skipif(not IS_POSIX, reason="signals")
def test_a_killed_process_is_replaced_and_its_task_done(two: Executor, tmp_path: Path) -> None:
    killed = two.submit(Task(killed_twice, Place(tmp_path)))
    others = [two.submit(Task(squared, Number(value))) for value in range(20)]
    assert killed.result() == 3
    assert [other.result() for other in others] == [Number(value**2) for value in range(20)]


@pytest.mark.skipif(not IS_POSIX, reason="signals")
def test_an_aborting_task_is_told_after_three_attempts_and_others_go_on(two: Executor, tmp_path: Path) -> None:
    dying = two.submit(Task(aborting, Place(tmp_path), name="part 7"))
    others = [two.submit(Task(squared, Number(value))) for value in range(20)]
    with pytest.raises(TaskDied, match="part 7"):
        dying.result()
    assert Place(tmp_path).marks() == 3
    assert [other.result() for other in others] == [Number(value**2) for value in range(20)]


@pytest.mark.skipif(not IS_POSIX, reason="signals")
def test_a_task_may_have_one_attempt_alone(two: Executor, tmp_path: Path) -> None:
    with pytest.raises(TaskDied):
        two.submit(Task(aborting, Place(tmp_path), most_attempts=1)).result()
    assert Place(tmp_path).marks() == 1


@pytest.mark.skipif(not IS_POSIX, reason="signals")
def test_an_idle_process_that_dies_takes_nothing_with_it(two: Executor) -> None:
    for _round in range(2):
        for number in set(two.answers([Task(own_number, Number(1)) for _ in range(8)])):
            os.kill(number, signal.SIGKILL)
        time.sleep(0.3)
        assert two.submit(Task(squared, Number(5))).result() == Number(25)


def test_a_hang_is_ended_at_its_limit(two: Executor, tmp_path: Path) -> None:
    began = time.monotonic()
    stuck = two.submit(Task(hanging, Place(tmp_path), most_seconds=1.0, name="part 8"))
    assert two.submit(Task(squared, Number(2))).result() == Number(4)
    with pytest.raises(TaskOverTime, match="part 8"):
        stuck.result()
    assert time.monotonic() - began < 20
    assert Place(tmp_path).marks() == 1, "what hangs once hangs again"
    assert two.submit(Task(squared, Number(3))).result() == Number(9)


def test_to_cancel_ends_the_process_that_is_at_it(two: Executor, tmp_path: Path) -> None:
    stuck = [two.submit(Task(hanging, Place(tmp_path))) for _ in range(5)]
    while Place(tmp_path).marks() < 2:
        time.sleep(0.05)
    assert all(future.cancel() for future in stuck)
    assert two.submit(Task(squared, Number(3))).result() == Number(9)
    with pytest.raises(CancelledError):
        awaited(stuck[0])


def test_an_error_ends_all(tmp_path: Path) -> None:
    executor = LocalExecutor(2)
    stuck = [executor.submit(Task(hanging, Place(tmp_path))) for _ in range(9)]
    with pytest.raises(ZeroDivisionError), executor:
        raise ZeroDivisionError
    assert all(future.cancelled() for future in stuck)
    with pytest.raises(RuntimeError):
        executor.submit(Task(squared, Number(1)))


def test_the_usual_end_waits_for_all() -> None:
    with LocalExecutor(2) as executor:
        futures = [executor.submit(Task(squared, Number(value, seconds=0.1))) for value in range(6)]
    assert [future.result() for future in futures] == [Number(value**2) for value in range(6)]


def test_processes_have_one_thread_for_mathematics_and_speak_the_same_language(two: Executor) -> None:
    before = chosen_language()
    try:
        for language in Language:
            choose_language(language)
            assert two.submit(Task(threads, Number(1))).result() == f"1 {language}"
    finally:
        choose_language(before)


def _left_of(place: Path) -> list[int]:
    """Of the processes that left a mark, those that are still alive."""
    numbers = [int(path.name.partition("-")[0]) for path in place.iterdir()]
    return [number for number in numbers if Path(f"/proc/{number}").exists()]


@pytest.mark.skipif(not Path("/proc").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_no_process_outlives_the_program(tmp_path: Path, end: signal.Signals) -> None:
    """Ctrl-C goes to the whole group, as a terminal sends it; a program that is killed takes its processes along."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.executor.interrupted", tmp_path],
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
        cwd=ROOT,
    ) as program:
        while Place(tmp_path).marks() < 2 and program.poll() is None:
            time.sleep(0.05)
        if end is signal.SIGINT and program.poll() is None:
            os.killpg(program.pid, end)
        else:
            program.kill()
        _out, told = program.communicate(timeout=60)
    assert Place(tmp_path).marks() == 2, told
    assert program.returncode != 0
    assert end is signal.SIGKILL or told.rstrip().endswith("KeyboardInterrupt")
    ends = time.monotonic() + 20
    while _left_of(tmp_path) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not _left_of(tmp_path)


@pytest.mark.skipif(not IS_POSIX, reason="signals")
def test_processes_killed_at_any_moment_lose_nothing() -> None:
    """Also between two tasks, while one is taken up, and while an answer travels."""
    moments = Random(1)  # noqa: S311
    futures, killed = list[Future[Padded]](), set[int]()
    with LocalExecutor(2) as executor:
        while len(killed) < 12:
            numbers = range(len(futures), len(futures) + 200)
            futures += [executor.submit(Task(padded, Number(number), most_attempts=100)) for number in numbers]
            time.sleep(moments.uniform(0.0, 0.7))
            for child in active_children()[:1]:
                with suppress(ProcessLookupError):
                    os.kill(child.pid or 0, signal.SIGKILL)
                    killed.add(child.pid or 0)
    assert [future.result().value for future in futures] == list(range(len(futures)))


@pytest.mark.parametrize("level", [logging.INFO, logging.WARNING])
def test_what_is_logged_meanwhile_comes_up_with_the_answer(level: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(level, "planner"), LocalExecutor(1) as executor:
        answers = list(
            executor.answers([Task(logging_squared, Number(3), name="ba"), Task(logging_squared, Number(4))])
        )
    assert answers == [Number(9), Number(16)]
    told = ["ba: the square of 3", "ba: a warning of 3", "the square of 4", "a warning of 4"]
    assert [record.getMessage() for record in caplog.records] == [
        line for line in told if level == logging.INFO or "warning" in line
    ]
    assert {record.name for record in caplog.records} == {"planner.model"}
