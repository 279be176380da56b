"""What both kinds of chart share: letters, colours, title, legend, and texts that fit their room."""

from planner.prints.paper.chart import Chart, Series
from planner.prints.typesetting import svg
from planner.prints.typesetting.measure import width_in_points

FONT = "Times New Roman, Tinos, Liberation Serif, Libertinus Serif, serif"
INK, GREY, PALE = "#1a1a1a", "#767676", "#dcdcdc"
COLOURS = ("1F5C8F", "C55A11", "6FA84B", "7F6084", "B8860B", "4F4F4F")
"""In turn. The first two differ in lightness, too, so that they survive a black-and-white printer."""
TITLE, NORMAL, SMALL = 13.0, 10.0, 9.0
LINE = 1.25
MARGIN = 6.0
Look = dict[str, str | float]
"""Attributes of an element."""
KEY = 24.0
"""Width of a legend's sample."""
DASHES = "6 4"
ELLIPSIS = "…"


def colour(chart: Chart, place: int) -> str:
    """The colour of a series: its own, or the next in turn."""
    return "#" + (chart.series[place].colour or COLOURS[place % len(COLOURS)])


def text_at(x: float, y: float, text: str, size: float, **look: str | float) -> svg.Element:
    """A text whose base line begins, or with another anchor stands, here."""
    return svg.element("text", text, x=x, y=y, font_size=size, **look)


def fitting(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, its end cut off where it is wider than its room."""
    if width_in_points(text, size, bold=bold) <= room:
        return text
    end = len(text)
    while end and width_in_points(text[:end].rstrip() + ELLIPSIS, size, bold=bold) > room:
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def title_of(chart: Chart, width: float) -> list[svg.Element]:
    """The chart's title in one line over its middle."""
    if not chart.title:
        return []
    text = fitting(chart.title, width - 2 * MARGIN, TITLE, bold=True)
    return [text_at(width / 2, MARGIN + TITLE, text, TITLE, font_weight="bold", text_anchor="middle")]


def height_of_title(chart: Chart) -> float:
    """What the title takes, with the room under it."""
    return MARGIN + (TITLE * LINE + 6 if chart.title else 0.0)


def height_of_legend(chart: Chart, width: float) -> float:
    """What the legend takes; one series needs none."""
    return len(_legend_rows(chart, width)) * NORMAL * 1.6 + (4 if _legend_rows(chart, width) else 0)


def legend(chart: Chart, width: float, top: float) -> list[svg.Element]:
    """A sample and a name for each series, in as many rows as they need."""
    parts: list[svg.Element] = []
    for number, row in enumerate(_legend_rows(chart, width)):
        y = top + (number + 1) * NORMAL * 1.6 - 4
        x = (width - sum(_legend_width(chart.series[place], width) for place in row)) / 2
        for place in row:
            series = chart.series[place]
            dashes = {"stroke_dasharray": DASHES} if series.dashed else {}
            middle = y - NORMAL / 3
            look: Look = {"stroke": colour(chart, place), "stroke_width": 2.4 if dashes else 4.0}
            parts.append(svg.element("line", x1=x, x2=x + KEY, y1=middle, y2=middle, **look, **dashes))
            parts.append(text_at(x + KEY + 5, y, _legend_name(series, width), NORMAL))
            x += _legend_width(series, width)
    return parts


def _legend_rows(chart: Chart, width: float) -> list[list[int]]:
    rows: list[list[int]] = []
    used = width
    for place, series in enumerate(chart.series):
        needed = _legend_width(series, width)
        if used + needed > width - 2 * MARGIN:
            rows.append([])
            used = 0.0
        rows[-1].append(place)
        used += needed
    return rows if len(chart.series) > 1 else []


def _legend_name(series: Series, width: float) -> str:
    return fitting(series.name, width - KEY - 4 * MARGIN, NORMAL)


def _legend_width(series: Series, width: float) -> float:
    return KEY + 5 + width_in_points(_legend_name(series, width), NORMAL) + 18
