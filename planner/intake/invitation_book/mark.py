"""By what a list's own workbook is known for one without reading it: a mark with its last day, and whose it is."""

import hashlib
import re
from datetime import date
from pathlib import Path

from planner.domain.record import UnitCode
from planner.office_files import properties_of

_MARK = re.compile(r"planner-moi:([0-9]{4}-[0-9]{2}-[0-9]{2})(?::([0-9a-f]{12}))?")


def owner_of(campaign: str, unit: UnitCode) -> str:
    """Twelve hexadecimal digits for the campaign of this name and its unit."""
    return hashlib.sha256(f"{campaign}\0{unit}".encode("utf-8", "replace")).hexdigest()[:12]


def mark_of(last_day: date, owner: str) -> str:
    """The mark, which the workbook bears as its subject; `owner` is that of `owner_of`."""
    return f"planner-moi:{last_day.isoformat()}:{owner}"


def last_day_in(path: Path) -> date | None:
    """The day of the last session of a list; None for a file that is no list."""
    match = _mark_in(path)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def owner_in(path: Path) -> str | None:
    """Whose list it is, as `owner_of` says it; None where the file does not tell."""
    match = _mark_in(path)
    return match[2] if match else None


def _mark_in(path: Path) -> re.Match[str] | None:
    return _MARK.search(properties_of(path))
