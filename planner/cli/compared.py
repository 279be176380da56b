"""Plans laid side by side as one table, for --csv: a row for each scenario or repair.

Apart from the other tables, since what finds these plans brings the search with it.
"""

from collections.abc import Iterable

from planner.cli.tables import Columns, as_csv
from planner.domain.plan import GoalResult
from planner.domain.policy import Goal, Proof
from planner.telling.figures import goal_name
from planner.texts import texts_of
from planner.workflow.planning.repairing import Repair, Weighed
from planner.workflow.questions.outlooks import Compared, Outlook

_ = texts_of("cli")


def whatif_csv(compared: Compared) -> str:
    """How the campaign goes in each scenario."""
    columns: Columns[Outlook] = {
        _("scenario"): lambda outlook: outlook.scenario.name,
        _("finish"): lambda outlook: outlook.finish,
        _("left"): lambda outlook: outlook.left if outlook.plan is not None else None,
        "km": lambda outlook: _value(outlook.plan.goals if outlook.plan is not None else (), Goal.TRAVEL),
        _("not proven"): lambda outlook: _not_proven(outlook.plan.goals if outlook.plan is not None else ()),
        _("why there is none"): lambda outlook: outlook.why_not,
    }
    return as_csv(columns, compared.outlooks)


def repairs_csv(weighed: Weighed) -> str:
    """What each number of changes gains; any number is an empty cell."""
    columns: Columns[Repair] = {
        _("allowed"): lambda repair: repair.most,
        _("changed"): lambda repair: repair.changed_unit_days,
        _("left"): lambda repair: _value(repair.goals, Goal.UNSERVED),
        _("finish"): lambda repair: repair.finish,
        "km": lambda repair: _value(repair.goals, Goal.TRAVEL),
        _("citizens*"): lambda repair: repair.citizens if repair.changed_unit_days is not None else None,
        _("not proven"): lambda repair: _not_proven(repair.goals),
        _("why there is none"): lambda repair: repair.why_not,
    }
    return as_csv(columns, weighed.repairs)


def _value(goals: Iterable[GoalResult], goal: Goal) -> float | None:
    return next((result.value for result in goals if result.goal is goal), None)


def _not_proven(goals: Iterable[GoalResult]) -> str:
    return ", ".join(goal_name(result.goal) for result in goals if result.proof is Proof.BEST_FOUND)
