"""The tables of a printed progress report: indicators, phases, units."""

from collections.abc import Sequence

from planner.domain.report import Advance, Indicator, PhaseAdvance, ProgressReport, ReportKind, UnitAdvance, percent_of
from planner.prints.forms.report import wording
from planner.prints.paper.table import Align, Band, Block, Cell, Column, Row, Table
from planner.prints.words.wording import NUMBER
from planner.texts import spoken_days

SMALL, USUAL = 9.5, 12.0
"""Sizes in points: many columns ask for smaller letters."""
MM_A_DIGIT = 1.9
"""What one more decimal of small letters takes."""


def indicators_table(report: ProgressReport) -> Table:
    """Each indicator before the campaign, in it, in the report's days and in all, against the target."""
    is_final = report.kind is ReportKind.FINAL
    columns = (
        Column(title=wording.INDICATOR, width_mm=71 if is_final else 47),
        _figures(wording.BEFORE, 24),
        _figures(wording.IN_CAMPAIGN, 26),
        _figures(wording.IN_PERIOD[report.kind], 24),
        _figures(wording.SO_FAR, 22),
        _figures(wording.PERCENT, 22),
    )
    shown = (*columns[:3], *columns[4:]) if is_final else columns
    rows = [_indicator(report, indicator) for indicator in Indicator]
    return _plain(shown, rows, USUAL)


def _indicator(report: ProgressReport, indicator: Indicator) -> tuple[str, ...]:
    """An indicator's row; approvals before the campaign are not known."""
    total = report.total
    so_far = total.so_far.of(indicator)
    before = wording.UNKNOWN if indicator is Indicator.APPROVED else wording.count(total.before.of(indicator))
    in_period = () if report.kind is ReportKind.FINAL else (wording.count(total.in_period.of(indicator)),)
    return (
        wording.INDICATOR_ROWS[indicator],
        before,
        wording.count(total.done.of(indicator)),
        *in_period,
        wording.count(so_far),
        wording.decimal(percent_of(so_far, total.target, report.usual_decimals), report.usual_decimals),
    )


def phases_table(report: ProgressReport) -> Table:
    """A row for each phase; without bands where the workbook has none."""
    columns = (
        Column(title=wording.PHASE, width_mm=25),
        Column(title=wording.PHASE_TIME, width_mm=39, align=Align.CENTER),
        _figures(wording.TARGET, 17),
        _figures(wording.IN_PERIOD[ReportKind.PHASE], 19),
        _figures(wording.SO_FAR, 17),
        _figures(wording.PERCENT, 17),
        _figures(wording.LEFT, 15),
        _figures(f"{wording.NEEDED} {wording.PER_DAY.lower()}", 16),
    )
    return _plain(columns, [_phase(phase, report) for phase in report.phases], USUAL)


def _phase(phase: PhaseAdvance, report: ProgressReport) -> tuple[str, ...]:
    return (
        phase.name,
        spoken_days(phase.first_day, phase.last_day),
        wording.count(phase.target),
        wording.count(phase.in_phase.of(report.indicator)),
        wording.count(phase.achieved),
        wording.percent_cell(phase, report.usual_decimals),
        wording.count(phase.left),
        wording.tenths(phase.needed_pace, up=True),
    )


def units_table(report: ProgressReport) -> Table:
    """A row for each unit in the workbook's order, and one for all."""
    more = MM_A_DIGIT * (max(map(report.decimals_of, report.units), default=1) - 1)
    columns = (
        Column(title=NUMBER, width_mm=8, align=Align.CENTER, counts=True),
        Column(title=wording.UNIT, width_mm=30 - more),
        _figures(wording.TARGET, 13.8),
        *(_figures(word, 13.8, wording.SO_FAR) for word in wording.INDICATOR_WORDS.values()),
        _figures(wording.PERCENT, 10.1 + more),
        Column(title=wording.RANK, width_mm=9.5, align=Align.CENTER, counts=True),
        *(_verdict_columns() if report.kind is ReportKind.FINAL else _outlook_columns(report)),
    )
    rows = [
        (str(number), unit.name, *_unit(unit, report), *_last(unit, report))
        for number, unit in enumerate(report.units, start=1)
    ]
    table = _plain(columns, rows, SMALL)
    total = ("", wording.TOTAL, *_advance(report.total, report.usual_decimals), "", *_last(report.total, report))
    closing = Block(rows=(Row(cells=tuple(_cells(total, bold=True))),))
    (band,) = table.bands
    is_final = report.kind is ReportKind.FINAL
    of_phase = (wording.PHASE_NOTE,) if report.kind is ReportKind.PHASE else ()
    notes = (wording.RANK_NOTE, wording.LEFT_NOTE if is_final else wording.FORECAST_NOTE, *of_phase)
    return table.model_copy(
        update={
            "bands": (band.model_copy(update={"blocks": (*band.blocks, closing), "notes": notes}),),
        }
    )


def _outlook_columns(report: ProgressReport) -> tuple[Column, ...]:
    return (
        _figures(wording.IN_PERIOD[report.kind], 12),
        _figures(wording.PACE, 13.2, wording.PER_DAY),
        _figures(wording.NEEDED, 13.2, wording.PER_DAY),
        _figures(wording.FORECAST, 13.8),
    )


def _verdict_columns() -> tuple[Column, ...]:
    return (
        _figures(wording.LEFT, 16.2),
        _figures(wording.PACE, 14, wording.PER_DAY),
        Column(title=wording.VERDICT, width_mm=22, align=Align.CENTER),
    )


def _unit(unit: UnitAdvance, report: ProgressReport) -> tuple[str, ...]:
    return (*_advance(unit, report.decimals_of(unit)), wording.count(unit.rank))


def _advance(advance: Advance, decimals: int) -> tuple[str, ...]:
    so_far = advance.so_far
    return (
        wording.count(advance.target),
        *(wording.count(so_far.of(indicator)) for indicator in wording.INDICATOR_WORDS),
        wording.percent_cell(advance, decimals),
    )


def _last(advance: Advance, report: ProgressReport) -> tuple[str, ...]:
    if report.kind is ReportKind.FINAL:
        verdict = wording.REACHED if advance.is_reached else wording.MISSED
        return wording.count(advance.left), wording.tenths(advance.pace), verdict if advance.target else wording.UNKNOWN
    return (
        wording.count(advance.in_period.of(report.indicator)),
        wording.tenths(advance.pace),
        wording.tenths(advance.needed_pace, up=True),
        wording.count(advance.forecast),
    )


def _figures(title: str, width_mm: float, group: str = "") -> Column:
    return Column(title=title, width_mm=width_mm, align=Align.RIGHT, counts=True, group=group)


def _plain(columns: tuple[Column, ...], rows: Sequence[Sequence[str]], size: float) -> Table:
    """A table of one band without title; without rows it has no band and is left out."""
    blocks = tuple(Block(rows=(Row(cells=tuple(_cells(row))),)) for row in rows)
    return Table(columns=columns, bands=(Band(title="", blocks=blocks),) if blocks else (), size=size)


def _cells(texts: Sequence[str], *, bold: bool = False) -> list[Cell]:
    return [Cell(column=column, text=text, bold=bold) for column, text in enumerate(texts)]
