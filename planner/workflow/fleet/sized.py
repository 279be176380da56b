"""What is found of a campaign's fleet: a line for each number of machines, and the fewest of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.campaign import Campaign, Machine
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Goal
from planner.errors import Problem
from planner.workflow.fleet.fleets import TODAYS, Fleet
from planner.workflow.planning.decision import result_of

COMPARED = (Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL)
"""What fleets are solved for, in this order."""


class Stage(StrEnum):
    """What is looked at."""

    TODAY = "today"
    """The machines of the workbook."""
    FEWEST = "fewest"
    """Whether so many are enough."""
    LINE = "line"
    """How it goes with so many."""
    ANYWHERE = "anywhere"
    """What so many would drive, wherever they are based."""


Tell = Callable[[Stage, int], None]
"""Hears what is looked at now, and how many machines that is about."""


@dataclass(frozen=True, slots=True)
class Based:
    """A plan, and the campaign that it is made for, in which machines have their bases."""

    plan: Plan
    campaign: Campaign

    def result(self, goal: Goal) -> GoalResult:
        """What is known of one of the goals compared."""
        found = result_of(self.plan, goal)
        if found is None:
            raise KeyError(goal)
        return found


@dataclass(frozen=True, slots=True)
class Line:
    """How the campaign goes with so many machines."""

    machines: int
    fleet: Fleet
    found: Based | None
    """None where there is no plan."""
    anywhere: Based | None = None
    """The same machines, each based where it is best sent first; None where nobody has looked."""
    why_not: str = ""

    @property
    def is_todays(self) -> bool:
        """Whether these are just the machines of the workbook."""
        return self.fleet == TODAYS

    @property
    def at_work(self) -> tuple[Machine, ...]:
        """Its machines, those that come last; none where there is no plan."""
        return (
            ()
            if self.found is None
            else tuple(machine for machine in self.found.campaign.machines if machine.name not in self.fleet.away)
        )

    @property
    def come(self) -> tuple[Machine, ...]:
        """Those that the workbook does not have."""
        return self.at_work[len(self.at_work) - len(self.fleet.more) :]

    @property
    def finish(self) -> date | None:
        """The last day on which somebody works; None where nobody does."""
        return None if self.found is None else max((row.date for row in self.found.plan.assignments), default=None)

    @property
    def left(self) -> int:
        """Dossiers left uncollected, without weights."""
        return 0 if self.found is None else sum(short.dossiers for short in self.found.plan.unserved)

    def does(self, by: date) -> bool:
        """Whether everything is collected by the end of this day."""
        return self.found is not None and self.left == 0 and (self.finish is None or self.finish <= by)


@dataclass(frozen=True, slots=True)
class Sized:
    """The fewest machines, and the lines around them, from few to many."""

    campaign: Campaign
    by: date
    """The day by which everything is to be collected."""
    lines: tuple[Line, ...]
    fewest: int | None
    """The fewest with which a plan does so; None where no plan was found that does."""
    least: int
    """Fewer than so many cannot do it, which is proven."""
    most: int
    """The most that were looked at."""
    problems: tuple[Problem, ...]
    was_stopped: bool
    num_missing: int
    """Lines that were not begun when the time was up or Ctrl-C was pressed."""

    @property
    def answer(self) -> Line | None:
        """The line of the fewest machines."""
        return next((line for line in self.lines if line.machines == self.fewest and line.does(self.by)), None)


@dataclass(frozen=True, slots=True)
class AskedFleet:
    """What somebody wants to know of the fleet."""

    by: date | None = None
    """The day by which everything is to be collected; None is the campaign's last."""
    most: int | None = None
    """The most machines to look at."""
