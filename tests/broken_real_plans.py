"""For the rules of real campaigns, a campaign with a good plan and with plans that break one rule.

Stops are told by the first unit of their cluster; the rows of its units follow from the filling rule.
"""

from collections.abc import Mapping, Sequence

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan, Shortfall
from planner.domain.policy import Rule
from planner.domain.record import UnitCode
from planner.domain.situation import AT_THE_START, Situation
from tests.campaigns import (
    FIXED,
    Placement,
    closed,
    day,
    machine,
    pin,
    posting,
    road,
    small_campaign,
    stand,
    unit,
)
from tests.example import Example
from tests.real_situations import announced_plan, real_plan
from tests.real_slots import needs_ahead, real_rows
from tests.replans import collected


def told_places(told: str) -> tuple[Placement, ...]:
    """`"M1 A 1.1 1.2, M2 B 1.1"` as placements; nothing for no text."""
    stands = [item.strip().split(" ", 2) for item in told.split(",") if item.strip()]
    return tuple(place for name, code, slots in stands for place in stand(name, code, slots))


def told_plan(campaign: Campaign, told: str, situation: Situation = AT_THE_START) -> Plan:
    """The plan with these placements ahead, filled by the rule, that says truly what it leaves; without goals."""
    places = told_places(told)
    _, left = real_rows(campaign, places, needs_ahead(campaign, situation.collected))
    unserved = tuple(Shortfall(unit=code, dossiers=dossiers) for code, dossiers in left.items() if dossiers)
    return real_plan(campaign, situation, places).model_copy(update={"unserved": unserved})


def with_rows(plan: Plan, place: str, dossiers: Mapping[str, int], left: Mapping[str, int] | None = None) -> Plan:
    """The plan with other rows at this place, and with what it then leaves."""
    (at,) = told_places(place)
    others = [row for row in plan.assignments if (row.machine, row.date, row.shift) != (at.machine, at.day, at.shift)]
    rows = [
        Assignment(machine=at.machine, unit=UnitCode(code), date=at.day, shift=at.shift, dossiers=number)
        for code, number in dossiers.items()
    ]
    told = {"assignments": (*others, *rows)}
    if left is None:
        return plan.model_copy(update=told)
    unserved = tuple(Shortfall(unit=UnitCode(code), dossiers=number) for code, number in left.items())
    return plan.model_copy(update={**told, "unserved": unserved})


def _examples(
    rule: Rule, campaign: Campaign, *told: tuple[str, str, str], besides: frozenset[Rule] = frozenset()
) -> list[Example]:
    """One for each (name, good plan, broken plan)."""
    return [
        Example(f"real: {name}", rule, campaign, told_plan(campaign, good), told_plan(campaign, broken), besides)
        for name, good, broken in told
    ]


def least_stay_examples() -> list[Example]:
    """Visits that lie on too few days."""
    whole = small_campaign(
        units=[unit("A", 40, least=2, visits=3), unit("B", 20), unit("H", 9, whole=False, visits=3)],
        machines=[machine("M1", posting(3))],
        days=5,
        closures=[closed(3, unit="A")],
    )
    halves = whole.model_copy(update={"whole_days": False})
    held = small_campaign(
        units=[unit("A", 40, least=2, visits=3)],
        machines=[machine("M1", posting(3))],
        closures=(),
        pins=[pin("M1", "A", 1)],
    )
    return [
        *_examples(
            Rule.MIN_STAY,
            whole,
            ("one day only", "M1 A 1.1 1.2 2.1 2.2", "M1 A 1.1 1.2"),
            ("a closed day is none of the stay", "M1 A 2.1 2.2 4.1 4.2", "M1 A 2.1 2.2, M1 B 3.1 3.2"),
            ("away for half a day", "M1 A 1.1, M1 H 1.2, M1 A 2.1 2.2", "M1 A 1.1, M1 H 1.2"),
        ),
        *_examples(Rule.MIN_STAY, halves, ("two halves of one day", "M1 A 1.2 2.1", "M1 A 1.1 1.2")),
        *_examples(
            Rule.MIN_STAY,
            held,
            ("one that no pin holds", "M1 A 1.1 1.2, M1 A 4.1 4.2 5.1 5.2", "M1 A 1.1 1.2, M1 A 4.1 4.2"),
        ),
        _begun_before(whole),
    ]


