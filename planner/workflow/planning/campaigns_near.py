"""The campaigns that lie near: workbooks in some folders and right below them, newest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from planner.intake.campaign.looks_like import looks_like_campaign

MOST_ENTRIES = 400
"""Of a folder; a larger one is not looked through to its end."""
MOST_FOLDERS = 60
"""Below each of the folders."""
MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class NearCampaign:
    """A campaign's workbook."""

    path: Path
    saved_at: datetime


def campaigns_near(folders: Sequence[Path]) -> tuple[NearCampaign, ...]:
    """Each once, however many ways lead to it; none where nothing can be looked at."""
    found = {}
    for path in _workbooks(folders):
        if looks_like_campaign(path):
            found[path.resolve()] = NearCampaign(path, datetime.fromtimestamp(path.stat().st_mtime, UTC))
    return tuple(sorted(found.values(), key=lambda each: each.saved_at, reverse=True)[:MOST_SHOWN])


def _workbooks(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        entries = _entries(folder)
        yield from entries
        below = [entry for entry in entries if _is_folder(entry)]
        for each in below[:MOST_FOLDERS]:
            yield from _entries(each)


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder, hidden things left out; nothing where it cannot be looked into."""
    try:
        return [entry for entry in islice(folder.iterdir(), MOST_ENTRIES) if not entry.name.startswith(".")]
    except OSError:
        return []


def _is_folder(entry: Path) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
