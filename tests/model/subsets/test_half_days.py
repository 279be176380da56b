"""Whole days that are not all as long, so that how long a round takes depends on its order: tables against the solver.

`python -m tests.model.subsets.test_half_days --first 0 --cases 300` tries more campaigns than the tests do.
"""

import argparse
import sys
from collections.abc import Iterator
from random import Random

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.policy import Goal, GoalSetting, Proof
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START
from planner.errors import NoPlanPossible
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.residual import METRES_PER_KM, residual_of
from planner.model.instance.subproblem import components, whole
from planner.model.outcome import Solution
from planner.model.search import finish_strategy, strategy
from planner.model.solve import solve
from planner.model.tours import cheapest_tours, tour_pricing
from planner.model.tours.tour_problem import tour_problem
from planner.model.tours.travel_bound import least_travel
from tests.campaigns import FIXED, closed, machine, posting, road, seeded, small_campaign, unit
from tests.drawn import first_that
from tests.fuzz_solver import plan_from
from tests.small_campaigns import ClosureSketch, MachineSketch, UnitSketch

DAYS = 12
SECONDS = 10.0
USUAL = (Goal.UNSERVED, Goal.MILESTONES, Goal.FINISH, Goal.TRAVEL, Goal.WAITING)
WAITING_FIRST = (*USUAL[:3], Goal.WAITING, Goal.TRAVEL)


def half_day_campaign(seed: int) -> Campaign:
    """The campaign of this number: whole days, of which many are not open to the end."""
    rng = seeded(f"half days {seed}")
    codes = "ABCDEF"[: rng.randint(3, 6)]
    shifts = rng.choice((2, 2, 3))
    units = [_unit(rng, code, shifts) for code in codes]
    machines = [_machine(rng, f"M{number}", codes) for number in range(1, rng.choice((1, 2, 2, 3)) + 1)]
    closures = list(_half_days(rng, shifts, codes, [one.name for one in machines]))
    roads = [road(one, other, rng.randint(1, 90) / 10) for one in codes for other in codes if one != other]
    return small_campaign(
        units=units,
        machines=machines,
        days=DAYS,
        shifts=shifts,
        closures=closures,
        roads=[one for one in roads if rng.random() < 0.9],
        phases=[(rng.randint(3, 8), rng.randint(5, 60))] if rng.random() < 0.15 else (),
        goals=[GoalSetting(goal=goal) for goal in (USUAL if rng.random() < 0.8 else WAITING_FIRST)],
        capacities=[rng.randint(1, 4) for _shift in range(shifts)] if rng.random() < 0.2 else (),
    )


def often_visited(seed: int) -> Campaign:
    """A campaign of half days some of whose units may get several visits."""
    campaign, rng = half_day_campaign(seed), seeded(f"often visited {seed}")
    units = tuple(one.model_copy(update={"visits": rng.choice((1, 2, 3))}) for one in campaign.units)
    return campaign.model_copy(update={"units": units})


def _unit(rng: Random, code: str, shifts: int) -> UnitSketch:
    is_narrow = rng.random() < 0.2
    first = rng.randint(1, 5) if is_narrow else 1
    of_shifts = (rng.randint(1, shifts),) if rng.random() < 0.1 else ()
    return unit(code, rng.randint(3, 15), first=first, last=first + 7 if is_narrow else None, shifts=of_shifts)


def _machine(rng: Random, name: str, codes: str) -> MachineSketch:
    mobile = posting(3, base=rng.choice(codes))
    if rng.random() < 0.2:
        return machine(
            name, posting(3, kind=FIXED, serves=codes[0], last=4), posting(3, base=rng.choice(codes), first=5)
        )
    return machine(name, mobile)


def _half_days(rng: Random, shifts: int, codes: str, machines: list[str]) -> Iterator[ClosureSketch]:
    """Every sixth day ends early; besides some days of all, of a machine or of a unit."""
    yield closed(1, DAYS, shifts=tuple(range(2, shifts + 1)), weekdays=(6,))
    for _closure in range(rng.randint(0, 4)):
        day = rng.randint(1, DAYS)
        missing = tuple(sorted(rng.sample(range(1, shifts + 1), rng.randint(1, shifts))))
        whose = rng.choice(("all", "machine", "unit"))
        yield closed(
            day,
            day + rng.randint(0, 1),
            shifts=missing,
            machine=rng.choice(machines) if whose == "machine" else None,
            unit=rng.choice(codes) if whose == "unit" else None,
        )


