"""One line of an appendix, read without a file: a cell of days, and a cell of shifts beside it."""

from typing import NamedTuple

from planner.domain.calendar import Calendar
from planner.domain.record import MachineName
from planner.intake.appendix.days.months import Month
from planner.intake.appendix.document.account import Account
from planner.intake.appendix.lines.line_reader import LineReader
from planner.intake.appendix.lines.notes import AppendixNotes
from planner.intake.appendix.lines.slots import LineOf, PlacedSlot
from planner.intake.appendix.table.columns import AppendixColumn, AppendixColumns, TimeColumn
from planner.intake.cells.findings import Findings
from planner.intake.cells.sheets import Cell
from tests.intake.appendices import campaign

_COLUMNS = AppendixColumns({AppendixColumn.UNIT: 0, AppendixColumn.SHIFT: 2}, (TimeColumn(1),), 3)


class ReadLine(NamedTuple):
    """What a line says, what of it could not be read, and what was noted."""

    slots: tuple[PlacedSlot, ...]
    errors: tuple[str, ...]
    notes: tuple[str, ...]


def read_line(calendar: Calendar, days: object, shifts: str = "", month: Month | None = None) -> ReadLine:
    """The line as `LineReader` reads it; `month` is that of its heading."""
    findings = Findings()
    of = campaign(calendar=calendar)
    notes = AppendixNotes(of)
    cells = (Cell("A1", of.units[0].name), Cell("B1", days), Cell("C1", shifts or None))
    line = LineOf(cells, _COLUMNS, MachineName("MÁY 1"), cells[0], month)
    slots = tuple(LineReader(of, findings, notes, Account()).slots(line))
    notes.tell(findings)
    return ReadLine(slots, tuple(one.what for one in findings.errors), tuple(one.what for one in findings.warnings))
