"""How a board is told to end: Ctrl-C, a signal of the system, or the window of its console that somebody closes.

Each of them lets the board end as Ctrl-C does: streams first, then the search under way, whose plan is stored.
"""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Event, current_thread, main_thread
from types import FrameType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
CLOSED, SIGNED_OFF, SHUT_DOWN = 2, 5, 6
"""What Windows tells of a console whose window is closed, of a person who signs off, of the machine."""
WINDOWS_WAITS_SECONDS = 60.0
"""Windows itself ends a program that takes longer than its own patience, which is some five seconds."""


@contextmanager
def told_to_end(end: Callable[[int], None]) -> Iterator[None]:
    """While this lasts, `end` hears by which signal the board is to end; a closed console counts as SIGTERM.

    A board that was begun so that it outlives its terminal (nohup) does.

    Windows ends a program whose window is closed as soon as its handler comes back: that one waits until this is over.
    """
    if current_thread() is not main_thread():
        yield
        return

    def heard(number: int, _frame: FrameType | None) -> None:
        end(number)

    over = Event()
    before = {each: signal.signal(each, heard) for each in SIGNALS if not _outlives(each)}
    try:
        with _closed_console(lambda: end(signal.SIGTERM), over):
            yield
    finally:
        over.set()
        for each, handler in before.items():
            signal.signal(each, handler)


def _outlives(number: int) -> bool:
    return number == getattr(signal, "SIGHUP", None) and signal.getsignal(number) is signal.SIG_IGN


def _closed_console(end: Callable[[], None], over: Event) -> AbstractContextManager[None]:
    if sys.platform != "win32":
        return nullcontext()
    import ctypes  # noqa: PLC0415 - only where there is such a console
    from ctypes import wintypes  # noqa: PLC0415

    kind = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.DWORD)
    return console_handler(ctypes.windll.kernel32.SetConsoleCtrlHandler, kind, end, over)


@contextmanager
def console_handler(
    install: Callable[[object, bool], object],
    kind: Callable[[Callable[[int], bool]], object],
    end: Callable[[], None],
    over: Event,
) -> Iterator[None]:
    """Let Windows call, in a thread of its own, what says `end` and waits; `kind` makes a function that it can call."""

    def called(event: int) -> bool:
        if event not in (CLOSED, SIGNED_OFF, SHUT_DOWN):
            return False  # Ctrl-C and its like are signals
        end()
        over.wait(WINDOWS_WAITS_SECONDS)
        return True

    handler = kind(called)
    install(handler, True)  # noqa: FBT003 - as Windows declares it
    try:
        yield
    finally:
        over.set()
        install(handler, False)  # noqa: FBT003
