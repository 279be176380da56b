"""When people are received, as a sentence tells it: days and hours of slots in a row."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby

from planner.domain.calendar import Shift, Slot
from planner.domain.campaign import Campaign
from planner.domain.difference import ReceivedSlot
from planner.domain.hours import Hours, hours_of
from planner.domain.record import ShiftLabel, UnitCode
from planner.prints.words.clock_hours import clock_told, joined_hours
from planner.prints.words.text import printable
from planner.texts import spoken_day

SHORTEST_PERIOD = 3
"""So many days one after the other, and more, are told as a period."""


HoursOfSlot = Callable[[ReceivedSlot], Iterable[Hours]]
"""From when to when people are received in a slot; nothing where the workbook knows its shift no longer."""


def times_by_place(campaign: Campaign, slots: Iterable[ReceivedSlot], hours: HoursOfSlot | None = None) -> list[str]:
    """Times and their place, in the order in which people are first received there; a place is told once."""
    places: dict[str, list[ReceivedSlot]] = {}
    for slot in slots:
        places.setdefault(printable(slot.place), []).append(slot)
    return [
        f"{times_told(campaign, together, hours)} tại {place}" if place else times_told(campaign, together, hours)
        for place, together in places.items()
    ]


def times_told(campaign: Campaign, slots: Iterable[ReceivedSlot], hours: HoursOfSlot | None = None) -> str:
    """Days and hours: *các ngày 19, 20/4/2023 (từ 7h00 đến 23h00) và ngày 21/4/2023 (từ 7h00 đến 15h00)*.

    Without a word on hours they are those of the sheet *Ca*.
    """
    hours_of_day = [
        (day, _periods_told(list(of_day), hours or shift_hours(campaign)))
        for day, of_day in groupby(slots, key=lambda slot: slot.day)
    ]
    return joined_by_and(
        f"{_days_told([day for day, _told in same])} ({told})"
        for told, same in groupby(hours_of_day, key=lambda each: each[1])
    )


def shift_hours(campaign: Campaign) -> HoursOfSlot:
    """The hours of the sheet *Ca*."""

    def hours(slot: ReceivedSlot) -> tuple[Hours, ...]:
        shift = shift_of(campaign, slot.shift)
        return (Hours(shift.starts_minute, shift.ends_minute),) if shift else ()

    return hours


def own_hours(campaign: Campaign, unit: UnitCode) -> HoursOfSlot:
    """The hours at this unit of the machine that stands there, the first of several; of a shared slot its part."""

    def hours(slot: ReceivedSlot) -> tuple[Hours, ...]:
        if slot.part is not None:
            return (slot.part,)
        if shift_of(campaign, slot.shift) is None:
            return ()
        machine = slot.machines[0] if slot.machines else None
        return (hours_of(campaign, Slot(slot.day, slot.shift), unit, machine),)

    return hours


def hours_told(hours: Iterable[Hours]) -> str:
    """*7h00 đến 15h00 và 18h00 đến 2h00 sáng hôm sau*."""
    return joined_by_and(f"{clock_told(each.starts_minute)} đến {clock_told(each.ends_minute)}" for each in hours)


def _periods_told(slots: list[ReceivedSlot], hours: HoursOfSlot) -> str:
    """A day's hours, those that follow each other without a pause as one."""
    found = [(slot, tuple(hours(slot))) for slot in slots]
    unknown = [printable(slot.shift) for slot, of_slot in found if not of_slot]
    periods = joined_hours(each for _slot, of_slot in found for each in of_slot)
    return joined_by_and([f"từ {hours_told([each])}" for each in periods] + unknown)


def without_pauses(shifts: Iterable[Shift]) -> list[tuple[int, int]]:
    """From which minute of the day to which, for shifts in the order of the day; those without a pause as one."""
    periods: list[tuple[int, int]] = []
    for shift in shifts:
        if periods and periods[-1][1] == shift.starts_minute:
            periods[-1] = (periods[-1][0], shift.ends_minute)
        else:
            periods.append((shift.starts_minute, shift.ends_minute))
    return periods


def _days_told(days: list[date]) -> str:
    """*ngày 19/4/2023*, *các ngày 19, 20/4/2023*, *từ ngày 19/4/2023 đến hết ngày 23/4/2023*, or several of these."""
    runs: list[list[date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    told: list[str] = []
    single: list[date] = []
    for run in runs:
        if len(run) < SHORTEST_PERIOD:
            single += run
            continue
        told += _single_days_told(single)
        single = []
        told.append(f"từ ngày {spoken_day(run[0])} đến hết ngày {spoken_day(run[-1])}")
    return joined_by_and([*told, *_single_days_told(single)])


def _single_days_told(days: list[date]) -> list[str]:
    """The days, a text for each month: *các ngày 19, 20/4/2023*; none for no days."""
    told = []
    for _month, together in groupby(days, key=lambda day: (day.year, day.month)):
        *first, last = together
        told.append(
            f"các ngày {', '.join(str(day.day) for day in first)}, {spoken_day(last)}"
            if first
            else f"ngày {spoken_day(last)}"
        )
    return told


def joined_by_and(texts: Iterable[str]) -> str:
    """Texts in a row: the last after *và*."""
    *first, last = texts
    return f"{', '.join(first)} và {last}" if first else last


def shift_of(campaign: Campaign, label: ShiftLabel) -> Shift | None:
    """The shift of this name; None if the workbook has it no longer."""
    return next((shift for shift in campaign.calendar.shifts if shift.label == label), None)
