"""Tours whose visits cost more the later they begin, against trying everything; bounds of waiting below every plan."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal, Proof
from planner.domain.situation import AT_THE_START
from planner.model.gate import Effort, Stopper
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.residual import METRES_PER_KM, residual_of
from planner.model.instance.subproblem import Subproblem, components, whole
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.search.tour_search import waiting_by_tours
from planner.model.tours import tour_pricing, waiting_bound
from planner.model.tours.timed_pricing import TimedPricer
from planner.model.tours.tour_pricing import ZonePricer
from planner.model.tours.tour_problem import TourProblem
from planner.model.tours.waiting_bound import least_waiting
from planner.model.tours.weighed_problem import Weights, weighed_problem
from tests.campaigns import FIXED, machine, posting, random_campaign, road, seeded, small_campaign, unit
from tests.drawn import first_that
from tests.fuzz_solver import solved
from tests.model.tours.test_tours import SERVED, drawn_problem, is_in_time, least_of, metres_along

DAYS = 12


def timed_problem(seed: int, units: int, machines: int, *, uneven: bool) -> TourProblem:
    """As `drawn_problem`, with visits of which each costs more the later it begins."""
    problem = drawn_problem(seed, units, machines, uneven=uneven)
    (fleet,) = problem.kinds[0].fleets
    steps = np.random.default_rng(seed + 7).integers(0, 9, fleet.after.shape)
    spent = np.where(fleet.after <= fleet.capacity, np.cumsum(steps, axis=1), 0)
    return replace(problem, kinds=(replace(problem.kinds[0], fleets=(replace(fleet, spent=spent),)),))


def cost_along(problem: TourProblem, tour: tuple[int, ...]) -> float:
    fleet, free, cost = problem.kinds[0].fleets[0], 0, metres_along(problem, tour)
    for one in tour:
        cost += float(fleet.spent[one, free])
        free = int(fleet.after[one, free])
    return cost


def all_costs(problem: TourProblem) -> dict[frozenset[int], float]:
    """Of every set that one machine can serve, the least cost."""
    costs: dict[frozenset[int], float] = {}
    for number in range(1, len(problem.units) + 1):
        for order in permutations(range(len(problem.units)), number):
            if is_in_time(problem.kinds[0].fleets[0], order):
                chosen = frozenset(order)
                costs[chosen] = min(costs.get(chosen, float("inf")), cost_along(problem, order))
    return costs


@pytest.mark.parametrize("uneven", [False, True])
@pytest.mark.parametrize("seed", range(10))
def test_the_cheapest_tour_where_everything_is_remembered(seed: int, *, uneven: bool) -> None:
    problem = timed_problem(seed, 6, 1, uneven=uneven)
    prices = np.random.default_rng(seed + 99).random(6) * 90
    answer = TimedPricer(problem, problem.kinds[0], 0).priced(prices)[0]
    assert answer.least == pytest.approx(least_of(all_costs(problem), prices, 1))
    for found in answer.found:
        assert is_in_time(problem.kinds[0].fleets[0], found.tours[0])
        assert found.metres == pytest.approx(cost_along(problem, found.tours[0]))


@pytest.mark.parametrize("uneven", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_what_forgets_finds_no_less(seed: int, monkeypatch: pytest.MonkeyPatch, *, uneven: bool) -> None:
    monkeypatch.setattr("planner.model.tours.cheapest_tours.REMEMBERED", 2)
    problem = timed_problem(seed, 6, 1, uneven=uneven)
    prices = np.random.default_rng(seed + 99).random(6) * 90
    answer = TimedPricer(problem, problem.kinds[0], 0).priced(prices)[0]
    assert answer.least <= least_of(all_costs(problem), prices, 1) + 1e-6
    assert all(is_in_time(problem.kinds[0].fleets[0], found.tours[0]) for found in answer.found)


@pytest.mark.parametrize("uneven", [False, True])
@pytest.mark.parametrize("seed", range(10))
def test_a_zone_knows_what_the_visits_cost(seed: int, *, uneven: bool) -> None:
    problem = timed_problem(seed, 5, 1 + seed % 3, uneven=uneven)
    prices = np.random.default_rng(seed + 99).random(5) * 90
    answer = ZonePricer(problem, problem.kinds[0], 0).priced(prices)[0]
    assert answer.least == pytest.approx(least_of(all_costs(problem), prices, 1 + seed % 3))
    for found in answer.found:
        assert found.metres == pytest.approx(sum(cost_along(problem, tour) for tour in found.tours))


def proven(campaign: Campaign) -> tuple[Subproblem, EpsilonConstraints, int] | None:
    """A campaign of one part in which all is proven and everybody served: within what waiting is best, and how good."""
    parts = components(whole(residual_of(campaign, AT_THE_START)))
    order = [setting.goal for setting in campaign.goals]
    if len(parts) != 1 or Goal.WAITING not in order or Goal.TRAVEL not in order[: order.index(Goal.WAITING)]:
        return None
    solution = solved(campaign, seconds=8.0)
    if solution is None or any(setting.tolerance_percent for setting in campaign.goals):
        return None
    values = {result.goal: result.value for result in solution.goals if result.proof is Proof.OPTIMAL}
    if values.get(Goal.UNSERVED) != 0 or not {Goal.FINISH, Goal.TRAVEL, Goal.WAITING} <= values.keys():
        return None
    metres = round(values[Goal.TRAVEL] * METRES_PER_KM) + METRES_PER_KM // 20
    limits = SERVED.at_most(Goal.FINISH, int(values[Goal.FINISH])).at_most(Goal.TRAVEL, metres)
    waiting = int(values[Goal.WAITING])
    if least_waiting(parts[0], limits, waiting) is None:
        return None
    return parts[0], limits, waiting


@pytest.mark.parametrize("few", [0, tour_pricing.MOST_IN_A_ZONE])
@pytest.mark.parametrize("seed", range(8))
def test_nobody_waits_less_than_the_bound(seed: int, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tour_pricing, "MOST_IN_A_ZONE", few)
    part, limits, waiting = first_that(
        seed, lambda number: (proven(random_campaign(seeded(f"waiting {number}"))),), lambda found: found[0]
    )[0] or pytest.fail("none was drawn")
    found = least_waiting(part, limits, waiting)
    assert found is not None
    assert found.waiting <= waiting
    other = least_waiting(part, limits.at_most(Goal.TRAVEL, 10 * (limits.travel or 0)), waiting)
    assert other is not None
    assert other.waiting <= found.waiting + 1, "who may travel further need not wait longer"


def row(*, fixed: bool = False, visits: int = 1) -> Subproblem:
    """Units in a row, the last of which has most people: a short way leaves them for last."""
    postings = [machine("M1", posting(8, base="A")), *([machine("M2", posting(8, kind=FIXED))] if fixed else [])]
    campaign = small_campaign(
        units=[unit("A", 4, visits=visits), unit("B", 4), unit("C", 40)],
        machines=postings,
        days=DAYS,
        shifts=1,
        closures=(),
        roads=(road("A", "B", 4.0), road("B", "C", 5.0), road("A", "C", 9.0)),
    )
    return whole(residual_of(campaign, AT_THE_START))


def within(metres: int | None) -> EpsilonConstraints:
    return SERVED.at_most(Goal.TRAVEL, metres)


SHORT, LONG = 9 * METRES_PER_KM, 18 * METRES_PER_KM
WAITING_SHORT = 4 * 1 + 4 * 2 + 8 * (3 + 4 + 5 + 6 + 7)
WAITING_LONG = 8 * (1 + 2 + 3 + 4 + 5) + 4 * 6 + 4 * 7


@pytest.mark.parametrize("first_price", [0.001, 0.25, 50.0])
def test_who_may_not_travel_far_waits_longer_whatever_price_is_tried_first(
    first_price: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting_bound, "FIRST_PRICE", first_price)
    monkeypatch.setattr(waiting_bound, "MOST_PRICES", 30)
    short, far = (least_waiting(row(), within(metres), WAITING_SHORT) for metres in (SHORT, LONG))
    assert short is not None
    assert far is not None
    assert short.waiting == WAITING_SHORT
    assert far.waiting <= WAITING_LONG < WAITING_SHORT


def test_no_bound_where_tours_do_not_tell_how_long_people_wait() -> None:
    assert least_waiting(row(), SERVED, 100) is None, "travel is not limited"
    assert least_waiting(row(), within(0), 100) is None
    assert least_waiting(row(fixed=True), within(LONG), 100) is None
    assert least_waiting(row(visits=2), within(LONG), 100) is None
    assert weighed_problem(row(), EpsilonConstraints(), Weights(1, 1)) is None


def test_it_is_not_begun_where_it_would_take_longer() -> None:
    assert least_waiting(row(), within(SHORT), WAITING_SHORT, most_effort=1e-3) is None
    stopped = least_waiting(row(), within(SHORT), WAITING_SHORT, is_over=lambda: True)
    assert stopped is not None
    assert stopped.waiting == 0


def test_a_search_is_told_of_the_bound() -> None:
    search = SubproblemSearch(row(), Stopper(), (), (Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL, Goal.WAITING))
    search.keep(Goal.UNSERVED, 0)
    heard: list[int | None] = []
    assert waiting_by_tours(search, Effort(1, 0, 20.0, 20.0), lambda _plan, bound: heard.append(bound)) is None
    search.first_plan()
    assert search.incumbent is not None
    search.keep(Goal.TRAVEL, search.value(Goal.TRAVEL, search.incumbent))
    settled = waiting_by_tours(search, Effort(1, 0, 20.0, 20.0), lambda _plan, bound: heard.append(bound))
    assert settled is not None
    assert settled.bound == heard[-1]
    assert 0 < settled.bound <= search.value(Goal.WAITING, search.incumbent)
