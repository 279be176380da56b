"""A grid → the lists that it holds, one kind of layout after another; and boxes ticked before words."""

import re
from collections.abc import Callable
from dataclasses import replace

from planner.intake.appendix.document.grid import AppendixGrid
from planner.intake.appendix.layouts.carried import told_in_full
from planner.intake.appendix.layouts.crossed import uncrossed
from planner.intake.appendix.layouts.side_by_side import set_apart
from planner.intake.appendix.layouts.unfolded import Unfolded
from planner.intake.appendix.layouts.vocabulary import Vocabulary
from planner.intake.cells.sheets import Cell
from planner.intake.values.texts import YES_MARKS

_BOX = re.compile(r"([☐□◻⬜☑☒✅🗹])")


def unboxed(grid: AppendixGrid, words: Vocabulary) -> Unfolded | None:
    """The grid with the ticked shifts alone in cells of boxes; None if there are none.

    A cell in which boxes stand before anything but shifts, or in which none is ticked, stays as it is.
    """
    made: dict[int, Cell] = {}
    for cell in (cell for row in grid.rows for cell in row):
        if id(cell) not in made and isinstance(cell.value, str) and _BOX.search(cell.value):
            made[id(cell)] = _ticked(cell, words)
    if all(made[key] is cell for row in grid.rows for cell in row if (key := id(cell)) in made):
        return None
    rows = tuple(tuple(made.get(id(cell), cell) for cell in row) for row in grid.rows)
    return Unfolded((replace(grid, rows=rows),))


def _ticked(cell: Cell, words: Vocabulary) -> Cell:
    before, *parts = _BOX.split(str(cell.value))
    told = [(box in YES_MARKS, text.strip(" \n\t;,.")) for box, text in zip(parts[::2], parts[1::2], strict=True)]
    ticked = [text for is_ticked, text in told if is_ticked]
    are_shifts = all(text and words.shift(replace(cell, value=text)) is not None for _is_ticked, text in told)
    return replace(cell, value=", ".join(ticked)) if not before.strip() and are_shifts and ticked else cell


_LAYOUTS: tuple[Callable[[AppendixGrid, Vocabulary], Unfolded | None], ...] = (
    unboxed,
    set_apart,
    uncrossed,
    told_in_full,
)
"""From the widest to the smallest: what one of them leaves is looked at by the next."""


def unfolded(grid: AppendixGrid, words: Vocabulary) -> Unfolded:
    """The grid as lists; itself where it is one, or where nothing is sure of it."""
    result = Unfolded((grid,))
    for layout in _LAYOUTS:
        result = _each(result, layout, words)
    return result


def _each(
    before: Unfolded, layout: Callable[[AppendixGrid, Vocabulary], Unfolded | None], words: Vocabulary
) -> Unfolded:
    grids: list[AppendixGrid] = []
    heads, idle = [*before.heads], [*before.idle]
    for grid in before.grids:
        found = layout(grid, words) or Unfolded((grid,))
        grids += found.grids
        heads += found.heads
        idle += found.idle
    return Unfolded(tuple(grids), tuple(heads), tuple(idle))
