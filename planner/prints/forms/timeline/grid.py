"""The timeline's paper: where days and machines are, its axis, its closed days and its legend."""

from typing import NamedTuple

from planner.domain.calendar import Calendar
from planner.domain.campaign import Campaign, PostingKind
from planner.domain.openness import Openness
from planner.prints.typesetting import svg
from planner.prints.typesetting.measure import width_in_points
from planner.prints.words.text import printable

INK, GREY, OFF_DUTY = "#1a1a1a", "#767676", "#dedede"
CLOSED = "url(#closed)"
COLOURS = {PostingKind.FIXED: ("#f0c27a", "#fbe3bb"), PostingKind.MOBILE: ("#9cc3e6", "#d3e6f5")}
"""Each pair alternates between neighbours. Colour-blind people tell orange from blue, and a fixed machine's bars have a
thick foot besides, so the picture survives a black-and-white printer."""
EDGES = {PostingKind.FIXED: "#8a4b08", PostingKind.MOBILE: "#1f5c8f"}
NAMES = {PostingKind.FIXED: "Cố định", PostingKind.MOBILE: "Lưu động"}
TOP, MARGIN, LEGEND = 46.0, 10.0, 34.0
"""Heights of the axis above the rows, the edge, and the legend under the rows."""
WIDTH_OF_LEGEND = 460.0
WIDTH_OF_ROWS, NARROWEST_DAY, WIDEST_DAY, LONGEST_NAME = 1120.0, 4.0, 48.0, 140.0
FEW_MACHINES, HIGH_ROW, ROW = 6, 42.0, 33.0
ROOM_OF_NUMBER = 13.0
"""How far apart the numbers of two days must be."""
SMALL, NORMAL, LARGE = 9.0, 10.0, 11.0
SANS_FACTOR = 1.16
"""How much wider a sans-serif text is than the same in Times."""
SATURDAY, SUNDAY = 6, 7


class SlotRun(NamedTuple):
    """Slots one after the other, by their ordinals, both included."""

    first: int
    last: int


class Grid(NamedTuple):
    """Where days and machines are in the picture, in its units."""

    calendar: Calendar
    left: float
    day: float
    row: float
    bottom: float

    def x(self, ordinal: int) -> float:
        """The left edge of a slot."""
        return self.left + (ordinal - 1) * self.day / len(self.calendar.shifts)

    def y(self, number: int) -> float:
        """The upper edge of a machine's row, counted from 0."""
        return TOP + number * self.row

    @property
    def right(self) -> float:
        """The right edge of the last day."""
        return self.x(self.calendar.last_ordinal + 1)

    def box(self, run: SlotRun, top: float, height: float, **look: str | float) -> svg.Element:
        """A box as wide as these slots."""
        x = self.x(run.first)
        return svg.element("rect", x=x, y=top, width=self.x(run.last + 1) - x, height=height, **look)


def grid_of(campaign: Campaign) -> Grid:
    """A grid that has room for every day and machine of the campaign."""
    longest = max((width(machine.name, NORMAL) for machine in campaign.machines), default=0.0)
    day = min(max(WIDTH_OF_ROWS / campaign.calendar.num_days, NARROWEST_DAY), WIDEST_DAY)
    row = HIGH_ROW if len(campaign.machines) <= FEW_MACHINES else ROW
    left = MARGIN + min(longest, LONGEST_NAME) + 14
    return Grid(campaign.calendar, left, day, row, bottom=TOP + row * len(campaign.machines))


def width(text: str, size: float) -> float:
    """How wide a text is in the picture's font, a little more rather than less."""
    return width_in_points(printable(text), size) * SANS_FACTOR


def text_at(x: float, y: float, text: str, **look: str | float) -> svg.Element:
    """A text whose base line begins, or with another anchor stands, here."""
    return svg.element("text", printable(text), x=x, y=y, **look)


def vertical(x: float, top: float, bottom: float, **look: str | float) -> svg.Element:
    """An upright line."""
    return svg.element("line", x1=x, x2=x, y1=top, y2=bottom, **look)


def runs_of(ordinals: list[int], gap: int = 1) -> list[SlotRun]:
    """Ordinals in order as runs; those that are at most `gap` apart belong together."""
    runs: list[SlotRun] = []
    for ordinal in ordinals:
        if runs and ordinal - runs[-1].last <= gap:
            runs[-1] = SlotRun(runs[-1].first, ordinal)
        else:
            runs.append(SlotRun(ordinal, ordinal))
    return runs


