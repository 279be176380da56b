"""A line of an appendix as it stands, and a slot that a line tells of."""

from dataclasses import dataclass
from datetime import date

from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.intake.appendix.days.months import Month
from planner.intake.appendix.table.columns import AppendixColumn, AppendixColumns
from planner.intake.cells.sheets import Cell


@dataclass(frozen=True, slots=True)
class PlacedSlot:
    """A machine at a unit in a slot, and the cell that says so."""

    machine: MachineName
    unit: UnitCode
    day: date
    shift: ShiftLabel
    where: str


@dataclass(frozen=True)
class LineOf:
    """A line as it stands: its cells, and what the rows above it say."""

    cells: tuple[Cell, ...]
    columns: AppendixColumns
    machine: MachineName
    unit: Cell
    month: Month | None

    def cell(self, column: AppendixColumn) -> Cell | None:
        """The line's cell in this column; None for an empty one."""
        return self.columns.cell(self.cells, column)

    def at(self, place: int) -> Cell | None:
        """The line's cell at this place; None for an empty one."""
        cell = self.cells[place] if place < len(self.cells) else None
        return None if cell is None or cell.is_empty else cell
