"""The tables of a printed progress report: indicators, phases, units."""

from collections.abc import Iterable, Sequence

from planner.domain.advance import (
    FIGURES,
    IN_PERIOD,
    PER_DAY,
    SO_FAR,
    Advance,
    Indicator,
    PrintedColumn,
    ReportFigure,
    ReportKind,
    Shown,
)
from planner.domain.report import PhaseAdvance, ProgressReport, percent_of
from planner.prints.forms.report import wording
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words.wording import NUMBER
from planner.texts import spoken_days

SMALL, USUAL = 9.5, 12.0
"""Sizes in points: many columns ask for smaller letters."""
PAGE_MM, NUMBER_MM = 165.0, 8.0
"""Of the printed width, and of it what the rows' numbers take."""
MM_A_DIGIT = 1.9
"""What one more decimal of small letters takes."""


def indicators_table(report: ProgressReport) -> Table:
    """Each indicator before the campaign, in it, in the report's days and in all, against the target."""
    is_final = report.kind is ReportKind.FINAL
    columns = (
        PaperColumn(title=wording.INDICATOR, width_mm=71 if is_final else 47),
        _figures(wording.BEFORE, 24),
        _figures(wording.IN_CAMPAIGN, 26),
        _figures(IN_PERIOD[report.kind], 24),
        _figures(SO_FAR, 22),
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
        PaperColumn(title=wording.PHASE, width_mm=25),
        PaperColumn(title=wording.PHASE_TIME, width_mm=39, align=Align.CENTER),
        _figures(wording.TARGET, 17),
        _figures(IN_PERIOD[ReportKind.PHASE], 19),
        _figures(SO_FAR, 17),
        _figures(wording.PERCENT, 17),
        _figures(wording.LEFT, 15),
        _figures(f"{wording.NEEDED} {PER_DAY.lower()}", 16),
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
    told = [(figure, column) for figure in FIGURES if (column := figure.column(report.kind)) is not None]
    columns = (
        PaperColumn(title=NUMBER, width_mm=NUMBER_MM, align=Align.CENTER, counts=True),
        PaperColumn(title=wording.UNIT, width_mm=_rest_mm(column for _figure, column in told) - more),
        *(_column(figure, column, more if figure.shown is Shown.PERCENT else 0.0) for figure, column in told),
    )
    figures = [figure for figure, _column in told]
    rows = [
        (str(number), unit.name, *(_cell(figure, unit, report, report.decimals_of(unit)) for figure in figures))
        for number, unit in enumerate(report.units, start=1)
    ]
    table = _plain(columns, rows, SMALL)
    of_all = (_cell(figure, report.total, report, report.usual_decimals) for figure in figures)
    closing = Block(rows=(PaperRow(cells=tuple(_cells(("", wording.TOTAL, *of_all), bold=True))),))
    (band,) = table.bands
    is_final = report.kind is ReportKind.FINAL
    of_phase = (wording.PHASE_NOTE,) if report.kind is ReportKind.PHASE else ()
    notes = (wording.RANK_NOTE, wording.LEFT_NOTE if is_final else wording.FORECAST_NOTE, *of_phase)
    return table.model_copy(
        update={
            "bands": (band.model_copy(update={"blocks": (*band.blocks, closing), "notes": notes}),),
        }
    )


def _rest_mm(columns: Iterable[PrintedColumn]) -> float:
    """What is left of the page's width for the names of units."""
    return round(PAGE_MM - NUMBER_MM - sum(column.width_mm for column in columns), 1)


def _column(figure: ReportFigure, column: PrintedColumn, more: float) -> PaperColumn:
    is_centred = figure.shown in (Shown.RANK, Shown.VERDICT)
    return PaperColumn(
        title=column.title,
        width_mm=column.width_mm + more,
        align=Align.CENTER if is_centred else Align.RIGHT,
        counts=figure.shown is not Shown.VERDICT,
        group=column.group,
    )


def _cell(figure: ReportFigure, advance: Advance, report: ProgressReport, decimals: int) -> str:
    value = figure.of(advance, report.indicator)
    match figure.shown:
        case Shown.PERCENT:
            return wording.percent_cell(advance, decimals)
        case Shown.TENTHS | Shown.TENTHS_UP:
            return wording.tenths(value, up=figure.shown is Shown.TENTHS_UP)
        case Shown.VERDICT:
            return (wording.REACHED if value else wording.MISSED) if advance.target else wording.UNKNOWN
        case Shown.RANK if advance is report.total:
            return ""
        case _:
            return wording.count(value)


def _figures(title: str, width_mm: float, group: str = "") -> PaperColumn:
    return PaperColumn(title=title, width_mm=width_mm, align=Align.RIGHT, counts=True, group=group)


def _plain(columns: tuple[PaperColumn, ...], rows: Sequence[Sequence[str]], size: float) -> Table:
    """A table of one band without title; without rows it has no band and is left out."""
    blocks = tuple(Block(rows=(PaperRow(cells=tuple(_cells(row))),)) for row in rows)
    return Table(columns=columns, bands=(Band(title="", blocks=blocks),) if blocks else (), size=size)


def _cells(texts: Sequence[str], *, bold: bool = False) -> list[PaperCell]:
    return [PaperCell(column=column, text=text, bold=bold) for column, text in enumerate(texts)]
