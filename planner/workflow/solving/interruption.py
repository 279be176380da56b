"""Ctrl-C as a wish to end the search, not as the end of the program."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

SAME_PRESS_SECONDS = 1.0
"""Presses so soon after another are one: a key that bounces, or is held."""
SEARCH_ENDS_SECONDS = 10.0
"""So long a search that was told to end may take for it before another press ends it without a plan."""


class CtrlC:
    """Whether Ctrl-C was pressed, and from when on one more press ends the command."""

    def __init__(self) -> None:
        self._first = self._last = float("-inf")
        self._patience = SEARCH_ENDS_SECONDS

    def __call__(self) -> bool:
        """Whether it was pressed."""
        return self._last > float("-inf")

    def search_is_over(self) -> None:
        """What is left is storing and printing: a second press ends that."""
        self._patience = SAME_PRESS_SECONDS

    def hear(self, _number: int, _frame: FrameType | None) -> None:
        """Note a press. Raises KeyboardInterrupt for a second one where there is nothing more to be patient for."""
        now, before = monotonic(), self._last
        self._last = now
        if before == float("-inf"):
            self._first = now
        elif now - before > SAME_PRESS_SECONDS and now - self._first > self._patience:
            raise KeyboardInterrupt


@contextmanager
def hearing_ctrl_c() -> Iterator[CtrlC]:
    """Within this context the first Ctrl-C is only noted; what is given tells whether it was pressed.

    So no Ctrl-C takes away a plan that has been found. A second one acts, once the search is over: where storing or
    printing hangs, or lasts too long for somebody, it ends with KeyboardInterrupt. Outside the main thread, where no
    signal arrives, nothing is changed.
    """
    ctrl_c = CtrlC()
    if threading.current_thread() is not threading.main_thread():
        yield ctrl_c
        return
    before = signal.signal(signal.SIGINT, ctrl_c.hear)
    try:
        yield ctrl_c
    finally:
        signal.signal(signal.SIGINT, before)
