"""The other end of the process that searches: it is started early, asked, told to stop, and ended.

Light to import, so that a command can start the process before it does anything else: while the workbook is read
here, the solver is loaded there. A process that was started and never asked is ended with the program.
"""

import atexit
import logging
import os
import queue
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, TypeVar

from pebble import ProcessPool

from planner.executor.child import unheard_ctrl_c
from planner.model.news import AskedOfModel, Errand, Manners, News, StopSearching
from planner.model.process.apart import answer, come_up
from planner.texts import chosen_language

T = TypeVar("T")


class NotStarted(Exception):
    """No process came up; the text is the system's reason."""


class Searcher:
    """One process that answers one question after another. It dies once, and is then of no more use.

    Raises NotStarted where the system starts none.
    """

    def __init__(self, errand: Errand) -> None:
        _occupy_standard_streams()
        context = _OneLife()
        self._upwards: Connection[Any, News]
        self._upwards, their_upwards = context.Pipe(duplex=False)
        their_downwards, self._downwards = context.Pipe(duplex=False)
        self._numbers = count(1)
        self._pool = ProcessPool(
            max_workers=1, initializer=come_up, initargs=(their_upwards, their_downwards, errand), context=context
        )
        self.inbox: queue.SimpleQueue[News | None] = queue.SimpleQueue()
        """News in the order in which they came; None when no more can come, since the process has ended."""
        try:
            with unheard_ctrl_c():
                self.is_alive = self._pool.active  # asking for it starts the pool
        except (OSError, BrokenProcessPool) as error:
            raise NotStarted(error.__cause__ or error) from error
        finally:
            their_upwards.close()
            their_downwards.close()
        self._process = context.lives[0]
        threading.Thread(target=self._listen, name="searcher news", daemon=True).start()

    def ask(self, question: AskedOfModel[T]) -> "tuple[int, Future[T]]":
        """Ask, and have the number of the question; news of it are in the inbox before its answer is."""
        number = next(self._numbers)
        manners = Manners(chosen_language(), logging.getLogger("planner").getEffectiveLevel())
        try:
            return number, self._pool.schedule(answer, args=(number, question, manners))
        except RuntimeError as error:  # the process has died while it was idle
            gone: Future[T] = Future()
            gone.set_exception(BrokenProcessPool(str(error)))
            return number, gone

    def stop(self, number: int) -> None:
        """Ask for an early end of the question of this number."""
        with suppress(OSError):  # it has ended already
            self._downwards.send(StopSearching(number))

    def kill(self) -> None:
        """End the process, whatever it is doing; what it sent before stays in the inbox."""
        self.is_alive = False
        self._process.kill()
        self._pool.stop()  # type: ignore[no-untyped-call]
        with suppress(RuntimeError):  # from Python 3.12 on no thread begins while the program ends, nor is one needed
            threading.Thread(target=self._pool.join, name="searcher end", daemon=True).start()

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                self.inbox.put(self._upwards.recv())
        self.inbox.put(None)


class _OneLife(SpawnContext):
    """Processes as `spawn` starts them, but one only: a pool would replace a dead one, at once and unasked."""

    def __init__(self) -> None:
        super().__init__()
        self.lives: list[SpawnProcess] = []

    def Process(self, *arguments: Any, **options: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802
        """The one process. Raises OSError when a second is wanted, which ends the pool."""
        if self.lives:
            raise OSError("this process has had its life")
        process = SpawnProcess(*arguments, **options)
        self.lives.append(process)
        return process


_alive: set[Searcher] = set()
_idle: list[Searcher] = []
_lock = threading.Lock()


def get_ready(errand: Errand = Errand.PLANS) -> None:
    """Start a process that will be asked soon, unless one is idle already. Where none can be started, asking tells."""
    with suppress(NotStarted):
        _give_back(_take(errand))


@contextmanager
def borrowed() -> Iterator[Searcher]:
    """A process to ask, for as long as the context lasts; left by an error, it is ended. Raises NotStarted."""
    searcher = _take()
    try:
        yield searcher
    except BaseException:
        end(searcher)
        raise
    _give_back(searcher)


def end(searcher: Searcher) -> None:
    """End a process that is of no more use."""
    with _lock:
        _alive.discard(searcher)
    searcher.kill()


def _take(errand: Errand = Errand.PLANS) -> Searcher:
    with _lock:
        if _idle:
            return _idle.pop()
    searcher = Searcher(errand)
    with _lock:
        _alive.add(searcher)
    return searcher


def _give_back(searcher: Searcher) -> None:
    if searcher.is_alive:
        with _lock:
            _idle.append(searcher)


@atexit.register
def _end_all() -> None:
    """No process outlives the program, and none keeps it waiting."""
    for searcher in list(_alive):
        end(searcher)


def _forget_all() -> None:
    """A fork of this program has no part in its processes."""
    _alive.clear()
    _idle.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)


def _occupy_standard_streams() -> None:
    """Where standard streams are closed, a pipe would take their numbers, and be taken for one of them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
