"""A form that is sent twice is done once: the second of two that are just the same is shown what the first was.

A finger that clicks twice and a wireless network that sends again bring both within seconds, often at the same moment.
Forms that may be sent only once bear a key of their own. Where a page shows something just this once, such as a new
password, it is that page which the second gets, for as long as a double click lasts. What was refused is judged anew
each time; the ledger knows the keys of results by itself, also after the board was opened anew.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from starlette.responses import RedirectResponse, Response

KEY = "khoa"
"""The field that bears the key."""
REMEMBERED_SECONDS = 120.0
SHOWN_AGAIN_SECONDS = 10.0
"""So long a page that shows a secret once is kept in memory for the second of two clicks; it is written nowhere."""
DONE, SEE_OTHER = 200, 303


@dataclass(slots=True)
class _Led:
    """What a form has led to."""

    until: float
    """When that is forgotten, by the clock."""
    answer: "Future[Response | None]"
    """To come while it is acted upon; None where it was refused."""


class SentOnce:
    """What forms have led to lately."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._led: dict[str, _Led] = {}
        """By the form's fingerprint."""

    async def answered(
        self,
        address: str,
        by: str,
        form: Mapping[str, str],
        act: Callable[[], Awaitable[Response]],
        *,
        shows_once: bool = False,
    ) -> Response:
        """The answer of `act`, or where the very same form of the same person at this address has led already.

        With `shows_once` the page that the first was answered with counts as well.
        """
        if not form.get(KEY):
            return await act()
        told = repr((address, by, sorted(form.items())))
        fingerprint = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        mine = _Led(self._clock() + REMEMBERED_SECONDS, Future())
        first = self._first(fingerprint, mine)
        if first is not mine:
            before = await asyncio.shield(asyncio.wrap_future(first.answer))
            return before if before is not None else await act()
        kept: Response | None = None
        try:
            answer = await act()
            if answer.status_code == SEE_OTHER:
                kept = RedirectResponse(answer.headers.get("location", ""), SEE_OTHER)
            elif shows_once and answer.status_code == DONE:
                kept = answer
                mine.until = self._clock() + SHOWN_AGAIN_SECONDS
                asyncio.get_running_loop().call_later(SHOWN_AGAIN_SECONDS, self._forget, fingerprint)
            return answer
        finally:
            if kept is None:
                self._forget(fingerprint)
            mine.answer.set_result(kept)

    def _first(self, fingerprint: str, mine: "_Led") -> "_Led":
        """What the first form of this fingerprint leads to; this one is the first where none is known."""
        now = self._clock()
        with self._lock:
            for each in [each for each, led in self._led.items() if led.until < now]:
                del self._led[each]
            return self._led.setdefault(fingerprint, mine)

    def _forget(self, fingerprint: str) -> None:
        with self._lock:
            self._led.pop(fingerprint, None)
