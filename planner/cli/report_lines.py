"""What `planner report` tells, no wider than a page."""

from collections.abc import Callable, Iterable

from planner.cli.columns import Column, table
from planner.cli.planned_report import show_files
from planner.cli.report_json import report_as_json
from planner.cli.report_silences import silences_told
from planner.cli.session import Session, problem_line, show_warnings
from planner.domain.record import UnitCode
from planner.domain.report import Advance, Indicator, PhaseAdvance, ProgressReport, ReportKind, one_decimal
from planner.texts import spoken_day, spoken_number, texts_of
from planner.workflow.progress_reports import Reported

_ = texts_of("cli")

UNKNOWN = "–"
MOST_NAMED = 10


def show_report(session: Session, reported: Reported) -> None:
    """`planner report`: where the campaign stands, unit by unit; for a program everything there is."""
    show_warnings(session, reported.problems)
    for warning in reported.warnings:
        session.note(problem_line("warning", warning))
    report = reported.report
    session.say(report.campaign)
    for line in (*_overall(report), "", *_units(report), *_ends(report), *_phases(report), *_rest(report)):
        session.say(line)
    session.say("")
    show_files(session, reported.prints)
    session.answer(report_as_json(reported))


def _overall(report: ProgressReport) -> Iterable[str]:
    total = report.total
    yield _time(report)
    yield _counted(report.indicator).format(
        achieved=spoken_number(total.achieved),
        target=spoken_number(total.target),
        percent=_percent(total.percent),
        left=spoken_number(total.left),
    )
    if report.kind is not ReportKind.FINAL:
        yield _period(report).format(
            first=spoken_day(report.period_first),
            last=spoken_day(report.period_last),
            phase=report.phase,
            count=spoken_number(total.in_period.of(report.indicator)),
        )
    if total.pace is not None:
        yield _("So far {pace} a day; forecast for {day}: {forecast}.").format(
            pace=_tenths(total.pace), day=spoken_day(report.last_day), forecast=_figure(total.forecast)
        )
    if report.reached_on is not None:
        yield _("At this pace the target is reached on {day}.").format(day=spoken_day(report.reached_on))
    if total.needed_pace:
        yield _("To reach the target each day to come needs {pace}.").format(pace=_tenths(total.needed_pace, up=True))


def _time(report: ProgressReport) -> str:
    if not report.days_gone:
        return _("Up to {day}: the campaign begins on {first}.").format(
            day=spoken_day(report.as_of), first=spoken_day(report.first_day)
        )
    if not report.days_left:
        return _("Up to {day}: the campaign, of {count} days, ended on {last}.").format(
            day=spoken_day(report.as_of), count=spoken_number(report.days_gone), last=spoken_day(report.last_day)
        )
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
    columns = (
        Column(_("Rank")),
        Column(_("Unit"), is_figure=False),
        Column(_("target")),
        Column(_("coll.")),
        Column(_("appr.")),
        Column(_("activ.")),
        Column(_("%")),
        Column(_("day") if report.kind is ReportKind.DAY else _("period")),
        Column(_("pace")),
        Column(_("needed")),
        Column(_("forecast")),
    )
    rows = [(_figure(unit.rank), unit.name, *_figures(unit, report)) for unit in report.units]
    yield from table(columns, [*rows, ("", _("All"), *_figures(report.total, report))])


def _figures(advance: Advance, report: ProgressReport) -> tuple[str, ...]:
    so_far = advance.so_far
    return (
        spoken_number(advance.target),
        spoken_number(so_far.collected),
        spoken_number(so_far.approved),
        spoken_number(so_far.activated),
        UNKNOWN if advance.percent is None else _tenths(advance.percent),
        spoken_number(advance.in_period.of(report.indicator)),
        UNKNOWN if advance.pace is None else _tenths(advance.pace),
        UNKNOWN if advance.needed_pace is None else _tenths(advance.needed_pace, up=True),
        _figure(advance.forecast),
    )


def _ends(report: ProgressReport) -> Iterable[str]:
    units = {unit.unit: unit for unit in report.units}
    yield ""
    if report.kind is ReportKind.FINAL:
        reached = sum(unit.is_reached for unit in report.units)
        yield _("Target reached: {reached} of {count} units.").format(
            reached=spoken_number(reached), count=spoken_number(report.num_ranked)
        )
    if report.best:
        yield _("Best: {names}.").format(
            names=_named(report.best, lambda code: f"{units[code].name} ({_percent(units[code].percent)})")
        )
    if report.furthest_behind:
        yield _("Furthest behind the even pace: {names}.").format(
            names=_named(report.furthest_behind, lambda code: f"{units[code].name} (−{_figure(units[code].behind)})")
        )


def _named(codes: tuple[UnitCode, ...], told: Callable[[UnitCode], str]) -> str:
    names = [told(code) for code in codes[:MOST_NAMED]]
    rest = len(codes) - MOST_NAMED
    return ", ".join([*names, _("{rest} more").format(rest=spoken_number(rest))] if rest > 0 else names)


def _phases(report: ProgressReport) -> Iterable[str]:
    if not report.phases:
        return
    columns = (
        Column(_("Phase"), is_figure=False),
        Column(_("from")),
        Column(_("to")),
        Column(_("target")),
        Column(_("in all")),
        Column(_("%")),
        Column(_("in its days")),
        Column(_("remaining")),
    )
    yield ""
    yield from table(columns, [_phase(phase, report.indicator) for phase in report.phases])


def _phase(phase: PhaseAdvance, indicator: Indicator) -> tuple[str, ...]:
    return (
        phase.name,
        spoken_day(phase.first_day),
        spoken_day(phase.last_day),
        spoken_number(phase.target),
        spoken_number(phase.achieved),
        UNKNOWN if phase.percent is None else _tenths(phase.percent),
        spoken_number(phase.in_phase.of(indicator)),
        spoken_number(phase.left),
    )


def _rest(report: ProgressReport) -> Iterable[str]:
    yield from silences_told(report.punctuality)
    for stranger in report.strangers:
        yield _(
            "Not counted: {collected} dossiers and {activated} accounts of {unit}, which the workbook no longer has."
        ).format(
            collected=spoken_number(stranger.done.collected),
            activated=spoken_number(stranger.done.activated),
            unit=stranger.unit,
        )


def _figure(number: int | None) -> str:
    return UNKNOWN if number is None else spoken_number(number)


def _tenths(value: float, *, up: bool = False) -> str:
    return spoken_number(one_decimal(value, up=up), 1)


def _percent(percent: float | None) -> str:
    return UNKNOWN if percent is None else f"{_tenths(percent)} %"
