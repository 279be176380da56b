"""How a campaign stands: its plans, how far each unit is, what the results have taught, and what is still missing."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.adjustment import EnteredAdjustment, num_for_plans
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.results import Result
from planner.domain.situation import Rate
from planner.domain.version import Announcement, StoredVersion
from planner.errors import LedgerDamaged, Problem, Severity
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.address import default_ledger
from planner.ledger.ledger import Ledger
from planner.ledger.refusals import newest_backup
from planner.ledger.soundness import Fault
from planner.pasted import pasted
from planner.replan.learning import Learned, learn
from planner.replan.planned import PlannedSlot, planned_slots
from planner.replan.rates import rates
from planner.replan.situation import PlanningMoment, refuse_lost_history, without_results
from planner.replan.standings import CampaignProgress, progress_of
from planner.roster.version import Publication, StoredRoster
from planner.texts import texts_of
from planner.workflow.days.recording import is_past_for
from planner.workflow.ledger.adjusted import with_adjustments
from planner.workflow.ledger.in_force import plans_in_force
from planner.workflow.ledger.keeping import ledger_of
from planner.workflow.ledger.keeping import today as this_day
from planner.workflow.ledger.made_from import has_changed, sha256_of

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class SinceLatestPlan:
    """What has come to the ledger after the latest plan was made."""

    num_results: int
    """Result rows, corrections included."""
    num_about_its_past: int
    """Those of them about slots that the plan takes for past: it was made without them."""
    workbook_has_changed: bool
    num_adjustments: int = 0
    """Adjustments entered or withdrawn."""


@dataclass(frozen=True, slots=True)
class CampaignStatus:
    """A campaign as its ledger has it at one moment."""

    workbook: Path
    campaign: Campaign
    versions: tuple[StoredVersion, ...]
    announcements: tuple[Announcement, ...]
    moment: PlanningMoment
    """What lies before counts as past: today, or the slot after the last result where that is later."""
    progress: CampaignProgress
    learned: Learned
    rates: tuple[Rate, ...]
    """What was learned, as dossiers a slot; only where that is below what the workbook says."""
    without_result: tuple[PlannedSlot, ...]
    """Past slots in which a machine was to work and of which no result tells."""
    since_latest: SinceLatestPlan | None
    """None where there is no plan yet, or where the latest cannot be read any more."""
    rosters: tuple[StoredRoster, ...]
    publications: tuple[Publication, ...]
    """What of the rosters was made known."""
    adjustments: tuple[EnteredAdjustment, ...]
    """Those that hold."""
    problems: tuple[Problem, ...]
    """Warnings of the campaign's workbook."""
    unread_latest: int | None = None
    """The latest plan, where it cannot be read: nothing is known of what is planned."""
    unread_past: int | None = None
    """A plan that people worked by and that cannot be read: nothing is known of what is behind or without result."""
    seems_kept_elsewhere: bool = False
    """Whether something beside this ledger shows that the campaign is kept in another, or had come further."""

    @property
    def latest(self) -> StoredVersion | None:
        """The version stored last."""
        return self.versions[-1] if self.versions else None

    def announced_until(self, version: int) -> date | None:
        """Up to which day this version was announced; None if it never was."""
        return next((each.until for each in reversed(self.announcements) if each.version == version), None)

    def published_until(self, roster: int) -> date | None:
        """Up to which day this roster was published; None if it never was."""
        return next((each.until for each in reversed(self.publications) if each.version == roster), None)


def status_of(workbook: Path, *, address: str | None = None, today: date | None = None) -> CampaignStatus:
    """How the campaign stands. Raises UnreadableFile, WorkbookProblems, LedgerError."""
    read, sha256 = read_campaign(workbook), sha256_of(workbook)
    with ledger_of(workbook, read.campaign, address, bears_none=True) as ledger:
        read, adjustments = with_adjustments(read, ledger), ledger.adjustments.all()
        campaign = read.campaign
        results, versions = ledger.results(), ledger.stored_versions()
        announcements = ledger.announcements()
        rosters, publications = ledger.rosters.stored(), ledger.rosters.publications()
        faults = ledger.faults()
        latest = _latest_plan(ledger, versions)
        in_force = plans_in_force(ledger)
        planned = planned_slots(campaign, in_force.plans)
        since_latest = _since(campaign, ledger, versions, sha256)
        ledger_name = str(ledger)
    refuse_lost_history(campaign, results)
    moment = moment_now(campaign, results, today or this_day(campaign))
    since = moment.ordinal(campaign)
    learned = learn(campaign, results, planned)
    return CampaignStatus(
        workbook=workbook,
        campaign=campaign,
        versions=versions,
        announcements=announcements,
        moment=moment,
        progress=progress_of(
            campaign, results, latest or Plan(campaign=campaign.name, assignments=()), planned, since_ordinal=since
        ),
        learned=learned,
        rates=rates(campaign, learned, since_ordinal=since),
        without_result=without_results(campaign, moment, results, planned),
        since_latest=since_latest,
        rosters=rosters,
        publications=publications,
        adjustments=tuple(each for each in adjustments if each.holds),
        unread_latest=versions[-1].number if versions and latest is None else None,
        unread_past=in_force.unread,
        seems_kept_elsewhere=bool(ledger.warnings),
        problems=(*ledger.warnings, *read.warnings, *(_told(workbook, fault, ledger_name) for fault in faults)),
    )


def _latest_plan(ledger: Ledger, versions: Sequence[StoredVersion]) -> Plan | None:
    """The plan stored last; None where there is none and where it cannot be read: no other stands in for it."""
    if versions:
        with suppress(LedgerDamaged):
            return ledger.version(versions[-1].number).plan
    return None


def _told(workbook: Path, fault: Fault, ledger: str) -> Problem:
    backup = newest_backup(Path(ledger)) or "BACKUP.db"
    elsewhere = None if Path(ledger) == default_ledger(workbook) else ledger
    return Problem(
        where=ledger,
        what=_("{row} is damaged, or was changed outside of this program").format(row=fault),
        advice=_("It is not used; all the rest is. Bring it back from a backup with: {command}").format(
            command=pasted("restore", workbook, backup, ledger=elsewhere)
        ),
        severity=Severity.WARNING,
    )


def moment_now(campaign: Campaign, results: tuple[Result, ...], today: date) -> PlanningMoment:
    """The first slot of today, or the one after the last in which a machine is known to have worked if that is later.

    Never before the campaign begins, nor later than the slot after its last.
    """
    calendar = campaign.calendar
    worked = [calendar.ordinal(result.day, result.shift) for result in results if result.shift is not None]
    now = max(calendar.ordinal(today, calendar.shift_labels[0]), *(ordinal + 1 for ordinal in worked), 1)
    slot = calendar.slot(min(now, calendar.last_ordinal + 1))
    return PlanningMoment(slot.day, slot.shift)


def _since(
    campaign: Campaign, ledger: Ledger, versions: Sequence[StoredVersion], workbook_sha256: str
) -> SinceLatestPlan | None:
    provenance = versions[-1].provenance if versions else None
    if provenance is None:
        return None
    rows = [row.result for row in ledger.all_result_rows() if row.number > provenance.last_result]
    return SinceLatestPlan(
        num_results=len(rows),
        num_about_its_past=sum(is_past_for(campaign, versions[-1], result) for result in rows),
        workbook_has_changed=has_changed(workbook_sha256, provenance),
        num_adjustments=num_for_plans(ledger.adjustments.all(), provenance.last_adjustment),
    )