def _begun_before(campaign: Campaign) -> Example:
    """The past day of a visit counts; a visit that begins anew has no past."""
    done = tuple(collected(item, 3) for item in stand("M1", "A", "1.1 1.2"))
    situation = Situation(as_of=day(2), history=done)
    good, broken = (told_plan(campaign, told, situation) for told in ("M1 A 2.1 2.2", "M1 A 5.1 5.2"))
    return Example("real: its first day is past", Rule.MIN_STAY, campaign, good, broken)


def half_day_examples() -> list[Example]:
    """Units of half days beside units of whole days."""
    mixed = small_campaign(
        units=[
            unit("A", 20, visits=1),
            unit("B", 20, shifts=(2,)),
            unit("C", 20, shifts=(1,)),
            unit("H", 20, whole=False, visits=1),
            unit("K", 20, whole=False, visits=1),
        ],
        machines=[machine("M1", posting(3))],
        days=3,
        closures=(),
        roads=[road("A", "H", 10), road("H", "A", 7), road("C", "H", 8), road("H", "K", 8.5)],
        reach_km=8,
    )
    free = mixed.model_copy(update={"reach_km": None})
    return [
        *_examples(
            Rule.NO_GAP,
            mixed,
            ("idle before", "M1 H 1.1, M1 A 1.2", "M1 A 1.2"),
            ("idle after", "M1 A 1.1 1.2", "M1 A 1.1"),
        ),
        *_examples(Rule.WHOLE_DAY, mixed, ("neither is of half days", "M1 C 1.1, M1 H 1.2", "M1 C 1.1, M1 B 1.2")),
        *_examples(
            Rule.REACH,
            mixed,
            ("too far from whole to half", "M1 C 1.1, M1 H 1.2", "M1 A 1.1, M1 H 1.2"),
            ("too far from half to half", "M1 H 1.1, M1 K 2.1", "M1 H 1.1, M1 K 1.2"),
        ),
        *_examples(
            Rule.VISITS,
            free,
            ("elsewhere ends a half", "M1 A 1.1, M1 H 1.2, M1 A 2.1 2.2", "M1 H 1.1, M1 A 1.2, M1 H 2.1"),
            ("a slot that no half day took", "M1 A 1.1 1.2 2.1 2.2", "M1 A 1.1 1.2, M1 A 3.1 3.2"),
        ),
    ]


def moving_examples() -> list[Example]:
    """Time that machines need to move."""
    by_shift = small_campaign(
        units=[unit("A", 20), unit("B", 20), unit("C", 9)],
        machines=[machine("M1", posting(3))],
        days=2,
        shifts=4,
        closures=[closed(1, shifts=(3,))],
        whole_days=False,
        move_slots=1,
    )
    whole = by_shift.model_copy(update={"whole_days": True})
    by_day = small_campaign(
        units=[unit("A", 20, visits=2), unit("B", 20, visits=2)],
        machines=[machine("M1", posting(3)), machine("M2", posting(3, kind=FIXED), posting(3, first=3))],
        days=6,
        shifts=1,
        closures=[closed(5)],
        move_slots=1,
    )
    day_one = "M1 A 1.1 1.2 1.4"
    return [
        *_examples(
            Rule.MOVE_TIME,
            by_shift,
            ("at once", "M1 A 1.1, M1 B 1.4", "M1 A 1.1, M1 B 1.2"),
            ("a closed slot is enough", "M1 A 1.2, M1 B 1.4", "M1 A 2.1, M1 B 2.2"),
            ("over night", "M1 A 1.2, M1 B 2.1", "M1 A 1.4, M1 B 2.1"),
        ),
        *_examples(
            Rule.MOVE_TIME,
            by_day,
            ("free from a fixed place", "M2 A 2.1, M2 B 3.1", "M2 A 3.1, M2 B 4.1"),
            ("a closed day is enough", "M1 A 4.1, M1 B 6.1", "M1 A 3.1, M1 B 4.1"),
        ),
        *_examples(
            Rule.MOVE_TIME,
            whole,
            ("on the day after", f"{day_one}, M1 B 2.2 2.3 2.4", f"{day_one}, M1 B 2.1 2.2 2.3 2.4"),
        ),
        *_examples(
            Rule.NO_GAP,
            whole,
            ("later than the move needs", f"{day_one}, M1 B 2.2 2.3 2.4", f"{day_one}, M1 B 2.3 2.4"),
            ("leaves before the day's end", f"{day_one}, M1 B 2.2 2.3 2.4", "M1 A 1.1 1.2, M1 B 2.1 2.2 2.3 2.4"),
        ),
        _moved_from_the_past(by_shift),
    ]


