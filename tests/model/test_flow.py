"""The flow formulation against routing from visit to visit: the same optima, and plans that obey."""

from collections.abc import Iterator

import pytest

from planner.domain.campaign import Campaign, PostingKind
from planner.domain.policy import Goal, Proof
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START
from planner.errors import NoPlanPossible
from planner.model.formulations.flow import FlowFormulation, holds_as_flow, suits_flow
from planner.model.formulations.formulation import Formulation
from planner.model.formulations.routing import RoutingFormulation
from planner.model.formulations.time_indexed import TimeIndexedFormulation
from planner.model.gate import Effort, Status, Stopper, ask
from planner.model.instance.criteria import Criterion, EpsilonConstraints
from planner.model.instance.pooling import Pool, pool_of
from planner.model.instance.residual import residual_of
from planner.model.instance.schedule import Schedule, schedule_of
from planner.model.instance.subproblem import Subproblem, components, whole
from planner.model.instance.visits import obeys_rules
from planner.model.search import subproblem_search
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.solve import solve
from tests.campaigns import Size, machine, posting, random_campaign, road, seeded, small_campaign, unit
from tests.drawn import first_that

SEVERAL = Size(units=4, machines=4, days=3, shifts=2, need=9)


def roaming_campaign(number: int) -> Campaign:
    """A campaign by chance of machines that roam and units that may get several visits."""
    rng = seeded(f"flow {number}")
    drawn = random_campaign(rng, SEVERAL)
    units = tuple(
        unit.model_copy(update={"visits": rng.choice((1, 2, 2, 3)), "together": rng.choice((1, 2, 3))})
        for unit in drawn.units
    )
    alike = drawn.machines[0].postings[:1]
    machines = tuple(
        machine.model_copy(update={"postings": alike if rng.random() < 0.6 else machine.postings[:1]})
        for machine in drawn.machines
    )
    return drawn.model_copy(
        update={"units": units, "machines": machines, "pins": (), "rate_overrides": (), "reach_km": None}
    )


def flowing_parts(campaign: Campaign) -> list[Subproblem]:
    if any(posting.kind is PostingKind.FIXED for machine in campaign.machines for posting in machine.postings):
        return []
    parts = components(whole(residual_of(campaign, AT_THE_START)))
    return [part for part in parts if part.units and holds_as_flow(part)]


def least(formulation: Formulation, goal: Criterion) -> tuple[int, list[object]]:
    """The optimum, and the visits of a plan that has it."""
    formulation.settle(goal)
    answer = ask(formulation.model, Effort(1, 0, 30.0), Stopper())
    assert answer.status is Status.OPTIMAL
    assert answer.value_of is not None
    return answer.value_of(formulation.goals[goal]), list(formulation.visits(answer.value_of))


def read(problem: Subproblem, pool: Pool, visits: list[object]) -> Schedule:
    schedule = schedule_of(problem, pool.meant(visits))  # type: ignore[arg-type]
    assert obeys_rules(problem, schedule.visits)
    return schedule


def settled_limits(problem: Subproblem, pool: Pool, *, by_finish: bool) -> EpsilonConstraints:
    """What is best to leave, and by when."""
    limits = EpsilonConstraints()
    left, visits = least(TimeIndexedFormulation(pool.problem, limits), Goal.UNSERVED)
    limits = limits.at_most(Goal.UNSERVED, left)
    if not by_finish:
        return limits
    return limits.at_most(Goal.FINISH, read(problem, pool, visits).scores[Goal.FINISH])


def compared(problem: Subproblem, *, by_finish: bool) -> Iterator[tuple[int, int, int]]:
    """Travel, then waiting: by routing, by the flow, and of the plan that is read off the flow."""
    pool = pool_of(problem)
    limits = settled_limits(problem, pool, by_finish=by_finish)
    for goal in (Goal.TRAVEL, Goal.WAITING):
        routed, _visits = least(RoutingFormulation(problem, limits), goal)
        flowing, visits = least(FlowFormulation(problem, pool, limits), goal)
        schedule = read(problem, pool, visits)
        assert all(schedule.scores[one] <= limit for one in Goal for limit in [limits.of(one)] if limit is not None)
        yield routed, flowing, schedule.scores[goal]
        limits = limits.at_most(goal, flowing)


