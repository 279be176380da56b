"""What is proven of a goal's value, in words."""

from collections.abc import Iterable
from typing import Any

from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Proof
from planner.roster.duties import DutyGoalResult
from planner.telling.figures import figure, goal_name
from planner.texts import spoken_number, texts_of

_ = texts_of("telling")


def proof_of(result: GoalResult | DutyGoalResult) -> str:
    """How far a goal's value is proven: *proven optimal*, or the bound and the gap."""
    if result.proof is Proof.OPTIMAL:
        return _("proven optimal")
    if result.proof is Proof.NOT_OPTIMISED or result.bound is None:
        return _("not optimised")
    gap = 100 * (result.value - result.bound) / result.value if result.value else 0.0
    return _("best found; no plan is below {bound}, gap {gap} %").format(
        bound=figure(result.goal, result.bound), gap=spoken_number(gap, 1)
    )


def proof_in_short(result: GoalResult | DutyGoalResult) -> str:
    """The same in a cell of a table."""
    if result.proof is Proof.OPTIMAL:
        return _("proven")
    if result.proof is Proof.NOT_OPTIMISED or result.bound is None:
        return _("not optimised")
    return _("at least {bound}").format(bound=figure(result.goal, result.bound))


def proofs_in_short(before: GoalResult | DutyGoalResult, after: GoalResult | DutyGoalResult) -> str:
    """Of two values laid side by side: once where both are proven alike."""
    proofs = dict.fromkeys([proof_in_short(before), proof_in_short(after)])
    return " / ".join(proofs)


def names_not_proven(goals: Iterable[GoalResult]) -> str:
    """The goals whose search ended above their bound, by name; empty where all are proven."""
    return ", ".join(goal_name(result.goal) for result in goals if result.proof is Proof.BEST_FOUND)


def ended_early() -> str:
    """That somebody stopped a search."""
    return _("The search was ended early; this is the best found until then.")


def goals_as_json(plan: Plan | None) -> list[dict[str, Any]] | None:
    """The goals of a plan for a program; None where there is no plan."""
    return None if plan is None else [result.model_dump(mode="json") for result in plan.goals]
