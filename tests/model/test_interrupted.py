"""A visit goes on after days on which its unit was shut, also where the machine worked elsewhere meanwhile."""

import pytest

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal, Proof
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START
from planner.model.instance.interrupted_visits import keeps_visits, with_visits_parted
from planner.model.outcome import Solution
from planner.model.solve import solve
from tests.fuzz_real_plans import wrong_with
from tests.real_campaigns import REAL_TINY, real_campaign
from tests.real_situations import real_situation
from tests.small_campaigns import machine, posting, road, small_campaign, unit

A_DAY_BETWEEN = unit("A", 10, days=(1, 3))


def best(campaign: Campaign) -> Solution:
    return solve(campaign, terms=SearchTerms(seconds=30.0))


def finish(solution: Solution) -> int:
    return next(round(result.value) for result in solution.goals if result.goal is Goal.FINISH)


def where(solution: Solution) -> list[tuple[str, str, int]]:
    return [(row.machine, row.unit, row.date.day) for row in solution.assignments]


def test_a_machine_works_elsewhere_while_its_unit_is_shut() -> None:
    campaign = small_campaign(
        units=(A_DAY_BETWEEN, unit("B", 5)), machines=(machine("M1", posting(5)),), shifts=1, closures=()
    )
    solution = best(campaign)
    assert [row[1] for row in where(solution)] == ["A", "B", "A"]
    assert finish(solution) == 3
    assert all(result.proof is Proof.OPTIMAL for result in solution.goals)


def test_two_machines_are_two_visits() -> None:
    """Each of the two days at A is nearer to another machine, but only one of them may come there."""
    campaign = small_campaign(
        units=(A_DAY_BETWEEN, unit("B", 5, last=1), unit("C", 5, first=2, days=(3,))),
        machines=(machine("M1", posting(5)), machine("M2", posting(5))),
        roads=(road("A", "B", 1), road("B", "A", 1), road("A", "C", 1), road("C", "A", 1), road("B", "C", 9)),
        shifts=1,
        closures=(),
    )
    solution = best(campaign)
    assert keeps_visits(campaign, AT_THE_START, solution.assignments)
    assert all(result.proof is Proof.OPTIMAL for result in solution.goals)
    assert len({name for name, code, _day in where(solution) if code == "A"}) == 1


def test_only_days_on_which_there_is_work_elsewhere_part_a_visit() -> None:
    alone = small_campaign(units=(A_DAY_BETWEEN,), shifts=1, closures=())
    nobody_then = small_campaign(units=(A_DAY_BETWEEN, unit("B", 5, first=4)), shifts=1, closures=())
    by_half_days = small_campaign(units=(A_DAY_BETWEEN, unit("B", 5)), whole_days=False, closures=())
    for campaign in (alone, nobody_then, by_half_days):
        assert with_visits_parted(campaign, AT_THE_START) is None
    parted = with_visits_parted(small_campaign(units=(A_DAY_BETWEEN, unit("B", 5)), closures=()), AT_THE_START)
    assert parted is not None
    assert [one.visits for one in parted.campaign.units] == [2, 1]


def test_many_units_of_which_few_are_shut_are_told_so() -> None:
    """Then such plans are not looked at; what is proven holds for all others, and that is said."""
    many = [unit(f"U{number:02}", 2) for number in range(14)]
    campaign = small_campaign(
        units=(A_DAY_BETWEEN, *many), machines=(machine("M1", posting(5)),), days=20, shifts=1, closures=()
    )
    (warning,) = best(campaign).warnings
    assert warning.startswith("Đơn vị: Xã A: ")
    assert "Số đợt tối đa" in warning
    assert not best(small_campaign(units=(A_DAY_BETWEEN, *many[:5]), days=20, shifts=1, closures=())).warnings


def test_nobody_leaves_for_a_unit_that_needs_more_time_than_there_is() -> None:
    """Its one visit would not be over; so a plan that leaves nobody does not do it."""
    large = small_campaign(
        units=(A_DAY_BETWEEN, unit("B", 6)), machines=(machine("M1", posting(5)),), shifts=1, closures=()
    )
    assert with_visits_parted(large, AT_THE_START) is not None
    assert with_visits_parted(large, AT_THE_START, leaves_nobody=True) is None
    assert all(result.proof is Proof.OPTIMAL for result in best(large).goals)
    small = small_campaign(
        units=(A_DAY_BETWEEN, unit("B", 5)), machines=(machine("M1", posting(5)),), shifts=1, closures=()
    )
    assert with_visits_parted(small, AT_THE_START, leaves_nobody=True) is not None


def of_whole_days(seed: int) -> Campaign:
    """A campaign of days that are not allowed, without a rule that speaks of single slots."""
    campaign = real_campaign(seed, REAL_TINY)
    units = (one.model_copy(update={"whole_days": None, "min_days": 1}) for one in campaign.units)
    machines = (one.model_copy(update={"group": ""}) for one in campaign.machines)
    return campaign.model_copy(
        update={
            "whole_days": True,
            "move_slots": 0,
            "successions": (),
            "clusters": (),
            "pins": (),
            "units": tuple(units),
            "machines": tuple(machines),
        }
    )


INTERRUPTED = [seed for seed in range(100) if with_visits_parted(of_whole_days(seed), AT_THE_START) is not None]


@pytest.mark.parametrize("seed", INTERRUPTED)
def test_no_plan_is_better(seed: int) -> None:
    assert not wrong_with(of_whole_days(seed), AT_THE_START, None, is_tiny=True)


@pytest.mark.parametrize("seed", INTERRUPTED)
def test_no_replan_is_better(seed: int) -> None:
    campaign = of_whole_days(seed)
    assert not wrong_with(campaign, real_situation(campaign, f"{seed} x"), None, is_tiny=True)
