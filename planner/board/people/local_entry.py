"""The one person who opened the board on this machine.

A local board is opened by an address that works once. It leaves a cookie behind; of that only the hash is kept, so
neither the address in a browser's history nor a look into the memory of what was logged opens the board again.
"""

import secrets
import time
from collections.abc import Callable

from planner.board.people.callers import Caller, hashed
from planner.board.people.roles import NOBODY, Person, Role
from planner.workflow.ledger.keeping import whoever_runs_this

ENTRANCE = "/vao"
"""The address that lets in whoever has the key."""
_COOKIE = "__Host-phien"
"""The prefix makes browsers keep it for this address alone, and only where it is safe."""
LASTS_SECONDS = 8 * 3600
"""After the last page that was asked for."""
_TOKEN_BYTES = 32


class LocalEntry:
    """The way in to a board that serves one person on this machine, who may do everything."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.cookie = f"{_COOKIE}-{secrets.token_hex(4)}"
        """A name of its own: all ports of a machine share their cookies, and two boards may be open at once."""
        self.key = secrets.token_urlsafe(_TOKEN_BYTES)
        """Part of the address that works once."""
        self._unused: str | None = hashed(self.key)
        self._ends: dict[str, float] = {}

    def enter(self, key: str) -> str | None:
        """A new session's cookie for the key that works once; None for any other, and for the second time."""
        if self._unused is None or not secrets.compare_digest(hashed(key), self._unused):
            return None
        self._unused = None
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._ends[hashed(token)] = self._clock() + LASTS_SECONDS
        return token

    def person(self, caller: Caller, *, only_looks: bool = False) -> Person:
        """Who asks; `only_looks` is for what a page asks for by itself, while nobody may be there."""
        token = caller.cookies.get(self.cookie)
        if only_looks and self._clock() < self._ends.get(hashed(token or ""), 0.0):
            return Person(whoever_runs_this(), Role.ADMIN)
        return self.person_of(token)

    def person_of(self, token: str | None) -> Person:
        """Who bears this cookie; a session goes on for as long as pages are asked for."""
        kept = hashed(token or "")
        if self._clock() >= self._ends.get(kept, 0.0):
            self._ends.pop(kept, None)
            return NOBODY
        self._ends[kept] = self._clock() + LASTS_SECONDS
        return Person(whoever_runs_this(), Role.ADMIN)
