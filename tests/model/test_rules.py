"""Each rule in the model: a good plan is a solution, a broken one exactly infeasible; UNKNOWN does not pass."""

import pytest

from planner.domain.plan import Plan
from planner.domain.policy import Rule
from planner.model.gate import Status
from tests.broken_plans import EXAMPLES, Example
from tests.campaigns import Placement
from tests.model.forcing import verdict_of_model

KEPT_BY_FILLING = frozenset([Rule.CAPACITY, Rule.DEMAND, Rule.FILL])
"""Rules on dossiers: the model places machines only, and `schedule.py` fills; see `test_schedule.py`."""
OF_THE_PAST = frozenset([Rule.HISTORY])
"""What has happened is given to the model, which places nothing there; `residual.py` closes the past."""


def placed() -> list[Example]:
    return [
        example
        for example in EXAMPLES
        if example.rule not in KEPT_BY_FILLING | OF_THE_PAST and example.good.as_of == example.broken.as_of
    ]


def placements_of(plan: Plan) -> list[Placement]:
    return [Placement(row.machine, row.unit, row.date, row.shift) for row in plan.assignments if not row.done]


every_placed_example = pytest.mark.parametrize(
    "example", placed(), ids=lambda example: f"{example.rule}: {example.name}"
)


@every_placed_example
def test_a_good_plan_is_a_solution(example: Example) -> None:
    assert verdict_of_model(example.campaign, placements_of(example.good), example.situation) is Status.OPTIMAL


@every_placed_example
def test_a_broken_plan_is_infeasible(example: Example) -> None:
    assert verdict_of_model(example.campaign, placements_of(example.broken), example.situation) is Status.INFEASIBLE


def test_every_rule_on_placements_has_an_example() -> None:
    """Those that only real campaigns have are asked of the slot model in test_slot_by_slot.py."""
    of_slots = {Rule.MIN_STAY, Rule.MOVE_TIME, Rule.GROUP}
    assert {example.rule for example in placed()} == set(Rule) - KEPT_BY_FILLING - OF_THE_PAST - of_slots
