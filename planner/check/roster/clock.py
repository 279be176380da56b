"""Minutes, weeks and nights as the checker of rosters counts them."""

from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.calendar import MINUTES_A_DAY, Slot
from planner.domain.campaign import Campaign, OwnHours
from planner.domain.record import MachineName, UnitCode
from planner.roster.regulations import Regulations

MINUTES_A_WEEK = 7 * MINUTES_A_DAY


class Stretch(NamedTuple):
    """From when to when, in minutes on one line through all days."""

    begins: int
    ends: int

    @property
    def minutes(self) -> int:
        """How long it lasts, breaks included."""
        return self.ends - self.begins


def midnight(day: date) -> int:
    """The minute with which the day begins."""
    return day.toordinal() * MINUTES_A_DAY


def monday_of(day: date) -> date:
    """The Monday with which the day's week begins."""
    return day - timedelta(days=day.weekday())


def stretch_of(campaign: Campaign, slot: Slot, unit: UnitCode, machine: MachineName) -> Stretch:
    """The hours of a slot at this unit with this machine, by the sheets *Ca* and *Giờ riêng*."""
    shift = campaign.calendar.shift(slot.shift)
    begins, ends = shift.starts_minute, shift.ends_minute
    closest = (-1, False, False)
    for row in campaign.own_hours:
        if _speaks_of(row, slot, unit, machine):
            closeness = _closeness(row)
            if closeness > closest:
                closest, begins, ends = closeness, row.starts_minute, row.ends_minute
    return Stretch(midnight(slot.day) + begins, midnight(slot.day) + ends)


def plain_stretch_of(campaign: Campaign, slot: Slot) -> Stretch:
    """The hours of a slot by the sheet *Ca* alone."""
    shift = campaign.calendar.shift(slot.shift)
    return Stretch(midnight(slot.day) + shift.starts_minute, midnight(slot.day) + shift.ends_minute)


def _speaks_of(row: OwnHours, slot: Slot, unit: UnitCode, machine: MachineName) -> bool:
    if row.shift != slot.shift or (row.weekdays and slot.day.weekday() not in row.weekdays):
        return False
    return (row.unit is None or row.unit == unit) and (row.machine is None or row.machine == machine)


def _closeness(row: OwnHours) -> tuple[int, bool, bool]:
    """More conditions win; of as many, one with a unit, then one with a machine."""
    conditions = [row.unit is not None, row.machine is not None, len(row.weekdays) > 0]
    return sum(conditions), conditions[0], conditions[1]


def touches_night(regulations: Regulations, day: date, hours: Stretch) -> bool:
    """Whether a minute of a duty that begins on this day lies in a night."""
    length = (regulations.night_to_minute - regulations.night_from_minute) % MINUTES_A_DAY or MINUTES_A_DAY
    for days_later in (-1, 0, 1):
        falls = midnight(day) + days_later * MINUTES_A_DAY + regulations.night_from_minute
        if falls < hours.ends and hours.begins < falls + length:
            return True
    return False


def is_evening(regulations: Regulations, day: date, hours: Stretch) -> bool:
    """Whether more than half of the minutes of a duty of this day lie after the minute from which it is evening."""
    dusk = midnight(day) + regulations.evening_from_minute
    return hours.ends - max(hours.begins, dusk) > min(hours.ends, max(hours.begins, dusk)) - hours.begins
