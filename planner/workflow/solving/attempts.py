"""A second try where the process that searches dies, as the solver lets it now and then; the best found is kept."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from planner.domain.campaign import Campaign
from planner.domain.progress import Observer, nobody
from planner.domain.search_terms import SearchTerms
from planner.errors import NoPlanInTime, NoPlanPossible, NoRosterInTime, NoRosterPossible, PlannerError, SearchDied
from planner.model.explain.fact import Forbidden
from planner.model.news import NewsLine
from planner.model.outcome import Solution
from planner.model.questions import ForbiddingQuestion, PlanQuestion, RosterQuestion
from planner.model.roster.outcome import RosterSolution
from planner.next_steps import NextStep, Step
from planner.roster.policy import DutyGoal
from planner.texts import texts_of
from planner.workflow.solving.asking import Ending, SearchReply, put

_ = texts_of("workflow")
logger = logging.getLogger(__name__)
S = TypeVar("S", Solution, RosterSolution)

LEAST_SECONDS = 1.0
"""Less time is not worth a second try where something was found; where nothing was, it is given so much."""


class _SearchQuestion(Protocol[S]):
    """A question that is searched for on terms."""

    @property
    def terms(self) -> SearchTerms:
        """For how long, and with how much."""

    def on(self, terms: SearchTerms) -> "_SearchQuestion[S]":
        """The same on other terms."""

    def answered(self, line: NewsLine) -> S:
        """What was found."""


@dataclass(frozen=True, slots=True)
class _Spoken(Generic[S]):
    """How what is searched for is compared, and what people are told of its search."""

    values: Callable[[S], list[float]]
    """Of the goals in their order."""
    nothing_in_time: PlannerError
    nothing_before_death: PlannerError
    best_before_death: str


def best_plan(question: PlanQuestion, was_pressed: Callable[[], bool], listen: Observer) -> Solution:
    """The best plan that a search in a process of its own finds in its time, or until somebody wants its end.

    Where the process dies it is tried once more, from nothing, with another seed and the time that is left; the better
    of both plans counts. Raises what `planner.model.solve.solve` raises; SearchDied where no plan was found.
    """
    return _best_found(question, _of_plans(question.campaign), was_pressed, listen)


def best_roster(question: RosterQuestion, was_pressed: Callable[[], bool], listen: Observer) -> RosterSolution:
    """The best roster, searched for just so.

    Raises what `planner.model.roster.solve.solve_roster` raises; SearchDied where no roster was found.
    """
    return _best_found(question, _of_rosters(), was_pressed, listen)


def _best_found(
    question: _SearchQuestion[S], spoken: _Spoken[S], was_pressed: Callable[[], bool], listen: Observer
) -> S:
    first = put(question, was_pressed, listen)
    if first.ending is not Ending.DIED or first.was_pressed:
        return _last_word(first, spoken)
    if (
        was_pressed() and first.best is not None
    ):  # a console that is closed ends both at once, the search a little sooner
        return _last_word(replace(first, was_pressed=True), spoken)
    left = question.terms.seconds - first.seconds
    if first.best is not None and left < LEAST_SECONDS:
        return _kept(first.best, spoken)
    terms = replace(question.terms, seconds=max(left, LEAST_SECONDS), seed=question.terms.seed ^ 1)
    logger.info(_("Searching once more, with seed %d"), terms.seed)
    try:
        second = put(question.on(terms), was_pressed, listen)
        if second.ending is not Ending.DIED:
            return _better(spoken, _last_word(second, spoken), first.best)
    except (NoPlanInTime, NoPlanPossible, NoRosterInTime, NoRosterPossible, SearchDied):
        if first.best is None:
            raise
        return _kept(first.best, spoken)
    found = [solution for solution in (first.best, second.best) if solution is not None]
    if not found:
        raise spoken.nothing_before_death
    return _kept(_better(spoken, found[-1], found[0]), spoken)


def facts_that_forbid(question: ForbiddingQuestion, was_pressed: Callable[[], bool]) -> Forbidden:
    """What forbids the wish; without facts where none is proven in this time."""
    for _attempt in range(2):
        reply = put(question, was_pressed, nobody)
        if reply.ending is not Ending.DIED:
            break
    return reply.answer or Forbidden()


def _last_word(reply: SearchReply[S], spoken: _Spoken[S]) -> S:
    """The answer, or the last that was sent up by a process that gave none. Raises NoPlanInTime or its like."""
    found = reply.answer or reply.best
    if found is None:
        raise spoken.nothing_in_time
    return replace(found, was_stopped=reply.was_pressed)


def _better(spoken: _Spoken[S], found: S, other: S | None) -> S:
    """The better of two by the goals in their order; the first if they are equal."""
    if other is None:
        return found
    return min(found, replace(other, was_stopped=found.was_stopped), key=spoken.values)


def _kept(solution: S, spoken: _Spoken[S]) -> S:
    """The best of a search that died, with the sentence that says so."""
    return replace(solution, was_stopped=False, warnings=(*solution.warnings, spoken.best_before_death))


def _of_plans(campaign: Campaign) -> _Spoken[Solution]:
    def values(solution: Solution) -> list[float]:
        of = {result.goal: result.value for result in solution.goals}
        return [of[setting.goal] for setting in campaign.goals if setting.goal in of]

    return _Spoken(
        values,
        NoPlanInTime(_("the search ended before a first plan was found"), NextStep(Step.MORE_TIME)),
        SearchDied(_("the process that searches died twice before it had found a plan"), NextStep(Step.FEWER_AT_ONCE)),
        _(
            "the process that searches died, also in a second try: this is the best plan that it had found. "
            "Run the command again to search on; if it goes on, report it with the workbook"
        ),
    )


def _of_rosters() -> _Spoken[RosterSolution]:
    def values(solution: RosterSolution) -> list[float]:
        of = {result.goal: float(result.value) for result in solution.goals}
        return [of[goal] for goal in DutyGoal if goal in of]

    return _Spoken(
        values,
        NoRosterInTime(_("the search ended before a first roster was found"), NextStep(Step.MORE_TIME)),
        SearchDied(
            _("the process that searches died twice before it had found a roster"), NextStep(Step.FEWER_AT_ONCE)
        ),
        _(
            "the process that searches died, also in a second try: this is the best roster that it had found. "
            "Run the command again to search on; if it goes on, report it with the workbook"
        ),
    )
