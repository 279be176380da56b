"""The appendix's lines as a table with merged rows, written once for all formats."""

from collections.abc import Iterator

from planner.prints.forms.appendix.schedule import Group, Line, Section
from planner.prints.paper.table import Align, Band, Block, Cell, Column, Row, Table
from planner.prints.words import wording

COLUMNS = (
    Column(title=wording.NUMBER, width_mm=11, align=Align.CENTER, counts=True),
    Column(title=wording.PLACE, width_mm=33),
    Column(title=wording.UNIT, width_mm=28),
    Column(title=wording.TIME, width_mm=54),
    Column(title=wording.SHIFT, width_mm=16, align=Align.CENTER),
    Column(title=wording.QUOTA, width_mm=23, align=Align.CENTER),
)
"""165 mm in all: what A4 leaves between margins of 30 and 15 mm."""
NUMBER, PLACE, UNIT, TIME, SHIFT, QUOTA = range(len(COLUMNS))


def appendix_table(sections: tuple[Section, ...]) -> Table:
    """One band a machine, one block a place."""
    return Table(columns=COLUMNS, bands=tuple(map(_band, sections)))


def _band(section: Section) -> Band:
    no_work = () if section.groups else (wording.NO_SCHEDULE,)
    return Band(
        title=section.machine,
        blocks=tuple(Block(rows=tuple(_rows(group))) for group in section.groups),
        notes=(*no_work, *section.notes),
    )


def _rows(group: Group) -> Iterator[Row]:
    num_lines = sum(len(unit.lines) for unit in group.units)
    place_cells: tuple[Cell, ...] = (
        Cell(column=NUMBER, text=str(group.number), rows=num_lines),
        Cell(column=PLACE, text=group.place, rows=num_lines),
    )
    for unit in group.units:
        unit_cells: tuple[Cell, ...] = (Cell(column=UNIT, text=unit.unit, rows=len(unit.lines)),)
        for line in unit.lines:
            yield Row(cells=(*place_cells, *unit_cells, *_line_cells(line)))
            place_cells = unit_cells = ()


def _line_cells(line: Line) -> tuple[Cell, ...]:
    return (
        Cell(column=TIME, text=line.time),
        Cell(column=SHIFT, text=line.shift),
        Cell(column=QUOTA, text=line.quota),
    )
