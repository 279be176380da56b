"""Charts that Excel draws itself, from numbers on a sheet of their own."""

from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumFmt, NumRef, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as NativeSeries
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from planner.prints.paper.chart import Chart, ChartKind, Series
from planner.prints.paper.paper import Figure
from planner.prints.typesetting.fonts import WANTED
from planner.prints.typesetting.measure import POINTS_PER_MM
from planner.prints.writers.as_xlsx.grid import Columns
from planner.prints.writers.as_xlsx.sheet import DOTTED, CellLook, WrittenSheet
from planner.prints.writers.charts.look import COLOURS, NORMAL, PALE, TITLE
from planner.prints.writers.charts.scale import scale_of

if TYPE_CHECKING:
    from openpyxl import Workbook

NUMBERS = "Số liệu"
"""The sheet of all charts' numbers."""
EMU_PER_MM = 36000
"""Office measures drawings in these."""
LINE_WIDTH = 28575
"""2.25 points, as Excel counts."""
SMALLEST = 6.0
ROW, WIDE = 16.0, 40.0
GAP_OF_BARS = 45
AROUND_BARS = 75.0
"""Points of a bar chart's height that its title, its scale and the scale's title take."""
LETTERS = 0.65
"""Of a category's share of the other points, for the size of its letters; names that would touch are left out."""


class NumbersSheet:
    """Writes each chart's numbers below those of the chart before it."""

    def __init__(self, workbook: "Workbook") -> None:
        self._workbook = workbook
        self._sheet: WrittenSheet | None = None

    def draw(self, figure: Figure, worksheet: Worksheet, row: int, width_mm: float) -> None:
        """Put the chart on this worksheet, its upper left corner on this row, no wider than so much."""
        chart, sheet = figure.chart, self._numbers()
        head = sheet.row
        _write_numbers(sheet, chart)
        native = _bars(figure) if chart.kind is ChartKind.BARS else LineChart()
        _describe(native, chart)
        categories = _cells(sheet.worksheet, 1, head, len(chart.categories))
        for place, series in enumerate(chart.series):
            values = _cells(sheet.worksheet, 2 + place, head, len(chart.categories))
            made = NativeSeries(val=NumDataSource(numRef=NumRef(f=values)))
            made.tx = SeriesLabel(strRef=StrRef(f=_cells(sheet.worksheet, 2 + place, head - 1, 1)))
            made.cat = AxDataSource(strRef=StrRef(f=categories))
            _colour(made, series, place, chart.kind)
            native.series.append(made)
        size = XDRPositiveSize2D(_emu(min(figure.width_mm, width_mm)), _emu(figure.height_mm))
        anchor = OneCellAnchor(_from=AnchorMarker(col=0, row=row - 1), ext=size)
        native.anchor = anchor  # type: ignore[assignment]  # openpyxl takes either
        # Numbers on a hidden sheet are drawn all the same.
        native.visible_cells_only = False
        worksheet.add_chart(native)

    def _numbers(self) -> WrittenSheet:
        if self._sheet is None:
            worksheet = self._workbook.create_sheet(NUMBERS)
            # Hidden, it is on no page: who prints the whole workbook wants no columns of figures behind the report.
            worksheet.sheet_state = Worksheet.SHEETSTATE_HIDDEN
            worksheet.column_dimensions["A"].width = WIDE
            self._sheet = WrittenSheet(worksheet)
        return self._sheet


def _write_numbers(sheet: WrittenSheet, chart: Chart) -> None:
    """The series' names in the head, then a row for each category, then an empty one."""
    bold = CellLook(bold=True)
    for column, text in enumerate((chart.title, *(series.name for series in chart.series)), start=1):
        sheet.write_across(text, bold, Columns(column, column))
    sheet.end_row(ROW * 2)
    for place, category in enumerate(chart.categories):
        sheet.write_across(category, CellLook(shrinks=True), Columns(1, 1))
        for column, series in enumerate(chart.series, start=2):
            value = series.values[place]
            if value is not None:
                sheet.worksheet.cell(sheet.row, column).value = value
        sheet.end_row(ROW)
    sheet.end_row(ROW)


def _cells(worksheet: Worksheet, column: int, head: int, num_rows: int) -> Reference:
    """The cells of a column under its head."""
    return Reference(worksheet, column, head + 1, column, head + num_rows)


def _bars(figure: Figure) -> BarChart:
    """The first category uppermost, its values written behind its bars."""
    native = BarChart()
    native.type, native.gapWidth = "bar", GAP_OF_BARS
    native.x_axis.scaling.orientation = "maxMin"
    native.y_axis.crosses = "max"
    # Every category bears its name, in letters as small as that needs.
    native.x_axis.tickLblSkip = 1
    row = (figure.height_mm * POINTS_PER_MM - AROUND_BARS) / max(len(figure.chart.categories), 1)
    size = max(min(NORMAL, row * LETTERS), SMALLEST)
    native.x_axis.txPr = _letters(size)
    native.dataLabels = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False, txPr=_letters(size)
    )
    return native


def _describe(native: LineChart | BarChart, chart: Chart) -> None:
    if chart.reaches is not None:
        values = [value for series in chart.series for value in series.values if value is not None]
        native.y_axis.scaling.max = scale_of((*values, chart.reaches)).most
    native.title = _title(chart.title) if chart.title else None
    native.y_axis.title = chart.value_title or None
    # Newer Excel hides axes that do not say they are there.
    native.x_axis.delete = native.y_axis.delete = False
    native.y_axis.numFmt = NumFmt(formatCode=DOTTED if _has_whole_numbers(chart) else "General", sourceLinked=False)
    native.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=PALE.strip("#"))))
    if len(chart.series) > 1:
        native.legend = Legend(legendPos="b")
    else:
        native.legend = None


def _colour(made: NativeSeries, series: Series, place: int, kind: ChartKind) -> None:
    colour = series.colour or COLOURS[place % len(COLOURS)]
    if kind is ChartKind.BARS:
        made.graphicalProperties.solidFill = colour
        return
    line = made.graphicalProperties.line
    line.solidFill, line.width = colour, LINE_WIDTH
    line.dashStyle = "dash" if series.dashed else None
    made.smooth = False
    made.marker = Marker(symbol="none")


def _has_whole_numbers(chart: Chart) -> bool:
    return all(value is None or value == round(value) for series in chart.series for value in series.values)


def _title(text: str) -> Title:
    run = RegularTextRun(t=text, rPr=_font(TITLE, bold=True))
    return Title(tx=Text(rich=RichText(p=[Paragraph(r=[run])])), overlay=False)


def _letters(size: float) -> RichText:
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=_font(size)), endParaRPr=_font(size))
    return RichText(p=[paragraph])


def _font(size: float, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=round(size * 100), b=bold, latin=Font(typeface=WANTED))


def _emu(millimetres: float) -> int:
    return round(millimetres * EMU_PER_MM)
