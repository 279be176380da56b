"""Tasks of a cluster on this machine: the same promises as of the processes of this machine."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner.errors import ClusterUnusable, NoPlanInTime, TaskDied, TaskOverTime
from planner.executor import beneath_worker, cluster
from planner.executor.cluster import LOCAL, ClusterExecutor
from planner.executor.executor import Executor
from planner.executor.opening import open_executor
from planner.executor.task import Task
from planner.executor.tls import ClusterTls
from tests.executor.works import Number, Place, aborting, hanging, killed_twice, own_number, raising, squared, threads


@pytest.fixture(scope="module")
def two() -> Iterator[Executor]:
    with ClusterExecutor(LOCAL, 2) as executor:
        yield executor


def test_answers_come_in_the_order_of_tasks(two: Executor) -> None:
    assert two.workers == 2
    numbers = [Number(value, seconds=0.2 if value == 0 else 0.0) for value in range(20)]
    assert list(two.answers([Task(squared, number) for number in numbers])) == [Number(n**2) for n in range(20)]


def test_what_work_raises_is_raised(two: Executor) -> None:
    with pytest.raises(NoPlanInTime, match="no 3"):
        two.submit(Task(raising, Number(3))).result()


def test_a_task_whose_process_is_killed_is_done_all_the_same(two: Executor, tmp_path: Path) -> None:
    assert two.submit(Task(killed_twice, Place(tmp_path))).result() == 3


def test_an_aborting_task_costs_no_worker(two: Executor, tmp_path: Path) -> None:
    dying = two.submit(Task(aborting, Place(tmp_path), name="part 7"))
    with pytest.raises(TaskDied, match="part 7"):
        dying.result()
    assert Place(tmp_path).marks() == 3
    assert two.submit(Task(squared, Number(2))).result() == Number(4)


def test_a_hang_is_ended_at_its_limit(two: Executor, tmp_path: Path) -> None:
    with pytest.raises(TaskOverTime, match="part 8"):
        two.submit(Task(hanging, Place(tmp_path), most_seconds=1.0, name="part 8")).result()
    assert two.submit(Task(squared, Number(2))).result() == Number(4)


def test_to_cancel_ends_the_process_that_is_at_it(two: Executor, tmp_path: Path) -> None:
    stuck = [two.submit(Task(hanging, Place(tmp_path))) for _ in range(4)]
    while Place(tmp_path).marks() < 2:
        time.sleep(0.05)
    assert all(future.cancel() for future in stuck)
    assert two.submit(Task(squared, Number(3))).result(timeout=30) == Number(9)


def test_libraries_have_one_thread_beneath_a_worker(two: Executor) -> None:
    assert two.submit(Task(threads, Number(1))).result().startswith("1 ")


@pytest.mark.skipif(not Path("/proc").exists(), reason="processes are looked up in /proc")
def test_a_killed_worker_loses_nothing(two: Executor) -> None:
    """A worker is the process above the one that does a task."""
    futures = [two.submit(Task(squared, Number(value, seconds=0.2))) for value in range(20)]
    beneath = two.submit(Task(own_number, Number(1))).result()
    worker = int(Path(f"/proc/{beneath}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(worker, signal.SIGKILL)
    assert [future.result(timeout=60) for future in futures] == [Number(value**2) for value in range(20)]


def test_other_versions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this process runs is made another version than what its cluster runs."""
    there = beneath_worker.versions_here()
    monkeypatch.setattr(cluster, "versions_here", lambda: replace(there, program="9.9"))
    monkeypatch.setattr(beneath_worker, "versions_here", lambda: replace(there, program="9.9"))
    with pytest.raises(ClusterUnusable, match=r"9\.9"):
        beneath_worker.refuse_other("the scheduler", there)


def test_where_nothing_answers_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_ANSWER", 1)
    with pytest.raises(ClusterUnusable, match=r"127\.0\.0\.1:1"):
        ClusterExecutor("tcp://127.0.0.1:1", 1)


def test_without_dask_it_is_said_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "planner.executor.cluster", None)
    with pytest.raises(ClusterUnusable, match=r"enrolment-planner\[cluster\]"):
        open_executor(LOCAL, 1)


def test_certificates_are_told_to_dask_by_its_own_names() -> None:
    files = ClusterTls(Path("ca.pem"), Path("cert.pem"), None)
    assert dict(files.settings("worker")) == {
        "distributed.comm.tls.ca-file": "ca.pem",
        "distributed.comm.tls.worker.cert": "cert.pem",
    }
