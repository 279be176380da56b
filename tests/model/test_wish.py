"""A wish is fulfilled at the least price, or proven to be impossible."""

from dataclasses import replace

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START, Situation
from planner.domain.wish import Wish
from planner.errors import NoPlanPossible
from planner.model.explain.smallest_conflict import forbidding_facts
from planner.model.gate import Stopper
from planner.model.solve import Solution, solve
from tests.campaigns import TINY, day, machine, posting, random_campaign, road, seeded, small_campaign, unit
from tests.drawn import first_that
from tests.fuzz_replans import MOST_WAYS, random_case
from tests.fuzz_replans import plan_from as replan_from
from tests.fuzz_solver import MOST_CANDIDATES, plan_from, tiny_campaign
from tests.model.brute_force import Values, best_values, num_candidates
from tests.model.brute_force_replan import Case, best_ways, num_ways


def wish(code: str, machine_name: str | None = None, day_number: int | None = None) -> Wish:
    return Wish(
        unit=UnitCode(code),
        machine=None if machine_name is None else MachineName(machine_name),
        day=None if day_number is None else day(day_number),
    )


def random_wish(campaign: Campaign, seed: int) -> Wish:
    rng = seeded(f"wish {seed}")
    machines: list[MachineName | None] = [None, *(each.name for each in campaign.machines)]
    return Wish(
        unit=rng.choice(campaign.units).code,
        machine=rng.choice(machines),
        day=rng.choice([None, *campaign.calendar.days()]),
    )


def solved(
    campaign: Campaign, wished: Wish, situation: Situation = AT_THE_START, *, seconds: float = 60.0
) -> Solution | None:
    try:
        return solve(campaign, situation, wished, terms=SearchTerms(seconds=seconds))
    except NoPlanPossible:
        return None


def value(solution: Solution, goal: Goal) -> float:
    return next(result.value for result in solution.goals if result.goal is goal)


def assert_same(best: Values | None, solution: Solution | None) -> None:
    """The solver proves what brute force finds best, or both find nothing."""
    assert (best is None) == (solution is None)
    if best is None or solution is None:
        return
    bounds = {result.goal: result.bound for result in solution.goals if result.goal in best}
    assert bounds == pytest.approx(best, abs=0.051)


def is_tight(campaign: Campaign) -> bool:
    """Whether brute force and solver mean the same travel: none is given away by a tolerance."""
    return not any(one.goal is Goal.TRAVEL and one.tolerance_percent for one in campaign.goals)


@pytest.mark.parametrize("seed", range(80))
def test_the_price_is_that_of_brute_force(seed: int) -> None:
    campaign = first_that(seed, tiny_campaign, lambda one: is_tight(one) and num_candidates(one) <= MOST_CANDIDATES)
    wished = random_wish(campaign, seed)
    solution = solved(campaign, wished)
    assert_same(best_values(campaign, wished), solution)
    assert solution is None or wished.is_kept_by(solution.assignments)
    found = forbidding_facts(campaign, AT_THE_START, wished, Stopper())
    assert bool(found.facts) == (solution is None)


def free_case(seed: int) -> Case:
    """A re-plan that may change as much as it needs."""
    case = random_case(seed, TINY)
    return replace(case, situation=case.situation.model_copy(update={"max_changes": None}))


@pytest.mark.parametrize("seed", range(60))
def test_the_price_in_a_re_plan_is_that_of_brute_force(seed: int) -> None:
    case = first_that(seed, free_case, lambda one: is_tight(one.known.campaign) and num_ways(one) <= MOST_WAYS)
    campaign = case.known.campaign
    wished = random_wish(campaign, seed)
    solution = solved(campaign, wished, case.situation)
    assert_same(best_ways(case, wished), solution)


@pytest.mark.parametrize("seed", range(40))
def test_the_checker_accepts_the_plan_that_fulfils_a_wish(seed: int) -> None:
    def wished_plan(number: int) -> tuple[Campaign, Wish, Solution | None]:
        campaign = random_campaign(seeded(f"wished campaign {number}"))
        wished = random_wish(campaign, number)
        return campaign, wished, solved(campaign, wished, seconds=2.0)

    campaign, wished, solution = first_that(seed, wished_plan, lambda found: found[-1])
    assert solution is not None
    assert wished.is_kept_by(solution.assignments)
    assert judge(campaign, plan_from(campaign, solution)).violations == ()


def one_road_campaign(need: int, visits: int = 1) -> Campaign:
    return small_campaign(
        units=[unit("A", 12), unit("B", need, visits=visits)],
        machines=[machine("M1", posting(3, base="A")), machine("M2", posting(4, base="B"))],
        roads=[road("A", "B", 7.5)],
    )


def test_nobody_is_sent_where_nothing_is_left_to_collect() -> None:
    assert solved(one_road_campaign(need=0), wish("B", "M1", 4)) is None


def test_a_machine_stays_on_for_the_wish_where_that_serves_people_sooner() -> None:
    """One visit is allowed: who comes on the fourth day only would let all wait till then."""
    campaign = one_road_campaign(need=7)
    solution = solved(campaign, wish("B", "M2", 4))
    plain = solve(campaign)
    assert solution is not None
    first = min(row.date for row in solution.assignments if row.unit == "B")
    assert first == min(row.date for row in plain.assignments if row.unit == "B")
    assert max(row.date for row in solution.assignments if row.unit == "B") == day(4)


def test_an_impossible_wish_has_no_plan() -> None:
    campaign = one_road_campaign(need=7)
    with pytest.raises(NoPlanPossible):
        solve(campaign, AT_THE_START, wish("B", "M1", 9))


def test_a_wish_that_the_best_plan_keeps_costs_nothing() -> None:
    campaign = small_campaign()
    plain = solve(campaign)
    kept = plain.assignments[-1]
    solution = solved(campaign, Wish(unit=kept.unit, machine=kept.machine, day=kept.date))
    assert solution is not None
    assert [result.value for result in solution.goals] == [result.value for result in plain.goals]


def test_rows_of_the_past_fulfil_no_wish() -> None:
    case = next(
        case
        for case in (random_case(seed, TINY) for seed in range(50))
        if case.situation.history and case.situation.history[0].date < (case.situation.as_of or day(1))
    )
    past = case.situation.history[0]
    wished = Wish(unit=past.unit, machine=past.machine, day=past.date)
    assert solved(case.known.campaign, wished, case.situation) is None
    without = solve(case.known.campaign, case.situation)
    assert not wished.is_kept_by(row for row in replan_from(case, without).assignments if not row.done)
