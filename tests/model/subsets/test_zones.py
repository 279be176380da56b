"""Machines of zones beside machines that roam: no plan ends before the slot that is told, and one often ends then.

`python -m tests.model.subsets.test_zones --first 0 --cases 300` tries more campaigns than the tests do.
"""

import argparse
import sys

import pytest

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal, Proof
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START
from planner.errors import NoPlanPossible
from planner.model.gate import Effort, Stopper
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.residual import METRES_PER_KM, residual_of
from planner.model.instance.subproblem import Subproblem, whole
from planner.model.outcome import Solution
from planner.model.search import deciding, finish_strategy, large_strategy
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.solve import solve
from planner.model.subsets import zones as zones_file
from planner.model.subsets.zones import zones_of
from planner.model.tours import tour_pricing
from planner.model.tours.tour_problem import tour_problem
from planner.model.tours.travel_bound import least_travel
from tests.campaigns import closed, machine, posting, road, seeded, small_campaign, unit
from tests.drawn import first_that

DAYS = 14
IN_A_ZONE = 3
"""More units make a machine a roaming one."""


def province(seed: int) -> Campaign:
    """Two or three zones with their own machines, and a machine or two for all; on some days only mornings."""
    rng = seeded(f"zones {seed}")
    shifts = rng.choice((1, 2, 2, 3))
    zones = [[f"{zone}{letter}" for letter in "ABC"[: rng.randint(1, IN_A_ZONE)]] for zone in range(rng.randint(2, 3))]
    codes = [code for zone in zones for code in zone] + (["XA"] if rng.random() < 0.3 else [])
    units = [unit(code, rng.randint(3, 16), last=rng.choice((DAYS, DAYS, DAYS, 9))) for code in codes]
    own = [
        machine(f"M{number}{copy}", posting(3, base=zone[0], serves=" ".join(zone)))
        for number, zone in enumerate(zones)
        for copy in range(rng.choice((1, 1, 2)))
    ]
    roaming = [
        machine(f"R{number}", posting(rng.choice((3, 3, 4)), base=codes[0])) for number in range(rng.randint(1, 2))
    ]
    early = [closed(1, DAYS, shifts=tuple(range(2, shifts + 1)), weekdays=(6,))] if shifts > 1 else []
    shut = [
        closed(day, shifts=(rng.randint(1, shifts),), machine=rng.choice([None, "R0", "M00"]))
        for day in rng.sample(range(1, DAYS), rng.randint(0, 3))
    ]
    return small_campaign(
        units=units,
        machines=[*own, *roaming],
        days=DAYS,
        shifts=shifts,
        closures=[*early, *shut],
        roads=[road(one, other, rng.randint(1, 90) / 10) for one in codes for other in codes if one != other],
    )


def problem_of(campaign: Campaign) -> Subproblem:
    """All that is to be planned."""
    return whole(residual_of(campaign, AT_THE_START))


def solved(campaign: Campaign) -> Solution | None:
    """The plan that is best in all goals, if it leaves nobody and its finish is proven."""
    try:
        solution = solve(campaign, terms=SearchTerms(seconds=10.0, workers=1, seed=0))
    except NoPlanPossible:
        return None
    goals = {goal.goal: goal for goal in solution.goals}
    is_told = goals[Goal.UNSERVED].value == 0 and goals[Goal.FINISH].proof is Proof.OPTIMAL
    return solution if is_told else None


def finish_of(solution: Solution) -> int:
    """The slot in which it ends."""
    return next(int(goal.value) for goal in solution.goals if goal.goal is Goal.FINISH)


def complaint_about(campaign: Campaign, solution: Solution) -> str:
    """What is wrong with what zones tell of the finish; empty where nothing is."""
    zones, finish = zones_of(problem_of(campaign)), finish_of(solution)
    if zones is None:
        return ""
    if zones.least_end > finish:
        return f"a plan ends by {finish}, before {zones.least_end}"
    if zones.tours_by(finish - 1) is not None and is_taken(campaign, finish - 1):
        return f"there is a plan before {finish}"
    return complaint_about_travel(campaign, solution)


def complaint_about_travel(campaign: Campaign, solution: Solution) -> str:
    """What is wrong with the bound of all tours, and with the tours that its prices lead to; empty where nothing is."""
    finish = finish_of(solution)
    travel = next(goal for goal in solution.goals if goal.goal is Goal.TRAVEL)
    search = SubproblemSearch(problem_of(campaign), Stopper(), (), (Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL))
    limits = EpsilonConstraints().at_most(Goal.UNSERVED, 0).at_most(Goal.FINISH, finish)
    problem = tour_problem(search.problem, limits)
    if problem is None or search.zones is None or travel.proof is not Proof.OPTIMAL:
        return ""
    longest = round(travel.value * METRES_PER_KM) + METRES_PER_KM // 20
    bound = least_travel(problem)
    if bound.metres > longest:
        return f"no tours are shorter than {bound.metres}, but the best plan travels {travel.value} km"
    prices = dict(zip(problem.units, bound.prices.tolist(), strict=True))
    for tours in filter(None, search.zones.short_tours(finish, prices)):
        search.take_tours(tours, limits)
    found = search.incumbent
    if found is not None and search.value(Goal.TRAVEL, found) < longest - METRES_PER_KM // 10:
        return f"zones travel {search.value(Goal.TRAVEL, found)} m, but {travel.value} km was proven"
    return ""


