"""Draws spread over an executor: small ranges given one after the other, so that an end can come at any time."""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import chain, takewhile
from math import inf
from time import monotonic

from planner.domain.uncertainty import Draw, RiskCase
from planner.executor.executor import TICK, Executor
from planner.executor.task import Task
from planner.model.risk.draw_range import DrawRange, draws_of

SECONDS_A_RANGE = 1.5
"""A range is made about so long, so that somebody who waits sees it go on."""
MOST_A_RANGE = 200
PATIENCE_SECONDS = 0.5
"""How long ranges that are under way at the end may take to be finished."""
FIRST_SECONDS = 1.0
"""So much time there is for draws once the processes have come up, however little was left."""
LEAST_SECONDS = 0.1
"""A range is made about so long at least, however little time is left."""

Heard = Callable[[int], None]
"""Hears, several times a second, how many draws are done."""


class Drawing:
    """The draws of a case up to a number, as far as time and patience allow."""

    def __init__(self, case: RiskCase, draws: int, executor: Executor, ends: float = inf) -> None:
        """`ends` is the moment of the monotonic clock at which the time is up."""
        self._case, self._draws, self._executor, self._ends = case, draws, executor, ends
        self._next = 0
        self._under_way: dict[Future[tuple[Draw, ...]], range] = {}
        self._done: dict[int, tuple[Draw, ...]] = {}
        """The draws of each range that is done, by its first number."""
        self._began = monotonic()

    def come_up(self, was_pressed: Callable[[], bool]) -> None:
        """Wait until the processes are ready to begin; then there is time for a draw, however long it took.

        Raises TaskDied.
        """
        nothing = Task(draws_of, DrawRange(self._case, range(0)))
        coming = [self._executor.submit(nothing) for _process in range(self._executor.workers)]
        while coming and not was_pressed():
            for future in wait(coming, TICK, FIRST_COMPLETED).done:
                future.result()
                coming.remove(future)
        self._ends = max(self._ends, monotonic() + FIRST_SECONDS)

    def run(self, was_pressed: Callable[[], bool], heard: Heard) -> tuple[Draw, ...]:
        """The draws in the order of their numbers, from 0 on without a gap.

        Ended early, those behind the first one that is missing are left out, unless there are no others: which draws
        are finished by then depends on how long they take, so they would not be a fair sample. Raises TaskDied and
        what a draw raises.
        """
        self._began = monotonic()
        while not was_pressed() and monotonic() < self._ends:
            self._give_out()
            if not self._under_way:
                break
            self._take_in(TICK)
            heard(self._num_done)
        ends = monotonic() + PATIENCE_SECONDS
        while self._under_way and monotonic() < ends:
            self._take_in(TICK)
        for future in self._under_way:
            future.cancel()
        return self._without_gap()

    def _take_in(self, seconds: float) -> None:
        """Take the ranges that end within these seconds."""
        for future in wait(self._under_way, seconds, FIRST_COMPLETED).done:
            self._done[self._under_way.pop(future).start] = future.result()

    def _give_out(self) -> None:
        while self._next < self._draws and len(self._under_way) <= self._executor.workers:
            numbers = range(self._next, min(self._draws, self._next + self._size()))
            self._next = numbers.stop
            self._under_way[self._executor.submit(Task(draws_of, DrawRange(self._case, numbers)))] = numbers

    def _size(self) -> int:
        """One draw at first; then as many as take about `SECONDS_A_RANGE`, or what is left of the time."""
        if not self._num_done:
            return 1
        a_draw = (monotonic() - self._began) * self._executor.workers / self._num_done
        seconds = min(SECONDS_A_RANGE, max(LEAST_SECONDS, self._ends - monotonic()))
        return max(1, min(MOST_A_RANGE, int(seconds / a_draw)))

    @property
    def _num_done(self) -> int:
        return sum(map(len, self._done.values()))

    def _without_gap(self) -> tuple[Draw, ...]:
        draws = tuple(chain.from_iterable(self._done[first] for first in sorted(self._done)))
        fair = tuple(draw for _place, draw in takewhile(lambda one: one[0] == one[1].number, enumerate(draws)))
        return fair or draws
