"""Who had told of a day's work by the hour at which figures are due.

What is due at that hour of a day are the slots that have ended since the same hour of the day before, the one that ends
on the stroke included.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from planner.domain.calendar import days_between
from planner.domain.campaign import Campaign, Unit
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.report import MissingSlot, Punctuality, Silence
from planner.domain.results import Result

A_DAY = timedelta(days=1)


class Told(NamedTuple):
    """A result as it came, corrections and what they have corrected alike."""

    result: Result
    recorded_at: datetime
    """Bears a time zone."""


class Expected(NamedTuple):
    """A slot in which a machine was to be at a unit, by the plan that held for it."""

    day: date
    shift: ShiftLabel
    machine: MachineName
    unit: UnitCode


def due_moment(day: date, due_minute: int, zone: tzinfo) -> datetime:
    """When the figures of a day are due, by the clock of this zone."""
    return datetime.combine(day, time(), zone) + timedelta(minutes=due_minute)


def punctuality(
    campaign: Campaign,
    told: Sequence[Told],
    expected: Iterable[Expected],
    days: tuple[date, date],
    *,
    now: datetime,
    zone: tzinfo,
) -> Punctuality:
    """Who was silent at the hour of each of these days, first and last included.

    A day whose hour has not come at `now` is judged by what is there, and `is_open` says so. With
    `Reporting.all_units_report` each unit reports on each day of the campaign, if only a figure of that day or of the
    one before; otherwise only units with a planned slot do.
    """
    due_minute, first, last = campaign.reporting.due_minute, *days
    planned = tuple(expected)
    slots, rows = _slots_by_due_day(campaign, planned), _Rows(told, planned)
    silences: list[Silence] = []
    reporting: set[UnitCode] = set()
    for day in days_between(first, last):
        due, here = due_moment(day, due_minute, zone), slots.get(day, {})
        for unit in campaign.units:
            times = [(slot, rows.first_about(slot)) for slot in here.get(unit.code, ())]
            is_daily = _reports_daily(campaign, day)
            if times or is_daily:
                reporting.add(unit.code)
            late = [(slot, at) for slot, at in times if at is None or at > due]
            ends = [at for _slot, at in late]
            if is_daily and not rows.has_any(unit.code, day, due - A_DAY, due):
                ends.append(rows.first_of_unit(unit.code, day, due))
            if ends:
                silences.append(_silence(unit, day, [slot for slot, _at in late], ends, is_due=now >= due))
    return Punctuality(
        due_minute=due_minute,
        num_expected=len(reporting),
        is_open=now < due_moment(last, due_minute, zone),
        silences=tuple(silences),
    )


def due_day_of(campaign: Campaign, slot: Expected) -> date:
    """The day at whose hour the figures of the slot are due: its own, or the next if the slot ends later."""
    ends = {shift.label: shift.ends_minute for shift in campaign.calendar.shifts}
    return slot.day if ends[slot.shift] <= campaign.reporting.due_minute else slot.day + A_DAY


def _slots_by_due_day(campaign: Campaign, expected: Iterable[Expected]) -> dict[date, dict[UnitCode, list[Expected]]]:
    """The slots of each unit under the day on which their figures are due: their own, or the next if they end later."""
    ends = {shift.label: shift.ends_minute for shift in campaign.calendar.shifts}
    found: dict[date, dict[UnitCode, list[Expected]]] = {}
    for slot in expected:
        if slot.shift in ends and slot.unit in campaign.units_by_code:
            found.setdefault(due_day_of(campaign, slot), {}).setdefault(slot.unit, []).append(slot)
    return found


def _reports_daily(campaign: Campaign, day: date) -> bool:
    calendar = campaign.calendar
    return campaign.reporting.all_units_report and calendar.first_day <= day <= calendar.last_day


def _silence(
    unit: Unit, day: date, slots: Iterable[Expected], ends: Sequence[datetime | None], *, is_due: bool
) -> Silence:
    known = [end for end in ends if end is not None]
    return Silence(
        day=day,
        unit=unit.code,
        name=unit.name,
        slots=tuple(MissingSlot(day=slot.day, shift=slot.shift, machine=slot.machine) for slot in slots),
        recorded_at=max(known) if len(known) == len(ends) else None,
        is_due=is_due,
    )


class _Rows:
    """What was told, by what it is about."""

    def __init__(self, told: Iterable[Told], expected: Iterable[Expected]) -> None:
        self._of_machine: dict[tuple[date, ShiftLabel | None, MachineName | None], dict[UnitCode, datetime]] = {}
        self._of_stand_in: dict[tuple[date, ShiftLabel | None, UnitCode], datetime] = {}
        self._of_unit: dict[tuple[date, UnitCode], list[datetime]] = {}
        self._beside: dict[tuple[date, ShiftLabel | None, MachineName | None], set[UnitCode]] = {}
        """The units that each machine's slot is expected of; several are of one cluster."""
        for slot in expected:
            self._beside.setdefault((slot.day, slot.shift, slot.machine), set()).add(slot.unit)
        busy = {(slot.day, slot.shift, slot.machine) for slot in expected}
        for result, at in told:
            by_machine = (result.day, result.shift, result.machine)
            units = self._of_machine.setdefault(by_machine, {})
            units[result.unit] = min(at, units.get(result.unit, at))
            if result.machine is not None and by_machine not in busy:
                at_unit = (result.day, result.shift, result.unit)
                self._of_stand_in[at_unit] = min(at, self._of_stand_in.get(at_unit, at))
            self._of_unit.setdefault((result.day, result.unit), []).append(at)

    def first_about(self, slot: Expected) -> datetime | None:
        """When anybody first told of the slot; None for never.

        That is where its machine was then, be it at another unit, though not what it did for another unit of the same
        cluster that is expected beside this one; or what a machine without a slot did in its place.
        """
        of_machine = self._of_machine.get((slot.day, slot.shift, slot.machine), {})
        others = self._beside[slot.day, slot.shift, slot.machine] - {slot.unit}
        of_stand_in = self._of_stand_in.get((slot.day, slot.shift, slot.unit))
        told = [at for unit, at in of_machine.items() if unit not in others]
        return min([*told, *([of_stand_in] if of_stand_in is not None else [])], default=None)

    def has_any(self, unit: UnitCode, day: date, after: datetime, until: datetime) -> bool:
        """Whether anything about the unit's day, or the one before, came after one moment and by another."""
        return any(after < at <= until for at in self._about(unit, day))

    def first_of_unit(self, unit: UnitCode, day: date, after: datetime) -> datetime | None:
        """When something about the unit's day, or the one before, first came after this moment; None for never."""
        return min((at for at in self._about(unit, day) if at > after), default=None)

    def _about(self, unit: UnitCode, day: date) -> list[datetime]:
        return self._of_unit.get((day, unit), []) + self._of_unit.get((day - A_DAY, unit), [])
