"""When people are received, as a sentence tells it: days and hours of slots in a row."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from planner.domain.calendar import Shift
from planner.domain.campaign import Campaign
from planner.domain.difference import ReceivedSlot
from planner.domain.record import ShiftLabel
from planner.prints.words.text import printable
from planner.texts import spoken_clock, spoken_day

SHORTEST_PERIOD = 3
"""So many days one after the other, and more, are told as a period."""


def times_by_place(campaign: Campaign, slots: Iterable[ReceivedSlot]) -> list[str]:
    """Times and their place, in the order in which people are first received there; a place is told once."""
    places: dict[str, list[ReceivedSlot]] = {}
    for slot in slots:
        places.setdefault(printable(slot.place), []).append(slot)
    return [
        f"{times_told(campaign, together)} tại {place}" if place else times_told(campaign, together)
        for place, together in places.items()
    ]


def times_told(campaign: Campaign, slots: Iterable[ReceivedSlot]) -> str:
    """Days and hours: *các ngày 19, 20/4/2023 (từ 7h00 đến 23h00) và ngày 21/4/2023 (từ 7h00 đến 15h00)*."""
    hours_of_day = [
        (day, _hours_told(campaign, list(of_day))) for day, of_day in groupby(slots, key=lambda slot: slot.day)
    ]
    return joined_by_and(
        f"{_days_told([day for day, _hours in same])} ({hours})"
        for hours, same in groupby(hours_of_day, key=lambda each: each[1])
    )


def _hours_told(campaign: Campaign, slots: list[ReceivedSlot]) -> str:
    """A day's hours, shifts that follow each other without a pause as one."""
    shifts = [(slot.shift, shift_of(campaign, slot.shift)) for slot in slots]
    unknown = [printable(label) for label, shift in shifts if shift is None]
    periods = without_pauses(shift for _label, shift in shifts if shift)
    return joined_by_and([f"từ {spoken_clock(start)} đến {spoken_clock(end)}" for start, end in periods] + unknown)


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
