"""The sentences that a decision needs: what is proven impossible, and what a plan reaches."""

from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Goal, Proof
from planner.texts import texts_of

_ = texts_of("workflow")


def result_of(plan: Plan, goal: Goal) -> GoalResult | None:
    """What a plan says of one goal."""
    return next((result for result in plan.goals if result.goal is goal), None)


def decision(campaign: Campaign, plan: Plan) -> str:
    """One plain sentence with a proof behind it; empty where nothing of the kind is proven."""
    finish, unserved = result_of(plan, Goal.FINISH), result_of(plan, Goal.UNSERVED)
    if unserved is not None and unserved.bound is not None and unserved.bound > 0:
        return _(
            "Proven: by {day} these {machines} machines cannot collect everything; "
            "dossiers left, times priority, are at least {least}"
        ).format(day=_day(campaign.calendar.last_day), machines=len(campaign.machines), least=f"{unserved.bound:.0f}")
    order = [setting.goal for setting in campaign.goals]
    if finish is None or finish.proof is not Proof.OPTIMAL or not plan.assignments or unserved is None:
        return ""
    if unserved.value or Goal.UNSERVED not in order or order.index(Goal.UNSERVED) > order.index(Goal.FINISH):
        return ""
    slot = campaign.calendar.slot(int(finish.value))
    when = _day(slot.day) if campaign.whole_days else _("{day} ({shift})").format(day=_day(slot.day), shift=slot.shift)
    return _("Proven: {machines} machines cannot finish before {when}").format(
        machines=len(campaign.machines), when=when
    )


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
