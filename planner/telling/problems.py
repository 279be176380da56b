"""Problems, errors and whether a plan was stored: as a line for people, and for programs."""

from collections.abc import Sequence
from typing import Any

from planner.errors import PlannerError, Problem, WorkbookProblems
from planner.texts import plurals_of, texts_of

_ = texts_of("telling")
ngettext = plurals_of("telling")


def problem_line(severity: str, text: str) -> str:
    """One problem as a line."""
    label = {"error": _("Error"), "note": _("Note")}.get(severity, _("Warning"))
    return f"{label}: {text}"


def problems_to_mend(problems: Sequence[Problem]) -> str:
    """How many of these a workbook has to be rid of before it can be planned."""
    count = sum(problem.severity == "error" for problem in problems)
    return ngettext(
        "{count} problem to mend in the workbook.", "{count} problems to mend in the workbook.", count
    ).format(count=count)


def problems_as_json(problems: Sequence[Problem]) -> list[dict[str, str]]:
    """Problems for a program."""
    return [
        {"severity": problem.severity, "where": problem.where, "what": problem.what, "advice": problem.advice}
        for problem in problems
    ]


def error_as_json(error: PlannerError) -> dict[str, Any]:
    """Why there is no answer, for a program."""
    if isinstance(error, WorkbookProblems):
        return {"error": "workbook", "problems": problems_as_json(error.problems)}
    return {"error": type(error).__name__, "message": str(error)}


def stored_as_json(trouble: PlannerError | None) -> dict[str, Any]:
    """Whether a plan or roster is in the ledger, for a program; where it is not, the error and its message."""
    return {"stored": True} if trouble is None else {"stored": False, **error_as_json(trouble)}
