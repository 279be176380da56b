"""Rules on who may sit where: seats of the plan, roles, machines and zones, dates, leaves and hours of one's own."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from planner.check.roster.clock import midnight, touches_night
from planner.check.roster.reading import DutyReading, Turn, Working
from planner.check.roster.violation import DutyViolation
from planner.check.roster.wording import (
    spoken_end,
    spoken_officer,
    spoken_officer_code,
    spoken_role,
    spoken_slot,
    spoken_start,
)
from planner.check.wording import spoken_code
from planner.domain.calendar import Slot
from planner.roster.duties import Duty
from planner.roster.policy import DutyRule
from planner.roster.staffing import OfficerCode
from planner.texts import spoken_clock, spoken_day, texts_of

_ = texts_of("check")


def seat(reading: DutyReading) -> Iterator[DutyViolation]:
    """Duties ahead stand only in seats of the plan, no more than there are, and nobody has two in a slot."""
    for duty in reading.ahead:
        reason = _why_no_seat(reading, duty)
        if reason:
            yield _of_duty(
                DutyRule.SEAT,
                duty,
                reason.format(
                    officer=spoken_officer_code(reading, duty.officer),
                    machine=duty.machine,
                    unit=spoken_code(reading.campaign, duty.unit),
                    slot=spoken_slot(duty),
                    role=spoken_role(duty),
                ),
            )
    yield from _seats_held_twice(reading)
    for working in reading.workings:
        yield from twice_in_a_slot(reading, working)
    yield from _strangers_twice_in_a_slot(reading)


def _why_no_seat(reading: DutyReading, duty: Duty) -> str:
    if duty.officer not in reading.staffing.officers_by_code:
        return _("the sheet of officers has no {officer} (at {machine} on {slot})")
    ordinal = reading.ordinal_of(duty)
    shift = None if ordinal is None else reading.shifts.get((ordinal, duty.machine))
    if shift is None or ordinal is None:
        return _("{officer} works at {machine} on {slot}, but the plan does not use that machine then")
    if shift.place != duty.unit:
        return _("{officer} works at {machine} on {slot} at {unit}, but the plan has the machine elsewhere")
    if duty.role not in reading.seats[ordinal, duty.machine]:
        return _("{officer} works at {machine} on {slot} as {role}, but nobody is asked for in that role there")
    return ""


def _seats_held_twice(reading: DutyReading) -> Iterator[DutyViolation]:
    for (ordinal, machine, role), duties in reading.in_seats.items():
        counts = reading.seats.get((ordinal, machine), {}).get(role)
        if counts is not None and len(duties) > counts.seats:
            sentence = _("{machine} on {slot}, {role}: {officers} are more officers than seats ({seats})")
            names = [spoken_officer(reading.staffing.officers_by_code[duty.officer]) for duty in duties]
            message = sentence.format(
                machine=machine,
                slot=spoken_slot(duties[0]),
                role=spoken_role(duties[0]),
                officers=", ".join(names),
                seats=counts.seats,
            )
            yield _of_duty(DutyRule.SEAT, duties[0], message).model_copy(update={"officer": None})


def twice_in_a_slot(_reading: DutyReading, working: Working) -> Iterator[DutyViolation]:
    """One officer's slots in which he has two duties, done or ahead."""
    for earlier, later in pairwise(working.turns):
        if earlier.duty and later.duty and earlier.ordinal == later.ordinal:
            yield _twice(spoken_officer(working.officer), earlier.duty, later.duty)


def _strangers_twice_in_a_slot(reading: DutyReading) -> Iterator[DutyViolation]:
    """The same of duties whose officer, machine, unit or shift is not known."""
    by_slot: dict[tuple[OfficerCode, Slot], list[Duty]] = defaultdict(list)
    for duty in reading.duties:
        by_slot[duty.officer, Slot(duty.date, duty.shift)].append(duty)
    for (officer, _slot), duties in by_slot.items():
        if len(duties) > 1 and not all(map(reading.is_known, duties)):
            yield _twice(spoken_officer_code(reading, officer), *duties[:2])


def _twice(officer: str, one: Duty, other: Duty) -> DutyViolation:
    message = _("{officer} has two duties on {slot}: {machine} and {other}").format(
        officer=officer, slot=spoken_slot(one), machine=one.machine, other=other.machine
    )
    return _of_duty(DutyRule.SEAT, other, message)


def qualified(reading: DutyReading, working: Working) -> Iterator[DutyViolation]:
    """The seat is of any role or of one of the officer's."""
    for duty in _duties_ahead(working):
        if not reading.is_qualified(working.officer, duty.role):
            message = _("{officer} is {role} at {machine} on {slot}, but has not that role").format(
                officer=spoken_officer(working.officer), role=duty.role, machine=duty.machine, slot=spoken_slot(duty)
            )
            yield _of_duty(DutyRule.QUALIFIED, duty, message)


def serves_machine(reading: DutyReading, working: Working) -> Iterator[DutyViolation]:
    """The officer serves the machine or the zone of the place; he who names neither serves all."""
    for duty in _duties_ahead(working):
        if not reading.serves(working.officer, duty.machine, reading.campaign.stop_of(duty.unit)):
            message = _("{officer} works at {machine} on {slot} at {unit}, but serves neither machine nor zone").format(
                officer=spoken_officer(working.officer),
                machine=duty.machine,
                slot=spoken_slot(duty),
                unit=spoken_code(reading.campaign, duty.unit),
            )
            yield _of_duty(DutyRule.SERVES_MACHINE, duty, message)


def available(reading: DutyReading, working: Working) -> Iterator[DutyViolation]:
    """The slot lies inside the officer's dates, outside his leaves, and inside the hours in which he may work."""
    officer = working.officer
    for turn in working.ahead:
        reason = _why_not_available(reading, working, turn)
        if reason and turn.duty:
            message = reason.format(
                officer=spoken_officer(officer),
                slot=spoken_slot(turn),
                first_day=spoken_day(officer.first_day),
                last_day=spoken_day(officer.last_day),
                kind=reading.leave_sign(officer, turn.day, turn.shift),
                start=spoken_start(turn),
                end=spoken_end(turn),
                until=spoken_clock(officer.works_until_minute or 0),
            )
            yield _of_duty(DutyRule.AVAILABLE, turn.duty, message)


def _why_not_available(reading: DutyReading, working: Working, turn: Turn) -> str:
    officer = working.officer
    if not officer.first_day <= turn.day <= officer.last_day:
        return _("{officer} works on {slot}, but is there only from {first_day} to {last_day}")
    if reading.leave_sign(officer, turn.day, turn.shift):
        return _("{officer} works on {slot}, but is on leave then ({kind})")
    if officer.works_until_minute is None:
        return ""
    if turn.hours.ends > midnight(turn.day) + officer.works_until_minute:
        return _("{officer} works on {slot} until {end}, but may work only until {until}")
    if touches_night(reading.regulations, turn.day, turn.hours):
        return _("{officer} works on {slot} from {start} to {end}, which is partly night, but may not work at night")
    return ""


def _duties_ahead(working: Working) -> Iterator[Duty]:
    return (turn.duty for turn in working.ahead if turn.duty is not None)


def _of_duty(rule: DutyRule, duty: Duty, message: str) -> DutyViolation:
    return DutyViolation(
        rule=rule, message=message, officer=duty.officer, day=duty.date, shift=duty.shift, machine=duty.machine
    )
