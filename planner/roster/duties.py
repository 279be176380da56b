"""Duties: who works which seat, how good that is, what stays vacant, and what a roster has to start from."""

from datetime import date

from pydantic import NonNegativeFloat, NonNegativeInt, PositiveInt

from planner.domain.policy import Proof
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode
from planner.roster.policy import DutyGoal
from planner.roster.staffing import OfficerCode, Role


class Duty(Record):
    """One officer in one seat of one machine-shift."""

    officer: OfficerCode
    machine: MachineName
    unit: UnitCode
    """Where the machine stands: a cluster's first unit."""
    date: date
    shift: ShiftLabel
    role: Role
    """The seat's role; empty for a seat of any role."""
    done: bool = False
    """Past: it was worked, not planned."""


class Vacancy(Record):
    """Seats of one machine-shift and role that nobody takes."""

    machine: MachineName
    unit: UnitCode
    date: date
    shift: ShiftLabel
    role: Role
    is_required: bool = False
    officers: PositiveInt = 1
    """How many are missing."""


class DutyGoalResult(Record):
    """What a roster reaches in one goal, and what is proven of it."""

    goal: DutyGoal
    value: int
    bound: int | None
    """No roster that keeps the goals before this one has a smaller value; None where nothing is proven."""
    proof: Proof
    seconds: NonNegativeFloat = 0.0


class Roster(Record):
    """Who works when. Duties are sorted by slot, machine in workbook order, role, then officer in workbook order."""

    campaign: str
    plan_version: PositiveInt = 1
    """The version of the plan whose machine-shifts it staffs."""
    version: NonNegativeInt = 1
    """0 for one that is in no ledger."""
    duties: tuple[Duty, ...]
    vacant: tuple[Vacancy, ...] = ()
    goals: tuple[DutyGoalResult, ...] = ()
    as_of: date | None = None
    """The first day still to be rostered; None for a first roster."""
    as_of_shift: ShiftLabel | None = None
    until: date | None = None
    """The last day that it rosters, inclusive; None for all days of the plan."""
    published_version: int | None = None
    """The roster whose duties this one tries to keep; None where nothing was published."""
    published_until: date | None = None
    frozen_until: date | None = None


class DutySituation(Record):
    """What a roster has to start from. The first roster starts where nothing has happened and nothing was promised."""

    as_of: date | None = None
    """The first day still to be rostered; None for a first roster."""
    as_of_shift: ShiftLabel | None = None
    """The first shift of that day still to be rostered; None for its first."""
    history: tuple[Duty, ...] = ()
    """What was worked before, as done duties."""
    published_version: int | None = None
    published_until: date | None = None
    """The last day of what was published, inclusive."""
    frozen_until: date | None = None
    """The last frozen day, inclusive; None where nothing is frozen."""
    published: tuple[Duty, ...] = ()
    """The published roster's duties from `as_of` to `published_until`."""
    previous: tuple[Duty, ...] = ()
    """The duties from `as_of` on of the roster that this one follows: where the search begins."""


FROM_THE_START = DutySituation()
"""Nothing has happened, nothing was promised."""
