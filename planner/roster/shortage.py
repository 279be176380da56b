"""How many seats stay vacant whatever the roster, counted before any search.

The argument is Hall's: all officers who could take any of some seats can lawfully have only so many duties there. It
looks at what binds each officer alone (role, machine, dates, leaves, hours, rest, week, overtime, pins) and at each
slot, day and week by itself, and leaves out what ties weeks together; so what it says holds all the more under that.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import NamedTuple

from planner.domain.calendar import Slot
from planner.domain.record import MachineName, ShiftLabel
from planner.roster.case import RosterCase
from planner.roster.lawful_week import binding_rules
from planner.roster.parts import Part, parts
from planner.roster.personal_weeks import PersonalWeeks, monday_of
from planner.roster.policy import REQUIRED_WEIGHT, DutyRule
from planner.roster.seat_count import SeatCount, WeekOfSeats
from planner.roster.seating import SeatGroup, slot_of
from planner.roster.staffing import Officer, OfficerCode, Role

MOST_ROLES_MIXED = 4
"""Of so many roles every set is looked at; of more, each role and all together."""


class EqualShare(NamedTuple):
    """Officers who can each have as many duties in some seats."""

    duties: int
    officers: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """Seats of one slot, day or week for which the officers who could take them cannot lawfully suffice."""

    monday: date
    """Of the week in which the seats lie."""
    days: tuple[date, ...]
    """On which the seats lie: one where a day or a slot alone is short."""
    shift: ShiftLabel | None
    """Where one slot alone is short; else None."""
    roles: tuple[Role, ...]
    """In the order of *Vị trí*."""
    machines: tuple[MachineName, ...]
    """In workbook order."""
    officers: tuple[OfficerCode, ...]
    """Who could take at least one of the seats, in workbook order."""
    shares: tuple[EqualShare, ...]
    """How many duties each of them can have there at most, the most first."""
    because: tuple[DutyRule, ...]
    """Rules each of which alone lets nobody have more duties there than `most_of_one`; empty where it takes several."""
    most_of_one: int
    """How many duties an officer can have there at most who has these roles and no leave."""
    seats: int
    most: int
    """So many of the seats can be filled at most."""
    more_officers: int | None
    """So many more officers, with these roles and without leave, would have to be there at least.

    None where the law lets no number of officers fill the seats.
    """

    @property
    def missing(self) -> int:
        """Seats that stay vacant whatever the roster."""
        return self.seats - self.most


def shortages(case: RosterCase) -> tuple[Shortage, ...]:
    """What is short, by part, then week, the narrowest first; a wider shortage only where it proves more.

    Empty where counting proves nothing, which does not say that a roster can fill all seats.
    """
    weeks = PersonalWeeks(case)
    return tuple(
        shortage
        for part in parts(case)
        for groups in _by_week(part.groups)
        for shortage in _shortages(weeks, part.officers, groups)
    )


def least_vacant(case: RosterCase) -> int:
    """What the goal `vacant` is at least in every roster, counted; 0 where counting proves nothing."""
    weeks = PersonalWeeks(case)
    return sum(_least_vacant(weeks, part, groups) for part in parts(case) for groups in _by_week(part.groups))


def least_vacant_in(case: RosterCase, part: Part) -> int:
    """The same of one part alone; those of all parts add up."""
    weeks = PersonalWeeks(case)
    return sum(_least_vacant(weeks, part, groups) for groups in _by_week(part.groups))


def _least_vacant(weeks: PersonalWeeks, part: Part, groups: Sequence[SeatGroup]) -> int:
    """Of the seats of one week: each that is missing weighs 1, and each required one so much more."""
    week = WeekOfSeats(weeks, part.officers, groups)
    required = [number for number, group in enumerate(groups) if group.is_required]
    return week.count().missing() + (REQUIRED_WEIGHT - 1) * week.count(required).missing()


def _by_week(groups: Sequence[SeatGroup]) -> Iterator[list[SeatGroup]]:
    for monday in sorted({monday_of(group.machine_shift.day) for group in groups}):
        yield [group for group in groups if monday_of(group.machine_shift.day) == monday]


def _shortages(weeks: PersonalWeeks, officers: Sequence[Officer], groups: Sequence[SeatGroup]) -> Iterator[Shortage]:
    """What is short in one week of a part."""
    week = WeekOfSeats(weeks, officers, groups)
    if not week.count().missing():
        return
    told: list[tuple[frozenset[int], int]] = []
    for shift, numbers in _scopes(groups):
        count = week.count(sorted(numbers))
        beyond = count.missing() - sum(known for inner, known in told if inner <= numbers)
        if beyond > 0:
            told.append((numbers, beyond))
            yield _shortage(weeks, count, shift)


def _scopes(groups: Sequence[SeatGroup]) -> Iterator[tuple[ShiftLabel | None, frozenset[int]]]:
    """Sets of seats that may be short by themselves: of a slot, a day or the week, of some roles, the narrow first."""
    slots = dict.fromkeys(slot_of(group.machine_shift) for group in groups)
    spans: list[tuple[ShiftLabel | None, set[Slot]]] = [(slot.shift, {slot}) for slot in slots]
    for day in dict.fromkeys(slot.day for slot in slots):
        of_day = {slot for slot in slots if slot.day == day}
        if len(of_day) > 1:
            spans.append((None, of_day))
    if len({slot.day for slot in slots}) > 1:
        spans.append((None, set(slots)))
    for shift, span in spans:
        within = [number for number, group in enumerate(groups) if slot_of(group.machine_shift) in span]
        for roles in _role_sets(dict.fromkeys(groups[number].role for number in within)):
            yield shift, frozenset(number for number in within if groups[number].role in roles)


def _role_sets(roles: dict[Role, None]) -> Iterator[tuple[Role, ...]]:
    for number in range(1, len(roles) + 1):
        if number in (1, len(roles)) or len(roles) <= MOST_ROLES_MIXED:
            yield from combinations(roles, number)


def _shortage(weeks: PersonalWeeks, count: SeatCount, shift: ShiftLabel | None) -> Shortage:
    shares: Counter[int] = Counter()
    for able in count.able:
        shares[able.crowd.most] += len(able.officers)
    return Shortage(
        monday=monday_of(count.seats[0].machine_shift.day),
        days=tuple(dict.fromkeys(group.machine_shift.day for group in count.seats)),
        shift=shift,
        roles=tuple(dict.fromkeys(group.role for group in count.seats)),
        machines=weeks.in_workbook_order({group.machine_shift.machine for group in count.seats}),
        officers=weeks.in_order_of_staffing({officer.code for able in count.able for officer in able.officers}),
        shares=tuple(EqualShare(duties, shares[duties]) for duties in sorted(shares, reverse=True)),
        because=binding_rules(count.week_of_anybody),
        most_of_one=count.anybody.most,
        seats=count.num_seats,
        most=count.filled(),
        more_officers=count.more_officers(),
    )
