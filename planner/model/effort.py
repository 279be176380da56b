"""How long and with what a search may go on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import monotonic

ALL_AT_ONCE, ALL_CUTS, FEW_CUTS = 3, 2, 1
"""None is always better: each has proven in time what the others have not. All at once are all cuts, and every row of
the model is in the relaxation from the beginning, not only when it is violated (the solver's `max_lp`:
`add_lp_constraints_lazily` is off).
"""
FIRST_TURN = 1.0
"""Deterministic seconds of the first turn with each."""
LONGER_TURN = 3.0
CLOCK_PER_EFFORT = 3.0
"""Seconds by the clock that are reckoned with at most for one of effort."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and with what a search may go on."""

    workers: int
    seed: int
    wall_seconds: float
    effort_seconds: float | None = None
    """Deterministic limit; with one worker it, not the clock, ends a search, so that runs are the same."""
    in_turns: bool = False
    """One worker plays several in turns, each a different way of searching: slower to prove, quicker to improve.

    Only for models that have a solution: in turns, one that turns out to have none aborts the program (a check of
    `heuristics.fixed_search` fails in 9.15 where a hint was given).
    """
    linearization: int = ALL_CUTS
    """How much of the model the linear relaxation holds: `ALL_AT_ONCE`, `ALL_CUTS` or `FEW_CUTS`."""
    enough_gap: float | None = None
    """The search for a goal may end once bound and value are as near as this share of the value; None is 0."""
    is_race: bool = False
    """Two searches side by side, one with all cuts and one with few; the first to come to an end ends the other."""

    all_workers: int = 1
    """The workers that the search may have where more than one serve it."""

    @property
    def affordable_seconds(self) -> float:
        """What something may take that is begun only if it can be finished; where effort counts, reckoned by that, so
        that it is begun in every run or in none.
        """
        if self.effort_seconds is None:
            return self.wall_seconds
        return min(self.wall_seconds, self.effort_seconds * CLOCK_PER_EFFORT)

    def side_by_side(self) -> "Effort":
        """The same time with all workers that there are, each searching in its own way."""
        if self.all_workers == 1:
            return self
        return replace(self, workers=self.all_workers, effort_seconds=None, is_race=False)

    def alone(self) -> "Effort":
        """The same time for one worker, by the clock alone."""
        return replace(self, workers=1, is_race=False, effort_seconds=None)

    def shortened(self, seconds: float) -> "Effort":
        """No more than so many seconds by the clock."""
        return replace(self, wall_seconds=min(self.wall_seconds, seconds))

    def at_most(self, effort_seconds: float) -> "Effort":
        """The same with no more than so much effort; where only the clock counts, no more than about so long by it."""
        if self.effort_seconds is None:
            return self.shortened(effort_seconds * 2)
        return replace(self, effort_seconds=min(self.effort_seconds, effort_seconds))

    def is_spent_by(self, effort: float) -> bool:
        """Whether so many deterministic seconds use it up."""
        return self.effort_seconds is not None and effort >= self.effort_seconds

    def at_least(self, effort_seconds: float) -> "Effort":
        """The same with no less than so much effort; the clock stays."""
        if self.effort_seconds is None or self.effort_seconds >= effort_seconds:
            return self
        return replace(self, effort_seconds=effort_seconds)

    def scaled(self, share: float) -> "Effort":
        """This share of it."""
        effort = None if self.effort_seconds is None else self.effort_seconds * share
        return replace(self, wall_seconds=self.wall_seconds * share, effort_seconds=effort)


class GrowingTurns:
    """Efforts for one search with few cuts and one with all, by turns, each pair of turns longer than the one before.

    Whoever takes a turn books in `spent` what it has cost; there are no more turns when the effort is spent, or the
    clock has run out.
    """

    def __init__(self, effort: Effort, order: tuple[int, int] = (FEW_CUTS, ALL_CUTS)) -> None:
        self.spent = 0.0
        self._effort = effort
        self._order = order

    def __iter__(self) -> Iterator[Effort]:
        turn, ends = FIRST_TURN, monotonic() + self._effort.wall_seconds
        while not self._effort.is_spent_by(self.spent) and monotonic() < ends:
            for cuts in self._order:
                yield replace(self._turn(turn), linearization=cuts).shortened(ends - monotonic())
            turn *= LONGER_TURN

    def _turn(self, seconds: float) -> Effort:
        """Deterministic seconds where they count, else seconds by the clock."""
        limit = self._effort.effort_seconds
        if limit is None:
            return self._effort.shortened(seconds)
        return replace(self._effort, effort_seconds=max(0.0, min(seconds, limit - self.spent)))
