"""Whether a settled duty can hold: for the officer, on the machine, and beside what else is known of him."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planner.domain.calendar import Slot
from planner.domain.record import MachineName, ShiftLabel
from planner.intake.cells.findings import listed, shown
from planner.intake.layout.crew_days import DutyPinColumn
from planner.intake.staffing.duty_pins import DutyPinRow
from planner.intake.staffing.ground import StaffingGround
from planner.roster.staffing import ANY_ROLE, DutyPin, Officer, Role, SeatDemand, Staffing
from planner.texts import plurals_of, spoken_clock, spoken_day, texts_of

_ = texts_of("intake")
ngettext = plurals_of("intake")


class _Reason(NamedTuple):
    """What keeps a pin from holding: the cell that says so, and what to do."""

    column: DutyPinColumn
    what: str
    advice: str


def judge_pins(pins: Iterable[DutyPinRow], staffing: Staffing, ground: StaffingGround) -> tuple[DutyPinRow, ...]:
    """The pins of duties, in workbook order, that can hold each by itself; notes at every other why it cannot."""
    found = []
    for pinned in pins:
        if pinned.pin.forbids or pinned.pin.shift is None:
            continue
        officer = staffing.officers_by_code[pinned.pin.officer]
        reasons = list(_reasons(pinned.pin, Slot(pinned.pin.day, pinned.pin.shift), officer, staffing, ground))
        for reason in reasons:
            pinned.row.error(*reason)
        if not reasons:
            found.append(pinned)
    _note_too_many(found, staffing)
    return tuple(found)


def _reasons(
    pin: DutyPin, slot: Slot, officer: Officer, staffing: Staffing, ground: StaffingGround
) -> Iterator[_Reason]:
    yield from _of_the_officer(pin, slot, officer, staffing, ground)
    yield from _of_the_machine(pin, slot, officer, staffing, ground)


def _of_the_officer(
    pin: DutyPin, slot: Slot, officer: Officer, staffing: Staffing, ground: StaffingGround
) -> Iterator[_Reason]:
    leave = staffing.leave_on(pin.officer, pin.day, slot.shift)
    if leave is not None:
        yield _Reason(
            DutyPinColumn.DAY,
            _("the officer is on leave then (see {where})").format(where=leave.source),
            _("Delete the pin, or mend the days of the leave"),
        )
    if not officer.first_day <= pin.day <= officer.last_day:
        yield _Reason(
            DutyPinColumn.DAY,
            _("the officer does not take part on this day (see {where})").format(where=officer.source),
            _("Check the day against Từ ngày and Đến ngày on sheet Cán bộ"),
        )
    ends = ground.surest_hours(pin.day, slot.shift, pin.machine).ends_minute
    if officer.works_until_minute is not None and ends > officer.works_until_minute:
        yield _Reason(
            DutyPinColumn.SHIFT,
            _("the shift ends at {end}, after {hour}, up to which the officer works (see {where})").format(
                end=spoken_clock(ends), hour=spoken_clock(officer.works_until_minute), where=officer.source
            ),
            _("Choose an earlier shift, or another officer"),
        )
    if pin.role is not None and pin.role not in officer.roles:
        yield _Reason(
            DutyPinColumn.ROLE,
            _("the officer does not have the role {role} (see {where})").format(
                role=shown(pin.role), where=officer.source
            ),
            _("His roles: {roles}").format(roles=listed(list(officer.roles)))
            if officer.roles
            else _("Enter the role in Vai trò of the officer, or leave it empty here"),
        )


def _of_the_machine(
    pin: DutyPin, slot: Slot, officer: Officer, staffing: Staffing, ground: StaffingGround
) -> Iterator[_Reason]:
    machines = ground.machines_open(slot)
    if pin.machine is not None:
        machines &= {pin.machine}
    if not machines:
        yield _Reason(
            DutyPinColumn.DAY,
            _("the machine cannot work in this slot")
            if pin.machine is not None
            else _("no machine can work in this slot"),
            _("Check the day and the shift against Ngày nghỉ and Máy"),
        )
        return
    served = {machine for machine in machines if _serves(officer, machine, slot, ground)}
    if not served:
        yield _Reason(
            DutyPinColumn.MACHINE,
            _("the officer serves neither this machine nor a zone to which it may go (see {where})").format(
                where=officer.source
            ),
            _("Mend Máy or Khu vực on sheet Cán bộ, or choose another officer"),
        )
        return
    if not staffing.demands and pin.role is not None:
        yield _Reason(
            DutyPinColumn.ROLE,
            _("sheet Vị trí is empty, so a seat has no role"),
            _("Leave the role empty here, or enter on sheet Vị trí what the machines need"),
        )
    elif staffing.demands and not any(_seats(staffing, machine, slot.shift, pin, officer) for machine in served):
        yield _Reason(
            DutyPinColumn.ROLE,
            _("no row of Vị trí asks for this officer or role on that machine and shift"),
            _("Check the pin against sheet Vị trí"),
        )


def _serves(officer: Officer, machine: MachineName, slot: Slot, ground: StaffingGround) -> bool:
    """Whether the officer serves the machine, or a zone of some unit to which it may go on this day."""
    if machine in officer.machines or not (officer.machines or officer.zones):
        return True
    campaign = ground.campaign
    return any(
        campaign.units_by_code[unit].zone in officer.zones
        for posting in campaign.machines_by_name[machine].postings
        if posting.first_day <= slot.day <= posting.last_day
        for unit in posting.serves
    )


def _seats(staffing: Staffing, machine: MachineName, shift: ShiftLabel, pin: DutyPin, officer: Officer) -> int:
    """How many seats there may be on the machine in this shift that the pin may mean."""
    roles = {ANY_ROLE, *officer.roles} if pin.role is None else {pin.role}
    return sum(demand.officers for demand in staffing.demands if _asks(demand, machine, shift) and demand.role in roles)


def _asks(demand: SeatDemand, machine: MachineName, shift: ShiftLabel) -> bool:
    return demand.machine in (None, machine) and demand.shift in (None, shift)


class _Place(NamedTuple):
    """One machine in one slot, and a role; None for whichever."""

    slot: Slot
    machine: MachineName
    role: Role | None


def _note_too_many(pins: Iterable[DutyPinRow], staffing: Staffing) -> None:
    """Name each pin of a machine and slot beyond the seats that there may be, of its role and of all roles."""
    taken: Counter[_Place] = Counter()
    for pinned in pins:
        pin = pinned.pin
        if pin.machine is None or pin.shift is None:
            continue
        slot = Slot(pin.day, pin.shift)
        for role in dict.fromkeys((pin.role, None)):
            place = _Place(slot, pin.machine, role)
            taken[place] += 1
            seats = _all_seats(staffing, pin.machine, pin.shift, role)
            if taken[place] > seats:
                pinned.row.error(
                    DutyPinColumn.MACHINE,
                    ngettext(
                        "more pins than the {count} seat that the machine has on {day}, {shift}",
                        "more pins than the {count} seats that the machine has on {day}, {shift}",
                        seats,
                    ).format(count=seats, day=spoken_day(pin.day), shift=pin.shift),
                    _("Delete a pin, or ask for more officers on sheet Vị trí"),
                )
                break


def _all_seats(staffing: Staffing, machine: MachineName, shift: ShiftLabel, role: Role | None) -> int:
    if not staffing.demands:
        return 1
    return sum(
        demand.officers
        for demand in staffing.demands
        if _asks(demand, machine, shift) and (role is None or demand.role == role)
    )
