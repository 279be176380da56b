"""By what a list's own workbook is known for one without reading it: a mark with the day of its last session."""

import re
import zipfile
import zlib
from datetime import date
from pathlib import Path

_MARK = re.compile(r"planner-moi:([0-9]{4}-[0-9]{2}-[0-9]{2})")
_PROPERTIES = "docProps/core.xml"
LONGEST_PROPERTIES = 100_000


def mark_of(last_day: date) -> str:
    """The mark, which the workbook bears as its subject."""
    return f"planner-moi:{last_day.isoformat()}"


def last_day_in(path: Path) -> date | None:
    """The day of the last session of a list; None for a file that is no list."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_PROPERTIES).file_size > LONGEST_PROPERTIES:
                return None
            match = _MARK.search(archive.read(_PROPERTIES).decode("utf-8", "replace"))
            return date.fromisoformat(match[1]) if match else None
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError):
        return None
