"""Solving under the eyes of the person who waits: in a process of its own, so that Ctrl-C is heard.

The seconds that somebody gave are those of the whole use case. One clock counts them, from `Search.begun` on, which a
use case says before it reads anything; every question that it puts to the solver knows when they are over.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from planner.domain.campaign import Campaign
from planner.domain.progress import Observer
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START, Situation
from planner.domain.wish import Wish
from planner.model.explain.fact import Forbidden
from planner.model.outcome import Solution
from planner.model.questions import ForbiddingQuestion, PlanQuestion, RosterQuestion
from planner.model.roster.outcome import RosterSolution
from planner.roster.case import RosterCase
from planner.workflow.solving.attempts import best_plan, best_roster, facts_that_forbid

MOST_SECONDS = 60.0
ENOUGH_GAP = 0.05


@dataclass(frozen=True, slots=True)
class Search:
    """How to search, and who hears of its progress."""

    terms: SearchTerms
    listen: Observer

    def begun(self) -> "Search":
        """The same, whose clock runs from now on; one that runs already runs on."""
        return replace(self, terms=clock_running(self.terms))

    def since(self, called: float) -> "Search":
        """The same, whose clock runs since a command was called at this moment."""
        return replace(self, terms=self.terms.since(called, monotonic()))

    @property
    def ends(self) -> float:
        """The moment of the monotonic clock at which the time is over; where it has not begun, it begins now."""
        return monotonic() + self.terms.seconds if self.terms.ends is None else self.terms.ends

    @property
    def left(self) -> float:
        """Seconds until then; below 0 once it is over."""
        return self.ends - monotonic()

    def lasting(self, seconds: float) -> "Search":
        """The same for so many seconds from now on, however long that is."""
        return replace(self, terms=replace(self.terms, seconds=seconds, ends=monotonic() + seconds))

    def told_after(self, share: float) -> "Search":
        """The same search, told to end when this share of what is left is over, though it plans for all its time."""
        return replace(self, terms=replace(self.terms, fence=self.ends - self.left * (1 - share)))


def clock_running(terms: SearchTerms) -> SearchTerms:
    """The same terms, whose clock runs from now on; one that runs already runs on."""
    return terms if terms.ends is not None else replace(terms, ends=monotonic() + terms.seconds)


@dataclass(frozen=True, slots=True)
class SearchHand:
    """How somebody ends a search; asked from the thread that waits for it."""

    has_to_end: Callable[[], bool]
    """Whether it ends now, with the best found so far."""
    is_given_up: Callable[[], bool]
    """Whether nobody wants it any more: then nothing is stored."""


def quick_search(
    seconds: float | None, workers: int, seed: int, listen: Observer, cluster: str | None = None
) -> Search:
    """A search that ends early where nobody has said how long it may last: the last goal need not be proven."""
    if seconds is not None:
        return Search(SearchTerms(seconds, workers, seed, cluster=cluster), listen)
    return Search(SearchTerms(MOST_SECONDS, workers, seed, ENOUGH_GAP, cluster), listen)


def solve_until(
    was_pressed: Callable[[], bool],
    campaign: Campaign,
    search: Search,
    situation: Situation = AT_THE_START,
    wish: Wish | None = None,
) -> Solution:
    """Solve until the search ends by itself or somebody has pressed Ctrl-C. Raises what `best_plan` raises."""
    question = PlanQuestion(campaign, situation, wish, search.terms)
    return best_plan(question, was_pressed, search.listen)


def roster_until(was_pressed: Callable[[], bool], case: RosterCase, search: Search) -> RosterSolution:
    """Roster until the search ends by itself or somebody has pressed Ctrl-C. Raises what `best_roster` raises."""
    return best_roster(RosterQuestion(case, search.terms), was_pressed, search.listen)


def forbidding_facts_until(
    was_pressed: Callable[[], bool], campaign: Campaign, search: Search, situation: Situation, wish: Wish
) -> Forbidden:
    """What forbids the wish, as far as that is found in time or before Ctrl-C is pressed. Raises SearchDied."""
    return facts_that_forbid(ForbiddingQuestion(campaign, situation, wish, search.terms), was_pressed)
