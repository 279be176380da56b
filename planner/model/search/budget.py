"""How long a search may take, by the clock and by effort.

The clock differs from run to run, effort does not: a search with one worker that ends by effort ends at the same plan
on every machine. So effort is what each step is given, and the clock is the fence behind it.
"""

from dataclasses import dataclass, field, replace
from math import inf
from time import monotonic

from planner.domain.search_terms import SearchTerms
from planner.model.effort import Effort

EFFORT_PER_SECOND = 0.6
"""Deterministic seconds that a slow machine still does in a second by the clock."""
LEAST_EFFORT = 1.0
"""A step has so much in any case; the fence by the clock holds all the same."""
FENCE = 2.0
"""By the clock, a step with one worker may take so many times its share before it is cut off."""


@dataclass
class Budget:
    """Time for a whole solve, handed out step by step."""

    terms: SearchTerms
    _started: float = field(default_factory=monotonic)
    _spent: float = 0.0

    @property
    def seconds_left(self) -> float:
        """Seconds by the clock until the search must end."""
        return max(0.0, self.ends - monotonic())

    @property
    def ends(self) -> float:
        """The monotonic clock at which the search must end."""
        return self.terms.moment_of_end(self._started)

    def shortened(self, share: float) -> "Budget":
        """A budget of this share of the time, counted from the same beginning and with what was booked until now."""
        return replace(self, terms=replace(self.terms, seconds=self.terms.seconds * share))

    @property
    def spent(self) -> float:
        """The effort that was booked."""
        return self._spent

    def spend(self, effort: float) -> None:
        """Book the effort of a step that has ended."""
        self._spent += effort

    @property
    def left(self) -> float:
        """The effort that is left; with several workers, whom the clock alone ends, the seconds."""
        if self.terms.workers > 1:
            return self.seconds_left
        return max(0.0, self.terms.seconds * EFFORT_PER_SECOND - self._spent)

    def share(self, part_of_rest: float, *, workers: int = 1) -> Effort:
        """This part of what is left, for one search."""
        left = max(0.0, self.terms.seconds * EFFORT_PER_SECOND - self._spent)
        effort = max(LEAST_EFFORT, left * part_of_rest) if workers == 1 else None
        fence = part_of_rest * (FENCE if workers == 1 else 1.0)
        wall = min(self.seconds_left, max(1.0, self.seconds_left * fence))
        if effort is not None and self.terms.patience > 1:
            wall = inf  # the end of the whole search is fence enough
        return Effort(workers, self.terms.seed, wall, effort)
