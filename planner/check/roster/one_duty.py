"""What one duty more, or one less, would break in a roster that stays as it is otherwise."""

from collections.abc import Iterator, Sequence

from planner.check.roster.reading import DutyReading
from planner.check.roster.rules.promises import frozen_duty, pinned_duty
from planner.check.roster.stepping_in import broken_by
from planner.check.roster.violation import DutyViolation
from planner.roster.case import RosterCase
from planner.roster.duties import Duty


def broken_with(case: RosterCase, duties: Sequence[Duty], more: Duty) -> tuple[DutyViolation, ...]:
    """What the officer of one more duty would break by it, whoever else has that seat; empty where he may have it."""
    reading = DutyReading(case, duties)
    return tuple(broken_by(reading, reading.workings_by_officer[more.officer], more))


def broken_without(case: RosterCase, duties: Sequence[Duty], less: Duty) -> tuple[DutyViolation, ...]:
    """The pins and promises that are kept by this duty alone; empty where the roster may do without it."""
    before = DutyReading(case, duties)
    after = DutyReading(case, [duty for duty in duties if duty != less])
    already = {violation.message for violation in _held_fast(before, less)}
    return tuple(violation for violation in _held_fast(after, less) if violation.message not in already)


def _held_fast(reading: DutyReading, duty: Duty) -> Iterator[DutyViolation]:
    yield from pinned_duty(reading, reading.workings_by_officer[duty.officer])
    yield from (violation for violation in frozen_duty(reading) if violation.officer == duty.officer)
