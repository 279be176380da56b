"""Who could take a seat that nobody has, and what each of them would break by it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from planner.check.roster.reading import DutyReading, Working
from planner.check.roster.rules.registry import OFFICER_JUDGES
from planner.check.roster.rules.seats import twice_in_a_slot
from planner.check.roster.violation import DutyViolation
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, Roster, Vacancy
from planner.roster.policy import DutyRule
from planner.roster.staffing import Officer


class StepIn(NamedTuple):
    """An officer who has the role of a vacant seat."""

    officer: Officer
    broken: tuple[DutyViolation, ...]
    """What his taking the seat would break that is not broken now, in words; empty where he may take it."""


def who_could_step_in(case: RosterCase, roster: Roster, vacancy: Vacancy) -> tuple[StepIn, ...]:
    """Every officer with the seat's role, those first whose taking it breaks least.

    Officers who are away, or busy elsewhere in that slot, come last; of as many broken rules the first in the workbook
    comes first. Empty where nobody has the role.
    """
    reading = DutyReading(case, roster.duties)
    found = [
        StepIn(working.officer, tuple(broken_by(reading, working, _duty_of(working.officer, vacancy))))
        for working in reading.workings
        if reading.is_qualified(working.officer, vacancy.role)
    ]
    return tuple(sorted(found, key=_order))


def _order(step: StepIn) -> tuple[bool, int]:
    cannot = {DutyRule.AVAILABLE, DutyRule.SEAT}
    return any(one.rule in cannot for one in step.broken), len(step.broken)


def _duty_of(officer: Officer, vacancy: Vacancy) -> Duty:
    return Duty(
        officer=officer.code,
        machine=vacancy.machine,
        unit=vacancy.unit,
        date=vacancy.date,
        shift=vacancy.shift,
        role=vacancy.role,
    )


def broken_by(reading: DutyReading, working: Working, duty: Duty) -> Iterator[DutyViolation]:
    """What one more duty of the officer breaks anew, rules in their order."""
    turns = sorted((*working.turns, reading.turn_of(duty)), key=lambda turn: turn[:2])
    more = replace(working, turns=tuple(turns))
    for judge_one in (twice_in_a_slot, *OFFICER_JUDGES.values()):
        already = {violation.message for violation in judge_one(reading, working)}
        yield from (violation for violation in judge_one(reading, more) if violation.message not in already)
