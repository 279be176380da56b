"""Of two plans for the same question the better one, so that more freedom never shows a worse plan.

A search that is given more freedom has more to look through, and may end with less. Then the plan that was known
before is shown, with what the search has proven all the same: a bound says that no plan is better, whoever found it.
"""

from collections.abc import Iterable, Sequence

from planner.check.goals import GoalValue
from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, GoalResult, Plan, Shortfall
from planner.domain.policy import Goal, Proof
from planner.domain.remaining import remaining_needs
from planner.domain.succession import left_after
from planner.intake.appendix.lines.slots import PlacedSlot
from planner.workflow.solving.judging import Evidence
from planner.workflow.solving.refilling import refilled


def the_better(found: Plan | None, known: Plan, asked: Sequence[Goal]) -> Plan:
    """The plan that is better in the first goal that differs, of those asked for in this order; `found` if none does.

    `found` is None where the search has found nothing.
    """
    if found is not None and _values(found, asked) <= _values(known, asked):
        return found
    bounds = {result.goal: result.bound for result in (() if found is None else found.goals)}
    return known.model_copy(
        update={"goals": tuple(_proven(result, bounds.get(result.goal), asked) for result in known.goals)}
    )


def _values(plan: Plan, asked: Iterable[Goal]) -> list[float]:
    by_goal = {result.goal: result.value for result in plan.goals}
    return [by_goal[goal] for goal in asked if goal in by_goal]


def _proven(result: GoalResult, bound: float | None, asked: Sequence[Goal]) -> GoalResult:
    if result.goal not in asked:
        return result.model_copy(update={"bound": None, "proof": Proof.NOT_OPTIMISED})
    least = min(result.value, bound or 0)
    proof = Proof.OPTIMAL if least == result.value else Proof.BEST_FOUND
    return result.model_copy(update={"bound": least, "proof": proof})


def as_far_as_it_holds(campaign: Campaign, plan: Plan, evidence: Evidence) -> Plan | None:
    """The same placements in a campaign that was changed, with the dossiers and goals that follow from them there.

    None if they break a rule there. Nobody stays where the last dossier has been collected before: of each run at a
    unit that collects nothing no placement is left.
    """
    past = [row for row in plan.assignments if row.done]
    ahead = [row for row in plan.assignments if not row.done]
    slots = [PlacedSlot(row.machine, row.unit, row.date, row.shift, where="") for row in ahead]
    remaining = remaining_needs(campaign, plan)
    rows = _without_idle_runs(campaign, refilled(campaign, slots, remaining, plan.rates))
    left = left_after(campaign, remaining, rows)
    unserved = tuple(Shortfall(unit=code, dossiers=dossiers) for code, dossiers in left.items() if dossiers)
    changed = plan.model_copy(update={"assignments": (*past, *rows), "goals": (), "unserved": unserved})
    verdict = evidence.judged(campaign, changed).verdict
    if not verdict.sound:
        return None
    return changed.model_copy(update={"goals": tuple(map(_told, verdict.goals))})


def _without_idle_runs(campaign: Campaign, rows: Sequence[Assignment]) -> list[Assignment]:
    """A run ends where the machine goes elsewhere."""
    runs: dict[str, list[list[Assignment]]] = {}
    for row in rows:
        mine = runs.setdefault(row.machine, [])
        if not mine or campaign.stop_of(mine[-1][-1].unit) != campaign.stop_of(row.unit):
            mine.append([])
        mine[-1].append(row)
    idle = {
        (row.machine, row.date, row.shift)
        for mine in runs.values()
        for run in mine
        if not any(row.dossiers for row in run)
        for row in run
    }
    return [row for row in rows if (row.machine, row.date, row.shift) not in idle]


def _told(value: GoalValue) -> GoalResult:
    figure = round(value.value, 1) if value.goal is Goal.TRAVEL else value.value
    return GoalResult(goal=value.goal, value=figure, bound=None, proof=Proof.NOT_OPTIMISED)
