"""Public holidays on which the campaign works all the same: rows of sheet *Ngày nghỉ* that do not apply."""

from datetime import date

from planner.domain.calendar import days_between
from planner.domain.folding import fold
from planner.intake.campaign.closures import EVERYWHERE, is_to_the_end
from planner.intake.campaign.frame import Period, period_of
from planner.intake.cells.findings import Findings
from planner.intake.layout.calendar import ClosureColumn
from planner.intake.staffing.ground import StaffingGround
from planner.intake.tables.sheet_tables import SheetRow, SheetTable


def holidays_of(table: SheetTable, ground: StaffingGround, findings: Findings) -> tuple[date, ...]:
    """The campaign's days that a row with *Áp dụng* = Không names whole and for everyone, in order, each once.

    A row of weekdays is none of them: Saturdays and Sundays count as they are. Days that cannot be read are noted,
    for the reader of campaigns leaves such rows unread.
    """
    days: set[date] = set()
    for row in table:
        told = SheetRow(row.title, row.number, row.cells, findings)
        if told.yes(ClosureColumn.APPLIES) is False and _is_for_everyone(told) and _is_whole(told, ground):
            first = told.day(ClosureColumn.FIRST_DAY)
            if first is not None:
                period = period_of(told, ClosureColumn.FIRST_DAY, ClosureColumn.LAST_DAY, Period(first, first))
                days.update(days_between(*period.within(ground.frame.days)))
    return tuple(sorted(days))


def _is_for_everyone(row: SheetRow) -> bool:
    return row.is_empty(ClosureColumn.SCOPE) or fold(row.text(ClosureColumn.SCOPE)) in EVERYWHERE


def _is_whole(row: SheetRow, ground: StaffingGround) -> bool:
    """Whether the row names days, to the last hour: neither weekdays, nor some shifts, nor a word for the end."""
    return (
        row.is_empty(ClosureColumn.WEEKDAYS)
        and not is_to_the_end(row)
        and not ground.shifts_named(row, ClosureColumn.SHIFTS)
    )
