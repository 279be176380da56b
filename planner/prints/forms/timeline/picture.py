"""The timeline: machines against days, one bar a stay, in one picture."""

from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.openness import Openness
from planner.domain.plan import Plan
from planner.files import write_atomically
from planner.prints.forms.stays import Stays
from planner.prints.forms.timeline.bars import row_of
from planner.prints.forms.timeline.grid import (
    INK,
    LEGEND,
    MARGIN,
    WIDTH_OF_LEGEND,
    Grid,
    axis,
    closed_to_all,
    flag,
    grid_of,
    legend,
    patterns,
)
from planner.prints.typesetting import svg
from planner.prints.words.text import printable
from planner.prints.words.wording import version_mark
from planner.texts import spoken_day

FILE_NAME = "timeline.svg"
MARK_INK = "#646464"
FONT = "Arial, Arimo, Liberation Sans, DejaVu Sans, sans-serif"


def timeline_svg(campaign: Campaign, plan: Plan) -> str:
    """The plan as an SVG picture, readable on a screen and on a landscape page."""
    grid = grid_of(campaign)
    openness = Openness.of(campaign)
    stays = Stays(campaign, plan)
    wide, high = max(grid.right, WIDTH_OF_LEGEND) + MARGIN, grid.bottom + LEGEND
    rows = [
        part
        for number, machine in enumerate(campaign.machines)
        for part in row_of(grid, number, machine, stays.of(machine), openness)
    ]
    return svg.picture(
        wide,
        high,
        patterns(),
        svg.element("rect", width=wide, height=high, fill="#ffffff"),
        *axis(grid),
        *rows,
        *closed_to_all(grid, openness),
        *_moments(grid, plan),
        *legend(grid),
        svg.element(
            "text",
            version_mark(plan.version),
            x=wide - MARGIN,
            y=high - 4,
            font_size=8,
            text_anchor="end",
            fill=MARK_INK,
        ),
        title=printable(f"Lịch bố trí máy: {campaign.name}"),
        font_family=FONT,
        font_size="10",
        fill=INK,
    )


def write_timeline(campaign: Campaign, plan: Plan, folder: Path) -> Path:
    """Write `timeline.svg` into this folder and return where it went. Raises UnwritableFile."""
    return write_atomically(folder / FILE_NAME, timeline_svg(campaign, plan).encode())


def _moments(grid: Grid, plan: Plan) -> list[svg.Element]:
    """When the work ends, and in a re-plan from when on it is planned anew."""
    calendar = grid.calendar
    parts = []
    if plan.as_of is not None:
        x = grid.x(plan.first_ordinal_ahead(calendar))
        parts += flag(grid, x, f"Lập lại từ {spoken_day(plan.as_of, with_year=False)}", dashes="2 3", before=True)
    ordinals = [calendar.ordinal(each.date, each.shift) for each in plan.assignments]
    last = max((ordinal for ordinal in ordinals if 1 <= ordinal <= calendar.last_ordinal), default=None)
    if last is not None:
        day = calendar.slot(last).day
        parts += flag(grid, grid.x(last + 1), f"Xong {spoken_day(day, with_year=False)}", dashes="6 3")
    return parts
