"""A progress report on paper: a letter with its tables and charts, as xlsx, docx and pdf."""

from collections.abc import Iterator
from pathlib import Path

from planner.domain.advance import ReportKind
from planner.domain.campaign import Campaign
from planner.domain.report import ProgressReport
from planner.prints.forms.report import wording
from planner.prints.forms.report.charts import bars_figures, course_figure
from planner.prints.forms.report.sentences import sentences, without_bars
from planner.prints.forms.report.tables import indicators_table, phases_table, units_table
from planner.prints.paper.frame import letter_frame
from planner.prints.paper.paper import Paper, Paragraph, Part
from planner.prints.written import Format, Printed, print_paper, together

FORMATS = (Format.XLSX, Format.DOCX, Format.PDF)
STEM = "bao-cao"
MOST_UNITS_ON_PAPER = 2_000
"""The results of more units stand in the xlsx alone, without bars: on paper they would be hundreds of pages."""


def stem_of(report: ProgressReport) -> str:
    """The files' name: the day asked for and what kind of report it is; a phase by its number in the workbook."""
    number = next((place for place, phase in enumerate(report.phases, start=1) if phase.name == report.phase), 0)
    ending = {
        ReportKind.DAY: "",
        ReportKind.WEEK: "-tuan",
        ReportKind.PHASE: f"-giai-doan-{number}",
        ReportKind.FINAL: "-tong-ket",
    }[report.kind]
    return f"{STEM}-{report.day.isoformat()}{ending}"


def report_paper(campaign: Campaign, report: ProgressReport, *, has_units: bool = True) -> Paper:
    """The report before any format; without the table of units where that stands elsewhere."""
    return Paper(
        frame=letter_frame(campaign, word=wording.WORD, title=wording.title(report)),
        parts=tuple(_parts(report, has_units=has_units)),
        sheet=wording.SHEET,
    )


def _parts(report: ProgressReport, *, has_units: bool) -> Iterator[Part]:
    yield from (Paragraph(text=text) for text in sentences(report))
    yield Paragraph(text=wording.INDICATORS_HEADING, bold=True)
    yield indicators_table(report)
    if report.phases:
        yield Paragraph(text=wording.PHASES_HEADING, bold=True)
        yield phases_table(report)
    yield course_figure(report)
    if len(report.units) <= MOST_UNITS_ON_PAPER:
        yield from bars_figures(report)
    yield from (Paragraph(text=text) for text in without_bars(report))
    # The table is the last, for it can be parted where the signature takes its end to a page.
    if report.units and has_units:
        yield Paragraph(text=wording.UNITS_HEADING, bold=True)
        yield units_table(report)
    elif report.units:
        yield Paragraph(text=wording.UNITS_IN_XLSX.format(count=wording.count(len(report.units))))


def print_report(campaign: Campaign, report: ProgressReport, folder: Path) -> Printed:
    """Write the report into this folder in all three formats. Raises UnwritableFile."""
    whole, stem = report_paper(campaign, report), stem_of(report)
    if len(report.units) <= MOST_UNITS_ON_PAPER:
        return print_paper(whole, folder, stem, FORMATS)
    brief = report_paper(campaign, report, has_units=False)
    table = print_paper(whole, folder, stem, (Format.XLSX,))
    return together(table, print_paper(brief, folder, stem, (Format.DOCX, Format.PDF)))
