"""The rivals make sound plans, the contest sees who is better, and what is untrue is told."""

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult
from planner.domain.policy import DEFAULT_GOALS, Goal, Proof
from tests.bench_overloaded import overloaded_campaign
from tests.campaigns import MOBILE, closed, machine, pin, posting, road, small_campaign, unit
from tests.conftest import system_part
from tests.model.brute_force import best_values, num_candidates
from tests.rivals.contest import Contest, Entry, beaten_bounds, order_of, rival_entry
from tests.rivals.greedy import greedy_plan
from tests.rivals.ground import Ground
from tests.rivals.routes import is_for_routes, is_installed, routed_plan
from tests.rivals.slot_model import slot_plan

BY_HAND = {
    "whole days, unequal machines": small_campaign(days=2),
    "closed in the middle of a stay": small_campaign(closures=[closed(2, unit="A"), closed(3, machine="M2")], days=3),
    "shift by shift within reach": small_campaign(
        units=[unit("A", 6, together=2), unit("B", 4)], days=1, shifts=3, whole_days=False, reach_km=8.5, closures=[]
    ),
    "a pin": small_campaign(units=[unit("A", 10), unit("B", 7)], pins=[pin("M1", "B", 2)], days=3),
    "evenings only, more need than room": small_campaign(
        units=[unit("A", 30, shifts=(2,)), unit("B", 9, last=2), unit("C", 4, priority=3)], days=3, phases=[(2, 20)]
    ),
}


def test_campaigns_by_hand_are_small_enough_to_try_every_plan() -> None:
    assert max(num_candidates(campaign) for campaign in BY_HAND.values()) <= 3_000


@pytest.mark.parametrize("campaign", BY_HAND.values(), ids=BY_HAND)
def test_the_slot_model_proves_what_brute_force_finds(campaign: Campaign) -> None:
    found = slot_plan(campaign, 10.0)
    assert found is not None
    judged = Ground(campaign).judged(found.standing)
    assert judged.verdict.violations == ()
    assert set(found.proven) >= {Goal.UNSERVED, Goal.FINISH}
    best = best_values(campaign)
    assert best is not None
    for goal in (Goal.UNSERVED, Goal.MILESTONES, Goal.FINISH):
        assert judged.values[goal] == best[goal]


@pytest.mark.parametrize("campaign", BY_HAND.values(), ids=BY_HAND)
def test_a_pencil_makes_a_sound_plan_that_collects_something(campaign: Campaign) -> None:
    judged = greedy_plan(campaign, 5.0)
    assert judged is not None
    assert judged.verdict.violations == ()
    assert judge(campaign, judged.plan).sound
    slots = slot_plan(campaign, 10.0)
    assert slots is not None
    most = sum(row.dossiers for row in Ground(campaign).filled(slots.standing))
    assert 0.8 * most <= sum(row.dossiers for row in judged.plan.assignments) <= most


def test_visits_that_collect_nothing_are_trimmed_away() -> None:
    campaign = small_campaign(
        units=[unit("A", 3), unit("B", 3)], machines=[machine("M1", posting(3))], closures=[], whole_days=False
    )
    ground = Ground(campaign)
    (name,) = ground.rank
    a, b = ground.need
    idle_at_the_end = {name: {1: a, 2: b, 3: b, 4: a}}
    assert ground.trimmed(idle_at_the_end) == {name: {1: a, 2: b}}


def test_a_routing_program_finds_the_short_way_round() -> None:
    system_part("PyVRP", present=is_installed())
    ways = {("A", "B"): 10, ("B", "C"): 1, ("C", "A"): 10, ("A", "C"): 1, ("C", "B"): 1, ("B", "A"): 1}
    campaign = small_campaign(
        units=[unit(code, 6) for code in "ABC"],
        machines=[machine("M1", posting(3, base="A"))],
        closures=[],
        roads=[road(one, other, km) for (one, other), km in ways.items()],
    )
    assert is_for_routes(campaign)
    judged = routed_plan(campaign, 0.5, finish=6)
    assert judged is not None
    assert judged.verdict.sound
    assert (judged.values[Goal.UNSERVED], judged.values[Goal.TRAVEL]) == (0, 2.0)


def test_only_what_routes_can_say_is_routed() -> None:
    plain = small_campaign(closures=[], machines=[machine("M1", posting(3)), machine("M2", posting(3))])
    assert is_for_routes(plain)
    assert not is_for_routes(small_campaign())
    assert not is_for_routes(
        small_campaign(closures=[], machines=[machine("M1", posting(3, MOBILE))], whole_days=False)
    )


def entry(name: str, *, faults: tuple[str, ...] = (), **values: float) -> Entry:
    told = {goal: values.get(goal.value, 0.0) for goal in DEFAULT_GOALS}
    return Entry(name, 1.0, told, faults=faults)


def test_the_first_goal_that_differs_decides() -> None:
    order = order_of(small_campaign())
    ours = entry("ours", unserved=5, finish=9, travel=100.0)
    better = entry("better", unserved=5, finish=8, travel=300.0)
    as_good = entry("as good", unserved=5, finish=9, travel=99.9)
    worse = entry("worse", unserved=6, finish=1)
    refused = entry("refused", faults=("visits",))
    held = Contest(order, (ours, better, as_good, worse, refused, rival_entry("none", 1.0, None)))
    assert [(rival.name, goal) for rival, goal in held.better_rivals()] == [("better", Goal.FINISH)]


def test_any_plan_is_better_than_none() -> None:
    held = Contest(order_of(small_campaign()), (Entry("ours", 1.0), entry("worst", unserved=10_000)))
    assert [rival.name for rival, _goal in held.better_rivals()] == ["worst"]


def claim(goal: Goal, value: float, bound: float) -> GoalResult:
    return GoalResult(goal=goal, value=value, bound=bound, proof=Proof.BEST_FOUND)


def test_a_bound_holds_only_for_plans_that_keep_the_goals_before_it() -> None:
    claims = [claim(Goal.UNSERVED, 4, 2), claim(Goal.FINISH, 10, 9), claim(Goal.TRAVEL, 50.0, 40.0)]
    assert list(beaten_bounds(claims, {Goal.UNSERVED: 1, Goal.FINISH: 9, Goal.TRAVEL: 41.0})) == [
        "unserved 1 below the bound 2"
    ]
    assert list(beaten_bounds(claims, {Goal.UNSERVED: 4, Goal.FINISH: 8, Goal.TRAVEL: 39.0})) == [
        "finish 8 below the bound 9",
        "travel 39.0 below the bound 40.0",
    ]
    assert list(beaten_bounds(claims, {Goal.UNSERVED: 5, Goal.FINISH: 1, Goal.TRAVEL: 0.0})) == []
    assert list(beaten_bounds(claims, {Goal.UNSERVED: 3, Goal.FINISH: 11, Goal.TRAVEL: 0.0})) == []


def test_overloaded_campaigns_are_overloaded_and_planned_by_the_slot_model() -> None:
    left = []
    for seed in range(4):
        campaign = overloaded_campaign(seed)
        found = slot_plan(campaign, 2.0)
        assert found is not None
        judged = Ground(campaign).judged(found.standing)
        assert judged.verdict.violations == ()
        left.append(judged.values[Goal.UNSERVED])
    assert sum(count > 0 for count in left) >= 2
