"""What a shortfall asks for suffices: add the slots, and the unit is served."""

import re
from collections.abc import Iterator

import pytest

from planner.check.verdict import judge
from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Closure, Machine
from planner.domain.openness import Openness
from planner.domain.plan import Assignment, Plan, Shortfall
from planner.domain.policy import Goal, GoalSetting
from planner.domain.record import MachineName
from planner.model.solution import Solution, solve
from planner.texts import Language, choose_language
from planner.workflow.shortfall import shortfalls
from tests.campaigns import (
    Placement,
    filled,
    machine,
    plan_of,
    posting,
    random_campaign,
    seeded,
    small_campaign,
    stand,
    unit,
)

NEEDS = re.compile(r"(\d+) more slot\(s\) of (M[^ ]*(?: \d+)?)")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


def explained(campaign: Campaign) -> tuple[Solution, tuple[Shortfall, ...]]:
    solution = solve(campaign, seconds=20.0)
    return solution, shortfalls(campaign, solution.assignments, solution.goals)


def placed(assignments: tuple[Assignment, ...]) -> list[Placement]:
    return [Placement(row.machine, row.unit, row.date, row.shift) for row in assignments]


def with_more(campaign: Campaign, plan: Plan, short: Shortfall, spare: int = 0) -> tuple[Campaign, Plan]:
    """The campaign with a machine more for each one asked for, open in just so many slots, and the plan that uses it.

    With `spare`, so many slots fewer. Everything else stands where it stood.
    """
    openness = Openness(campaign)
    target = campaign.units_by_code[short.unit]
    machines, closures, placements = list(campaign.machines), list(campaign.closures), placed(plan.assignments)
    for slots, name in NEEDS.findall(short.reason):
        original = campaign.machines_by_name[MachineName(name)]
        twin = Machine(name=MachineName(f"{name} thêm"), postings=original.postings)
        open_to_both = _open_to_both(openness, campaign, original, short)
        assert len(open_to_both) >= int(slots), "the slots asked for lie in days on which both may work"
        chosen = open_to_both[: int(slots) - spare]  # under the posting of the largest capacity first
        machines.append(twin)
        closures += [
            Closure(first_day=slot.day, last_day=slot.day, shifts=(slot.shift,), machine=twin.name)
            for slot in map(openness.slot, range(1, campaign.calendar.last_ordinal + 1))
            if slot not in chosen
        ]
        placements += [Placement(twin.name, short.unit, slot.day, slot.shift) for slot in chosen]
    room = len(machines)
    units = tuple(
        one if one != target else one.model_copy(update={"together": one.together + room, "visits": one.visits + room})
        for one in campaign.units
    )
    more = campaign.model_copy(
        update={"machines": tuple(machines), "closures": tuple(closures), "units": units, "pins": ()}
    )
    # the copy is checked as a campaign of its own: cached tables of the first one must not answer for it
    more = Campaign.model_validate(more.model_dump())
    return more, plan_of(more, filled(more, placements))


def _open_to_both(openness: Openness, campaign: Campaign, original: Machine, short: Shortfall) -> list[Slot]:
    at_unit = frozenset(openness.of_unit(campaign.units_by_code[short.unit]))
    return [
        openness.slot(ordinal)
        for one in sorted(original.postings, key=lambda one: -one.capacity)
        if short.unit in one.serves
        for ordinal in openness.of_posting(original, one)
        if ordinal in at_unit
    ]


def left(plan: Plan) -> dict[str, int]:
    return {item.unit: item.dossiers for item in plan.unserved}


def overloaded(seed: int) -> Campaign:
    """A random campaign with twice the need, in which nothing matters but who is left."""
    campaign = random_campaign(seeded(f"short {seed}"))
    goals = (GoalSetting(goal=Goal.UNSERVED), GoalSetting(goal=Goal.FINISH))
    units = tuple(one.model_copy(update={"need": 2 * one.need}) for one in campaign.units)
    return campaign.model_copy(update={"units": units, "pins": (), "phases": (), "goals": goals})


def test_the_slots_asked_for_suffice_and_fewer_do_not() -> None:
    asked = 0
    for seed in range(250):
        campaign = overloaded(seed)
        solution, shorts = explained(campaign)
        plan = plan_of(campaign, solution.assignments)
        for short in shorts:
            if not NEEDS.search(short.reason) or "Open " in short.reason:
                continue
            asked += 1
            more, with_them = with_more(campaign, plan, short)
            verdict = judge(more, with_them)
            assert verdict.sound, (seed, short, verdict.violations)
            assert short.unit not in left(with_them), (seed, short)
            if all(len({one.capacity for one in each.postings}) == 1 for each in campaign.machines):
                assert short.unit in left(with_more(campaign, plan, short, spare=1)[1]), (seed, short)
    assert asked >= 50, "the campaigns are tight enough to say something"


def test_every_shortfall_has_a_reason() -> None:
    for seed in range(60):
        campaign = random_campaign(seeded(f"reason {seed}"))
        _solution, shorts = explained(campaign.model_copy(update={"pins": ()}))
        for short in shorts:
            assert short.reason.startswith(f"short of {short.dossiers}: ")
            assert "{" not in short.reason


def test_slots_of_two_machines_where_one_has_too_few() -> None:
    campaign = small_campaign(
        units=[unit("A", 20, together=2), unit("B", 27, together=2, priority=9)],
        machines=[machine("M1", posting(5)), machine("M2", posting(4))],
        closures=[],
        days=1,
        shifts=3,
    )
    _solution, shorts = explained(campaign)
    (short,) = [short for short in shorts if short.unit == "A"]
    assert short.reason == (
        "short of 20: needs 3 more slot(s) of M1 and 2 more slot(s) of M2 by 10/4, "
        "whose time goes first to units of higher Ưu tiên"
    )


def test_a_visit_more_where_the_machine_has_time_to_come_again() -> None:
    """M1 was at A on day 1 and at B till day 3; it may come back, but A allows one visit."""
    campaign = small_campaign(
        units=[unit("A", 20), unit("B", 20, first=2, last=3)],
        machines=[machine("M1", posting(5))],
        closures=[],
        days=5,
        roads=[],
    )
    stands = filled(campaign, [*stand("M1", "A", "1.1 1.2"), *stand("M1", "B", "2.1 2.2 3.1 3.2")])
    (short,) = shortfalls(campaign, stands, solve(campaign).goals)
    assert short.reason == (
        "short of 10: a machine has time to come again, but 1 visit(s) are all that is allowed. Raise Số đợt tối đa"
    )


def test_a_search_that_ended_early_says_so() -> None:
    campaign = small_campaign(units=[unit("A", 10)], machines=[machine("M1", posting(5))], closures=[])
    goals = [
        result.model_copy(update={"proof": "best found"}) if result.goal is Goal.UNSERVED else result
        for result in solve(campaign).goals
    ]
    (short,) = shortfalls(campaign, (), goals)
    assert "Give it more time with --seconds" in short.reason
