"""What it would cost to do as somebody wishes, or what forbids it.

standpoint → facts that forbid the wish → the best plan → the best plan that fulfils it → their goals side by side
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.wish import Wish
from planner.errors import NoPlanInTime, Problem
from planner.model.explain.fact import Fact
from planner.workflow.named import machine_called, unit_called
from planner.workflow.planning.standpoint import Standpoint, Terms, standpoint_or_beginning
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.searching import Search, forbidding_facts_until

SHARE_FORBIDDING = 0.5
"""How much of the time may be looked for what forbids the wish."""
SHARE_WITHOUT = 0.5
"""How much of what is left then the plan without the wish may take."""
LEAST_SECONDS = 1.0
"""So long a search lasts at least, however long the question before it took."""


class WishReply(StrEnum):
    """What can be said to a wish."""

    ALREADY = "already"
    """The best plan known does as was wished."""
    POSSIBLE = "possible"
    """At a price, which may be nothing."""
    FORBIDDEN = "forbidden"
    """Proven: no plan does so."""
    OPEN = "open"
    """No plan that does so was found in time, and none is proven impossible."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish as a person words it."""

    unit: str
    """Code or name."""
    machine: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class WishAnswer:
    """What a wish would cost, or what forbids it."""

    campaign: Campaign
    wish: Wish
    reply: WishReply
    problems: tuple[Problem, ...]
    facts: tuple[Fact, ...] = ()
    """Together they forbid the wish; empty unless it is forbidden, and where the time did not suffice to name any."""
    are_fewest: bool = True
    """Whether it is proven that no fewer facts forbid it."""
    without: Plan | None = None
    """The best plan found; None if the wish is forbidden."""
    fulfilled: Plan | None = None
    """The best plan found that does as was wished."""
    was_stopped: bool = False


def weigh_wish(workbook: Path, asked: Asked, search: Search, terms: Terms, *, address: str | None = None) -> WishAnswer:
    """Hold the best plan that fulfils a wish against the best plan. Nothing is stored; Ctrl-C ends the search.

    Raises UnreadableFile, WorkbookProblems, WrongUsage, LedgerError, NoPlanPossible, NoPlanInTime, UnsoundPlan.
    """
    search = search.begun()
    here = standpoint_or_beginning(workbook, terms, address)
    wish = Wish(
        unit=unit_called(here.campaign, asked.unit),
        machine=machine_called(here.campaign, asked.machine, "--machine") if asked.machine is not None else None,
        day=asked.day,
    )
    with hearing_ctrl_c() as was_pressed:
        first = search.lasting(max(LEAST_SECONDS, search.left * SHARE_FORBIDDING))
        forbidden = forbidding_facts_until(was_pressed, here.campaign, first, here.situation, wish)
        if forbidden.facts:
            return WishAnswer(
                here.campaign,
                wish,
                WishReply.FORBIDDEN,
                here.problems,
                forbidden.facts,
                are_fewest=forbidden.are_fewest,
                was_stopped=was_pressed(),
            )
        return _priced(here, wish, search.lasting(max(LEAST_SECONDS, search.left)), was_pressed)


def _priced(here: Standpoint, wish: Wish, search: Search, was_pressed: Callable[[], bool]) -> WishAnswer:
    without = here.best_plan(search.told_after(SHARE_WITHOUT), was_pressed).plan
    if _does_so(wish, without):
        return _answer(here, wish, WishReply.ALREADY, without, without, was_stopped=was_pressed())
    try:
        fulfilled = here.best_plan(search, was_pressed, wish).plan
    except NoPlanInTime:
        return _answer(here, wish, WishReply.OPEN, without, None, was_stopped=was_pressed())
    if _is_better(here.campaign, fulfilled, without):
        return _answer(here, wish, WishReply.ALREADY, fulfilled, fulfilled, was_stopped=was_pressed())
    return _answer(here, wish, WishReply.POSSIBLE, without, fulfilled, was_stopped=was_pressed())


def _answer(
    here: Standpoint, wish: Wish, reply: WishReply, without: Plan, fulfilled: Plan | None, *, was_stopped: bool
) -> WishAnswer:
    return WishAnswer(
        here.campaign, wish, reply, here.problems, without=without, fulfilled=fulfilled, was_stopped=was_stopped
    )


def _does_so(wish: Wish, plan: Plan) -> bool:
    return wish.is_kept_by(row for row in plan.assignments if not row.done)


def _is_better(campaign: Campaign, plan: Plan, other: Plan) -> bool:
    """Whether a search that had to look further has found the better plan. Tolerances let values go either way."""
    has_tolerance = any(setting.tolerance_percent for setting in campaign.goals)
    return not has_tolerance and _values(plan) < _values(other)


def _values(plan: Plan) -> list[float]:
    """What the plan is worth in the goals that were optimised, in their order."""
    return [result.value for result in plan.goals if result.bound is not None]
