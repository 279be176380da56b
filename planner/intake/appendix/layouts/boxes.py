"""Boxes before words in one cell, *☑ Sáng ☐ Chiều* → the words whose boxes are ticked."""

import re
from dataclasses import replace

from planner.intake.appendix.grid import Grid
from planner.intake.appendix.layouts.unfolded import Unfolded
from planner.intake.appendix.layouts.vocabulary import Vocabulary
from planner.intake.cells.sheets import Cell
from planner.intake.tables.marks import YES_MARKS

_BOX = re.compile(r"([☐□◻⬜☑☒✅🗹])")


def unboxed(grid: Grid, words: Vocabulary) -> Unfolded | None:
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
