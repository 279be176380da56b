"""What each number of changes gains: the figures of a line, its proofs, and all lines as JSON and CSV."""

from typing import Any

from planner.domain.policy import Goal, Proof
from planner.telling.figures import UNKNOWN, figure, goal_name
from planner.telling.proofs import names_not_proven, proof_of
from planner.telling.tables import Columns, as_csv
from planner.texts import texts_of
from planner.workflow.planning.repairing import Repair, Weighed

_ = texts_of("telling")


def value_told(repair: Repair, goal: Goal) -> str:
    """What is reached in this goal; a dash where it is no goal of the campaign."""
    value = _value(repair, goal)
    return UNKNOWN if value is None else figure(goal, value)


def proofs_told(repair: Repair) -> str:
    """What is not proven, with how far it is; that all is proven where it is."""
    open_ones = [result for result in repair.goals if result.proof is Proof.BEST_FOUND]
    if not open_ones:
        return _("proven")
    return "; ".join(f"{_name_in_short(result.goal)}: {proof_of(result)}" for result in open_ones)


def _name_in_short(goal: Goal) -> str:
    return {Goal.TRAVEL: "km", Goal.FINISH: _("finish"), Goal.UNSERVED: _("left")}.get(goal) or goal_name(goal)


def repair_as_json(repair: Repair) -> dict[str, Any]:
    """A line for a program."""
    return {
        "most": repair.most,
        "changed_unit_days": repair.changed_unit_days,
        "citizens_weighed": repair.citizens,
        "finish": repair.finish.isoformat() if repair.finish else None,
        "goals": [result.model_dump(mode="json") for result in repair.goals],
        "why_not": repair.why_not,
    }


def repairs_csv(weighed: Weighed) -> str:
    """What each number of changes gains; any number is an empty cell."""
    columns: Columns[Repair] = {
        _("allowed"): lambda repair: repair.most,
        _("changed"): lambda repair: repair.changed_unit_days,
        _("left"): lambda repair: _value(repair, Goal.UNSERVED),
        _("finish"): lambda repair: repair.finish,
        "km": lambda repair: _value(repair, Goal.TRAVEL),
        _("citizens*"): lambda repair: repair.citizens if repair.changed_unit_days is not None else None,
        _("not proven"): lambda repair: names_not_proven(repair.goals),
        _("why there is none"): lambda repair: repair.why_not,
    }
    return as_csv(columns, weighed.repairs)


def _value(repair: Repair, goal: Goal) -> float | None:
    return next((result.value for result in repair.goals if result.goal is goal), None)
