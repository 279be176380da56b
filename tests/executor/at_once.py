"""An executor that is none: every task is done here and now, as it would be without one."""

from collections.abc import Callable
from concurrent.futures import Future

from planner.executor.executor import Executor
from planner.executor.task import Answer, Record, Task


class AtOnce(Executor):
    """Does each task when it is given; some can be made to fail. What a task raises is raised where it is given."""

    def __init__(self, failing: Callable[[int], BaseException | None] = lambda _number: None) -> None:
        super().__init__(1)
        self.given = 0
        self._failing = failing

    def submit(self, task: Task[Record, Answer]) -> "Future[Answer]":
        """Done when this returns."""
        future: Future[Answer] = Future()
        error = self._failing(self.given)
        self.given += 1
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(task.work(task.record))
        return future

    def wait_for_all(self) -> None:
        """Nothing is under way."""

    def stop(self) -> None:
        """Nothing is under way."""
