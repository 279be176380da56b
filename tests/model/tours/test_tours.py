"""Tours: tables and labels against trying everything, bounds below every plan, and plans from tours."""

from dataclasses import replace
from itertools import pairwise, permutations, product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal, Proof
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import AT_THE_START
from planner.model.gate import Effort, Stopper
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.residual import METRES_PER_KM, residual_of
from planner.model.instance.subproblem import Subproblem, components, whole
from planner.model.search import tour_search
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.search.tour_search import by_tours, end_by_tours
from planner.model.subsets import zones
from planner.model.tours import near_bound, routing_library, tour_pricing
from planner.model.tours.known_tours import costed, metres_of
from planner.model.tours.routing_library import routed
from planner.model.tours.set_labels import fewest_periods, make_never_better_later
from planner.model.tours.set_tables import Longs
from planner.model.tours.tour_pricing import LabelPricer, TourPricer, TourSet, ZonePricer, tour_pricers
from planner.model.tours.tour_problem import NEVER, Fleet, Floats, Ints, Kind, TourProblem, tour_problem
from planner.model.tours.travel_bound import NEARLY, Rounds, least_travel
from tests.campaigns import FIXED, closed, machine, posting, random_campaign, road, seeded, small_campaign, unit
from tests.drawn import first_that
from tests.fuzz_solver import detour_campaign, solved

if TYPE_CHECKING:
    from pyvrp import ProblemData

SERVED = EpsilonConstraints().at_most(Goal.UNSERVED, 0)


def drawn_problem(seed: int, units: int, machines: int, *, uneven: bool = False) -> TourProblem:
    """Units in the plane, of which some may be too far for the time that machines have; or whose visits take longer on
    some days, and cannot begin on others.
    """
    rng = np.random.default_rng(seed)
    places = rng.integers(0, 50, (units + 1, 2))
    metres = np.abs(places[:, None] - places[None, :]).sum(axis=2).astype(np.float64)
    durations = rng.integers(1, 5, units).astype(np.int32)
    durations[rng.random(units) < 0.1] = NEVER
    capacity = int(rng.integers(4, 12))
    after = after_even_days(durations, capacity)
    if uneven:
        after += rng.choice([0, 0, 1, 2, capacity], after.shape, p=[0.3, 0.3, 0.2, 0.1, 0.1])
        after = np.minimum(after, capacity + 1)
        make_never_better_later(after)
        fewest = fewest_periods(after)
        durations = np.where(fewest > capacity, NEVER, fewest).astype(np.int32)
    fleet = Fleet(0, machines, capacity, metres[-1, :-1], after, np.zeros_like(after))
    return TourProblem(
        tuple(UnitCode(f"U{number}") for number in range(units)),
        metres[:-1, :-1],
        (Kind(durations, durations.astype(np.float64), (fleet,)),),
    )


def all_served(problem: TourProblem) -> TourProblem:
    """The same where a unit that nobody may serve takes one period."""
    kind = problem.kinds[0]
    durations = np.where(kind.durations == NEVER, 1, kind.durations).astype(np.int32)
    fleets = tuple(replace(one, after=after_even_days(durations, one.capacity)) for one in kind.fleets)
    usual = durations.astype(np.float64)
    return replace(problem, kinds=(replace(kind, durations=durations, usual=usual, fleets=fleets),))


def after_even_days(durations: Ints, capacity: int) -> Longs:
    """When a machine is free again where every day is like every other."""
    free = np.arange(capacity + 1)
    after: Longs = np.minimum(durations.astype(np.int64)[:, None] + free, capacity + 1)
    return after


def metres_along(problem: TourProblem, tour: tuple[int, ...]) -> float:
    first = problem.kinds[0].fleets[0].first_metres[tour[0]]
    return float(first + sum(problem.metres[one, other] for one, other in pairwise(tour)))


def all_tours(problem: TourProblem) -> dict[frozenset[int], float]:
    """Of every set that one machine can serve, the least metres."""
    tours: dict[frozenset[int], float] = {}
    for number in range(1, len(problem.units) + 1):
        for order in permutations(range(len(problem.units)), number):
            if is_in_time(problem.kinds[0].fleets[0], order):
                chosen = frozenset(order)
                tours[chosen] = min(tours.get(chosen, float("inf")), metres_along(problem, order))
    return tours


