"""The rules of rosters a third time, written from the room's README."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from planner.domain.record import MachineName
from planner.roster.duties import Duty
from planner.roster.policy import DutyRule
from planner.roster.staffing import Officer, Role
from tests.roster_facts import DAY, Facts, Seats, SlotKey, Work, week


def broken_hours(facts: Facts, officer: Officer, works: Sequence[Work]) -> set[DutyRule]:
    """Which rules from `one-shift` to `overtime` the officer's work breaks."""
    judged = {
        DutyRule.ONE_SHIFT: _too_many_a_day,
        DutyRule.SHIFT_REST: _too_little_rest,
        DutyRule.WEEKLY_REST: _no_rest_in_a_week,
        DutyRule.RUN: _too_long_a_run,
        DutyRule.WEEK_HOURS: _too_much_a_week,
        DutyRule.OVERTIME: _too_much_overtime,
    }
    return {rule for rule, is_broken in judged.items() if is_broken(facts, officer, works)}


def _too_many_a_day(facts: Facts, _officer: Officer, works: Sequence[Work]) -> bool:
    days = Counter(work.day for work in works)
    return any(days[work.day] > facts.law.shifts_a_day for work in works if work.is_ahead)


def _too_little_rest(facts: Facts, _officer: Officer, works: Sequence[Work]) -> bool:
    least = timedelta(minutes=facts.law.shift_rest_minutes)
    for before, after in itertools.pairwise(works):
        same = before.number == after.number and after.day == before.day + DAY
        if after.hours.begin - before.hours.end < least and not same and (before.is_ahead or after.is_ahead):
            return True
    return False


def _no_rest_in_a_week(facts: Facts, _officer: Officer, works: Sequence[Work]) -> bool:
    """A rest may as well begin with the week or where some work ends."""
    least = timedelta(minutes=facts.law.weekly_rest_minutes)
    for day in {work.day for work in works if work.is_ahead}:
        monday = datetime.combine(day - day.weekday() * DAY, time())
        starts = [monday, *(max(monday, work.hours.end) for work in works)]
        if not any(
            start + least <= monday + 7 * DAY
            and not any(work.hours.begin < start + least and start < work.hours.end for work in works)
            for start in starts
        ):
            return True
    return False


def _too_long_a_run(facts: Facts, _officer: Officer, works: Sequence[Work]) -> bool:
    evenings = [work for work in works if facts.is_evening(work.day, work.hours)]
    limits = [(works, facts.law.run_days)]
    if facts.law.evenings_run is not None:
        limits.append((evenings, facts.law.evenings_run))
    for counted, most in limits:
        days = {work.day for work in counted}
        for work in counted:
            first = last = work.day
            while first - DAY in days:
                first -= DAY
            while last + DAY in days:
                last += DAY
            if work.is_ahead and (last - first).days + 1 > most:
                return True
    return False


def _too_much_a_week(facts: Facts, officer: Officer, works: Sequence[Work]) -> bool:
    for asked in {week(work.day) for work in works if work.is_ahead}:
        own = [work.hours for work in works if week(work.day) == asked]
        minutes = sum((hours.end - hours.begin).total_seconds() / 60 for hours in own)
        if minutes > facts.law.week_most_minutes or len(own) > (officer.most_shifts_a_week or len(own)):
            return True
    return False


def _too_much_overtime(facts: Facts, officer: Officer, works: Sequence[Work]) -> bool:
    minutes = [beyond.total_seconds() / 60 for beyond in facts.overtime(works)]
    for work, own in zip(works, minutes, strict=True):
        if not work.is_ahead or not own:
            continue
        pairs = list(zip(works, minutes, strict=True))
        year = [(other, more) for other, more in pairs if other.day.year == work.day.year]
        month = sum(more for other, more in year if other.day.month == work.day.month)
        if officer.works_until_minute is not None or month > facts.law.overtime_month_minutes:
            return True
        if sum(more for _other, more in year) > facts.law.overtime_year_minutes:
            return True
    return False


