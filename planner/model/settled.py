"""What the steps of a search give back, and whom they tell of better plans meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.model.instance.schedule import Schedule

Improved = Callable[[Schedule, int | None], None]
"""Hears of each better schedule and the bound at that moment."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A goal made small: the best schedule, None if there is none, and the proven bound of the goal."""

    schedule: Schedule | None
    bound: int
    effort: float
    """Deterministic seconds spent."""
    is_final: bool = False
    """Whether the solver came to its end, so that to ask once more is of no use."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A yes-or-no question answered: yes by a schedule, no where two searches agree, and left open by neither."""

    schedule: Schedule | None
    effort: float
    """Deterministic seconds spent."""
    is_refuted: bool = False
