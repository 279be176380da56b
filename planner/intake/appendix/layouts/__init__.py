"""Tables as people lay them out, laid out anew as lists before they are read."""

from planner.intake.appendix.grid import Grid
from planner.intake.appendix.layouts.crossed import uncrossed
from planner.intake.appendix.layouts.unfolded import Unfolded
from planner.intake.appendix.layouts.vocabulary import Vocabulary

__all__ = ["Unfolded", "Vocabulary", "unfolded"]


def unfolded(grid: Grid, words: Vocabulary) -> Unfolded:
    """The grid as lists; itself where it is one, or where nothing is sure of it."""
    return uncrossed(grid, words) or Unfolded((grid,))
