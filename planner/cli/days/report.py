"""What `planner report` tells, no wider than a page."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from planner.cli.columns import TextColumn, table
from planner.cli.days.report_json import report_as_json
from planner.cli.days.silences import silences_told
from planner.cli.session import Speaker, show_warnings
from planner.cli.tables import report_csv
from planner.domain.advance import FIGURES, Advance, Indicator, ReportKind, Shown
from planner.domain.record import UnitCode
from planner.domain.report import PhaseAdvance, ProgressReport, one_decimal, percent_of
from planner.errors import WrongUsage
from planner.telling.problems import problem_line
from planner.telling.written_files import files_of_one_folder
from planner.texts import Noun, listed, plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.days.progress_reports import Reported, ReportWanted, report_progress
from planner.workflow.ledger.made_from import change_told
from planner.workflow.planning.planning import default_folder

_ = texts_of("cli")
ngettext = plurals_of("cli")

UNKNOWN = "–"
MOST_NAMED = 10


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
        session.note(problem_line("warning", change_told(reported.changed_since)))
    for warning in reported.warnings:
        session.note(problem_line("warning", warning))
    report = reported.report
    session.say(report.campaign)
    for line in (*_overall(report), "", *_units(report), *_ends(report), *_phases(report), *_rest(report)):
        session.say(line)
    session.say("")
    session.say_lines(files_of_one_folder(reported.prints))
    session.tabulate(lambda: report_csv(report))
    session.answer(report_as_json(reported))


def _overall(report: ProgressReport) -> Iterable[str]:
    total = report.total
    yield _time(report)
    yield _counted(report.indicator).format(
        achieved=spoken_number(total.achieved),
        target=spoken_number(total.target),
        percent=_percent(total, report.usual_decimals),
        left=spoken_number(total.left),
    )
    if total.above and total.left:
        yield _net(total)
    if report.kind is not ReportKind.FINAL:
        yield _period(report).format(
            first=spoken_day(report.period_first),
            last=spoken_day(report.period_last),
            phase=report.phase,
            count=spoken_number(total.in_period.of(report.indicator)),
        )
    yield from _outlook(report)


def _net(total: Advance) -> str:
    """Beside what units lack in sum what all lack together, since some have more than their target."""
    sentence = (
        _(
            "That is what units lack in sum; others are {above} above their targets. Set off against each other: "
            "{net} left."
        )
        if total.net_left >= 0
        else _(
            "That is what units lack in sum; others are {above} above their targets. Set off against each other: "
            "{net} above."
        )
    )
    return sentence.format(above=spoken_number(total.above), net=spoken_number(abs(total.net_left)))


def _outlook(report: ProgressReport) -> Iterable[str]:
    """The pace so far and what it leads to; in the report of a phase, toward the phase's target."""
    total = report.total
    phase = next((each for each in report.phases if each.name == report.phase), None)
    if report.kind is ReportKind.PHASE and phase is not None:
        yield from _outlook_of_phase(phase)
        return
    if total.pace is not None and total.forecast is not None:
        yield _("So far {pace} a working day; forecast for {day}: {forecast}.").format(
            pace=_tenths(total.pace), day=spoken_day(report.last_day), forecast=_figure(total.forecast)
        )
    if report.num_without_forecast and total.forecast is not None:
        yield ngettext(
            "In the forecast {count} unit whose days have not come counts with what it has.",
            "In the forecast {count} units whose days have not come count with what they have.",
            report.num_without_forecast,
        ).format(count=spoken_number(report.num_without_forecast))
    if report.reached_on is not None:
        yield _("At this pace the target is reached on {day}.").format(day=spoken_day(report.reached_on))
    if total.needed_pace:
        yield _("To reach the target each working day to come needs {pace}.").format(
            pace=_tenths(total.needed_pace, up=True)
        )


def _outlook_of_phase(phase: PhaseAdvance) -> Iterable[str]:
    if phase.pace is not None and phase.forecast is not None:
        yield _("In its days so far {pace} a working day; forecast for {day}: {forecast} of {target}.").format(
            pace=_tenths(phase.pace),
            day=spoken_day(phase.last_day),
            forecast=spoken_number(phase.forecast),
            target=spoken_number(phase.target),
        )
    if phase.needed_pace:
        yield _("To reach the phase's target each of its working days to come needs {pace}.").format(
            pace=_tenths(phase.needed_pace, up=True)
        )


