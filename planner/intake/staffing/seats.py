"""Sheet *Vị trí*: whom a machine asks for in a shift."""

from planner.domain.folding import fold
from planner.domain.record import MachineName, ShiftLabel
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.limits import NUM_SEAT_ROWS
from planner.intake.layout.crews import MOVING_DAY, SEATS, SeatColumn
from planner.intake.staffing.ground import RoleBook, StaffingGround
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import suggestion
from planner.roster.staffing import ANY_ROLE, Role, SeatDemand
from planner.texts import texts_of

_ = texts_of("intake")


def seats_of(table: SheetTable, ground: StaffingGround, roles: RoleBook, findings: Findings) -> tuple[SeatDemand, ...]:
    """The rows in workbook order, one for each shift that a row names."""
    if len(table.rows) > NUM_SEAT_ROWS:
        findings.error(
            f"{SEATS.title}!A{table.rows[NUM_SEAT_ROWS].number}",
            _("more than {limit} rows of seats").format(limit=NUM_SEAT_ROWS),
            _("Leave Máy and Ca empty for what every machine and shift needs"),
        )
    seen: dict[SeatDemand, SheetRow] = {}
    demands: list[SeatDemand] = []
    for row in table.rows[:NUM_SEAT_ROWS]:
        for demand in _demands(row, ground, roles):
            demands.append(demand)
            earlier = seen.setdefault(demand.model_copy(update={"source": "", "officers": 1}), row)
            if earlier is not row:
                row.warn(
                    SeatColumn.ROLE,
                    _("row {row} asks for the same; the two add up").format(row=earlier.number),
                    _("Delete one row if the number of officers is meant but once"),
                )
    return tuple(demands)


def _demands(row: SheetRow, ground: StaffingGround, roles: RoleBook) -> tuple[SeatDemand, ...]:
    machine = None
    if name := row.text(SeatColumn.MACHINE):
        machine = ground.machines.identity(name, row.where(SeatColumn.MACHINE), row.findings)
    shifts: tuple[ShiftLabel | None, ...] = ground.shifts_named(row, SeatColumn.SHIFT) or (None,)
    role = _role(row, roles)
    officers = row.whole(SeatColumn.OFFICERS)
    is_required = bool(row.yes(SeatColumn.IS_REQUIRED))
    only_when_moving = _is_when_moving(row)
    if role is None:
        return ()
    return tuple(
        SeatDemand(
            machine=MachineName(machine) if machine is not None else None,
            shift=shift,
            role=role,
            officers=officers or 1,
            is_required=is_required,
            only_when_moving=only_when_moving,
            source=row.where(SeatColumn.ROLE),
        )
        for shift in shifts
    )


def _role(row: SheetRow, roles: RoleBook) -> Role | None:
    """The role that the row asks for; any where the cell is empty, None after noting that nobody has it."""
    if row.is_empty(SeatColumn.ROLE):
        return ANY_ROLE
    names = row.listed(SeatColumn.ROLE)
    if len(names) > 1:
        row.error(
            SeatColumn.ROLE, _("several roles in one cell"), _("Enter one row for each role that the machine needs")
        )
    for name in names[:1]:
        if (role := roles.known(name)) is not None:
            return role
        row.error(
            SeatColumn.ROLE,
            _("nobody on sheet Cán bộ has the role {role}").format(role=shown(name)),
            roles.suggestion(name) or _("Enter the role in Vai trò of an officer, or delete the row"),
        )
    return None


def _is_when_moving(row: SheetRow) -> bool:
    word = row.text(SeatColumn.WHEN)
    if word and fold(word) != fold(MOVING_DAY):
        row.error(
            SeatColumn.WHEN,
            _("{value} is no time at which a seat can be asked for").format(value=shown(word)),
            suggestion(word, [MOVING_DAY])
            or _("Enter {word}, or leave it empty for every shift").format(word=shown(MOVING_DAY)),
        )
    return bool(word)
