"""A form that is sent twice is done once: the second of two that are just the same is shown what the first was.

A finger that clicks twice and a wireless network that sends again bring both within seconds, often at the same moment.
Forms that may be sent only once bear a key of their own. What was refused is judged anew each time; the ledger knows
the keys of results by itself, also after the board was opened anew.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from hashlib import sha256
from threading import Lock

from starlette.responses import RedirectResponse, Response

KEY = "khoa"
"""The field that bears the key."""
REMEMBERED_SECONDS = 120.0
SEE_OTHER = 303


class SentOnce:
    """What forms have led to lately."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._led: OrderedDict[str, tuple[float, Future[str]]] = OrderedDict()
        """By the form's fingerprint: when it came, and where it has led; nowhere where it was refused."""

    async def answered(
        self, address: str, by: str, form: Mapping[str, str], act: Callable[[], Awaitable[Response]]
    ) -> Response:
        """The answer of `act`, or where the very same form of the same person at this address has led already."""
        if not form.get(KEY):
            return await act()
        told = repr((address, by, sorted(form.items())))
        fingerprint = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        mine: Future[str] = Future()
        first = self._first(fingerprint, mine)
        if first is not mine:
            where = await asyncio.shield(asyncio.wrap_future(first))
            return RedirectResponse(where, SEE_OTHER) if where else await act()
        where = ""
        try:
            answer = await act()
            where = answer.headers.get("location", "") if answer.status_code == SEE_OTHER else ""
            return answer
        finally:
            if not where:
                self._forget(fingerprint)
            mine.set_result(where)

    def _first(self, fingerprint: str, mine: Future[str]) -> Future[str]:
        """What the first form of this fingerprint leads to; this one is the first where none is known."""
        with self._lock:
            while self._led and next(iter(self._led.values()))[0] < self._clock() - REMEMBERED_SECONDS:
                self._led.popitem(last=False)
            return self._led.setdefault(fingerprint, (self._clock(), mine))[1]

    def _forget(self, fingerprint: str) -> None:
        with self._lock:
            self._led.pop(fingerprint, None)
