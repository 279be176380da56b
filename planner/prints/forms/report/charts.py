"""The charts of a printed progress report."""

from collections.abc import Sequence

from planner.domain.advance import UnitAdvance
from planner.domain.report import ProgressReport, percent_of
from planner.prints.forms.report import wording
from planner.prints.paper.chart import Chart, ChartKind, Series
from planner.prints.paper.paper import Figure
from planner.texts import spoken_day

WIDTH_MM = 160.0
COURSE_HEIGHT_MM = 70.0
MOST_BARS = 12
"""On one figure: lower than a third of a page, it leaves no page emptier than that where it has no room."""
BAR_MM, AROUND_BARS_MM = 5.0, 22.0
LOWEST_MM = 42.0
"""Of a figure of few bars: a spreadsheet's own chart needs so much for its title and scale, or its names are tiny."""


def course_figure(report: ProgressReport) -> Figure:
    """What was achieved in all by the end of each day, beside the straight line to the target."""
    things = wording.THINGS[report.indicator]
    chart = Chart(
        kind=ChartKind.LINES,
        title=wording.COURSE_TITLE,
        categories=tuple(spoken_day(point.day, with_year=False) for point in report.course),
        series=(
            Series(name=wording.DONE_SERIES, values=tuple(point.achieved for point in report.course)),
            Series(
                name=wording.NEEDED_SERIES,
                values=tuple(round(point.needed) for point in report.course),
                dashed=True,
            ),
        ),
        value_title=things.capitalize(),
    )
    return Figure(chart=chart, width_mm=WIDTH_MM, height_mm=COURSE_HEIGHT_MM)


def bars_figures(report: ProgressReport) -> tuple[Figure, ...]:
    """A bar for each ranked unit that has brought anything, the best first, on as many low figures as they need.

    All have one scale; without any bar there is no figure.
    """
    brought = (unit for unit in report.units if unit.rank and unit.achieved)
    ranked = sorted(brought, key=lambda unit: (unit.rank or 0, unit.unit))
    percents = [unit.percent for unit in ranked if unit.percent is not None]
    groups = _shared_out(ranked)
    told = [f" – {number}/{len(groups)}" if len(groups) > 1 else "" for number in range(1, len(groups) + 1)]
    return tuple(
        _bars(report, group, which, max(percents, default=None)) for group, which in zip(groups, told, strict=True)
    )


def _shared_out(units: Sequence[UnitAdvance]) -> list[Sequence[UnitAdvance]]:
    """The units in groups of nearly one size, none too large for a page."""
    if not units:
        return []
    num_groups = -(-len(units) // MOST_BARS)
    size = -(-len(units) // num_groups)
    return [units[start : start + size] for start in range(0, len(units), size)]


def _bars(report: ProgressReport, units: Sequence[UnitAdvance], which: str, most: float | None) -> Figure:
    chart = Chart(
        kind=ChartKind.BARS,
        title=wording.BARS_TITLE + which,
        categories=tuple(unit.name for unit in units),
        series=(
            Series(
                name=wording.PERCENT_SERIES,
                values=tuple(percent_of(unit.achieved, unit.target, report.decimals_of(unit)) for unit in units),
            ),
        ),
        value_title="%",
        decimals=max(map(report.decimals_of, units)),
        reaches=most,
    )
    return Figure(chart=chart, width_mm=WIDTH_MM, height_mm=max(AROUND_BARS_MM + BAR_MM * len(units), LOWEST_MM))
