"""Writing files so that a reader never sees half of one, and nobody reads one who is not meant to."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from planner.errors import UnwritableFile
from planner.texts import texts_of

_ = texts_of("files")

RETRY_SECONDS = (0.1, 0.3, 0.6)
MOST_NAMES = 9
"""A held file's content goes to `name (9)` at the furthest."""
_USUAL_MODE, _PRIVATE_MODE = 0o666, 0o600
"""Before the umask; a file that is replaced never becomes more open than it was."""
_OTHERS = 0o077


def write_atomically(path: Path, content: bytes, *, only_here: bool = False, is_private: bool = False) -> Path:
    """Put these bytes at this path, whole or not at all, and return where they went.

    Others may read them as the umask says; a private file only whoever runs this. A file that another program holds
    (Excel on Windows) is tried again for a second; then the content goes to `name (2)` beside it, which the caller
    should mention, unless it may go only here. Raises UnwritableFile.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part_beside(path, is_private=is_private) as (file, temporary):
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(path, error) from error
    return _put_in_place(temporary, path, 1 if only_here else MOST_NAMES)


@contextmanager
def part_beside(path: Path, *, is_private: bool = False) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file beside this path, open for writing, and where it is; it vanishes if the block raises.

    The umask holds for it, as it does not for what `tempfile` makes. Raises OSError.
    """
    temporary = path.parent / f".{secrets.token_hex(4)}.part"
    mode = _PRIVATE_MODE if is_private else _USUAL_MODE & _as_open_as_before(path)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temporary, flags, mode), "w+b") as file:
        try:
            yield file, temporary
        except BaseException:
            file.close()
            temporary.unlink(missing_ok=True)
            raise


def _as_open_as_before(path: Path) -> int:
    """What others may do with the file that stands here; all, where none does."""
    try:
        return path.stat().st_mode | ~_OTHERS
    except OSError:
        return ~0


def readable_name(name: str) -> str:
    """A file's name as it can be kept and printed: bytes in it that are no UTF-8 become \\udcea and the like."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def close_to_others(path: Path) -> bool:
    """Take a file or folder from all but its owner; whether that has come to be, as some disks keep no such thing."""
    if os.name == "nt":
        return True  # there the folder's own list of accounts decides
    try:
        mode = path.stat().st_mode
        if mode & _OTHERS:
            path.chmod(mode & ~_OTHERS & 0o7777)
        return not path.stat().st_mode & _OTHERS
    except OSError:
        return False


def _put_in_place(temporary: Path, path: Path, most_names: int) -> Path:
    for target in (path, *(path.with_stem(f"{path.stem} ({number})") for number in range(2, most_names + 1))):
        for seconds in (*RETRY_SECONDS, None):
            try:
                temporary.replace(target)
            except PermissionError:
                if seconds is None:
                    break
                time.sleep(seconds)
            except OSError as error:
                temporary.unlink(missing_ok=True)
                raise _unwritable(path, error) from error
            else:
                return target
    temporary.unlink(missing_ok=True)
    raise UnwritableFile(
        _("{path}: held by another program. Close it there, or choose another folder with -o").format(path=path)
    )


def _unwritable(path: Path, error: OSError) -> UnwritableFile:
    return UnwritableFile(
        _("{path}: cannot be written ({reason}). Choose another folder with -o, or make room on the disk").format(
            path=path, reason=error.strerror or error
        )
    )
