"""`planner worker`: computers of a cluster, here all of them this one, told by its scheduler's address."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from planner.errors import ClusterUnusable
from planner.executor.cluster import ClusterExecutor
from planner.executor.task import Task
from tests.executor.works import Number, own_number, squared

LOOPBACK = "127.0.0.1"


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A scheduler as its own command starts it; its address."""
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        port = free.getsockname()[1]
    options = ("--host", LOOPBACK, "--port", str(port), "--no-dashboard", "--dashboard-address", f"{LOOPBACK}:0")
    with running("distributed.cli.dask_scheduler", *options) as process:
        assert process.stderr is not None
        while "Scheduler at" not in process.stderr.readline():
            assert process.poll() is None
        yield f"tcp://{LOOPBACK}:{port}"


def test_a_cluster_of_commands(scheduler: str) -> None:
    with running("planner.cli.main", "worker", scheduler, "--workers", "2", "--name", "may") as worker:
        executor = _with_workers(scheduler, 2)
        with executor:
            futures = [executor.submit(Task(squared, Number(value, seconds=0.2))) for value in range(12)]
            _kill_above(executor.submit(Task(own_number, Number(1))).result())
            assert [future.result(timeout=60) for future in futures] == [Number(value**2) for value in range(12)]
        assert _listens_nowhere_else(worker.pid)
        os.killpg(worker.pid, signal.SIGINT)
        out, told = worker.communicate(timeout=120)
        assert worker.returncode == 0, told
        assert scheduler in out


def _with_workers(scheduler: str, number: int) -> ClusterExecutor:
    """The cluster once so many have come; on a busy computer that takes longer than people are made to wait for one."""
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        with suppress(ClusterUnusable):
            executor = ClusterExecutor(scheduler, 1)
            if executor.workers == number:
                return executor
            executor.stop()
        time.sleep(0.2)
    raise AssertionError(f"{number} workers have not come")


def _kill_above(beneath: int) -> None:
    """Kill the worker above a process that does tasks."""
    worker = int(Path(f"/proc/{beneath}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(worker, signal.SIGKILL)


def _listens_nowhere_else(pid: int) -> bool:
    """Whether every port that the command and its processes listen on is one of this computer alone."""
    import psutil  # noqa: PLC0415 - comes with Dask

    command = psutil.Process(pid)
    listening = [
        connection.laddr.ip
        for process in (command, *command.children(recursive=True))
        for connection in process.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN
    ]
    return bool(listening) and set(listening) == {LOOPBACK}


def test_where_no_scheduler_is_that_is_said() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "planner.cli.main", "worker", f"tcp://{LOOPBACK}:1", "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 2
    assert f"no cluster answers at tcp://{LOOPBACK}:1" in done.stderr
