"""For clusters and mergers, a campaign with a good plan and with plans that break one rule."""

from collections.abc import Mapping

from planner.domain.campaign import Campaign
from planner.domain.policy import Rule
from planner.domain.situation import Situation
from tests.campaigns import closed, day, machine, pin, posting, road, small_campaign, stand, unit
from tests.example import Example
from tests.real_situations import announced_plan
from tests.replans import collected
from tests.told_plans import examples_of, told_plan, with_rows


def cluster_examples() -> list[Example]:
    """Units that are one stop: C, whose place it is, and then A."""
    campaign = small_campaign(
        units=[unit("A", 12, visits=2), unit("B", 9), unit("C", 2, visits=2)],
        machines=[machine("M1", posting(5, serves="A B")), machine("M2", posting(3, serves="B C"))],
        days=3,
        closures=[closed(3, unit="A")],
        roads=[road("A", "B", 1), road("C", "B", 9)],
        whole_days=False,
        reach_km=8,
        clusters=["C A"],
    )
    bound = small_campaign(
        units=[unit("A", 12), unit("B", 9), unit("C", 2)],
        machines=[machine("M1", posting(5, serves="B")), machine("M2", posting(3, serves="C"))],
        closures=(),
        whole_days=False,
        clusters=["C A"],
        pins=[pin("M2", "A", 2, shifts=(1,))],
    )
    stays = "M1 C 1.1 1.2"
    good = told_plan(campaign, stays)

    def rows(
        name: str, rule: Rule, first: Mapping[str, int], second: Mapping[str, int], left: int, *besides: Rule
    ) -> Example:
        broken = with_rows(with_rows(good, "M1 C 1.1", first), "M1 C 1.2", second, {"A": left, "B": 9})
        return Example(f"real: {name}", rule, campaign, good, broken, frozenset(besides))

    return [
        *examples_of(Rule.ONE_PLACE, campaign, ("two stops at once", stays, "M1 C 1.1, M1 B 1.1")),
        *examples_of(Rule.TOGETHER, campaign, ("two at one cluster", "M1 C 1.1, M2 C 1.2", "M1 C 1.1, M2 C 1.1")),
        *examples_of(Rule.VISITS, campaign, ("visits to one cluster", stays, "M2 C 1.1, M1 C 2.1, M2 C 2.2")),
        *examples_of(Rule.UNIT_OPEN, campaign, ("one of its units is closed", stays, "M1 C 3.1")),
        *examples_of(
            Rule.REACH, campaign, ("it is where its first unit is", "M1 C 1.1, M1 B 2.1", "M1 C 1.1, M1 B 1.2")
        ),
        *examples_of(Rule.SERVES, bound, ("no unit of it is served", "M2 C 2.1", "M2 C 2.1, M1 C 1.1")),
        *examples_of(Rule.PINNED, bound, ("pinned to another of its units", "M2 C 2.1", "M2 C 2.2")),
        rows("units in another order", Rule.FILL, {"A": 5}, {"A": 3, "C": 2}, 4),
        rows("a row too many", Rule.FILL, {"C": 2, "A": 3}, {"C": 0, "A": 5}, 4),
        rows("one unit gets too much", Rule.DEMAND, {"C": 3, "A": 2}, {"A": 5}, 5, Rule.FILL),
        rows("more than a machine can", Rule.CAPACITY, {"C": 2, "A": 4}, {"A": 4}, 4, Rule.FILL),
        _nothing_left(),
        _kept_by_another_unit(campaign),
    ]


def _nothing_left() -> Example:
    """With none left one row says 0, and it is the first unit's."""
    campaign = small_campaign(
        units=[unit("A", 2), unit("C", 1)], machines=[machine("M1", posting(5))], days=1, closures=(), clusters=["C A"]
    )
    good = told_plan(campaign, "M1 C 1.1 1.2")
    return Example("real: 0 of the second unit", Rule.FILL, campaign, good, with_rows(good, "M1 C 1.2", {"A": 0}))


def _kept_by_another_unit(campaign: Campaign) -> Example:
    """What was announced to one unit of a cluster is kept by a row of another one."""
    announced = told_plan(campaign, "M1 C 2.1 2.2")
    situation = Situation(
        as_of=day(2),
        history=tuple(collected(item, 5) for item in stand("M1", "A", "1.2")),
        announced_version=1,
        announced_until=day(3),
        frozen_until=day(2),
        announced=announced.assignments,
    )
    good, broken = (told_plan(campaign, told, situation) for told in ("M1 C 2.1 2.2", "M1 C 2.1"))
    known = announced_plan(campaign, situation)
    return Example("real: not there for any of its units", Rule.FROZEN, campaign, good, broken, announced=known)


def merger_examples() -> list[Example]:
    """A becomes part of B on day 3."""
    campaign = small_campaign(
        units=[unit("A", 7), unit("B", 9, visits=2), unit("D", 5, days=(2,))],
        machines=[machine("M1", posting(None)), machine("M2", posting(9))],
        days=4,
        closures=(),
        whole_days=False,
        mergers=[("A", "B", 3)],
        capacities=(2, 4),
    )
    good = told_plan(campaign, "M1 A 1.1, M1 B 3.1 3.2 4.1")

    def rows(name: str, rule: Rule, place: str, dossiers: int, left: int, *besides: Rule) -> Example:
        code = place.split()[1]
        broken = with_rows(good, place, {code: dossiers}, {"B": left, "D": 5})
        return Example(f"real: {name}", rule, campaign, good, broken, frozenset(besides))

    return [
        *examples_of(
            Rule.UNIT_OPEN,
            campaign,
            ("before there is the successor", "M2 B 3.1", "M2 B 2.2"),
            ("on a day that is not allowed", "M2 D 2.1", "M2 D 1.1"),
        ),
        rows("more than both need", Rule.DEMAND, "M2 B 4.2", 7, 0, Rule.FILL),
        rows("less than has passed over", Rule.FILL, "M1 B 4.1", 1, 7),
        rows("more than the shift takes", Rule.CAPACITY, "M1 B 3.1", 3, 5, Rule.FILL),
        rows("less than the shift takes", Rule.FILL, "M1 B 3.2", 2, 8),
    ]
