"""What the checker has to say against a roster."""

from datetime import date
from enum import StrEnum

from planner.domain.record import MachineName, Record, ShiftLabel
from planner.roster.policy import DutyRule
from planner.roster.staffing import OfficerCode


class DutyClaim(StrEnum):
    """A thing other than a rule that a roster says and that may be untrue."""

    BELONGS = "belongs"
    """The roster is one of this campaign, of this plan's version, and begins where the situation does."""
    GOAL_VALUE = "goal-value"
    """Each goal is told once, with the value that the duties give it."""
    BOUND = "bound"
    """No bound lies above its goal's value."""
    PROOF = "proof"
    """A goal called optimal has a bound that equals its value."""
    VACANT_LIST = "vacant-list"
    """The seats without an officer are listed, all of them and as many as there are."""


class DutyViolation(Record):
    """One rule broken, or one claim untrue, with the officer and the day where it shows."""

    rule: DutyRule | DutyClaim
    message: str
    """What is wrong, with whom and when, in the reader's language."""
    officer: OfficerCode | None = None
    """None where it is no single officer's, as for a seat held twice."""
    day: date | None = None
    shift: ShiftLabel | None = None
    machine: MachineName | None = None
