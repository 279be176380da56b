"""How many officers each week needs, area by area and role by role: what is asked for, counted, and who is there.

An area is a set of machines that are worked by the same officers; what is asked of one says nothing of another. Each
week stands by itself, for officers without leave, limit or past who may take any of its seats of these roles.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.record import MachineName
from planner.roster.case import RosterCase
from planner.roster.lawful_week import LawfulWeek, Turn
from planner.roster.parts import parts
from planner.roster.personal_weeks import PersonalWeeks, monday_of
from planner.roster.seat_count import SeatCount, WeekOfSeats
from planner.roster.seating import SeatGroup, seat_groups
from planner.roster.staffing import Officer, Role


@dataclass(frozen=True, slots=True)
class Area:
    """Machines that are worked by the same officers."""

    machines: tuple[MachineName, ...]
    """In workbook order."""
    officers: tuple[Officer, ...]
    """Who may take a seat on any of them; in workbook order, and empty where nobody serves them."""


@dataclass(frozen=True, slots=True)
class WeekNeed:
    """The seats of one area, week and set of roles."""

    monday: date
    machines: tuple[MachineName, ...]
    roles: tuple[Role, ...]
    """In the order of *Vị trí*; several are asked of officers who have them all."""
    seats: int
    asked: tuple[tuple[int, ...], ...]
    """On each day from Monday on, how many seats each turn of `week` has."""
    week: LawfulWeek
    """The week of an officer who could take any of the seats."""
    counted: int | None
    """No fewer officers suffice; None where the law lets no number of officers fill the seats."""
    present: int
    """Officers of the area who could lawfully take at least one of the seats."""
    missing: int
    """Seats that those leave vacant at least."""


def areas(case: RosterCase) -> tuple[Area, ...]:
    """The areas of a case, in the order of their first machines; one of all machines where nobody serves any."""
    groups = seat_groups(case)
    machines = [machine.name for machine in case.campaign.machines]
    serving = [
        (frozenset(group.machine_shift.machine for group in part.groups), part.officers)
        for part in parts(case)
        if part.officers and part.groups
    ]
    joined = [set(own) for own, _officers in serving]
    if not joined:
        asked = {group.machine_shift.machine for group in groups}
        joined = [asked] if asked else []
    served = set().union(*joined)
    joined += [{machine} for machine in machines if machine not in served and _is_asked_for(machine, groups)]
    joined = _merged(joined)
    found = [
        Area(
            tuple(machine for machine in machines if machine in area),
            tuple(
                officer
                for officer in case.staffing.officers
                if any(officer in officers for own, officers in serving if own <= area)
            ),
        )
        for area in joined
    ]
    return tuple(sorted(found, key=lambda area: machines.index(area.machines[0])))


def _is_asked_for(machine: MachineName, groups: Iterable[SeatGroup]) -> bool:
    return any(group.machine_shift.machine == machine for group in groups)


def _merged(sets: Iterable[set[MachineName]]) -> list[set[MachineName]]:
    """The sets, those joined that share a machine."""
    found: list[set[MachineName]] = []
    for each in sets:
        apart = [other for other in found if not other & each]
        found = [*apart, each.union(*(other for other in found if other & each))]
    return found


def week_needs(case: RosterCase) -> tuple[WeekNeed, ...]:
    """What each area needs in each week ahead: role by role, then, where there are several, all of them together."""
    weeks = PersonalWeeks(case)
    groups = seat_groups(case)
    return tuple(need for area in areas(case) for need in _needs_of(weeks, area, groups))


def _needs_of(weeks: PersonalWeeks, area: Area, groups: Sequence[SeatGroup]) -> Iterator[WeekNeed]:
    own = [group for group in groups if group.machine_shift.machine in area.machines]
    for monday in sorted({monday_of(group.machine_shift.day) for group in own}):
        seats = [group for group in own if monday_of(group.machine_shift.day) == monday]
        week = WeekOfSeats(weeks, area.officers, seats)
        roles = tuple(dict.fromkeys(group.role for group in seats))
        for wanted in [*((role,) for role in roles), *([roles] if len(roles) > 1 else [])]:
            count = week.count([number for number, group in enumerate(seats) if group.role in wanted])
            yield _need(weeks, area, wanted, count)


def _need(weeks: PersonalWeeks, area: Area, roles: tuple[Role, ...], count: SeatCount) -> WeekNeed:
    asked: Counter[tuple[int, Turn]] = Counter()
    for group in count.seats:
        day, turn = weeks.turn_of(group.machine_shift)
        asked[day.weekday(), turn] += group.officers
    return WeekNeed(
        monday=monday_of(count.seats[0].machine_shift.day),
        machines=area.machines,
        roles=roles,
        seats=count.num_seats,
        asked=tuple(tuple(asked[day, turn] for turn in turns) for day, turns in enumerate(count.week_of_anybody.turns)),
        week=count.week_of_anybody,
        counted=count.of_nobody().more_officers(),
        present=sum(len(able.officers) for able in count.able),
        missing=count.missing(),
    )
