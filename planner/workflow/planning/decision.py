"""The sentences that a decision needs: what is proven impossible, and what a plan reaches."""

from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Goal, Proof
from planner.domain.version import VersionSummary
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("workflow")


def result_of(plan: Plan | VersionSummary, goal: Goal) -> GoalResult | None:
    """What a plan says of one goal."""
    return next((result for result in plan.goals if result.goal is goal), None)


def decision(campaign: Campaign, plan: Plan) -> str:
    """One plain sentence with a proof behind it; empty where nothing of the kind is proven."""
    return _cannot_collect_all(campaign, plan) or _cannot_finish_sooner(campaign, plan)


def _cannot_collect_all(campaign: Campaign, plan: Plan) -> str:
    """True of every plan only where no goal stands before `unserved`."""
    unserved = result_of(plan, Goal.UNSERVED)
    if unserved is None or not unserved.bound or _goals_before(campaign, plan, Goal.UNSERVED):
        return ""
    if any(unit.priority > 1 for unit in campaign.units):
        sentence = _(
            "Proven: by {day} {machines} cannot collect everything; dossiers left, times Ưu tiên, are at least {least}"
        )
    elif unserved.bound == 1:
        sentence = _("Proven: by {day} {machines} cannot collect everything; at least 1 dossier is left")
    else:
        sentence = _("Proven: by {day} {machines} cannot collect everything; at least {least} dossiers are left")
    return sentence.format(
        day=spoken_day(campaign.calendar.last_day),
        machines=_machines(campaign),
        least=spoken_number(unserved.bound, 0),
    )


def _machines(campaign: Campaign) -> str:
    """How many there are, in words that fit one and many."""
    count = len(campaign.machines)
    return _("1 machine") if count == 1 else _("{count} machines").format(count=spoken_number(count))


def _cannot_finish_sooner(campaign: Campaign, plan: Plan) -> str:
    finish, unserved = result_of(plan, Goal.FINISH), result_of(plan, Goal.UNSERVED)
    before = _goals_before(campaign, plan, Goal.FINISH)
    if finish is None or finish.proof is not Proof.OPTIMAL or not plan.assignments:
        return ""
    if unserved is None or unserved.value or Goal.UNSERVED not in before:
        return ""
    slot = campaign.calendar.slot(int(finish.value))
    when = (
        spoken_day(slot.day)
        if campaign.stays_whole_days_everywhere
        else _("{day} ({shift})").format(day=spoken_day(slot.day), shift=slot.shift)
    )
    sentence = _("Proven: {machines} cannot finish before {when}")
    if before != [Goal.UNSERVED]:
        sentence = _("Proven: {machines} cannot finish before {when} and keep the goals before Ngày xong")
    return sentence.format(machines=_machines(campaign), when=when)


def _goals_before(campaign: Campaign, plan: Plan, goal: Goal) -> list[Goal]:
    """The goals that the plan settles before this one, all of them if it is left out."""
    order = [setting.goal for setting in campaign.goals]
    earlier = order[: order.index(goal)] if goal in order else order
    needless = {
        *([Goal.CHANGES] if plan.announced_version is None else []),
        *([Goal.MILESTONES] if not campaign.phases else []),
    }
    return [one for one in earlier if one not in needless]
