"""Putting a question to the process that searches: in time, stopped by Ctrl-C, and with the best plan kept if it dies.

ask → begun → news, better plans → answer
             ↳ stopped at the wish of the person or at the end of its time; killed if it does not obey
"""

import logging
from collections.abc import Callable
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from enum import StrEnum
from queue import Empty
from time import monotonic
from typing import Generic, Self, TypeVar, cast

from pebble import ProcessExpired

from planner.domain.progress import Observer
from planner.domain.search_terms import SearchTerms
from planner.errors import PlannerError, SearchDied
from planner.executor.log_records import hand_over
from planner.model.news import Advanced, AskedOfModel, Began, FoundBetter, Logged, News, Prepares
from planner.texts import texts_of
from planner.workflow.solving import searcher as searchers
from planner.workflow.solving.searcher import Searcher

_ = texts_of("workflow")
logger = logging.getLogger(__name__)
T = TypeVar("T")

TICK = 0.1
"""Seconds between two looks at the clock and at Ctrl-C."""
SHORT_TICK = 0.01
"""The same while only the answer is waited for."""
COMING_UP_SECONDS = 30.0
PREPARING_SECONDS = 300.0
"""How long something may be made ready before a question begins; it is waited for once on each computer."""
PATIENCE_SECONDS = 1.0
"""How long a search that was told to end may take to say its last word."""
LAST_NEWS_SECONDS = 0.3
"""How long what a killed process had sent may take to arrive."""


class Ending(StrEnum):
    """How the putting of a question ended."""

    ANSWERED = "answered"
    SILENCED = "silenced"
    """It was told to end, did not obey, and was killed."""
    DIED = "died"
    """The process ended by itself."""


@dataclass(frozen=True, slots=True)
class SearchReply(Generic[T]):
    """What came of a question."""

    ending: Ending
    answer: T | None
    """None unless it was answered."""
    best: T | None
    """The last plan or roster that was sent up, if any."""
    was_pressed: bool
    """Whether somebody wanted the end before the time was up."""
    seconds: float = 0.0
    """How long it was searched for, without the time in which the process came up."""
    error: BaseException | None = None
    """What the question raised instead of an answer."""


@dataclass(frozen=True, slots=True)
class _Fence:
    """When a search is ended from outside, should it forget the limit that it has of its own."""

    began: float
    is_told: float
    """The moment at which it is told to end."""
    is_killed: float
    """The moment at which it is ended."""

    @classmethod
    def around(cls, terms: SearchTerms, began: float) -> Self:
        """That of a search which began at this moment; one that ends by itself is left a little longer."""
        told, seconds = terms.moment_told(began), terms.moment_of_end(began) - began
        by_itself = began + seconds * 1.02 + 0.3
        is_told = by_itself if told == began + seconds else told
        return cls(began, is_told, told + (told - began) * 0.1 + 1.5)


def put(question: AskedOfModel[T], was_pressed: Callable[[], bool], listen: Observer) -> SearchReply[T]:
    """Put a question to an idle process. Raises what the question raises; SearchDied where no process comes up."""
    try:
        with searchers.borrowed() as searcher:
            reply = _Conversation(searcher, question, was_pressed, listen).reply()
    except searchers.NotStarted as error:
        raise SearchDied(
            _(
                "the process that searches could not be started ({reason}). Close other programs and run the command "
                "again; if it goes on, restart the computer"
            ).format(reason=error)
        ) from error
    if reply.error is not None:
        raise reply.error
    return reply


