"""The hours that hold for a machine at the units that a line may mean: those of sheet *Giờ riêng*."""

from collections.abc import Collection
from datetime import date

from planner.domain.calendar import Shift, Slot, days_between
from planner.domain.campaign import Campaign
from planner.domain.hours import hours_of
from planner.domain.record import MachineName, UnitCode
from planner.intake.appendix.days.shift_names import OwnTimetable

A_WEEK = 7


def own_timetables(campaign: Campaign, units: Collection[UnitCode], machine: MachineName) -> tuple[OwnTimetable, ...]:
    """Every timetable that holds there and is not that of sheet *Ca*; none where the campaign has no own hours."""
    if not any(row.machine in (None, machine) and row.unit in (None, *units) for row in campaign.own_hours):
        return ()
    weekdays: dict[tuple[Shift, ...], set[int]] = {}
    for day in list(days_between(campaign.calendar.first_day, campaign.calendar.last_day))[:A_WEEK]:
        for unit in sorted(units) or (None,):
            weekdays.setdefault(_shifts_there(campaign, day, unit, machine), set()).add(day.weekday())
    return tuple(
        OwnTimetable(frozenset(found), shifts)
        for shifts, found in weekdays.items()
        if shifts != campaign.calendar.shifts
    )


def _shifts_there(campaign: Campaign, day: date, unit: UnitCode | None, machine: MachineName) -> tuple[Shift, ...]:
    found = []
    for shift in campaign.calendar.shifts:
        hours = hours_of(campaign, Slot(day, shift.label), unit, machine)
        found.append(shift.model_copy(update={"starts_minute": hours.starts_minute, "ends_minute": hours.ends_minute}))
    return tuple(found)
