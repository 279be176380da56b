"""A roster that is found and stored without a paper, for a door that prints only what somebody asks for.

    read_campaign, read_staffing, plan in force, ledger → standpoint → best_roster → keep

Only a roster that the ledger does not take is written into the folder, so that it is not lost.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import PlannerError
from planner.roster.shortage import Shortage, shortages
from planner.texts import plurals_of, spoken_number
from planner.workflow.roster.meanwhile import told
from planner.workflow.roster.papers import WantedPapers
from planner.workflow.roster.rostering import KeptRoster, RosterWork, roster_work, write_kept_roster
from planner.workflow.roster.staffed_plan import StaffedPlan
from planner.workflow.roster.standpoint import FoundRoster, RosterTerms
from planner.workflow.solving.searching import Search, SearchHand

ngettext = plurals_of("workflow")


@dataclass(frozen=True, slots=True)
class UnprintedRoster:
    """What became of a search for a roster."""

    number: int
    """Of the version; 0 where the ledger did not take it."""
    was_stopped: bool
    """Whether somebody ended the search; the roster is the best found until then."""
    warnings: tuple[str, ...]
    """What its plan breaks, and what happened to the search, that the reader of the roster should know."""
    meanwhile: tuple[str, ...]
    """What others brought into the ledger while it was searched for, which the roster does not know."""
    trouble: PlannerError | None = None
    """Why the roster is not in the ledger; None where it is."""
    roster_path: Path | None = None
    """Where a roster that is not in the ledger is kept; None where it is stored."""


def roster_unprinted(
    workbook: Path,
    folder: Path,
    search: Search,
    terms: RosterTerms,
    hand: SearchHand,
    *,
    tell_missing: Callable[[Sequence[Shortage]], None],
    address: str | None = None,
    by: str | None = None,
) -> UnprintedRoster | None:
    """Make a roster of the plan in force on these terms, and store it. None where it was given up before that.

    `tell_missing` hears before the search which seats no roster can fill, though there be none. Raises UnreadableFile,
    WorkbookProblems, WrongUsage, LedgerError, UnsoundPlan, NoRosterPossible, NoRosterInTime, SearchDied,
    UnsoundRoster, UnwritableFile.
    """
    search = search.begun()
    with roster_work(workbook, None, folder, terms, address) as work:
        tell_missing(shortages(work.start.case))
        found = work.start.best_roster(search, hand.has_to_end)
        if hand.is_given_up():
            return None
        kept = work.keep(found.roster, search, by)
        return _told(work, found, kept, None if kept.trouble is None else _saved(workbook, folder, work, kept))


def _told(work: RosterWork, found: FoundRoster, kept: KeptRoster, path: Path | None) -> UnprintedRoster:
    return UnprintedRoster(
        number=kept.roster.version,
        was_stopped=found.was_stopped,
        warnings=(*_about_broken(work.staffed), *found.warnings),
        meanwhile=tuple(told(work.start.case.campaign, kept.meanwhile)),
        trouble=kept.trouble,
        roster_path=path,
    )


def _about_broken(staffed: StaffedPlan) -> Iterator[str]:
    """That its plan breaks rules in the workbook as it is now; nothing where it breaks none."""
    if staffed.num_broken:
        yield ngettext(
            "in the workbook as it is now, plan {number} breaks {count} rule; the roster staffs it as it is. It is "
            "better to plan anew first",
            "in the workbook as it is now, plan {number} breaks {count} rules; the roster staffs it as it is. It is "
            "better to plan anew first",
            staffed.num_broken,
        ).format(number=staffed.plan.version, count=spoken_number(staffed.num_broken))


def _saved(workbook: Path, folder: Path, work: RosterWork, kept: KeptRoster) -> Path:
    """Where the roster that the ledger did not take is now. Raises its trouble where no folder took it either."""
    nothing = WantedPapers(lambda _line: None, forms=(), is_new=False)
    return write_kept_roster(workbook, folder, work.start.case, kept, nothing).roster_path
