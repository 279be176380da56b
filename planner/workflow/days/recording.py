"""The day's figures on their way into the ledger: all of a file or nothing of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.record import Record
from planner.domain.results import Result
from planner.domain.version import StoredVersion
from planner.errors import Problem
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.results.results_reader import read_results
from planner.ledger.recording import Recorded, ReportedFile
from planner.ledger.reported import RecordedResult
from planner.replan.planned import PlannedSlot, planned_slots
from planner.replan.situation import PlanningMoment, without_results
from planner.workflow.days.just_recorded import JustRecorded
from planner.workflow.days.suspicions import suspicions
from planner.workflow.ledger.in_force import versions_in_force
from planner.workflow.ledger.keeping import ledger_of, new_ledger_of, this_moment, writer
from planner.workflow.ledger.keeping import today as this_day
from planner.workflow.ledger.made_from import sha256_of


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
) -> RecordedReport:
    """Record a results workbook, all or nothing. Results of days after `today` are refused.

    A campaign that seems to be kept elsewhere is begun here only with `begins_anew`.

    Raises UnreadableFile, WorkbookProblems, LedgerError; the ledger then is as it was.
    """
    campaign = read_campaign(workbook).campaign
    day = today or this_day(campaign)
    file = ReportedFile(sha256=sha256_of(results_path), name=results_path.name)
    report = read_results(results_path, campaign, day)
    with (
        new_ledger_of(workbook, campaign, address, by=by)
        if begins_anew
        else ledger_of(workbook, campaign, address, writes=True)
    ) as ledger:
        planned = planned_slots(campaign, versions_in_force(ledger))
        recorded = ledger.record(report.results, file, by=writer(by), at=this_moment())
        rows = ledger.all_result_rows()
        added = _added(rows, recorded)
        shown = str(ledger) if address else ""
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
            without_result=without_results(campaign, PlanningMoment(day), ledger.results(), planned),
            problems=(
                *ledger.warnings,
                *report.warnings,
                *suspicions(JustRecorded.of(workbook, shown, campaign, report.results, rows), planned),
            ),
        )


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
