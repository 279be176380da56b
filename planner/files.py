"""Writing files so that a reader never sees half of one."""

import os
import tempfile
import time
from pathlib import Path

from planner.errors import UnwritableFile
from planner.texts import texts_of

_ = texts_of("files")

RETRY_SECONDS = (0.1, 0.3, 0.6)
MOST_NAMES = 9
"""A held file's content goes to `name (9)` at the furthest."""


def write_atomically(path: Path, content: bytes, *, only_here: bool = False) -> Path:
    """Put these bytes at this path, whole or not at all, and return where they went.

    A file that another program holds (Excel on Windows) is tried again for a second; then the content goes to
    `name (2)` beside it, which the caller should mention, unless it may go only here. Raises UnwritableFile.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                file.close()
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise _unwritable(path, error) from error
    temporary.chmod(0o644)
    return _put_in_place(temporary, path, 1 if only_here else MOST_NAMES)


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
