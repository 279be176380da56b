"""Where a campaign stands at one moment, as every screen is drawn from it: workbook, plans, results, what lacks."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from planner.domain.adjustment import EnteredAdjustment, adjusted
from planner.domain.campaign import Campaign
from planner.domain.meanwhile import LedgerMark
from planner.domain.plan import Plan
from planner.domain.record import MachineName, UnitCode
from planner.domain.results import Result
from planner.domain.told_apart import told_apart
from planner.domain.version import Announcement, StoredVersion
from planner.errors import LedgerDamaged, Problem, Severity
from planner.ledger.ledger import Ledger
from planner.ledger.reported import RecordedResult
from planner.replan.planned import PlannedSlot, planned_slots
from planner.replan.situation import PlanningMoment, refuse_lost_history, without_results
from planner.replan.standings import CampaignProgress, progress_of
from planner.roster.version import RosterMark
from planner.texts import texts_of
from planner.workflow.days.standing import moment_now
from planner.workflow.ledger.adjusted import about_left_out
from planner.workflow.ledger.in_force import plans_in_force
from planner.workflow.ledger.made_from import has_changed

_ = texts_of("board")


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook as it was read last."""

    campaign: Campaign
    sha256: str
    saved_at: datetime
    """When the file that was read was saved, in universal time."""
    warnings: tuple[Problem, ...]
    problems: tuple[Problem, ...] = ()
    """Why the file as it is now cannot be read; then all else is what it was before. Empty where it could be read."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a page was drawn from; another stamp, another page."""

    workbook_sha256: str
    mark: LedgerMark
    roster_mark: RosterMark
    today: date
    is_spoilt: bool = False
    """Whether the workbook as it is now cannot be read."""

    def __str__(self) -> str:
        mark, rosters = self.mark, self.roster_mark
        ends = (mark.result, mark.version, mark.announcement, mark.adjustment, rosters.roster, rosters.publication)
        parts = (self.workbook_sha256[:12], *ends, self.today.isoformat(), int(self.is_spoilt))
        return "-".join(map(str, parts))


class Place(NamedTuple):
    """A machine at a unit in the slot of this ordinal."""

    machine: MachineName
    unit: UnitCode
    ordinal: int


@dataclass(frozen=True)
class Picture:
    """A campaign as its workbook and its ledger have it."""

    stamp: Stamp
    campaign: Campaign
    """With what was entered beside the workbook, and units of one name told apart by their zones."""
    entered: tuple[EnteredAdjustment, ...]
    """What was ever entered beside the workbook, in order."""
    today: date
    moment: PlanningMoment
    """What lies before counts as past: today, or the slot after the last result where that is later."""
    versions: tuple[StoredVersion, ...]
    announcements: tuple[Announcement, ...]
    latest: Plan | None
    """The plan stored last; None where there is none and where it cannot be read."""
    announced: Plan | None
    """The plan announced last; None where none was and where it cannot be read."""
    planned: tuple[PlannedSlot, ...]
    """What each slot was, or is, to bring by the plans that people work by, in time order."""
    rows: tuple[RecordedResult, ...]
    """Every result row ever recorded, in the order of recording."""
    progress: CampaignProgress
    without_result: tuple[PlannedSlot, ...]
    """Past slots in which a machine was to work and of which no result tells."""
    num_results_since: int
    """Result rows that came after the latest plan was made."""
    warnings: tuple[Problem, ...]
    """Of the workbook and of the ledger: what somebody should look at, though it stops nothing."""
    workbook_has_changed: bool
    """Whether the workbook is another file than the one the latest plan was made from."""

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """The results that count."""
        return tuple(row.result for row in self.rows if row.counts)

    @cached_property
    def promised(self) -> frozenset[Place]:
        """Slots ahead in which the communes were told that a machine comes."""
        announcement, plan = self.announcement, self.announced
        if announcement is None or plan is None:
            return frozenset()
        calendar = self.campaign.calendar
        end = calendar.ordinal(announcement.until, calendar.shift_labels[-1])
        return frozenset(place for place, _dossiers in self.ahead_of(plan) if place.ordinal <= end)

    @cached_property
    def num_promises_dropped(self) -> int:
        """How many slots ahead that were announced the latest plan no longer has."""
        if self.latest is None or self.announced is None:
            return 0
        return len(self.promised - {place for place, _dossiers in self.ahead_of(self.latest)})

    def ahead_of(self, plan: Plan) -> Iterator[tuple[Place, int]]:
        """Where the plan has machines from now on, with the dossiers of each place."""
        calendar, now = self.campaign.calendar, self.now
        for row in plan.assignments:
            if not row.done and row.shift in calendar.shift_labels:
                ordinal = calendar.ordinal(row.date, row.shift)
                if ordinal >= now:
                    yield Place(row.machine, row.unit, ordinal), row.dossiers

    @property
    def now(self) -> int:
        """The ordinal of the first slot that is not past."""
        return self.moment.ordinal(self.campaign)

    @property
    def version(self) -> StoredVersion | None:
        """What is told of the plan stored last."""
        return self.versions[-1] if self.versions else None

    @property
    def announcement(self) -> Announcement | None:
        """The last one."""
        return self.announcements[-1] if self.announcements else None

    def announced_until(self, version: int) -> date | None:
        """Up to which day this version was announced; None if it never was."""
        return next((each.until for each in reversed(self.announcements) if each.version == version), None)

    def name_of(self, unit: UnitCode) -> str:
        """The unit's name; its code where the workbook has lost it."""
        known = self.campaign.units_by_code.get(unit)
        return known.name if known else unit

    def knows_machine(self, machine: MachineName) -> bool:
        """Whether the workbook has it."""
        return machine in self.campaign.machines_by_name


