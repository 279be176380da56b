"""What a step of a search gives back, and whom it tells of better plans meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.model.instance.schedule import Schedule

Improved = Callable[[Schedule, int | None], None]
"""Hears of each better schedule and the bound at that moment."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a step found: the best schedule, if any, and the proven bound of its goal."""

    schedule: Schedule | None
    bound: int
    effort: float
    is_final: bool = False
    """Whether the solver came to its end, so that to ask once more is of no use."""
