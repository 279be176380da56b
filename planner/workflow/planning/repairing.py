"""What more changes to the announced schedule would gain: the trade-off between promises and everything else."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import DEFAULT_GOALS, Goal, GoalSetting
from planner.errors import NoPlanInTime, NoPlanPossible, Problem, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.pasted import pasted
from planner.texts import plurals_of, spoken_number, texts_of
from planner.workflow.ledger.keeping import ledger_of, nothing_planned_yet
from planner.workflow.planning.standpoint import Standpoint, Terms, standpoint_now
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.never_worse import the_better
from planner.workflow.solving.searching import Search

_ = texts_of("workflow")
ngettext = plurals_of("workflow")
logger = logging.getLogger(__name__)

STEPS: tuple[int | None, ...] = (0, 1, 2, 5, 10, None)
"""Announced unit-days that may change; None is any number."""
LEAST_SECONDS = 0.5
"""The first search lasts so long, however little time is left. With less time left, later ones are not begun: what it
takes to ask and to judge is as long."""
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
    start: Standpoint
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]
    was_stopped: bool


def weigh_repairs(workbook: Path, search: Search, terms: Terms, *, address: str | None = None) -> Weighed:
    """For 0, 1, 2, 5, 10 and any number of changed unit-days, the best plan. Nothing is stored.

    Each is optimal first in what is left, then in finish and travel, and only then changes as little as it can: so the
    lines show what each further change would gain. No line is worse than the one before it, whose plan it may keep.
    Raises as `replan_campaign` does.
    """
    search, read = search.begun(), read_campaign(workbook)
    with ledger_of(workbook, read.campaign, address) as ledger:
        start = standpoint_now(read, ledger, terms)
    if start is None:
        raise nothing_planned_yet(workbook)
    if start.announced is None:
        raise WrongUsage(
            _("{workbook}: nothing was announced, so nothing can be broken. Run {command}").format(
                workbook=workbook, command=pasted("replan", workbook)
            )
        )
    found: list[Repair] = []
    with hearing_ctrl_c() as was_pressed:
        for repair in _each(start.of(_with_changes_last(start.campaign)), search, was_pressed):
            found.append(repair)
            if was_pressed():
                break
        return Weighed(start.campaign, start, tuple(found), start.problems, was_pressed())


def _each(start: Standpoint, search: Search, was_pressed: Callable[[], bool]) -> Iterator[Repair]:
    """Repair after repair, the time left shared among those to come.

    Each search begins at the best plan so far, the first at the announced plan.
    """
    best: Repair | None = None
    for position, most in enumerate(STEPS):
        here = start.searching_from(best.plan if best else None).changing_at_most(most)
        if position > 0 and search.left < LEAST_SECONDS:
            repair = _without_search(here, best, _("the time was over before this was searched for"))
        else:
            seconds = max(LEAST_SECONDS, search.left / (len(STEPS) - position))
            repair = _repair(here, search.lasting(seconds), best, was_pressed)
        best = repair if repair.plan is not None else best
        yield repair


def _repair(here: Standpoint, search: Search, best: Repair | None, was_pressed: Callable[[], bool]) -> Repair:
    """What is found within the limit; the best repair so far where that is better."""
    most = here.situation.max_changes
    logger.info(_told_of_limit(most))
    try:
        found = here.best_plan(search, was_pressed)
    except (NoPlanPossible, NoPlanInTime) as error:
        return _without_search(here, best, str(error))
    if best is not None and best.plan is not None:
        plan = the_better(found.plan, best.plan, _asked(here.campaign))
        if plan is not found.plan:
            return _repair_by(most, plan, best.changed_unit_days)
    return _repair_by(most, found.plan, found.verdict.changed_unit_days)


def _told_of_limit(most: int | None) -> str:
    """Which line of the table is searched for."""
    if most is None:
        return _("With any number of changed unit-days:")
    return ngettext("With at most {most} changed unit-day:", "With at most {most} changed unit-days:", most).format(
        most=spoken_number(most)
    )


def _without_search(here: Standpoint, best: Repair | None, why_not: str) -> Repair:
    """The best repair so far, of which nothing is proven within this limit; without one, why there is none."""
    most = here.situation.max_changes
    if best is None or best.plan is None:
        return Repair(most, None, 0, None, (), why_not)
    return _repair_by(most, the_better(None, best.plan, _asked(here.campaign)), best.changed_unit_days)


def _repair_by(most: int | None, plan: Plan, changed_unit_days: int | None) -> Repair:
    price = next((int(goal.value) for goal in plan.goals if goal.goal is Goal.CHANGES), 0)
    return Repair(most, changed_unit_days, price, _last_day(plan), plan.goals, plan=plan)


def _asked(campaign: Campaign) -> list[Goal]:
    return [setting.goal for setting in campaign.goals]


def _last_day(plan: Plan) -> date | None:
    return max((row.date for row in plan.assignments), default=None)


def _with_changes_last(campaign: Campaign) -> Campaign:
    """The campaign's goals in its order, then `changes`; `waiting`, which decides nothing here, is left out."""
    asked = [setting for setting in campaign.goals if setting.goal in WEIGHED]
    return campaign.model_copy(update={"goals": (*asked, GoalSetting(goal=Goal.CHANGES))})
