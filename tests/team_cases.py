"""Teams and hamlets that a test can write down in a few words, random small ones, and every assignment of these.

Days are counted from 1, a Monday, as in `small_campaigns`. What is enumerated here knows neither model nor checker.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.roster.teams import Hamlet, Outreach, Team, TeamsPlan, Visit, in_order
from tests.small_campaigns import ClosureSketch, closed, day, small_campaign


@dataclass(frozen=True)
class TeamCase:
    """A campaign with its teams and hamlets."""

    campaign: Campaign
    outreach: Outreach

    @property
    def num_days(self) -> int:
        return self.campaign.calendar.num_days


def team(
    name: str,
    hamlets: str,
    *,
    unit: str | None = None,
    members: str = "",
    weekdays: Sequence[int] = (),
    dates: Sequence[int] = (),
    first: int = 1,
    last: int = 14,
    most: int = 1,
    citizens: int | None = None,
) -> Team:
    """`team("T1", "X Y", weekdays=(0,), most=2)`: to hamlets X and Y on Mondays, both on one day if need be."""
    return Team(
        unit=None if unit is None else UnitCode(unit),
        name=name,
        members=tuple(members.split()),
        hamlets=tuple(hamlets.split()),
        weekdays=frozenset(weekdays),
        dates=tuple(map(day, dates)),
        first_day=day(first),
        last_day=day(last),
        hamlets_a_day=most,
        citizens_a_day=citizens,
    )


def hamlet(
    name: str,
    visits: int = 1,
    target: int = 0,
    *,
    unit: str | None = None,
    apart: int = 1,
    first: int = 1,
    last: int = 14,
) -> Hamlet:
    """`hamlet("X", 2, 5, apart=7)`: two visits a week apart, five citizens on each."""
    return Hamlet(
        unit=None if unit is None else UnitCode(unit),
        name=name,
        visits=visits,
        daily_target=target,
        days_apart=apart,
        first_day=day(first),
        last_day=day(last),
    )


def case(
    teams: Sequence[Team],
    hamlets: Sequence[Hamlet],
    *,
    days: int = 14,
    closures: Sequence[ClosureSketch] = (),
    shifts: int = 2,
) -> TeamCase:
    """Two weeks unless told otherwise, with nothing closed."""
    campaign = small_campaign(days=days, shifts=shifts, closures=closures)
    return TeamCase(campaign, Outreach(teams=tuple(teams), hamlets=tuple(hamlets)))


def visit(team_name: str, hamlet_name: str, number: int, guided: int = 0, *, unit: str | None = None) -> Visit:
    """A team at a hamlet on a day."""
    code = None if unit is None else UnitCode(unit)
    return Visit(unit=code, hamlet=hamlet_name, team=team_name, date=day(number), guided=guided)


def plan(of: TeamCase, *visits: Visit) -> TeamsPlan:
    """A plan that says nothing of its goals."""
    return TeamsPlan(campaign=of.campaign.name, visits=in_order(visits))


Triple = tuple[Team, Hamlet, int]
"""A team at a hamlet on a day."""
Values = tuple[int, int, int, int, int, int]
"""The goals in their order."""


def random_case(rng: Random, *, most_triples: int = 12) -> TeamCase:
    """A few teams and hamlets of which there are not too many visits to choose from."""
    while True:
        made = _random_case(rng)
        if 0 < len(triples(made)) <= most_triples:
            return made


def _random_case(rng: Random) -> TeamCase:
    days = rng.randint(2, 9)
    units = rng.choice([(None,), (None,), ("A", "B")])
    hamlets, teams = [], []
    for unit in units:
        names = "XYZ"[: rng.randint(1, 3)]
        hamlets += [
            hamlet(
                name,
                rng.randint(0, 3),
                rng.choice([0, 0, 3, 5]),
                unit=unit,
                apart=rng.choice([1, 1, 2, 3, 7]),
                first=rng.randint(1, 2),
                last=rng.randint(max(1, days - 2), days),
            )
            for name in names
        ]
        teams += [
            team(
                f"T{number}",
                " ".join(name for name in names if rng.random() < 0.7),
                unit=unit,
                members=rng.choice(["", "", "ba", "ba tư", "tư"]),
                weekdays=rng.choice([(), (0,), (1, 3), (0, 2, 6)]),
                dates=rng.choice([(), (), (2,), (days,)]),
                first=rng.randint(1, 2),
                last=rng.randint(max(1, days - 1), days),
                most=rng.choice([1, 1, 2]),
                citizens=rng.choice([None, None, 4, 7]),
            )
            for number in range(1, rng.randint(2, 4))
        ]
    closures = rng.choice([(), (), (closed(2),), (closed(1, days, weekdays=(6,)),), (closed(1, shifts=(1,)),)])
    return case(teams, hamlets, days=days, closures=closures)


def triples(of: TeamCase) -> list[Triple]:
    """Every visit that can be made by itself."""
    shut = {
        number
        for number in range(1, of.num_days + 1)
        if sum(_shuts(closure_days, number) for closure_days in _closures(of)) == len(of.campaign.calendar.shifts)
    }
    return [
        (one, other, number)
        for number in range(1, of.num_days + 1)
        if number not in shut
        for one in of.outreach.teams
        if one.first_day <= day(number) <= one.last_day and _is_its_day(one, number)
        for other in of.outreach.hamlets
        if other.unit == one.unit
        and other.name in one.hamlets
        and other.visits
        and other.first_day <= day(number) <= other.last_day
    ]


def _closures(of: TeamCase) -> Iterator[tuple[set[int], str]]:
    """The days that each closure of all takes from each shift."""
    for shift in of.campaign.calendar.shift_labels:
        taken: set[int] = set()
        for closure in of.campaign.closures:
            if closure.machine is None and closure.unit is None and shift in closure.shifts:
                taken |= {
                    number
                    for number in range(1, of.num_days + 1)
                    if closure.first_day <= day(number) <= closure.last_day
                    and (not closure.weekdays or day(number).weekday() in closure.weekdays)
                }
        yield taken, shift


def _shuts(taken: tuple[set[int], str], number: int) -> bool:
    return number in taken[0]


def _is_its_day(one: Team, number: int) -> bool:
    if one.weekdays or one.dates:
        return day(number).weekday() in one.weekdays or day(number) in one.dates
    return True


def all_sets(of: TeamCase) -> Iterator[tuple[Triple, ...]]:
    """Every set of visits that keeps the rules; each smaller set keeps them too, so none is missed."""
    choices = triples(of)

    def grown(chosen: tuple[Triple, ...], begin: int) -> Iterator[tuple[Triple, ...]]:
        yield chosen
        for position in range(begin, len(choices)):
            if _fits(chosen, choices[position]):
                yield from grown((*chosen, choices[position]), position + 1)

    return grown((), 0)


def _fits(chosen: Sequence[Triple], new: Triple) -> bool:
    team_, hamlet_, number = new
    there = [other for _one, place, other in chosen if place == hamlet_]
    on_the_day = [(one, place) for one, place, other in chosen if other == number]
    people = {(team_.unit, person) for person in team_.members}
    return (
        len(there) < hamlet_.visits
        and all(abs(other - number) >= hamlet_.days_apart for other in there)
        and sum(one == team_ for one, _place in on_the_day) < team_.hamlets_a_day
        and not any(one != team_ and people & {(one.unit, who) for who in one.members} for one, _place in on_the_day)
    )


def best_values(of: TeamCase) -> Values:
    """The least values of all goals in their order, over every assignment."""
    return min(values(of, chosen) for chosen in all_sets(of))


def values(of: TeamCase, chosen: Sequence[Triple]) -> Values:
    """What visits come to where each team guides as many citizens as it can."""
    out: dict[tuple[UnitCode | None, str, int], list[Hamlet]] = {}
    for one, place, number in chosen:
        out.setdefault((one.unit, one.name, number), []).append(place)
    strength = {(one.unit, one.name): one.citizens_a_day for one in of.outreach.teams}
    guided = 0
    for (unit, name, _number), places in out.items():
        most = strength[unit, name]
        asked = sum(place.daily_target for place in places)
        guided += asked if most is None else min(asked, most)
    pairs = {(place.unit, place.name, one.name, number % 7) for one, place, number in chosen}
    return (
        sum(place.visits for place in of.outreach.hamlets) - len(chosen),
        sum(place.visits * place.daily_target for place in of.outreach.hamlets) - guided,
        _unevenness(of, chosen),
        len(pairs) - len({(place.unit, place.name) for _one, place, _number in chosen}),
        len(out),
        sum(number for _one, _place, number in chosen),
    )


def _unevenness(of: TeamCase, chosen: Sequence[Triple]) -> int:
    teams = of.outreach.teams
    colour = list(range(len(teams)))
    for _round in teams:
        for first, one in enumerate(teams):
            for second, other in enumerate(teams):
                if one.unit == other.unit and set(one.hamlets) & set(other.hamlets):
                    colour[first] = colour[second] = min(colour[first], colour[second])
    days = {id(one): len({number for who, _place, number in triples(of) if who is one}) for one in teams}
    load = Counter(id(one) for one, _place, _number in chosen)
    cost = 0
    for shade in set(colour):
        group = [one for one, its in zip(teams, colour, strict=True) if its == shade]
        in_all, made = sum(days[id(one)] for one in group), sum(load[id(one)] for one in group)
        for one in group if in_all else ():
            share = made * days[id(one)] / in_all
            nearest = min(max(load[id(one)], int(share)), int(share) + (share != int(share)))
            cost += (load[id(one)] - nearest) ** 2
    return cost
