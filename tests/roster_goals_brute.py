"""The goals of rosters a third time, written from the room's README."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, floor, radians, sin, sqrt

from planner.domain.record import MachineName, UnitCode
from planner.roster.duties import Duty
from planner.roster.policy import DutyGoal
from planner.roster.staffing import Officer, OfficerCode, Role
from tests.roster_facts import DAY, Facts, Hours, SlotKey, Work


def officer_costs(facts: Facts, officer: Officer, works: Sequence[Work]) -> tuple[int, int, int, int, int]:
    """What one officer's work costs in duty-changes, overtime, wishes, switches and commute."""
    return (
        _changes(facts, officer, works),
        sum(work.is_duty and beyond > timedelta() for work, beyond in zip(works, facts.overtime(works), strict=True)),
        _wishes(facts, officer, works),
        _switches(facts, works),
        sum(_way(facts, officer.home, work.place) for work in works if work.place is not None),
    )


def _changes(facts: Facts, officer: Officer, works: Sequence[Work]) -> int:
    situation, weights = facts.case.situation, facts.case.campaign.notice_weights
    if situation.published_until is None:
        return 0
    told = {
        (duty.date, facts.labels.index(duty.shift)): (duty.machine, duty.unit)
        for duty in reversed(situation.published)
        if duty.officer == officer.code
    }
    now = {work.slot: (work.machine, work.place) for work in reversed(works) if work.is_ahead}
    cost = 0
    for slot in {*told, *now}:
        if slot < facts.first_ahead or slot[0] > situation.published_until:
            continue
        if slot in told and slot in now:
            cost += told[slot] != now[slot]
        else:
            days = (slot[0] - (situation.as_of or facts.case.campaign.calendar.first_day)).days
            cost += weights.under_3_days if days < 3 else weights.under_7_days if days < 7 else weights.from_7_days
    return cost


def _wishes(facts: Facts, officer: Officer, works: Sequence[Work]) -> int:
    calendar, cost = facts.case.campaign.calendar, 0
    for wish in facts.staffing.wishes:
        if wish.officer == officer.code and calendar.first_day <= wish.day <= calendar.last_day:
            shifts = {wish.shift} if wish.shift else set(facts.labels)
            there = [w for w in works if w.is_duty and w.day == wish.day and facts.labels[w.number] in shifts]
            if bool(there) is not wish.wants_work:
                cost += wish.level
    return cost


def _switches(facts: Facts, works: Sequence[Work]) -> int:
    count = 0
    for before, after in itertools.pairwise(works):
        if not after.is_duty:
            continue
        if before.number != after.number:
            count += 1
        if before.machine and before.machine != after.machine:
            told = [(slot, place) for slot, place in facts.visits(before.machine) if slot <= after.slot]
            since = [place for slot, place in told if slot >= before.slot]
            if any(slot == before.slot for slot, _place in told) and len(set(since)) == 1:
                count += 1
    return count


def _way(facts: Facts, home: UnitCode | None, place: UnitCode) -> int:
    if home is None:
        return 0
    campaign = facts.case.campaign
    here, there = facts.first_of.get(home, home), facts.first_of.get(place, place)
    if here == there:
        return 0
    roads = {(road.origin, road.destination): road.km for road in campaign.roads}
    km = roads.get((here, there), roads.get((there, here)))
    units = {unit.code: unit for unit in campaign.units}
    one, other = units[here].location, units[there].location
    if km is None and (one is None or other is None):
        return 0
    if km is None and one is not None and other is not None:
        up, aside = radians(other.latitude - one.latitude) / 2, radians(other.longitude - one.longitude) / 2
        chord = sin(up) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(aside) ** 2
        km = 2 * 6371.0088 * asin(sqrt(chord)) * campaign.road_factor
    return floor(2 * (km or 0) + 0.5)


@dataclass(frozen=True)
class Band:
    """An officer's fair share of one load in his part."""

    load: str
    lowest: int
    highest: int
    weight: int

    def cost(self, count: int) -> int:
        away = self.lowest - count if count < self.lowest else max(0, count - self.highest)
        return self.weight * away * away


def is_of_load(facts: Facts, load: str, day: date, hours: Hours) -> bool:
    return {"shifts": True, "evenings": facts.is_evening(day, hours), "weekends": facts.is_weekend(day)}[load]