@pytest.mark.parametrize("seed", range(60))
def test_a_flow_has_the_optima_of_routing_from_visit_to_visit(seed: int) -> None:
    campaign = first_that(seed, roaming_campaign, flowing_parts)
    for problem in flowing_parts(campaign):
        for routed, flowing, read_off in compared(problem, by_finish=seed % 3 > 0):
            assert routed == flowing == read_off


@pytest.mark.parametrize("seed", range(20))
def test_a_known_plan_is_told_whole_to_a_flow(seed: int) -> None:
    """Fixed to its hint, the model still has a solution, and it is worth no more than the plan."""
    campaign = first_that(seed, roaming_campaign, flowing_parts)
    for problem in flowing_parts(campaign):
        search = SubproblemSearch(problem, Stopper(), (), (Goal.UNSERVED,))
        search.first_plan()
        assert search.incumbent is not None
        limits = EpsilonConstraints().at_most(Goal.UNSERVED, search.incumbent.scores[Goal.UNSERVED])
        flow = FlowFormulation(problem, search.pool, limits)
        flow.settle(Goal.TRAVEL)
        flow.hint(tuple(search.pool.told(search.incumbent.visits)))
        hinted = flow.model.proto.solution_hint
        for index, value in zip(hinted.vars, hinted.values, strict=True):
            number = flow.model.get_int_var_from_proto_index(index)
            flow.model.add(number == value)
        answer = ask(flow.model, Effort(1, 0, 10.0), Stopper())
        assert answer.value_of is not None
        assert answer.value_of(flow.goals[Goal.TRAVEL]) == search.incumbent.scores[Goal.TRAVEL]


def proven(campaign: Campaign) -> dict[Goal, float] | None:
    """What is best in every goal; None where it is not all proven, or there is no plan."""
    try:
        solution = solve(campaign, terms=SearchTerms(seconds=20.0, workers=1))
    except NoPlanPossible:
        return None
    if any(result.proof is not Proof.OPTIMAL for result in solution.goals):
        return None
    return {result.goal: result.value for result in solution.goals}


@pytest.mark.parametrize("seed", range(12))
def test_with_a_flow_the_same_is_proven_as_without(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def noted(*arguments: object) -> bool:
        asked.append(suits_flow(*arguments))  # type: ignore[arg-type]
        return asked[-1]

    def draw(number: int) -> tuple[Campaign, dict[Goal, float] | None]:
        campaign = roaming_campaign(number)
        if not flowing_parts(campaign):
            return campaign, None
        asked.clear()
        values = proven(campaign)
        return campaign, values if any(asked) else None

    monkeypatch.setattr(subproblem_search, "suits_flow", noted)
    campaign, values = first_that(seed, draw, lambda found: found[-1])
    monkeypatch.setattr(subproblem_search, "suits_flow", lambda *_arguments: False)
    assert proven(campaign) == values


def test_many_machines_that_are_alike_are_no_harder_than_few() -> None:
    """Six units, twelve machines, four slots: what is proven of travel is near to it within seconds."""
    codes = "ABCDEF"
    roads = tuple(
        road(one, other, 4.0 + (3 * place + 5 * later) % 11)
        for place, one in enumerate(codes)
        for later, other in enumerate(codes)
        if place < later
    )
    campaign = small_campaign(
        days=2,
        shifts=2,
        units=[unit(code, 50 + 10 * place, together=2, visits=4) for place, code in enumerate(codes)],
        machines=[
            machine(f"M{number}", posting(10, base=codes[number % 3], serves="A B C D E F")) for number in range(12)
        ],
        roads=roads,
        closures=(),
        whole_days=False,
    )
    solution = solve(campaign, terms=SearchTerms(seconds=10.0, workers=1))
    travel = next(result for result in solution.goals if result.goal is Goal.TRAVEL)
    assert travel.bound is not None
    assert travel.bound >= 0.95 * travel.value
