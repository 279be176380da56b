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
from planner.roster.staffing import Officer, OfficerCode


class StepIn(NamedTuple):
    """An officer who has the role of a vacant seat."""

    officer: Officer
    broken: tuple[DutyViolation, ...]
    """What his taking the seat would break that is not broken now, in words; empty where he may take it."""


class SteppingIn:
    """Who could step in for a roster's vacancies: it is laid beside its case once, for all of them."""

    def __init__(self, case: RosterCase, roster: Roster) -> None:
        self._reading = DutyReading(case, roster.duties)
        self._broken_now: dict[OfficerCode, frozenset[str]] = {}

    def at(self, vacancy: Vacancy) -> tuple[StepIn, ...]:
        """Every officer with the seat's role, those first whose taking it breaks least.

        Officers who are away, or busy elsewhere in that slot, come last; of as many broken rules the first in the
        workbook comes first. Empty where nobody has the role.
        """
        found = [
            StepIn(working.officer, tuple(self._broken_by(working, _duty_of(working.officer, vacancy))))
            for working in self._reading.workings
            if self._reading.is_qualified(working.officer, vacancy.role)
        ]
        return tuple(sorted(found, key=_order))

    def _broken_by(self, working: Working, duty: Duty) -> Iterator[DutyViolation]:
        """What one more duty of the officer breaks anew, rules in their order."""
        code = working.officer.code
        if code not in self._broken_now:
            self._broken_now[code] = frozenset(violation.message for violation in self._broken(working))
        turns = sorted((*working.turns, self._reading.turn_of(duty)), key=lambda turn: turn[:2])
        for violation in self._broken(replace(working, turns=tuple(turns))):
            if violation.message not in self._broken_now[code]:
                yield violation

    def _broken(self, working: Working) -> Iterator[DutyViolation]:
        for judge_one in (twice_in_a_slot, *OFFICER_JUDGES.values()):
            yield from judge_one(self._reading, working)


def who_could_step_in(case: RosterCase, roster: Roster, vacancy: Vacancy) -> tuple[StepIn, ...]:
    """The officers who could step in for one vacancy; see `SteppingIn.at`."""
    return SteppingIn(case, roster).at(vacancy)


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
