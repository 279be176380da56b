"""What is told of scenarios laid side by side: what is proven of each, and all of them as JSON and CSV."""

from collections.abc import Iterator
from typing import Any

from planner.domain.policy import Goal, Proof
from planner.telling.figures import counted
from planner.telling.proofs import goals_as_json, names_not_proven, proof_in_short
from planner.telling.tables import Columns, as_csv
from planner.texts import texts_of
from planner.workflow.questions.outlooks import COMPARED, Compared, Outlook
from planner.workflow.questions.replies import reply_to_day

_ = texts_of("telling")


def missing_told(num_missing: int) -> str:
    """How many scenarios nobody had the time to look at."""
    return counted(
        num_missing,
        _("The search was over before 1 scenario was begun."),
        _("The search was over before {count} scenarios were begun."),
    )


def without_plan_told(compared: Compared) -> Iterator[str]:
    """A line for each scenario that has no plan, with the reason."""
    for outlook in compared.outlooks:
        if outlook.why_not:
            yield f"  - {outlook.scenario.name}: {outlook.why_not}"


def solved_for_told() -> str:
    """By which goals scenarios are compared."""
    return _("Solved for Còn sót, then Ngày xong, then Quãng đường; nothing is stored.")


def proofs_told(outlook: Outlook) -> str:
    """What is not proven, with what is."""
    names = {Goal.UNSERVED: _("left"), Goal.FINISH: _("finish"), Goal.TRAVEL: "km"}
    results = [(goal, outlook.result(goal)) for goal in COMPARED]
    unproven = [
        f"{names[goal]} {proof_in_short(result)}"
        for goal, result in results
        if result and result.proof is Proof.BEST_FOUND
    ]
    return "; ".join(unproven) or _("proven")


def compared_as_json(compared: Compared, advice: dict[str, Any] | None) -> dict[str, Any]:
    """The answer to the day that was asked for and each scenario, with the door's own `advice` on how to search on."""
    return {
        "sentence": reply_to_day(compared),
        "scenarios": [_outlook_as_json(outlook) for outlook in compared.outlooks],
        "num_missing": compared.num_missing,
        "advice": advice,
    }


def _outlook_as_json(outlook: Outlook) -> dict[str, Any]:
    return {
        "scenario": outlook.scenario.name,
        "finish": outlook.finish.isoformat() if outlook.finish else None,
        "left": outlook.left if outlook.plan is not None else None,
        "goals": goals_as_json(outlook.plan),
        "why_not": outlook.why_not,
    }


def whatif_csv(compared: Compared) -> str:
    """How the campaign goes in each scenario."""
    columns: Columns[Outlook] = {
        _("scenario"): lambda outlook: outlook.scenario.name,
        _("finish"): lambda outlook: outlook.finish,
        _("left"): lambda outlook: outlook.left if outlook.plan is not None else None,
        "km": _km,
        _("not proven"): lambda outlook: names_not_proven(outlook.plan.goals if outlook.plan is not None else ()),
        _("why there is none"): lambda outlook: outlook.why_not,
    }
    return as_csv(columns, compared.outlooks)


def _km(outlook: Outlook) -> float | None:
    travel = outlook.result(Goal.TRAVEL)
    return None if travel is None else travel.value
