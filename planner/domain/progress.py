"""How a search tells the world outside how far it is, and hears from it that it should end."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the search for one goal stands: travel in km, all else whole numbers."""

    goal: StrEnum
    """A goal of plans, or one of rosters."""
    value: float | None
    """The best value found so far, over all parts; None before the first plan or roster."""
    bound: float
    """Nothing is better than this."""
    seconds: float
    """Time spent on this goal so far."""
    is_final: bool
    """Whether the search for this goal has ended."""
    parts_done: int = 0
    """Parts that no machine joins, and of which the search for this goal has ended."""
    parts: int = 0
    """How many such parts there are; 0 where nobody counts them."""


Observer = Callable[[Progress], None]
"""Somebody who wants to hear of every better plan; called from the thread that searches."""


def nobody(progress: Progress) -> None:
    """The observer who does not listen."""
