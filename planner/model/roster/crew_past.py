"""What an officer has worked before the first slot ahead, and what that has cost already."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from planner.model.roster.crew_prices import GOAL_NUMBERS, GOALS, road_km
from planner.model.roster.crew_works import NOWHERE, Stays, Work
from planner.roster.case import RosterCase
from planner.roster.policy import DutyGoal
from planner.roster.staffing import Officer, OfficerCode

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Past:
    """The duties of each officer before the first slot ahead, in time order."""

    known: dict[OfficerCode, tuple[Work, ...]]
    """Those of *Đã làm* and the done ones."""
    done: dict[OfficerCode, tuple[Work, ...]]

    def of(self, officer: Officer) -> tuple[Work, ...]:
        """Everything that is known; empty where nothing is."""
        return self.known.get(officer.code, ())

    def done_by(self, officer: Officer) -> tuple[Work, ...]:
        """Only the done duties."""
        return self.done.get(officer.code, ())


def past_of(case: RosterCase, stays: Stays) -> Past:
    """The past of a case: history and *Đã làm*."""
    known: dict[OfficerCode, list[Work]] = defaultdict(list)
    done: dict[OfficerCode, list[Work]] = defaultdict(list)
    for before in case.staffing.past:
        known[before.officer].append(stays.before(before))
    for duty in case.situation.history:
        work = stays.done(duty)
        known[duty.officer].append(work)
        done[duty.officer].append(work)
    return Past(*({code: tuple(sorted(works)) for code, works in of.items()} for of in (known, done)))


def spent(case: RosterCase, stays: Stays, past: Past) -> tuple[int, ...]:
    """What the done duties count in each goal by themselves: overtime, switches and the way to work."""
    amounts = [0] * len(GOALS)
    ends = stays.ends
    normal = case.staffing.regulations.week_minutes
    for officer, works in past.done.items():
        counted = set(works)
        week, minutes = -1, 0
        before: Work | None = None
        for work in past.known[officer]:
            minutes = (minutes if work.week == week else 0) + work.minutes
            week = work.week
            if work in counted:
                amounts[GOAL_NUMBERS[DutyGoal.OVERTIME]] += minutes > normal
                if before is not None:
                    amounts[GOAL_NUMBERS[DutyGoal.SWITCHES]] += work.shift != before.shift
                    is_another = before.machine != NOWHERE and work.machine not in (NOWHERE, before.machine)
                    goes_on = ends.over_from(before.machine, before.visit) > work.ordinal
                    amounts[GOAL_NUMBERS[DutyGoal.SWITCHES]] += is_another and goes_on
            before = work
    officers = case.staffing.officers_by_code
    for duty in case.situation.history:
        if duty.officer in officers:
            amounts[GOAL_NUMBERS[DutyGoal.COMMUTE]] += road_km(case, officers[duty.officer], duty.unit)
    return tuple(amounts)


def overtime_by_day(works: tuple[Work, ...], normal: int) -> dict[int, int]:
    """Minutes beyond the normal week of each day that has any."""
    overtime: dict[int, int] = defaultdict(int)
    week, minutes = -1, 0
    for work in works:
        minutes = minutes if work.week == week else 0
        week = work.week
        overtime[work.day] += max(0, minutes + work.minutes - normal) - max(0, minutes - normal)
        minutes += work.minutes
    return {day: minutes for day, minutes in overtime.items() if minutes}


def months_between(first: date, last: date) -> list[tuple[date, date]]:
    """The first and the last day of each calendar month that has a day in the period."""
    months = []
    start = first.replace(day=1)
    while start <= last:
        year, month = (start.year + 1, 1) if start.month == MONTHS_A_YEAR else (start.year, start.month + 1)
        after = date(year, month, 1)
        months.append((start, date.fromordinal(after.toordinal() - 1)))
        start = after
    return months
