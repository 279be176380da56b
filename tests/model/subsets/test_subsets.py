"""Tables over all sets of units: against trying everything, below every plan, and as plans of many parts."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise, permutations, product
from math import inf

import numpy as np
import pytest

from planner.domain.campaign import Campaign, Phase, Road
from planner.domain.plan import GoalResult
from planner.domain.policy import Goal, Proof
from planner.domain.record import MachineName, UnitCode
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START
from planner.model.gate import Effort, Stopper
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.residual import METRES_PER_KM, residual_of
from planner.model.instance.subproblem import components, whole
from planner.model.search import finish_strategy, strategy, subset_search
from planner.model.search.component_search import ComponentSearch
from planner.model.search.found import Found
from planner.model.search.lexicographic import LexicographicSearch
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.solve import solve
from planner.model.subsets import best_rounds as best_rounds_file
from planner.model.subsets import least_waiting
from planner.model.subsets.best_rounds import BestRounds, best_rounds, crew_labels, earliest_end, labels_of
from planner.model.subsets.least_waiting import least_waiting_within
from planner.model.subsets.small_part import Crew, SmallPart, small_part, visited_at_least_once
from planner.model.tours.set_labels import SetLabels
from planner.model.tours.set_tables import NEVER
from tests.campaigns import FIXED, closed, day, machine, posting, random_campaign, road, seeded, small_campaign, unit
from tests.drawn import first_that
from tests.fuzz_solver import detour_campaign, solved
from tests.small_campaigns import ClosureSketch, MachineSketch, UnitSketch

SERVED = EpsilonConstraints().at_most(Goal.UNSERVED, 0)
BOTH_ORDERS = ((Goal.TRAVEL, Goal.WAITING), (Goal.WAITING, Goal.TRAVEL))


def drawn_crew(rng: np.random.Generator, units: int, machines: tuple[str, ...]) -> Crew:
    """Machines that take longer on some days, for which some units come too late, and some are never to be served."""
    capacity = int(rng.integers(5, 11))
    is_even = bool(rng.random() < 0.3)
    travels = bool(rng.random() < 0.7)
    metres = rng.integers(0, 60, (units, units)).astype(np.int64) * travels
    np.fill_diagonal(metres, 0)
    lengths = np.broadcast_to(rng.integers(1, 4, units)[:, None], (units, capacity + 1)).copy()
    if not is_even:
        lengths += rng.integers(0, 3, lengths.shape)
    after = np.maximum.accumulate(np.arange(capacity + 1) + lengths, axis=1)
    first_late = capacity + 2 - rng.integers(0, 4, units)
    after = np.where((after > capacity) | (np.arange(capacity + 1) >= first_late[:, None]), capacity + 1, after)
    in_time = after <= capacity
    waiting = np.where(in_time, np.sort(rng.integers(1, 90, after.shape), axis=1), NEVER)
    ends = np.where(in_time, 2 * after - rng.integers(0, 2, (units, 1)), NEVER)
    return Crew(
        tuple(map(MachineName, machines)),
        capacity,
        after,
        travels,
        metres,
        rng.integers(0, 60, units) * travels,
        waiting,
        ends,
        np.where(in_time, np.sort(rng.integers(0, 9, after.shape), axis=1), NEVER),
    )


def drawn_part(seed: int) -> SmallPart:
    rng = np.random.default_rng(seed)
    crews = ((("M1", "M2", "M3"),), (("M1", "M2"),), (("M1",), ("M2",)), (("M1", "M2"), ("M3",)), (("M1",),))[seed % 5]
    units = 5
    return SmallPart(
        tuple(UnitCode(f"U{number}") for number in range(units)),
        tuple(drawn_crew(rng, units, names) for names in crews),
    )


def values_along(crew: Crew, order: tuple[int, ...]) -> tuple[float, float, float]:
    """Metres, waiting and the last slot of one machine that serves units in this order; infinite where it is late."""
    metres = (
        crew.first_metres[order[0]] + sum(crew.metres[one, other] for one, other in pairwise(order)) if order else 0
    )
    waiting, end, free = 0.0, 0.0, 0
    for one in order:
        if crew.after[one, free] > crew.capacity:
            return inf, inf, inf
        waiting += float(crew.waiting[one, free])
        end = max(end, float(crew.ends[one, free]))
        free = int(crew.after[one, free])
    return float(metres), waiting, end


def tried(part: SmallPart) -> list[tuple[float, float, float]]:
    """Metres, waiting and end of all ways to serve everybody."""
    crews = [crew for crew in part.crews for _machine in crew.machines]
    found = []
    for given in product(range(len(crews)), repeat=len(part.units)):
        by_machine = [[unit for unit, to in enumerate(given) if to == number] for number in range(len(crews))]
        ways = [
            [values_along(crew, order) for order in permutations(units)]
            for crew, units in zip(crews, by_machine, strict=True)
        ]
        for chosen in product(*ways):
            metres, waiting, ends = zip(*chosen, strict=True)
            found.append((sum(metres), sum(waiting), max(ends)))
    return [values for values in found if values[0] < inf]


@pytest.mark.parametrize("seed", range(30))
def test_the_best_rounds_are_those_found_by_trying_everything(seed: int) -> None:
    part = first_that(seed, drawn_part, lambda drawn: bool(tried(drawn)))
    all_ways = tried(part)
    assert earliest_end(part) == min(end for _metres, _waiting, end in all_ways)
    for first, second in BOTH_ORDERS:
        place = {Goal.TRAVEL: 0, Goal.WAITING: 1}
        rounds = best_rounds(part, (first, second))
        assert rounds is not None
        assert (rounds.values[first], rounds.values[second]) == min(
            (values[place[first]], values[place[second]]) for values in all_ways
        )
        assert_comes_to(part, rounds)


@pytest.mark.parametrize("seed", range(30))
def test_the_least_waiting_of_little_travel_is_that_found_by_trying_everything(seed: int) -> None:
    part = first_that(seed, drawn_part, lambda drawn: bool(tried(drawn)))
    all_ways = tried(part)
    least = min(metres for metres, _waiting, _end in all_ways)
    assert least_waiting_within(part, int(least) - 1) is None
    for spare in (0, 3, 20):
        rounds = least_waiting_within(part, int(least) + spare)
        assert rounds is not None
        waiting, metres = min((waiting, metres) for metres, waiting, _end in all_ways if metres <= least + spare)
        assert (rounds.values[Goal.WAITING], rounds.values[Goal.TRAVEL]) == (waiting, metres)
        assert_comes_to(part, rounds)


@pytest.mark.parametrize("limit", ["MOST_WAYS", "MOST_ORDERS"])
def test_what_is_too_much_to_look_at_one_by_one_is_left_to_others(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    part = first_that(1, drawn_part, lambda drawn: len({metres for metres, _waiting, _end in tried(drawn)}) > 9)
    monkeypatch.setattr(least_waiting, limit, 3)
    assert least_waiting_within(part, 1_000) is None


@pytest.mark.parametrize("seed", range(5))
def test_too_many_labels_still_make_a_bound(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_uneven(drawn: SmallPart) -> bool:
        return bool(tried(drawn)) and not all(crew.is_even for crew in drawn.crews)

    part = first_that(seed, drawn_part, is_uneven)
    monkeypatch.setattr(best_rounds_file, "labels_of", only_even)
    for first, second in BOTH_ORDERS:
        rounds = best_rounds(part, (first, second))
        place = {Goal.TRAVEL: 0, Goal.WAITING: 1}
        assert rounds is not None
        assert (rounds.values[first], rounds.values[second]) <= min(
            (values[place[first]], values[place[second]]) for values in tried(part)
        )


def only_even(part: SmallPart, weights: Mapping[Goal, int]) -> list[SetLabels] | None:
    """Labels as if there were no room for those of uneven days."""
    return labels_of(part, weights) if all(crew.is_even for crew in part.crews) else None


def test_labels_that_are_too_many_are_not_kept() -> None:
    crew = drawn_part(4).crews[0]
    latest = np.full(1 << len(crew.after), crew.capacity)
    labels = crew_labels(crew, {Goal.TRAVEL: 1}, latest, 10_000)
    assert labels is not None
    assert crew_labels(crew, {Goal.TRAVEL: 1}, latest, labels.num_labels // 2) is None


def assert_comes_to(part: SmallPart, rounds: BestRounds) -> None:
    """The tours serve everybody once and come to the values that are told."""
    crew_of = {machine: crew for crew in part.crews for machine in crew.machines}
    along = [
        values_along(crew_of[machine], tuple(map(part.units.index, tour))) for machine, tour in rounds.tours.items()
    ]
    assert sorted(code for tour in rounds.tours.values() for code in tour) == sorted(part.units)
    assert sum(metres for metres, _waiting, _end in along) == rounds.values[Goal.TRAVEL]
    assert sum(waiting for _metres, waiting, _end in along) == rounds.values[Goal.WAITING]


def test_what_no_machine_can_do_in_time_has_no_rounds() -> None:
    part = drawn_part(4)
    crew = part.crews[0]
    late = replace(part, crews=(replace(crew, after=np.full_like(crew.after, crew.capacity + 1)),))
    assert best_rounds(late, BOTH_ORDERS[0]) is None
    assert earliest_end(late) is None


def test_values_too_large_to_be_told_in_one_number_are_left_to_others() -> None:
    part = drawn_part(4)
    crew = replace(part.crews[0], metres=part.crews[0].metres + 2**50)
    assert best_rounds(replace(part, crews=(crew,)), BOTH_ORDERS[0]) is None


def proven(campaign: Campaign) -> dict[Goal, GoalResult] | None:
    """The goals of a plan that leaves nobody and whose finish, travel and waiting are proven, in the usual order."""
    solution = solved(campaign, seconds=8.0)
    if solution is None or any(setting.tolerance_percent for setting in campaign.goals):
        return None
    goals = {result.goal: result for result in solution.goals if result.proof is Proof.OPTIMAL}
    wanted = {Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL, Goal.WAITING}
    order = [setting.goal for setting in campaign.goals if setting.goal in wanted]
    is_usual = order == [Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL, Goal.WAITING]
    return goals if is_usual and wanted <= goals.keys() and not goals[Goal.UNSERVED].value else None


@pytest.mark.parametrize("seed", range(10))
def test_no_plan_is_better_than_the_tables_say(seed: int) -> None:
    def draw(number: int) -> tuple[Campaign, dict[Goal, GoalResult] | None]:
        kind = detour_campaign(number) if number % 4 == 0 else random_campaign(seeded(f"subsets {number}"))
        return kind, None if said_of(kind) is None else proven(kind)

    campaign, goals = first_that(seed, draw, lambda found: found[-1] is not None)
    assert goals is not None
    ends = said_of(campaign)
    assert ends is not None
    assert max(ends, default=0) <= goals[Goal.FINISH].value
    limits = SERVED.at_most(Goal.FINISH, int(goals[Goal.FINISH].value))
    for first, second in BOTH_ORDERS:
        parts = [small_part(problem, limits) for problem in components(whole(residual_of(campaign, AT_THE_START)))]
        rounds = [best_rounds(part, (first, second)) for part in parts if part is not None]
        told = {goal: sum(each.values[goal] for each in rounds if each is not None) for goal in (first, second)}
        value = goals[first].value * (METRES_PER_KM if first is Goal.TRAVEL else 1)
        if first is Goal.TRAVEL or Goal.MILESTONES not in {setting.goal for setting in campaign.goals}:
            assert told[first] <= value + METRES_PER_KM // 20


@pytest.mark.parametrize("seed", range(6))
def test_no_plan_of_several_visits_travels_less_than_it_takes_to_come_to_all(seed: int) -> None:
    def draw(number: int) -> tuple[Campaign, dict[Goal, GoalResult] | None]:
        kind = random_campaign(seeded(f"several visits {number}"))
        once = all(unit.visits == 1 for unit in kind.units)
        return kind, None if once else proven(kind)

    campaign, goals = first_that(seed, draw, lambda found: found[-1] is not None)
    assert goals is not None
    limits = SERVED.at_most(Goal.FINISH, int(goals[Goal.FINISH].value))
    parts = [
        visited_at_least_once(problem, limits) for problem in components(whole(residual_of(campaign, AT_THE_START)))
    ]
    rounds = [best_rounds(part, (Goal.TRAVEL,)) for part in parts if part is not None]
    told = sum(each.values[Goal.TRAVEL] for each in rounds if each is not None)
    assert told <= goals[Goal.TRAVEL].value * METRES_PER_KM + METRES_PER_KM // 20


def test_two_machines_at_once_are_proven_where_one_visit_each_is_shortest(monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = districts()
    units = tuple(one.model_copy(update={"visits": 2, "together": 2}) for one in campaign.units)
    settled = []

    def noted(*asked: object) -> object:
        settled.append(subset_search.by_subsets(*asked))  # type: ignore[arg-type]
        return settled[-1]

    monkeypatch.setattr(strategy, "by_subsets", noted)
    solution = solve(campaign.model_copy(update={"units": units}), terms=SearchTerms(seconds=30.0, workers=1, seed=0))
    travel = next(result for result in solution.goals if result.goal is Goal.TRAVEL)
    assert travel.proof is Proof.OPTIMAL
    assert any(one is not None and one.is_final for one in settled)


def said_of(campaign: Campaign) -> list[int] | None:
    """The end of every part; None where tables say nothing of one."""
    parts = [small_part(problem, SERVED) for problem in components(whole(residual_of(campaign, AT_THE_START)))]
    ends = [earliest_end(part) for part in parts if part is not None]
    return None if len(ends) < len(parts) else [end for end in ends if end is not None]


def district(
    number: int, needs: tuple[int, ...], machines: int
) -> tuple[list[UnitSketch], list[MachineSketch], list[Road]]:
    codes = [f"{number}{letter}" for letter in "ABCDEFG"[: len(needs)]]
    serves = " ".join(codes)
    roads = [
        road(one, other, 3.0 + (place + 2 * later) % 5)
        for place, one in enumerate(codes)
        for later, other in enumerate(codes)
        if one != other
    ]
    return (
        [unit(code, need) for code, need in zip(codes, needs, strict=True)],
        [machine(f"M{number}{copy}", posting(4, base=codes[0], serves=serves)) for copy in range(machines)],
        roads,
    )


def districts(*, first_is_fixed: bool = False, closures: tuple[ClosureSketch, ...] = ()) -> Campaign:
    """Three districts of a few units each, that no machine joins."""
    parts = [district(1, (9, 14, 5, 8), 2), district(2, (20, 7, 11), 1), district(3, (4, 9, 16, 6, 10), 2)]
    machines = [one for _units, found, _roads in parts for one in found]
    if first_is_fixed:
        machines[0] = machine("M10", posting(4, kind=FIXED, serves="1A 1B 1C 1D"))
    return small_campaign(
        units=[one for found, _machines, _roads in parts for one in found],
        machines=machines,
        days=9,
        shifts=2,
        closures=closures,
        roads=[one for _units, _machines, found in parts for one in found],
    )


def changing() -> Campaign:
    """A district whose machines stand still at first and set out later, or go on from where they are."""
    units, _machines, roads = district(1, (9, 14, 5, 8, 6), 2)
    serves = "1A 1B 1C 1D 1E"
    first = machine("M1", posting(4, kind=FIXED, serves="1A 1C"), posting(4, base="1B", serves=serves, first=4))
    other = machine("M2", posting(4, base="1A", serves="1A 1D 1E"), posting(4, base="1D", serves=serves, first=3))
    return small_campaign(units=units, machines=[first, other], days=9, shifts=2, closures=(), roads=roads)


CASES = {
    "machines change their posting": changing(),
    "every day alike": districts(),
    "a machine stands still": districts(first_is_fixed=True),
    "closed on some days": districts(closures=(closed(2, shifts=(2,)), closed(3, 4, machine="M20"))),
}


@pytest.mark.parametrize("case", CASES)
def test_many_parts_are_proven_as_without_tables(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    terms = SearchTerms(seconds=30.0, workers=1, seed=0)
    by_tables = solve(CASES[case], terms=terms)
    monkeypatch.setattr(strategy, "by_subsets", lambda *_asked: None)
    monkeypatch.setattr(finish_strategy, "end_by_subsets", lambda *_asked: None)
    without = solve(CASES[case], terms=terms)
    assert all(result.proof is Proof.OPTIMAL for result in without.goals)
    assert [(each.goal, each.value, each.bound) for each in by_tables.goals] == [
        (each.goal, each.value, each.bound) for each in without.goals
    ]


def test_parts_of_even_days_need_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    settled = []

    def noted(*asked: object) -> object:
        settled.append(subset_search.by_subsets(*asked))  # type: ignore[arg-type]
        return settled[-1]

    monkeypatch.setattr(strategy, "by_subsets", noted)
    solve(CASES["every day alike"], terms=SearchTerms(seconds=30.0, workers=1, seed=0))
    assert len(settled) == 6
    assert all(one is not None and one.is_final for one in settled)


def test_tables_say_nothing_where_visits_are_several_or_somebody_may_be_left() -> None:
    plain = small_campaign(units=[unit("A", 9)], machines=[machine("M1", posting(4))], closures=(), roads=())
    twice = small_campaign(units=[unit("A", 9, visits=2)], machines=[machine("M1", posting(4))], closures=(), roads=())
    told = [
        small_part(whole(residual_of(campaign, AT_THE_START)), limits)
        for campaign, limits in ((plain, SERVED), (plain, EpsilonConstraints()), (twice, SERVED))
    ]
    assert [part is not None for part in told] == [True, False, False]


@pytest.mark.parametrize(("last", "target", "is_missed"), [(2, 200, True), (3, 200, True), (4, 40, False)])
def test_parts_that_only_a_phase_joins_are_proven_together(
    last: int, target: int, is_missed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = districts().model_copy(
        update={"phases": (Phase(name="Giai đoạn 1", last_day=day(last), target=target),)}
    )
    terms = SearchTerms(seconds=30.0, workers=1, seed=0)
    by_tables = solve(campaign, terms=terms)
    monkeypatch.setattr(strategy, "by_subsets", lambda *_asked: None)
    monkeypatch.setattr(finish_strategy, "end_by_subsets", lambda *_asked: None)
    monkeypatch.setattr(ComponentSearch, "_run_apart", lambda search, _parts: all_in_one(search))
    as_one = solve(campaign, terms=terms)
    assert [each.value for each in by_tables.goals] == [each.value for each in as_one.goals]
    assert all(each.proof is Proof.OPTIMAL for each in as_one.goals)
    milestones = next(each for each in by_tables.goals if each.goal is Goal.MILESTONES)
    assert (milestones.value > 0) is is_missed
    if is_missed:
        assert all(each.proof is Proof.OPTIMAL for each in by_tables.goals)


@pytest.mark.parametrize(("target", "metres"), [(5, 2_000), (8, 11_000), (9, 11_000)])
def test_who_need_not_collect_as_much_as_can_be_travels_less(target: int, metres: int) -> None:
    """Two units on the way bring 5 by the phase's last day; 8 are brought only by passing the small one by."""
    campaign = small_campaign(
        units=[unit("A", 4), unit("B", 1), unit("C", 4)],
        machines=[machine("M1", posting(4, base="A"))],
        days=4,
        shifts=1,
        closures=(),
        roads=[
            road(one, other, km)
            for one, other, km in (("A", "B", 1.0), ("B", "C", 1.0), ("A", "C", 10.0))
            for one, other in ((one, other), (other, one))
        ],
        phases=[(2, target)],
    ).model_copy(update={"road_factor": 1.0})
    order = (Goal.UNSERVED, Goal.MILESTONES, Goal.FINISH, Goal.TRAVEL, Goal.WAITING)
    search = SubproblemSearch(whole(residual_of(campaign, AT_THE_START)), Stopper(), (target,), order)
    search.keep(Goal.UNSERVED, 0)
    search.first_plan()
    effort = Effort(1, 0, 20.0, 5.0)
    for goal, value in ((Goal.MILESTONES, max(0, target - 8)), (Goal.FINISH, 3), (Goal.TRAVEL, metres)):
        settled = (
            finish_strategy.finish_by(search, 0, effort, lambda _schedule, _bound: None)
            if goal is Goal.FINISH
            else strategy.minimise(search, goal, search.stopper, effort, lambda _schedule, _bound: None)
        )
        assert search.incumbent is not None
        assert settled.bound <= search.value(goal, search.incumbent) == value
        search.keep(goal, value)


def all_in_one(search: ComponentSearch) -> Found | None:
    """The same campaign searched as one subproblem."""
    found = LexicographicSearch(
        [search.all_in_one],
        search.budget,
        search.stopper,
        search.observer,
        sunk=search.residual.sunk,
        targets=[phase.target for phase in search.residual.campaign.phases],
        better=search.better,
    )
    return found.run(search.settings)
