"""Teams that go out to hamlets: what the workbook says of them, and which team goes where on which day."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pydantic import NonNegativeFloat, NonNegativeInt, PositiveInt

from planner.domain.policy import Proof
from planner.domain.record import Record, UnitCode


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


class TeamRule(StrEnum):
    """A hard rule of teams; an assignment that breaks one is none."""

    KNOWN = "known"
    """Every team and hamlet that a visit names stands in the workbook, in the unit that it names."""
    OPEN_DAY = "open-day"
    """Nobody goes out outside the campaign, or on a day whose every shift is closed to all."""
    TEAM_DAYS = "team-days"
    """A team goes out only between its dates, and on its weekdays or dates where it has any."""
    OWN_HAMLETS = "own-hamlets"
    """A team goes only to hamlets of its list."""
    HAMLET_DAYS = "hamlet-days"
    """A hamlet is visited only between its dates."""
    WANTED = "wanted"
    """A hamlet gets no more visits than it wants."""
    DAYS_APART = "days-apart"
    """From one visit of a hamlet to the next it is at least so many days; two teams are never there on one day."""
    HAMLETS_A_DAY = "hamlets-a-day"
    """A team goes to at most so many hamlets a day."""
    MEMBER = "member"
    """A person who stands in several teams of a unit goes out with at most one of them a day."""
    TARGET = "daily-target"
    """A visit guides no more citizens than the hamlet's target a day."""
    CITIZENS_A_DAY = "citizens-a-day"
    """A team guides no more citizens a day than it can."""


class TeamGoal(StrEnum):
    """What is made small, one after the other; whole numbers, each a sum over hamlets or teams."""

    MISSED_VISITS = "missed-visits"
    """Visits that hamlets want and do not get."""
    MISSED_TARGETS = "missed-targets"
    """Citizens of the hamlets' targets, over all visits that they want, whom nobody guides."""
    UNEVENNESS = "unevenness"
    """Over teams, the square of how far its visits lie outside its fair share, rounded down and up.

    Teams that share hamlets, directly or through others, share their visits by the days on which each can go out.
    """
    LINES = "lines"
    """Over hamlets that are visited, how many pairs of a team and a weekday come there beyond the first."""
    OUTINGS = "outings"
    """Over teams, the days on which it goes out."""
    DELAY = "delay"
    """Over visits, the number of its day, from 1 for the campaign's first day."""


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
