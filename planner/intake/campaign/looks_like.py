"""Whether a file is a campaign's workbook, told by the names of its sheets alone, without reading any of them."""

import re
import stat
import zipfile
import zlib
from html import unescape
from io import BytesIO
from pathlib import Path

from planner.intake.cells.limits import FILE_BYTES
from planner.intake.layout.column import SheetLayout
from planner.intake.layout.machines import MACHINES
from planner.intake.layout.settings import SETTINGS
from planner.intake.layout.units import UNITS
from planner.intake.tables.shape.sheet_choice import may_be_known_title

SUFFIX = ".xlsx"
_BOOK, _MOST_BYTES = "xl/workbook.xml", 1_000_000
_ELSEWHERE = 0x400000 | 0x1000
"""How Windows marks a file whose bytes are still in a cloud: to look into it would fetch it."""
_NAME = re.compile(r"<(?:\w+:)?sheet\b[^>]*?\bname=[\"']([^\"']*)")
_NEEDED: tuple[SheetLayout, ...] = (SETTINGS, UNITS, MACHINES)
"""Every campaign has these; papers, results and lists of citizens have none of the last."""
_BROKEN = (OSError, ValueError, KeyError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error)


def looks_like_campaign(path: Path) -> bool:
    """Whether the file is called a workbook, can be opened, and has the sheets that every campaign has."""
    if path.suffix.lower() != SUFFIX or path.name.startswith("~$"):
        return False
    try:
        known = path.stat()
        is_here = not getattr(known, "st_file_attributes", 0) & _ELSEWHERE
        return is_here and stat.S_ISREG(known.st_mode) and known.st_size <= FILE_BYTES and holds_campaign(path)
    except (OSError, ValueError):
        return False


def holds_campaign(file: Path | BytesIO) -> bool:
    """Whether what was packed there are the sheets of a campaign, with others or without."""
    try:
        with zipfile.ZipFile(file) as archive:
            if archive.getinfo(_BOOK).file_size > _MOST_BYTES:
                return False
            book = archive.read(_BOOK).decode("utf-8", "replace")
    except _BROKEN:
        return False
    titles = [unescape(title) for title in _NAME.findall(book)]
    return all(any(may_be_known_title(title, [layout]) for title in titles) for layout in _NEEDED)