def patterns() -> svg.Element:
    """What closed slots are filled with."""
    ground = svg.element("rect", width=6, height=6, fill="#ececec", fill_opacity="0.75")
    line = svg.element("path", d="M0,6 L6,0", stroke=GREY, stroke_width=0.9)
    pattern = svg.element("pattern", ground, line, id="closed", width=6, height=6, patternUnits="userSpaceOnUse")
    return svg.element("defs", pattern)


def axis(grid: Grid) -> list[svg.Element]:
    """Months and days above the rows; weekends shaded, a line where a week or a month begins."""
    return [*_weeks(grid), *_numbers(grid), *_months(grid), vertical(grid.right, 14, grid.bottom, stroke=GREY)]


def _weeks(grid: Grid) -> list[svg.Element]:
    parts = []
    for place, day in enumerate(grid.calendar.days()):
        x = grid.left + place * grid.day
        if day.isoweekday() >= SATURDAY:
            parts.append(svg.element("rect", x=x, y=TOP, width=grid.day, height=grid.bottom - TOP, fill="#f4f4f4"))
        if day.isoweekday() == 1 and place:
            parts.append(vertical(x, TOP, grid.bottom, stroke="#d9d9d9"))
    return parts


def _numbers(grid: Grid) -> list[svg.Element]:
    """The days' numbers, every second, fifth or tenth where there is no room for all; Sundays bold."""
    step = next((step for step in (1, 2, 5) if step * grid.day >= ROOM_OF_NUMBER), 10)
    return [
        text_at(
            grid.left + (place + 0.5) * grid.day,
            TOP - 6,
            str(day.day),
            text_anchor="middle",
            font_size=SMALL,
            font_weight="bold" if day.isoweekday() == SUNDAY else "normal",
        )
        for place, day in enumerate(grid.calendar.days())
        if day.day % step == 0
    ]


def _months(grid: Grid) -> list[svg.Element]:
    parts = []
    months: dict[tuple[int, int], list[int]] = {}
    for place, day in enumerate(grid.calendar.days()):
        months.setdefault((day.year, day.month), []).append(place)
    for (year, month), places in months.items():
        x = grid.left + places[0] * grid.day
        room = len(places) * grid.day - 6
        names = (f"Tháng {month}/{year}", f"{month}/{year}", str(month))
        name = next((name for name in names if width(name, LARGE) <= room), "")
        parts.append(vertical(x, 14, grid.bottom, stroke=GREY))
        parts.append(text_at(x + 4, 25, name, font_size=LARGE, font_weight="bold"))
    return parts


def closed_to_all(grid: Grid, openness: Openness) -> list[svg.Element]:
    """Slots in which nobody works, hatched over all rows."""
    closed = sorted(set(range(1, grid.calendar.last_ordinal + 1)) - set(openness.open_to_all))
    return [grid.box(run, TOP, grid.bottom - TOP, fill=CLOSED) for run in runs_of(closed)]


def flag(grid: Grid, x: float, text: str, dashes: str, *, before: bool = False) -> list[svg.Element]:
    """A moment: a dashed line through all rows with its name on top, to its right, or `before` it if there is room."""
    x = min(max(x, grid.left), grid.right)
    room = width(text, LARGE) + 8
    at_left = x + room > grid.right or (before and x - room > 0)
    look = {"font_weight": "bold", "text_anchor": "end" if at_left else "start"}
    line = {"stroke": INK, "stroke_dasharray": dashes}
    return [
        # Not through the name of a month.
        vertical(x, 3, 14, stroke_width=1.6, **line),
        vertical(x, 30, grid.bottom, stroke_width=1.6, **line),
        text_at(x + (-4 if at_left else 4), 12, text, font_size=LARGE, **look),
    ]


def legend(grid: Grid) -> list[svg.Element]:
    """What colours, hatching and lines mean."""
    parts: list[svg.Element] = []
    x, y = MARGIN, grid.bottom + 12
    for name, fill, edge, foot in (
        (NAMES[PostingKind.MOBILE], COLOURS[PostingKind.MOBILE][0], EDGES[PostingKind.MOBILE], 0),
        (NAMES[PostingKind.FIXED], COLOURS[PostingKind.FIXED][0], EDGES[PostingKind.FIXED], 3),
        ("Ngày nghỉ", CLOSED, GREY, 0),
        ("Chưa hoặc thôi làm nhiệm vụ", OFF_DUTY, OFF_DUTY, 0),
    ):
        parts.append(svg.element("rect", x=x, y=y, width=18, height=12, fill=fill, stroke=edge, stroke_width=0.8))
        parts.append(svg.element("rect", x=x, y=y + 12 - foot, width=18, height=foot, fill=edge))
        parts.append(text_at(x + 23, y + 10, name))
        x += 23 + width(name, NORMAL) + 22
    return parts
