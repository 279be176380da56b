"""The solver's fault that the gate guards against: google/or-tools #5293.

OR-Tools 9.15 can drop an enforcement in presolve where a row's coefficients add up past 2^31, and then prove a wrong
optimum. Four variables and two rows suffice: the true answer is 50, the unguarded one is 9. A version in which the
unguarded answer is right does not fail here; it is reported, so that the guard may be reconsidered.
"""

import itertools
import warnings

import pytest
from ortools.sat.python import cp_model

from planner.errors import NumbersTooLarge
from planner.model import gate
from planner.model.gate import Effort, Status, Stopper, ask, assert_countable

HUGE = 2**31
TRUTH = 50
ONE_WORKER = Effort(workers=1, seed=0, wall_seconds=20.0)


def canary() -> tuple[cp_model.CpModel, cp_model.LinearExprT]:
    """Make `most - first - off` large, where `off` frees the first row."""
    model = cp_model.CpModel()
    off = model.new_bool_var("off")
    first, second = model.new_bool_var("first"), model.new_bool_var("second")
    most = model.new_int_var(0, 51, "most")
    model.add(HUGE * second - HUGE * first - most >= -1).only_enforce_if(~off)
    model.add(42 * second - 42 * first + most <= 51)
    worth = most - first - off
    model.maximize(worth)
    return model, worth


def test_the_truth_by_counting() -> None:
    best = max(
        most - first - off
        for off, first, second, most in itertools.product((0, 1), (0, 1), (0, 1), range(52))
        if (off or HUGE * second - HUGE * first - most >= -1) and 42 * second - 42 * first + most <= 51
    )
    assert best == TRUTH


def test_the_gate_has_the_parameter_that_cures_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "assert_countable", lambda _model: None)
    model, worth = canary()
    answer = ask(model, ONE_WORKER, Stopper())
    assert answer.status is Status.OPTIMAL
    assert answer.value_of is not None
    assert answer.value_of(worth) == TRUTH


def test_the_gate_refuses_such_rows_anyway() -> None:
    model, _worth = canary()
    with pytest.raises(NumbersTooLarge):
        assert_countable(model)
    with pytest.raises(NumbersTooLarge):
        ask(model, ONE_WORKER, Stopper())


@pytest.mark.parametrize(("factor", "is_countable"), [(2**30 - 1, True), (2**30, False)])
def test_the_largest_row_that_is_let_through(factor: int, *, is_countable: bool) -> None:
    """Two coefficients over ranges of one add up to 2^31 - 2, which passes, or to 2^31, which does not."""
    model = cp_model.CpModel()
    here, there, enforced = (model.new_bool_var(name) for name in ("here", "there", "enforced"))
    model.add(factor * here + factor * there <= factor).only_enforce_if(enforced)
    if is_countable:
        assert_countable(model)
        return
    with pytest.raises(NumbersTooLarge):
        assert_countable(model)


def test_what_the_unguarded_solver_says() -> None:
    model, _worth = canary()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.status_name(solver.solve(model)) == "OPTIMAL"
    answer = round(solver.objective_value)
    if answer != TRUTH:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.warn("this OR-Tools answers the canary of #5293 rightly without the guard", stacklevel=1)
