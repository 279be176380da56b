"""How far a campaign has come, by its ledger: counted, told and printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from planner.domain.advance import Indicator, ReportKind
from planner.domain.campaign import Campaign, Phase
from planner.domain.folding import fold
from planner.domain.report import ProgressReport
from planner.domain.told_apart import told_apart
from planner.errors import Problem, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.next_steps import NextStep, Step, worded
from planner.prints.forms.report.paper import print_report
from planner.replan.planned import PlannedSlot, planned_slots
from planner.reporting.aims import AnnouncedSlot
from planner.reporting.period import Scope, span_of
from planner.reporting.progress_report import progress_report
from planner.reporting.punctuality import Expected, Told, due_day_of, due_moment, punctuality
from planner.texts import spoken_day, texts_of
from planner.workflow.folders import assert_writable
from planner.workflow.ledger.adjusted import with_adjustments
from planner.workflow.ledger.in_force import versions_in_force
from planner.workflow.ledger.keeping import ledger_of, this_moment
from planner.workflow.ledger.made_from import has_changed, sha256_of
from planner.workflow.printing.paper_folder import paper_folder

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class ReportWanted:
    """Which report is asked for: that of a day unless more is said."""

    day: date | None
    """None is today where the campaign is."""
    kind: ReportKind = ReportKind.DAY
    phase: str = ""
    """The phase's name as somebody typed it, where the report is to be about one."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A report and where its papers are."""

    campaign: Campaign
    report: ProgressReport
    prints: tuple[Path, ...]
    warnings: tuple[str, ...]
    """What the reader of the papers should know."""
    problems: tuple[Problem, ...]
    """Warnings of the campaign's workbook."""
    changed_since: int | None
    """The latest plan, where the workbook is another than the one that it was made from."""


def report_progress(
    workbook: Path,
    folder: Path,
    wanted: ReportWanted,
    *,
    address: str | None = None,
    now: datetime | None = None,
) -> Reported:
    """Report how far the campaign has come, and print it into this folder.

    The hour at which figures are due is that of the campaign's zone; `now` is this moment by default.
    Raises UnreadableFile, WorkbookProblems, LedgerError, UnwritableFile, and WrongUsage for a phase that the workbook
    does not know and for a week before the campaign's first is over.
    """
    read, sha256 = read_campaign(workbook), sha256_of(workbook)
    campaign = told_apart(read.campaign)
    phase = _phase_named(workbook, campaign, wanted.phase) if wanted.kind is ReportKind.PHASE else None
    moment = now or this_moment()
    scope = Scope(wanted.kind, wanted.day or moment.astimezone(campaign.clock).date(), phase)
    span = span_of(campaign.calendar, scope)
    assert_writable(folder)
    with ledger_of(workbook, campaign, address) as ledger:
        read = with_adjustments(read, ledger)
        campaign = told_apart(read.campaign)
        results, rows = ledger.results(), ledger.all_result_rows()
        planned = planned_slots(campaign, versions_in_force(ledger))
        is_announced = ledger.latest_announcement() is not None
        latest = ledger.latest_stored()
    punctual = punctuality(
        campaign,
        [Told(row.result, row.recorded_at.astimezone(campaign.clock)) for row in rows if row.is_report],
        [Expected(slot.day, slot.shift, slot.machine, slot.unit) for slot in planned],
        (span.first, span.as_of),
        now=moment,
        zone=campaign.clock,
    )
    schedule = _schedule(campaign, planned, moment) if is_announced else ()
    report = progress_report(campaign, results, scope, span, punctual, schedule=schedule)
    with paper_folder(folder, campaign, None) as kept:
        printed = print_report(campaign, report, folder)
        kept.keep_for_every_plan(printed.paths)
    warnings = (*_doubts(report, moment.astimezone(campaign.clock).date()), *printed.warnings)
    changed_since = latest.number if latest and has_changed(sha256, latest.provenance) else None
    return Reported(campaign, report, printed.paths, warnings, (*ledger.warnings, *read.warnings), changed_since)


def _schedule(campaign: Campaign, planned: Iterable[PlannedSlot], now: datetime) -> list[AnnouncedSlot]:
    """What announced plans were to bring, slot by slot, and whether its figures were due by now."""
    due_minute, found = campaign.reporting.due_minute, []
    for slot in planned:
        day = due_day_of(campaign, Expected(slot.day, slot.shift, slot.machine, slot.unit))
        is_due = due_moment(day, due_minute, campaign.clock) <= now
        found.append(AnnouncedSlot(slot.day, slot.unit, slot.dossiers, is_due))
    return found


def _doubts(report: ProgressReport, today: date) -> Iterator[str]:
    """Where a report reads as if less had been done than has been: days that nobody can have told of, or figures."""
    if report.as_of > today and report.days_gone:
        yield worded(
            _("{day} has not come yet, but pace and forecast take it for gone").format(day=spoken_day(report.as_of)),
            NextStep(Step.EARLIER_DAY),
        )
    if report.indicator is Indicator.ACTIVATED and report.total.done.collected and not report.total.done.activated:
        yield _(
            "only activated accounts count here (Chỉ tính tài khoản kích hoạt), but no result tells of any so far. "
            "Fill in the column Kích hoạt of the results, or choose Không"
        )


def _phase_named(workbook: Path, campaign: Campaign, name: str) -> Phase:
    """The phase of this name, whatever its capitals and the place of its tone marks. Raises WrongUsage."""
    alike = [phase for phase in campaign.phases if fold(phase.name) == fold(name)]
    exact = [phase for phase in alike if phase.name == name]
    if alike:
        return (exact or alike)[0]
    if not campaign.phases:
        raise WrongUsage(_("{workbook} has no phases. Enter them on the sheet Giai đoạn").format(workbook=workbook))
    raise WrongUsage(
        _("{workbook} has no phase {name}. Its phases: {names}").format(
            workbook=workbook, name=name, names="; ".join(phase.name for phase in campaign.phases)
        )
    )
