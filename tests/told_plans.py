"""Plans of real campaigns that a test can write down. Stops are told by the first unit of their cluster."""

from collections.abc import Mapping

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan, Shortfall
from planner.domain.policy import Rule
from planner.domain.record import UnitCode
from planner.domain.situation import AT_THE_START, Situation
from tests.campaigns import Placement, stand
from tests.example import Example
from tests.real_situations import real_plan
from tests.real_slots import needs_ahead, real_rows


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


def examples_of(
    rule: Rule, campaign: Campaign, *told: tuple[str, str, str], besides: frozenset[Rule] = frozenset()
) -> list[Example]:
    """One for each (name, good plan, broken plan)."""
    return [
        Example(f"real: {name}", rule, campaign, told_plan(campaign, good), told_plan(campaign, broken), besides)
        for name, good, broken in told
    ]