def solved(campaign: Campaign, *, by_tables: bool) -> Solution | None:
    """The best plan with or without tables over sets of units; None where there is no plan."""
    with pytest.MonkeyPatch.context() as patch:
        if not by_tables:
            patch.setattr(strategy, "by_subsets", lambda *_asked: None)
            patch.setattr(finish_strategy, "end_by_subsets", lambda *_asked: None)
        try:
            return solve(campaign, terms=SearchTerms(seconds=SECONDS, workers=1, seed=0))
        except NoPlanPossible:
            return None


def complaint_about(campaign: Campaign) -> str:
    """What is wrong with the plan that tables help to find, or with its bounds; empty where nothing is."""
    by_tables, without = solved(campaign, by_tables=True), solved(campaign, by_tables=False)
    if by_tables is None or without is None:
        return "" if by_tables is without else "only one of the two searches has found a plan"
    verdict = judge(campaign, plan_from(campaign, by_tables))
    if not verdict.sound:
        return "; ".join(f"{violation.rule}: {violation.message}" for violation in verdict.violations)
    for one, other in zip(by_tables.goals, without.goals, strict=True):
        if (one.bound or 0) > other.value:
            return f"{one.goal}: {other.value} is better than the bound {one.bound}"
        if one.value != other.value:
            return "" if Proof.BEST_FOUND in (one.proof, other.proof) else f"{one.goal}: {one.value}, {other.value}"
    return ""


@pytest.mark.parametrize("seed", range(10))
def test_no_plan_is_better_than_tables_over_uneven_days_say(seed: int) -> None:
    assert complaint_about(half_day_campaign(seed)) == ""


def complaint_about_tours(campaign: Campaign) -> str:
    """What is wrong with the bound of travel over all tours, whichever way they are priced: a plan found without them
    that travels less and ends no later. Empty where nothing is.
    """
    solution = solved(campaign, by_tables=False)
    values = {} if solution is None else {one.goal: one.value for one in solution.goals}
    if not values or values[Goal.UNSERVED]:
        return ""
    limits = EpsilonConstraints().at_most(Goal.UNSERVED, 0).at_most(Goal.FINISH, int(values[Goal.FINISH]))
    for in_a_zone, remembered in ((16, 6), (0, 6), (0, 1), (3, 6)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tour_pricing, "MOST_IN_A_ZONE", in_a_zone)
            patch.setattr(cheapest_tours, "REMEMBERED", remembered)
            parts = components(whole(residual_of(campaign, AT_THE_START)))
            problems = [problem for part in parts for problem in [tour_problem(part, limits)] if problem is not None]
            metres = sum(least_travel(problem).metres for problem in problems)
        if metres > values[Goal.TRAVEL] * METRES_PER_KM + METRES_PER_KM / 20:
            return f"zones of {in_a_zone}, {remembered} remembered: {values[Goal.TRAVEL]} km, bound {metres} m"
    return ""


@pytest.mark.parametrize("seed", range(100, 110))
def test_no_plan_travels_less_than_all_tours_over_uneven_days(seed: int) -> None:
    assert complaint_about_tours(half_day_campaign(seed)) == ""
    assert complaint_about_tours(often_visited(seed)) == ""


@pytest.mark.parametrize("seed", range(4))
def test_half_days_are_proven_without_the_solver(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a machine is shut only for parts of days, what tables find is a plan."""

    def draw(number: int) -> tuple[Campaign, Solution | None]:
        campaign = half_day_campaign(number)
        campaign = campaign.model_copy(update={"phases": (), "closures": campaign.closures[:1]})
        return campaign, solved(campaign, by_tables=True)

    def leaves_nobody(found: tuple[Campaign, Solution | None]) -> bool:
        return found[1] is not None and found[1].goals[0].value == 0

    campaign, _solution = first_that(100 * seed, draw, leaves_nobody)
    monkeypatch.setattr(strategy, "_exactly", forbidden)
    solution = solved(campaign, by_tables=True)
    assert solution is not None
    assert all(goal.proof is Proof.OPTIMAL for goal in solution.goals if goal.goal in USUAL)


def forbidden(*_asked: object) -> None:
    """In place of the searches that need the solver."""
    raise AssertionError("the solver was asked")


def main() -> int:
    """Compare so many campaigns; 1 if something is wrong with one of them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--cases", type=int, default=100)
    asked = parser.parse_args()
    complaints = 0
    for seed in range(asked.first, asked.first + asked.cases):
        campaign = half_day_campaign(seed)
        complaint = (
            complaint_about(campaign) or complaint_about_tours(campaign) or complaint_about_tours(often_visited(seed))
        )
        if complaint:
            complaints += 1
            sys.stdout.write(f"{seed}: {complaint}\n")
    sys.stdout.write(f"{asked.cases} campaigns, {complaints} complaints\n")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
