"""Who may use the board: the roles, and the one person who opened it on this machine.

A local board is opened by an address that works once. It leaves a cookie behind; of that only the hash is kept, so
neither the address in a browser's history nor a look into the memory of what was logged opens the board again.
"""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from planner.domain.record import UnitCode
from planner.workflow.ledger.keeping import whoever_runs_this

ENTRANCE = "/vao"
"""The address that lets in whoever has the key."""
_COOKIE = "__Host-phien"
"""The prefix makes browsers keep it for this address alone, and only where it is safe."""
LASTS_SECONDS = 8 * 3600
"""After the last page that was asked for."""
_TOKEN_BYTES = 32


class Role(IntEnum):
    """What somebody may do; each may do what those before it may."""

    ANYBODY = 0
    """Not signed in."""
    VIEWER = 1
    RECORDER = 2
    PLANNER = 3
    ADMIN = 4


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks for a page."""

    name: str
    """Under which what they write is kept; empty for somebody who is not signed in."""
    role: Role
    units: frozenset[UnitCode] | None = None
    """The units of which they may record results; None is all."""


NOBODY = Person(name="", role=Role.ANYBODY)


class LocalEntry:
    """The way in to a board that serves one person on this machine, who may do everything."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.cookie = f"{_COOKIE}-{secrets.token_hex(4)}"
        """A name of its own: all ports of a machine share their cookies, and two boards may be open at once."""
        self.key = secrets.token_urlsafe(_TOKEN_BYTES)
        """Part of the address that works once."""
        self._unused: str | None = _hashed(self.key)
        self._ends: dict[str, float] = {}

    def enter(self, key: str) -> str | None:
        """A new session's cookie for the key that works once; None for any other, and for the second time."""
        if self._unused is None or not secrets.compare_digest(_hashed(key), self._unused):
            return None
        self._unused = None
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._ends[_hashed(token)] = self._clock() + LASTS_SECONDS
        return token

    def person_of(self, token: str | None) -> Person:
        """Who bears this cookie; a session goes on for as long as pages are asked for."""
        hashed = _hashed(token or "")
        if self._clock() >= self._ends.get(hashed, 0.0):
            self._ends.pop(hashed, None)
            return NOBODY
        self._ends[hashed] = self._clock() + LASTS_SECONDS
        return Person(whoever_runs_this(), Role.ADMIN)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