def _time(report: ProgressReport) -> str:
    if not report.days_gone:
        return _("Up to {day}: the campaign begins on {first}.").format(
            day=spoken_day(report.as_of), first=spoken_day(report.first_day)
        )
    if not report.days_left:
        return ngettext(
            "Up to {day}: the campaign, of {count} day, ended on {last}.",
            "Up to {day}: the campaign, of {count} days, ended on {last}.",
            report.days_gone,
        ).format(day=spoken_day(report.as_of), count=spoken_number(report.days_gone), last=spoken_day(report.last_day))
    return _("Up to {day}: day {gone} of {count}, {left} left.").format(
        day=spoken_day(report.as_of),
        gone=spoken_number(report.days_gone),
        count=spoken_number(report.days_gone + report.days_left),
        left=spoken_number(report.days_left),
    )


def _counted(indicator: Indicator) -> str:
    if indicator is Indicator.ACTIVATED:
        return _("Accounts activated: {achieved} of {target}, {percent}; {left} left.")
    return _("Dossiers collected: {achieved} of {target}, {percent}; {left} left.")


def _period(report: ProgressReport) -> str:
    if report.kind is ReportKind.WEEK:
        return _("In the week from {first} to {last}: {count}.")
    if report.kind is ReportKind.PHASE:
        return _("In {phase}, from {first} to {last}: {count}.")
    return _("On {first}: {count}.")


def _units(report: ProgressReport) -> Iterable[str]:
    heads = [TextColumn(figure.head(report.kind)) for figure in FIGURES if figure.head is not None]
    columns = (TextColumn(_("Rank")), TextColumn(_("Unit"), is_figure=False), *heads)
    rows = [(_figure(unit.rank), unit.name, *_figures(unit, report, report.decimals_of(unit))) for unit in report.units]
    yield from table(columns, [*rows, ("", _("All"), *_figures(report.total, report, report.usual_decimals))])


def _figures(advance: Advance, report: ProgressReport, decimals: int) -> Iterator[str]:
    for figure in FIGURES:
        if figure.head is not None:
            value = figure.of(advance, report.indicator)
            if figure.shown is Shown.PERCENT:
                yield _share(advance, decimals)
            elif value is not None and figure.shown in (Shown.TENTHS, Shown.TENTHS_UP):
                yield _tenths(value, up=figure.shown is Shown.TENTHS_UP)
            else:
                yield _figure(value)


def _ends(report: ProgressReport) -> Iterable[str]:
    units = {unit.unit: unit for unit in report.units}
    yield ""
    if report.kind is ReportKind.FINAL:
        reached = sum(unit.is_reached for unit in report.units)
        yield ngettext(
            "Target reached: {reached} of {count} unit.",
            "Target reached: {reached} of {count} units.",
            report.num_ranked,
        ).format(reached=spoken_number(reached), count=spoken_number(report.num_ranked))
    if report.best:
        yield _("Best: {names}.").format(
            names=_named(
                report.best,
                lambda code: f"{units[code].name} ({_percent(units[code], report.decimals_of(units[code]))})",
            )
        )
    if report.furthest_behind:
        yield _("Furthest behind what was due by now: {names}.").format(
            names=_named(report.furthest_behind, lambda code: f"{units[code].name} (−{_figure(units[code].behind)})")
        )


def _named(codes: tuple[UnitCode, ...], told: Callable[[UnitCode], str]) -> str:
    return listed(map(told, codes), MOST_NAMED, Noun.UNIT)


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
        _share(phase, report.usual_decimals),
        spoken_number(phase.in_phase.of(report.indicator)),
        spoken_number(phase.left),
        UNKNOWN if phase.needed_pace is None else _tenths(phase.needed_pace, up=True),
    )


def _rest(report: ProgressReport) -> Iterable[str]:
    yield from silences_told(report.punctuality)
    for stranger in report.strangers:
        yield _(
            "Not counted: {collected} collected and {activated} activated of {unit}, which the workbook no longer has."
        ).format(
            collected=spoken_number(stranger.done.collected),
            activated=spoken_number(stranger.done.activated),
            unit=stranger.unit,
        )


def _figure(number: int | None) -> str:
    return UNKNOWN if number is None else spoken_number(number)


def _tenths(value: float, *, up: bool = False) -> str:
    return spoken_number(one_decimal(value, up=up), 1)


def _share(advance: Advance | PhaseAdvance, decimals: int) -> str:
    percent = percent_of(advance.achieved, advance.target, decimals)
    return UNKNOWN if percent is None else spoken_number(percent, decimals)


def _percent(advance: Advance | PhaseAdvance, decimals: int) -> str:
    share = _share(advance, decimals)
    return share if share == UNKNOWN else f"{share} %"
