"""What a re-plan costs those to whom another plan was announced, reckoned by hand."""

import pytest

from planner.check.announced import promises_ahead
from planner.check.reading import Reading
from planner.check.verdict import Verdict, judge
from planner.domain.campaign import NoticeWeights
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Goal, Proof, Rule
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from tests.campaigns import Placement, day, filled_plan, label, machine, posting, small_campaign, stand, unit
from tests.replans import collected, replan

CAMPAIGN = small_campaign(
    units=[unit("A", 21, together=2, visits=9), unit("B", 30, visits=9), unit("C", 4, visits=9)],
    machines=[machine("M1", posting(3)), machine("M2", posting(5))],
    days=11,
    shifts=2,
    closures=(),
    whole_days=False,
).model_copy(update={"notice_weights": NoticeWeights(under_3_days=100, under_7_days=10, from_7_days=1)})
ANNOUNCED = filled_plan(
    CAMPAIGN,
    stand("M1", "A", "1.1 2.1 2.2 4.2 5.1 8.2 9.1"),
    stand("M2", "B", "2.1 4.2 5.1 8.2 9.1 11.2"),
)
"""A is told 3 in each of seven slots, B is told 5 in each of six."""
DONE = [collected(item, 2) for item in stand("M1", "A", "1.1")]


def told(plan: Plan, announced: Plan = ANNOUNCED) -> tuple[int | float, int | None]:
    """The changes, and the unit-days that lose a slot."""
    verdict = judge(CAMPAIGN, plan, announced)
    return next(told.value for told in verdict.goals if told.goal is Goal.CHANGES), verdict.changed_unit_days


def replanned(*ahead: tuple[Placement, ...], until: int | None = 11, shift: int = 1) -> Plan:
    return replan(
        CAMPAIGN,
        DONE,
        [item for items in ahead for item in items],
        as_of=day(2),
        as_of_shift=label(shift),
        announced_until=None if until is None else day(until),
    )


ALL_OF_A = stand("M1", "A", "2.1 2.2 4.2 5.1 8.2 9.1")
ALL_OF_B = stand("M2", "B", "2.1 4.2 5.1 8.2 9.1 11.2")


def test_what_stays_costs_nothing() -> None:
    assert told(replanned(ALL_OF_A, ALL_OF_B)) == (0, 0)


def test_each_lost_dossier_costs_the_weight_of_its_notice() -> None:
    # Days 2 to 4 are under 3 days from day 2, days 5 to 8 under 7, day 9 is 7 days away.
    for slot, cost in (("2.1", 500), ("4.2", 500), ("5.1", 50), ("8.2", 50), ("9.1", 5), ("11.2", 5)):
        (lost,) = stand("M2", "B", slot)
        assert told(replanned(ALL_OF_A, tuple(item for item in ALL_OF_B if item != lost))) == (cost, 1)


def test_two_slots_of_a_day_are_one_unit_day() -> None:
    assert told(replanned(stand("M1", "A", "4.2 5.1 8.2 9.1"), ALL_OF_B)) == (600, 1)
    assert told(replanned(stand("M1", "A", "2.1 4.2 5.1 8.2"), ALL_OF_B)) == (301 + 2, 2)


def test_another_machine_at_the_same_place_and_time_costs_nothing() -> None:
    swapped = [item._replace(machine=MachineName("M2")) for item in ALL_OF_A]
    others = [item._replace(machine=MachineName("M1")) for item in ALL_OF_B]
    assert told(replanned(tuple(swapped), tuple(others))) == (0, 0)


def test_the_other_shift_of_the_day_is_a_change() -> None:
    assert told(replanned(stand("M1", "A", "2.1 2.2 4.1 5.1 8.2 9.1"), ALL_OF_B)) == (300, 1)


def test_only_what_is_still_needed_costs_and_the_earliest_first() -> None:
    # 2 are collected and 12 came elsewhere: A needs 7 more, 3 and 3 in the first two slots, 1 in the third.
    elsewhere = {UnitCode("A"): 12}
    plan = replanned(ALL_OF_B).model_copy(update={"elsewhere": elsewhere})
    assert told(plan) == (3 * 100 + 3 * 100 + 1 * 100, 5)
    promises = [promise for promise in promises_ahead(Reading(CAMPAIGN, plan, ANNOUNCED)) if promise.unit.code == "A"]
    assert [promise.dossiers for promise in promises] == [3, 3, 1, 0, 0, 0]


def test_dossiers_are_summed_over_machines() -> None:
    both = filled_plan(CAMPAIGN, stand("M1", "A", "5.1"), stand("M2", "A", "5.1"))
    assert told(replanned(), both) == (8 * 10, 1)
    assert told(replanned(stand("M2", "A", "5.1")), both) == (0, 0)


def test_what_is_said_to_be_done_already_keeps_no_promise() -> None:
    plan = replanned(ALL_OF_A, ALL_OF_B).model_copy(update={"frozen_until": day(2)})
    rows = [
        row.model_copy(update={"done": True}) if (row.machine, row.date) == ("M2", day(2)) else row
        for row in plan.assignments
    ]
    spoilt = plan.model_copy(update={"assignments": tuple(rows)})
    assert rules_of(judge(CAMPAIGN, spoilt, ANNOUNCED)) == {"history", "frozen"}
    assert told(spoilt) == (500, 1)


def test_announced_days_end() -> None:
    assert told(replanned(ALL_OF_A, until=5)) == (500 + 500 + 50, 3)
    assert told(replanned(ALL_OF_A, until=None)) == (500 + 500 + 50 + 50 + 5 + 5, 6)
    assert told(replanned(until=1)) == (0, 0)


