"""Solving under the eyes of the person who waits: in a thread of its own, so that Ctrl-C is heard."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.progress import Observer
from planner.domain.results import Result
from planner.domain.situation import AT_THE_START, Situation
from planner.domain.wish import Wish
from planner.errors import UnsoundPlan
from planner.model.forbidding import Forbidden, forbidding_facts
from planner.model.gate import Stopper
from planner.model.solution import Solution, solve
from planner.texts import texts_of

_ = texts_of("workflow")
logger = logging.getLogger(__name__)

Found = TypeVar("Found")

WAIT_SECONDS = 0.2
MOST_SECONDS = 60.0
ENOUGH_GAP = 0.05


@dataclass(frozen=True, slots=True)
class Search:
    """How to search: for how long, with how much, and who hears of its progress."""

    seconds: float
    workers: int
    seed: int
    listen: Observer
    enough_gap: float | None = None
    """The last goal's gap with which to end before the time is up; None goes on until it is proven."""


def quick_search(seconds: float | None, workers: int, seed: int, listen: Observer) -> Search:
    """A search that ends early where nobody has said how long it may last: the last goal need not be proven."""
    if seconds is not None:
        return Search(seconds, workers, seed, listen)
    return Search(MOST_SECONDS, workers, seed, listen, ENOUGH_GAP)


def solve_until(
    was_pressed: Callable[[], bool],
    campaign: Campaign,
    search: Search,
    situation: Situation = AT_THE_START,
    wish: Wish | None = None,
) -> Solution:
    """Solve until the search ends by itself or somebody has pressed Ctrl-C. Raises what `solve` raises."""
    return _until(
        was_pressed,
        lambda stopper: solve(
            campaign,
            situation,
            wish,
            seconds=search.seconds,
            workers=search.workers,
            seed=search.seed,
            enough_gap=search.enough_gap,
            observer=search.listen,
            stopper=stopper,
        ),
    )


def forbidding_facts_until(
    was_pressed: Callable[[], bool], campaign: Campaign, search: Search, situation: Situation, wish: Wish
) -> Forbidden:
    """What forbids the wish, as far as that is found in time or until somebody has pressed Ctrl-C."""
    return _until(was_pressed, lambda stopper: forbidding_facts(campaign, situation, wish, stopper, search.seconds))


def _until(was_pressed: Callable[[], bool], search: Callable[[Stopper], Found]) -> Found:
    """What a search gives that ends by itself or when somebody has pressed Ctrl-C."""
    stopper = Stopper()
    outcome: list[Found | BaseException] = []

    def work() -> None:
        try:
            outcome.append(search(stopper))
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=work, name="solver", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(WAIT_SECONDS)
        if was_pressed():
            logger.info("stopping at the user's wish")
            stopper.stop()
    found = outcome[0]
    if isinstance(found, BaseException):
        raise found
    return found


def refuse_unsound(
    campaign: Campaign, plan: Plan, announced: Plan | None = None, results: tuple[Result, ...] | None = None
) -> None:
    """Let no plan pass that the independent checker refuses. Raises UnsoundPlan."""
    verdict = judge(campaign, plan, announced, results)
    if not verdict.sound:
        raise UnsoundPlan(
            _("nothing was written: the checker refused the plan. Please report this with the workbook:\n{why}").format(
                why="\n".join(violation.message for violation in verdict.violations)
            )
        )
