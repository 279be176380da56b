"""The appendix's lines as a table with merged rows, written once for all formats."""

from collections.abc import Iterator

from planner.prints.forms.appendix.schedule import MachineSection, PlaceGroup, Schedule, ScheduleLine
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words import wording

COLUMNS = (
    PaperColumn(title=wording.NUMBER, width_mm=11, align=Align.CENTER, counts=True),
    PaperColumn(title=wording.PLACE, width_mm=33),
    PaperColumn(title=wording.UNIT, width_mm=28),
    PaperColumn(title=wording.TIME, width_mm=54),
    PaperColumn(title=wording.SHIFT, width_mm=16, align=Align.CENTER),
    PaperColumn(title=wording.QUOTA, width_mm=23, align=Align.CENTER),
)
COLUMNS_WITH_MACHINES = (
    PaperColumn(title=wording.NUMBER, width_mm=9, align=Align.CENTER, counts=True),
    PaperColumn(title=wording.PLACE, width_mm=28),
    PaperColumn(title=wording.UNIT, width_mm=26),
    PaperColumn(title=wording.TIME, width_mm=46),
    PaperColumn(title=wording.SHIFT, width_mm=15, align=Align.CENTER),
    PaperColumn(title=wording.QUOTA, width_mm=23, align=Align.CENTER),
    PaperColumn(title=wording.MACHINE, width_mm=18, align=Align.CENTER),
)
"""165 mm in all, each: what A4 leaves between margins of 30 and 15 mm."""
NUMBER, PLACE, UNIT, TIME, SHIFT, QUOTA, MACHINES = range(len(COLUMNS_WITH_MACHINES))


def appendix_table(schedule: Schedule) -> Table:
    """One band a section, one block a place."""
    columns = COLUMNS_WITH_MACHINES if schedule.names_machines else COLUMNS
    return Table(columns=columns, bands=tuple(map(_band, schedule.sections)))


def _band(section: MachineSection) -> Band:
    no_work = () if section.groups else (wording.NO_SCHEDULE,)
    return Band(
        title=section.machine,
        blocks=tuple(Block(rows=tuple(_rows(group))) for group in section.groups),
        notes=(*no_work, *section.notes),
    )


def _rows(group: PlaceGroup) -> Iterator[PaperRow]:
    num_lines = sum(len(unit.lines) for unit in group.units)
    place_cells: tuple[PaperCell, ...] = (
        PaperCell(column=NUMBER, text=str(group.number), rows=num_lines),
        PaperCell(column=PLACE, text=group.place, rows=num_lines),
    )
    for unit in group.units:
        unit_cells: tuple[PaperCell, ...] = (PaperCell(column=UNIT, text=unit.unit, rows=len(unit.lines)),)
        for line in unit.lines:
            yield PaperRow(cells=(*place_cells, *unit_cells, *_line_cells(line)))
            place_cells = unit_cells = ()


def _line_cells(line: ScheduleLine) -> tuple[PaperCell, ...]:
    return (
        PaperCell(column=TIME, text=line.time),
        PaperCell(column=SHIFT, text=line.shift),
        PaperCell(column=QUOTA, text=line.quota),
        *((PaperCell(column=MACHINES, text=line.machines),) if line.machines else ()),
    )
