"""Every rule of teams with the one function that judges it."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from planner.check.teams.team_reading import TeamReading, TeamViolation, by, is_day_of
from planner.roster.team_policy import TeamRule
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of

_ = texts_of("check")
ngettext = plurals_of("check")


def known(reading: TeamReading) -> Iterator[TeamViolation]:
    """Every team and hamlet that a visit names stands in the workbook, in the unit that it names."""
    for visit in reading.unknown():
        message = _("{team} goes to {hamlet} on {day}, but the workbook lacks this team or this hamlet").format(
            team=visit.team, hamlet=visit.hamlet, day=spoken_day(visit.date)
        )
        yield TeamViolation(rule=TeamRule.KNOWN, message=message, visit=visit)


def open_day(reading: TeamReading) -> Iterator[TeamViolation]:
    """Nobody goes out outside the campaign, or on a day whose every shift is closed to all."""
    for visit in reading.known:
        if not reading.is_open(visit.day):
            yield visit.against(
                TeamRule.OPEN_DAY, _("{team} goes to {hamlet} on {day}, which is closed to all or outside the campaign")
            )


def team_days(reading: TeamReading) -> Iterator[TeamViolation]:
    """A team goes out only between its dates, and on its weekdays or dates where it has any."""
    for visit in reading.known:
        if not is_day_of(visit.team, visit.day):
            yield visit.against(TeamRule.TEAM_DAYS, _("{team} goes to {hamlet} on {day}, which is no day of this team"))


def own_hamlets(reading: TeamReading) -> Iterator[TeamViolation]:
    """A team goes only to hamlets of its list."""
    for visit in reading.known:
        if visit.hamlet.name not in visit.team.hamlets:
            yield visit.against(TeamRule.OWN_HAMLETS, _("{team} goes to {hamlet} on {day}, which is not on its list"))


def hamlet_days(reading: TeamReading) -> Iterator[TeamViolation]:
    """A hamlet is visited only between its dates."""
    for visit in reading.known:
        if not visit.hamlet.first_day <= visit.day <= visit.hamlet.last_day:
            yield visit.against(
                TeamRule.HAMLET_DAYS,
                _("{team} goes to {hamlet} on {day}; the hamlet is visited only from {first} to {last}"),
                first=spoken_day(visit.hamlet.first_day),
                last=spoken_day(visit.hamlet.last_day),
            )


def wanted(reading: TeamReading) -> Iterator[TeamViolation]:
    """A hamlet gets no more visits than it wants."""
    for hamlet in reading.outreach.hamlets:
        visits = reading.of_hamlet(hamlet)
        if len(visits) > hamlet.visits:
            yield visits[hamlet.visits].against(
                TeamRule.WANTED,
                ngettext(
                    "{hamlet} is visited {count} time, but wants {limit}",
                    "{hamlet} is visited {count} times, but wants {limit}",
                    len(visits),
                ),
                count=spoken_number(len(visits)),
                limit=spoken_number(hamlet.visits),
            )


def days_apart(reading: TeamReading) -> Iterator[TeamViolation]:
    """From one visit of a hamlet to the next it is at least so many days; two teams are never there on one day."""
    for hamlet in reading.outreach.hamlets:
        for before, visit in pairwise(reading.of_hamlet(hamlet)):
            if (visit.day - before.day).days < hamlet.days_apart:
                yield visit.against(
                    TeamRule.DAYS_APART,
                    _("{team} goes to {hamlet} on {day}, too soon after {before}; visits are {limit} days apart"),
                    before=spoken_day(before.day),
                    limit=spoken_number(hamlet.days_apart),
                )


def hamlets_a_day(reading: TeamReading) -> Iterator[TeamViolation]:
    """A team goes to at most so many hamlets a day."""
    for team in reading.outreach.teams:
        for visits in by(reading.of_team(team), lambda visit: visit.day).values():
            if len(visits) > team.hamlets_a_day:
                yield visits[-1].against(
                    TeamRule.HAMLETS_A_DAY,
                    ngettext(
                        "{team} goes to {count} hamlet on {day}; at most {limit} a day",
                        "{team} goes to {count} hamlets on {day}; at most {limit} a day",
                        len(visits),
                    ),
                    count=spoken_number(len(visits)),
                    limit=spoken_number(team.hamlets_a_day),
                )


def member(reading: TeamReading) -> Iterator[TeamViolation]:
    """A person who stands in several teams of a unit goes out with at most one of them a day."""
    for (_unit, _day), visits in by(reading.known, lambda visit: (visit.visit.unit, visit.day)).items():
        team_of: dict[str, str] = {}
        told: set[tuple[str, str]] = set()
        for visit in visits:
            for person in visit.team.members:
                other = team_of.setdefault(person, visit.team.name)
                if other != visit.team.name and (other, visit.team.name) not in told:
                    told.add((other, visit.team.name))
                    yield visit.against(
                        TeamRule.MEMBER,
                        _("{person} is out with {team} and with {other} on {day}"),
                        person=person,
                        other=other,
                    )


def daily_target(reading: TeamReading) -> Iterator[TeamViolation]:
    """A visit guides no more citizens than the hamlet's target a day."""
    for visit in reading.known:
        if visit.visit.guided > visit.hamlet.daily_target:
            yield visit.against(
                TeamRule.TARGET,
                _("{team} guides {count} citizens in {hamlet} on {day}; the hamlet's target is {limit}"),
                count=spoken_number(visit.visit.guided),
                limit=spoken_number(visit.hamlet.daily_target),
            )


def citizens_a_day(reading: TeamReading) -> Iterator[TeamViolation]:
    """A team guides no more citizens a day than it can."""
    for team in reading.outreach.teams:
        most = team.citizens_a_day
        for visits in by(reading.of_team(team), lambda visit: visit.day).values():
            guided = sum(visit.visit.guided for visit in visits)
            if most is not None and guided > most:
                yield visits[-1].against(
                    TeamRule.CITIZENS_A_DAY,
                    _("{team} guides {count} citizens on {day}; it can guide {limit} a day"),
                    count=spoken_number(guided),
                    limit=spoken_number(most),
                )


TEAM_JUDGES: dict[TeamRule, Callable[[TeamReading], Iterator[TeamViolation]]] = {
    TeamRule.KNOWN: known,
    TeamRule.OPEN_DAY: open_day,
    TeamRule.TEAM_DAYS: team_days,
    TeamRule.OWN_HAMLETS: own_hamlets,
    TeamRule.HAMLET_DAYS: hamlet_days,
    TeamRule.WANTED: wanted,
    TeamRule.DAYS_APART: days_apart,
    TeamRule.HAMLETS_A_DAY: hamlets_a_day,
    TeamRule.MEMBER: member,
    TeamRule.TARGET: daily_target,
    TeamRule.CITIZENS_A_DAY: citizens_a_day,
}
"""Every rule, in order."""
