"""Tables as people lay them out, laid out anew as lists before they are read."""

from collections.abc import Callable

from planner.intake.appendix.grid import Grid
from planner.intake.appendix.layouts.beside import set_apart
from planner.intake.appendix.layouts.boxes import unboxed
from planner.intake.appendix.layouts.carried import told_in_full
from planner.intake.appendix.layouts.crossed import uncrossed
from planner.intake.appendix.layouts.unfolded import Unfolded
from planner.intake.appendix.layouts.vocabulary import Vocabulary

__all__ = ["Unfolded", "Vocabulary", "unfolded"]

_LAYOUTS: tuple[Callable[[Grid, Vocabulary], Unfolded | None], ...] = (
    unboxed,
    set_apart,
    uncrossed,
    told_in_full,
)
"""From the widest to the smallest: what one of them leaves is looked at by the next."""


def unfolded(grid: Grid, words: Vocabulary) -> Unfolded:
    """The grid as lists; itself where it is one, or where nothing is sure of it."""
    result = Unfolded((grid,))
    for layout in _LAYOUTS:
        result = _each(result, layout, words)
    return result


def _each(before: Unfolded, layout: Callable[[Grid, Vocabulary], Unfolded | None], words: Vocabulary) -> Unfolded:
    grids: list[Grid] = []
    heads, idle = [*before.heads], [*before.idle]
    for grid in before.grids:
        found = layout(grid, words) or Unfolded((grid,))
        grids += found.grids
        heads += found.heads
        idle += found.idle
    return Unfolded(tuple(grids), tuple(heads), tuple(idle))
