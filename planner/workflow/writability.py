"""Whether a folder can be written, asked before the work and not after it."""

import tempfile
from pathlib import Path

from planner.errors import UnwritableFile
from planner.texts import texts_of

_ = texts_of("workflow")


def assert_writable(folder: Path) -> None:
    """Put a file where the folder is or will be, and take it away again. Raises UnwritableFile."""
    try:
        existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        with tempfile.TemporaryFile(dir=existing):
            return
    except OSError as error:
        raise UnwritableFile(
            _("{folder}: nothing can be written there ({reason}). Choose another folder with -o").format(
                folder=folder, reason=error.strerror or error
            )
        ) from error
