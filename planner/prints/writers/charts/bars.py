"""Horizontal bars, a row for each category, with its value written behind each bar."""

from collections.abc import Iterator
from typing import NamedTuple

from planner.prints.paper.chart import Chart
from planner.prints.typesetting import svg
from planner.prints.typesetting.measure import width_in_points
from planner.prints.writers.charts.look import (
    GREY,
    LINE,
    MARGIN,
    NORMAL,
    PALE,
    SMALL,
    colour,
    fitting,
    height_of_legend,
    height_of_title,
    legend,
    text_at,
    title_of,
)
from planner.prints.writers.charts.scale import Scale, figure, scale_of

WIDEST_NAMES = 0.36
"""Of the chart, for the categories' names."""
BAR = 0.74
"""Of a category's height, for its bars."""
SMALLEST, TIGHT = 6.5, 1.05
"""Letters and lines of a name on two lines."""
LETTERS = 0.92
"""Of the height of a bar with its share of the gap, for the size of its letters."""


class _BarField(NamedTuple):
    """Where bars are drawn."""

    names_right: float
    """Where the categories' names end."""
    left: float
    top: float
    right: float
    bottom: float
    scale: Scale
    num_categories: int

    @property
    def row(self) -> float:
        """The height of a category."""
        return (self.bottom - self.top) / max(self.num_categories, 1)

    def x(self, value: float) -> float:
        """Where a bar of this value ends."""
        return self.left + self.scale.part(value) * (self.right - self.left)


def drawn_bars(chart: Chart, width: float, height: float) -> list[svg.Element]:
    """The whole chart; the first category is uppermost."""
    field = _field(chart, width, height)
    return [
        *title_of(chart, width),
        *_values(chart, field, width),
        *(part for place in range(len(chart.categories)) for part in _category(chart, field, place)),
        svg.element("line", x1=field.x(0), x2=field.x(0), y1=field.top, y2=field.bottom, stroke=GREY),
        *legend(chart, width, height - MARGIN - height_of_legend(chart, width)),
    ]


def _field(chart: Chart, width: float, height: float) -> _BarField:
    values = [value for series in chart.series for value in series.values if value is not None]
    room = max((width_in_points(figure(value, chart.decimals), SMALL) for value in values), default=0.0) + 6
    top = height_of_title(chart) + 2
    bottom = height - MARGIN - height_of_legend(chart, width) - SMALL * LINE * (2 if chart.value_title else 1) - 6
    size = min(NORMAL, (bottom - top) / max(len(chart.categories), 1) * LETTERS)
    names = max((width_in_points(name, size) for name in chart.categories), default=0.0)
    names_right = MARGIN + min(names, width * WIDEST_NAMES)
    at_left = room if any(value < 0 for value in values) else 0.0
    return _BarField(
        names_right=names_right,
        left=names_right + 6 + at_left,
        top=top,
        right=width - MARGIN - room,
        bottom=bottom,
        scale=scale_of(values if chart.reaches is None else (*values, chart.reaches)),
        num_categories=len(chart.categories),
    )


def _values(chart: Chart, field: _BarField, width: float) -> Iterator[svg.Element]:
    """The values' steps under the bars, each with a line through all of them."""
    last = -width
    for step in field.scale.steps:
        x, half = field.x(step), width_in_points(figure(step), SMALL) / 2
        yield svg.element("line", x1=x, x2=x, y1=field.top, y2=field.bottom + 3, stroke=PALE, stroke_width=0.8)
        if x - half > last + 4:
            yield text_at(x, field.bottom + 4 + SMALL, figure(step), SMALL, text_anchor="middle")
            last = x + half
    if chart.value_title:
        told = fitting(chart.value_title, field.right - field.left, SMALL)
        middle, y = (field.left + field.right) / 2, field.bottom + 5 + SMALL * (1 + LINE)
        yield text_at(middle, y, told, SMALL, font_style="italic", text_anchor="middle")


def _category(chart: Chart, field: _BarField, place: int) -> Iterator[svg.Element]:
    top = field.top + place * field.row
    height = field.row * BAR / max(len(chart.series), 1)
    size = min(NORMAL, field.row * LETTERS)
    yield from _name(field, chart.categories[place], top, size)
    for number, series in enumerate(chart.series):
        value = series.values[place]
        if value is None:
            continue
        y = top + field.row * (1 - BAR) / 2 + number * height
        begins, ends = sorted((field.x(0), field.x(value)))
        yield svg.element("rect", x=begins, y=y, width=ends - begins, height=height, fill=colour(chart, number))
        letters = min(SMALL, height * LETTERS / BAR)
        behind = ends + 3 if value >= 0 else begins - 3
        anchor = "start" if value >= 0 else "end"
        yield text_at(behind, y + height / 2 + letters / 3, figure(value, chart.decimals), letters, text_anchor=anchor)


def _name(field: _BarField, name: str, top: float, size: float) -> Iterator[svg.Element]:
    """The category's name: on one line, on two where the row is high enough, else cut off."""
    room = field.names_right - MARGIN
    smaller = min(SMALL, field.row / 2 / TIGHT)
    lines = [fitting(name, room, size)]
    if lines[0] != name and smaller >= SMALLEST:
        lines, size = _two_lines(name, room, smaller), smaller
    first = top + (field.row - len(lines) * size * TIGHT) / 2 + size * 0.85
    for number, line in enumerate(lines):
        yield text_at(field.names_right, first + number * size * TIGHT, line, size, text_anchor="end")


def _two_lines(name: str, room: float, size: float) -> list[str]:
    words = name.split(" ")
    fits = [count for count in range(1, len(words)) if width_in_points(" ".join(words[:count]), size) <= room]
    first = max(fits, default=0)
    return [line for line in (" ".join(words[:first]), fitting(" ".join(words[first:]), room, size)) if line]
