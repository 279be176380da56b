"""Every rule of rosters with the one function that judges it."""

from collections.abc import Callable, Iterator

from planner.check.roster.reading import DutyReading, Working
from planner.check.roster.rules.hours import one_shift, overtime, run, shift_rest, week_hours, weekly_rest
from planner.check.roster.rules.promises import frozen_duty, pinned_duty, worked
from planner.check.roster.rules.seats import available, qualified, seat, serves_machine
from planner.check.roster.violation import DutyViolation
from planner.roster.policy import DutyRule

OFFICER_JUDGES: dict[DutyRule, Callable[[DutyReading, Working], Iterator[DutyViolation]]] = {
    DutyRule.QUALIFIED: qualified,
    DutyRule.SERVES_MACHINE: serves_machine,
    DutyRule.AVAILABLE: available,
    DutyRule.ONE_SHIFT: one_shift,
    DutyRule.SHIFT_REST: shift_rest,
    DutyRule.WEEKLY_REST: weekly_rest,
    DutyRule.RUN: run,
    DutyRule.WEEK_HOURS: week_hours,
    DutyRule.OVERTIME: overtime,
    DutyRule.PINNED_DUTY: pinned_duty,
}
"""The rules that look at one officer, and so say what one more duty of his would break."""

ROSTER_JUDGES: dict[DutyRule, Callable[[DutyReading], Iterator[DutyViolation]]] = {
    DutyRule.SEAT: seat,
    DutyRule.WORKED: worked,
    DutyRule.FROZEN_DUTY: frozen_duty,
}
"""The rules that look at the whole roster."""


def violations_of(rule: DutyRule, reading: DutyReading) -> Iterator[DutyViolation]:
    """Everything in the roster that breaks one rule."""
    if rule in ROSTER_JUDGES:
        yield from ROSTER_JUDGES[rule](reading)
    else:
        for working in reading.workings:
            yield from OFFICER_JUDGES[rule](reading, working)
