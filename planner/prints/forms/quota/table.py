"""Targets and daily figures as tables, written once for all formats.

More indicators than a page has room for go on in a further table with the same units.
"""

from collections.abc import Sequence
from math import ceil

from planner.domain.quota import Indicator, Quota, QuotaRow, QuotaTotal, UnitName
from planner.prints.forms.quota import wording
from planner.prints.paper.paper import Orientation
from planner.prints.paper.table import USUAL_SIZE, Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.typesetting.measure import POINTS_PER_MM, width_in_points
from planner.prints.words.wording import NUMBER, UNIT
from planner.texts import written_number

NUMBER_MM = 12.0
UNIT_MM = {Orientation.PORTRAIT: 73.0, Orientation.LANDSCAPE: 60.0}
FIGURES_MM = {Orientation.PORTRAIT: 80.0, Orientation.LANDSCAPE: 180.0}
"""Room for all indicators of one table."""
NARROWEST_MM = 16.0
"""A column of figures; its title takes three lines."""
AROUND_MM = 4.0
"""Millimetres at left and right of a number, together."""
FIGURES_A_TARGET = 2
FIRST_FIGURE = 2
"""The columns before it are the number and the unit."""

_Lines = Sequence[tuple[str, Sequence[QuotaRow]]]


def quota_tables(quota: Quota, orientation: Orientation) -> tuple[Table, ...]:
    """The table, parted by indicators where a page is too narrow; each part lists every unit and its own totals."""
    num_indicators = len(quota.totals)
    most = max(1, int(FIGURES_MM[orientation] / (FIGURES_A_TARGET * _needed_mm(quota))))
    num_tables = ceil(num_indicators / most)
    a_table = ceil(num_indicators / num_tables)
    width = FIGURES_MM[orientation] / (FIGURES_A_TARGET * a_table)
    lines = _lines_of(quota)
    return tuple(
        _table(
            [(unit, rows[start : start + a_table]) for unit, rows in lines],
            quota.totals[start : start + a_table],
            UNIT_MM[orientation],
            width,
        ).model_copy(update={"starts_page": start > 0, "sheet": _sheet(start // a_table)})
        for start in range(0, num_indicators, a_table)
    )


def _sheet(position: int) -> str:
    return f"{wording.SHEET} ({position + 1})" if position else wording.SHEET


def _needed_mm(quota: Quota) -> float:
    """How wide a column has to be for its widest number, which is a total or stands in a row."""
    most = max(
        *(row.target for row in quota.rows), *(one for total in quota.totals for one in (total.target, total.daily))
    )
    widest = width_in_points(written_number(most), USUAL_SIZE, bold=True) / POINTS_PER_MM
    return max(NARROWEST_MM, widest + AROUND_MM)


def _lines_of(quota: Quota) -> list[tuple[UnitName, tuple[QuotaRow, ...]]]:
    """Each unit with its rows, one for each indicator."""
    width = len(quota.totals)
    return [(quota.rows[start].unit, quota.rows[start : start + width]) for start in range(0, len(quota.rows), width)]


def _table(lines: _Lines, totals: Sequence[QuotaTotal], unit_mm: float, width_mm: float) -> Table:
    columns = (
        PaperColumn(title=NUMBER, width_mm=NUMBER_MM, align=Align.CENTER, counts=True),
        PaperColumn(title=UNIT, width_mm=unit_mm),
        *(column for total in totals for column in _columns(total.indicator, width_mm)),
    )
    units = [
        PaperRow(
            cells=(
                PaperCell(column=0, text=str(number)),
                PaperCell(column=1, text=unit),
                *_figures([number for row in rows for number in (row.target, row.daily)], bold=False),
            )
        )
        for number, (unit, rows) in enumerate(lines, start=1)
    ]
    closing = PaperRow(
        cells=(
            PaperCell(column=0, text=wording.TOTAL, columns=FIRST_FIGURE, bold=True, align=Align.CENTER),
            *_figures([number for total in totals for number in (total.target, total.daily)], bold=True),
        )
    )
    # The totals never stand on a page alone.
    blocks = [*(Block(rows=(row,)) for row in units[:-1]), Block(rows=(*units[-1:], closing))]
    return Table(columns=columns, bands=(Band(title="", blocks=tuple(blocks)),))


def _columns(indicator: Indicator, width_mm: float) -> tuple[PaperColumn, PaperColumn]:
    group = "" if indicator == wording.TARGET else indicator
    return (
        PaperColumn(title=wording.TARGET, width_mm=width_mm, align=Align.RIGHT, counts=True, group=group),
        PaperColumn(title=wording.DAILY, width_mm=width_mm, align=Align.RIGHT, counts=True, group=group),
    )


def _figures(figures: Sequence[int], *, bold: bool) -> tuple[PaperCell, ...]:
    return tuple(
        PaperCell(column=column, text=written_number(number), bold=bold)
        for column, number in enumerate(figures, start=FIRST_FIGURE)
    )