def test_zones_find_short_plans() -> None:
    """Of campaigns whose travel is proven, zones find as short a plan in half of them at least."""
    told = shortest = 0
    for number in range(12):
        campaign = province(number)
        solution = solved(campaign)
        assert solution is not None
        search = SubproblemSearch(problem_of(campaign), Stopper(), (), (Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL))
        limits = EpsilonConstraints().at_most(Goal.UNSERVED, 0).at_most(Goal.FINISH, finish_of(solution))
        problem = tour_problem(search.problem, limits)
        if problem is None or search.zones is None:
            continue
        told += 1
        prices = dict(zip(problem.units, least_travel(problem).prices.tolist(), strict=True))
        for tours in filter(None, search.zones.short_tours(finish_of(solution), prices)):
            search.take_tours(tours, limits)
        travel = next(goal.value for goal in solution.goals if goal.goal is Goal.TRAVEL)
        if search.incumbent is not None:
            shortest += search.value(Goal.TRAVEL, search.incumbent) <= travel * METRES_PER_KM + METRES_PER_KM // 20
    assert told > 6
    assert shortest >= told / 2


def is_taken(campaign: Campaign, end: int) -> bool:
    """Whether the tours that zones find for this end are a plan that ends then."""
    search = SubproblemSearch(problem_of(campaign), Stopper(), (), (Goal.UNSERVED, Goal.FINISH))
    limits = EpsilonConstraints().at_most(Goal.UNSERVED, 0).at_most(Goal.FINISH, end)
    tours = None if search.zones is None else search.zones.tours_by(end)
    return tours is not None and search.take_tours(tours, limits)


@pytest.fixture(autouse=True)
def small_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few units make a zone, so that a machine that serves all of a small campaign roams."""
    monkeypatch.setattr(zones_file, "MOST_IN_A_ZONE", IN_A_ZONE)
    monkeypatch.setattr(tour_pricing, "MOST_IN_A_ZONE", IN_A_ZONE)


@pytest.mark.parametrize("seed", range(12))
def test_no_plan_ends_before_what_zones_tell(seed: int) -> None:
    def draw(number: int) -> tuple[Campaign, Solution | None]:
        return province(number), solved(province(number))

    campaign, solution = first_that(100 * seed, draw, lambda found: found[1] is not None)
    assert solution is not None
    assert zones_of(problem_of(campaign)) is not None
    assert complaint_about(campaign, solution) == ""


def test_most_finishes_are_proven_by_zones_alone() -> None:
    drawn = [(campaign, solved(campaign)) for campaign in map(province, range(12))]
    told = [(campaign, finish_of(solution)) for campaign, solution in drawn if solution is not None]
    proven = [
        is_taken(campaign, finish)
        for campaign, finish in told
        for zones in [zones_of(problem_of(campaign))]
        if zones is not None and zones.least_end == finish
    ]
    assert len(proven) > len(told) // 2
    assert all(proven)


def test_a_large_search_begins_at_what_zones_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "MOST_UNITS", 1)
    monkeypatch.setattr(large_strategy, "UNITS_AT_ONCE", 1)
    monkeypatch.setattr(finish_strategy, "is_small", lambda _search: False)
    monkeypatch.setattr(SubproblemSearch, "rebuild", lambda *_asked, **_terms: 0.0)
    monkeypatch.setattr(finish_strategy, "end_by_tours", forbidden)
    monkeypatch.setattr(deciding, "decide", forbidden)

    def is_told(campaign: Campaign) -> bool:
        zones = zones_of(problem_of(campaign))
        return (
            solved_plainly(campaign) is not None and zones is not None and zones.tours_by(zones.least_end) is not None
        )

    campaign = first_that(0, province, is_told)
    search = SubproblemSearch(problem_of(campaign), Stopper(), (), (Goal.UNSERVED, Goal.FINISH))
    search.keep(Goal.UNSERVED, 0)
    search.first_plan()
    settled = finish_strategy.finish_by(search, 0, Effort(1, 0, 20.0, 5.0), lambda _schedule, _bound: None)
    assert search.incumbent is not None
    assert settled.bound == search.value(Goal.FINISH, search.incumbent)


def solved_plainly(campaign: Campaign) -> Campaign | None:
    """The campaign if list scheduling serves everybody."""
    search = SubproblemSearch(problem_of(campaign), Stopper(), (), (Goal.UNSERVED, Goal.FINISH))
    search.first_plan()
    serves = search.incumbent is not None and search.value(Goal.UNSERVED, search.incumbent) == 0
    return campaign if serves else None


def forbidden(*_asked: object, **_terms: object) -> None:
    """In place of what is not needed."""
    raise AssertionError("something else was asked than zones")


def test_several_visits_or_changing_machines_have_no_zones() -> None:
    campaign = province(0)
    twice = [one.model_copy(update={"visits": 2}) for one in campaign.units]
    assert zones_of(problem_of(campaign)) is not None
    assert zones_of(problem_of(campaign.model_copy(update={"units": tuple(twice)}))) is None


def main() -> int:
    """Look at so many campaigns; 1 if something is wrong with one of them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--cases", type=int, default=100)
    asked = parser.parse_args()
    zones_file.MOST_IN_A_ZONE = tour_pricing.MOST_IN_A_ZONE = IN_A_ZONE
    complaints = looked_at = 0
    for seed in range(asked.first, asked.first + asked.cases):
        campaign = province(seed)
        solution = solved(campaign)
        if solution is not None:
            looked_at += 1
            complaint = complaint_about(campaign, solution)
            if complaint:
                complaints += 1
                sys.stdout.write(f"{seed}: {complaint}\n")
    sys.stdout.write(f"{asked.cases} campaigns, {looked_at} with a proven finish, {complaints} complaints\n")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
