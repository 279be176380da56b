"""The goals of a roster a second time, from its duties alone."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import floor

from planner.check.road_km import road_km
from planner.check.roster.fairness import fairness
from planner.check.roster.reading import DutyReading, PostShift, Turn, Working
from planner.check.roster.rules.hours import overtime_of_turns
from planner.domain.record import MachineName, Record, UnitCode
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, Vacancy
from planner.roster.policy import REQUIRED_WEIGHT, DutyGoal
from planner.roster.staffing import OfficerCode, Role


class DutyGoalValue(Record):
    """What the duties of a roster give in one goal."""

    goal: DutyGoal
    value: int


def vacancies(reading: DutyReading) -> Iterator[Vacancy]:
    """The seats ahead that nobody takes, by slot, machine and role; officers take required ones first."""
    for key, shift in reading.shifts.items():
        if shift.ordinal < reading.first_ordinal_ahead:
            continue
        for role, counts in reading.seats[key].items():
            taken = len(reading.in_seats.get((*key, role), ()))
            required = max(0, counts.required - taken)
            others = counts.others - max(0, taken - counts.required)
            if required:
                yield _vacancy(shift, role, required, is_required=True)
            if others > 0:
                yield _vacancy(shift, role, others, is_required=False)


def _vacancy(shift: PostShift, role: Role, officers: int, *, is_required: bool) -> Vacancy:
    return Vacancy(
        machine=shift.machine,
        unit=shift.place,
        date=shift.slot.day,
        shift=shift.slot.shift,
        role=role,
        is_required=is_required,
        officers=officers,
    )


def vacant(reading: DutyReading) -> int:
    """Seats ahead without an officer, required ones weighing ten times as much."""
    return sum(one.officers * (REQUIRED_WEIGHT if one.is_required else 1) for one in vacancies(reading))


def duty_changes(reading: DutyReading) -> int:
    """Published duties that officers lose or get, by the weight of the notice; another machine or place costs 1."""
    until = reading.situation.published_until
    if until is None:
        return 0
    told = _by_officer_and_slot(reading, reading.situation.published, until)
    now = _by_officer_and_slot(reading, reading.ahead, until)
    cost = 0
    for key in told.keys() | now.keys():
        before, after = told.get(key), now.get(key)
        if before is None or after is None:
            duty = before or after
            cost += _weight_of_notice(reading, duty.date) if duty else 0
        else:
            cost += (before.machine, before.unit) != (after.machine, after.unit)
    return cost


def _by_officer_and_slot(
    reading: DutyReading, duties: Sequence[Duty], until: date
) -> dict[tuple[OfficerCode, int], Duty]:
    """The duties of known officers from the first slot ahead to this day; the first of a slot counts."""
    found: dict[tuple[OfficerCode, int], Duty] = {}
    for duty in duties:
        ordinal = reading.ordinal_of(duty)
        if ordinal is None or duty.officer not in reading.staffing.officers_by_code:
            continue
        if ordinal >= reading.first_ordinal_ahead and duty.date <= until:
            found.setdefault((duty.officer, ordinal), duty)
    return found


def _weight_of_notice(reading: DutyReading, day: date) -> int:
    """What a change on this day costs, by the days since the first day still to be rostered."""
    weights = reading.campaign.notice_weights
    notice = day - (reading.situation.as_of or reading.campaign.calendar.first_day)
    if notice >= timedelta(weeks=1):
        return weights.from_7_days
    return weights.under_7_days if notice >= timedelta(days=3) else weights.under_3_days


def overtime(reading: DutyReading) -> int:
    """Duties after which the week's minutes lie beyond the normal week."""
    return sum(
        1
        for working in reading.workings
        for turn, minutes in overtime_of_turns(reading, working.turns)
        if turn.duty is not None and minutes > 0
    )


def wishes(reading: DutyReading) -> int:
    """The levels of the wishes for days of the campaign that are not fulfilled."""
    cost = 0
    calendar = reading.campaign.calendar
    for wish in reading.staffing.wishes:
        working = reading.workings_by_officer.get(wish.officer)
        if working is None or not calendar.first_day <= wish.day <= calendar.last_day:
            continue
        works = any(turn.duty and turn.day == wish.day and wish.shift in (None, turn.shift) for turn in working.turns)
        cost += wish.level if works != wish.wants_work else 0
    return cost


def switches(reading: DutyReading) -> int:
    """Changes of the shift from duty to duty, and of the machine while the one before stays where it was."""
    return sum(_switches_of(reading, working) for working in reading.workings)


def _switches_of(reading: DutyReading, working: Working) -> int:
    changes = 0
    for before, after in pairwise(working.turns):
        if after.duty is not None:
            changes += before.shift != after.shift
            changes += _leaves_a_visit(reading, before, after)
    return changes


def _leaves_a_visit(reading: DutyReading, before: Turn, after: Turn) -> bool:
    """Whether the officer changes the machine while the former one is still in the visit in which he worked it."""
    if before.duty is None or after.duty is None or before.duty.machine == after.duty.machine:
        return False
    machine = before.duty.machine
    then = reading.shifts.get((before.ordinal, machine))
    return then is not None and then.stay == _stay_at(reading, machine, after.ordinal)


def _stay_at(reading: DutyReading, machine: MachineName, ordinal: int) -> int:
    """The machine's stay in its last machine-shift at or before this slot; there is one."""
    return [shift.stay for shift in reading.stands[machine] if shift.ordinal <= ordinal][-1]


def commute(reading: DutyReading) -> int:
    """Road km from the officers' homes to the places and back, each way there and back rounded half up."""
    km: dict[tuple[UnitCode, UnitCode], int] = {}
    total = 0
    for working in reading.workings:
        home = working.officer.home
        if home is None:
            continue
        for turn in working.turns:
            if turn.duty is not None:
                way = home, turn.duty.unit
                if way not in km:
                    km[way] = _there_and_back(reading, *way)
                total += km[way]
    return total


def _there_and_back(reading: DutyReading, home: UnitCode, place: UnitCode) -> int:
    campaign = reading.campaign
    origin, destination = (campaign.units_by_code.get(campaign.stop_of(code)) for code in (home, place))
    if origin is None or destination is None:
        return 0
    return floor(2 * road_km(campaign, origin, destination) + 0.5)


VALUES: dict[DutyGoal, Callable[[DutyReading], int]] = {
    DutyGoal.VACANT: vacant,
    DutyGoal.DUTY_CHANGES: duty_changes,
    DutyGoal.OVERTIME: overtime,
    DutyGoal.FAIRNESS: fairness,
    DutyGoal.WISHES: wishes,
    DutyGoal.SWITCHES: switches,
    DutyGoal.COMMUTE: commute,
}
"""Every goal with the one function that reckons it, in order."""


def goal_values(case: RosterCase, duties: Sequence[Duty]) -> tuple[DutyGoalValue, ...]:
    """What these duties, done ones included, are worth in every goal, in order."""
    return values_of(DutyReading(case, duties))


def values_of(reading: DutyReading) -> tuple[DutyGoalValue, ...]:
    """The same of a roster that is laid beside its case already."""
    return tuple(DutyGoalValue(goal=goal, value=value_of(reading, goal)) for goal in VALUES)


def value_of(reading: DutyReading, goal: DutyGoal) -> int:
    """What the duties are worth in one goal; reckoned once."""
    if goal not in reading.values:
        reading.values[goal] = VALUES[goal](reading)
    return reading.values[goal]
