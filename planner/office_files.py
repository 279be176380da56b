"""What a workbook or Word document says of itself, without reading it."""

import zipfile
import zlib
from pathlib import Path

_PROPERTIES = "docProps/core.xml"
LONGEST_PROPERTIES = 100_000


def properties_of(path: Path) -> str:
    """The file's properties (title, subject, ...) as they are written; empty for what is no such file, or too long."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_PROPERTIES).file_size > LONGEST_PROPERTIES:
                return ""
            return archive.read(_PROPERTIES).decode("utf-8", "replace")
    except (OSError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError):
        return ""
