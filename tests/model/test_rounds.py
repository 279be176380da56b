"""Plans as ordered stops: what they are said to be worth is what their visits are worth, and they keep the rules."""

from time import monotonic, process_time

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from planner.domain.situation import AT_THE_START
from planner.model.gate import Effort, Stopper
from planner.model.heuristics.list_scheduling import Insertion, held_stops, scheduled
from planner.model.heuristics.rebuilding import Rebuilding
from planner.model.heuristics.rounds import Rounds
from planner.model.heuristics.ruin_and_recreate import RuinAndRecreate, SearchTurn
from planner.model.heuristics.terrain import Terrain
from planner.model.instance.criteria import Aim, EpsilonConstraints
from planner.model.instance.pooling import pool_of
from planner.model.instance.residual import residual_of
from planner.model.instance.schedule import Schedule, schedule_of
from planner.model.instance.subproblem import Subproblem, whole
from planner.model.instance.visits import obeys_rules
from tests.campaigns import machine, plan_of, posting, random_campaign, seeded, small_campaign, unit

ORDER = tuple(goal for goal in Goal if goal is not Goal.CHANGES)


def problem_of(campaign: Campaign) -> Subproblem:
    return whole(residual_of(campaign, AT_THE_START), tell_apart=campaign.reach_km is not None)


def aim_of(problem: Subproblem) -> Aim:
    return Aim(ORDER, EpsilonConstraints(), tuple(phase.target for phase in problem.campaign.phases))


def first_rounds(problem: Subproblem) -> Rounds | None:
    terrain = Terrain(problem)
    return scheduled(lambda: Rounds(terrain, aim_of(problem)), held_stops(terrain))


@pytest.mark.parametrize("seed", range(60))
def test_rounds_are_worth_what_their_visits_are_worth(seed: int) -> None:
    problem = problem_of(random_campaign(seeded(f"rounds {seed}")))
    rounds = first_rounds(problem)
    if rounds is None:
        assert any(pair.pinned for pair in problem.pair.values()), "only pins can be in the way"
        return
    search = RuinAndRecreate(rounds, seed)
    search.go_on(SearchTurn(400, monotonic() + 20, lambda: False, len(ORDER)), lambda _better: None)
    schedule = schedule_of(problem, rounds.visits())
    told = dict(zip(ORDER, rounds.worth, strict=True))
    assert told[Goal.UNSERVED] == schedule.scores[Goal.UNSERVED]
    assert told[Goal.WAITING] == schedule.scores[Goal.WAITING]
    assert told[Goal.FINISH] >= schedule.scores[Goal.FINISH], "only useless ends are taken away"
    if not problem.detours_can_pay and told[Goal.FINISH] == schedule.scores[Goal.FINISH]:
        assert told[Goal.TRAVEL] >= schedule.scores[Goal.TRAVEL]


@pytest.mark.parametrize("seed", range(60))
def test_a_plan_by_list_scheduling_is_sound(seed: int) -> None:
    campaign = random_campaign(seeded(f"scheduled {seed}"))
    problem = problem_of(campaign)
    schedule = Rebuilding(problem, Stopper()).first_plan(aim_of(problem))
    if schedule is None or not obeys_rules(problem, schedule.visits):
        assert campaign.pins, "without pins there is always a plan"
        return
    assert not judge(campaign, plan_of(campaign, schedule.assignments(problem))).violations


def test_what_is_rebuilt_is_better_each_time_that_it_is_heard_of() -> None:
    num_improved = 0
    for seed in range(40):
        problem = problem_of(random_campaign(seeded(f"rebuilt {seed}")))
        rebuilding, aim = Rebuilding(problem, Stopper()), aim_of(problem)
        first = rebuilding.first_plan(aim)
        if first is None:
            continue
        heard: list[Schedule] = []
        rebuilding.better(aim, first, Effort(1, 0, 5.0, 0.05), heard.append)
        left = [schedule.scores[Goal.UNSERVED] for schedule in (first, *heard)]
        assert left == sorted(left, reverse=True)
        num_improved += bool(heard)
    assert num_improved >= 5


def test_a_turn_ends_when_it_is_told_to() -> None:
    problem = problem_of(random_campaign(seeded("rounds 3")))
    rounds = first_rounds(problem)
    assert rounds is not None
    search = RuinAndRecreate(rounds, 0)
    assert search.go_on(SearchTurn(10**9, monotonic() + 60, lambda: True, len(ORDER)), lambda _better: None) == 0
    began = process_time()
    search.go_on(SearchTurn(10**9, monotonic() + 0.2, lambda: False, len(ORDER)), lambda _better: None)
    assert process_time() - began < 5


def test_the_same_seed_gives_the_same_rounds() -> None:
    problem = problem_of(random_campaign(seeded("rounds 5")))
    worths = []
    for _attempt in range(2):
        rounds = first_rounds(problem)
        assert rounds is not None
        search = RuinAndRecreate(rounds, 7)
        search.go_on(SearchTurn(2000, monotonic() + 60, lambda: False, 4), lambda _better: None)
        worths.append((rounds.worth, rounds.stops))
    assert worths[0] == worths[1]


def test_a_unit_is_put_in_as_several_visits_where_that_ends_earlier() -> None:
    campaign = small_campaign(
        units=[unit("A", 12, together=3, visits=3)],
        machines=[machine(f"M{number}", posting(2)) for number in range(3)],
        days=6,
        shifts=1,
        closures=(),
    )
    rounds = first_rounds(problem_of(campaign))
    assert rounds is not None
    assert dict(zip(ORDER, rounds.worth, strict=True))[Goal.FINISH] == 2


def test_machines_that_differ_only_in_their_base_are_pooled_and_told_apart_again() -> None:
    campaign = small_campaign(
        units=[unit("A", 4), unit("B", 4)],
        machines=[machine("M1", posting(2, base="A")), machine("M2", posting(2, base="B")), machine("M3", posting(1))],
        days=4,
        shifts=1,
        closures=(),
    )
    problem = problem_of(campaign)
    pool = pool_of(problem)
    assert sorted(machine_class.count for machine_class in pool.problem.classes) == [1, 2]
    rounds = first_rounds(problem)
    assert rounds is not None
    visits = list(rounds.visits())
    assert list(pool.meant(pool.told(visits))) == visits


def test_without_a_source_of_chance_every_place_is_looked_at() -> None:
    problem = problem_of(random_campaign(seeded("rounds 8")))
    terrain = Terrain(problem)
    plans = []
    for _attempt in range(2):
        rounds = Rounds(terrain, aim_of(problem))
        held = rounds.tried(held_stops(terrain))
        assert held is not None
        rounds.take(held)
        Insertion(rounds).put_in(range(len(terrain.units)))
        plans.append(rounds.worth)
    assert plans[0] == plans[1]
