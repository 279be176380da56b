"""The command `report`: how far the campaign has come, no wider than a page."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from textwrap import wrap

from planner.cli.columns import WIDEST, TextColumn, table
from planner.cli.session import Speaker, show_warnings
from planner.domain.advance import FIGURES, Advance, ReportKind, Shown
from planner.domain.report import PhaseAdvance, ProgressReport
from planner.errors import WrongUsage
from planner.telling.days.report import ends, figure_or_dash, overall, report_csv, share, strangers_told, tenths
from planner.telling.days.report_json import report_as_json
from planner.telling.days.silences import silences_told
from planner.telling.figures import UNKNOWN
from planner.telling.written_files import files_of_one_folder
from planner.texts import spoken_day, spoken_number, texts_of
from planner.workflow.days.progress_reports import Reported, ReportWanted, report_progress
from planner.workflow.ledger.made_from import change_told
from planner.workflow.planning.planning import default_folder

_ = texts_of("cli")


def report(
    session: Speaker,
    *,
    campaign: Path,
    day: date | None,
    is_weekly: bool,
    phase: str | None,
    is_final: bool,
    folder: Path | None,
    ledger: str | None,
) -> None:
    """`planner report`."""
    kinds = [(is_weekly, ReportKind.WEEK), (phase is not None, ReportKind.PHASE), (is_final, ReportKind.FINAL)]
    chosen = [kind for is_chosen, kind in kinds if is_chosen]
    if len(chosen) > 1:
        raise WrongUsage(_("--weekly, --phase and --final are three different reports. Give one of them"))
    wanted = ReportWanted(day, chosen[0] if chosen else ReportKind.DAY, phase or "")
    _show_report(session, report_progress(campaign, folder or default_folder(campaign), wanted, address=ledger))


def _show_report(session: Speaker, reported: Reported) -> None:
    """`planner report`: where the campaign stands, unit by unit; for a program everything there is."""
    show_warnings(session, reported.problems)
    if reported.changed_since is not None:
        session.warn([change_told(reported.changed_since)])
    session.warn(reported.warnings)
    report = reported.report
    session.say(report.campaign)
    session.say_lines(
        (
            *overall(report),
            "",
            *_units(report),
            "",
            *ends(report),
            *_phases(report),
            *_silences(report),
            *strangers_told(report),
        )
    )
    session.say("")
    session.say_lines(files_of_one_folder(reported.prints))
    session.tabulate(lambda: report_csv(report))
    session.answer(report_as_json(reported))


def _units(report: ProgressReport) -> Iterable[str]:
    heads = [TextColumn(figure.head(report.kind)) for figure in FIGURES if figure.head is not None]
    columns = (TextColumn(_("Rank")), TextColumn(_("Unit"), is_figure=False), *heads)
    rows = [
        (figure_or_dash(unit.rank), unit.name, *_figures(unit, report, report.decimals_of(unit)))
        for unit in report.units
    ]
    yield from table(columns, [*rows, ("", _("All"), *_figures(report.total, report, report.usual_decimals))])


def _figures(advance: Advance, report: ProgressReport, decimals: int) -> Iterator[str]:
    for figure in FIGURES:
        if figure.head is not None:
            value = figure.of(advance, report.indicator)
            if figure.shown is Shown.PERCENT:
                yield share(advance, decimals)
            elif value is not None and figure.shown in (Shown.TENTHS, Shown.TENTHS_UP):
                yield tenths(value, up=figure.shown is Shown.TENTHS_UP)
            else:
                yield figure_or_dash(value)


def _phases(report: ProgressReport) -> Iterable[str]:
    if not report.phases:
        return
    columns = (
        TextColumn(_("Phase"), is_figure=False),
        TextColumn(_("from")),
        TextColumn(_("to")),
        TextColumn(_("target")),
        TextColumn(_("in all")),
        TextColumn(_("%")),
        TextColumn(_("in its days")),
        TextColumn(_("remaining")),
        TextColumn(_("needed")),
    )
    yield ""
    yield from table(columns, [_phase(phase, report) for phase in report.phases])


def _phase(phase: PhaseAdvance, report: ProgressReport) -> tuple[str, ...]:
    return (
        phase.name,
        spoken_day(phase.first_day),
        spoken_day(phase.last_day),
        spoken_number(phase.target),
        spoken_number(phase.achieved),
        share(phase, report.usual_decimals),
        spoken_number(phase.in_phase.of(report.indicator)),
        spoken_number(phase.left),
        UNKNOWN if phase.needed_pace is None else tenths(phase.needed_pace, up=True),
    )


def _silences(report: ProgressReport) -> Iterator[str]:
    """No wider than a page; long lists of names go on below."""
    for line in silences_told(report.punctuality):
        yield from wrap(line, WIDEST, subsequent_indent=" " * 4) or [""]
