"""Slots that are filled by the sheet *Năng suất*, and in a re-plan by learned rates."""

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import RateOverride
from planner.domain.plan import Plan
from planner.domain.policy import Rule
from planner.domain.record import MachineName, UnitCode
from tests.campaigns import day, label, machine, posting, small_campaign, stand, unit
from tests.replans import replan

CAMPAIGN = small_campaign(
    units=[unit("A", 19, together=2), unit("B", 9)],
    machines=[machine("M1", posting(4)), machine("M2", posting(6))],
    days=2,
    shifts=2,
    closures=(),
)
AHEAD = (*stand("M1", "A", "1.1 1.2 2.1 2.2"), *stand("M2", "A", "2.1 2.2"))


@pytest.mark.parametrize(
    ("rates", "figures"),
    [
        ({}, [4, 4, 4, 6, 1, 0]),
        ({"A | M1 | Ca 01": 2}, [2, 4, 2, 6, 4, 1]),
        ({"A | M1 | Ca 02": 1, "A | M2 | Ca 01": 5}, [4, 1, 4, 5, 1, 4]),
        ({"A | M1 | Ca 01": 99, "A | M2 | Ca 01": 7}, [4, 4, 4, 6, 1, 0]),
        ({"A | M1 | Ca 01": 2.9, "A | M2 | Ca 02": 99}, [2, 4, 2, 6, 4, 1]),
        ({"B | M1 | Ca 01": 2, "A | M9 | Ca 01": 1, "M1": 1}, [4, 4, 4, 6, 1, 0]),
    ],
)
def test_each_slot_is_filled_to_the_rate_of_its_unit_machine_and_shift(
    rates: dict[str, float], figures: list[int]
) -> None:
    plan = replan(CAMPAIGN, (), AHEAD, as_of=day(1)).model_copy(update={"rates": rates, "unserved": ()})
    rows = [row.model_copy(update={"dossiers": n}) for row, n in zip(plan.assignments, figures, strict=True)]
    assert slots_not_filled(plan.model_copy(update={"assignments": tuple(rows)})) == []
    for place, row in enumerate(rows):
        fewer = [*rows[:place], row.model_copy(update={"dossiers": row.dossiers - 1}), *rows[place + 1 :]]
        found = slots_not_filled(plan.model_copy(update={"assignments": tuple(fewer)}))
        assert found == [(row.machine, row.date, row.shift)]


SHEET = (
    RateOverride(unit=UnitCode("A"), dossiers=3),
    RateOverride(machine=MachineName("M2"), shift=label(2), dossiers=5),
    RateOverride(shift=label(1), dossiers=1),
    RateOverride(dossiers=99),
)


def test_the_sheet_fills_every_plan_and_learned_rates_only_take_away() -> None:
    """At A in shift 1 the unit's row says more than the shift's; M2 in shift 2 has two conditions."""
    campaign = CAMPAIGN.model_copy(update={"rate_overrides": SHEET})
    for rates, figures in (
        (None, [3, 3, 3, 3, 3, 4]),
        ({"A | M1 | Ca 01": 2.0, "A | M2 | Ca 02": 6.0}, [2, 3, 2, 3, 3, 5]),
    ):
        plan = replan(campaign, (), AHEAD, as_of=day(1), rates=rates)
        assert [row.dossiers for row in plan.assignments] == figures
        assert judge(campaign, plan).sound


def test_more_than_the_sheet_says_breaks_capacity() -> None:
    campaign = CAMPAIGN.model_copy(update={"rate_overrides": SHEET})
    plan = replan(CAMPAIGN, (), AHEAD, as_of=day(1))
    violations = [one for one in judge(campaign, plan).violations if one.rule is Rule.CAPACITY]
    assert [(one.machine, one.day, one.shift) for one in violations] == [
        ("M1", day(1), label(1)),
        ("M1", day(1), label(2)),
        ("M1", day(2), label(1)),
        ("M2", day(2), label(1)),
    ]


def slots_not_filled(plan: Plan) -> list[tuple[object, ...]]:
    violations = judge(CAMPAIGN, plan).violations
    return [(one.machine, one.day, one.shift) for one in violations if one.rule is Rule.FILL]
