"""What one duty more, or one less, would break in a roster that stays as it is otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.check.roster.reading import DutyReading, Working
from planner.check.roster.rules.promises import frozen_duty, pinned_duty
from planner.check.roster.rules.registry import OFFICER_JUDGES
from planner.check.roster.rules.seats import twice_in_a_slot
from planner.check.roster.violation import DutyViolation
from planner.roster.case import RosterCase
from planner.roster.duties import Duty


def broken_with(case: RosterCase, duties: Sequence[Duty], more: Duty) -> tuple[DutyViolation, ...]:
    """What the officer of one more duty would break by it, whoever else has that seat; empty where he may have it."""
    reading = DutyReading(case, duties)
    working = reading.workings_by_officer[more.officer]
    turns = sorted((*working.turns, reading.turn_of(more)), key=lambda turn: turn[:2])
    already = {violation.message for violation in _broken(reading, working)}
    after = _broken(reading, replace(working, turns=tuple(turns)))
    return tuple(violation for violation in after if violation.message not in already)


def _broken(reading: DutyReading, working: Working) -> Iterator[DutyViolation]:
    """What the officer breaks, rules in their order."""
    for judge_one in (twice_in_a_slot, *OFFICER_JUDGES.values()):
        yield from judge_one(reading, working)


def broken_without(case: RosterCase, duties: Sequence[Duty], less: Duty) -> tuple[DutyViolation, ...]:
    """The pins and promises that are kept by this duty alone; empty where the roster may do without it."""
    before = DutyReading(case, duties)
    after = DutyReading(case, [duty for duty in duties if duty != less])
    already = {violation.message for violation in _held_fast(before, less)}
    return tuple(violation for violation in _held_fast(after, less) if violation.message not in already)


def _held_fast(reading: DutyReading, duty: Duty) -> Iterator[DutyViolation]:
    yield from pinned_duty(reading, reading.workings_by_officer[duty.officer])
    yield from (violation for violation in frozen_duty(reading) if violation.officer == duty.officer)