def is_in_time(fleet: Fleet, order: tuple[int, ...]) -> bool:
    """Whether one machine can serve units in this order."""
    free = 0
    for one in order:
        free = int(fleet.after[one, free]) if free <= fleet.capacity else free
    return free <= fleet.capacity


def least_of(tours: dict[frozenset[int], float], prices: Floats, machines: int) -> float:
    """The cheapest choice of disjoint tours at these prices."""
    if machines == 0:
        return 0.0
    best = least_of(tours, prices, machines - 1)
    for chosen, metres in tours.items():
        left = {other: cost for other, cost in tours.items() if not other & chosen}
        best = min(best, metres - prices[list(chosen)].sum() + least_of(left, prices, machines - 1))
    return float(best)


@pytest.mark.parametrize("uneven", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_a_zone_knows_the_cheapest_tours_of_all_its_machines(seed: int, *, uneven: bool) -> None:
    problem = drawn_problem(seed, 5, machines=1 + seed % 3, uneven=uneven)
    prices = np.random.default_rng(seed + 99).random(5) * 60
    answer = ZonePricer(problem, problem.kinds[0], 0).priced(prices)[0]
    assert answer.least == pytest.approx(least_of(all_tours(problem), prices, 1 + seed % 3))
    for found in answer.found:
        assert found.metres == pytest.approx(sum(metres_along(problem, tour) for tour in found.tours))
        assert len(set(found.units)) == len(found.units)


@pytest.mark.parametrize("uneven", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_labels_find_the_cheapest_tour_where_they_remember_everything(seed: int, *, uneven: bool) -> None:
    problem = drawn_problem(seed, 6, machines=1, uneven=uneven)
    prices = np.random.default_rng(seed + 99).random(6) * 60
    answer = LabelPricer(problem, problem.kinds[0], 0).priced(prices)[0]
    assert answer.least == pytest.approx(least_of(all_tours(problem), prices, 1))
    for found in answer.found:
        assert found.metres == pytest.approx(metres_along(problem, found.tours[0]))
        assert is_in_time(problem.kinds[0].fleets[0], found.tours[0])


@pytest.mark.parametrize("uneven", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_labels_that_forget_find_no_less(seed: int, monkeypatch: pytest.MonkeyPatch, *, uneven: bool) -> None:
    monkeypatch.setattr("planner.model.tours.cheapest_tours.REMEMBERED", 2)
    problem = drawn_problem(seed, 6, machines=1, uneven=uneven)
    prices = np.random.default_rng(seed + 99).random(6) * 60
    answer = LabelPricer(problem, problem.kinds[0], 0).priced(prices)[0]
    assert answer.least <= least_of(all_tours(problem), prices, 1) + 1e-6
    for found in answer.found:
        assert is_in_time(problem.kinds[0].fleets[0], found.tours[0])


def least_cover(tours: dict[frozenset[int], float], units: frozenset[int], machines: int) -> float:
    """The least metres in which so many machines serve all of these units."""
    if not units:
        return 0.0
    if machines == 0:
        return float("inf")
    first = min(units)
    return min(
        (
            metres + least_cover(tours, units - chosen, machines - 1)
            for chosen, metres in tours.items()
            if first in chosen and chosen <= units
        ),
        default=float("inf"),
    )


@pytest.mark.parametrize("pricer", [ZonePricer, LabelPricer])
@pytest.mark.parametrize("uneven", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_the_bound_is_below_the_best_tours_and_near(
    seed: int, pricer: type[TourPricer], monkeypatch: pytest.MonkeyPatch, *, uneven: bool
) -> None:
    if pricer is LabelPricer:
        monkeypatch.setattr(tour_pricing, "MOST_IN_A_ZONE", 0)
    machines = 2 + seed % 2

    def draw(number: int) -> tuple[TourProblem, float]:
        problem = drawn_problem(number, 6, machines, uneven=uneven)
        return problem, least_cover(all_tours(problem), frozenset(range(6)), machines)

    problem, best = first_that(seed, draw, lambda drawn: drawn[1] < float("inf"))
    found = least_travel(problem)
    assert found.is_complete
    assert found.metres <= best
    if pricer is ZonePricer:
        assert found.metres == best


def zones_and_roamers(seed: int) -> TourProblem:
    """Two zones of three units with a machine each, and a machine that may serve all and one unit that is in no zone;
    on some days visits take longer.
    """
    problem = drawn_problem(seed, 7, 1, uneven=True)
    kind = problem.kinds[0]
    kinds = [kind]
    for zone in ((0, 1, 2), (3, 4, 5)):
        own = np.full(7, NEVER, np.int32)
        own[list(zone)] = kind.durations[list(zone)]
        after = np.where((own < NEVER)[:, None], kind.fleets[0].after, kind.fleets[0].capacity + 1)
        first = kind.fleets[0].first_metres[::-1] + 7
        fleet = replace(kind.fleets[0], machine_class=len(kinds), first_metres=first, after=after)
        kinds.append(Kind(own, own.astype(np.float64), (fleet,)))
    return replace(problem, kinds=tuple(kinds))


def least_of_fleets(problem: TourProblem) -> float:
    """The least metres in which one machine of each kind together serve all units, by trying everything."""
    of_kinds = [all_tours(replace(problem, kinds=(kind,))) | {frozenset(): 0.0} for kind in problem.kinds]
    best = {frozenset[int](): 0.0}
    for tours in of_kinds:
        more: dict[frozenset[int], float] = {}
        for (done, spent), (chosen, metres) in product(best.items(), tours.items()):
            if not done & chosen:
                more[done | chosen] = min(more.get(done | chosen, float("inf")), spent + metres)
        best = more
    return best.get(frozenset(range(len(problem.units))), float("inf"))


def without_small_zones(patch: pytest.MonkeyPatch) -> None:
    """Have machines that may serve all seven units priced by labels, as those that roam a province are."""
    patch.setattr(tour_pricing, "MOST_IN_A_ZONE", 3)
    patch.setattr("planner.model.tours.cheapest_tours.REMEMBERED", 2)


@pytest.mark.parametrize("seed", range(12))
def test_choosing_among_all_near_tours_finds_the_shortest_choice(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    without_small_zones(monkeypatch)

    def draw(number: int) -> tuple[TourProblem, float]:
        problem = zones_and_roamers(number)
        return problem, least_of_fleets(problem)

    problem, best = first_that(seed, draw, lambda drawn: drawn[1] < float("inf"))
    found = least_travel(problem)
    assert found.is_complete
    assert found.metres == best
    assert sum(one.metres for one in found.tours) == pytest.approx(best)
    assert sorted(unit for one in found.tours for unit in one.units) == list(range(7))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("limit", ["MOST_LISTED", "MOST_LOOKED_AT", "MOST_NODES"])
def test_a_bound_stays_one_where_there_is_too_much_to_look_at(
    seed: int, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_small_zones(monkeypatch)
    monkeypatch.setattr(near_bound, limit, {"MOST_LISTED": 8, "MOST_LOOKED_AT": 20, "MOST_NODES": 0}[limit])

    def draw(number: int) -> tuple[TourProblem, float]:
        problem = zones_and_roamers(number)
        return problem, least_of_fleets(problem)

    problem, best = first_that(seed, draw, lambda drawn: drawn[1] < float("inf"))
    assert least_travel(problem).metres <= best


@pytest.mark.parametrize("seed", range(6))
def test_nothing_longer_than_the_plan_known_is_looked_for(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    without_small_zones(monkeypatch)

    def draw(number: int) -> tuple[TourProblem, float]:
        problem = zones_and_roamers(number)
        return problem, least_of_fleets(problem)

    problem, best = first_that(seed, draw, lambda drawn: drawn[1] < float("inf"))
    assert least_travel(problem, shortest=lambda: best).metres == best
    assert least_travel(problem, shortest=lambda: best + 5).metres == best


def test_where_nobody_can_serve_a_unit_the_bound_comes_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    without_small_zones(monkeypatch)
    problem, _best = first_that(0, lambda seed: (zones_and_roamers(seed), 0.0), lambda drawn: has_lonely(drawn[0]))
    assert least_of_fleets(problem) == float("inf")
    assert least_travel(problem).tours == ()


def has_lonely(problem: TourProblem) -> bool:
    """Whether nobody may serve some unit."""
    return bool((np.vstack([kind.durations for kind in problem.kinds]).min(axis=0) == NEVER).any())


def proven_travel(campaign: Campaign) -> tuple[int, int] | None:
    """Finish and metres where everybody is served and all up to travel is proven; else None."""
    solution = solved(campaign, seconds=8.0)
    order = [setting.goal for setting in campaign.goals]
    if solution is None or Goal.TRAVEL not in order or Goal.FINISH not in order[: order.index(Goal.TRAVEL)]:
        return None
    results = {result.goal: result for result in solution.goals if result.proof is Proof.OPTIMAL}
    before = {goal for goal in order[: order.index(Goal.TRAVEL) + 1] if goal is not Goal.CHANGES}
    is_loose = any(setting.tolerance_percent for setting in campaign.goals)
    if is_loose or not before <= results.keys() or Goal.UNSERVED not in before or results[Goal.UNSERVED].value:
        return None
    return int(results[Goal.FINISH].value), round(results[Goal.TRAVEL].value * METRES_PER_KM)


def bounded(campaign: Campaign, finish: int) -> int:
    limits = SERVED.at_most(Goal.FINISH, finish)
    problems = (tour_problem(part, limits) for part in components(whole(residual_of(campaign, AT_THE_START))))
    return sum(least_travel(problem).metres for problem in problems if problem is not None)


@pytest.mark.parametrize("seed", range(30))
def test_no_plan_travels_less_than_the_bound(seed: int) -> None:
    def draw(number: int) -> tuple[Campaign, tuple[int, int] | None]:
        kind = detour_campaign(number) if number % 3 == 0 else random_campaign(seeded(f"tours {number}"))
        return kind, proven_travel(kind)

    campaign, proven = first_that(seed, draw, lambda found: found[-1])
    assert proven is not None
    finish, metres = proven
    assert bounded(campaign, finish) <= metres + METRES_PER_KM // 20


def line(*, fixed: bool = False, changes: bool = False) -> Subproblem:
    """Three units in a row, from whose end a machine sets out; or one to which people come, or that changes."""
    roads = (road("A", "B", 4.0), road("B", "C", 5.0), road("A", "C", 9.0))
    postings = [posting(4, base="A")]
    if fixed:
        postings = [posting(4, kind=FIXED)]
    if changes:
        postings = [posting(4, base="A", last=3), posting(4, kind=FIXED, first=4)]
    campaign = small_campaign(
        units=[unit("A", 4), unit("B", 4), unit("C", 4)],
        machines=[machine("M1", *postings)],
        days=6,
        shifts=1,
        closures=(),
        roads=roads,
    )
    return whole(residual_of(campaign, AT_THE_START))


def along(*units: str) -> dict[MachineName, tuple[UnitCode, ...]]:
    return {MachineName("M1"): tuple(map(UnitCode, units))}


def test_the_bound_of_a_row_is_its_length() -> None:
    problem = tour_problem(line(), SERVED)
    assert problem is not None
    assert least_travel(problem).metres == 9 * METRES_PER_KM


def test_days_on_which_a_machine_is_shut_count_neither_for_it_nor_for_its_visits() -> None:
    campaign = small_campaign(
        units=[unit("A", 4), unit("B", 20)],
        machines=[machine("M1", posting(4, base="A")), machine("M2", posting(4, base="A"))],
        days=9,
        shifts=1,
        closures=(closed(3, 5, machine="M1"),),
        roads=(road("A", "B", 4.0),),
    )
    subproblem = whole(residual_of(campaign, AT_THE_START))
    for finish, capacities in ((None, [6, 9]), (8, [5, 8])):
        problem = tour_problem(subproblem, SERVED.at_most(Goal.FINISH, finish))
        assert problem is not None
        assert sorted(fleet.capacity for kind in problem.kinds for fleet in kind.fleets) == capacities
        assert [kind.durations.tolist() for kind in problem.kinds] == [[1, 5]]


def test_visits_usually_take_longer_where_some_days_are_half() -> None:
    campaign = small_campaign(
        units=[unit("A", 8)],
        machines=[machine("M1", posting(4, base="A"))],
        days=4,
        shifts=2,
        closures=(closed(2, shifts=(2,)),),
        roads=(),
    )
    problem = tour_problem(whole(residual_of(campaign, AT_THE_START)), SERVED)
    assert problem is not None
    assert problem.kinds[0].durations.tolist() == [1]
    assert problem.kinds[0].usual.tolist() == [1.25]
    found = routed(problem, iterations=10, seed=1, is_over=lambda: False)
    assert [tours.tours for tours in found.tours] == [((0,),)]


def test_tours_say_nothing_where_somebody_may_be_left_or_a_machine_does_not_travel_or_starts_twice() -> None:
    assert tour_problem(line(), EpsilonConstraints()) is None
    assert tour_problem(line(fixed=True), SERVED) is None
    assert tour_problem(line(changes=True), SERVED) is None


def test_routes_visit_every_unit_once_within_the_time_of_each_machine() -> None:
    problem = all_served(drawn_problem(3, 12, machines=12))
    kind, capacity = problem.kinds[0], problem.kinds[0].fleets[0].capacity
    found = routed(problem, iterations=300, seed=1, is_over=lambda: False)
    assert found.iterations == 300
    assert sorted(one for tours in found.tours for one in tours.units) == list(range(12))
    assert all(sum(int(kind.durations[one]) for one in tours.units) <= capacity for tours in found.tours)
    assert [tours.metres for tours in found.tours] == [metres_along(problem, tours.tours[0]) for tours in found.tours]
    assert least_travel(problem).metres <= sum(tours.metres for tours in found.tours)


def test_units_that_nobody_may_serve_have_no_routes() -> None:
    problem = drawn_problem(0, 6, machines=6)
    assert (problem.kinds[0].durations == NEVER).any()
    assert routed(problem, iterations=10, seed=1, is_over=lambda: False).tours == ()


def test_the_same_iterations_give_the_same_routes() -> None:
    problem = all_served(drawn_problem(8, 14, machines=14))
    one, other = (routed(problem, iterations=200, seed=7, is_over=lambda: False) for _ in range(2))
    assert one.tours
    assert one == other


def test_a_search_that_has_ended_begins_anew_until_two_come_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing_library, "PATIENCE", 50)
    problem, heard = all_served(drawn_problem(8, 14, machines=14)), list[tuple[TourSet, ...]]()
    one_search, ended = routing_library._one_search, dict[int, float]()

    def noted(
        problem: TourProblem, data: "ProblemData", stop: routing_library._Stop, seed: int
    ) -> tuple[tuple[TourSet, ...], int]:
        tours, taken = one_search(problem, data, stop, seed)
        ended[seed] = sum(one.metres for one in tours)
        return tours, taken

    monkeypatch.setattr(routing_library, "_one_search", noted)
    found = routed(problem, iterations=10**9, seed=7, is_over=lambda: False, better=heard.append)
    *before, last = ended.values()
    assert list(ended) == list(range(7, 8 + len(before)))
    assert last in before
    assert len(set(before)) == len(before)
    assert heard[-1] == found.tours
    metres = [sum(one.metres for one in tours) for tours in heard]
    assert metres == sorted(set(metres), reverse=True)


def test_routes_that_are_all_too_long_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing_library, "PATIENCE", 50)
    problem = all_served(drawn_problem(3, 12, machines=1))
    heard = list[tuple[TourSet, ...]]()
    found = routed(problem, iterations=10**9, seed=1, is_over=lambda: False, better=heard.append)
    assert (found.tours, heard) == ((), [])


def test_roads_are_not_told_where_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing_library, "_told", lambda *_asked: pytest.fail("told"))
    assert routed(all_served(drawn_problem(8, 14, machines=14)), iterations=9, seed=1, is_over=lambda: True).tours == ()


def test_tours_of_a_plan_cost_what_the_problem_says() -> None:
    problem = all_served(drawn_problem(8, 14, machines=14))
    routes = list(routed(problem, iterations=200, seed=7, is_over=lambda: False).tours)
    assert [one.metres for one in routes] == [metres_of(problem, one) for one in routes]
    assert costed(problem, [one._replace(metres=0.0) for one in routes]) == routes
    late = TourSet(0, (tuple(range(14)),), 0.0)
    assert costed(problem, [late]) == []
    spent = replace(problem.fleets[0], spent=problem.fleets[0].spent + 2)
    dearer = replace(problem, kinds=(replace(problem.kinds[0], fleets=(spent,)),))
    assert [one.metres for one in costed(dearer, routes)] == [one.metres + 2 * len(one.units) for one in routes]


@pytest.mark.parametrize("seed", range(6))
def test_prices_in_no_corner_are_a_bound_nearly_as_good(seed: int) -> None:
    problem = all_served(drawn_problem(seed, 14, machines=6))
    pricers = tour_pricers(problem)
    rounds = Rounds(problem, pricers)
    while rounds.go_on():
        pass
    prices = rounds.inner_prices(lambda: False)
    leasts = [fleet.least for pricer in pricers for fleet in pricer.priced(prices)]
    bound = float(prices.sum()) + 6 * sum(leasts)
    assert (1 - 2 * NEARLY) * rounds.bound <= bound <= (1 + 2 * NEARLY) * rounds.bound
    assert rounds.inner_prices(lambda: True) is rounds.prices


def test_a_plan_is_made_of_tours_and_proven() -> None:
    problem = line()
    search = SubproblemSearch(problem, Stopper(), (), (Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL))
    assert search.offer_tours(Goal.UNSERVED, along("B", "A", "C"))
    search.keep(Goal.UNSERVED, 0)
    heard: list[int | None] = []
    settled = by_tours(search, Effort(1, 0, 20.0, 1.0), lambda _schedule, bound: heard.append(bound))
    assert settled.schedule is not None
    assert search.value(Goal.TRAVEL, settled.schedule) == settled.bound == 9 * METRES_PER_KM
    assert None in heard
    assert 9 * METRES_PER_KM in heard


@pytest.mark.parametrize("has_zones", [True, False])
def test_time_is_kept_for_plans_by_zones_only_where_there_are_zones(
    monkeypatch: pytest.MonkeyPatch, has_zones: bool
) -> None:
    if not has_zones:
        monkeypatch.setattr(zones, "MOST_IN_A_ZONE", 0)
    search = SubproblemSearch(line(), Stopper(), (), (Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL))
    assert search.offer_tours(Goal.UNSERVED, along("B", "A", "C"))
    search.keep(Goal.UNSERVED, 0)
    assert (search.zones is not None) is has_zones
    given: list[float] = []

    def heard(*asked: Any) -> float:
        given.append(asked[2].wall_seconds)
        return 0.0

    monkeypatch.setattr(tour_search, "_route", heard)
    by_tours(search, Effort(1, 0, 20.0, all_workers=2), lambda _schedule, _bound: None)
    assert max(given) == pytest.approx(20.0 * (1 - tour_search.SHARE_OF_SHORTENING) if has_zones else 20.0)


def test_tours_that_are_none_are_no_plan() -> None:
    search = SubproblemSearch(line(), Stopper(), (), (Goal.UNSERVED,))
    search.keep(Goal.UNSERVED, 0)
    assert not search.offer_tours(Goal.UNSERVED, along("A", "B"))
    assert search.incumbent is None


def test_sets_of_tours_tell_all_their_units() -> None:
    assert TourSet(0, ((2, 1), (0,)), 5.0).units == (2, 1, 0)


def test_a_plan_ends_as_early_as_its_units_can_be_packed() -> None:
    campaign = small_campaign(
        units=[unit(name, 4 * days) for name, days in (("A", 4), ("B", 3), ("C", 3), ("D", 2))],
        machines=[machine("M1", posting(4, base="A")), machine("M2", posting(4, base="A"))],
        days=12,
        shifts=1,
        closures=(),
        roads=(),
    )
    search = SubproblemSearch(
        whole(residual_of(campaign, AT_THE_START)), Stopper(), (), (Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL)
    )
    machines = {MachineName("M1"): tuple(map(UnitCode, "ABC")), MachineName("M2"): (UnitCode("D"),)}
    assert search.offer_tours(Goal.UNSERVED, machines)
    search.keep(Goal.UNSERVED, 0)
    spent = end_by_tours(search, (5, 6, 7, 8, 9), Effort(1, 0, 60.0), lambda _schedule, _bound: None)
    assert spent > 0
    assert search.incumbent is not None
    assert search.value(Goal.FINISH, search.incumbent) == 6
