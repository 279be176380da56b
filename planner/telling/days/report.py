"""What a progress report says: where the campaign stands, where it is going, and who is best and furthest behind."""

from collections.abc import Callable, Iterator

from planner.domain.advance import FIGURES, Advance, Indicator, ReportFigure, ReportKind, UnitAdvance
from planner.domain.record import UnitCode
from planner.domain.report import PhaseAdvance, ProgressReport, one_decimal, percent_of
from planner.telling.figures import UNKNOWN
from planner.telling.tables import Columns, as_csv
from planner.texts import Noun, listed, plurals_of, spoken_day, spoken_number, texts_of

_ = texts_of("telling")
ngettext = plurals_of("telling")

MOST_NAMED = 10


def overall(report: ProgressReport) -> Iterator[str]:
    """Where the campaign stands as a whole, and where it is going."""
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


def _outlook(report: ProgressReport) -> Iterator[str]:
    """The pace so far and what it leads to; in the report of a phase, toward the phase's target."""
    total = report.total
    phase = next((each for each in report.phases if each.name == report.phase), None)
    if report.kind is ReportKind.PHASE and phase is not None:
        yield from _outlook_of_phase(phase)
        return
    if total.pace is not None and total.forecast is not None:
        yield _("So far {pace} a working day; forecast for {day}: {forecast}.").format(
            pace=tenths(total.pace), day=spoken_day(report.last_day), forecast=figure_or_dash(total.forecast)
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
            pace=tenths(total.needed_pace, up=True)
        )


def _outlook_of_phase(phase: PhaseAdvance) -> Iterator[str]:
    if phase.pace is not None and phase.forecast is not None:
        yield _("In its days so far {pace} a working day; forecast for {day}: {forecast} of {target}.").format(
            pace=tenths(phase.pace),
            day=spoken_day(phase.last_day),
            forecast=spoken_number(phase.forecast),
            target=spoken_number(phase.target),
        )
    if phase.needed_pace:
        yield _("To reach the phase's target each of its working days to come needs {pace}.").format(
            pace=tenths(phase.needed_pace, up=True)
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


def ends(report: ProgressReport) -> Iterator[str]:
    """How many units are done, which are best and which are furthest behind."""
    units = {unit.unit: unit for unit in report.units}
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
            names=_named(
                report.furthest_behind, lambda code: f"{units[code].name} (−{figure_or_dash(units[code].behind)})"
            )
        )


def _named(codes: tuple[UnitCode, ...], told: Callable[[UnitCode], str]) -> str:
    return listed(map(told, codes), MOST_NAMED, Noun.UNIT)


def strangers_told(report: ProgressReport) -> Iterator[str]:
    """What was done for units that the workbook no longer has; nothing without any."""
    for stranger in report.strangers:
        yield _(
            "Not counted: {collected} collected and {activated} activated of {unit}, which the workbook no longer has."
        ).format(
            collected=spoken_number(stranger.done.collected),
            activated=spoken_number(stranger.done.activated),
            unit=stranger.unit,
        )


def figure_or_dash(number: int | None) -> str:
    """A figure; a dash where there is none."""
    return UNKNOWN if number is None else spoken_number(number)


def tenths(value: float, *, up: bool = False) -> str:
    """A pace with one decimal, rounded `up` where it has to suffice."""
    return spoken_number(one_decimal(value, up=up), 1)


def share(advance: Advance | PhaseAdvance, decimals: int) -> str:
    """What share of the target is achieved, in percent without the sign; a dash where there is no target."""
    percent = percent_of(advance.achieved, advance.target, decimals)
    return UNKNOWN if percent is None else spoken_number(percent, decimals)


def _percent(advance: Advance | PhaseAdvance, decimals: int) -> str:
    told = share(advance, decimals)
    return told if told == UNKNOWN else f"{told} %"


def report_csv(report: ProgressReport) -> str:
    """How far each unit has come, in the figures that a report shows, and what it lacks."""
    columns: Columns[UnitAdvance] = {
        _("Up to"): lambda unit: report.as_of,
        _("Rank"): lambda unit: unit.rank,
        _("Code"): lambda unit: unit.unit,
        _("Unit"): lambda unit: unit.name,
    }
    columns |= {each.head(report.kind): _cell(each, report) for each in FIGURES if each.head is not None}
    columns |= {_("left"): lambda unit: unit.left, _("behind"): lambda unit: unit.behind}
    return as_csv(columns, report.units)


def _cell(figure: ReportFigure, report: ProgressReport) -> Callable[[UnitAdvance], object]:
    return lambda unit: figure.of(unit, report.indicator)
