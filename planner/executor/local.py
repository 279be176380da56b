"""Tasks done by processes of this machine, with a pool of pebble's below."""

import logging
import pickle
import threading
from collections import deque
from concurrent.futures import CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Any

from pebble import ProcessExpired, ProcessPool

from planner.errors import TaskDied, TaskOverTime
from planner.executor.child import UnheardProcesses, come_up
from planner.executor.executor import TICK, Executor
from planner.executor.task import Answer, Record, Sealed, Task, answer_of, sealed
from planner.texts import texts_of

_ = texts_of("executor")
logger = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class _Given:
    """A task that has not come to its end."""

    task: Sealed
    future: "Future[Any]" = field(default_factory=Future)
    is_opened: bool = True
    """Whether its answer is handed over as it is, not sealed."""
    died: int = 0
    """Processes that have died of it."""
    is_told: bool = False
    """Whether somebody has taken it upon them to tell whoever waits of its end."""


class LocalExecutor(Executor):
    """So many processes of this machine. They come up with the first task, and are replaced where they die."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        self._lock = threading.RLock()
        self._pool: ProcessPool | None = None
        self._waiting: deque[_Given] = deque()
        self._begun: dict[_Given, Future[bytes]] = {}
        """What the pool has: little more than it can do at once, so that nothing is lost in it when it breaks."""
        self._is_over = False

    def submit(self, task: Task[Record, Answer]) -> "Future[Answer]":
        """Let this be done as soon as a process is free."""
        return self._take(_Given(sealed(task)))

    def submit_sealed(self, task: Sealed) -> "Future[bytes]":
        """The same for a task that was sealed elsewhere; its answer stays sealed."""
        return self._take(_Given(task, is_opened=False))

    def wait_for_all(self) -> None:
        """Wait until every task has come to its end, then end all processes."""
        try:
            while open_ones := self._open():
                wait(open_ones, TICK)
        except BaseException:
            self.stop()
            raise
        self._end()

    def stop(self) -> None:
        """Cancel all that has not ended, and end all processes."""
        for future in self._open():
            future.cancel()
        self._end()

    def _open(self) -> "list[Future[Any]]":
        with self._lock:
            return [given.future for given in (*self._waiting, *self._begun)]

    def _end(self) -> None:
        with self._lock:
            self._is_over = True
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _take(self, given: _Given) -> "Future[Any]":
        if self._is_over:
            raise RuntimeError("no task is taken any more")
        given.future.add_done_callback(lambda future: self._forget(given) if future.cancelled() else None)
        with self._lock:
            self._waiting.append(given)
        self._go_on()
        return given.future

    def _go_on(self) -> None:
        """Give the pool as many tasks as it can do, and one to take up next."""
        with self._lock:
            while self._waiting and not self._is_over and len(self._begun) <= self.workers:
                given = self._waiting.popleft()
                if not given.future.done():
                    self._begin(given)

    def _begin(self, given: _Given) -> None:
        try:
            pool = self._living_pool()
            inner = pool.schedule(answer_of, args=(given.task.content,), timeout=given.task.most_seconds)
        except (OSError, RuntimeError) as error:  # no process comes up
            self._settle(given, BrokenProcessPool(str(error.__cause__ or error)))
            return
        self._begun[given] = inner

        def ended(inner: "Future[bytes]") -> None:
            with self._lock:
                if self._begun.get(given) is not inner:
                    return  # it was given to another pool meanwhile
                del self._begun[given]
            error = CancelledError() if inner.cancelled() else inner.exception()
            self._settle(given, inner.result() if error is None else error)
            self._go_on()

        inner.add_done_callback(ended)

    def _living_pool(self) -> ProcessPool:
        if self._pool is None or not self._pool.active:
            self._pool = ProcessPool(max_workers=self.workers, initializer=come_up, context=UnheardProcesses())
        return self._pool

    def _forget(self, given: _Given) -> None:
        """Nobody wants this task any more; a process that has it is ended."""
        if self._is_first_to_tell(given):
            given.future.set_running_or_notify_cancel()
        with self._lock:
            inner = self._begun.get(given)
        if inner is not None:
            inner.cancel()

    def _settle(self, given: _Given, came: bytes | BaseException) -> None:
        """What came of a task: its sealed answer, or why there is none."""
        if isinstance(came, BrokenProcessPool):
            self._give_up_pool()
        if isinstance(came, (ProcessExpired, BrokenProcessPool)):
            given.died += 1
            self._begin_anew()
            logger.warning("process %d of task %s died: %s", given.died, given.task.name, came)
            if given.died < given.task.most_attempts and not given.future.done():
                with self._lock:
                    self._waiting.appendleft(given)
                return
        if self._is_first_to_tell(given) and given.future.set_running_or_notify_cancel():
            _tell(given, came)

    def _begin_anew(self) -> None:
        """Whoever died may have held what the others wait for: all are ended, and what they had is given again."""
        with self._lock:
            self._waiting.extendleft(reversed(self._begun))
            self._begun.clear()
        self._give_up_pool()

    def _is_first_to_tell(self, given: _Given) -> bool:
        with self._lock:
            is_first, given.is_told = not given.is_told, True
        return is_first

    def _give_up_pool(self) -> None:
        """A pool of which a process has died is of no more use."""
        with self._lock:
            broken, self._pool = self._pool, None
        if broken is not None:
            threading.Thread(target=_end_pool, args=(broken,), name="broken pool", daemon=True).start()


def _end_pool(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _tell(given: _Given, came: bytes | BaseException) -> None:
    if isinstance(came, BaseException):
        given.future.set_exception(_told(given, came))
        return
    try:
        given.future.set_result(pickle.loads(came) if given.is_opened else came)  # noqa: S301 - sealed by our child
    except Exception as error:  # an answer that cannot be opened here
        given.future.set_exception(error)


def _told(given: _Given, error: BaseException) -> BaseException:
    if isinstance(error, (ProcessExpired, BrokenProcessPool)):
        return TaskDied(
            _(
                "{task}: {count} processes died of it, one after the other. Close other programs and run the command "
                "again; if it goes on, report it with the workbook"
            ).format(task=given.task.name or "?", count=given.died)
        )
    if isinstance(error, TimeoutError) and given.task.most_seconds is not None:
        return TaskOverTime(
            _("{task}: ended, since it was not done within {seconds:g} seconds. Give it more time").format(
                task=given.task.name or "?", seconds=given.task.most_seconds
            )
        )
    return error
