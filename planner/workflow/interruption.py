"""Ctrl-C as a wish to end the search, not as the end of the program."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType


@contextmanager
def hearing_ctrl_c() -> Iterator[Callable[[], bool]]:
    """Within this context Ctrl-C is only noted; what is given tells whether it was pressed.

    The note is read, not acted upon, where the signal arrives: so no Ctrl-C, not even a second one while the prints
    are written, can take away a plan that has been found. Outside the main thread, where no signal arrives, nothing
    is changed.
    """
    pressed: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        pressed.append(number)

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def ended_by_clock(moment: float, was_pressed: Callable[[], bool]) -> Callable[[], bool]:
    """Whether a search has to end, because the monotonic clock has passed this moment or Ctrl-C was pressed.

    For one of several searches that share their time: each can be told that it has all of it, and is ended in time. A
    search that plans for little asks questions too short to be answered.
    """
    return lambda: was_pressed() or monotonic() > moment
