"""Teams that go out to hamlets: what the workbook says of them, and which team goes where on which day."""

from datetime import date
from typing import NamedTuple

from pydantic import NonNegativeFloat, NonNegativeInt, PositiveInt

from planner.domain.policy import Proof
from planner.domain.record import Record, UnitCode
from planner.roster.team_policy import TeamGoal


class Place(NamedTuple):
    """A hamlet, or a team, by its name within its unit; both rows without a unit are of one."""

    unit: UnitCode | None
    name: str


class Team(Record):
    """People who go out together to the hamlets of their unit."""

    unit: UnitCode | None = None
    """None where all hamlets of the workbook are of one commune."""
    name: str
    members: tuple[str, ...] = ()
    """A person who stands in two teams of a unit goes out with one of them a day."""
    hamlets: tuple[str, ...]
    """Hamlets of its unit that it may go to, in the order of sheet *Thôn*."""
    weekdays: frozenset[int] = frozenset()
    """Monday is 0. With `dates` empty too it goes out on every day."""
    dates: tuple[date, ...] = ()
    """Days besides the weekdays on which it may go out, in order."""
    first_day: date
    last_day: date
    hamlets_a_day: PositiveInt = 1
    citizens_a_day: NonNegativeInt | None = None
    """The most citizens that it can guide in a day; None is no limit."""
    contact: str = ""
    note: str = ""

    @property
    def place(self) -> Place:
        """By what visits name it."""
        return Place(self.unit, self.name)


class Hamlet(Record):
    """What a hamlet wants of the teams."""

    unit: UnitCode | None = None
    name: str
    visits: NonNegativeInt = 1
    """How many days a team is to come."""
    daily_target: NonNegativeInt = 0
    """Citizens to guide on each of these days."""
    days_apart: PositiveInt = 1
    """At least so many days from one visit to the next; 1 allows the day after."""
    first_day: date
    last_day: date
    note: str = ""

    @property
    def place(self) -> Place:
        """By what visits name it."""
        return Place(self.unit, self.name)


class Outreach(Record):
    """All teams and hamlets of a workbook, each in workbook order; empty where it has no sheet *Tổ*."""

    teams: tuple[Team, ...] = ()
    hamlets: tuple[Hamlet, ...] = ()


class Visit(Record):
    """A team at a hamlet on a day."""

    unit: UnitCode | None = None
    hamlet: str
    team: str
    date: date
    guided: NonNegativeInt = 0
    """Citizens whom it is to guide there."""


class TeamGoalResult(Record):
    """What an assignment reaches in one goal, and what is proven of it."""

    goal: TeamGoal
    value: NonNegativeInt
    bound: NonNegativeInt
    """No assignment that keeps the goals before this one has a smaller value."""
    proof: Proof
    seconds: NonNegativeFloat = 0.0
    """Time spent on this goal."""


class TeamsPlan(Record):
    """Which team goes to which hamlet on which day, with its proof; visits sorted by day, unit, team, hamlet."""

    campaign: str
    visits: tuple[Visit, ...] = ()
    goals: tuple[TeamGoalResult, ...] = ()


def in_order(visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """The visits as a plan has them: by day, unit, team, hamlet."""
    return tuple(sorted(visits, key=lambda visit: (visit.date, visit.unit or "", visit.team, visit.hamlet)))
