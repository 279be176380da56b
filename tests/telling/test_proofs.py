"""What is told of goals and errors is the same whichever door tells it."""

from collections.abc import Iterator

import pytest

from planner.domain.plan import GoalResult
from planner.domain.policy import Goal, Proof
from planner.errors import LedgerUnusable, Problem, Severity, WorkbookProblems
from planner.roster.duties import DutyGoalResult
from planner.roster.policy import DutyGoal
from planner.telling.figures import difference_told, goal_name
from planner.telling.problems import error_as_json, problems_to_mend, stored_as_json
from planner.telling.proofs import names_not_proven, proof_in_short, proof_of, proofs_in_short
from planner.texts import Language, choose_language

OPTIMAL = GoalResult(goal=Goal.UNSERVED, value=222, bound=222, proof=Proof.OPTIMAL)
OPEN = GoalResult(goal=Goal.TRAVEL, value=200, bound=150, proof=Proof.BEST_FOUND)
UNASKED = GoalResult(goal=Goal.WAITING, value=9, bound=0, proof=Proof.NOT_OPTIMISED)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


def test_a_proof_in_a_sentence_and_in_a_cell() -> None:
    assert [proof_of(each) for each in (OPTIMAL, OPEN, UNASKED)] == [
        "proven optimal",
        "best found; no plan is below 150.0, gap 25.0 %",
        "not optimised",
    ]
    assert [proof_in_short(each) for each in (OPTIMAL, OPEN, UNASKED)] == ["proven", "at least 150.0", "not optimised"]


def test_a_best_value_of_0_has_no_gap() -> None:
    assert proof_of(OPEN.model_copy(update={"value": 0, "bound": 0})).endswith("gap 0.0 %")


def test_a_roster_of_which_nothing_is_proven() -> None:
    result = DutyGoalResult(goal=DutyGoal.VACANT, value=3, bound=None, proof=Proof.BEST_FOUND)
    assert (proof_of(result), proof_in_short(result)) == ("not optimised", "not optimised")


def test_two_proofs_that_are_alike_are_told_once() -> None:
    assert proofs_in_short(OPTIMAL, OPTIMAL) == "proven"
    assert proofs_in_short(OPTIMAL, OPEN) == "proven / at least 150.0"


def test_which_goals_are_not_proven() -> None:
    assert names_not_proven([OPTIMAL, UNASKED]) == ""
    assert names_not_proven([OPTIMAL, OPEN]) == goal_name(Goal.TRAVEL)


def test_a_difference_bears_its_sign() -> None:
    assert [difference_told(Goal.TRAVEL, 10, after) for after in (10.04, 12.5, 9)] == ["0.0", "+2.5", "−1.0"]


def test_an_error_for_a_program() -> None:
    problems = [Problem("Đơn vị!B5", "no number", "Enter one"), Problem("Ca!A2", "odd", "", Severity.WARNING)]
    assert problems_to_mend(problems) == "1 problem to mend in the workbook."
    told = error_as_json(WorkbookProblems(problems))
    assert told["error"] == "workbook"
    assert [each["where"] for each in told["problems"]] == ["Đơn vị!B5", "Ca!A2"]
    assert stored_as_json(None) == {"stored": True}
    assert stored_as_json(LedgerUnusable("no room")) == {
        "stored": False,
        "error": "LedgerUnusable",
        "message": "no room",
    }