def pins_broken(facts: Facts, officer: Officer, works: Sequence[Work]) -> bool:
    for pin in facts.staffing.pins:
        if pin.officer != officer.code:
            continue
        numbers = range(len(facts.labels)) if pin.shift is None else [facts.labels.index(pin.shift)]
        slots = {(pin.day, number) for number in numbers if (pin.day, number) >= facts.first_ahead}
        there = [work for work in works if work.is_ahead and work.slot in slots]
        fitting = [work for work in there if pin.machine in (None, work.machine) and pin.role in (None, work.role)]
        if slots and (there if pin.forbids else not fitting):
            return True
    return False


def frozen_seats(facts: Facts) -> dict[tuple[SlotKey, MachineName, Role], set[str]]:
    """Who holds frozen duties that still bind, by machine-shift and role."""
    found: dict[tuple[SlotKey, MachineName, Role], set[str]] = defaultdict(set)
    until = facts.case.situation.frozen_until
    officers = {officer.code: officer for officer in facts.staffing.officers}
    for duty in facts.case.situation.published:
        slot = duty.date, facts.labels.index(duty.shift)
        place, officer = facts.places.get((slot, duty.machine)), officers.get(duty.officer)
        if until is None or not facts.first_ahead <= slot or duty.date > until or place is None or officer is None:
            continue
        may = (
            not facts.is_away(officer, slot)
            and facts.own_hours_kept(officer, duty.date, facts.hours(slot, place, duty.machine))
            and facts.qualifies(officer, duty.role)
            and facts.serves(officer, duty.machine, place)
        )
        if may and duty.role in facts.asked[slot, duty.machine]:
            found[slot, duty.machine, duty.role].add(duty.officer)
    return found


def broken_rules(facts: Facts, duties: Sequence[Duty]) -> set[DutyRule]:
    """Every rule that a roster of these duties breaks. All names in it are known."""
    ahead = [duty for duty in duties if not duty.done]
    broken = set()
    for officer in facts.staffing.officers:
        works = facts.works_of(officer, duties)
        broken |= broken_hours(facts, officer, works) | _broken_by_seats(facts, officer, works)
        if pins_broken(facts, officer, works):
            broken.add(DutyRule.PINNED_DUTY)
    held = Counter(_seat_of(facts, duty) for duty in ahead)
    for (slot, machine, role), many in held.items():
        if many > facts.asked.get((slot, machine), {}).get(role, Seats(0, 0)).all:
            broken.add(DutyRule.SEAT)
    for duty in ahead:
        if facts.places.get(_seat_of(facts, duty)[:2]) != duty.unit:
            broken.add(DutyRule.SEAT)
    if _differs_from_what_was_worked(facts, duties):
        broken.add(DutyRule.WORKED)
    for seat, owners in frozen_seats(facts).items():
        holders = {duty.officer for duty in ahead if _seat_of(facts, duty) == seat}
        if len(owners & holders) < min(len(owners), facts.asked[seat[:2]][seat[2]].all):
            broken.add(DutyRule.FROZEN_DUTY)
    return broken


def _seat_of(facts: Facts, duty: Duty) -> tuple[SlotKey, MachineName, Role]:
    return (duty.date, facts.labels.index(duty.shift)), duty.machine, duty.role


def _broken_by_seats(facts: Facts, officer: Officer, works: Sequence[Work]) -> set[DutyRule]:
    """What an officer breaks by sitting where he does."""
    broken = set()
    if any(many > 1 for many in Counter(work.slot for work in works if work.is_duty).values()):
        broken.add(DutyRule.SEAT)
    for work in works:
        if not work.is_ahead or work.machine is None or work.place is None or work.role is None:
            continue
        if not facts.qualifies(officer, work.role):
            broken.add(DutyRule.QUALIFIED)
        if not facts.serves(officer, work.machine, facts.first_of.get(work.place, work.place)):
            broken.add(DutyRule.SERVES_MACHINE)
        if facts.is_away(officer, work.slot) or not facts.own_hours_kept(officer, work.day, work.hours):
            broken.add(DutyRule.AVAILABLE)
    return broken


def _differs_from_what_was_worked(facts: Facts, duties: Sequence[Duty]) -> bool:
    done = sorted(str(duty) for duty in duties if duty.done)
    misplaced = any(duty.done == ((duty.date, facts.labels.index(duty.shift)) >= facts.first_ahead) for duty in duties)
    return misplaced or done != sorted(str(duty) for duty in facts.case.situation.history)
