"""Sending news up without keeping the search waiting: what is older is left out where something newer says more."""

import logging
import threading
from collections.abc import Hashable
from itertools import count
from multiprocessing.connection import Connection
from time import monotonic

from planner.executor.log_records import complete
from planner.model.news import FoundBetter, Logged, News

PLAN = "plan"
SECONDS_BETWEEN_PLANS = 0.2
SHARE_OF_SENDING = 0.1
"""Plans of large campaigns take long to send: no more of the time than this is spent on it."""
MOST_RECORDS_WAITING = 1000
LONGEST_WAIT = 1.0
"""Seconds for which the end of a question waits for whoever reads too slowly."""


class Outbox:
    """News waiting to be sent, by what they are about; a thread of its own sends them in order."""

    def __init__(self, upwards: "Connection[News, object]") -> None:
        self._upwards = upwards
        self._waiting: dict[Hashable, News] = {}
        self._changed = threading.Condition()
        self._next_plan = 0.0
        self._is_sending = False
        threading.Thread(target=self._send_for_ever, name="outbox", daemon=True).start()

    def put(self, about: Hashable, news: News) -> None:
        """Let this be sent, instead of what still waits and is about the same."""
        with self._changed:
            self._waiting.pop(about, None)
            self._waiting[about] = news
            self._changed.notify_all()

    def better(self, news: FoundBetter) -> None:
        """Let this plan be sent, at once or as soon as enough time has passed since the one before."""
        self.put(PLAN, news)

    @property
    def is_crowded(self) -> bool:
        """Whether so much waits that what is of little weight is better left out."""
        return len(self._waiting) > MOST_RECORDS_WAITING

    def end_question(self, last: News, *, is_answered: bool) -> None:
        """Send all that waits, then this; a plan only where no answer says more. Nobody is waited for very long."""
        with self._changed:
            if is_answered:
                self._waiting.pop(PLAN, None)
            self._next_plan = 0.0
        self.put(last, last)
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting and not self._is_sending, LONGEST_WAIT)

    def _send_for_ever(self) -> None:
        while True:
            news = self._next()
            began = monotonic()
            try:
                self._upwards.send(news)
            except OSError:
                return  # nobody is above any more; the orders, which end then too, end the process
            ended = monotonic()
            with self._changed:
                self._is_sending = False
                if isinstance(news, FoundBetter):
                    pause = max(SECONDS_BETWEEN_PLANS, (ended - began) / SHARE_OF_SENDING)
                    self._next_plan = ended + pause
                self._changed.notify_all()

    def _next(self) -> News:
        with self._changed:
            while True:
                about = next((about for about in self._waiting if about != PLAN or self._is_time_for_plan), None)
                if about is not None:
                    self._is_sending = True
                    return self._waiting.pop(about)
                self._changed.wait(self._next_plan - monotonic() if self._waiting else None)

    @property
    def _is_time_for_plan(self) -> bool:
        return monotonic() >= self._next_plan


class LogSender(logging.Handler):
    """Sends log records up, their text complete, so that nothing in them has to be understood above."""

    def __init__(self, outbox: Outbox) -> None:
        super().__init__()
        self._outbox = outbox
        self._numbers = count()

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record; of a flood only its beginning."""
        if self._outbox.is_crowded:
            return
        self._outbox.put(("record", next(self._numbers)), Logged(complete(record)))
