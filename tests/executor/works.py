"""Work that processes are given in tests: well-behaved, slow, raising, dying."""

import logging
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from planner.errors import NoPlanInTime
from planner.texts import chosen_language


@dataclass(frozen=True, slots=True)
class Number:
    """One, and how long to take over it."""

    value: int
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """A folder in which processes leave a mark each."""

    folder: Path

    def mark(self) -> int:
        """Leave one; says how many there are."""
        (self.folder / f"{os.getpid()}-{time.monotonic_ns()}").touch()
        return self.marks()

    def marks(self) -> int:
        """How many processes have been here."""
        return len(list(self.folder.iterdir()))


@dataclass(frozen=True, slots=True)
class Padded:
    """A number with much beside it."""

    value: int
    beside: bytes


def squared(number: Number) -> Number:
    """Its square."""
    time.sleep(number.seconds)
    return Number(number.value**2)


def padded(number: Number) -> Padded:
    """The same number in an answer that a pipe does not hold at once."""
    return Padded(number.value, bytes(200_000))


def raising(number: Number) -> Number:
    """Raises NoPlanInTime."""
    raise NoPlanInTime(f"no {number.value}")


def unsendable(_number: Number) -> object:
    """An answer that no other process can have."""
    return lambda: None


def aborting(place: Place) -> None:
    """End as native code ends a process."""
    place.mark()
    os.abort()


def killed_twice(place: Place) -> int:
    """Killed by somebody else, but the third time."""
    if place.mark() < 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return place.marks()


def hanging(place: Place) -> None:
    """Never done."""
    place.mark()
    while True:
        time.sleep(1)


def threads(_number: Number) -> str:
    """How many threads libraries are told to have, and the language that is spoken."""
    return f"{os.environ['OMP_NUM_THREADS']} {chosen_language()}"


def own_number(_number: Number) -> int:
    """Which process this is."""
    return os.getpid()


def logging_squared(number: Number) -> Number:
    """The square; told with a record of each kind on the way."""
    logger = logging.getLogger("planner.model")
    logger.debug("the debug of %d", number.value)
    logger.info("the square of %d", number.value)
    logger.warning("a warning of %d", number.value)
    return Number(number.value**2)
