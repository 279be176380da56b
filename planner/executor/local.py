"""Tasks done by processes of this machine, each in a pool of pebble's of its own."""

import logging
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
from planner.executor.task import Answer, Record, Sealed, Task, answer_of, opened, sealed
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


@dataclass(eq=False, slots=True)
class _Place:
    """Where one process stands. Its pool is its own: those of one pool share locks, and one that dies keeps them."""

    pool: ProcessPool | None = None
    given: _Given | None = None
    """What it does now."""
    inner: "Future[bytes] | None" = None
    """The pool's own word of that; None while it is being given."""

    @property
    def is_lost(self) -> bool:
        """Whether its pool has broken without a word of what it had."""
        return self.inner is not None and not self.inner.done() and (self.pool is None or not self.pool.active)


class LocalExecutor(Executor):
    """So many processes of this machine. They come up with the first tasks, and are replaced where they die."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        self._lock = threading.RLock()
        self._waiting: deque[_Given] = deque()
        self._places = tuple(_Place() for _ in range(workers))
        self._ending: list[threading.Thread] = []
        """Each ends a pool that is of no more use."""
        self._is_over = threading.Event()
        self._watch = threading.Thread(target=self._look_for_lost, name="lost tasks", daemon=True)

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
            begun = [place.given for place in self._places if place.given is not None]
            return [given.future for given in (*self._waiting, *begun)]

    def _end(self) -> None:
        with self._lock:
            self._is_over.set()
            for place in self._places:
                self._give_up_pool(place)
            ending = tuple(self._ending)
        for thread in ending:
            thread.join()

    def _take(self, given: _Given) -> "Future[Any]":
        if self._is_over.is_set():
            raise RuntimeError("no task is taken any more")
        given.future.add_done_callback(lambda future: self._forget(given) if future.cancelled() else None)
        with self._lock:
            self._waiting.append(given)
            if not self._watch.is_alive():
                self._watch.start()
        self._go_on()
        return given.future

    def _go_on(self) -> None:
        """Give every process that is free a task."""
        with self._lock:
            for place in self._places:
                while self._waiting and place.given is None and not self._is_over.is_set():
                    given = self._waiting.popleft()
                    if not given.future.done():
                        self._begin(place, given)

    def _begin(self, place: _Place, given: _Given) -> None:
        place.given, place.inner = given, None
        try:
            pool = self._living_pool(place)
            inner = pool.schedule(answer_of, args=(given.task.content,), timeout=given.task.most_seconds)
        except (OSError, RuntimeError) as error:  # no process comes up
            place.given = None
            self._give_up_pool(place)
            self._settle(given, BrokenProcessPool(str(error.__cause__ or error)))
            return
        place.inner = inner
        inner.add_done_callback(lambda inner: self._ended(place, given, inner, _came_of(inner)))

    def _ended(self, place: _Place, given: _Given, inner: "Future[bytes]", came: bytes | BaseException) -> None:
        """A process has done, or has died of, what it had; or nobody wants that any more, and it dies now."""
        with self._lock:
            if place.inner is not inner:
                return  # it was found to be lost meanwhile, and given again
            place.given = place.inner = None
            if isinstance(came, (ProcessExpired, BrokenProcessPool, CancelledError)):
                self._give_up_pool(place)
        self._settle(given, came)
        self._go_on()

    def _look_for_lost(self) -> None:
        """A pool that breaks in the moment in which it is given a task tells nobody of it."""
        while not self._is_over.wait(TICK):
            for place in self._places:
                with self._lock:
                    given, inner, is_lost = place.given, place.inner, place.is_lost
                if given is not None and inner is not None and is_lost:
                    self._ended(place, given, inner, BrokenProcessPool("broken before it had begun"))

    def _forget(self, given: _Given) -> None:
        """Nobody wants this task any more; a process that has it is ended."""
        if self._is_first_to_tell(given):
            given.future.set_running_or_notify_cancel()
        with self._lock:
            at_it = [place.inner for place in self._places if place.given is given and place.inner is not None]
        for inner in at_it:
            inner.cancel()

    def _settle(self, given: _Given, came: bytes | BaseException) -> None:
        """What came of a task: its sealed answer, or why there is none."""
        if isinstance(came, (ProcessExpired, BrokenProcessPool)):
            given.died += 1
            logger.warning(_("%s: process %d of it has died (%s)"), given.task.name or "?", given.died, came)
            if given.died < given.task.most_attempts and not given.future.done():
                with self._lock:
                    self._waiting.appendleft(given)
                return
        if self._is_first_to_tell(given) and given.future.set_running_or_notify_cancel():
            _tell(given, came)

    def _is_first_to_tell(self, given: _Given) -> bool:
        with self._lock:
            is_first, given.is_told = not given.is_told, True
        return is_first

    def _living_pool(self, place: _Place) -> ProcessPool:
        if place.pool is not None and not place.pool.active:
            self._give_up_pool(place)
        if place.pool is None:
            place.pool = ProcessPool(max_workers=1, initializer=come_up, context=UnheardProcesses())
        return place.pool

    def _give_up_pool(self, place: _Place) -> None:
        """A pool whose process has died, or is at what nobody wants, is of no more use."""
        pool, place.pool = place.pool, None
        if pool is not None:
            self._ending = [thread for thread in self._ending if thread.is_alive()]
            self._ending.append(threading.Thread(target=_end_pool, args=(pool,), name="ending pool", daemon=True))
            self._ending[-1].start()


def _end_pool(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _came_of(inner: "Future[bytes]") -> bytes | BaseException:
    if inner.cancelled():
        return CancelledError()
    return inner.exception() or inner.result()


def _tell(given: _Given, came: bytes | BaseException) -> None:
    if isinstance(came, BaseException):
        given.future.set_exception(_told(given, came))
        return
    try:
        given.future.set_result(opened(came) if given.is_opened else came)
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
