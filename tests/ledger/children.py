"""Processes of their own for what a test cannot do to itself: fewer rights, a small disk, a sudden death."""

import os
import resource
import signal
import traceback
from collections.abc import Callable
from pathlib import Path

from planner.errors import LedgerError
from planner.texts import texts_of

NOBODY = 65534
SURVIVED = "done"


def in_child(act: Callable[[], object], *, as_ordinary_user: bool = False, most_bytes: int | None = None) -> str:
    """Do this in a forked process and say how it ended: *done*, the text of a LedgerError, a traceback or a signal.

    `as_ordinary_user`: without the rights of root, if these are root's. `most_bytes`: no file may grow beyond.
    """
    texts_of("ledger")("its catalog is read while the right to read it is still there")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _give_up(as_ordinary_user=as_ordinary_user, most_bytes=most_bytes)
            act()
            ended = SURVIVED
        except LedgerError as error:
            ended = f"{type(error).__name__}: {error}"
        except BaseException:
            ended = traceback.format_exc()
        os.write(writing, ended.encode()[:4000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        ended = told.read().decode()
    _pid, status = os.waitpid(child, 0)
    return signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else ended


def _give_up(*, as_ordinary_user: bool, most_bytes: int | None) -> None:
    if most_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    if as_ordinary_user and os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def only_readable(folder: Path) -> None:
    """Close a folder, and what is in it, to writing by ordinary users."""
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
