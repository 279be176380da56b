"""What officers bear: shifts, evenings, weekends, overtime, and the days off that overtime is given back with.

For prints and commands; the checker counts on its own.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.calendar import Slot, days_between
from planner.domain.hours import Hours, hours_of
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, Roster
from planner.roster.policy import Load
from planner.roster.seating import is_weekend, lies_in_the_evening
from planner.roster.staffing import LeaveKind, Officer, OfficerCode


class DutyPeriod(NamedTuple):
    """Days from first to last, both included; none if last comes before first."""

    first_day: date
    last_day: date

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first_day <= day <= self.last_day

    def days(self) -> tuple[date, ...]:
        """Every one of them."""
        return tuple(days_between(*self))


class LoadedDuty(NamedTuple):
    """A duty and what it weighs on its officer."""

    duty: Duty
    hours: Hours
    """Of the place and machine, or of the sheet *Ca*."""
    is_evening: bool
    is_weekend: bool
    overtime_minutes: int
    """Its minutes beyond the normal week, the week's minutes added up in time order."""


class OfficerLoad(NamedTuple):
    """What one officer bears in a period."""

    officer: OfficerCode
    days_present: int
    """Days of the campaign in the period, inside his dates and without a leave of the whole day."""
    shifts: int
    evenings: int
    weekends: int
    """Duties that begin on a Saturday, a Sunday or a holiday."""
    overtime_shifts: int
    """Duties after which the week's minutes lie beyond the normal week."""
    overtime_minutes: int
    compensatory_days_due: int
    """Days off that he is owed: one for each overtime shift of the period."""
    compensatory_days_taken: int
    """Days of the period on which *NB* holds and he has no duty."""

    def of(self, load: Load) -> int:
        """How much of this load he bears."""
        return {Load.SHIFTS: self.shifts, Load.EVENINGS: self.evenings, Load.WEEKENDS: self.weekends}[load]


class LoadSpread(NamedTuple):
    """The least and the most that somebody bears of a load."""

    least: int
    most: int

    @property
    def difference(self) -> int:
        """How far they lie apart."""
        return self.most - self.least


def loaded_duties(case: RosterCase, roster: Roster) -> tuple[LoadedDuty, ...]:
    """Every duty of a roster, done or ahead, by the time when it begins; *Đã làm* only adds to the week's minutes."""
    campaign, staffing = case.campaign, case.staffing
    week_minutes = staffing.regulations.week_minutes
    worked: dict[tuple[OfficerCode, date], int] = defaultdict(int)
    for past in staffing.past:
        shift = campaign.calendar.shift(past.shift)
        worked[past.officer, monday_of(past.day)] += shift.ends_minute - shift.starts_minute
    loaded = []
    for duty, hours in sorted(
        ((duty, duty_hours(case, duty)) for duty in roster.duties),
        key=lambda each: (each[0].date, each[1].starts_minute),
    ):
        week = duty.officer, monday_of(duty.date)
        before, minutes = worked[week], hours.ends_minute - hours.starts_minute
        worked[week] += minutes
        overtime = min(minutes, max(0, before + minutes - week_minutes))
        is_late = lies_in_the_evening(staffing, *hours)
        loaded.append(LoadedDuty(duty, hours, is_late, is_weekend(staffing, duty.date), overtime))
    return tuple(loaded)


def duty_hours(case: RosterCase, duty: Duty) -> Hours:
    """From when to when a duty is worked, in minutes from the midnight with which its day begins."""
    unit = case.campaign.stop_of(duty.unit)
    return hours_of(case.campaign, Slot(duty.date, duty.shift), unit, duty.machine)


def officer_loads(case: RosterCase, roster: Roster, period: DutyPeriod) -> tuple[OfficerLoad, ...]:
    """What each officer of the workbook bears in a period, in workbook order; a week is summed whole all the same."""
    own: dict[OfficerCode, list[LoadedDuty]] = defaultdict(list)
    for loaded in loaded_duties(case, roster):
        if period.holds(loaded.duty.date):
            own[loaded.duty.officer].append(loaded)
    return tuple(_load(case, officer, own[officer.code], period) for officer in case.staffing.officers)


def spread_of(loads: Iterable[OfficerLoad], load: Load) -> LoadSpread:
    """Least and most of a load among those who are present at all in the period; 0 and 0 where nobody is."""
    counts = [each.of(load) for each in loads if each.days_present]
    return LoadSpread(min(counts, default=0), max(counts, default=0))


def monday_of(day: date) -> date:
    """The Monday with which the day's week begins."""
    return day - timedelta(days=day.weekday())


def _load(case: RosterCase, officer: Officer, duties: list[LoadedDuty], period: DutyPeriod) -> OfficerLoad:
    overtime = [each.overtime_minutes for each in duties if each.overtime_minutes]
    worked = {each.duty.date for each in duties}
    days = [day for day in period.days() if _belongs(case, officer, day)]
    leaves = case.staffing.leaves_by_officer.get(officer.code, ())
    compensatory = [leave for leave in leaves if leave.kind is LeaveKind.COMPENSATORY]
    return OfficerLoad(
        officer=officer.code,
        days_present=sum(not any(leave.is_whole(day) for leave in leaves) for day in days),
        shifts=len(duties),
        evenings=sum(each.is_evening for each in duties),
        weekends=sum(each.is_weekend for each in duties),
        overtime_shifts=len(overtime),
        overtime_minutes=sum(overtime),
        compensatory_days_due=len(overtime),
        compensatory_days_taken=sum(
            day not in worked and any(leave.first_day <= day <= leave.last_day for leave in compensatory)
            for day in days
        ),
    )


def _belongs(case: RosterCase, officer: Officer, day: date) -> bool:
    """Whether the day is one of the campaign's and of the officer's."""
    calendar = case.campaign.calendar
    first, last = max(calendar.first_day, officer.first_day), min(calendar.last_day, officer.last_day)
    return first <= day <= last
