"""Each officer's week in numbers: which seats he could take, what he has worked, how much overtime is left to him."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.calendar import MINUTES_A_DAY, Slot
from planner.domain.hours import hours_of
from planner.domain.record import MachineName
from planner.roster.case import RosterCase
from planner.roster.lawful_week import (
    DAYS_A_WEEK,
    NEVER,
    Allowance,
    Before,
    LawfulWeek,
    Turn,
    TurnsOfWeek,
    limits_of,
)
from planner.roster.seating import (
    MachineShift,
    SeatGroup,
    is_available,
    is_evening,
    lies_in_the_evening,
    may_sit,
    slot_of,
)
from planner.roster.staffing import DutyPin, Officer, OfficerCode

MONTHS_A_YEAR = 12


class DatedTurn(NamedTuple):
    """A duty that an officer has worked, or could."""

    day: date
    turn: Turn


class _Spent(NamedTuple):
    """Overtime of known duties, in minutes."""

    day: date
    minutes: int


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


class PersonalWeeks:
    """The weeks of all officers of a case."""

    def __init__(self, case: RosterCase) -> None:
        self._case = case
        self._ranks = {label: rank for rank, label in enumerate(case.campaign.calendar.shift_labels)}
        self._known = self._known_duties()
        self._spent = {code: self._overtime_of(code, known) for code, known in self._known.items()}
        self._pins: dict[OfficerCode, list[DutyPin]] = defaultdict(list)
        for pin in case.staffing.pins:
            self._pins[pin.officer].append(pin)

    def may_take(self, officer: Officer, group: SeatGroup) -> bool:
        """Whether the officer could have a duty in this seat, as far as his other duties are not looked at."""
        return (
            may_sit(self._case.campaign, officer, group)
            and is_available(self._case.staffing, officer, group.machine_shift)
            and not any(_keeps_off(pin, group) for pin in self._pins.get(officer.code, ()))
        )

    def alike(self, officers: Iterable[Officer], monday: date) -> list[list[Officer]]:
        """Officers who differ in nothing that the seats of this week ask about, in the order of the first of each."""
        found: dict[tuple[object, ...], list[Officer]] = defaultdict(list)
        for officer in officers:
            found[self._kind(officer, monday)].append(officer)
        return list(found.values())

    def _kind(self, officer: Officer, monday: date) -> tuple[object, ...]:
        sunday = monday + timedelta(days=DAYS_A_WEEK - 1)
        leaves = self._case.staffing.leaves_by_officer.get(officer.code, ())
        return (
            frozenset(officer.roles),
            frozenset(officer.machines),
            frozenset(officer.zones),
            officer.works_until_minute,
            max(officer.first_day, monday),
            min(officer.last_day, sunday),
            tuple(
                (max(leave.first_day, monday), min(leave.last_day, sunday), leave.shifts)
                for leave in leaves
                if leave.first_day <= sunday and leave.last_day >= monday
            ),
            tuple(
                (pin.day, pin.shift, pin.machine, pin.role, pin.forbids)
                for pin in self._pins.get(officer.code, ())
                if monday <= pin.day <= sunday
            ),
            self.week_of(officer, monday, ()),
        )

    def week_of(self, officer: Officer, monday: date, turns: Iterable[DatedTurn]) -> LawfulWeek:
        """The week of an officer who could take any of these turns in it."""
        known = self._known.get(officer.code, [])
        return LawfulWeek(
            limits=limits_of(
                self._case.staffing.regulations, officer.most_shifts_a_week, is_protected=officer.is_protected
            ),
            turns=_by_weekday(turns),
            done=_by_weekday(one for one in known if monday_of(one.day) == monday),
            before=_before(monday, [one for one in known if one.day < monday]),
            allowance=self._allowance(monday, self._spent.get(officer.code, [])),
        )

    def week_of_anybody(self, monday: date, turns: Iterable[DatedTurn]) -> LawfulWeek:
        """The same of an officer without leave, limit or past, whom the unit does not have yet."""
        limits = limits_of(self._case.staffing.regulations, None, is_protected=False)
        return LawfulWeek(limits, _by_weekday(turns), _by_weekday(()), None, self._allowance(monday, []))

    def in_workbook_order(self, machines: Set[MachineName]) -> tuple[MachineName, ...]:
        """Some machines, as the workbook lists them."""
        return tuple(machine.name for machine in self._case.campaign.machines if machine.name in machines)

    def in_order_of_staffing(self, officers: Set[OfficerCode]) -> tuple[OfficerCode, ...]:
        """Some officers, as the workbook lists them."""
        return tuple(officer.code for officer in self._case.staffing.officers if officer.code in officers)

    def turn_of(self, shift: MachineShift) -> DatedTurn:
        """A machine-shift as a duty of whoever works it."""
        hours = shift.starts_minute, shift.ends_minute
        return DatedTurn(shift.day, Turn(self._ranks[shift.shift], *hours, is_evening(self._case.staffing, shift)))

    def _known_duties(self) -> dict[OfficerCode, list[DatedTurn]]:
        """In time order."""
        campaign, staffing = self._case.campaign, self._case.staffing
        known: dict[OfficerCode, list[DatedTurn]] = defaultdict(list)
        for past in staffing.past:
            if past.shift not in self._ranks:
                continue
            shift = campaign.calendar.shift(past.shift)
            known[past.officer].append(
                self._known_duty(Slot(past.day, past.shift), shift.starts_minute, shift.ends_minute)
            )
        for duty in self._case.situation.history:
            if duty.shift not in self._ranks:
                continue
            slot = Slot(duty.date, duty.shift)
            known[duty.officer].append(self._known_duty(slot, *hours_of(campaign, slot, duty.unit, duty.machine)))
        for own in known.values():
            own.sort()
        return known

    def _known_duty(self, slot: Slot, starts: int, ends: int) -> DatedTurn:
        evening = lies_in_the_evening(self._case.staffing, starts, ends)
        return DatedTurn(slot.day, Turn(self._ranks[slot.shift], starts, ends, evening))

    def _overtime_of(self, code: OfficerCode, known: Sequence[DatedTurn]) -> list[_Spent]:
        normal = self._case.staffing.regulations.week_minutes
        worked: dict[date, int] = defaultdict(int)
        spent = []
        for day, turn in known:
            before = worked[monday_of(day)]
            after = before + turn.ends_minute - turn.starts_minute
            worked[monday_of(day)] = after
            spent.append(_Spent(day, max(0, after - normal) - max(0, before - normal)))
        return spent

    def _allowance(self, monday: date, spent: Sequence[_Spent]) -> Allowance:
        """What is left of the sums of month and year once the weeks before are counted."""
        sunday = monday + timedelta(days=DAYS_A_WEEK - 1)
        earlier = [one for one in spent if one.day < monday]
        first, second = (_month_left(self._case, day, earlier) for day in (monday, sunday))
        together = year_left = _year_left(self._case, monday, earlier)
        if monday.year != sunday.year:
            first, second = min(first, year_left), min(second, _year_left(self._case, sunday, earlier))
            together = first + second
        days = DAYS_A_WEEK if monday.month == sunday.month else DAYS_A_WEEK - sunday.day
        return Allowance(days, first, second, together)


def _month_left(case: RosterCase, day: date, earlier: Sequence[_Spent]) -> int:
    month = (day.year, day.month)
    used = sum(one.minutes for one in earlier if (one.day.year, one.day.month) == month)
    return max(0, case.staffing.regulations.overtime_month_minutes - used)


def _year_left(case: RosterCase, day: date, earlier: Sequence[_Spent]) -> int:
    used = sum(one.minutes for one in earlier if one.day.year == day.year)
    return max(0, case.staffing.regulations.overtime_year_minutes - used)


def _keeps_off(pin: DutyPin, group: SeatGroup) -> bool:
    """Whether a pin keeps its officer off this seat: it forbids the slot, or puts him in another seat then."""
    day, shift = slot_of(group.machine_shift)
    if pin.day != day or pin.shift not in (None, shift):
        return False
    return pin.forbids or pin.machine not in (None, group.machine_shift.machine) or pin.role not in (None, group.role)


def _by_weekday(turns: Iterable[DatedTurn]) -> TurnsOfWeek:
    """Turns of one week under their weekday, each once, in the order of the day."""
    found: list[set[Turn]] = [set() for _day in range(DAYS_A_WEEK)]
    for day, turn in turns:
        found[day.weekday()].add(turn)
    return tuple(tuple(sorted(day)) for day in found)


def _before(monday: date, known: Sequence[DatedTurn]) -> Before | None:
    """What of known duties, in time order, binds the week that begins on this Monday; None where nothing does."""
    if not known or (monday - known[-1].day).days > DAYS_A_WEEK:
        return None
    days, evenings = {one.day for one in known}, {one.day for one in known if one.turn.is_evening}
    ends = [(one.day - monday).days * MINUTES_A_DAY + one.turn.ends_minute for one in known]
    last_day, last_evening = max(days), max(evenings, default=None)
    return Before(
        last_day=(last_day - monday).days,
        last_shift=known[-1].turn.shift,
        last_end=ends[-1],
        latest_end=max(ends),
        run=_in_a_row(days, last_day),
        evenings=0 if last_evening is None else _in_a_row(evenings, last_evening),
        evening_day=NEVER if last_evening is None else (last_evening - monday).days,
    )


def _in_a_row(days: set[date], last: date) -> int:
    number = 0
    while last - timedelta(days=number) in days:
        number += 1
    return number
