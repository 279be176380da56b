"""What is said of waiting where travel leaves room for few second visits, against the exact model of all plans."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal, Proof
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START
from planner.model.formulations.formulation import Formulation
from planner.model.formulations.routing import RoutingFormulation
from planner.model.gate import Effort, Status, Stopper, ask
from planner.model.instance.criteria import Criterion, EpsilonConstraints
from planner.model.instance.residual import residual_of
from planner.model.instance.subproblem import Subproblem, components, whole
from planner.model.solve import solve
from planner.model.subsets import second_visits
from planner.model.subsets.second_visits import bound_of_waiting, units_come_to_again
from planner.model.subsets.small_part import visited_at_least_once
from tests.campaigns import closed, machine, posting, road, seeded, small_campaign, unit
from tests.drawn import first_that

SERVED = EpsilonConstraints().at_most(Goal.UNSERVED, 0)
ENOUGH_SECONDS = 1000.0


def paired_campaign(number: int) -> Campaign:
    """Two or three units on a grid and two machines that mostly set out from the same one; a unit may get two visits,
    and where roads lead through it, or machines begin there, a second one is no way round.
    """
    rng = seeded(f"second visits {number}")
    codes = "ABC"[: rng.choice((2, 3, 3))]
    at = {code: (rng.randint(0, 3), rng.randint(0, 2)) for code in codes}
    roads = [
        road(one, other, float(1 + 3 * (abs(at[one][0] - at[other][0]) + abs(at[one][1] - at[other][1]))))
        for one in codes
        for other in codes
        if one < other
    ]
    capacity, shifts = rng.choice((2, 3)), rng.choice((1, 1, 2))
    time = rng.randint(5, 7)
    units = [
        unit(
            code,
            rng.randint(1, 4 * capacity * shifts),
            visits=rng.choice((1, 2, 2, 2)),
            together=rng.choice((1, 2, 2)),
            first=rng.choice((1, 1, 1, 2)),
        )
        for code in codes
    ]
    served = " ".join(codes)
    machines = [
        machine(f"M{copy}", posting(capacity, base=rng.choice(("A", "A", codes[-1])), serves=served))
        for copy in range(2)
    ]
    day = rng.randint(2, time)
    shut = closed(day, day)
    return small_campaign(
        days=time,
        shifts=shifts,
        units=units,
        machines=machines,
        roads=roads,
        closures=rng.choice(((), (), (shut,))),
        whole_days=shifts == 1 or rng.random() < 0.7,
    )


class Limited(NamedTuple):
    """A part of which everybody can be served, within limits of finish and travel."""

    problem: Subproblem
    limits: EpsilonConstraints


def solved(formulation: Formulation, goal: Criterion) -> int | None:
    """The optimum; None where there is no plan."""
    formulation.settle(goal)
    answer = ask(formulation.model, Effort(1, 0, 30.0), Stopper())
    assert answer.is_final
    return (
        None
        if answer.status is Status.INFEASIBLE or answer.value_of is None
        else answer.value_of(formulation.goals[goal])
    )


def limited_parts(number: int) -> Iterator[Limited]:
    """The parts of a campaign by chance, travel limited to what it takes and mostly a little more."""
    rng = seeded(f"limits of second visits {number}")
    for problem in components(whole(residual_of(paired_campaign(number), AT_THE_START))):
        if all(map(problem.gets_one_visit, problem.pairs)):
            continue
        limits = SERVED
        if rng.random() < 0.7:
            limits = SERVED.at_most(Goal.FINISH, rng.randint(2, problem.timeline.last_ordinal))
        metres = solved(RoutingFormulation(problem, limits), Goal.TRAVEL)
        if metres is not None:
            yield Limited(problem, limits.at_most(Goal.TRAVEL, metres + rng.choice((0, 0, 0, 1000, 3000))))


def told_and_true(limited: Limited) -> tuple[int | None, int]:
    """What is said of waiting, and the least there is."""
    told = bound_of_waiting(limited.problem, limited.limits, ENOUGH_SECONDS)
    true = solved(RoutingFormulation(limited.problem, limited.limits), Goal.WAITING)
    assert true is not None
    return told, true


@pytest.mark.parametrize("step", [None, 2, 3])
@pytest.mark.parametrize("seed", range(25))
def test_no_plan_lets_people_wait_less_than_is_said(
    seed: int, step: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where periods are told in larger steps, as with many units."""
    if step is not None:
        monkeypatch.setattr(second_visits, "STEPS", (step,))

    def draw(number: int) -> list[tuple[int | None, int]]:
        return [told_and_true(limited) for limited in limited_parts(number)]

    found = first_that(seed, draw, lambda said: any(told is not None for told, _true in said))
    assert all(told is None or told <= true for told, true in found)


def test_most_is_said_as_it_is() -> None:
    """Bounds of 0 would be true as well."""
    said = [told_and_true(limited) for number in range(25) for limited in limited_parts(number)]
    assert said
    assert sum(told or 0 for told, _true in said) >= 0.85 * sum(true for _told, true in said)


def least_wait(campaign: Campaign, metres: int) -> tuple[int | None, int]:
    """What is said of waiting, and the least there is, within so many metres."""
    (problem,) = components(whole(residual_of(campaign, AT_THE_START)))
    return told_and_true(Limited(problem, SERVED.at_most(Goal.TRAVEL, metres)))


def test_two_machines_on_the_last_day_collect_both_in_its_first_slot() -> None:
    """Of five dossiers four in the first slot, though one machine's whole day is told as two and two."""
    campaign = small_campaign(
        days=2,
        shifts=2,
        units=[unit("A", 5, visits=2, together=2)],
        machines=[machine(name, posting(2, base="A", serves="A")) for name in ("M1", "M2")],
        roads=(),
        closures=(),
    )
    told, true = least_wait(campaign, 0)
    assert true == 4 * 1 + 1 * 2
    assert told is not None
    assert told <= true


def hub() -> Campaign:
    """Two machines stand where most have to come to; the other two places lie 5 km off, each on another side."""
    return small_campaign(
        days=8,
        shifts=1,
        units=[unit("A", 12, visits=2, together=2), unit("B", 8, visits=2), unit("C", 8, visits=2)],
        machines=[machine(name, posting(2, base="A", serves="A B C")) for name in ("M1", "M2")],
        roads=(road("A", "B", 5.0), road("A", "C", 5.0), road("B", "C", 10.0)),
        closures=(),
    )


def test_where_both_begin_both_may_come_to_the_same_unit() -> None:
    """Each works at A for three days, then four days at its own place: to come to A twice is no way round."""
    told, true = least_wait(hub(), 10_000)
    assert true == 4 * (1 + 2 + 3) + 4 * (4 + 5 + 6 + 7)
    assert told == true


@pytest.mark.parametrize(("metres", "again"), [(10_000, ("A",)), (15_000, ("A",)), (20_000, ("A", "B", "C"))])
def test_who_can_be_come_to_again_within_so_many_metres(metres: int, again: tuple[str, ...]) -> None:
    (problem,) = components(whole(residual_of(hub(), AT_THE_START)))
    least = visited_at_least_once(problem, SERVED)
    assert least is not None
    assert units_come_to_again(least, metres, ENOUGH_SECONDS) == again


def test_waiting_of_two_visits_is_proven_after_travel() -> None:
    solution = solve(hub(), terms=SearchTerms(seconds=10.0, workers=1))
    waiting = next(result for result in solution.goals if result.goal is Goal.WAITING)
    assert waiting.value == 112
    assert waiting.proof is Proof.OPTIMAL