def _moved_from_the_past(campaign: Campaign) -> Example:
    done = tuple(collected(item, 3) for item in stand("M1", "A", "1.4"))
    situation = Situation(as_of=day(2), history=done)
    good, broken = (told_plan(campaign, told, situation) for told in ("M1 B 2.2", "M1 B 2.1"))
    return Example("real: from where it was before", Rule.MOVE_TIME, campaign, good, broken)


def group_examples() -> list[Example]:
    """Machines that move as one."""
    campaign = small_campaign(
        units=[
            unit("A", 20, together=3, visits=4),
            unit("B", 20, together=2, visits=4),
            unit("C", 3, together=3, visits=4),
        ],
        machines=[
            machine("M3", posting(2)),
            machine("M1", posting(3), group="Tổ 1"),
            machine("M2", posting(5), group="Tổ 1"),
        ],
        days=4,
        shifts=1,
        closures=[closed(2, machine="M2")],
        whole_days=False,
    )
    held = campaign.model_copy(
        update={
            "pins": small_campaign(pins=[pin("M2", "A", 1, shifts=(1,))]).pins,
            "units": tuple(one.model_copy(update={"visits": 2}) for one in campaign.units),
        }
    )
    both = "M1 A 1.1, M2 A 1.1"
    return [
        *_examples(
            Rule.GROUP,
            campaign,
            ("one stays away", both, "M1 A 1.1"),
            ("they part", both, "M1 A 1.1, M2 B 1.1"),
            ("shut on another day only", "M1 A 2.1, M3 B 2.1", "M1 A 3.1, M3 B 3.1"),
        ),
        *_examples(Rule.TOGETHER, campaign, ("each counts", f"{both}, M3 A 1.1", "M1 B 1.1, M2 B 1.1, M3 B 1.1")),
        *_examples(
            Rule.USEFUL,
            campaign,
            ("none of them collects", "M1 C 1.1, M2 C 1.1", "M1 C 1.1, M2 C 1.1, M1 C 3.1, M2 C 3.1"),
            ("what others collect is not theirs", "M3 A 2.1, M1 A 2.1", "M3 C 3.1 4.1, M1 C 4.1, M2 C 4.1"),
        ),
        *_examples(
            Rule.VISITS,
            held,
            ("a pin holds all of them", f"{both}, M1 A 4.1, M2 A 4.1", f"{both}, M1 A 4.1, M2 A 4.1, M3 A 2.1"),
        ),
    ]


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
        *_examples(Rule.ONE_PLACE, campaign, ("two stops at once", stays, "M1 C 1.1, M1 B 1.1")),
        *_examples(Rule.TOGETHER, campaign, ("two at one cluster", "M1 C 1.1, M2 C 1.2", "M1 C 1.1, M2 C 1.1")),
        *_examples(Rule.VISITS, campaign, ("visits to one cluster", stays, "M2 C 1.1, M1 C 2.1, M2 C 2.2")),
        *_examples(Rule.UNIT_OPEN, campaign, ("one of its units is closed", stays, "M1 C 3.1")),
        *_examples(Rule.REACH, campaign, ("it is where its first unit is", "M1 C 1.1, M1 B 2.1", "M1 C 1.1, M1 B 1.2")),
        *_examples(Rule.SERVES, bound, ("no unit of it is served", "M2 C 2.1", "M2 C 2.1, M1 C 1.1")),
        *_examples(Rule.PINNED, bound, ("pinned to another of its units", "M2 C 2.1", "M2 C 2.2")),
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
        *_examples(
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


def all_of(parts: Sequence[Sequence[Example]]) -> tuple[Example, ...]:
    """The examples of all parts, in order."""
    return tuple(example for part in parts for example in part)


REAL_EXAMPLES = all_of(
    [
        least_stay_examples(),
        half_day_examples(),
        moving_examples(),
        group_examples(),
        cluster_examples(),
        merger_examples(),
    ]
)
"""Beside those of `broken_plans`; stops may be clusters here, and machines in groups."""
