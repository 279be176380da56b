"""What a roster's case says, read a third time and by the clock of `datetime`: seats, hours, who may sit where.

Slow and plain: it shares nothing with the checker, and nothing with what computes seats and parts for the search.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from planner.domain.campaign import OwnHours
from planner.domain.record import MachineName, UnitCode
from planner.roster.case import RosterCase
from planner.roster.duties import Duty
from planner.roster.staffing import Officer, Role

DAY = timedelta(days=1)
SlotKey = tuple[date, int]
"""A day and the number of a shift, from 0."""


class Hours(NamedTuple):
    begin: datetime
    end: datetime


class Work(NamedTuple):
    """Something that an officer works. Sorted, it is in time order."""

    day: date
    number: int
    """Of the shift in the day."""
    hours: Hours
    machine: MachineName | None
    """None for a row of *Đã làm*."""
    place: UnitCode | None
    role: Role | None
    is_ahead: bool

    @property
    def slot(self) -> SlotKey:
        return self.day, self.number

    @property
    def is_duty(self) -> bool:
        return self.machine is not None


@dataclass(frozen=True)
class Seats:
    required: int
    others: int

    @property
    def all(self) -> int:
        return self.required + self.others


class Facts:
    """What a case says, put so that rules can be read off."""

    def __init__(self, case: RosterCase) -> None:
        self.case = case
        self.staffing = case.staffing
        self.law = case.staffing.regulations
        campaign = case.campaign
        self.labels = [shift.label for shift in campaign.calendar.shifts]
        situation = case.situation
        first_shift = 0 if situation.as_of_shift is None else self.labels.index(situation.as_of_shift)
        self.first_ahead: SlotKey = (situation.as_of or campaign.calendar.first_day, first_shift)
        self.first_of = {code: cluster.units[0] for cluster in campaign.clusters for code in cluster.units}
        self.zone = {unit.code: unit.zone for unit in campaign.units}
        self.places: dict[tuple[SlotKey, MachineName], UnitCode] = {}
        for row in case.plan.assignments:
            key = (row.date, self.labels.index(row.shift)), row.machine
            self.places.setdefault(key, self.first_of.get(row.unit, row.unit))
        self.asked = {key: self._asked(*key) for key in self.places}

    def _asked(self, slot: SlotKey, machine: MachineName) -> dict[Role, Seats]:
        if not self.staffing.demands:
            return {Role(""): Seats(0, 1)}
        found: dict[Role, Seats] = {}
        for row in self.staffing.demands:
            fits = row.machine in (None, machine) and row.shift in (None, self.labels[slot[1]])
            if fits and (not row.only_when_moving or self._moves_on(slot[0], machine)):
                old = found.get(row.role, Seats(0, 0))
                more = (row.officers, 0) if row.is_required else (0, row.officers)
                found[row.role] = Seats(old.required + more[0], old.others + more[1])
        return found

    def visits(self, machine: MachineName) -> list[tuple[SlotKey, UnitCode]]:
        return sorted((slot, place) for (slot, name), place in self.places.items() if name == machine)

    def _moves_on(self, day: date, machine: MachineName) -> bool:
        told = self.visits(machine)
        return any(slot[0] == day and place != before for (_slot, before), (slot, place) in itertools.pairwise(told))

    def hours(self, slot: SlotKey, place: UnitCode | None = None, machine: MachineName | None = None) -> Hours:
        """By *Ca*, and where a place and a machine are given by *Giờ riêng* too."""
        day, number = slot
        shift = self.case.campaign.calendar.shifts[number]
        begins, ends = shift.starts_minute, shift.ends_minute
        if machine is not None:
            rows = [row for row in self.case.campaign.own_hours if self._fits(row, slot, place, machine)]
            for row in sorted(rows, key=lambda row: (-_conditions(row), row.unit is None, row.machine is None))[:1]:
                begins, ends = row.starts_minute, row.ends_minute
        midnight = datetime.combine(day, time())
        return Hours(midnight + timedelta(minutes=begins), midnight + timedelta(minutes=ends))

    def _fits(self, row: OwnHours, slot: SlotKey, place: UnitCode | None, machine: MachineName) -> bool:
        same_shift = row.shift == self.labels[slot[1]]
        on_weekday = slot[0].weekday() in row.weekdays or not row.weekdays
        return same_shift and on_weekday and row.unit in (None, place) and row.machine in (None, machine)

    def work_of(self, duty: Duty) -> Work:
        slot = duty.date, self.labels.index(duty.shift)
        place = duty.unit if duty.done else self.places.get((slot, duty.machine), duty.unit)
        hours = self.hours(slot, place, duty.machine)
        return Work(*slot, hours, duty.machine, duty.unit, duty.role, not duty.done)

    def works_of(self, officer: Officer, duties: Iterable[Duty]) -> list[Work]:
        """Everything that the officer works, in time order."""
        before = [
            Work(row.day, number, self.hours((row.day, number)), None, None, None, is_ahead=False)
            for row in self.staffing.past
            if row.officer == officer.code
            for number in [self.labels.index(row.shift)]
        ]
        own = [self.work_of(duty) for duty in duties if duty.officer == officer.code]
        return sorted(before + own, key=lambda work: work.slot)

    def qualifies(self, officer: Officer, role: Role) -> bool:
        return role == "" or role in officer.roles

    def serves(self, officer: Officer, machine: MachineName, place: UnitCode) -> bool:
        if not officer.machines and not officer.zones:
            return True
        return machine in officer.machines or self.zone[place] in officer.zones

    def own_hours_kept(self, officer: Officer, day: date, hours: Hours) -> bool:
        if officer.works_until_minute is None:
            return True
        if hours.end > datetime.combine(day, time()) + timedelta(minutes=officer.works_until_minute):
            return False
        minute = hours.begin
        while minute < hours.end:
            if self._is_night(minute.hour * 60 + minute.minute):
                return False
            minute += timedelta(minutes=1)
        return True

    def _is_night(self, minute: int) -> bool:
        begins, ends = self.law.night_from_minute, self.law.night_to_minute
        return begins <= minute < ends if begins < ends else minute >= begins or minute < ends

    def is_away(self, officer: Officer, slot: SlotKey) -> bool:
        label = self.labels[slot[1]]
        return not officer.first_day <= slot[0] <= officer.last_day or any(
            leave.officer == officer.code
            and leave.first_day <= slot[0] <= leave.last_day
            and label in (leave.shifts or self.labels)
            for leave in self.staffing.leaves
        )

    def is_evening(self, day: date, hours: Hours) -> bool:
        dusk = datetime.combine(day, time()) + timedelta(minutes=self.law.evening_from_minute)
        late = max(timedelta(), hours.end - max(dusk, hours.begin))
        return late > (hours.end - hours.begin) / 2

    def is_weekend(self, day: date) -> bool:
        return day.isoweekday() >= 6 or day in self.staffing.holidays

    def overtime(self, works: Sequence[Work]) -> list[timedelta]:
        """The overtime of each, in their order."""
        normal, found = timedelta(minutes=self.law.week_minutes), []
        for number, work in enumerate(works):
            earlier = sum(
                (other.hours.end - other.hours.begin for other in works[:number] if week(other.day) == week(work.day)),
                timedelta(),
            )
            after = earlier + work.hours.end - work.hours.begin
            found.append(max(timedelta(), after - normal) - max(timedelta(), earlier - normal))
        return found


def week(day: date) -> tuple[int, int]:
    """The year and number of the week, which begins on a Monday."""
    return day.isocalendar()[:2]


def _conditions(row: OwnHours) -> int:
    return (row.unit is not None) + (row.machine is not None) + bool(row.weekdays)
