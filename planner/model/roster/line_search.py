"""The search for a roster: parts, goals in their order, time."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from time import monotonic

import numpy as np

from planner.model.gate import Stopper
from planner.model.roster.goals_search import GoalPlan, GoalsSearch
from planner.model.roster.line_model import LineModel
from planner.model.roster.line_parts import Parts, parted
from planner.model.roster.line_problem import (
    GoalValue,
    Line,
    LineObserver,
    LineProblem,
    LineProgress,
    LinesBetter,
    LineSolution,
    no_listener,
    no_observer,
)
from planner.model.roster.machine_code import make_ready
from planner.model.roster.part_search import PartSearch

URGENT = 3
"""How much more of the time a part gets in which an earlier goal is open than in others."""
SHARE_TOGETHER, SHARE_AGAIN = 0.65, 0.15
"""Of all the time, for all goals as one before they come in their order; the first time, and later."""
FEW_CHOICES, SHARE_OF_FEW = 200, 0.02
"""Owners times days: with no more, proofs come soon, and end the search sooner than small steps would."""


def solve_lines(
    problem: LineProblem,
    seconds: float,
    seed: int = 1,
    workers: int = 1,
    *,
    start: Sequence[Line] | None = None,
    stopper: Stopper | None = None,
    observer: LineObserver = no_observer,
    better: LinesBetter = no_listener,
    plan: GoalPlan | None = None,
) -> LineSolution | None:
    """The best roster found, with a bound of each goal; None where no sound one was found.

    `start` is a roster to begin with; it is ignored where it breaks a rule. `better` hears of each better roster. With
    one worker and enough time the same seed gives the same roster.
    """
    make_ready()
    stopper = Stopper() if stopper is None else stopper
    ends = min(monotonic() + seconds, stopper.ends)
    with ThreadPoolExecutor(workers) if workers > 1 else nullcontext() as pool:
        parts = parted(problem)
        searches: list[PartSearch | GoalsSearch] = [
            PartSearch(LineModel(part.problem), seed, workers, pool)
            if plan is None
            else GoalsSearch(part, plan, seed=seed, workers=workers, pool=pool)
            for part in parts.parts
        ]
        search = _LineSearch(
            problem, parts, searches, seconds=seconds, ends=ends, stopper=stopper, observer=observer, better=better
        )
        return search.run(start)


def owners_without_line(problem: LineProblem) -> tuple[int, ...]:
    """Owners whose rules and bars leave them no line at all; limits of totals that no graph keeps are not looked at."""
    nothing = np.zeros(problem.num_goals), np.zeros(len(problem.covers)), np.zeros(len(problem.totals))
    return tuple(pricer.number for pricer in LineModel(problem).pricers if pricer.cheapest(*nothing) is None)


class _LineSearch:
    """One search over all parts."""

    def __init__(
        self,
        problem: LineProblem,
        parts: Parts,
        searches: Sequence[PartSearch | GoalsSearch],
        *,
        seconds: float,
        ends: float,
        stopper: Stopper,
        observer: LineObserver,
        better: LinesBetter,
    ):
        self._problem = problem
        self._parts = parts
        self._searches = searches
        self._seconds, self._ends = seconds, ends
        self._stopper = stopper
        self._observer = observer
        self._better = better
        self._goal = 0
        self._goal_began = monotonic()
        self._is_together = False
        """Whether all goals are searched as one; then the first that is not proven is told of."""
        self._best: tuple[int, ...] | None = None

    def run(self, start: Sequence[Line] | None) -> LineSolution | None:
        """First rosters of all parts, then goal after goal, then again what is not proven while time is left."""
        for part, search in zip(self._parts.parts, self._searches, strict=True):
            search.begin(None if start is None else [start[owner] for owner in part.owners], self._is_over)
            if search.roster is None:
                return None
        for search in self._searches:
            search.told = self._tell
        self._tell()
        are_few = len(self._problem.owners) * self._problem.days <= FEW_CHOICES
        self._search_together(SHARE_OF_FEW if are_few else SHARE_TOGETHER)
        self._bound()
        while not (self._is_over() or self._is_proven()):
            self._search_together(SHARE_AGAIN)
            for goal in range(self._problem.num_goals):
                self._search_goal(goal)
        return self._solution()

    def _bound(self) -> None:
        """A first bound of each goal of parts with several goals."""
        for search in self._searches:
            if isinstance(search, GoalsSearch):
                for goal in range(self._problem.num_goals):
                    search.bound(goal, self._is_over)
        self._tell()

    def _search_together(self, of_time: float) -> None:
        """Of parts with several goals, all as one, for a share of all the time: not of what is left of it, so that the
        clock does not change the search before it ends it.
        """
        searches = [search for search in self._searches if isinstance(search, GoalsSearch) and not search.is_all_proven]
        share = self._seconds * of_time
        first = min((search.first_open for search in searches), default=0)
        weights = [len(search.model.pricers) * (URGENT if search.first_open == first else 1) for search in searches]
        self._is_together, self._goal_began = True, monotonic()
        for search, weight in zip(searches, weights, strict=True):
            begins = monotonic()
            seconds = share * weight / sum(weights)

            def is_over(ends: float = begins + seconds) -> bool:
                return self._is_over() or monotonic() >= ends

            search.search_together(is_over, seconds)
        self._is_together = False

    def _search_goal(self, goal: int) -> None:
        self._goal, self._goal_began = goal, monotonic()
        share = (self._ends - self._goal_began) / (self._problem.num_goals - goal)
        goal_ends = self._goal_began + share
        open_searches = [search for search in self._searches if not search.is_proven(goal)]
        for place, search in enumerate(open_searches):
            weight = [len(other.model.pricers) for other in open_searches[place:]]
            ends = monotonic() + (goal_ends - monotonic()) * weight[0] / sum(weight)

            def is_over(ends: float = ends) -> bool:
                return self._is_over() or monotonic() >= ends

            def seconds_left(ends: float = ends) -> float:
                return max(0.0, ends - monotonic())

            search.search(goal, is_over, seconds_left)
        self._progress(is_final=True)

    def _is_over(self) -> bool:
        return self._stopper.is_over or monotonic() >= self._ends

    def _is_proven(self) -> bool:
        return all(search.is_proven(goal) for search in self._searches for goal in range(self._problem.num_goals))

    def _goals(self) -> tuple[GoalValue, ...]:
        goals = []
        for goal, constant in enumerate(self._parts.constant):
            value = constant + sum(search.roster.goals[goal] for search in self._searches if search.roster)
            bound = constant + sum(search.bounds[goal] for search in self._searches)
            goals.append(GoalValue(value, min(bound, value)))
        return tuple(goals)

    def _solution(self) -> LineSolution:
        lines = self._parts.whole([search.roster.choices for search in self._searches if search.roster])
        return LineSolution(lines, self._goals(), was_stopped=not self._is_proven())

    def _tell(self) -> None:
        values = tuple(goal.value for goal in self._goals())
        if self._best is None or values < self._best:
            self._best = values
            self._better(self._solution())
        self._progress(is_final=False)

    def _progress(self, *, is_final: bool) -> None:
        goals = self._goals()
        if self._is_together:
            still_open = (number for number, goal in enumerate(goals) if not goal.is_proven)
            self._goal = next(still_open, len(goals) - 1)
        value, bound = goals[self._goal]
        spent = monotonic() - self._goal_began
        self._observer(LineProgress(self._goal, value, bound, spent, is_final))