def picture_of(reading: Reading, ledger: Ledger, stamp: Stamp) -> Picture:
    """The campaign of this reading as this ledger has it. Raises LedgerError, WorkbookProblems."""
    entered = ledger.adjustments.all()
    found = adjusted(told_apart(reading.campaign), entered)
    campaign = found.campaign
    rows, versions, announcements = ledger.all_result_rows(), ledger.stored_versions(), ledger.announcements()
    results = tuple(row.result for row in rows if row.counts)
    refuse_lost_history(campaign, results)
    planned = planned_slots(campaign, plans_in_force(ledger).plans)
    latest = _plan(ledger, versions[-1].number if versions else None)
    announced = _plan(ledger, announcements[-1].version if announcements else None)
    moment = moment_now(campaign, results, stamp.today)
    plan = latest or Plan(campaign=campaign.name, assignments=())
    return Picture(
        stamp=stamp,
        campaign=campaign,
        entered=entered,
        today=stamp.today,
        moment=moment,
        versions=versions,
        announcements=announcements,
        latest=latest,
        announced=announced,
        planned=planned,
        rows=rows,
        progress=progress_of(campaign, results, plan, planned, since_ordinal=moment.ordinal(campaign)),
        without_result=without_results(campaign, moment, results, planned),
        num_results_since=_num_since(versions, rows),
        warnings=(
            *ledger.warnings,
            *_damaged(ledger),
            *reading.warnings,
            *about_left_out(campaign, found.left_out),
        ),
        workbook_has_changed=bool(versions) and has_changed(reading.sha256, versions[-1].provenance),
    )


def _damaged(ledger: Ledger) -> Iterator[Problem]:
    """Rows of the ledger that are not as they were written, each with what to do."""
    for fault in ledger.faults():
        yield Problem(
            where=str(ledger),
            what=_("{row} is damaged, or was changed outside of this program").format(row=fault),
            advice=_("It is not used; all the rest is. Whoever looks after this machine can bring back a backup"),
            severity=Severity.WARNING,
        )


def _plan(ledger: Ledger, number: int | None) -> Plan | None:
    if number is not None:
        with suppress(LedgerDamaged):
            return ledger.version(number).plan
    return None


def _num_since(versions: Sequence[StoredVersion], rows: Sequence[RecordedResult]) -> int:
    return sum(row.number > versions[-1].last_result for row in rows) if versions else 0
