"""A roster laid beside its plan: which machine-shifts there are, and what each officer works in time order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from planner.check.roster.clock import (
    Stretch,
    is_evening,
    midnight,
    monday_of,
    plain_stretch_of,
    stretch_of,
    touches_night,
)
from planner.domain.calendar import Slot
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.roster.case import RosterCase
from planner.roster.duties import Duty
from planner.roster.policy import DutyGoal
from planner.roster.staffing import DutyPin, Officer, OfficerCode, Role

SlotMachine = tuple[int, MachineName]
"""The ordinal of a slot and a machine: what names a machine-shift."""


class PostShift(NamedTuple):
    """A machine-shift of the plan."""

    ordinal: int
    slot: Slot
    machine: MachineName
    place: UnitCode
    """A cluster's first unit."""
    stay: int
    """Grows by one each time that the machine stands elsewhere than in its machine-shift before."""
    hours: Stretch


class SeatCount(NamedTuple):
    """How many officers of one role a machine-shift asks for."""

    required: int
    others: int

    @property
    def seats(self) -> int:
        """All of them."""
        return self.required + self.others


class Turn(NamedTuple):
    """What an officer works: a duty, or a row of *Đã làm*. Sorted, turns are in time order."""

    ordinal: int
    """Of its slot; below 1 before the campaign."""
    machine_rank: int
    day: date
    shift: ShiftLabel
    hours: Stretch
    duty: Duty | None
    """None for a row of *Đã làm*."""
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class Working:
    """One officer with everything that he works."""

    officer: Officer
    turns: tuple[Turn, ...]
    """In time order: what was before the campaign, what is done, what lies ahead."""

    @property
    def ahead(self) -> Iterator[Turn]:
        """What he is still to work."""
        return (turn for turn in self.turns if turn.is_ahead)


