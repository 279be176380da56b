"""How long whoever asks for a ledger waits while others hold it: commands long, pages that somebody looks at do not."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_impatience: ContextVar[float | None] = ContextVar("impatience", default=None)


@contextmanager
def impatient(seconds: float) -> Iterator[None]:
    """Within this context nobody waits longer than this for a ledger that others hold."""
    before = _impatience.set(seconds)
    try:
        yield
    finally:
        _impatience.reset(before)


def waiting_seconds(usual: float) -> float:
    """How long to wait here: as usual, unless somebody is less patient."""
    impatience = _impatience.get()
    return usual if impatience is None else min(impatience, usual)
