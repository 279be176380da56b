"""Rules on what stands fast: pins, what was worked, and what was published for the frozen days."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from planner.check.roster.reading import DutyReading, Working
from planner.check.roster.violation import DutyViolation
from planner.check.roster.wording import spoken_duty, spoken_officer, spoken_slot
from planner.domain.record import MachineName
from planner.roster.duties import Duty
from planner.roster.policy import DutyRule
from planner.roster.staffing import DutyPin, Role
from planner.texts import spoken_day, texts_of

_ = texts_of("check")


class _FrozenSeat(NamedTuple):
    ordinal: int
    machine: MachineName
    role: Role


def pinned_duty(reading: DutyReading, working: Working) -> Iterator[DutyViolation]:
    """The officer has each duty that a pin names, and none where one forbids it; of slots ahead only."""
    for pin in reading.pins_by_officer.get(working.officer.code, ()):
        if pin.shift is not None and reading.ordinal_at(pin.day, pin.shift) < reading.first_ordinal_ahead:
            continue
        there = [
            turn.duty
            for turn in working.ahead
            if turn.duty and turn.day == pin.day and pin.shift in (None, turn.shift) and _binds(reading, turn.ordinal)
        ]
        if pin.forbids and there:
            message = _("{officer} works on {slot}, though the sheet of pins forbids it").format(
                officer=spoken_officer(working.officer), slot=spoken_slot(there[0])
            )
            yield _against_pin(pin, message)
        if not pin.forbids and not any(_is_as_pinned(pin, duty) for duty in there):
            message = _("{officer} is pinned to {day}, {shift} ({machine}, {role}), but has not that duty").format(
                officer=spoken_officer(working.officer),
                day=spoken_day(pin.day),
                shift=pin.shift or _("any shift"),
                machine=pin.machine or _("any machine"),
                role=pin.role or _("any role"),
            )
            yield _against_pin(pin, message)


def _binds(reading: DutyReading, ordinal: int) -> bool:
    return ordinal >= reading.first_ordinal_ahead


def _is_as_pinned(pin: DutyPin, duty: Duty) -> bool:
    return pin.machine in (None, duty.machine) and pin.role in (None, duty.role)


def _against_pin(pin: DutyPin, message: str) -> DutyViolation:
    return DutyViolation(
        rule=DutyRule.PINNED_DUTY,
        message=message,
        officer=pin.officer,
        day=pin.day,
        shift=pin.shift,
        machine=pin.machine,
    )


def worked(reading: DutyReading) -> Iterator[DutyViolation]:
    """Done duties are exactly those of the history, and lie before the first slot ahead; all others lie after it."""
    for duty in reading.duties:
        ordinal = reading.ordinal_of(duty)
        if ordinal is not None and duty.done != (ordinal < reading.first_ordinal_ahead):
            sentence = (
                _("{duty} is marked as done, but lies ahead")
                if duty.done
                else _("{duty} is rostered, but that slot is past")
            )
            yield _of_duty(DutyRule.WORKED, duty, sentence.format(duty=spoken_duty(reading, duty)))
    told = Counter(duty.model_copy(update={"done": True}) for duty in reading.situation.history)
    done = Counter(duty for duty in reading.duties if duty.done)
    for duty in told - done:
        sentence = _("{duty} was worked, but the roster does not say so")
        yield _of_duty(DutyRule.WORKED, duty, sentence.format(duty=spoken_duty(reading, duty)))
    for duty in done - told:
        sentence = _("{duty} is marked as done, but nobody reported it")
        yield _of_duty(DutyRule.WORKED, duty, sentence.format(duty=spoken_duty(reading, duty)))


def frozen_duty(reading: DutyReading) -> Iterator[DutyViolation]:
    """Published duties of the frozen days stay where the officer still may and the machine-shift still asks."""
    for place, promised in _frozen(reading).items():
        counts = reading.seats[place.ordinal, place.machine][place.role]
        holding = {duty.officer for duty in reading.in_seats.get(place, ())}
        if len(promised) <= counts.seats:
            lost = [duty for duty in promised if duty.officer not in holding]
        else:
            kept = [duty for duty in promised if duty.officer in holding]
            lost = [duty for duty in promised if duty not in kept] if len(kept) < counts.seats else []
        for duty in lost:
            sentence = _("{duty} was published for a frozen day, but the officer has it no more")
            yield _of_duty(DutyRule.FROZEN_DUTY, duty, sentence.format(duty=spoken_duty(reading, duty)))


def _frozen(reading: DutyReading) -> dict[_FrozenSeat, list[Duty]]:
    """The published duties that still bind, by machine-shift and role; one an officer."""
    found: dict[_FrozenSeat, dict[str, Duty]] = defaultdict(dict)
    frozen_until = reading.situation.frozen_until
    for duty in reading.situation.published:
        ordinal = reading.ordinal_of(duty)
        if frozen_until is None or ordinal is None or duty.date > frozen_until:
            continue
        if ordinal >= reading.first_ordinal_ahead and _still_may(reading, ordinal, duty):
            found[_FrozenSeat(ordinal, duty.machine, duty.role)].setdefault(duty.officer, duty)
    return {place: list(duties.values()) for place, duties in found.items()}


def _still_may(reading: DutyReading, ordinal: int, duty: Duty) -> bool:
    officer = reading.staffing.officers_by_code.get(duty.officer)
    shift = reading.shifts.get((ordinal, duty.machine))
    if officer is None or shift is None or duty.role not in reading.seats[ordinal, duty.machine]:
        return False
    return (
        officer.first_day <= duty.date <= officer.last_day
        and not reading.leave_sign(officer, duty.date, duty.shift)
        and reading.keeps_own_hours(officer, duty.date, shift.hours)
        and reading.is_qualified(officer, duty.role)
        and reading.serves(officer, duty.machine, shift.place)
    )


def _of_duty(rule: DutyRule, duty: Duty, message: str) -> DutyViolation:
    return DutyViolation(
        rule=rule, message=message, officer=duty.officer, day=duty.date, shift=duty.shift, machine=duty.machine
    )
