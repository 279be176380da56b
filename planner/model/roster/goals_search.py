"""The search for one part with several goals: as one blend first, then goal after goal.

Some goals are hoped to come to 0: nobody works overtime, loads are shared fairly. In a problem that forbids whatever
costs there (`line_strict`) counts stay whole and the search is quick. What it finds is a roster of the whole
problem all the same; where these goals do come to 0, what it proves of later ones holds, since a later goal may not
worsen them.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import NamedTuple

import numpy as np

from planner.model.roster.line_blend import TOGETHER, blended
from planner.model.roster.line_model import LineModel, Roster
from planner.model.roster.line_parts import LinePart
from planner.model.roster.line_problem import OFF, Line
from planner.model.roster.line_strict import strict
from planner.model.roster.part_search import IsOver, PartSearch, sooner
from planner.model.roster.pricing import NO_EFFECT
from planner.model.roster.recreating import Recreating, soonest

SecondsLeft = Callable[[], float]


class GoalPlan(NamedTuple):
    """What a search over several goals is told of them."""

    weights: tuple[int, ...]
    """Of each goal in the blend."""
    hoped_zero: frozenset[int]
    """Goals that often come to 0."""
    unit: int
    """How much a step in the blend weighs that matters."""
    floor: Callable[[int, int, tuple[int, ...]], int]
    """Of an owner's number in the whole problem, a goal and the values of the goals so far: what the owner costs at
    least.
    """


class GoalsSearch:
    """Looks for the best roster of one part, goal after goal."""

    def __init__(self, part: LinePart, plan: GoalPlan, *, seed: int, workers: int, pool: Executor | None):
        self.told: Callable[[], None] = lambda: None
        """Called after each better roster and each better bound."""
        self._plan, self._owners = plan, part.owners
        self._seed, self._workers, self._pool = seed, workers, pool
        self._general = PartSearch(LineModel(part.problem), seed, workers, pool)
        self._strict: PartSearch | None = None
        self._blend: PartSearch | None = None
        self._recreating: Recreating | None = None
        self._floors = [0] * part.problem.num_goals

    @property
    def model(self) -> LineModel:
        """The whole problem's."""
        return self._general.model

    @property
    def roster(self) -> Roster | None:
        """The best one so far."""
        return self._general.roster

    @property
    def bounds(self) -> list[int]:
        """Of each goal, as far as the goals before stand where the bound was made."""
        found = [max(bound, floor) for bound, floor in zip(self._general.bounds, self._floors, strict=True)]
        if self._strict is not None and self._is_strict_enough(len(found)):
            last = max(self._plan.hoped_zero)
            for goal in range(last + 1, len(found)):
                found[goal] = max(found[goal], self._strict.bounds[goal])
        return found

    def begin(self, start: Sequence[Line] | None, is_over: IsOver) -> None:
        """A first roster."""
        self._general.begin(start, is_over)
        self._general.told = self._hear

    def search_together(self, is_over: IsOver, is_time_for_larger: IsOver) -> None:
        """Look for rosters that are good in all goals: by small steps for most of the time, then by larger ones.

        Called again, it goes on from where it stood.
        """
        if self._general.roster is None:
            return
        if self._blend is None:
            blend = blended(self._made_strict(), self._plan.weights)
            self._blend = PartSearch(blend, self._seed, self._workers, self._pool)
            self._recreating = Recreating(blend, float(self._plan.unit), self._seed)
            made = soonest(blend)
            if made is not None:
                self._blend.begin_with(made)
        search, recreating = self._blend, self._recreating
        known = search.model.read(self._general.roster.choices)
        if known is not None:
            search.begin_with(known)
        if search.roster is None or recreating is None:
            return
        search.told = lambda: self._heed(search.roster)
        search.begin_with(recreating.run(search.roster, is_time_for_larger, self._heed))
        search.improve(TOGETHER, is_over)

    def is_proven(self, goal: int) -> bool:
        """Whether nothing better exists in a goal."""
        return self.roster is not None and self.bounds[goal] >= self.roster.goals[goal]

    def search(self, goal: int, is_over: IsOver, seconds_left: SecondsLeft) -> None:
        """Look for better rosters in a goal until its bound is met or time is over."""
        roster = self.roster
        if roster is None:
            return
        self._floors[goal] = sum(self._plan.floor(owner, goal, roster.goals) for owner in self._owners)
        if self.is_proven(goal):
            return
        strict_search = self._strict
        if strict_search is None or not self._is_strict_enough(goal):
            if strict_search is not None and goal <= max(self._plan.hoped_zero):
                self.search_together(sooner(is_over, seconds_left() / 2), sooner(is_over, seconds_left() / 3))
            if not self.is_proven(goal):
                self._general.search(goal, is_over, seconds_left)
            return
        strict_search.offer(roster.choices)
        strict_search.told = lambda: self._hear_strict(strict_search)
        strict_search.search(goal, lambda: is_over() or self.is_proven(goal), seconds_left)

    def _made_strict(self) -> LineModel:
        """The model in which goals that are hoped to be 0 are; the whole one if none is, or one has no line in it."""
        if not self._plan.hoped_zero:
            return self._general.model
        model = LineModel(strict(self._general.model.problem, self._plan.hoped_zero))
        if any(not pricer.graph.has_lines for pricer in model.pricers):
            return self._general.model
        self._strict = PartSearch(model, self._seed, self._workers, self._pool)
        return model

    def _is_strict_enough(self, goal: int) -> bool:
        """Whether the goals that the strict problem forbids to cost lie before this one and cost nothing."""
        roster, zero = self.roster, self._plan.hoped_zero
        return roster is not None and bool(zero) and max(zero) < goal and not any(roster.goals[one] for one in zero)

    def _heed(self, roster: Roster | None) -> None:
        """A better roster of the blend, in which there may be too many in a seat, is one of the whole problem without
        those who are too many.
        """
        if roster is not None:
            self._general.offer(without_excess(self._general.model, roster))

    def _hear(self) -> None:
        self.told()

    def _hear_strict(self, search: PartSearch) -> None:
        if search.roster is None or not self._general.offer(search.roster.choices):
            self.told()


def without_excess(model: LineModel, roster: Roster) -> list[Line]:
    """The lines of a roster in which those who come last leave seats that may not have so many."""
    covers = model.covers
    excess = np.where(covers.is_strict, np.maximum(0, roster.counts - covers.need), 0)
    lines = [list(line.line) for line in roster.lines]
    if excess.any():
        for pricer, line in zip(reversed(model.pricers), reversed(lines), strict=True):
            for day, cell in enumerate(pricer.cells_of(tuple(line))):
                effect = pricer.effects[cell]
                if effect != NO_EFFECT and excess[effect]:
                    excess[effect] -= 1
                    line[day] = OFF
    return [tuple(line) for line in lines]