def bands(facts: Facts, worked: Iterable[Duty]) -> dict[str, list[Band]]:
    """The bands of each officer where these duties are done."""
    past = list(worked)
    officers = list(facts.staffing.officers)
    seats = [
        (slot, facts.hours(slot, place, machine), count.all, takers)
        for (slot, machine), place in facts.places.items()
        if slot >= facts.first_ahead
        for role, count in facts.asked[slot, machine].items()
        for takers in [
            {
                officer.code
                for officer in officers
                if facts.qualifies(officer, role)
                and facts.serves(officer, machine, place)
                and facts.own_hours_kept(officer, slot[0], facts.hours(slot, place, machine))
            }
        ]
    ]
    groups: list[set[OfficerCode]] = [{officer.code} for officer in officers]
    for _slot, _hours, _count, takers in seats:
        touched = [group for group in groups if group & takers]
        if touched:
            groups = [group for group in groups if not group & takers] + [set[OfficerCode]().union(*touched)]
    found: dict[str, list[Band]] = defaultdict(list)
    for group in groups:
        for load, weight in (("shifts", 3), ("evenings", 2), ("weekends", 2)):
            own = [seat for seat in seats if seat[3] & group and is_of_load(facts, load, seat[0][0], seat[1])]
            done = [
                duty.officer
                for duty in past
                for work in [facts.work_of(duty)]
                if duty.officer in group and is_of_load(facts, load, work.day, work.hours)
            ]
            sharing = [one for one in officers if one.code in {*done}.union(*(seat[3] for seat in own)) & group]
            days = {one.code: sum(_is_present(facts, one, day) for day in _days(facts)) for one in sharing}
            total, all_days = sum(seat[2] for seat in own) + len(done), sum(days.values())
            for code, present in days.items() if all_days else ():
                whole, rest = divmod(total * present, all_days)
                found[code].append(Band(load, whole, whole + (rest > 0), weight))
    return found


def _days(facts: Facts) -> list[date]:
    calendar = facts.case.campaign.calendar
    return [calendar.first_day + number * DAY for number in range((calendar.last_day - calendar.first_day).days + 1)]


def _is_present(facts: Facts, officer: Officer, day: date) -> bool:
    return officer.first_day <= day <= officer.last_day and not any(
        leave.officer == officer.code and not leave.shifts and leave.first_day <= day <= leave.last_day
        for leave in facts.staffing.leaves
    )


def unfairness(facts: Facts, own: Iterable[Band], works: Sequence[Work]) -> int:
    """What the officer's loads cost outside his bands."""
    return sum(
        band.cost(sum(is_of_load(facts, band.load, work.day, work.hours) for work in works if work.is_duty))
        for band in own
    )


def vacant(facts: Facts, held: Counter[tuple[SlotKey, MachineName, Role]]) -> int:
    """What the seats cost that nobody takes, required ones taken first."""
    cost = 0
    for (slot, machine), asked in facts.asked.items():
        for role, seats in asked.items() if slot >= facts.first_ahead else ():
            costs = [10] * seats.required + [1] * seats.others
            cost += sum(costs[held[slot, machine, role] :])
    return cost


def goal_values(facts: Facts, duties: Sequence[Duty]) -> dict[DutyGoal, int]:
    """What these duties are worth in every goal."""
    held = Counter(
        ((duty.date, facts.labels.index(duty.shift)), duty.machine, duty.role) for duty in duties if not duty.done
    )
    works = {officer.code: facts.works_of(officer, duties) for officer in facts.staffing.officers}
    costs = [officer_costs(facts, officer, works[officer.code]) for officer in facts.staffing.officers]
    changes, overtime, wishes, switches, commute = (sum(column) for column in zip(*costs, strict=True))
    fair = bands(facts, (duty for duty in duties if duty.done))
    return {
        DutyGoal.VACANT: vacant(facts, held),
        DutyGoal.DUTY_CHANGES: changes,
        DutyGoal.OVERTIME: overtime,
        DutyGoal.FAIRNESS: sum(unfairness(facts, fair[code], own) for code, own in works.items()),
        DutyGoal.WISHES: wishes,
        DutyGoal.SWITCHES: switches,
        DutyGoal.COMMUTE: commute,
    }
