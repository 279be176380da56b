"""The charts of a report on risks."""

from collections.abc import Sequence
from datetime import date, timedelta

from planner.domain.campaign import Campaign
from planner.domain.risk_figures import SURE, FinishCount, RiskFigures
from planner.prints.forms.risk import wording
from planner.prints.paper.chart import Chart, ChartKind, Series
from planner.prints.paper.paper import Figure
from planner.texts import spoken_day

WIDTH_MM = 160.0
FINISH_HEIGHT_MM = 75.0
MOST_BARS = 12
BAR_MM, AROUND_BARS_MM = 7.0, 30.0


def finish_figure(figures: RiskFigures) -> Figure | None:
    """In what share of the draws all, and all but the last dossiers, are collected by each day; None where never."""
    told = [(wording.DONE_SERIES, figures.finishes)]
    if figures.nearly is not None and figures.nearly.finishes != figures.finishes:
        told.append((wording.NEARLY_SERIES, figures.nearly.finishes))
    known = [one.day for _name, finishes in told for one in finishes]
    if not known:
        return None
    first, last = min(known) - timedelta(days=1), max(known)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    chart = Chart(
        kind=ChartKind.LINES,
        title=wording.FINISH_TITLE,
        categories=tuple(spoken_day(day, with_year=False) for day in days),
        series=(
            *(Series(name=name, values=_done_by(days, finishes, figures.draws)) for name, finishes in told),
            Series(name=wording.SURE_SERIES, values=(100 * SURE,) * len(days), dashed=True),
        ),
        value_title=wording.SHARE_TITLE,
        reaches=100,
    )
    return Figure(chart=chart, width_mm=WIDTH_MM, height_mm=FINISH_HEIGHT_MM)


def _done_by(days: Sequence[date], finishes: Sequence[FinishCount], draws: int) -> tuple[float, ...]:
    """By each day the percentage of the draws that are done."""
    done = [sum(one.draws for one in finishes if one.day <= day) for day in days]
    return tuple(round(100 * number / draws, 1) for number in done)


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
