"""What more changes to the announced schedule would gain: the trade-off between promises and everything else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import monotonic

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import DEFAULT_GOALS, Goal, GoalSetting
from planner.errors import NoPlanInTime, NoPlanPossible, Problem, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.pasted import pasted
from planner.texts import texts_of
from planner.workflow.ledger.keeping import ledger_of
from planner.workflow.planning.replanning import Start, Terms, plan_of, situation_now
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.never_worse import the_better
from planner.workflow.solving.searching import Search, refuse_unsound, solve_until

_ = texts_of("workflow")

STEPS: tuple[int | None, ...] = (0, 1, 2, 5, 10, None)
"""Announced unit-days that may change; None is any number."""
LEAST_SECONDS = 0.1
"""So long each search lasts, however little time is left: enough to keep the plan at which it begins."""
WEIGHED = tuple(goal for goal in DEFAULT_GOALS if goal not in (Goal.CHANGES, Goal.WAITING))


@dataclass(frozen=True, slots=True)
class Repair:
    """The best plan that changes at most so many announced unit-days."""

    most: int | None
    """None is any number."""
    changed_unit_days: int | None
    """What it does change; None where there is no such plan."""
    citizens: int
    """Announced dossiers, still needed, that lose their slot, times the weight of the notice."""
    finish: date | None
    goals: tuple[GoalResult, ...]
    why_not: str = ""
    """Where there is no such plan: the reason."""
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """All repairs, from no change to any number."""

    campaign: Campaign
    start: Start
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]
    was_stopped: bool


def weigh_repairs(workbook: Path, search: Search, terms: Terms, *, address: str | None = None) -> Weighed:
    """For 0, 1, 2, 5, 10 and any number of changed unit-days, the best plan. Nothing is stored.

    Each is optimal first in what is left, then in finish and travel, and only then changes as little as it can: so the
    lines show what each further change would gain. No line is worse than the one before it, whose plan it may keep.
    Raises as `replan_campaign` does.
    """
    read = read_campaign(workbook)
    with ledger_of(workbook, read.campaign, address) as ledger:
        start = situation_now(workbook, read.campaign, ledger, terms)
    if start.announced is None:
        raise WrongUsage(
            _("{workbook}: nothing was announced, so nothing can be broken. Run {command}").format(
                workbook=workbook, command=pasted("replan", workbook)
            )
        )
    weighing = replace(start, campaign=_with_changes_last(read.campaign))
    found: list[Repair] = []
    with hearing_ctrl_c() as was_pressed:
        for repair in _each(weighing, search, was_pressed):
            found.append(repair)
            if was_pressed():
                break
        return Weighed(read.campaign, start, tuple(found), (*ledger.warnings, *read.warnings), was_pressed())


def _each(start: Start, search: Search, was_pressed: Callable[[], bool]) -> Iterator[Repair]:
    """Repair after repair, the time left shared among those to come; each search begins at the best plan so far."""
    ends = monotonic() + search.seconds
    best: Plan | None = None
    for position, most in enumerate(STEPS):
        seconds = max(LEAST_SECONDS, (ends - monotonic()) / (len(STEPS) - position))
        repair = _repair(_beginning_at(start, best), replace(search, seconds=seconds), most, best, was_pressed)
        best = repair.plan or best
        yield repair


def _beginning_at(start: Start, best: Plan | None) -> Start:
    """The same start, from which a search begins at this plan; without one, at the announced plan."""
    if best is None:
        return start
    ahead = tuple(row for row in best.assignments if not row.done)
    return replace(start, situation=start.situation.model_copy(update={"previous": ahead}))


def _repair(
    start: Start, search: Search, most: int | None, best: Plan | None, was_pressed: Callable[[], bool]
) -> Repair:
    situation = start.situation.model_copy(update={"max_changes": most})
    start = replace(start, situation=situation)
    announced = start.announced.plan if start.announced else None
    try:
        plan = plan_of(start, solve_until(was_pressed, start.campaign, search, situation))
        refuse_unsound(start.campaign, plan, announced)
        plan = plan if best is None else the_better(plan, best, _asked(start.campaign))
    except (NoPlanPossible, NoPlanInTime) as error:
        if best is None:
            return Repair(most, None, 0, None, (), str(error))
        plan = the_better(None, best, _asked(start.campaign))
    verdict = judge(start.campaign, plan, announced)
    price = next((int(goal.value) for goal in plan.goals if goal.goal is Goal.CHANGES), 0)
    return Repair(most, verdict.changed_unit_days, price, _last_day(plan), plan.goals, plan=plan)


def _asked(campaign: Campaign) -> list[Goal]:
    return [setting.goal for setting in campaign.goals]


def _last_day(plan: Plan) -> date | None:
    return max((row.date for row in plan.assignments), default=None)


def _with_changes_last(campaign: Campaign) -> Campaign:
    """The campaign's goals in its order, then `changes`; `waiting`, which decides nothing here, is left out."""
    asked = [setting for setting in campaign.goals if setting.goal in WEIGHED]
    return campaign.model_copy(update={"goals": (*asked, GoalSetting(goal=Goal.CHANGES))})
