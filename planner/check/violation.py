"""What the checker has to say against a plan."""

from datetime import date
from enum import StrEnum

from planner.check.rows import Appearance, ReadRow
from planner.domain.policy import Rule
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode
from planner.texts import spoken_day


class Claim(StrEnum):
    """A thing other than a rule that a plan says and that may be untrue."""

    KNOWN = "known"
    """Every machine, unit and shift that the plan names is the campaign's."""
    GOAL_VALUE = "goal-value"
    """Each goal is told once, with the value that the assignments give it."""
    BOUND = "bound"
    """No bound lies above its goal's value."""
    PROOF = "proof"
    """A goal called optimal has a bound that equals its value."""
    UNSERVED_LIST = "unserved-list"
    """The dossiers left at each unit are listed, all of them and as many as there are."""


class Violation(Record):
    """One rule broken, or one claim untrue, with the place where it shows."""

    rule: Rule | Claim
    message: str
    """What is wrong and where, in the reader's language."""
    machine: MachineName | None = None
    unit: UnitCode | None = None
    day: date | None = None
    shift: ShiftLabel | None = None


def against_row(rule: Rule, row: ReadRow | Appearance, sentence: str, **facts: str) -> Violation:
    """A violation that shows in one row or one appearance.

    The sentence may speak of its {machine}, {unit}, {day} and {shift}, and of the facts given besides.
    """
    return Violation(
        rule=rule,
        message=sentence.format(
            machine=row.machine.name,
            unit=row.where,
            day=spoken_day(row.slot.day),
            shift=row.slot.shift,
            **facts,
        ),
        machine=row.machine.name,
        unit=row.unit.code,
        day=row.slot.day,
        shift=row.slot.shift,
    )
