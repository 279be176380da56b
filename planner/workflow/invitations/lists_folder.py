"""The folder of lists of citizens: its owner's alone, one run at a time, and what each list is called in it."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.errors import WrongUsage
from planner.files import close_to_others
from planner.intake.invitation_book.mark import owner_in, owner_of
from planner.prints.forms.invitations.files import ListKind, book_name, code_stem, name_of, unit_stems
from planner.texts import texts_of
from planner.workflow.folders import assert_writable

_ = texts_of("workflow")

PATIENCE_SECONDS = 60.0
"""So long one run waits for the other; a list of 20,000 takes a quarter of that."""
_PAUSE_SECONDS = 0.1
_PRIVATE_FOLDER = 0o700


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Nobody else's run reads or writes lists here meanwhile; an empty folder that this has made does not stay.

    Raises UnwritableFile, and WrongUsage where another run does not end.
    """
    assert_writable(folder)
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    try:
        with _lock(folder):
            yield
    finally:
        with suppress(OSError):
            folder.rmdir()  # only an empty one can be


def keep_from_others(folder: Path) -> tuple[str, ...]:
    """Take the folder and the lists that lie in it from all other accounts; warnings where that is not possible."""
    lists = [path for path in sorted(folder.iterdir()) if name_of(path.name) and path.is_file()]
    if all([close_to_others(folder), *(close_to_others(path) for path in lists if not path.is_symlink())]):
        return ()
    return (
        _(
            "{folder}: other accounts of this machine can read the lists there, and that could not be changed. "
            "Choose a folder of your own with -o"
        ).format(folder=folder),
    )


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """The system gives the lock back however the program ends; where a disk knows no locks there is none."""
    handle = _handle(folder)
    try:
        _wait_for(handle, folder)
        yield
    finally:
        os.close(handle)


def _handle(folder: Path) -> int:
    if sys.platform == "win32":
        return os.open(folder / ".planner.lock", os.O_RDWR | os.O_CREAT | os.O_TEMPORARY)
    return os.open(folder, os.O_RDONLY)


def _wait_for(handle: int, folder: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not _taken(handle):
        if time.monotonic() > until:
            raise WrongUsage(
                _("{folder}: another planner invite is at work there. Wait until it has ended, then run again").format(
                    folder=folder
                )
            )
        time.sleep(_PAUSE_SECONDS)


def _taken(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # what stands there is compared before it is replaced, so nothing is undone unsaid
    return True


def stems_in(folder: Path, campaign: Campaign) -> dict[UnitCode, str]:
    """By code, what stands for each unit in the names of its files.

    A list that is there keeps its name, whatever the unit is called now: it alone remembers who was invited.
    """
    wanted = unit_stems(campaign.units)
    there = _stems_by_owner(folder)
    return {
        code: stem
        if (folder / book_name(stem)).exists()
        else code_stem(code)
        if (folder / book_name(code_stem(code))).exists()
        else there.get(owner_of(campaign.name, code), stem)
        for code, stem in wanted.items()
    }


def _stems_by_owner(folder: Path) -> dict[str, str]:
    """By owner, what each list that lies here is called."""
    found: dict[str, str] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = name_of(path.name)
        if name is None or name.kind is not ListKind.BOOK or path.is_symlink() or path.name != book_name(name.unit):
            continue
        owner = owner_in(path)
        if owner is not None:
            found.setdefault(owner, name.unit)
    return found
