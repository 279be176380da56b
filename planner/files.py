"""Writing files so that a reader never sees half of one, and names that stay inside their folder."""

import os
import re
import tempfile
import time
import unicodedata
from pathlib import Path

from planner.errors import UnwritableFile
from planner.texts import texts_of

_ = texts_of("files")

NAME_LENGTH = 80
RETRY_SECONDS = (0.1, 0.3, 0.6)
RESERVED_ON_WINDOWS = frozenset(
    ["CON", "PRN", "AUX", "NUL", *(f"COM{k}" for k in range(1, 10)), *(f"LPT{k}" for k in range(1, 10))]
)


def safe_name(text: str) -> str:
    """A file name made from any text: one path component that Windows, too, accepts, and that never is hidden."""
    normal = unicodedata.normalize("NFC", text)
    kept = "".join(
        "-" if letter in '<>:"/\\|?*' or unicodedata.category(letter).startswith("C") else letter for letter in normal
    )
    name = re.sub(r"\s+", " ", kept)[:NAME_LENGTH].strip(" .-")
    if not name or name.split(".")[0].upper().strip() in RESERVED_ON_WINDOWS:
        name = f"_{name}"
    return name


def write_atomically(path: Path, content: bytes) -> Path:
    """Put these bytes at this path, whole or not at all, and return where they went.

    A file that another program holds (Excel on Windows) is tried again for a second; then the content goes to
    `name (2)` beside it, which the caller should mention. Raises UnwritableFile.
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
    return _put_in_place(temporary, path)


def _put_in_place(temporary: Path, path: Path) -> Path:
    for target in (path, *(path.with_stem(f"{path.stem} ({number})") for number in range(2, 10))):
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
