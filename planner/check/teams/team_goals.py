"""The goals of teams a second time, from the visits alone."""

from collections.abc import Callable, Iterator

from planner.check.teams.team_reading import TeamReading, by
from planner.roster.team_policy import TeamGoal
from planner.roster.teams import Team


def missed_visits(reading: TeamReading) -> int:
    """Visits that hamlets want and do not get."""
    return sum(max(0, hamlet.visits - len(reading.of_hamlet(hamlet))) for hamlet in reading.outreach.hamlets)


def missed_targets(reading: TeamReading) -> int:
    """Citizens of the hamlets' targets, over all visits that they want, whom nobody guides."""
    missed = 0
    for hamlet in reading.outreach.hamlets:
        guided = sum(visit.visit.guided for visit in reading.of_hamlet(hamlet))
        missed += max(0, hamlet.visits * hamlet.daily_target - guided)
    return missed


def unevenness(reading: TeamReading) -> int:
    """Over teams, the square of how far the visits lie outside the fair share by days, rounded down and up."""
    cost = 0
    for teams in _sharing(reading):
        loads = [len(reading.of_team(team)) for team in teams]
        days = [reading.days_out(team) for team in teams]
        for load, own in zip(loads, days, strict=True):
            if sum(days):
                whole, rest = divmod(sum(loads) * own, sum(days))
                low, high = whole, whole + (1 if rest else 0)
                cost += (low - load) ** 2 if load < low else (load - high) ** 2 if load > high else 0
    return cost


def _sharing(reading: TeamReading) -> Iterator[list[Team]]:
    """Teams that share hamlets, directly or through others."""
    left = list(reading.outreach.teams)
    while left:
        group = [left.pop(0)]
        reached = {(group[0].unit, name) for name in group[0].hamlets}
        while joining := [team for team in left if reached & {(team.unit, name) for name in team.hamlets}]:
            group += joining
            left = [team for team in left if team not in joining]
            reached |= {(team.unit, name) for team in joining for name in team.hamlets}
        yield group


def lines(reading: TeamReading) -> int:
    """Over hamlets that are visited, how many pairs of a team and a weekday come there beyond the first."""
    of_hamlets = by(reading.known, lambda visit: (visit.visit.unit, visit.visit.hamlet)).values()
    return sum(len({(visit.team.name, visit.day.weekday()) for visit in visits}) - 1 for visits in of_hamlets)


def outings(reading: TeamReading) -> int:
    """Over teams, the days on which it goes out."""
    return len({(visit.visit.unit, visit.team.name, visit.day) for visit in reading.known})


def delay(reading: TeamReading) -> int:
    """Over visits, the number of its day, from 1 for the campaign's first day."""
    return sum((visit.day - reading.campaign.calendar.first_day).days + 1 for visit in reading.known)


TEAM_VALUES: dict[TeamGoal, Callable[[TeamReading], int]] = {
    TeamGoal.MISSED_VISITS: missed_visits,
    TeamGoal.MISSED_TARGETS: missed_targets,
    TeamGoal.UNEVENNESS: unevenness,
    TeamGoal.LINES: lines,
    TeamGoal.OUTINGS: outings,
    TeamGoal.DELAY: delay,
}
"""Every goal with the one function that reckons it, in order."""
