"""An itinerary's stages as a table, written once for all formats."""

from collections.abc import Iterator

from planner.prints.forms.itinerary import wording
from planner.prints.forms.itinerary.itinerary import Departure, Halt, Itinerary, Pause, WorkDay
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words import wording as words
from planner.prints.words.weekdays import days_told_with_weekdays
from planner.texts import written_number

COLUMNS = (
    PaperColumn(title=wording.DAY, width_mm=38),
    PaperColumn(title=words.PLACE, width_mm=24),
    PaperColumn(title=words.UNIT, width_mm=21),
    PaperColumn(title=wording.SHIFTS, width_mm=50, align=Align.CENTER),
    PaperColumn(title=wording.DOSSIERS, width_mm=14, align=Align.CENTER, counts=True),
    PaperColumn(title=wording.KM, width_mm=18, align=Align.CENTER),
)
"""165 mm in all."""
SIZE = 11.0
"""So that a day of two shifts takes one line, and a month one page."""
DAY, PLACE, UNIT, SHIFTS, DOSSIERS, KM = range(len(COLUMNS))
PAST_FILL = "E7E6E6"


def itinerary_table(itinerary: Itinerary) -> Table:
    """A block a halt, the base before it and the days off between halts in blocks of their own, the sum at the end."""
    *blocks, last = [_block(stage) for stage in itinerary.stages] or [Block(rows=())]
    # The signature takes the sum with it to a page, and the sum the last halt.
    ending = Block(rows=(*last.rows, *_total(itinerary).rows))
    rounded = [wording.ROUNDED] if _sum_of_rounded(itinerary) != round(itinerary.km, 1) else []
    past = [wording.PAST] if itinerary.has_past else []
    return Table(
        columns=COLUMNS,
        bands=(Band(title="", blocks=(*blocks, ending), notes=(*past, *rounded, *itinerary.notes)),),
        size=SIZE,
    )


def _sum_of_rounded(itinerary: Itinerary) -> float:
    legs = [stage.km for stage in itinerary.stages if isinstance(stage, Departure)]
    legs += [halt.km_to_next or 0.0 for halt in itinerary.halts]
    return round(sum(round(km, 1) for km in legs), 1)


def _block(stage: Departure | Pause | Halt) -> Block:
    if isinstance(stage, Halt):
        return Block(rows=tuple(_halt_rows(stage)))
    if isinstance(stage, Pause):
        cells: tuple[PaperCell, ...] = (
            _days_off(stage),
            PaperCell(column=PLACE, text=stage.reason, columns=len(COLUMNS) - PLACE, align=Align.LEFT),
        )
    else:
        cells = (
            PaperCell(column=DAY, text=wording.departure(stage.base), columns=KM),
            PaperCell(column=KM, text=written_number(stage.km, 1)),
        )
    return Block(rows=(PaperRow(cells=cells),))


def _days_off(pause: Pause) -> PaperCell:
    return PaperCell(column=DAY, text=days_told_with_weekdays(pause.first_day, pause.last_day))


def _halt_rows(halt: Halt) -> Iterator[PaperRow]:
    num_rows = len(halt.days)
    km = wording.NO_KM if halt.km_to_next is None else written_number(halt.km_to_next, 1)
    left: tuple[PaperCell, ...] = (
        PaperCell(column=PLACE, text=halt.place, rows=num_rows),
        PaperCell(column=UNIT, text=halt.unit, rows=num_rows),
    )
    right: tuple[PaperCell, ...] = (PaperCell(column=KM, text=km, rows=num_rows),)
    for day in halt.days:
        first, *others = _day_cells(day)
        yield PaperRow(cells=(first, *left, *others, *right))
        left = right = ()


def _day_cells(day: WorkDay | Pause) -> tuple[PaperCell, ...]:
    if isinstance(day, Pause):
        return (_days_off(day), PaperCell(column=SHIFTS, text=day.reason, columns=KM - SHIFTS, align=Align.LEFT))
    fill = PAST_FILL if day.is_done else ""
    return (
        PaperCell(column=DAY, text=days_told_with_weekdays(day.day, day.day), fill=fill),
        PaperCell(column=SHIFTS, text=day.shifts, fill=fill),
        PaperCell(column=DOSSIERS, text=written_number(day.dossiers), fill=fill),
    )


def _total(itinerary: Itinerary) -> Block:
    cells = (
        PaperCell(column=DAY, text=wording.total(itinerary.num_days), columns=DOSSIERS, bold=True, align=Align.LEFT),
        PaperCell(column=DOSSIERS, text=written_number(itinerary.dossiers), bold=True),
        PaperCell(column=KM, text=written_number(itinerary.km, 1), bold=True),
    )
    return Block(rows=(PaperRow(cells=cells),))
