"""The report on what may become of a plan, as xlsx, docx and pdf, and its charts as pictures of their own."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.risk_figures import NearlyDone, RiskFigures
from planner.domain.uncertainty import RiskCase
from planner.prints.forms.risk import wording
from planner.prints.forms.risk.charts import finish_figure, units_figure
from planner.prints.paper.frame import appendix_frame
from planner.prints.paper.paper import Figure, Paper, Paragraph, Part
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.typesetting.measure import POINTS_PER_MM
from planner.prints.written import Format, Printed, print_file, print_paper, together
from planner.texts import spoken_day, written_number

STEM = "rui-ro"
FORMATS = (Format.XLSX, Format.DOCX, Format.PDF)
FIGURE_COLUMNS = (
    PaperColumn(title=wording.FIGURE, width_mm=75),
    PaperColumn(title=wording.VALUE, width_mm=90),
)
LAST_COLUMNS = (
    PaperColumn(title=wording.UNIT, width_mm=60),
    PaperColumn(title=wording.OPEN, width_mm=45, align=Align.RIGHT),
    PaperColumn(title=wording.LAST_DOSSIERS, width_mm=60, align=Align.RIGHT),
)
UNIT_COLUMNS = (
    PaperColumn(title=wording.UNIT, width_mm=60),
    PaperColumn(title=wording.LATE, width_mm=35, align=Align.RIGHT),
    PaperColumn(title=wording.DAYS_LATE, width_mm=35, align=Align.RIGHT),
    PaperColumn(title=wording.SHORT, width_mm=35, align=Align.RIGHT),
)


def risk_paper(case: RiskCase, figures: RiskFigures) -> Paper:
    """The report before any format."""
    return Paper(
        frame=appendix_frame(case.campaign.letterhead, (wording.TITLE.upper(),)),
        parts=tuple(_parts(case, figures)),
        sheet=wording.SHEET,
    )


def _parts(case: RiskCase, figures: RiskFigures) -> Iterator[Part]:
    campaign = case.campaign
    yield Paragraph(text=wording.sentence(figures, campaign.calendar.last_day))
    last = wording.last_sentence(campaign, figures)
    if last:
        yield Paragraph(text=last)
    yield Paragraph(text=wording.assumptions(case))
    yield Paragraph(text=wording.how_it_was_done(figures))
    yield _table(FIGURE_COLUMNS, list(_rows(campaign, figures)))
    yield from _figures(campaign, figures)
    if figures.units:
        yield Paragraph(text=wording.UNITS_HEADING, bold=True)
        yield _table(UNIT_COLUMNS, _unit_rows(campaign, figures))
    else:
        yield Paragraph(text=wording.NO_UNITS)
    if figures.nearly is not None and figures.nearly.units:
        yield Paragraph(text=wording.LAST_HEADING, bold=True)
        yield _table(LAST_COLUMNS, _last_rows(campaign, figures.nearly))


def _figures(campaign: Campaign, figures: RiskFigures) -> list[Figure]:
    return [figure for figure in (finish_figure(figures), units_figure(campaign, figures)) if figure is not None]


def _rows(campaign: Campaign, figures: RiskFigures) -> Iterator[Sequence[str]]:
    if figures.planned_finish is not None:
        yield "Ngày xong theo kế hoạch", spoken_day(figures.planned_finish)
    for one in figures.finish:
        yield f"{wording.percent(one.share)} số lần thử xong đến ngày", wording.day_or_never(one.day)
    if figures.nearly is not None:
        spared = written_number(figures.nearly.spared)
        for one in figures.nearly.finish:
            what = f"{wording.percent(one.share)} số lần thử chỉ còn {spared} hồ sơ cuối cùng sau ngày"
            yield what, wording.day_or_never(one.day)
    last_day = spoken_day(campaign.calendar.last_day)
    yield "Xong đúng ngày kế hoạch hoặc sớm hơn", wording.percent_of(figures.as_planned)
    yield f"Xong trong đợt (đến {last_day})", wording.percent_of(figures.in_time)
    if figures.by is not None and figures.done_by is not None:
        yield f"Xong đến ngày {spoken_day(figures.by)}", wording.percent_of(figures.done_by)
    reserve = figures.reserve_days
    yield "Số ngày cần dự phòng", wording.days_or_never(reserve)
    if figures.nearly is not None:
        yield (
            "Số ngày cần dự phòng, không tính những hồ sơ cuối cùng",
            wording.days_or_never(figures.nearly.reserve_days),
        )
    yield "Người dân bị đổi lịch đã báo", wording.mean(figures.moved, "lượt người")
    yield "Hồ sơ còn sót", wording.mean(figures.left, "hồ sơ")


def _unit_rows(campaign: Campaign, figures: RiskFigures) -> list[Sequence[str]]:
    return [
        (
            campaign.units_by_code[one.unit].name,
            wording.percent(one.late.value),
            wording.short_number(one.days_late),
            wording.percent(one.short.value),
        )
        for one in figures.units
    ]


def _last_rows(campaign: Campaign, nearly: NearlyDone) -> list[Sequence[str]]:
    return [
        (
            campaign.units_by_code[one.unit].name,
            wording.percent(one.open.value),
            wording.short_number(one.dossiers),
        )
        for one in nearly.units
    ]


def _table(columns: tuple[PaperColumn, ...], rows: Sequence[Sequence[str]]) -> Table:
    blocks = tuple(
        Block(rows=(PaperRow(cells=tuple(PaperCell(column=place, text=text) for place, text in enumerate(row))),))
        for row in rows
    )
    return Table(columns=columns, bands=(Band(title="", blocks=blocks),))


def print_risk(case: RiskCase, figures: RiskFigures, folder: Path) -> Printed:
    """Write the report in all three formats, and each chart as a picture. Raises UnwritableFile."""
    from planner.prints.writers.charts.svg_of_chart import chart_svg  # noqa: PLC0415 - heavy, and only for a print

    printed = [print_paper(risk_paper(case, figures), folder, STEM, FORMATS)]
    for name, figure in (("ngay-xong", finish_figure(figures)), ("don-vi", units_figure(case.campaign, figures))):
        if figure is not None:
            picture = chart_svg(figure.chart, figure.width_mm * POINTS_PER_MM, figure.height_mm * POINTS_PER_MM)
            printed.append(print_file(folder / f"{STEM}-{name}.svg", picture.encode()))
    return together(*printed)
