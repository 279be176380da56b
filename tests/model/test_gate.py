"""The gate: what may be believed of the solver, and what is never read."""

from time import process_time
from typing import Any

import pytest
from ortools.sat.python import cp_model

from planner.domain.policy import Proof
from planner.domain.search_terms import SearchTerms
from planner.errors import NoPlanInTime, NumbersTooLarge
from planner.model import gate
from planner.model.gate import Effort, SolverAnswer, Status, Stopper, ask, assert_countable, refute, round_up
from planner.model.solve import solve
from tests.campaigns import seeded, small_campaign

EFFORT = Effort(workers=1, seed=0, wall_seconds=10.0)


def two_below_five() -> tuple[cp_model.CpModel, cp_model.IntVar]:
    model = cp_model.CpModel()
    number = model.new_int_var(0, 9, "number")
    model.add(number <= 4)
    return model, number


def impossible() -> cp_model.CpModel:
    model, number = two_below_five()
    model.add(number >= 5)
    return model


def test_an_optimum_is_told_with_its_bound_and_its_values() -> None:
    model, number = two_below_five()
    model.maximize(number)
    answer = ask(model, EFFORT, Stopper())
    assert (answer.status, answer.bound) == (Status.OPTIMAL, 4)
    assert answer.value_of is not None
    assert answer.value_of(number + 1) == 5


def test_an_impossible_model_carries_no_values_and_is_refuted_twice() -> None:
    answer = ask(impossible(), EFFORT, Stopper())
    assert (answer.status, answer.bound, answer.found) == (Status.INFEASIBLE, None, False)
    assert refute(impossible, EFFORT, Stopper())
    assert not refute(lambda: two_below_five()[0], EFFORT, Stopper())


@pytest.mark.parametrize("effort", [EFFORT, Effort(1, 0, 0.0)])
def test_a_search_that_was_stopped_or_has_no_time_knows_nothing(effort: Effort) -> None:
    stopper = Stopper()
    if effort is EFFORT:
        stopper.stop()
    assert ask(two_below_five()[0], effort, stopper) == SolverAnswer(Status.UNKNOWN, None, 0.0)


def test_every_better_solution_is_told() -> None:
    model, number = two_below_five()
    model.maximize(number)
    heard: list[int] = []
    ask(model, EFFORT, Stopper(), lambda value_of, _bound: heard.append(value_of(number)))
    assert heard
    assert heard == sorted(heard)
    assert heard[-1] == 4


@pytest.mark.parametrize(("factor", "is_enforced"), [(80_000_000, True), (10**15, False)])
def test_a_row_that_adds_up_too_far_is_refused(factor: int, is_enforced: bool) -> None:
    model = cp_model.CpModel()
    numbers = [model.new_int_var(0, 10, str(k)) for k in range(3)]
    condition = [model.new_bool_var("condition")] if is_enforced else []
    model.add(cp_model.LinearExpr.sum([70_000_000 * number for number in numbers]) >= 1).only_enforce_if(condition)
    assert_countable(model)
    model.add(cp_model.LinearExpr.sum([factor * number for number in numbers]) >= 1).only_enforce_if(condition)
    with pytest.raises(NumbersTooLarge):
        assert_countable(model)


def test_a_row_without_condition_may_pass_two_to_the_31() -> None:
    model = cp_model.CpModel()
    model.add(400_000_000 * model.new_int_var(0, 10, "number") >= 1)
    assert_countable(model)


@pytest.mark.parametrize(
    ("told", "meant"), [(52.99999999999999, 53), (53.0, 53), (52.2, 53), (-1e20, None), (1e20, None), (0.0, 0)]
)
def test_a_bound_on_a_whole_number_is_rounded_up(told: float, meant: int | None) -> None:
    assert round_up(told) == meant


def test_unknown_is_never_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    def knows_nothing(*_arguments: Any, **_options: Any) -> SolverAnswer:
        return SolverAnswer(Status.UNKNOWN, None, 0.0)

    for module in ("formulations.assignment_relaxation", "search.deciding", "search.subproblem_search"):
        monkeypatch.setattr(f"planner.model.{module}.ask", knows_nothing)
    monkeypatch.setattr(gate, "ask", knows_nothing)
    by_shift = small_campaign().model_copy(update={"whole_days": False})  # no table plans it without the solver
    made_by_hand = solve(by_shift, terms=SearchTerms(seconds=5.0))
    assert made_by_hand.assignments
    assert any(goal.proof is Proof.BEST_FOUND for goal in made_by_hand.goals)
    monkeypatch.setattr("planner.model.search.subproblem_search.SubproblemSearch.first_plan", lambda _search: None)
    with pytest.raises(NoPlanInTime):
        solve(by_shift, terms=SearchTerms(seconds=5.0))


def test_a_search_ends_when_a_plan_found_elsewhere_comes_down_to_its_bound() -> None:
    """The solver tells of a bound once, and the plan that meets it may come later."""
    model = cp_model.CpModel()
    random = seeded("hard to pack")
    sizes = [random.randint(10**5, 10**6) for _ in range(60)]
    bins = [[model.new_bool_var(f"{item} in {place}") for item in range(60)] for place in range(6)]
    for item in range(60):
        model.add_exactly_one([place[item] for place in bins])
    most = model.new_int_var(0, sum(sizes), "most")
    for place in bins:
        model.add(sum(size * here for size, here in zip(sizes, place, strict=True)) <= most)
    model.minimize(most)
    began = process_time()
    ask(
        model,
        Effort(1, 0, 30.0, all_workers=2),
        Stopper(),
        is_met=lambda _bound: process_time() - began > 1.0,
    )
    assert process_time() - began < 10.0
