"""The charts of a report on risks."""

from datetime import timedelta

from planner.domain.campaign import Campaign
from planner.domain.risk_figures import SURE, RiskFigures
from planner.prints.forms.risk import wording
from planner.prints.paper.chart import Chart, ChartKind, Series
from planner.prints.paper.paper import Figure
from planner.texts import spoken_day

WIDTH_MM = 160.0
FINISH_HEIGHT_MM = 75.0
MOST_BARS = 12
BAR_MM, AROUND_BARS_MM = 7.0, 30.0


def finish_figure(figures: RiskFigures) -> Figure | None:
    """In what share of the draws the campaign is done by each day; None where it never is."""
    if not figures.finishes:
        return None
    first, last = figures.finishes[0].day - timedelta(days=1), figures.finishes[-1].day
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    done = [sum(one.draws for one in figures.finishes if one.day <= day) for day in days]
    chart = Chart(
        kind=ChartKind.LINES,
        title=wording.FINISH_TITLE,
        categories=tuple(spoken_day(day, with_year=False) for day in days),
        series=(
            Series(name=wording.DONE_SERIES, values=tuple(round(100 * number / figures.draws, 1) for number in done)),
            Series(name=wording.SURE_SERIES, values=(100 * SURE,) * len(days), dashed=True),
        ),
        value_title=wording.SHARE_TITLE,
        reaches=100,
    )
    return Figure(chart=chart, width_mm=WIDTH_MM, height_mm=FINISH_HEIGHT_MM)


def units_figure(campaign: Campaign, figures: RiskFigures) -> Figure | None:
    """How often the plan breaks at the units that are most endangered; None where it breaks at none."""
    shown = figures.units[:MOST_BARS]
    if not shown:
        return None
    series = [Series(name=wording.LATE_SERIES, values=tuple(round(100 * one.late.value, 1) for one in shown))]
    if any(one.short.value for one in shown):
        series.append(Series(name=wording.SHORT_SERIES, values=tuple(round(100 * one.short.value, 1) for one in shown)))
    chart = Chart(
        kind=ChartKind.BARS,
        title=wording.UNITS_TITLE,
        categories=tuple(campaign.units_by_code[one.unit].name for one in shown),
        series=tuple(series),
        value_title=wording.SHARE_TITLE,
        reaches=100,
    )
    return Figure(chart=chart, width_mm=WIDTH_MM, height_mm=AROUND_BARS_MM + BAR_MM * len(shown))
