"""Sheet *Đã làm*: what officers worked before the campaign's first day."""

from datetime import timedelta

from planner.intake.cells.findings import Findings
from planner.intake.layout.crew_days import PAST_DUTIES, PastDutyColumn
from planner.intake.staffing.ground import StaffingGround, day_named, officer_named
from planner.intake.tables.month_first import check_days
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import NameBook
from planner.roster.staffing import PastDuty
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")

_DAYS_THAT_MATTER = timedelta(days=7)
"""So many days before the campaign bear on its first rest and its first week."""


def past_duties_of(
    table: SheetTable, ground: StaffingGround, officers: NameBook, findings: Findings
) -> tuple[PastDuty, ...]:
    """What was worked, in workbook order, each shift once. An empty sheet is warned of: the first days need it."""
    first_day = ground.campaign.calendar.first_day
    if not table.rows:
        findings.warn(
            PAST_DUTIES.title,
            _("nothing is entered, so the first rest and the first week are judged as if nobody had worked before"),
            _("Enter the shifts worked from {first} to {last}, if any were").format(
                first=spoken_day(first_day - _DAYS_THAT_MATTER), last=spoken_day(first_day - timedelta(days=1))
            ),
        )
    seen: dict[PastDuty, SheetRow] = {}
    found: list[PastDuty] = []
    for row in table:
        for duty in _past(row, ground, officers):
            earlier = seen.setdefault(duty.model_copy(update={"source": ""}), row)
            if earlier is row:
                found.append(duty)
            else:
                row.warn(
                    PastDutyColumn.DAY,
                    _("row {row} tells of the same shift; it counts once").format(row=earlier.number),
                    _("Delete one row"),
                )
    return tuple(found)


def _past(row: SheetRow, ground: StaffingGround, officers: NameBook) -> tuple[PastDuty, ...]:
    errors_before = row.findings.num_errors
    officer = officer_named(row, PastDutyColumn.CODE, officers)
    day = day_named(row, PastDutyColumn.DAY)
    row.require(PastDutyColumn.SHIFT, _("Enter the shift that was worked"))
    shifts = ground.frame.shifts_of(row, PastDutyColumn.SHIFT)
    calendar = ground.campaign.calendar
    if day is not None and day >= calendar.first_day:
        row.error(
            PastDutyColumn.DAY,
            _("{day} does not come before the campaign's first day, {first}").format(
                day=spoken_day(day), first=spoken_day(calendar.first_day)
            ),
            check_days(day, calendar.first_day - _DAYS_THAT_MATTER, calendar.first_day - timedelta(days=1))
            if not ground.holds(day)
            else _("Enter what was worked before; what is worked in the campaign stands in the ledger"),
        )
    if officer is None or day is None or row.findings.num_errors > errors_before:
        return ()
    source = row.where(PastDutyColumn.CODE)
    return tuple(PastDuty(officer=officer, day=day, shift=shift, source=source) for shift in shifts)
