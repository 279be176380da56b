"""The process that searches: what is done in it, from its first breath to its last.

The solver may end the process that it runs in, and cannot be interrupted; so it has one of its own. Questions and
answers come and go through the pool that started it; meanwhile news is sent up a pipe and orders come down another.
Light to import: the process above names functions of this module, and must not load the solver for it.
"""

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from traceback import extract_tb
from typing import TYPE_CHECKING, TypeVar

from planner.errors import PlannerError
from planner.executor.child import NOBODY_ABOVE, be_silent
from planner.model.news import (
    Advanced,
    AskedOfModel,
    Began,
    Ended,
    Errand,
    FoundBetter,
    Manners,
    News,
    Prepares,
    StopSearching,
)
from planner.model.process.outbox import LogSender, Outbox
from planner.texts import choose_language

if TYPE_CHECKING:
    from planner.domain.progress import Progress
    from planner.model.outcome import Solution
    from planner.model.roster.outcome import RosterSolution

T = TypeVar("T")

_LOADED = {
    Errand.PLANS: ("planner.model.explain.smallest_conflict", "planner.model.solve"),
    Errand.ROSTERS: ("planner.model.roster.solve",),
}
"""What is loaded early; any question may be asked all the same."""


def come_up(
    upwards: "Connection[News, object]", downwards: "Connection[object, StopSearching]", errand: Errand
) -> None:
    """The first thing done in the process: hear orders, be ready to send news, load what this errand needs."""
    be_silent()
    _here.outbox = Outbox(upwards)
    threading.Thread(target=_obey, args=(downwards,), name="orders", daemon=True).start()
    planner_logger = logging.getLogger("planner")
    planner_logger.addHandler(LogSender(_here.outbox))
    planner_logger.propagate = False
    for module in _LOADED[errand]:  # while nobody waits for it
        with suppress(Exception):  # whoever asks first is told
            import_module(module)


def answer(number: int, question: AskedOfModel[T], manners: Manners) -> T:
    """Answer a question. Raises what the question raises, with a note that says where."""
    choose_language(manners.language)
    logging.getLogger("planner").setLevel(manners.log_level)
    outbox = _here.outbox
    outbox.put("began", Began(number))
    is_answered = False
    try:
        answered = question.answered(_Line(number, outbox))
        is_answered = True
    except PlannerError:
        raise
    except Exception as error:
        place = extract_tb(error.__traceback__)[-1]
        error.add_note(f"{os.path.basename(place.filename)}:{place.lineno}")  # noqa: PTH119
        raise
    finally:
        _here.forget(number)
        outbox.end_question(Ended(number), is_answered=is_answered)
    return answered


class _Here:
    """What there is one of in the process that searches."""

    outbox: Outbox

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last_to_end = 0
        self._stops: dict[int, list[Callable[[], None]]] = {}

    def when_stopped(self, number: int, stop: Callable[[], None]) -> None:
        """Call this when the question of this number has to end; at once if it has to already."""
        with self._lock:
            if self._last_to_end < number:
                self._stops.setdefault(number, []).append(stop)
                return
        stop()

    def end(self, number: int) -> None:
        """The question of this number has to end, even if it has not begun yet."""
        with self._lock:
            self._last_to_end = max(self._last_to_end, number)
            stops = self._stops.pop(number, [])
        for stop in stops:
            stop()

    def forget(self, number: int) -> None:
        """The question of this number has ended by itself."""
        with self._lock:
            self._stops.pop(number, None)


_here = _Here()


class _Line:
    """The way up from one question."""

    def __init__(self, number: int, outbox: Outbox) -> None:
        self._number = number
        self._outbox = outbox

    def advanced(self, progress: "Progress") -> None:
        """Tell how far the search is."""
        self._outbox.put((progress.goal, progress.is_final), Advanced(self._number, progress))

    def better(self, solution: "Solution | RosterSolution") -> None:
        """Send up a plan, or a roster, that is better than the one before."""
        self._outbox.better(FoundBetter(self._number, solution))

    def prepares(self) -> None:
        """Tell that something is made ready first which takes none of the question's time."""
        self._outbox.put("prepares", Prepares(self._number))

    def begins(self) -> None:
        """Tell that the question's time runs from now on."""
        self._outbox.put("began", Began(self._number))

    def when_stopped(self, stop: Callable[[], None]) -> None:
        """Call this as soon as somebody above wants the search to end."""
        _here.when_stopped(self._number, stop)


def _obey(downwards: "Connection[object, StopSearching]") -> None:
    """Hear orders for ever; their end is the end of the process above, and so of this one, whatever it is doing."""
    while True:
        try:
            order = downwards.recv()
        except (EOFError, OSError):
            os._exit(NOBODY_ABOVE)
        _here.end(order.number)
