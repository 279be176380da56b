"""What has happened is a fact: the past of a re-plan is counted, not judged."""

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan
from planner.domain.policy import Rule
from tests.campaigns import (
    Placement,
    closed,
    day,
    filled,
    label,
    machine,
    pin,
    plan_of,
    posting,
    road,
    small_campaign,
    stand,
    unit,
)


def replan(
    campaign: Campaign,
    past: tuple[Placement, ...],
    ahead: tuple[Placement, ...],
    *,
    as_of: int,
    as_of_shift: int = 1,
    collected: int = 2,
) -> Plan:
    """A re-plan in which each past row has collected so many dossiers; what is ahead is filled by the rule."""
    done = [
        Assignment(machine=item.machine, unit=item.unit, date=item.day, shift=item.shift, dossiers=collected, done=True)
        for item in past
    ]
    need = {item.code: item.need for item in campaign.units}
    for row in done:
        need[row.unit] = max(0, need[row.unit] - row.dossiers)
    plan = plan_of(campaign, (*done, *filled(campaign, ahead, need)))
    return plan.model_copy(update={"as_of": day(as_of), "as_of_shift": label(as_of_shift)})


def broken_rules(campaign: Campaign, plan: Plan) -> set[str]:
    return {violation.rule for violation in judge(campaign, plan).violations}


def test_past_rows_break_nothing() -> None:
    campaign = small_campaign(
        units=[unit("A", 9, first=3), unit("B", 4)],
        machines=[machine("M1", posting(3, first=2, serves="A")), machine("M2", posting(5))],
        days=4,
        shifts=2,
        closures=[closed(1)],
        pins=[pin("M1", "A", 1, 3, shifts=(2,))],
    )
    past = (
        *stand("M1", "A", "1.1"),
        *stand("M1", "B", "1.1 1.2 2.2"),
        *stand("M2", "B", "1.1 1.2"),
        *stand("M2", "A", "1.1"),
    )
    plan = replan(campaign, past, stand("M1", "A", "3.1 3.2"), as_of=3, collected=50)
    assert broken_rules(campaign, plan) == set()
    assert judge(campaign, plan).left == {"A": 0, "B": 0}
    assert broken_rules(campaign, replan(campaign, past, stand("M1", "A", "3.1 3.2"), as_of=3, collected=0)) == set()


def test_visits_that_are_over_do_not_count() -> None:
    campaign = small_campaign(
        units=[unit("A", 30)], machines=[machine("M1", posting(3))], days=6, shifts=1, closures=()
    )
    past = stand("M1", "A", "1.1 3.1")
    assert broken_rules(campaign, replan(campaign, past, stand("M1", "A", "5.1 6.1"), as_of=5)) == set()
    assert broken_rules(campaign, replan(campaign, past, stand("M1", "A", "4.1 6.1"), as_of=4)) == {Rule.VISITS}


def test_a_visit_under_way_is_one_visit() -> None:
    campaign = small_campaign(
        units=[unit("A", 30)], machines=[machine("M1", posting(3))], days=4, shifts=2, closures=()
    )
    plan = replan(campaign, stand("M1", "A", "1.1 1.2 2.1"), stand("M1", "A", "2.2 3.1 3.2"), as_of=2, as_of_shift=2)
    assert broken_rules(campaign, plan) == set()


def test_slots_before_the_as_of_are_no_gap_and_no_broken_pin() -> None:
    campaign = small_campaign(
        units=[unit("A", 30)],
        machines=[machine("M1", posting(3))],
        days=2,
        shifts=3,
        closures=(),
        pins=[pin("M1", "A", 1, 2)],
    )
    plan = replan(campaign, (), stand("M1", "A", "1.2 1.3 2.1 2.2 2.3"), as_of=1, as_of_shift=2)
    assert broken_rules(campaign, plan) == set()
    short = replan(campaign, (), stand("M1", "A", "1.3 2.1 2.2 2.3"), as_of=1, as_of_shift=2)
    assert broken_rules(campaign, short) == {Rule.NO_GAP, Rule.PINNED}


def test_a_move_from_the_past_into_the_plan_is_judged() -> None:
    past, ahead = stand("M1", "A", "1.1"), stand("M1", "B", "1.2")
    whole = small_campaign(days=2, closures=(), whole_days=True)
    assert broken_rules(whole, replan(whole, past, ahead, as_of=1, as_of_shift=2)) == {Rule.WHOLE_DAY}
    far = small_campaign(days=2, closures=(), whole_days=False, reach_km=5, roads=[road("A", "B", 5.5)])
    assert broken_rules(far, replan(far, past, ahead, as_of=1, as_of_shift=2)) == {Rule.REACH}


def test_moves_within_the_past_are_not_judged() -> None:
    past = (*stand("M1", "B", "1.1"), *stand("M1", "A", "1.2"))
    whole = small_campaign(days=2, shifts=3, closures=(), whole_days=True)
    assert broken_rules(whole, replan(whole, past, stand("M1", "A", "1.3"), as_of=1, as_of_shift=3)) == set()


def test_need_falls_by_what_was_collected_here_and_elsewhere() -> None:
    campaign = small_campaign(units=[unit("A", 9)], machines=[machine("M1", posting(3))], days=3, shifts=1, closures=())
    plan = replan(campaign, stand("M1", "A", "1.1"), stand("M1", "A", "2.1 3.1"), as_of=2, collected=4)
    assert broken_rules(campaign, plan) == set()
    elsewhere = plan.model_copy(update={"elsewhere": {"A": 1}})
    assert broken_rules(campaign, elsewhere) == {Rule.DEMAND, Rule.FILL}


def test_done_rows_make_no_first_plan() -> None:
    campaign = small_campaign(units=[unit("A", 3)], machines=[machine("M1", posting(3))], days=1, shifts=1, closures=())
    plan = replan(campaign, stand("M1", "A", "1.1"), (), as_of=1)
    assert broken_rules(campaign, plan.model_copy(update={"as_of": None, "as_of_shift": None})) == {Rule.HISTORY}
