"""The one way in which independent questions are asked side by side, in the manner of concurrent.futures."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, wait
from types import TracebackType
from typing import Self, TypeVar

from planner.executor.task import Answer, Record, Task

E = TypeVar("E", bound=BaseException)
TICK = 0.1
"""Seconds between two looks for Ctrl-C, which Windows does not hear while somebody waits."""


class Executor(ABC):
    """Processes that do tasks, several at a time; each task that is given comes to exactly one end.

    Its future has the answer, or raises what the work raised, `TaskDied` where every process died that had it, or
    `TaskOverTime` where its time was up. To cancel a future ends its process if it has begun. Left in the usual way,
    `with` waits for all tasks; left by an error or Ctrl-C, it ends them.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        """How many tasks are done at the same time."""

    @abstractmethod
    def submit(self, task: Task[Record, Answer]) -> "Future[Answer]":
        """Let this be done as soon as a process is free."""

    @abstractmethod
    def wait_for_all(self) -> None:
        """Wait until every task has come to its end, then end all processes."""

    @abstractmethod
    def stop(self) -> None:
        """Cancel all that has not ended, and end all processes."""

    def answers(self, tasks: Iterable[Task[Record, Answer]]) -> Iterator[Answer]:
        """The answers in the order of the tasks, all of which are given at once. Raises what a task raises."""
        yield from [answer for future in [self.submit(task) for task in tasks] for answer in [awaited(future)]]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[E] | None, error: E | None, place: TracebackType | None) -> None:
        if error is None:
            self.wait_for_all()
        else:
            self.stop()


def awaited(future: "Future[Answer]") -> Answer:
    """The answer, waited for so that Ctrl-C is heard. Raises what the task raises."""
    while not wait([future], TICK).done:
        pass
    return future.result()
