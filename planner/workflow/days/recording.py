"""The day's figures on their way into the ledger: all of a file or nothing of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.meanwhile import LedgerSeen
from planner.domain.record import Record, UnitCode
from planner.domain.results import Result
from planner.domain.version import StoredVersion
from planner.errors import Problem, WorkbookProblems
from planner.intake.campaign.campaign_reader import ReadCampaign, read_campaign
from planner.intake.results.results_reader import read_results
from planner.ledger.ledger import Ledger
from planner.ledger.recording import Recorded, ReportedFile
from planner.ledger.reported import RecordedResult
from planner.replan.planned import PlannedSlot, planned_slots
from planner.replan.situation import PlanningMoment, without_results
from planner.texts import texts_of
from planner.workflow.days.just_recorded import JustRecorded
from planner.workflow.days.suspicions import suspicions
from planner.workflow.days.typed_rows import judged_rows, place_of
from planner.workflow.ledger.adjusted import with_adjustments
from planner.workflow.ledger.in_force import versions_in_force
from planner.workflow.ledger.keeping import ledger_of, new_ledger_of, this_moment, writer
from planner.workflow.ledger.keeping import today as this_day
from planner.workflow.ledger.made_from import sha256_of

_ = texts_of("workflow")


class Correction(Record):
    """A result that replaced another."""

    was: Result
    now: Result


@dataclass(frozen=True, slots=True)
class RecordedReport:
    """What a results workbook has brought."""

    campaign: Campaign
    file_name: str
    recorded: Recorded
    corrections: tuple[Correction, ...]
    """In the order of the report."""
    has_plan: bool
    """Whether any plan is stored yet."""
    too_late_for: StoredVersion | None
    """The latest plan, if it was made without some of what was added now about days that it takes for past."""
    too_late: tuple[Result, ...]
    """What was added about those days."""
    without_result: tuple[PlannedSlot, ...]
    """Slots before today in which a machine was to work and of which no result tells yet."""
    problems: tuple[Problem, ...]
    """Warnings of the results workbook, and of what looks like a slip beside the rest of the ledger."""


def record_results(
    workbook: Path,
    results_path: Path,
    *,
    address: str | None = None,
    today: date | None = None,
    begins_anew: bool = False,
    by: str | None = None,
    only_units: frozenset[UnitCode] | None = None,
) -> RecordedReport:
    """Record a results workbook, all or nothing. Results of days after `today` are refused.

    A campaign that seems to be kept elsewhere is begun here only with `begins_anew`. `only_units` are the units of
    which the writer may tell; None is all.

    Raises UnreadableFile, WorkbookProblems, LedgerError; the ledger then is as it was.
    """
    read = read_campaign(workbook)
    day = today or this_day(read.campaign)
    file = ReportedFile(sha256=sha256_of(results_path), name=results_path.name)
    report = read_results(results_path, read.campaign, day)
    _refuse_others(report.results, only_units)
    with (
        new_ledger_of(workbook, read.campaign, address, by=by)
        if begins_anew
        else ledger_of(workbook, read.campaign, address, writes=True)
    ) as ledger:
        campaign = with_adjustments(read, ledger).campaign
        if campaign is not read.campaign:  # what is closed by an adjustment is a surprise, too
            report = read_results(results_path, campaign, day)
        recording = _Recording(workbook, campaign, ledger, day, str(ledger) if address else "")
        return recording.of(report.results, file, report.warnings, by=by)


def record_rows(
    workbook: Path,
    rows: Sequence[Result],
    *,
    key: str,
    origin: str,
    address: str | None = None,
    today: date | None = None,
    by: str | None = None,
    expecting: LedgerSeen | None = None,
    reading: ReadCampaign | None = None,
) -> RecordedReport:
    """Record rows that somebody has typed, all or nothing, by the same rules as those of a results workbook.

    `reading` is the campaign as a door has read it already; without one the workbook is read.

    `key` belongs to this form alone: sent again, it changes nothing. `origin` is what the form is called in the ledger.
    Raises UnreadableFile, WorkbookProblems, LedgerError, and LedgerMovedOn where a row's slot has another figure than
    was expected; the ledger then is as it was.
    """
    read = reading or read_campaign(workbook)
    day = today or this_day(read.campaign)
    with ledger_of(workbook, read.campaign, address, writes=True) as ledger:
        campaign = with_adjustments(read, ledger).campaign
        warnings = judged_rows(campaign, rows, day)
        placed = [row.model_copy(update={"source": place_of(row)}) for row in rows]
        recording = _Recording(workbook, campaign, ledger, day, str(ledger) if address else "")
        return recording.of(placed, ReportedFile.form(key, origin), warnings, by=by, expecting=expecting)


@dataclass(frozen=True, slots=True)
class _Recording:
    """A ledger that is about to be written, and the day on which that is done."""

    workbook: Path
    campaign: Campaign
    ledger: Ledger
    today: date
    shown: str
    """The ledger as a command has to name it; empty for the one beside the workbook."""

    def of(
        self,
        results: Sequence[Result],
        file: ReportedFile,
        warnings: Sequence[Problem],
        *,
        by: str | None,
        expecting: LedgerSeen | None = None,
    ) -> RecordedReport:
        """Record these results; what that did, beside the plans and the rest of the ledger."""
        campaign, ledger = self.campaign, self.ledger
        planned = planned_slots(campaign, versions_in_force(ledger))
        recorded = ledger.record(results, file, by=writer(by), at=this_moment(), expecting=expecting)
        rows = ledger.all_result_rows()
        counting = [row.result for row in rows if row.counts]
        added = _added(rows, recorded)
        latest = ledger.latest_stored()
        too_late = tuple(row.result for row, _was in added if latest and _came_too_late(campaign, latest, row))
        return RecordedReport(
            campaign=campaign,
            file_name=file.name,
            recorded=recorded,
            corrections=tuple(Correction(was=was, now=row.result) for row, was in added if was),
            has_plan=latest is not None,
            too_late_for=latest if too_late else None,
            too_late=too_late,
            without_result=without_results(campaign, PlanningMoment(self.today), counting, planned),
            problems=(
                *ledger.warnings,
                *warnings,
                *suspicions(JustRecorded.of(self.workbook, self.shown, campaign, results, rows), planned),
            ),
        )


def _refuse_others(results: Sequence[Result], only_units: frozenset[UnitCode] | None) -> None:
    """Raise WorkbookProblems where a row tells of a unit of which its writer may not."""
    if only_units is None:
        return
    refused = [result for result in results if result.unit not in only_units]
    if refused:
        what, advice = _("is about a unit that is not yours"), _("Leave this row to whoever records that unit")
        raise WorkbookProblems([Problem(result.source or result.unit, what, advice) for result in refused])


def _added(rows: Sequence[RecordedResult], recorded: Recorded) -> list[tuple[RecordedResult, Result | None]]:
    """Each row that this report has added, with the result that it replaced."""
    if recorded.is_nothing_new:
        return []
    first = recorded.last_result - recorded.new - recorded.corrected + 1
    counted = {row.result.key: row.result for row in rows if row.number < first and row.is_report}
    return [(row, counted.get(row.result.key)) for row in rows if first <= row.number <= recorded.last_result]


def _came_too_late(campaign: Campaign, latest: StoredVersion, row: RecordedResult) -> bool:
    return row.number > latest.last_result and is_past_for(campaign, latest, row.result)


def is_past_for(campaign: Campaign, version: StoredVersion, result: Result) -> bool:
    """Whether the version takes the result's slot, or day where it bears none, for past."""
    as_of = version.told.as_of
    if as_of is None or result.day != as_of:
        return as_of is not None and result.day < as_of
    labels = campaign.calendar.shift_labels
    begins = version.told.as_of_shift
    if begins not in labels or result.shift not in labels:
        return False
    return labels.index(result.shift) < labels.index(begins)
