"""Parts of a roster that share no officer and no seat, and each officer's fair share of his part's loads."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign
from planner.domain.hours import hours_of
from planner.roster.case import RosterCase
from planner.roster.duties import Duty
from planner.roster.policy import Load
from planner.roster.seating import (
    MachineShift,
    SeatGroup,
    is_evening,
    is_weekend,
    keeps_own_hours,
    lies_in_the_evening,
    may_sit,
    seat_groups,
)
from planner.roster.staffing import Officer, OfficerCode, Staffing


class FairBand(NamedTuple):
    """Between which whole numbers an officer's share of a load lies; outside it costs."""

    officer: OfficerCode
    load: Load
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Part:
    """Officers and seats that hang together; an officer who may take no seat is a part without seats."""

    officers: tuple[Officer, ...]
    """In workbook order."""
    groups: tuple[SeatGroup, ...]
    """Their seats ahead, in time order; one that nobody may take is a part without officers."""
    done: tuple[Duty, ...]
    """Their done duties."""
    bands: tuple[FairBand, ...]


def parts(case: RosterCase) -> tuple[Part, ...]:
    """The parts of a roster, in the order of their first officers, then those without one. Empty for an empty case."""
    staffing, campaign = case.staffing, case.campaign
    groups = seat_groups(case)
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        alike[_kind(campaign, group)].append(number)
    joined = _Joined(len(staffing.officers) + len(groups))
    for number, officer in enumerate(staffing.officers):
        for members in alike.values():
            if _may_take(case, officer, groups[members[0]]):
                for member in members:
                    joined.join(number, len(staffing.officers) + member)
    own: dict[int, tuple[list[Officer], list[SeatGroup]]] = defaultdict(lambda: ([], []))
    for number, officer in enumerate(staffing.officers):
        own[joined.head(number)][0].append(officer)
    for number, group in enumerate(groups, len(staffing.officers)):
        own[joined.head(number)][1].append(group)
    return tuple(_part(case, officers, seats) for officers, seats in own.values())


def _kind(campaign: Campaign, group: SeatGroup) -> tuple[object, ...]:
    """What decides who may take a seat, dates and leaves aside."""
    shift = group.machine_shift
    zone = campaign.units_by_code[shift.unit].zone
    return group.role, shift.machine, zone, shift.starts_minute, shift.ends_minute


def _may_take(case: RosterCase, officer: Officer, group: SeatGroup) -> bool:
    return may_sit(case.campaign, officer, group) and keeps_own_hours(case.staffing, officer, group.machine_shift)


def _part(case: RosterCase, officers: list[Officer], groups: list[SeatGroup]) -> Part:
    codes = {officer.code for officer in officers}
    done = tuple(duty for duty in case.situation.history if duty.officer in codes)
    bands = [
        band
        for load in Load
        for band in _bands(
            case,
            officers,
            [group for group in groups if bears(case.staffing, group.machine_shift, load)],
            [duty for duty in done if bore(case, duty, load)],
            load,
        )
    ]
    return Part(tuple(officers), tuple(groups), done, tuple(bands))


def _bands(
    case: RosterCase, officers: list[Officer], groups: list[SeatGroup], done: list[Duty], load: Load
) -> list[FairBand]:
    """The fair bands of one load in one part; none where nobody who shares it is ever present."""
    kinds = {_kind(case.campaign, group): group for group in groups}
    have_done = {duty.officer for duty in done}
    sharing = [
        officer
        for officer in officers
        if officer.code in have_done or any(_may_take(case, officer, group) for group in kinds.values())
    ]
    present = {officer.code: days_present(case, officer) for officer in sharing}
    days = sum(present.values())
    total = sum(group.officers for group in groups) + len(done)
    if not days:
        return []
    return [FairBand(code, load, total * own // days, -(-total * own // days)) for code, own in present.items()]


def days_present(case: RosterCase, officer: Officer) -> int:
    """Days of the campaign inside the officer's dates on which he is not on leave for the whole day."""
    leaves = case.staffing.leaves_by_officer.get(officer.code, ())
    return sum(
        officer.first_day <= day <= officer.last_day and not any(leave.is_whole(day) for leave in leaves)
        for day in case.campaign.calendar.days()
    )


def bears(staffing: Staffing, shift: MachineShift, load: Load) -> bool:
    """Whether a duty on this machine-shift counts for this load."""
    if load is Load.EVENINGS:
        return is_evening(staffing, shift)
    return load is Load.SHIFTS or is_weekend(staffing, shift.day)


def bore(case: RosterCase, duty: Duty, load: Load) -> bool:
    """The same of a duty, whether or not the plan still has its machine-shift."""
    if load is Load.EVENINGS:
        hours = hours_of(case.campaign, Slot(duty.date, duty.shift), duty.unit, duty.machine)
        return lies_in_the_evening(case.staffing, *hours)
    return load is Load.SHIFTS or is_weekend(case.staffing, duty.date)


class _Joined:
    """Sets of numbers that are joined bit by bit."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def head(self, number: int) -> int:
        """The number that stands for this one's set."""
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, one: int, other: int) -> None:
        """These two are in one set."""
        first, second = sorted((self.head(one), self.head(other)))
        self._above[second] = first
