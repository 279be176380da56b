"""The layers of a crew's lines, and what each choice in them is: which hours, on which machine, in which visit.

A layer is a day where officers work at most one shift a day, else a slot, so that a choice is always one seat.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from planner.domain.calendar import MINUTES_A_DAY, Slot
from planner.domain.hours import Hours, hours_of
from planner.roster.case import RosterCase
from planner.roster.duties import Duty
from planner.roster.seating import MachineShift, SeatGroup, is_weekend, lies_in_the_evening, machine_shifts
from planner.roster.staffing import PastDuty

DAYS_A_WEEK = 7
NEVER = 10**9
NOWHERE = -1


class Work(NamedTuple):
    """A duty as rules about time see it. Minutes count from the beginning of the calendar, days as `toordinal` does."""

    day: int
    starts: int
    ends: int
    shift: int
    """The shift's number in the order of the day."""
    ordinal: int
    """The slot's, from the campaign's first one; before it, 0 or less."""
    machine: int = NOWHERE
    """The machine's number in workbook order; NOWHERE if it is not told."""
    visit: int = 0
    is_evening: bool = False

    @property
    def week(self) -> int:
        """The number of the week, from Monday to Sunday, in which it begins."""
        return week_of(self.day)

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.ends - self.starts


def week_of(day: int) -> int:
    """The number of a day's week; weeks begin on Mondays."""
    return (day - 1) // DAYS_A_WEEK


def week_start(week: int) -> int:
    """The minute with which a week begins."""
    return (week * DAYS_A_WEEK + 1) * MINUTES_A_DAY


class Layer(NamedTuple):
    """One step of a line."""

    day: int
    ordinal: int
    """Of its first slot."""
    ends_day: bool
    """Whether the layer after it, if any, is of another day."""


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """The steps of every line, and which seats each of them offers. Equal only to itself: all officers share it."""

    layers: tuple[Layer, ...]
    offers: tuple[tuple[int, ...], ...]
    """Of each layer, the numbers of the seat groups in it."""

    def next_ordinal(self, layer: int) -> int:
        """The first slot after a layer; NEVER after the last."""
        return self.layers[layer + 1].ordinal if layer + 1 < len(self.layers) else NEVER

    def next_day(self, layer: int) -> int:
        """The day of the layer after this one; NEVER after the last."""
        return self.layers[layer + 1].day if layer + 1 < len(self.layers) else NEVER


def layers_of(case: RosterCase, groups: tuple[SeatGroup, ...]) -> Layers:
    """The layers from the first slot ahead to the campaign's end; none where that is over."""
    calendar = case.campaign.calendar
    num_shifts = len(calendar.shifts)
    by_slot = case.staffing.regulations.shifts_a_day > 1
    offers: dict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        offers[group.machine_shift.ordinal].append(number)
    layers, offered = [], []
    first = max(1, case.first_ordinal_ahead)
    ordinals = range(first, calendar.last_ordinal + 1)
    steps = (
        [[ordinal] for ordinal in ordinals]
        if by_slot
        else [
            [ordinal for ordinal in range(start, start + num_shifts) if ordinal >= first]
            for start in range((first - 1) // num_shifts * num_shifts + 1, calendar.last_ordinal + 1, num_shifts)
        ]
    )
    for step in steps:
        day = calendar.slot(step[0]).day.toordinal()
        layers.append(Layer(day, step[0], ends_day=step[-1] % num_shifts == 0))
        offered.append(tuple(number for ordinal in step for number in offers[ordinal]))
    return Layers(tuple(layers), tuple(offered))


@dataclass(frozen=True, slots=True, eq=False)
class VisitEnds:
    """When each visit of each machine is over. Equal only to itself: all officers share it."""

    ordinals: dict[tuple[int, int], int]

    def over_from(self, machine: int, visit: int) -> int:
        """The slot from which on the machine stands elsewhere; NEVER for its last visit, 0 for one that is unknown."""
        return self.ordinals.get((machine, visit), 0)


class Stays:
    """Which visits there are of each machine, and when each is over."""

    def __init__(self, case: RosterCase) -> None:
        self._campaign, self._calendar = case.campaign, case.campaign.calendar
        self._rank = {machine.name: number for number, machine in enumerate(case.campaign.machines)}
        self._staffing = case.staffing
        self._visits: dict[tuple[int, str], int] = {}
        begins: dict[tuple[int, int], int] = {}
        for shift in machine_shifts(case.campaign, case.plan):
            self._visits[shift.ordinal, shift.machine] = shift.visit
            begins.setdefault((self._rank[shift.machine], shift.visit), shift.ordinal)
        self._begins = begins

    def visit_at(self, ordinal: int, machine: str) -> int:
        """The visit of a machine in a slot; 0 where the plan has no such machine-shift."""
        return self._visits.get((ordinal, machine), 0)

    @property
    def ends(self) -> "VisitEnds":
        """When each visit is over."""
        return VisitEnds({key: self._begins.get((key[0], key[1] + 1), NEVER) for key in self._begins})

    def work_of(self, shift: MachineShift) -> Work:
        """A duty on this machine-shift."""
        hours = Hours(shift.starts_minute, shift.ends_minute)
        return self._work(Slot(shift.day, shift.shift), hours, self._rank[shift.machine], shift.visit)

    def done(self, duty: Duty) -> Work:
        """A done duty, whether or not the plan still has its machine-shift."""
        slot = Slot(duty.date, duty.shift)
        ordinal = self._calendar.ordinal(*slot)
        hours = hours_of(self._campaign, slot, duty.unit, duty.machine)
        visit = self.visit_at(ordinal, duty.machine)
        rank = self._rank.get(duty.machine, NOWHERE) if visit else NOWHERE
        return self._work(slot, hours, rank, visit)

    def before(self, duty: PastDuty) -> Work:
        """A duty before the campaign, in the hours of its shift."""
        shift = self._calendar.shift(duty.shift)
        return self._work(Slot(duty.day, duty.shift), Hours(shift.starts_minute, shift.ends_minute), NOWHERE, 0)

    def _work(self, slot: Slot, hours: Hours, machine: int, visit: int) -> Work:
        midnight = slot.day.toordinal() * MINUTES_A_DAY
        return Work(
            day=slot.day.toordinal(),
            starts=midnight + hours.starts_minute,
            ends=midnight + hours.ends_minute,
            shift=self._calendar.shift_labels.index(slot.shift),
            ordinal=self._calendar.ordinal(*slot),
            machine=machine,
            visit=visit,
            is_evening=lies_in_the_evening(self._staffing, *hours),
        )


@dataclass(frozen=True, slots=True, eq=False)
class WorkTable:
    """Of each layer, what each choice of an officer is. One table is equal only to itself: officers share it."""

    by_layer: tuple[tuple[Work | None, ...], ...]
    """None is a day or slot off, always the first."""

    def at(self, layer: int, choice: int) -> Work | None:
        """What a choice is; None off duty."""
        return self.by_layer[layer][choice]

    def amounts(self, amount: Callable[[Work], int]) -> tuple[tuple[int, ...], ...]:
        """What each choice of each layer counts; nothing off duty."""
        return tuple(tuple(0 if work is None else amount(work) for work in choices) for choices in self.by_layer)


def is_weekend_work(case: RosterCase, work: Work) -> bool:
    """Whether a duty begins on a Saturday, a Sunday or a holiday."""
    return is_weekend(case.staffing, date.fromordinal(work.day))
