"""A plan: who stands where in which slot, how good that is, and what it leaves undone."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field, NonNegativeFloat, NonNegativeInt

from planner.domain.calendar import Calendar
from planner.domain.policy import Goal, Proof
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode


class Assignment(Record):
    """One machine at one unit in one slot."""

    machine: MachineName
    unit: UnitCode
    date: date
    shift: ShiftLabel
    dossiers: int
    done: bool = False
    """Past: the dossiers are what was collected, not what is planned."""


class GoalResult(Record):
    """What a plan reaches in one goal, and what is proven of it."""

    goal: Goal
    value: int | float
    bound: int | float | None
    """No plan that keeps the goals before this one has a smaller value; None where the goal was not optimised."""
    proof: Proof
    seconds: NonNegativeFloat = 0.0
    """Time spent on this goal."""


class Shortfall(Record):
    """Dossiers that a plan leaves uncollected at one unit."""

    unit: UnitCode
    dossiers: NonNegativeInt
    reason: str = ""
    """One sentence that a planner can act on."""


class Plan(Record):
    """A schedule with its proof. Assignments are sorted by slot, then machine in workbook order."""

    campaign: str
    version: int = 1
    assignments: tuple[Assignment, ...]
    goals: tuple[GoalResult, ...] = ()
    unserved: tuple[Shortfall, ...] = ()
    as_of: date | None = None
    """The first day still to be planned; None for a first plan."""
    as_of_shift: ShiftLabel | None = None
    announced_version: int | None = None
    announced_until: date | None = None
    frozen_until: date | None = None
    elsewhere: dict[UnitCode, int] = Field(default_factory=dict)
    """Dossiers collected without a machine."""
    rates: dict[str, float] | None = None
    """Learned rates by which this plan fills its slots, if any."""

    @property
    def collected(self) -> Iterator[tuple[UnitCode, int]]:
        """Units with dossiers collected there before the plan begins, elsewhere or by a machine in one slot."""
        yield from self.elsewhere.items()
        yield from ((row.unit, row.dossiers) for row in self.assignments if row.done)

    def first_ordinal_ahead(self, calendar: Calendar) -> int:
        """The ordinal of the first slot still to be planned; the day's first if the workbook lost that shift."""
        if self.as_of is None:
            return 1
        labels = calendar.shift_labels
        return calendar.ordinal(self.as_of, self.as_of_shift if self.as_of_shift in labels else labels[0])
