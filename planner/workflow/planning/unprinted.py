"""A plan that is found and stored without a paper, for a door that prints only what somebody asks for.

    read_campaign, ledger → standpoint → best_plan → keep

Only a plan that the ledger does not take is written into the folder, so that it is not lost.
"""

from dataclasses import dataclass
from pathlib import Path

from planner.domain.difference import Difference
from planner.errors import PlannerError
from planner.intake.campaign.campaign_reader import read_campaign
from planner.workflow.folders import assert_writable
from planner.workflow.ledger.keeping import (
    ledger_of,
    make_sure_of_room,
    nothing_planned_yet,
    this_moment,
    writer,
)
from planner.workflow.ledger.made_from import sha256_of
from planner.workflow.ledger.meanwhile import told
from planner.workflow.planning.planning import has_results, settings_of
from planner.workflow.planning.standpoint import Standpoint, Terms, beginning, standpoint_now
from planner.workflow.planning.storing import Kept, Site, folder_for, keep, promised_now, what_changes, write_kept
from planner.workflow.solving.searching import Search, SearchHand

SEARCH_DIED = "search-died"
"""The event that is left where a search came to nothing."""


@dataclass(frozen=True, slots=True)
class UnprintedPlan:
    """What became of a search."""

    number: int
    """Of the version; 0 where the ledger did not take it."""
    amends: int | None
    """The version that citizens rely on now; None where nothing was announced, and for a first plan."""
    changed: Difference | None
    """What changes for citizens; None where nothing was announced."""
    was_stopped: bool
    """Whether somebody ended the search; the plan is the best found until then."""
    warnings: tuple[str, ...]
    """What happened to the search that the reader of the plan should know."""
    meanwhile: tuple[str, ...]
    """What others brought into the ledger while it was searched for, which the plan does not know."""
    trouble: PlannerError | None = None
    """Why the plan is not in the ledger; None where it is."""
    plan_path: Path | None = None
    """Where a plan that is not in the ledger is kept; None where it is stored."""


def plan_unprinted(
    workbook: Path,
    folder: Path,
    search: Search,
    terms: Terms | None,
    hand: SearchHand,
    *,
    address: str | None = None,
    by: str | None = None,
) -> UnprintedPlan | None:
    """Plan a campaign anew on these terms, or from its beginning where they are None, and store the plan.

    None where it was given up before it was stored. Raises UnreadableFile, WorkbookProblems, WrongUsage, LedgerError,
    NoPlanPossible, NoPlanInTime, SearchDied, UnsoundPlan, UnwritableFile.
    """
    search, sha256 = search.begun(), sha256_of(workbook)
    read = read_campaign(workbook)
    assert_writable(folder)
    with ledger_of(workbook, read.campaign, address, writes=True) as ledger:
        if terms is None:
            start: Standpoint | None = beginning(read, ledger)
            if ledger.mark().result:
                raise has_results(workbook)
        else:
            start = standpoint_now(read, ledger, terms)
        if start is None:
            raise nothing_planned_yet(workbook)
        make_sure_of_room(ledger)
        found = start.best_plan(search, hand.has_to_end)
        if hand.is_given_up():
            return None
        site = Site(workbook, sha256, folder, address, ledger, by)
        kept = keep(site, start, found.plan, settings_of(search, terms))
        return _told(site, start, kept, found.warnings, was_stopped=found.was_stopped)


def _told(site: Site, start: Standpoint, kept: Kept, warnings: tuple[str, ...], *, was_stopped: bool) -> UnprintedPlan:
    promised = promised_now(site.ledger, start, kept)
    return UnprintedPlan(
        number=kept.plan.version,
        amends=promised.plan.version if promised else None,
        changed=what_changes(start, promised, kept.plan),
        was_stopped=was_stopped,
        warnings=warnings,
        meanwhile=tuple(told(start.campaign, kept.meanwhile)),
        trouble=kept.trouble,
        plan_path=None if kept.trouble is None else _saved(site, start, kept),
    )


def _saved(site: Site, start: Standpoint, kept: Kept) -> Path:
    """Where the plan that the ledger did not take is now. Raises its trouble where no folder took it either."""
    with folder_for(site, start.campaign, kept) as shelf:
        papers = write_kept(site, start.campaign, kept).papers
        shelf.keep(papers.prints)
        shelf.settle(removes=False)
    return papers.plan_path


def note_dead_search(workbook: Path, *, address: str | None = None, by: str | None = None) -> None:
    """Leave in the ledger that a search died before it had found a plan.

    Raises UnreadableFile, WorkbookProblems, LedgerError.
    """
    with ledger_of(workbook, read_campaign(workbook).campaign, address, writes=True) as ledger:
        ledger.log(SEARCH_DIED, {}, by=writer(by), at=this_moment())
