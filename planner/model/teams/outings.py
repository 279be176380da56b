"""Which team can go to which hamlet on which day, and which teams and hamlets have to be looked at together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from planner.domain.campaign import Campaign
from planner.domain.openness import Openness
from planner.roster.teams import Hamlet, Outreach, Place, Team

DAYS_A_WEEK = 7


class Option(NamedTuple):
    """A visit that can be made: the team, the hamlet and the day, 1 for the campaign's first."""

    team: Place
    hamlet: Place
    day: int


class MadeVisit(NamedTuple):
    """An option that is taken, and the citizens guided there."""

    option: Option
    guided: int


@dataclass(frozen=True)
class TeamPart:
    """Teams and hamlets that share nothing with any other, in workbook order."""

    teams: tuple[Team, ...]
    hamlets: tuple[Hamlet, ...]
    options: tuple[Option, ...]
    """By day, then team and hamlet in workbook order."""
    sharing: tuple[tuple[Place, ...], ...]
    """Teams that share hamlets, and so the load; every team is in one of them."""

    @cached_property
    def days_out(self) -> dict[Place, tuple[int, ...]]:
        """The days on which a team can go to any hamlet of its, in order."""
        days: dict[Place, set[int]] = {team.place: set() for team in self.teams}
        for option in self.options:
            days[option.team].add(option.day)
        return {team: tuple(sorted(found)) for team, found in days.items()}

    @property
    def companions(self) -> Iterator[tuple[Place, ...]]:
        """The teams of each person who stands in several, once for each set of teams."""
        told = set()
        for teams in teams_by_member(self.teams).values():
            if len(teams) > 1 and teams not in told:
                told.add(teams)
                yield teams


def teams_by_member(teams: Iterable[Team]) -> dict[Place, tuple[Place, ...]]:
    """The teams of each person, who is told by unit and name."""
    found: dict[Place, list[Place]] = {}
    for team in teams:
        for member in dict.fromkeys(team.members):
            found.setdefault(Place(team.unit, member), []).append(team.place)
    return {member: tuple(places) for member, places in found.items()}


def open_days(campaign: Campaign) -> tuple[int, ...]:
    """The campaign's days on which some shift is open to all, 1 for the first."""
    openness = Openness.of(campaign)
    first = campaign.calendar.first_day
    return tuple(sorted({(openness.day(ordinal) - first).days + 1 for ordinal in openness.open_to_all}))


def parts_of(campaign: Campaign, outreach: Outreach) -> tuple[TeamPart, ...]:
    """The parts of the whole, in the order of their first hamlet; hamlets that no team may go to are parts too."""
    days = {day: date.fromordinal(campaign.calendar.first_day.toordinal() + day - 1) for day in open_days(campaign)}
    hamlets = {hamlet.place: hamlet for hamlet in outreach.hamlets}
    sharing = _Links()
    for team in outreach.teams:
        listed = (place for name in team.hamlets if (place := Place(team.unit, name)) in hamlets)
        sharing.join([_of_team(team.place), *map(_of_hamlet, listed)])
    for place in hamlets:
        sharing.join([_of_hamlet(place)])
    apart = sharing.copy()
    for teams in teams_by_member(outreach.teams).values():
        apart.join([_of_team(team) for team in teams])
    grouped: dict[_Node, tuple[list[Team], list[Hamlet]]] = {}
    for hamlet in outreach.hamlets:
        grouped.setdefault(apart.root(_of_hamlet(hamlet.place)), ([], []))[1].append(hamlet)
    for team in outreach.teams:
        grouped.setdefault(apart.root(_of_team(team.place)), ([], []))[0].append(team)
    return tuple(_part(tuple(teams), tuple(found), days, sharing) for teams, found in grouped.values())


def _part(teams: tuple[Team, ...], hamlets: tuple[Hamlet, ...], days: dict[int, date], sharing: "_Links") -> TeamPart:
    by_place = {hamlet.place: hamlet for hamlet in hamlets}
    options = [
        Option(team.place, place, number)
        for number, day in days.items()
        for team in teams
        if goes_out(team, day)
        for place in (Place(team.unit, name) for name in team.hamlets)
        if place in by_place and by_place[place].visits and by_place[place].first_day <= day <= by_place[place].last_day
    ]
    groups: dict[_Node, list[Place]] = {}
    for team in teams:
        groups.setdefault(sharing.root(_of_team(team.place)), []).append(team.place)
    return TeamPart(teams, hamlets, tuple(options), tuple(map(tuple, groups.values())))


def so_far_apart(days: Iterable[int], apart: int) -> int:
    """How many of the days, which are sorted, can be at least so far apart."""
    count, last = 0, -apart
    for day in days:
        if day - last >= apart:
            count, last = count + 1, day
    return count


def goes_out(team: Team, day: date) -> bool:
    """Whether it is one of the team's days, open or not."""
    is_any = not team.weekdays and not team.dates
    return team.first_day <= day <= team.last_day and (is_any or day.weekday() in team.weekdays or day in team.dates)


class _Node(NamedTuple):
    is_team: bool
    place: Place


def _of_team(place: Place) -> _Node:
    return _Node(is_team=True, place=place)


def _of_hamlet(place: Place) -> _Node:
    return _Node(is_team=False, place=place)


class _Links:
    """Which teams and hamlets hang together."""

    def __init__(self) -> None:
        self._above: dict[_Node, _Node] = {}

    def copy(self) -> "_Links":
        """The same links, to which others can be added."""
        copied = _Links()
        copied._above = dict(self._above)
        return copied

    def root(self, node: _Node) -> _Node:
        """What stands for all that hang together with this one."""
        self._above.setdefault(node, node)
        while self._above[node] != node:
            self._above[node] = self._above[self._above[node]]
            node = self._above[node]
        return node

    def join(self, nodes: Iterable[_Node]) -> None:
        """Let all of these hang together."""
        roots = [self.root(node) for node in nodes]
        for other in roots[1:]:
            self._above[self.root(other)] = self.root(roots[0])
