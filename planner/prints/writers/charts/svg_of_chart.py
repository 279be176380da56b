"""A chart as an SVG picture, which a PDF holds as it is and a Word document as pixels."""

from planner.prints.paper.chart import Chart, ChartKind
from planner.prints.typesetting import svg
from planner.prints.writers.charts.bars import drawn_bars
from planner.prints.writers.charts.lines import drawn_lines
from planner.prints.writers.charts.look import FONT, INK

DRAWN = {ChartKind.LINES: drawn_lines, ChartKind.BARS: drawn_bars}


def chart_svg(chart: Chart, width: float, height: float) -> str:
    """The chart, so many points wide and high. Bars want some 12 points for each category, and 70 besides."""
    return svg.picture(
        width,
        height,
        svg.element("rect", width=width, height=height, fill="#ffffff"),
        *DRAWN[chart.kind](chart, width, height),
        title=chart.title,
        font_family=FONT,
        fill=INK,
    )
