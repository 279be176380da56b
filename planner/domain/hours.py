"""The hours that hold at one unit, for one machine, on one day: the sheet *Ca*'s, or those of *Giờ riêng*."""

from typing import NamedTuple

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, OwnHours
from planner.domain.record import MachineName, UnitCode


class Hours(NamedTuple):
    """From when to when, in minutes from the midnight with which the day begins; past 24h00 is the next day."""

    starts_minute: int
    ends_minute: int


def hours_of(campaign: Campaign, slot: Slot, unit: UnitCode | None = None, machine: MachineName | None = None) -> Hours:
    """The hours of a slot for this unit and machine; None asks for what holds whoever it is.

    Of several rows that fit the one with the most conditions wins; of as many, one with a unit, then one with a
    machine, then the first. A row that names one unit of a cluster speaks of that unit alone.
    """
    fitting = [row for row in campaign.own_hours if _fits(row, slot, unit, machine)]
    if fitting:
        row = max(fitting, key=_says)
        return Hours(row.starts_minute, row.ends_minute)
    shift = campaign.calendar.shift(slot.shift)
    return Hours(shift.starts_minute, shift.ends_minute)


def _fits(row: OwnHours, slot: Slot, unit: UnitCode | None, machine: MachineName | None) -> bool:
    return (
        row.shift == slot.shift
        and row.unit in (None, unit)
        and row.machine in (None, machine)
        and (not row.weekdays or slot.day.weekday() in row.weekdays)
    )


def _says(row: OwnHours) -> tuple[int, bool, bool]:
    has_unit, has_machine, has_weekdays = row.unit is not None, row.machine is not None, bool(row.weekdays)
    return has_unit + has_machine + has_weekdays, has_unit, has_machine
