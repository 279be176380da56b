"""Solving under the eyes of the person who waits: in a process of its own, so that Ctrl-C is heard."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.domain.campaign import Campaign
from planner.domain.progress import Observer
from planner.domain.situation import AT_THE_START, Situation
from planner.domain.wish import Wish
from planner.model.explain.fact import Forbidden
from planner.model.outcome import Solution
from planner.model.questions import ForbiddingQuestion, PlanQuestion
from planner.workflow.solving.attempts import best_plan, facts_that_forbid

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
    """Solve until the search ends by itself or somebody has pressed Ctrl-C. Raises what `best_plan` raises."""
    question = PlanQuestion(
        campaign=campaign,
        situation=situation,
        wish=wish,
        seconds=search.seconds,
        workers=search.workers,
        seed=search.seed,
        enough_gap=search.enough_gap,
    )
    return best_plan(question, was_pressed, search.listen)


def forbidding_facts_until(
    was_pressed: Callable[[], bool], campaign: Campaign, search: Search, situation: Situation, wish: Wish
) -> Forbidden:
    """What forbids the wish, as far as that is found in time or before Ctrl-C is pressed. Raises SearchDied."""
    return facts_that_forbid(ForbiddingQuestion(campaign, situation, wish, search.seconds), search.seconds, was_pressed)
