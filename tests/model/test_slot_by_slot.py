"""Campaigns that are planned slot by slot: small ones against brute force; the long form is `tests.fuzz_real_plans`."""

import pytest

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.policy import Rule
from planner.domain.situation import Situation
from planner.model.effort import Effort
from planner.model.gate import Status, Stopper, ask
from planner.model.instance.cluster_folding import folded
from planner.model.slotwise.needs import needs_of
from planner.model.slotwise.slot_formulation import SlotFormulation
from planner.model.slotwise.slot_instance import slot_instance_of
from planner.model.slotwise.slot_plan import SlotPlan
from tests.broken_real_plans import REAL_EXAMPLES
from tests.example import Example
from tests.fuzz_real_plans import wrong_with_seed

BY_FILLING = {Rule.CAPACITY, Rule.DEMAND, Rule.FILL, Rule.HISTORY}
"""Rules that no choice of placements can break."""
PLACED = [example for example in REAL_EXAMPLES if example.rule not in BY_FILLING]


def is_possible(campaign: Campaign, plan: Plan, situation: Situation) -> bool:
    """Whether the slot model has a solution in which machines stand as in this plan, and nowhere else."""
    case = folded(campaign, situation)
    instance = slot_instance_of(case.campaign, case.situation)
    formulation = SlotFormulation(instance, needs_of(campaign, situation))
    calendar = campaign.calendar
    rows = [row for row in plan.assignments if not row.done]
    standing = {(row.machine, campaign.stop_of(row.unit), calendar.ordinal(row.date, row.shift)) for row in rows}
    stands = {
        (group, unit, ordinal)
        for group, unit, ordinal in formulation.placements.at
        if standing.intersection((name, unit, ordinal) for name in instance.present(group, ordinal))
    }
    meant = {(name, unit, at) for group, unit, at in stands for name in instance.present(group, at)}
    if meant != standing:
        return False
    fixed = formulation.at_plan(SlotPlan(instance, needs_of(campaign, situation), frozenset(stands)))
    return ask(fixed, Effort(1, 0, 20.0), Stopper()).status is Status.OPTIMAL


every_example = pytest.mark.parametrize("example", PLACED, ids=lambda example: f"{example.rule}: {example.name}")


@every_example
def test_a_good_plan_is_a_solution(example: Example) -> None:
    assert is_possible(example.campaign, example.good, example.situation)


@every_example
def test_a_broken_plan_is_none(example: Example) -> None:
    assert not is_possible(example.campaign, example.broken, example.situation)


def test_every_rule_of_slots_has_an_example() -> None:
    assert {Rule.MIN_STAY, Rule.MOVE_TIME, Rule.GROUP, Rule.NO_GAP, Rule.WHOLE_DAY} <= {one.rule for one in PLACED}


@pytest.mark.parametrize("seed", range(1, 25))
def test_plans_of_small_real_campaigns_are_the_best_there_are(seed: int) -> None:
    assert wrong_with_seed(seed, rounds=1) == []


def test_a_visit_of_the_past_may_go_on_for_nothing_where_that_shortens_a_way() -> None:
    """A machine comes back from half days to a unit that needs nothing any more, on an uneven table of roads."""
    assert wrong_with_seed(20242, rounds=1) == []


def test_a_pin_of_one_machine_holds_the_visits_of_its_group_also_while_it_is_shut() -> None:
    assert wrong_with_seed(40151, rounds=1) == []


@pytest.mark.parametrize("seed", range(100, 104))
def test_plans_of_larger_real_campaigns_are_sound(seed: int) -> None:
    assert wrong_with_seed(seed, is_tiny=False, rounds=1) == []
