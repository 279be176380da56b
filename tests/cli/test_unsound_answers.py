"""No plan is never shown as a plan: whatever the solver claims, nothing is written, and the exit code says which."""

import sys
from pathlib import Path

import pytest

from tests.cli.running import Answered, files_in, planner

CLAIMS = """
import sys
from ortools.sat.python import cp_model
status = getattr(cp_model, sys.argv.pop(1))
cp_model.CpSolver.solve = lambda self, model, callback=None: status
cp_model.CpSolver.status_name = lambda self, status=None: "claimed"
cp_model.CpSolver.best_objective_bound = property(lambda self: 0.0)
cp_model.CpSolver.response_proto = property(lambda self: type("Response", (), {"deterministic_time": 0.0}))
from planner.cli.main import main
main()
"""
REFUSED = """
import planner.workflow.searching as searching
from planner.domain.plan import Plan
solve = searching.solve
def broken(*arguments, **options):
    solution = solve(*arguments, **options)
    row = solution.assignments[0]
    return type(solution)(
        (row.model_copy(update={"dossiers": row.dossiers + 1}), *solution.assignments[1:]),
        solution.goals,
        solution.ahead,
        False,
    )
searching.solve = broken
from planner.cli.main import main
main()
"""
FAULTY = """
import planner.workflow.searching as searching
def faulty(*arguments, **options):
    raise KeyError("001099012345")
searching.solve = faulty
from planner.cli.main import main
main()
"""


def run(script: str, *arguments: str, folder: Path) -> Answered:
    return planner(*arguments, folder=folder, command=(sys.executable, "-c", script))


@pytest.mark.parametrize(("status", "code"), [("UNKNOWN", 3), ("INFEASIBLE", 3), ("MODEL_INVALID", 1)])
def test_what_the_solver_may_claim(home: Path, status: str, code: int) -> None:
    """Demand is elastic: where no pins exclude each other, a claimed INFEASIBLE is no proof, so time is asked for."""
    answered = run(CLAIMS, status, "plan", "nho/campaign.xlsx", folder=home)
    assert answered.code == code
    assert answered.err.splitlines()[-1].startswith("Lỗi: ")
    assert answered.out == ""
    assert files_in(home, ledgers=True) == {"nho/campaign.xlsx"}


def test_a_plan_that_the_checker_refuses(home: Path) -> None:
    answered = run(REFUSED, "plan", "nho/campaign.xlsx", folder=home)
    assert answered.code == 1
    assert "chưa ghi gì cả: bộ kiểm tra không chấp nhận lịch này" in answered.err
    assert answered.out == ""
    assert files_in(home, ledgers=True) == {"nho/campaign.xlsx"}


def test_a_fault_of_the_program_tells_where_and_not_what(home: Path) -> None:
    answered = run(FAULTY, "plan", "nho/campaign.xlsx", folder=home)
    assert answered.code == 1
    assert "lỗi của chính chương trình (KeyError, " in answered.err
    assert "001099012345" not in answered.all
