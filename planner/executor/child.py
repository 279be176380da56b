"""A process below this one: how it is started so that Ctrl-C is not its business, and what it does first.

Light to import: the process above names functions of this module.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import parent_process, resource_tracker
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

NOBODY_ABOVE = 3
"""How a process ends when the one above has ended."""
KEEPS_STDERR = "PLANNER_DEBUG"
"""An environment variable: set, what the solver's own code says of its end is seen."""
ONE_THREAD: Mapping[str, str] = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
)
"""What libraries of mathematics read when they are loaded: a process that does one task has one thread for it."""


def come_up() -> None:
    """The first thing done in a process that does tasks."""
    os.environ.update(ONE_THREAD)
    be_silent()
    threading.Thread(target=_end_with_the_one_above, name="nobody above", daemon=True).start()


def be_silent() -> None:
    """What the solver's own code says as it dies would be read by people, and what is held open is waited for."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    if KEEPS_STDERR not in os.environ:
        os.dup2(nowhere, 2)
    os.close(nowhere)


def _end_with_the_one_above() -> None:
    """Whatever this one is doing."""
    above = parent_process()
    if above is not None:
        wait([above.sentinel])
        os._exit(NOBODY_ABOVE)


class UnheardProcess(SpawnProcess):
    """A process that Ctrl-C does not reach, not even as it comes up."""

    def start(self) -> None:
        """Start it. Raises OSError where the system starts none."""
        with unheard_ctrl_c():
            super().start()


class UnheardProcesses(SpawnContext):
    """Processes as `spawn` starts them, without Ctrl-C."""

    def Process(self, *arguments: Any, **options: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802
        """One of them, not started yet."""
        return UnheardProcess(*arguments, **options)


@contextmanager
def unheard_ctrl_c() -> Iterator[None]:
    """What is started here never hears Ctrl-C, which a terminal sends to every process, not even as it comes up.

    Nor that its terminal is closed: whoever has started it hears that, and decides what becomes of the work.

    Here it is heard all the same: on POSIX by the threads that do not start anything, or right after.
    """
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        ctypes.windll.kernel32.SetConsoleCtrlHandler(None, 1)
        try:
            yield
        finally:
            ctypes.windll.kernel32.SetConsoleCtrlHandler(None, 0)
        return
    resource_tracker.ensure_running()  # it would unblock the signal again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
