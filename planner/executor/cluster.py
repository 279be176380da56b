"""Tasks done by the workers of a Dask cluster; the only place, with `worker.py`, that knows Dask.

What travels is sealed: scheduler and workers pass it on to a process beneath a worker, which alone opens it.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, wait
from contextlib import ExitStack, suppress
from functools import partial
from itertools import count
from typing import Any
from uuid import uuid4

import dask
from distributed import Client, KilledWorker, LocalCluster
from distributed import Future as DaskFuture

from planner.errors import ClusterUnusable, TaskDied
from planner.executor.beneath_worker import done_beneath, end_beneath, refuse_other, versions_here
from planner.executor.child import ONE_THREAD, unheard_ctrl_c
from planner.executor.executor import TICK, Executor
from planner.executor.task import MOST_ATTEMPTS, Answer, Record, Sealed, Task, opened, sealed
from planner.texts import texts_of

_ = texts_of("executor")
logger = logging.getLogger(__name__)

LOCAL = "local"
"""Instead of an address: a cluster of this machine, which lives as long as its executor."""
SECONDS_TO_ANSWER = 10
QUIET_SETTINGS = {
    "distributed.worker.daemon": False,  # a worker has processes beneath it
    "distributed.scheduler.allowed-failures": MOST_ATTEMPTS - 1,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.admin.system-monitor.disk": False,
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.tick.interval": "1s",
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.worker.profile.enabled": False,
    "distributed.scheduler.active-memory-manager.start": False,
}
"""Nobody looks at what Dask records of itself by default, and each of its processes wakes up dozens of times a second
for it, beside the tasks.
"""
LOOPBACK = "127.0.0.1"


class ClusterExecutor(Executor):
    """The workers of a cluster, one task a worker at a time. Raises ClusterUnusable where it cannot be used."""

    def __init__(self, cluster: str, workers: int) -> None:
        """`workers` counts for a local cluster; another one has as many as were started for it."""
        self._held = ExitStack()
        self._open: dict[str, tuple[Future[Any], DaskFuture[bytes]]] = {}
        self._unwanted: dict[str, DaskFuture[bytes]] = {}
        self._lock = threading.Lock()
        self._session = uuid4().hex
        self._numbers = count()
        try:
            address = self._local_cluster(workers) if cluster == LOCAL else cluster
            self._client = self._held.enter_context(client_of(address))
            super().__init__(_num_workers(self._client, cluster))
        except BaseException:
            self._held.close()
            raise

    def _local_cluster(self, workers: int) -> str:
        self._held.enter_context(dask.config.set(QUIET_SETTINGS))
        with unheard_ctrl_c():
            cluster = self._held.enter_context(
                LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    processes=True,
                    host=LOOPBACK,
                    dashboard_address=None,
                    scheduler_kwargs={"dashboard": False, "dashboard_address": f"{LOOPBACK}:0"},
                    worker_dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                    env=dict(ONE_THREAD),
                )
            )
        return str(cluster.scheduler_address)

    def submit(self, task: Task[Record, Answer]) -> "Future[Answer]":
        """Let this be done as soon as a worker is free."""
        content = sealed(task)
        key = f"planner-{self._session}-{next(self._numbers)}"
        future: Future[Answer] = Future()
        done = self._client.submit(done_beneath, key, content, versions_here(), key=key, pure=False)
        with self._lock:
            self._open[key] = future, done
        future.add_done_callback(lambda ended: self._forget(key) if ended.cancelled() else None)
        done.add_done_callback(partial(self._settle, key, content))
        return future

    def wait_for_all(self) -> None:
        """Wait until every task has come to its end, then leave the cluster."""
        try:
            while futures := self._futures():
                wait(futures, TICK)
        except BaseException:
            self.stop()
            raise
        self._held.close()

    def stop(self) -> None:
        """Cancel all that has not ended, and leave the cluster."""
        for future in self._futures():
            future.cancel()
        self._end_unwanted()
        self._held.close()

    def _futures(self) -> "list[Future[Any]]":
        with self._lock:
            return [future for future, _done in self._open.values()]

    def _forget(self, key: str) -> None:
        """Nobody wants this task any more; the process that has it is ended soon, with all that are cancelled now."""
        with self._lock:
            future, done = self._open.pop(key, (None, None))
            if future is None or done is None:
                return
            is_first = not self._unwanted
            self._unwanted[key] = done
        future.set_running_or_notify_cancel()
        if is_first:
            threading.Timer(TICK, self._end_unwanted).start()

    def _end_unwanted(self) -> None:
        with self._lock:
            unwanted, self._unwanted = self._unwanted, {}
        if unwanted:
            with suppress(Exception):  # a cluster that is gone does nothing any more
                self._client.cancel(list(unwanted.values()))
                self._client.run(end_beneath, frozenset(unwanted))

    def _settle(self, key: str, task: Sealed, done: "DaskFuture[bytes]") -> None:
        with self._lock:
            future, _done = self._open.pop(key, (None, None))
        if future is None or not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(opened(done.result()))
        except KilledWorker:
            future.set_exception(_died(task))
        except CancelledError:
            future.set_exception(_lost())
        except Exception as error:
            future.set_exception(error)
        done.release()


def client_of(address: str) -> Client:
    """Raises ClusterUnusable where no scheduler answers."""
    try:
        return Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise ClusterUnusable(
            _(
                "no cluster answers at {address} ({reason}). Start its scheduler there, and check the address and, "
                "for tls://, the certificates"
            ).format(address=address, reason=error)
        ) from error


def _num_workers(client: Client, address: str) -> int:
    """How many workers there are; all of them, and the scheduler, run what this process runs."""
    refuse_other(_("the scheduler"), asked(lambda: client.run_on_scheduler(versions_here)))
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
    except TimeoutError as error:
        raise ClusterUnusable(
            _("the cluster at {address} has no workers. Start at least one of this program there").format(
                address=address
            )
        ) from error
    found = asked(lambda: client.run(versions_here))
    for where, there in found.items():
        refuse_other(where, there)
    return len(found)


def asked(ask: Callable[[], Any]) -> Any:
    """What the others of a cluster say. Raises ClusterUnusable where they lack this program."""
    try:
        return ask()
    except Exception as error:
        raise ClusterUnusable(
            _(
                "the cluster does not know this program ({reason}). Install the same version on all of its computers"
            ).format(reason=error)
        ) from error


def _died(task: Sealed) -> TaskDied:
    return TaskDied(
        _(
            "{task}: worker after worker died of it. Run the command again; if it goes on, report it with the workbook"
        ).format(task=task.name or "?")
    )


def _lost() -> ClusterUnusable:
    return ClusterUnusable(_("the cluster has ended before its tasks were done. Start it again"))
