"""The seats of a plan: which machine-shifts there are, when they begin and end, and whom each of them asks for."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from planner.domain.calendar import MINUTES_A_DAY, Slot
from planner.domain.campaign import Campaign
from planner.domain.hours import hours_of
from planner.domain.plan import Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.roster.case import RosterCase
from planner.roster.staffing import ANY_ROLE, Officer, Role, SeatDemand, Staffing


class MachineShift(NamedTuple):
    """One machine in one slot, where it stands and from when to when."""

    ordinal: int
    day: date
    shift: ShiftLabel
    machine: MachineName
    unit: UnitCode
    """A cluster's first unit."""
    visit: int
    """The number of the machine's stay: another one each time that it stands elsewhere than in its shift before."""
    is_moving_day: bool
    """Whether the machine comes to another place on this day; its first place of all does not count."""
    starts_minute: int
    """Minutes from the midnight with which the day begins."""
    ends_minute: int


class SeatGroup(NamedTuple):
    """Seats of one machine-shift that are alike."""

    machine_shift: MachineShift
    role: Role
    is_required: bool
    officers: int
    """How many of these seats there are."""


def machine_shifts(campaign: Campaign, plan: Plan) -> tuple[MachineShift, ...]:
    """Every machine-shift of a plan, past ones too, by slot, then machine in workbook order; none for no rows."""
    calendar = campaign.calendar
    rank = {machine.name: number for number, machine in enumerate(campaign.machines)}
    places: dict[tuple[int, int], UnitCode] = {}
    for row in plan.assignments:
        if row.machine in rank and calendar.first_day <= row.date <= calendar.last_day:
            key = calendar.ordinal(row.date, row.shift), rank[row.machine]
            places.setdefault(key, campaign.stop_of(row.unit))
    moving = _moving_days(campaign, places)
    visits: dict[int, tuple[UnitCode, int]] = {}
    shifts = []
    for (ordinal, number), unit in sorted(places.items()):
        before = visits.get(number)
        visit = 1 if before is None else before[1] + (before[0] != unit)
        visits[number] = unit, visit
        slot, machine = calendar.slot(ordinal), campaign.machines[number].name
        hours = hours_of(campaign, slot, unit, machine)
        is_moving = (slot.day, number) in moving
        shifts.append(MachineShift(ordinal, *slot, machine, unit, visit, is_moving, *hours))
    return tuple(shifts)


def _moving_days(campaign: Campaign, places: dict[tuple[int, int], UnitCode]) -> set[tuple[date, int]]:
    stands: dict[int, UnitCode] = {}
    moving = set()
    for (ordinal, number), unit in sorted(places.items()):
        if stands.setdefault(number, unit) != unit:
            moving.add((campaign.calendar.slot(ordinal).day, number))
        stands[number] = unit
    return moving


def seat_groups(case: RosterCase) -> tuple[SeatGroup, ...]:
    """The seats still to be filled, in the order of the machine-shifts, in each by the rows of *Vị trí*."""
    ahead = case.first_ordinal_ahead
    return tuple(
        group
        for shift in machine_shifts(case.campaign, case.plan)
        if shift.ordinal >= ahead
        for group in seats_of(case.staffing, shift)
    )


def seats_of(staffing: Staffing, shift: MachineShift) -> Iterator[SeatGroup]:
    """Whom one machine-shift asks for; rows of one role that are required, and those that are not, add up."""
    if not staffing.demands:
        yield SeatGroup(shift, ANY_ROLE, is_required=False, officers=1)
        return
    counts: dict[tuple[Role, bool], int] = {}
    for demand in staffing.demands:
        if asks_on(demand, shift):
            key = demand.role, demand.is_required
            counts[key] = counts.get(key, 0) + demand.officers
    for (role, is_required), officers in counts.items():
        yield SeatGroup(shift, role, is_required, officers)


def asks_on(demand: SeatDemand, shift: MachineShift) -> bool:
    """Whether a row of *Vị trí* speaks of this machine-shift."""
    return (
        demand.machine in (None, shift.machine)
        and demand.shift in (None, shift.shift)
        and (shift.is_moving_day or not demand.only_when_moving)
    )


def may_sit(campaign: Campaign, officer: Officer, group: SeatGroup) -> bool:
    """Whether the officer has the role and serves the machine or the place; says nothing of dates and leaves."""
    return is_qualified(officer, group.role) and serves(campaign, officer, group.machine_shift)


def is_qualified(officer: Officer, role: Role) -> bool:
    """Whether the officer may take a seat of this role."""
    return role == ANY_ROLE or role in officer.roles


def serves(campaign: Campaign, officer: Officer, shift: MachineShift) -> bool:
    """Whether the officer serves this machine, or the zone of the place where it stands."""
    if not officer.machines and not officer.zones:
        return True
    return shift.machine in officer.machines or campaign.units_by_code[shift.unit].zone in officer.zones


def keeps_own_hours(staffing: Staffing, officer: Officer, shift: MachineShift) -> bool:
    """Whether an officer under article 137 may work these hours: they end in time and touch no night."""
    if officer.works_until_minute is None:
        return True
    return shift.ends_minute <= officer.works_until_minute and not touches_night(staffing, shift)


def touches_night(staffing: Staffing, shift: MachineShift) -> bool:
    """Whether any minute of these hours lies in the night."""
    begins, ends = staffing.regulations.night_from_minute, staffing.regulations.night_to_minute
    if begins < ends:  # a night that begins after midnight
        nights = [(begins, ends), (begins + MINUTES_A_DAY, ends + MINUTES_A_DAY)]
    else:
        nights = [(begins - MINUTES_A_DAY, ends), (begins, ends + MINUTES_A_DAY)]
    return any(shift.starts_minute < end and begin < shift.ends_minute for begin, end in nights)


def is_available(staffing: Staffing, officer: Officer, shift: MachineShift) -> bool:
    """Whether the officer may work this machine-shift by his dates, his leaves and his hours."""
    return (
        officer.first_day <= shift.day <= officer.last_day
        and staffing.leave_on(officer.code, shift.day, shift.shift) is None
        and keeps_own_hours(staffing, officer, shift)
    )


def is_evening(staffing: Staffing, shift: MachineShift) -> bool:
    """Whether more than half of its minutes lie after the hour from which it is evening."""
    return lies_in_the_evening(staffing, shift.starts_minute, shift.ends_minute)


def lies_in_the_evening(staffing: Staffing, starts_minute: int, ends_minute: int) -> bool:
    """The same of hours, in minutes from the midnight with which their day begins."""
    late = ends_minute - max(starts_minute, staffing.regulations.evening_from_minute)
    return 2 * late > ends_minute - starts_minute


def is_weekend(staffing: Staffing, day: date) -> bool:
    """Whether the day is a Saturday, a Sunday or a holiday."""
    return day.weekday() >= SATURDAY or day in staffing.holidays


SATURDAY = 5


def slot_of(shift: MachineShift) -> Slot:
    """Its day and shift."""
    return Slot(shift.day, shift.shift)