class DutyReading:
    """What every rule and goal of a roster looks at.

    Duties that name an officer or a shift that there is not, or ahead a machine or a unit, are passed over here; `seat`
    names those that lie ahead.
    """

    def __init__(self, case: RosterCase, duties: Sequence[Duty]) -> None:
        self.case = case
        self.campaign = case.campaign
        self.staffing = case.staffing
        self.regulations = case.staffing.regulations
        self.situation = case.situation
        self.duties = tuple(duties)
        self.values: dict[DutyGoal, int] = {}
        """The goals that have been reckoned so far."""

    @cached_property
    def first_ordinal_ahead(self) -> int:
        """The first slot still to be rostered; the start of its day where the campaign lacks the shift."""
        calendar, situation = self.campaign.calendar, self.situation
        if situation.as_of is None:
            return 1
        return self.ordinal_at(situation.as_of, situation.as_of_shift or calendar.shift_labels[0])

    def ordinal_of(self, duty: Duty) -> int | None:
        """The ordinal of the duty's slot; None for a shift that the campaign does not have."""
        number = self._shift_numbers.get(duty.shift)
        if number is None:
            return None
        return (duty.date.toordinal() - self._first_day) * len(self._shift_numbers) + number

    @cached_property
    def _first_day(self) -> int:
        return self.campaign.calendar.first_day.toordinal()

    @cached_property
    def _shift_numbers(self) -> dict[ShiftLabel, int]:
        return {label: number for number, label in enumerate(self.campaign.calendar.shift_labels, 1)}

    def ordinal_at(self, day: date, shift: ShiftLabel) -> int:
        """The ordinal of a slot; that of the day's first for a shift that the campaign does not have."""
        labels = self.campaign.calendar.shift_labels
        return self.campaign.calendar.ordinal(day, shift if shift in labels else labels[0])

    @cached_property
    def pins_by_officer(self) -> dict[OfficerCode, list[DutyPin]]:
        """The pins of each officer who has one."""
        pins: dict[OfficerCode, list[DutyPin]] = defaultdict(list)
        for pin in self.staffing.pins:
            pins[pin.officer].append(pin)
        return pins

    def is_known(self, duty: Duty) -> bool:
        """Whether officer and shift of the duty are of this campaign; where it lies ahead, machine and unit too."""
        if duty.officer not in self.staffing.officers_by_code or self.ordinal_of(duty) is None:
            return False
        return duty.done or (
            duty.machine in self.campaign.machines_by_name and duty.unit in self.campaign.units_by_code
        )

    @cached_property
    def machine_ranks(self) -> dict[MachineName, int]:
        """The place of each machine in the workbook."""
        return {machine.name: rank for rank, machine in enumerate(self.campaign.machines)}

    @cached_property
    def shifts(self) -> dict[SlotMachine, PostShift]:
        """Every machine-shift of the plan, past and planned, by slot and then in the order of the machines."""
        calendar, places = self.campaign.calendar, dict[tuple[int, int], UnitCode]()
        for row in self.case.plan.assignments:
            inside = calendar.first_day <= row.date <= calendar.last_day and row.shift in calendar.shift_labels
            if inside and row.machine in self.machine_ranks and row.unit in self.campaign.units_by_code:
                key = calendar.ordinal(row.date, row.shift), self.machine_ranks[row.machine]
                places.setdefault(key, self.campaign.stop_of(row.unit))
        found: dict[SlotMachine, PostShift] = {}
        before: dict[int, PostShift] = {}
        for (ordinal, rank), place in sorted(places.items()):
            slot, machine = calendar.slot(ordinal), self.campaign.machines[rank].name
            last = before.get(rank)
            stay = 0 if last is None else last.stay + (last.place != place)
            hours = stretch_of(self.campaign, slot, place, machine)
            found[ordinal, machine] = before[rank] = PostShift(ordinal, slot, machine, place, stay, hours)
        return found

    @cached_property
    def stands(self) -> dict[MachineName, list[PostShift]]:
        """The machine-shifts of each machine in time order."""
        by_machine: dict[MachineName, list[PostShift]] = defaultdict(list)
        for shift in self.shifts.values():
            by_machine[shift.machine].append(shift)
        return by_machine

    @cached_property
    def moving_days(self) -> frozenset[tuple[date, MachineName]]:
        """The days on which each machine comes to another place."""
        return frozenset(
            (later.slot.day, machine)
            for machine, shifts in self.stands.items()
            for earlier, later in pairwise(shifts)
            if earlier.place != later.place
        )

    @cached_property
    def seats(self) -> dict[SlotMachine, dict[Role, SeatCount]]:
        """Whom each machine-shift asks for, past ones too."""
        return {key: self._seats_on(shift) for key, shift in self.shifts.items()}

    def _seats_on(self, shift: PostShift) -> dict[Role, SeatCount]:
        if not self.staffing.demands:
            return {Role(""): SeatCount(0, 1)}
        counts: dict[Role, SeatCount] = {}
        for demand in self.staffing.demands:
            if demand.machine is not None and demand.machine != shift.machine:
                continue
            if demand.shift is not None and demand.shift != shift.slot.shift:
                continue
            if demand.only_when_moving and (shift.slot.day, shift.machine) not in self.moving_days:
                continue
            required, others = counts.get(demand.role, SeatCount(0, 0))
            if demand.is_required:
                counts[demand.role] = SeatCount(required + demand.officers, others)
            else:
                counts[demand.role] = SeatCount(required, others + demand.officers)
        return counts

    @cached_property
    def ahead(self) -> tuple[Duty, ...]:
        """The duties still to be worked, in the order of the roster, of known names or not."""
        return tuple(duty for duty in self.duties if not duty.done)

    @cached_property
    def in_seats(self) -> dict[tuple[int, MachineName, Role], list[Duty]]:
        """The duties ahead of each role on each machine-shift, those of officers unknown left out."""
        found: dict[tuple[int, MachineName, Role], list[Duty]] = defaultdict(list)
        for duty in self.ahead:
            ordinal = self.ordinal_of(duty)
            if ordinal is not None and duty.officer in self.staffing.officers_by_code:
                found[ordinal, duty.machine, duty.role].append(duty)
        return found

    @cached_property
    def workings(self) -> tuple[Working, ...]:
        """Every officer, in workbook order, with what he works."""
        own: dict[OfficerCode, list[Turn]] = defaultdict(list)
        for past in self.staffing.past:
            if past.shift in self.campaign.calendar.shift_labels:
                slot = Slot(past.day, past.shift)
                hours, ordinal = plain_stretch_of(self.campaign, slot), self.campaign.calendar.ordinal(*slot)
                own[past.officer].append(Turn(ordinal, -1, *slot, hours, None, is_ahead=False))
        for duty in self.duties:
            if self.is_known(duty):
                own[duty.officer].append(self.turn_of(duty))
        return tuple(
            Working(officer, tuple(sorted(own[officer.code], key=lambda turn: turn[:2])))
            for officer in self.staffing.officers
        )

    @cached_property
    def workings_by_officer(self) -> dict[OfficerCode, Working]:
        """The same under the officers' codes."""
        return {working.officer.code: working for working in self.workings}

    def turn_of(self, duty: Duty) -> Turn:
        """A duty of known names with its hours: a done one's at the place that it names, else the machine-shift's."""
        slot = Slot(duty.date, duty.shift)
        ordinal = self.campaign.calendar.ordinal(*slot)
        shift = self.shifts.get((ordinal, duty.machine))
        told = None if duty.done or shift is None else shift.hours
        hours = told or stretch_of(self.campaign, slot, duty.unit, duty.machine)
        return Turn(ordinal, self.machine_ranks.get(duty.machine, -1), *slot, hours, duty, not duty.done)

    def is_qualified(self, officer: Officer, role: Role) -> bool:
        """Whether the officer may take a seat of this role."""
        return not role or role in officer.roles

    def serves(self, officer: Officer, machine: MachineName, place: UnitCode) -> bool:
        """Whether the officer serves the machine, or the zone of the place."""
        if officer.machines or officer.zones:
            return machine in officer.machines or self.campaign.units_by_code[place].zone in officer.zones
        return True

    def leave_sign(self, officer: Officer, day: date, shift: ShiftLabel) -> str:
        """The sign of the first leave that covers this slot of the officer; empty where none does."""
        for leave in self.staffing.leaves_by_officer.get(officer.code, ()):
            if leave.first_day <= day <= leave.last_day and (shift in leave.shifts or not leave.shifts):
                return leave.kind.value
        return ""

    def keeps_own_hours(self, officer: Officer, day: date, hours: Stretch) -> bool:
        """Whether hours that begin on this day end in time and touch no night, where the officer asks for that."""
        if officer.works_until_minute is None:
            return True
        ends_in_time = hours.ends <= midnight(day) + officer.works_until_minute
        return ends_in_time and not touches_night(self.regulations, day, hours)

    def is_evening(self, turn: Turn) -> bool:
        """Whether most of it lies in the evening."""
        return is_evening(self.regulations, turn.day, turn.hours)

    def is_weekend(self, day: date) -> bool:
        """Whether the day is a Saturday, a Sunday or a holiday."""
        return day.weekday() in (5, 6) or day in self.staffing.holidays


def by_week(turns: Iterable[Turn]) -> dict[date, list[Turn]]:
    """Turns under the Monday of the week in which they begin, in their order."""
    weeks: dict[date, list[Turn]] = defaultdict(list)
    for turn in turns:
        weeks[monday_of(turn.day)].append(turn)
    return weeks
