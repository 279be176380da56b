"""A second try where the process that searches dies, as the solver lets it now and then; the best plan is kept."""

import logging
from collections.abc import Callable
from dataclasses import replace

from planner.domain.campaign import Campaign
from planner.domain.progress import Observer, nobody
from planner.errors import NoPlanInTime, NoPlanPossible, SearchDied
from planner.model.explain.fact import Forbidden
from planner.model.outcome import Solution
from planner.model.questions import ForbiddingQuestion, PlanQuestion
from planner.texts import texts_of
from planner.workflow.solving.asking import Allowed, Ending, SearchReply, put

_ = texts_of("workflow")
logger = logging.getLogger(__name__)

LEAST_SECONDS = 1.0
"""Less time is not worth a second try where there is a plan; where there is none, it is given so much."""


def best_plan(question: PlanQuestion, was_pressed: Callable[[], bool], listen: Observer) -> Solution:
    """The best plan that a search in a process of its own finds in its time, or until somebody wants its end.

    Where the process dies it is tried once more, from nothing, with another seed and the time that is left; the better
    of both plans counts. Raises what `planner.model.solve.solve` raises; SearchDied where no plan was found.
    """
    first = put(question, Allowed(question.terms.seconds), was_pressed, listen)
    if first.ending is not Ending.DIED or first.was_pressed:
        return _last_word(first)
    left = question.terms.seconds - first.seconds
    if first.best is not None and left < LEAST_SECONDS:
        return _kept(first.best)
    terms = replace(question.terms, seconds=max(left, LEAST_SECONDS), seed=question.terms.seed ^ 1)
    again = replace(question, terms=terms)
    logger.info("searching once more, with seed %d", terms.seed)
    try:
        second = put(again, Allowed(terms.seconds), was_pressed, listen)
        if second.ending is not Ending.DIED:
            return _better(question.campaign, _last_word(second), first.best)
    except (NoPlanInTime, NoPlanPossible, SearchDied):
        if first.best is None:
            raise
        return _kept(first.best)
    found = [solution for solution in (first.best, second.best) if solution is not None]
    if not found:
        raise SearchDied(
            _(
                "the process that searches died twice before it had found a plan. Close other programs, so that there "
                "is more memory, and run the command again with --workers 1; if it goes on, report it with the workbook"
            )
        )
    return _kept(_better(question.campaign, found[-1], found[0]))


def facts_that_forbid(question: ForbiddingQuestion, seconds: float, was_pressed: Callable[[], bool]) -> Forbidden:
    """What forbids the wish; without facts where none is proven in this time."""
    for _attempt in range(2):
        reply = put(question, Allowed(seconds), was_pressed, nobody)
        if reply.ending is not Ending.DIED:
            break
    return reply.answer or Forbidden()


def _last_word(reply: SearchReply[Solution]) -> Solution:
    """The answer, or the last plan sent up by a process that gave none. Raises NoPlanInTime."""
    found = reply.answer or reply.best
    if found is None:
        raise NoPlanInTime(_("the search ended before a first plan was found. Give it more time with --seconds"))
    return replace(found, was_stopped=reply.was_pressed)


def _better(campaign: Campaign, found: Solution, other: Solution | None) -> Solution:
    """The better of two plans by the goals in their order; the first if they are equal."""
    if other is None:
        return found

    def values(solution: Solution) -> list[float]:
        of = {result.goal: result.value for result in solution.goals}
        return [of[setting.goal] for setting in campaign.goals if setting.goal in of]

    return min(found, replace(other, was_stopped=found.was_stopped), key=values)


def _kept(solution: Solution) -> Solution:
    """The best plan of a search that died, with the sentence that says so."""
    told = _(
        "the process that searches died, also in a second try: this is the best plan that it had found. "
        "Run the command again to search on; if it goes on, report it with the workbook"
    )
    return replace(solution, was_stopped=False, warnings=(*solution.warnings, told))
