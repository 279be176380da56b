"""Sheet *Ghim ca*: duties that are settled, and slots in which an officer is not to work."""

from dataclasses import dataclass

from planner.domain.folding import fold
from planner.domain.record import MachineName, ShiftLabel
from planner.intake.cells.findings import shown
from planner.intake.layout.crew_days import FORBIDDEN, DutyPinColumn
from planner.intake.staffing.ground import RoleBook, StaffingGround, day_named, officer_named
from planner.intake.tables.month_first import check_days
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import NameBook
from planner.roster.staffing import DutyPin, Role
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")


@dataclass(frozen=True)
class DutyPinRow:
    """A pin and the row that says so."""

    pin: DutyPin
    row: SheetRow


def duty_pins_of(
    table: SheetTable, ground: StaffingGround, officers: NameBook, roles: RoleBook
) -> tuple[DutyPinRow, ...]:
    """The pins in workbook order, one for each shift that a row names; a row that cannot be read is left out."""
    return tuple(DutyPinRow(pin, row) for row in table for pin in _pins(row, ground, officers, roles))


def _pins(row: SheetRow, ground: StaffingGround, officers: NameBook, roles: RoleBook) -> tuple[DutyPin, ...]:
    errors_before = row.findings.num_errors
    officer = officer_named(row, DutyPinColumn.CODE, officers)
    day = day_named(row, DutyPinColumn.DAY)
    forbids, machine = _machine(row, ground)
    shifts = _shifts(row, ground, forbids=forbids)
    role = _role(row, roles, forbids=forbids)
    if day is not None and not ground.holds(day):
        (row.warn if forbids else row.error)(
            DutyPinColumn.DAY,
            _("{day} lies outside the campaign").format(day=spoken_day(day)),
            check_days(day, *ground.frame.days),
        )
    if officer is None or day is None or row.findings.num_errors > errors_before:
        return ()
    return tuple(
        DutyPin(
            officer=officer,
            day=day,
            shift=shift,
            machine=machine,
            role=role,
            forbids=forbids,
            source=row.where(DutyPinColumn.CODE),
        )
        for shift in shifts
    )


def _machine(row: SheetRow, ground: StaffingGround) -> tuple[bool, MachineName | None]:
    """Whether the pin forbids; else the machine that it names, None for any."""
    name = row.text(DutyPinColumn.MACHINE)
    if not name or fold(name) == fold(FORBIDDEN):
        return bool(name), None
    machine = ground.machines.identity(name, row.where(DutyPinColumn.MACHINE), row.findings)
    return False, MachineName(machine) if machine is not None else None


def _shifts(row: SheetRow, ground: StaffingGround, *, forbids: bool) -> tuple[ShiftLabel | None, ...]:
    """The shifts that the row names; None alone is the whole day, which only a row that forbids may mean."""
    if forbids:
        return ground.shifts_named(row, DutyPinColumn.SHIFT) or (None,)
    row.require(DutyPinColumn.SHIFT, _("Enter the shift of this duty"))
    return ground.frame.shifts_of(row, DutyPinColumn.SHIFT)


def _role(row: SheetRow, roles: RoleBook, *, forbids: bool) -> Role | None:
    name = row.text(DutyPinColumn.ROLE)
    if not name:
        return None
    if forbids:
        row.warn(
            DutyPinColumn.ROLE,
            _("a row with Không in Máy forbids every role; this one is not read"),
            _("Leave the role empty"),
        )
        return None
    role = roles.known(name)
    if role is None:
        row.error(
            DutyPinColumn.ROLE,
            _("nobody on sheet Cán bộ has the role {role}").format(role=shown(name)),
            roles.suggestion(name) or _("Enter a role of the officer, or leave it empty for any"),
        )
    return role
