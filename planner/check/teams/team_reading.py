"""The visits of an assignment beside the workbook's own rows."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from planner.domain.campaign import Campaign
from planner.domain.record import Record, UnitCode
from planner.roster.team_policy import TeamRule
from planner.roster.teams import Hamlet, Outreach, Team, TeamsPlan, Visit
from planner.texts import spoken_day

Key = TypeVar("Key", bound=Hashable)


class TeamViolation(Record):
    """One rule of teams that is broken, or an untrue claim, with the visit in which it shows."""

    rule: TeamRule | None
    """None for what the plan says of its goals."""
    message: str
    """What is wrong and where, in the reader's language."""
    visit: Visit | None = None


class KnownVisit(Record):
    """A visit whose team and hamlet the workbook has."""

    visit: Visit
    team: Team
    hamlet: Hamlet

    @property
    def day(self) -> date:
        """When it is."""
        return self.visit.date

    def against(self, rule: TeamRule, sentence: str, **facts: object) -> TeamViolation:
        """A violation; the sentence may speak of its {team}, {hamlet} and {day}, and of the facts given besides."""
        return TeamViolation(
            rule=rule,
            message=sentence.format(
                team=self.team.name, hamlet=self.hamlet.name, day=spoken_day(self.visit.date), **facts
            ),
            visit=self.visit,
        )


class TeamReading:
    """A plan of teams with what its judges ask of it."""

    def __init__(self, campaign: Campaign, outreach: Outreach, plan: TeamsPlan) -> None:
        self.campaign = campaign
        self.outreach = outreach
        self.plan = plan
        self._teams = {(team.unit, team.name): team for team in outreach.teams}
        self._hamlets = {(hamlet.unit, hamlet.name): hamlet for hamlet in outreach.hamlets}

    @cached_property
    def known(self) -> tuple[KnownVisit, ...]:
        """The visits whose team and hamlet the workbook has; what is judged of all others is that it has not."""
        return tuple(
            KnownVisit(visit=visit, team=team, hamlet=hamlet)
            for visit in self.plan.visits
            if (team := self._teams.get((visit.unit, visit.team))) is not None
            and (hamlet := self._hamlets.get((visit.unit, visit.hamlet))) is not None
        )

    def unknown(self) -> Iterable[Visit]:
        """The visits of which the workbook lacks the team or the hamlet."""
        known = {id(each.visit) for each in self.known}
        return (visit for visit in self.plan.visits if id(visit) not in known)

    def of_hamlet(self, hamlet: Hamlet) -> list[KnownVisit]:
        """Its visits by day."""
        return self._by_hamlet.get((hamlet.unit, hamlet.name), [])

    def of_team(self, team: Team) -> list[KnownVisit]:
        """Its visits by day."""
        return self._by_team.get((team.unit, team.name), [])

    @cached_property
    def _by_hamlet(self) -> dict[tuple[UnitCode | None, str], list[KnownVisit]]:
        return by(self._by_day, lambda one: (one.hamlet.unit, one.hamlet.name))

    @cached_property
    def _by_team(self) -> dict[tuple[UnitCode | None, str], list[KnownVisit]]:
        return by(self._by_day, lambda one: (one.team.unit, one.team.name))

    @property
    def _by_day(self) -> list[KnownVisit]:
        return sorted(self.known, key=lambda one: one.day)

    def is_open(self, day: date) -> bool:
        """Whether the day is one of the campaign's with a shift that no closure of all takes away."""
        calendar = self.campaign.calendar
        if not calendar.first_day <= day <= calendar.last_day:
            return False
        return any(not self._is_closed(day, shift.label) for shift in calendar.shifts)

    def _is_closed(self, day: date, shift: str) -> bool:
        return any(
            closure.machine is None
            and closure.unit is None
            and closure.first_day <= day <= closure.last_day
            and (not closure.weekdays or day.weekday() in closure.weekdays)
            and shift in closure.shifts
            for closure in self.campaign.closures
        )

    @cached_property
    def open_days(self) -> tuple[date, ...]:
        """The campaign's days that are open, in order."""
        first, num_days = self.campaign.calendar.first_day, self.campaign.calendar.num_days
        days = (first + timedelta(days=number) for number in range(num_days))
        return tuple(day for day in days if self.is_open(day))

    def days_out(self, team: Team) -> int:
        """On how many days the team can go to any hamlet of its list."""
        own = [self._hamlets[key] for name in team.hamlets if (key := (team.unit, name)) in self._hamlets]
        return sum(
            any(hamlet.visits > 0 and hamlet.first_day <= day <= hamlet.last_day for hamlet in own)
            for day in self.open_days
            if is_day_of(team, day)
        )


def is_day_of(team: Team, day: date) -> bool:
    """Whether the day lies between the team's dates, and is one of its weekdays or dates where it has any."""
    if day < team.first_day or day > team.last_day:
        return False
    has_days = bool(team.weekdays or team.dates)
    return not has_days or day.weekday() in team.weekdays or day in team.dates


def by(visits: Iterable[KnownVisit], key: Callable[[KnownVisit], Key]) -> dict[Key, list[KnownVisit]]:
    """The visits under what the key makes of each."""
    grouped: dict[Key, list[KnownVisit]] = {}
    for visit in visits:
        grouped.setdefault(key(visit), []).append(visit)
    return grouped
