"""Invitation lists deleted when their time is over. Only files that the program wrote, by name and mark."""

import re
import time
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.invitation_book.mark import last_day_in
from planner.prints.forms.invitations.files import FOLDER, ListKind, ListName, is_printed_list, name_of
from planner.workflow.ledger.keeping import today as this_day

HALF_WRITTEN = re.compile(r"\.[a-z0-9_]{8}\.part")
"""What a run leaves that is cut off while it writes."""
SECONDS_OF_A_RUN = 3600
"""After so long a half-written file belongs to no run any more."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What was deleted; counts, no names of people anywhere."""

    folder: Path
    paths: tuple[Path, ...]
    """Deleted, or to be deleted in a dry run."""
    num_kept: int
    """Lists whose time is not over."""
    held: tuple[Path, ...]
    """Could not be deleted, as somebody has them open."""
    strange: tuple[Path, ...]
    """Named like a list, but not written by the program."""
    keep_days: int
    is_dry_run: bool


def purge_lists(
    workbook: Path,
    folder: Path,
    *,
    older_than: int | None = None,
    is_all: bool = False,
    is_dry_run: bool = False,
    today: date | None = None,
) -> Purged:
    """Delete the lists whose last session is more days ago than the workbook keeps them, or all of them.

    Raises UnreadableFile, WorkbookProblems.
    """
    campaign = read_campaign(workbook).campaign
    keep_days = campaign.inviting.keep_days if older_than is None else older_than
    day = today or this_day(campaign)
    lists, strange = _lists_in(folder / FOLDER, campaign.clock)
    wanted = [each for each in lists if is_all or each.is_overdue(keep_days, day)]
    deleted: list[Path] = []
    held: list[Path] = []
    for path in [*(each.path for each in wanted), *_half_written(folder / FOLDER, is_all=is_all)]:
        (deleted if is_dry_run or _delete(path) else held).append(path)
    if not is_dry_run:
        _remove_if_empty(folder / FOLDER)
    return Purged(
        folder=folder / FOLDER,
        paths=tuple(deleted),
        num_kept=len(lists) - len(wanted),
        held=tuple(held),
        strange=strange,
        keep_days=keep_days,
        is_dry_run=is_dry_run,
    )


def overdue_files(folder: Path, campaign: Campaign, today: date) -> tuple[Path, ...]:
    """Lists that should have been deleted by now."""
    lists, _strange = _lists_in(folder / FOLDER, campaign.clock)
    return tuple(each.path for each in lists if each.is_overdue(campaign.inviting.keep_days, today))


@dataclass(frozen=True, slots=True)
class _ListFile:
    """A list, and the last day of which it tells."""

    path: Path
    last_day: date

    def is_overdue(self, keep_days: int, today: date) -> bool:
        return (today - self.last_day).days > keep_days


def _lists_in(folder: Path, clock: tzinfo) -> tuple[list[_ListFile], tuple[Path, ...]]:
    """The lists of a folder and what is only named like one."""
    if not folder.is_dir():
        return [], ()
    named = [(path, name) for path in sorted(folder.iterdir()) if _is_plain(path) and (name := name_of(path.name))]
    ours = [(path, name) for path, name in named if _is_ours(path, name)]
    last_days = _last_days(ours)
    lists = [_ListFile(path, name.day or last_days.get(name.unit) or _changed_on(path, clock)) for path, name in ours]
    return lists, tuple(path for path, name in named if (path, name) not in ours)


def _is_ours(path: Path, name: ListName) -> bool:
    return last_day_in(path) is not None if name.kind is ListKind.BOOK else is_printed_list(path)


def _last_days(named: list[tuple[Path, ListName]]) -> dict[str, date]:
    """By unit, the last session of its list."""
    days: dict[str, date] = {}
    for path, name in named:
        day = last_day_in(path) if name.kind is ListKind.BOOK else name.day
        if day is not None:
            days[name.unit] = max(day, days.get(name.unit, day))
    return days


def _changed_on(path: Path, clock: tzinfo) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, clock).date()


def _half_written(folder: Path, *, is_all: bool) -> list[Path]:
    if not folder.is_dir():
        return []
    return [
        path
        for path in sorted(folder.iterdir())
        if HALF_WRITTEN.fullmatch(path.name)
        and _is_plain(path)
        and (is_all or path.stat().st_mtime < time.time() - SECONDS_OF_A_RUN)
    ]


def _is_plain(path: Path) -> bool:
    """Whether it is a file itself: links and folders are somebody else's."""
    return path.is_file() and not path.is_symlink()


def _delete(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
