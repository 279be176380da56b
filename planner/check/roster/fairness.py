"""How evenly the work is shared out: the parts of a roster, who shares which load, and what an uneven share costs."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from planner.check.roster.clock import is_evening
from planner.check.roster.reading import DutyReading, PostShift, Turn
from planner.roster.policy import FAIRNESS_WEIGHTS, Load
from planner.roster.staffing import Officer, OfficerCode, Role


class _Seats(NamedTuple):
    """Seats ahead of one role on one machine-shift."""

    shift: PostShift
    role: Role
    number: int


def fairness(reading: DutyReading) -> int:
    """Squares of how far officers' loads lie outside their fair shares, weighed by load and summed over the parts."""
    seats = [
        _Seats(shift, role, count.seats)
        for key, shift in reading.shifts.items()
        if shift.ordinal >= reading.first_ordinal_ahead
        for role, count in reading.seats[key].items()
    ]
    may_take = _takers(reading, seats)
    return sum(
        FAIRNESS_WEIGHTS[load] * _unevenness(reading, officers, [seats[number] for number in numbers], may_take, load)
        for officers, numbers in _parts(reading, seats, may_take)
        for load in Load
    )


_Kind = tuple[object, ...]


def _kind(reading: DutyReading, seats: _Seats) -> _Kind:
    """What decides who may take seats; seats that are alike in it are open to the same officers."""
    shift = seats.shift
    minutes = shift.hours.begins - shift.slot.day.toordinal() * 24 * 60, shift.hours.minutes
    return seats.role, shift.machine, reading.campaign.units_by_code[shift.place].zone, minutes


def _takers(reading: DutyReading, seats: Iterable[_Seats]) -> dict[_Kind, frozenset[OfficerCode]]:
    """Who may take seats of each kind, his dates and leaves aside."""
    found: dict[_Kind, frozenset[OfficerCode]] = {}
    for one in seats:
        kind = _kind(reading, one)
        if kind not in found:
            found[kind] = frozenset(
                officer.code
                for officer in reading.staffing.officers
                if reading.is_qualified(officer, one.role)
                and reading.serves(officer, one.shift.machine, one.shift.place)
                and reading.keeps_own_hours(officer, one.shift.slot.day, one.shift.hours)
            )
    return found


def _parts(
    reading: DutyReading, seats: list[_Seats], may_take: dict[_Kind, frozenset[OfficerCode]]
) -> list[tuple[list[Officer], list[int]]]:
    """Officers with the numbers of the seats that hang together with them, by walking from officer to officer."""
    kinds = [_kind(reading, one) for one in seats]
    kinds_of: dict[OfficerCode, list[_Kind]] = defaultdict(list)
    for kind, officers in may_take.items():
        for code in officers:
            kinds_of[code].append(kind)
    parts: list[tuple[list[Officer], list[int]]] = []
    seen: set[OfficerCode] = set()
    for officer in reading.staffing.officers:
        if officer.code in seen:
            continue
        together, to_visit, reached = {officer.code}, [officer.code], set[_Kind]()
        while to_visit:
            for kind in set(kinds_of[to_visit.pop()]) - reached:
                reached.add(kind)
                to_visit += may_take[kind] - together
                together |= may_take[kind]
        seen |= together
        numbers = [number for number, kind in enumerate(kinds) if kind in reached]
        parts.append(([other for other in reading.staffing.officers if other.code in together], numbers))
    return parts


def _unevenness(
    reading: DutyReading,
    officers: list[Officer],
    seats: list[_Seats],
    may_take: dict[_Kind, frozenset[OfficerCode]],
    load: Load,
) -> int:
    """The squares of one load in one part, unweighed; 0 where nobody who shares it is ever present."""
    borne, done = Counter[OfficerCode](), Counter[OfficerCode]()
    for officer in officers:
        for turn in reading.workings_by_officer[officer.code].turns:
            if turn.duty is not None and _bears(reading, turn, load):
                borne[officer.code] += 1
                done[officer.code] += turn.duty.done
    total, open_to = done.total(), set[OfficerCode]()
    for one in seats:
        if _is_of(reading, one.shift, load):
            total += one.number
            open_to |= may_take[_kind(reading, one)]
    sharing = [officer for officer in officers if officer.code in open_to or done[officer.code]]
    present = {officer.code: _days_present(reading, officer) for officer in sharing}
    all_days = sum(present.values())
    if not all_days:
        return 0
    squares = 0
    for code, days in present.items():
        share = Fraction(total * days, all_days)
        squares += max(floor(share) - borne[code], borne[code] - ceil(share), 0) ** 2
    return squares


def _bears(reading: DutyReading, turn: Turn, load: Load) -> bool:
    """Whether a duty counts for the load."""
    if load is Load.EVENINGS:
        return reading.is_evening(turn)
    return load is Load.SHIFTS or reading.is_weekend(turn.day)


def _is_of(reading: DutyReading, shift: PostShift, load: Load) -> bool:
    """Whether seats of a machine-shift count for the load."""
    if load is Load.EVENINGS:
        return is_evening(reading.regulations, shift.slot.day, shift.hours)
    return load is Load.SHIFTS or reading.is_weekend(shift.slot.day)


def _days_present(reading: DutyReading, officer: Officer) -> int:
    """Days of the campaign inside the officer's dates on which no leave of the whole day lies."""
    whole = [leave for leave in reading.staffing.leaves_by_officer.get(officer.code, ()) if not leave.shifts]
    days = 0
    for day in reading.campaign.calendar.days():
        inside = officer.first_day <= day <= officer.last_day
        days += inside and all(day < leave.first_day or leave.last_day < day for leave in whole)
    return days
