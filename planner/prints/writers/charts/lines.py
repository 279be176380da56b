"""Lines over categories, for example what is collected day by day beside what is needed."""

from collections.abc import Iterator
from typing import NamedTuple

from planner.prints.paper.chart import Chart, Series
from planner.prints.typesetting import svg
from planner.prints.typesetting.measure import width_in_points
from planner.prints.writers.charts.look import (
    DASHES,
    GREY,
    LINE,
    MARGIN,
    PALE,
    SMALL,
    Look,
    colour,
    fitting,
    height_of_legend,
    height_of_title,
    legend,
    text_at,
    title_of,
)
from planner.prints.writers.charts.scale import Scale, figure, scale_of

BETWEEN_LABELS = 8.0
WIDEST_LABEL = 90.0


class _LineField(NamedTuple):
    """Where lines are drawn, and how values and categories find their place there."""

    left: float
    top: float
    right: float
    bottom: float
    scale: Scale
    num_categories: int

    def x(self, place: int) -> float:
        """The middle of a category."""
        return self.left + (place + 0.5) * (self.right - self.left) / max(self.num_categories, 1)

    def y(self, value: float) -> float:
        """The height of a value."""
        return self.bottom - self.scale.part(value) * (self.bottom - self.top)


def drawn_lines(chart: Chart, width: float, height: float) -> list[svg.Element]:
    """The whole chart."""
    field = _field(chart, width, height)
    top_of_legend = height - MARGIN - height_of_legend(chart, width)
    return [
        *title_of(chart, width),
        *_values(chart, field),
        *_categories(chart, field),
        *(part for place, series in enumerate(chart.series) for part in _line(field, series, colour(chart, place))),
        *legend(chart, width, top_of_legend),
    ]


def _field(chart: Chart, width: float, height: float) -> _LineField:
    values = [value for series in chart.series for value in series.values if value is not None]
    scale = scale_of(values if chart.reaches is None else (*values, chart.reaches))
    widest = max(width_in_points(figure(step), SMALL) for step in scale.steps)
    return _LineField(
        left=MARGIN + widest + 8,
        top=height_of_title(chart) + (SMALL * LINE + 4 if chart.value_title else 4),
        right=width - 2 * MARGIN,
        bottom=height - MARGIN - height_of_legend(chart, width) - SMALL * LINE - 6,
        scale=scale,
        num_categories=len(chart.categories),
    )


def _values(chart: Chart, field: _LineField) -> list[svg.Element]:
    """The values' steps at left, each with a line through the field, that of zero darker."""
    parts = []
    for step in field.scale.steps:
        y, stroke = field.y(step), GREY if abs(step) < field.scale.step / 2 else PALE
        parts.append(svg.element("line", x1=field.left, x2=field.right, y1=y, y2=y, stroke=stroke, stroke_width=0.8))
        parts.append(text_at(field.left - 5, y + SMALL / 3, figure(step), SMALL, text_anchor="end"))
    if chart.value_title:
        told = fitting(chart.value_title, field.right - MARGIN, SMALL)
        parts.append(text_at(MARGIN, field.top - 8, told, SMALL, font_style="italic"))
    return parts


def _categories(chart: Chart, field: _LineField) -> list[svg.Element]:
    """As many names as have room, at even distances, with a mark above each."""
    names = [fitting(name, WIDEST_LABEL, SMALL) for name in chart.categories]
    widest = max((width_in_points(name, SMALL) for name in names), default=0.0)
    distance = (field.right - field.left) / max(len(names), 1)
    step = max(1, -int(-(widest + BETWEEN_LABELS) // distance))
    parts = []
    for place in range(0, len(names), step):
        x = field.x(place)
        parts.append(svg.element("line", x1=x, x2=x, y1=field.bottom, y2=field.bottom + 3, stroke=GREY))
        parts.append(text_at(x, field.bottom + 4 + SMALL, names[place], SMALL, text_anchor="middle"))
    return parts


def _line(field: _LineField, series: Series, stroke: str) -> Iterator[svg.Element]:
    """The series' line, in parts where values are missing; a value alone between gaps is a dot."""
    dashes = {"stroke_dasharray": DASHES} if series.dashed else {}
    for run in _runs(series):
        points = [(field.x(place), field.y(value)) for place, value in run]
        if len(points) == 1:
            (x, y), *_others = points
            yield svg.element("circle", cx=x, cy=y, r=2.6, fill=stroke)
        else:
            path = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points)
            look: Look = {"fill": "none", "stroke": stroke, "stroke_width": 2.2, "stroke_linejoin": "round"}
            yield svg.element("path", d=path, **look, **dashes)


def _runs(series: Series) -> list[list[tuple[int, float]]]:
    runs: list[list[tuple[int, float]]] = [[]]
    for place, value in enumerate(series.values):
        if value is not None:
            runs[-1].append((place, value))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]
