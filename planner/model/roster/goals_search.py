"""The search for one part with several goals: as one blend first, then goal after goal.

Searched goal after goal from the beginning, a search holds what it has reached in the first goals and then finds little
room for the later ones. In a blend, in which each goal counts with a weight, they make room for each other; what it
finds is taken up where it is better in the goals' own order.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import NamedTuple

import numpy as np

from planner.model.roster.first_roster import soonest
from planner.model.roster.line_blend import blended
from planner.model.roster.line_model import LineModel, Roster
from planner.model.roster.line_parts import LinePart
from planner.model.roster.line_problem import OFF, Line
from planner.model.roster.part_search import IsOver, PartSearch, sooner
from planner.model.roster.pricing import NO_EFFECT
from planner.model.roster.recreating import LATER_HEAT, Heat, Recreating

SHARE_OF_SOFT = 0.65
"""Of the time for all goals as one."""
SecondsLeft = Callable[[], float]


class GoalPlan(NamedTuple):
    """What a search over several goals is told of them."""

    soft: tuple[int, ...]
    """Of each goal in the blend that is searched first, in which goals make room for each other."""
    stiff: tuple[int, ...]
    """Of each goal in the blend that is searched then, in which earlier goals weigh more."""
    heats: tuple[Heat, Heat]
    """How both cool down."""
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
        self._is_begun = False
        self._floors: list[tuple[int, tuple[int, ...]]] = [(0, ())] * part.problem.num_goals
        """What each goal comes to at least, and the values of goals before under which that holds."""

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
        return [max(bound, self._floor(goal)) for goal, bound in enumerate(self._general.bounds)]

    def _floor(self, goal: int) -> int:
        """What reasoning says, as long as goals before are no worse than they were then."""
        floor, under = self._floors[goal]
        is_worse = self.roster is None or any(
            value > before for value, before in zip(self.roster.goals, under, strict=False)
        )
        return 0 if is_worse else floor

    def begin(self, start: Sequence[Line] | None, is_over: IsOver) -> None:
        """A first roster."""
        self._general.begin(start, is_over)
        self._general.told = self._hear

    def search_together(self, is_over: IsOver, seconds: float) -> None:
        """Look for rosters that are good in all goals, for about so long: first where seats and fair loads cost little,
        so that a search can cross what it may not keep, then where they cost what they should.
        """
        plan = self._plan
        shares = (SHARE_OF_SOFT, 1.0 - SHARE_OF_SOFT)
        for weights, heat, share in zip((plan.soft, plan.stiff), plan.heats, shares, strict=True):
            blend = blended(self._general.model, weights)
            begun = self._read(blend) or soonest(blend)
            if begun is None or self.is_all_proven:
                return
            search = Recreating(blend, self._seed, self._workers, self._pool)
            cooler = heat._replace(hot=heat.hot * LATER_HEAT) if self._is_begun else heat
            until = sooner(lambda: is_over() or self.is_all_proven, seconds * share)
            search.run(begun, cooler, seconds * share, until, self._heed)
        self._is_begun = True
        self._seed += 1

    def _read(self, blend: LineModel) -> Roster | None:
        return None if self.roster is None else blend.read(self.roster.choices)

    def is_proven(self, goal: int) -> bool:
        """Whether nothing better exists in a goal."""
        return self.roster is not None and self.bounds[goal] >= self.roster.goals[goal]

    @property
    def first_open(self) -> int:
        """The first goal in which something better may exist; one more than the last where there is none."""
        goals = range(len(self._floors))
        return next((goal for goal in goals if not self.is_proven(goal)), len(goals))

    @property
    def is_all_proven(self) -> bool:
        """Whether nothing better exists in any goal."""
        return self.first_open == len(self._floors)

    def bound(self, goal: int, is_over: IsOver) -> None:
        """A first bound of a goal by reasoning, or by prices where reasoning says nothing."""
        if not self._reasoned(goal) and not self.is_proven(goal):
            self._general.bound(goal, is_over)

    def _reasoned(self, goal: int) -> int:
        """What reasoning says of a goal under the values that goals before have now."""
        if self.roster is None:
            return 0
        values = self.roster.goals
        floor = sum(self._plan.floor(owner, goal, values) for owner in self._owners)
        self._floors[goal] = floor, values[:goal]
        return floor

    def search(self, goal: int, is_over: IsOver, seconds_left: SecondsLeft) -> None:
        """Look for better rosters in a goal until its bound is met or time is over."""
        self._reasoned(goal)
        self._general.search(goal, lambda: is_over() or self.is_proven(goal), seconds_left)

    def _heed(self, roster: Roster) -> None:
        """A better roster of the blend, in which there may be too many in a seat, is one of the whole problem without
        those who are too many.
        """
        self._general.offer(without_excess(self._general.model, roster))

    def _hear(self) -> None:
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