class _Conversation(Generic[T]):
    """One question from asking to its end."""

    def __init__(
        self,
        searcher: Searcher,
        question: AskedOfModel[T],
        was_pressed: Callable[[], bool],
        listen: Observer,
    ) -> None:
        self._searcher = searcher
        self._terms = question.terms
        self._was_pressed = was_pressed
        self._listen = listen
        self._asked = monotonic()
        self._fence: _Fence | None = None
        """None before the search has begun."""
        self._prepares_since: float | None = None
        self._told_to_end: float | None = None
        self._is_pressed = False
        self._has_ended = False
        self._is_dead = False
        self._best: T | None = None
        self._number, self._future = searcher.ask(question)

    def reply(self) -> SearchReply[T]:
        """Wait for the answer, or for the moment from which on nobody waits for it. Raises NotStarted."""
        while not self._future.done() and not self._is_dead:
            self._hear(SHORT_TICK if self._has_ended else TICK)
            self._look_at_ctrl_c()
            if self._is_time_to_end():
                return self._ended_by_force(Ending.SILENCED)
        self._hear_the_rest()
        wait([self._future], LAST_NEWS_SECONDS)
        if not self._future.done():
            return self._ended_by_force(Ending.DIED)
        error = self._future.exception()
        if error is not None and self._has_failed(error):
            logger.warning(_("the process that searches has ended by itself (%s)"), type(error).__name__)
            return self._ended_by_force(Ending.DIED)
        answer = None if error is not None else self._future.result()
        return SearchReply(Ending.ANSWERED, answer, self._best, self._is_pressed, self._lasted, error)

    def _has_failed(self, error: BaseException) -> bool:
        """Whether the process is at fault; a fault of the program takes away no plan that was found before it."""
        if isinstance(error, ProcessExpired | BrokenProcessPool | MemoryError):
            return True
        return self._best is not None and not isinstance(error, PlannerError)

    @property
    def _lasted(self) -> float:
        return 0.0 if self._fence is None else monotonic() - self._fence.began

    def _hear(self, seconds: float) -> None:
        try:
            news = self._searcher.inbox.get(timeout=seconds)
        except Empty:
            return
        if news is None:
            self._is_dead = True
        else:
            self._heard(news)

    def _heard(self, news: News) -> None:
        if isinstance(news, Logged):
            hand_over([news.record])
        elif news.number != self._number:
            return
        elif isinstance(news, Prepares):
            self._prepares_since = monotonic()
        elif isinstance(news, Began):
            self._begin()
        elif isinstance(news, Advanced):
            self._listen(news.progress)
        elif isinstance(news, FoundBetter):
            self._best = cast("T", news.solution)  # of the kind of the answer to the question of this number
        else:
            self._has_ended = True

    def _begin(self) -> None:
        """Its time runs from now on; what was made ready before it began takes none of it."""
        began = monotonic()
        if self._prepares_since is not None:
            self._terms = self._terms.later(began - self._prepares_since)
            self._prepares_since = None
        self._fence = _Fence.around(self._terms, began)

    def _hear_the_rest(self) -> None:
        """What was sent before the answer, or before the end."""
        until = monotonic() + LAST_NEWS_SECONDS
        while not self._has_ended and not self._is_dead and monotonic() < until:
            self._hear(SHORT_TICK)

    def _look_at_ctrl_c(self) -> None:
        if self._told_to_end is None and self._was_pressed():
            logger.info(_("The search is asked to end, as somebody wished"))
            self._is_pressed = True
            self._tell_to_end()

    def _tell_to_end(self) -> None:
        self._told_to_end = monotonic()
        self._searcher.stop(self._number)

    def _is_time_to_end(self) -> bool:
        """Whether the process is not waited for any longer; tells it to end when its time is up."""
        if self._fence is None:
            if monotonic() - self._asked > COMING_UP_SECONDS:
                raise searchers.NotStarted(_("not ready after {seconds} s").format(seconds=round(COMING_UP_SECONDS)))
            return self._is_pressed
        if self._prepares_since is not None and monotonic() - self._prepares_since < PREPARING_SECONDS:
            return self._is_pressed
        if self._told_to_end is None and monotonic() > self._fence.is_told:
            self._tell_to_end()
        is_patient = not self._is_pressed or monotonic() - (self._told_to_end or 0.0) < PATIENCE_SECONDS
        return not is_patient or monotonic() > self._fence.is_killed

    def _ended_by_force(self, ending: Ending) -> SearchReply[T]:
        """End the process, and keep what it had sent up."""
        if ending is Ending.SILENCED:
            logger.info(_("The process that searches did not end in time, so it is ended"))
        searchers.end(self._searcher)
        self._hear_the_rest()
        return SearchReply(ending, None, self._best, self._is_pressed, self._lasted)
