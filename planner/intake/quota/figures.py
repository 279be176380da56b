"""Columns of figures in a table of targets: shares, and text that can only be a whole number in groups of three."""

from collections.abc import Sequence
from dataclasses import replace

from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.sheets import Cell
from planner.intake.values.figures import whole_in_groups
from planner.texts import spoken_number, texts_of

_ = texts_of("intake")


def is_percentage(cell: Cell) -> bool:
    """Whether the cell shows a share: by its format, or as text."""
    return "%" in cell.number_format or (isinstance(cell.value, str) and cell.value.strip().endswith("%"))


def ungrouped(cells: Sequence[Cell], findings: Findings) -> dict[str, Cell]:
    """Cells of one column whose text can only be a whole number in groups of three, as that number, by their address.

    *1.200* is 1200 where people are counted; with fewer or more digits behind its point it is no whole number.
    """
    texts = [(cell, cell.value.replace("\u00a0", " ").strip()) for cell in cells if isinstance(cell.value, str)]
    numbers = {cell.where: number for cell, text in texts if (number := whole_in_groups(text)) is not None}
    found = {cell.where: replace(cell, value=numbers[cell.where]) for cell in cells if cell.where in numbers}
    if found:
        first = next(cell for cell in cells if cell.where in found)
        number = spoken_number(numbers[first.where])
        findings.note(
            first.where,
            _("{value} is text and read as {number}").format(value=shown(first.value), number=number)
            if len(found) == 1
            else _("{value} is text and read as {number}; the column has {count} such cells").format(
                value=shown(first.value), number=number, count=len(found)
            ),
        )
    return found
