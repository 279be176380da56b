"""A stored roster printed once more; it is not made anew."""

from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.errors import Problem
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.ledger import Ledger
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, DutySituation, Roster
from planner.roster.version import RosterVersion
from planner.texts import texts_of
from planner.workflow.folders import assert_writable
from planner.workflow.ledger.adjusted import with_adjustments, with_leaves
from planner.workflow.ledger.keeping import ledger_of
from planner.workflow.ledger.made_from import sha256_of
from planner.workflow.roster.papers import RosterPapers, WantedPapers, write_roster_papers
from planner.workflow.roster.publishing import chosen_roster
from planner.workflow.roster.rostering import staffing_of
from planner.workflow.roster.staffed_plan import refuse_unknown_names, up_to

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class PrintedRoster:
    """A stored roster and its papers."""

    campaign: Campaign
    roster: Roster
    papers: RosterPapers
    workbook_has_changed: bool
    """Whether the workbook is another than the one that the roster was made from."""
    problems: tuple[Problem, ...]
    """Warnings of the workbook."""


def print_roster(
    workbook: Path, folder: Path, wanted: WantedPapers, *, number: int | None = None, address: str | None = None
) -> PrintedRoster:
    """Print the latest roster, or the one of this number, in these forms.

    Raises UnreadableFile, WorkbookProblems, WrongUsage, LedgerError, UnsoundPlan, UnwritableFile.
    """
    read, sha256 = read_campaign(workbook), sha256_of(workbook)
    staffing, warnings = staffing_of(workbook, read.campaign)
    assert_writable(folder)
    with ledger_of(workbook, read.campaign, address) as ledger:
        read = with_adjustments(read, ledger)
        staffing, about_leaves = with_leaves(staffing, read.campaign, ledger)
        version = chosen_roster(workbook, ledger, number)
        roster = version.roster
        plan = ledger.version(roster.plan_version).plan
        refuse_unknown_names(read.campaign, plan)
        case = RosterCase(
            read.campaign, up_to(plan, roster.until), staffing, _situation(ledger, read.campaign, version)
        )
        problems = (*ledger.warnings, *read.warnings, *warnings, *about_leaves)
    papers = write_roster_papers(case, roster, folder, wanted, version.made_at)
    return PrintedRoster(read.campaign, roster, papers, version.provenance.workbook_sha256 != sha256, problems)


def _situation(ledger: Ledger, campaign: Campaign, version: RosterVersion) -> DutySituation:
    """What the roster was made from, as far as it and the one published before it tell."""
    roster = version.roster
    if roster.as_of is None:
        return DutySituation()
    now = campaign.calendar.ordinal(roster.as_of, roster.as_of_shift or campaign.calendar.shift_labels[0])

    def is_told(duty: Duty) -> bool:
        is_ahead = campaign.calendar.ordinal(duty.date, duty.shift) >= now
        return is_ahead and roster.published_until is not None and duty.date <= roster.published_until

    before = () if roster.published_version is None else ledger.rosters.roster(roster.published_version).roster.duties
    return DutySituation(
        as_of=roster.as_of,
        as_of_shift=roster.as_of_shift,
        history=tuple(duty for duty in roster.duties if duty.done),
        published_version=roster.published_version,
        published_until=roster.published_until,
        frozen_until=roster.frozen_until,
        published=tuple(filter(is_told, before)),
    )
