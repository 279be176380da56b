"""What is said of units that together lack room holds for every plan, and is said where several share too little."""

from itertools import combinations

import pytest

from planner.domain.campaign import Campaign
from planner.domain.max_flow import Network
from planner.domain.plan import Plan, Shortfall
from planner.domain.policy import Goal, GoalSetting
from planner.domain.record import UnitCode
from planner.domain.search_terms import SearchTerms
from planner.model.solve import solve
from planner.workflow.planning.joint_shortage import JointShortage, joint_shortages
from tests.campaigns import closed, label, machine, pin, posting, random_campaign, seeded, small_campaign, unit

SOMEBODY = (Shortfall(unit=UnitCode("A"), dossiers=1),)


def told(campaign: Campaign, **more: object) -> tuple[JointShortage, ...]:
    """What is said of a plan that leaves somebody short and places nobody."""
    return joint_shortages(campaign, Plan(campaign="x", assignments=(), unserved=SOMEBODY, **more))  # type: ignore[arg-type]


def names(joint: JointShortage) -> str:
    return "".join(unit.code for unit in joint.units)


def schools(need: int, **more: object) -> Campaign:
    """Three schools open in the first shift of days 1 and 3, one place that is always open, two machines of 16."""
    return small_campaign(
        units=[*(unit(code, need, last=3, shifts=(1,)) for code in "ABC"), unit("D", 100)],
        machines=[machine("M1", posting(16)), machine("M2", posting(16))],
        closures=[closed(2, unit=code) for code in "ABC"],
        days=8,
        **more,  # type: ignore[arg-type]
    )


def test_each_turn_is_for_one_unit_only() -> None:
    (joint,) = told(schools(17))
    assert names(joint) == "ABC"
    assert (joint.need, joint.room, joint.short, joint.turns) == (51, 49, 2, 4)
    assert joint.is_by_turns
    assert joint.machines == ("M1", "M2")
    assert [day.day for day in joint.days] == [10, 12]
    assert joint.shifts == (label(1),)


def test_a_pin_elsewhere_takes_a_turn_away() -> None:
    (joint,) = told(schools(17, pins=[pin("M1", "D", 1, shifts=(2,))]))
    assert (joint.room, joint.turns) == (48, 3)


def test_a_pin_holds_only_its_slot_where_days_are_not_whole() -> None:
    (joint,) = told(schools(17, pins=[pin("M1", "D", 1, shifts=(2,))], whole_days=False))
    assert (joint.room, joint.turns) == (49, 4)


def test_nothing_is_said_where_there_is_room() -> None:
    assert told(schools(16)) == ()


def test_nothing_is_said_where_nobody_is_left() -> None:
    assert joint_shortages(schools(17), Plan(campaign="x", assignments=())) == ()


def test_a_unit_that_lacks_room_alone_is_not_joint() -> None:
    campaign = small_campaign(
        units=[unit("A", 60, last=2), unit("B", 10)], machines=[machine("M1", posting(5))], closures=[], days=9
    )
    assert told(campaign) == ()


def test_dossiers_are_counted_where_turns_suffice() -> None:
    """Windows that overlap in a chain: no unit's own window shows it, only all three together."""
    campaign = small_campaign(
        units=[unit("A", 24, last=2), unit("B", 36, first=2, last=4), unit("C", 24, first=4)],
        machines=[machine("M1", posting(6))],
        closures=[],
        shifts=2,
    )
    (joint,) = told(campaign)
    assert names(joint) == "ABC"
    assert (joint.need, joint.room, joint.is_by_turns) == (84, 60, False)


def test_machines_at_once_bind() -> None:
    campaign = small_campaign(
        units=[unit("A", 30), unit("B", 30), unit("C", 5, first=3)],
        machines=[machine("M1", posting(6)), machine("M2", posting(6)), machine("M3", posting(6))],
        closures=[],
        days=2,
        shifts=2,
    )
    assert told(campaign) == (), "each of them lacks room alone: 24 of 30"


def test_what_was_collected_is_not_needed_and_what_is_past_gives_no_room() -> None:
    campaign = schools(17)
    assert told(campaign, elsewhere={UnitCode("A"): 1, UnitCode("B"): 1, UnitCode("C"): 1}) == ()
    (joint,) = told(campaign, as_of=campaign.calendar.slot(3).day)
    assert (joint.room, joint.turns) == (32, 2)


def overloaded(seed: int) -> Campaign:
    campaign = random_campaign(seeded(f"joint {seed}"))
    units = tuple(one.model_copy(update={"need": 2 * one.need, "priority": 1}) for one in campaign.units)
    return campaign.model_copy(
        update={"units": units, "phases": (), "pins": (), "goals": (GoalSetting(goal=Goal.UNSERVED),)}
    )


def test_no_plan_collects_more_than_is_said() -> None:
    said = 0
    for seed in range(120):
        campaign = overloaded(seed)
        solution = solve(campaign, terms=SearchTerms(seconds=20.0))
        got = dict.fromkeys((one.code for one in campaign.units), 0)
        for row in solution.assignments:
            got[row.unit] += row.dossiers
        unserved = tuple(
            Shortfall(unit=one.code, dossiers=one.need - got[one.code])
            for one in campaign.units
            if one.need > got[one.code]
        )
        plan = Plan(campaign="x", assignments=solution.assignments, unserved=unserved)
        for joint in joint_shortages(campaign, plan):
            said += 1
            assert len(joint.units) > 1
            assert joint.short > 0
            assert sum(got[one.code] for one in joint.units) <= joint.room, (seed, names(joint))
    assert said >= 20, "the campaigns are tight enough to say something"


@pytest.mark.parametrize("seed", range(40))
def test_the_flow_is_as_large_as_the_smallest_cut(seed: int) -> None:
    random = seeded(f"flow {seed}")
    num = 6
    edges = [(tail, head, random.randint(1, 9)) for tail in range(num) for head in range(num) if random.random() < 0.5]
    network = Network(num)
    for tail, head, capacity in edges:
        network.join(tail, head, capacity)
    flow = network.fill(0, num - 1)
    inner = range(1, num - 1)
    sides = [{0, *some} for count in range(num - 1) for some in combinations(inner, count)]
    cuts = {
        frozenset(side): sum(capacity for tail, head, capacity in edges if tail in side and head not in side)
        for side in sides
    }
    assert flow == min(cuts.values())
    lacking = network.lacking(num - 1)
    assert cuts[frozenset(set(range(num)) - lacking)] == flow
    assert len(lacking) == num - max(len(side) for side, cut in cuts.items() if cut == flow)