def test_a_day_begun_is_announced_from_the_shift_that_is_still_to_come() -> None:
    assert told(replanned(stand("M1", "A", "2.2 4.2 5.1 8.2 9.1"), stand("M2", "B", "4.2 5.1 8.2 9.1"), shift=2)) == (
        5,
        1,
    )
    assert told(replanned(stand("M1", "A", "4.2 5.1 8.2 9.1"), ALL_OF_B[1:], shift=2)) == (300, 1)


@pytest.mark.parametrize("strange", [{"unit": "Z"}, {"shift": "Ca 09"}])
def test_what_the_campaign_has_no_more_is_passed_over(strange: dict[str, str]) -> None:
    gone = ANNOUNCED.assignments[1].model_copy(update=strange)
    announced = ANNOUNCED.model_copy(update={"assignments": (*ANNOUNCED.assignments, gone)})
    plan = replanned(ALL_OF_A, ALL_OF_B).model_copy(update={"frozen_until": day(11)})
    verdict = judge(CAMPAIGN, plan, announced)
    assert (verdict.violations, verdict.changed_unit_days) == ((), 0)


def test_a_machine_that_is_gone_has_left_its_promises_behind() -> None:
    alone = ANNOUNCED.assignments[0].model_copy(update={"machine": "M9", "unit": "C", "date": day(3), "dossiers": 4})
    announced = ANNOUNCED.model_copy(update={"assignments": (*ANNOUNCED.assignments, alone)})
    plan = replanned(ALL_OF_A, ALL_OF_B).model_copy(update={"frozen_until": day(11)})
    assert told(plan, announced) == (400, 1)
    assert judge(CAMPAIGN, plan, announced).violations == ()


def claiming(changes: float, bound: float | None = None) -> Plan:
    result = GoalResult(goal=Goal.CHANGES, value=changes, bound=bound, proof=Proof.BEST_FOUND)
    return replanned(ALL_OF_A, ALL_OF_B[1:]).model_copy(update={"goals": (result,)})


def rules_of(verdict: Verdict) -> set[str]:
    return {violation.rule for violation in verdict.violations}


def test_claims_about_changes_are_judged_beside_the_announced_plan_only() -> None:
    assert rules_of(judge(CAMPAIGN, claiming(500), ANNOUNCED)) == set()
    assert rules_of(judge(CAMPAIGN, claiming(499), ANNOUNCED)) == {"goal-value"}
    assert rules_of(judge(CAMPAIGN, claiming(500, bound=501), ANNOUNCED)) == {"bound"}
    assert rules_of(judge(CAMPAIGN, claiming(499))) == set()


def test_the_verdict_says_what_it_could_not_judge() -> None:
    frozen = replanned(ALL_OF_A).model_copy(update={"frozen_until": day(3)})
    verdict = judge(CAMPAIGN, frozen)
    assert verdict.unverified == (Rule.HISTORY, Rule.USEFUL, Rule.FROZEN, Goal.CHANGES)
    assert verdict.changed_unit_days is None
    assert Goal.CHANGES not in {told.goal for told in verdict.goals}
    assert judge(CAMPAIGN, frozen, results=()).unverified == (Rule.USEFUL, Rule.FROZEN, Goal.CHANGES)
    assert judge(CAMPAIGN, frozen, ANNOUNCED).unverified == (Rule.HISTORY,)
    assert judge(CAMPAIGN, frozen, ANNOUNCED, ()).unverified == ()
    assert judge(CAMPAIGN, replanned(ALL_OF_A)).unverified == (Rule.HISTORY, Rule.USEFUL, Goal.CHANGES)
    assert judge(CAMPAIGN, ANNOUNCED).unverified == ()
    assert judge(CAMPAIGN, ANNOUNCED.model_copy(update={"elsewhere": {"A": 1}})).unverified == (Rule.HISTORY,)


def test_a_claim_of_changes_without_anything_announced_is_unverified() -> None:
    plan = ANNOUNCED.model_copy(update={"goals": claiming(0).goals})
    assert judge(CAMPAIGN, plan).unverified == (Goal.CHANGES,)


def test_one_violation_for_each_frozen_placement() -> None:
    plan = replanned(ALL_OF_B[2:]).model_copy(update={"frozen_until": day(4)})
    found = [violation for violation in judge(CAMPAIGN, plan, ANNOUNCED).violations if violation.rule is Rule.FROZEN]
    assert [(one.machine, one.unit, one.day, one.shift) for one in found] == [
        ("M1", "A", day(2), "Ca 01"),
        ("M2", "B", day(2), "Ca 01"),
        ("M1", "A", day(2), "Ca 02"),
        ("M1", "A", day(4), "Ca 02"),
        ("M2", "B", day(4), "Ca 02"),
    ]
    assert found[0].message == (
        "M1 đã được thông báo tại Xã A (A), Ca 01 ngày 11/4/2023, là ngày phải giữ nguyên lịch,"
        " nhưng lịch không bố trí ở đó"
    )


def test_an_announced_placement_listed_twice_is_missed_once() -> None:
    row = ANNOUNCED.assignments[1]
    announced = ANNOUNCED.model_copy(update={"assignments": (row, row.model_copy(update={"dossiers": 0}))})
    plan = replanned().model_copy(update={"frozen_until": day(2), "as_of_shift": ShiftLabel("Ca 01")})
    assert len([one for one in judge(CAMPAIGN, plan, announced).violations if one.rule is Rule.FROZEN]) == 1
