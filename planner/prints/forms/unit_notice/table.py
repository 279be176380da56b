"""When and where a unit's people are received, as a table, written once for all formats."""

from collections.abc import Iterator

from planner.prints.forms.unit_notice import wording
from planner.prints.forms.unit_notice.times import ReceptionOccasion, ReceptionPeriod, UnitTimes
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words.weekdays import days_told_with_weekdays
from planner.prints.words.wording import PLACE
from planner.texts import written_number

COLUMNS = (
    PaperColumn(title=wording.DAYS, width_mm=56),
    PaperColumn(title=wording.SHIFT, width_mm=16, align=Align.CENTER),
    PaperColumn(title=wording.HOURS, width_mm=30, align=Align.CENTER),
    PaperColumn(title=PLACE, width_mm=42),
    PaperColumn(title=wording.DOSSIERS, width_mm=21, align=Align.CENTER, counts=True),
)
"""165 mm in all."""
DAYS, SHIFT, HOURS, PLACE_OF_ALL, DOSSIERS = range(len(COLUMNS))


def times_table(times: UnitTimes) -> Table:
    """A block a period; where machines come more than once, a line above each time. A sum where there is more to add.

    These lines are rows and not titles of bands, under which Word would repeat the head each time.
    """
    is_single = len(times.occasions) == 1
    blocks = [
        Block(rows=(*(() if is_single or place else (_title(number, occasion),)), *_rows(period)))
        for number, occasion in enumerate(times.occasions, start=1)
        for place, period in enumerate(occasion.periods)
    ]
    if sum(len(block.rows) for block in blocks) > 1:
        blocks.append(_total(sum(occasion.dossiers for occasion in times.occasions)))
    return Table(columns=COLUMNS, bands=(Band(title="", blocks=tuple(blocks)),))


def _title(number: int, occasion: ReceptionOccasion) -> PaperRow:
    told = wording.occasion(number, occasion.first_day, occasion.last_day)
    return PaperRow(cells=(PaperCell(column=DAYS, text=told, columns=len(COLUMNS), bold=True, align=Align.CENTER),))


def _rows(period: ReceptionPeriod) -> Iterator[PaperRow]:
    num_rows = len(period.shifts)
    days: tuple[PaperCell, ...] = (
        PaperCell(column=DAYS, text=days_told_with_weekdays(period.first_day, period.last_day), rows=num_rows),
    )
    place: tuple[PaperCell, ...] = (PaperCell(column=PLACE_OF_ALL, text=period.place, rows=num_rows),)
    for shift in period.shifts:
        yield PaperRow(
            cells=(
                *days,
                PaperCell(column=SHIFT, text=shift.label),
                PaperCell(column=HOURS, text=shift.hours),
                *place,
                PaperCell(column=DOSSIERS, text=written_number(shift.dossiers)),
            )
        )
        days = place = ()


def _total(dossiers: int) -> Block:
    cells = (
        PaperCell(column=DAYS, text=wording.TOTAL, columns=DOSSIERS, bold=True),
        PaperCell(column=DOSSIERS, text=written_number(dossiers), bold=True),
    )
    return Block(rows=(PaperRow(cells=cells),))
