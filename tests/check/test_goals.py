"""Goals of small plans, reckoned by hand."""

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.policy import Goal
from tests.campaigns import FIXED, day, filled_plan, machine, posting, road, small_campaign, stand, unit


def goals_of(campaign: Campaign, plan: Plan) -> dict[Goal, float]:
    return {told.goal: told.value for told in judge(campaign, plan).goals}


def travel_of(campaign: Campaign, *told: tuple[str, str, str]) -> float:
    return goals_of(campaign, filled_plan(campaign, *(stand(*one) for one in told)))[Goal.TRAVEL]


def test_all_goals_of_one_plan() -> None:
    campaign = small_campaign(
        units=[unit("A", 10, priority=3), unit("B", 7)],
        machines=[machine("M1", posting(3, base="A")), machine("M2", posting(5))],
        days=3,
        shifts=2,
        closures=(),
        phases=[(1, 9), (2, 20), (3, 17), (3, 13)],
    )
    plan = filled_plan(campaign, stand("M1", "A", "1.1 1.2"), stand("M2", "B", "2.1 2.2"))
    # A: 3 in slot 1, 3 in slot 2, 4 left. B: 5 in slot 3, 2 in slot 4. The last ordinal is 6.
    assert goals_of(campaign, plan) == {
        Goal.UNSERVED: 4 * 3,
        Goal.MILESTONES: (9 - 6) + (20 - 13) + (17 - 13),
        Goal.FINISH: 4,
        Goal.TRAVEL: 0.0,
        Goal.WAITING: 3 * 1 + 3 * 2 + 5 * 3 + 2 * 4 + 4 * 7,
    }
    assert judge(campaign, plan).left == {"A": 4, "B": 0}


def test_a_plan_without_any_row() -> None:
    campaign = small_campaign(units=[unit("A", 2)], days=2, shifts=1)
    assert goals_of(campaign, filled_plan(campaign)) == {
        Goal.UNSERVED: 2,
        Goal.MILESTONES: 0,
        Goal.FINISH: 0,
        Goal.TRAVEL: 0.0,
        Goal.WAITING: 2 * 3,
    }


def test_a_slot_without_dossiers_is_used_all_the_same() -> None:
    campaign = small_campaign(units=[unit("A", 3)], machines=[machine("M1", posting(3))], days=1, closures=())
    assert goals_of(campaign, filled_plan(campaign, stand("M1", "A", "1.1 1.2")))[Goal.FINISH] == 2


def test_travel_from_the_base_and_one_way() -> None:
    campaign = small_campaign(days=5, shifts=1, closures=())
    # M1 starts at A: A to B 8, B to A 9.5. C to B is given only as B to C: 4. M2 has no base: its first leg is free.
    assert travel_of(campaign, ("M1", "B", "1.1"), ("M1", "A", "2.1")) == 17.5
    assert travel_of(campaign, ("M1", "A", "1.1"), ("M1", "B", "2.1 3.1")) == 8.0
    assert travel_of(campaign, ("M2", "C", "1.1"), ("M2", "B", "2.1")) == 4.0
    assert travel_of(campaign, ("M2", "C", "1.1"), ("M1", "C", "2.1")) == 12.2


def test_travel_by_coordinates_times_the_factor() -> None:
    campaign = small_campaign(
        units=[unit("A", 1, at=(21.0, 106.0)), unit("B", 1, at=(22.0, 106.0)), unit("C", 1)], closures=(), roads=()
    )
    # A degree of latitude is 111.195 km.
    assert travel_of(campaign, ("M2", "A", "1.1"), ("M2", "B", "2.1")) == pytest.approx(1.3 * 111.195, abs=0.05)
    assert travel_of(campaign, ("M2", "A", "1.1"), ("M2", "C", "2.1"), ("M2", "B", "3.1")) == 0.0


def three_postings(*, middle_is_fixed: bool) -> Campaign:
    middle = posting(3, kind=FIXED, first=2) if middle_is_fixed else posting(3, first=2, base="C")
    return small_campaign(
        machines=[machine("M1", posting(3, base="A"), middle, posting(3, first=4, base="C"))],
        days=5,
        shifts=1,
        closures=(),
        roads=[road("A", "B", 8), road("B", "C", 4), road("C", "A", 12), road("B", "A", 1)],
    )


def test_from_a_mobile_posting_to_the_next_the_machine_stays_where_it_was() -> None:
    campaign = three_postings(middle_is_fixed=False)
    assert travel_of(campaign, ("M1", "B", "1.1"), ("M1", "A", "2.1"), ("M1", "B", "4.1")) == 8 + 1 + 8


def test_at_a_fixed_place_nothing_travels_and_after_it_the_next_base_counts() -> None:
    campaign = three_postings(middle_is_fixed=True)
    assert travel_of(campaign, ("M1", "B", "1.1"), ("M1", "C", "2.1"), ("M1", "A", "3.1"), ("M1", "A", "4.1")) == 8 + 12


def test_a_posting_without_any_row_leaves_no_trace() -> None:
    campaign = three_postings(middle_is_fixed=True)
    assert travel_of(campaign, ("M1", "B", "1.1"), ("M1", "A", "4.1")) == 8 + 1
    assert travel_of(campaign, ("M1", "A", "4.1")) == 12


def test_fixed_machines_do_not_travel_between_their_units() -> None:
    campaign = small_campaign(machines=[machine("M1", posting(3, kind=FIXED))], closures=())
    assert travel_of(campaign, ("M1", "A", "1.1"), ("M1", "B", "2.1")) == 0.0


def test_past_rows_count_in_every_goal() -> None:
    campaign = small_campaign(days=3, shifts=1, closures=(), phases=[(1, 5)], units=[unit("A", 10), unit("B", 7)])
    plan = filled_plan(campaign, stand("M1", "B", "1.1"), stand("M1", "A", "2.1"))
    past = plan.assignments[0].model_copy(update={"done": True, "dossiers": 4})
    replan = plan.model_copy(
        update={"assignments": (past, plan.assignments[1]), "as_of": day(2), "elsewhere": {"A": 6, "B": 1}}
    )
    # B: 7 - 4 - 1 = 2 left; A: 10 - 6 - 3 = 1 left.
    assert goals_of(campaign, replan) == {
        Goal.UNSERVED: 3,
        Goal.MILESTONES: 1,
        Goal.FINISH: 2,
        Goal.TRAVEL: 17.5,
        Goal.WAITING: 4 * 1 + 3 * 2 + 3 * 4,
    }
