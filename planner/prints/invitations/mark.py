"""Whether a file is a printed invitation list: by the title that every format bears, or the program that set it."""

import zipfile
import zlib
from pathlib import Path

from planner.prints.invitations import wording

_PROPERTIES = "docProps/core.xml"
LONGEST_PROPERTIES = 100_000
_SETTER = b"ypst"
"""How every PDF of ours names its creator, Typst, with or without a capital."""


def is_printed_list(path: Path) -> bool:
    """Whether the program wrote this file as a list."""
    try:
        if path.suffix == ".pdf":
            return _SETTER in path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_PROPERTIES).file_size > LONGEST_PROPERTIES:
                return False
            return wording.WORD in archive.read(_PROPERTIES).decode("utf-8", "replace")
    except (OSError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError):
        return False
