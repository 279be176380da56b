"""How a search tells the world outside how far it is, and hears from it that it should end."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.domain.policy import Goal


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the search for one goal stands: travel in km, all else whole numbers."""

    goal: Goal
    value: float | None
    """The best value found so far, over all parts; None before the first plan."""
    bound: float
    """No plan is better than this."""
    seconds: float
    """Time spent on this goal so far."""
    is_final: bool
    """Whether the search for this goal has ended."""


Observer = Callable[[Progress], None]
"""Somebody who wants to hear of every better plan; called from the thread that searches."""


def nobody(progress: Progress) -> None:
    """The observer who does not listen."""
