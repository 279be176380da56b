"""No plan is never shown as a plan: whatever the solver claims, nothing is written, and the exit code says which."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.campaigns import small_campaign
from tests.cli.running import files_in, planner
from tests.workbooks import write_workbook

Program = Callable[[str], tuple[str, str]]

CLAIMS = """
import os
from ortools.sat.python import cp_model
status = getattr(cp_model, os.environ["CLAIMED"])
cp_model.CpSolver.solve = lambda self, model, callback=None: status
cp_model.CpSolver.status_name = lambda self, status=None: "claimed"
cp_model.CpSolver.best_objective_bound = property(lambda self: 0.0)
cp_model.CpSolver.response_proto = property(lambda self: type("Response", (), {"deterministic_time": 0.0}))
"""
REFUSED = """
import planner.model.solve as model
from planner.domain.plan import Plan
solve = model.solve
def broken(*arguments, better, **options):
    solution = solve(*arguments, **options)
    row = solution.assignments[0]
    return type(solution)(
        (row.model_copy(update={"dossiers": row.dossiers + 1}), *solution.assignments[1:]),
        solution.goals,
        solution.ahead,
        False,
    )
model.solve = broken
"""
FAULTY = """
import planner.model.solve as model
def faulty(*arguments, **options):
    raise KeyError("001099012345")
model.solve = faulty
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A campaign shift by shift, which no table over sets plans without the solver."""
    folder = tmp_path / "nho"
    folder.mkdir()
    write_workbook(small_campaign().model_copy(update={"whole_days": False}), folder / "campaign.xlsx")
    return tmp_path


@pytest.mark.parametrize("status", ["UNKNOWN", "INFEASIBLE"])
def test_what_the_solver_does_not_find_is_planned_without_it(home: Path, as_program: Program, status: str) -> None:
    """Demand is elastic: where no pins exclude each other, a claimed INFEASIBLE is no proof that there is no plan."""
    asked = ("plan", "nho/campaign.xlsx", "-o", "o", "--seconds", "2", "--workers", "1", "--json")
    answered = planner(*asked, folder=home, command=as_program(CLAIMS), CLAIMED=status)
    assert answered.code == 0, answered.err
    if status == "UNKNOWN":
        assert "best found" in {goal["proof"] for goal in json.loads(answered.out)["goals"]}
    assert planner("verify", "nho/campaign.xlsx", "o/plan.json", folder=home).code == 0


def test_an_answer_that_makes_no_sense_ends_the_search_and_what_it_had_found_is_kept(
    home: Path, as_program: Program
) -> None:
    asked = ("plan", "nho/campaign.xlsx", "-o", "o", "--workers", "1", "--json")
    answered = planner(*asked, folder=home, command=as_program(CLAIMS), CLAIMED="MODEL_INVALID")
    assert answered.code == 0, answered.err
    assert "tiến trình tìm lịch dừng đột ngột, thử lại một lần vẫn vậy" in answered.err
    assert "best found" in {goal["proof"] for goal in json.loads(answered.out)["goals"]}
    assert planner("verify", "nho/campaign.xlsx", "o/plan.json", folder=home).code == 0


def test_a_plan_that_the_checker_refuses(home: Path, as_program: Program) -> None:
    answered = planner("plan", "nho/campaign.xlsx", folder=home, command=as_program(REFUSED))
    assert answered.code == 1
    assert "chưa ghi gì cả: bộ kiểm tra không chấp nhận lịch này" in answered.err
    assert answered.out == ""
    assert files_in(home, ledgers=True) == {"nho/campaign.xlsx"}


def test_a_fault_of_the_program_tells_where_and_not_what(home: Path, as_program: Program) -> None:
    answered = planner("plan", "nho/campaign.xlsx", folder=home, command=as_program(FAULTY))
    assert answered.code == 1
    assert "lỗi của chính chương trình (KeyError, changed_planner.py:" in answered.err
    assert "001099012345" not in answered.all
