"""Figures of a table: whole numbers, also as text in groups of three where its column leaves no doubt."""

import re
from collections.abc import Sequence
from dataclasses import replace

from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.sheets import Cell
from planner.texts import spoken_number, texts_of

_ = texts_of("intake")

_GROUPED = re.compile(r"[0-9]{1,3}(?:([., \u00a0])[0-9]{3})(?:\1[0-9]{3})*")
_DIGITS = re.compile(r"-?[0-9]+")
_DECIMAL = re.compile(r"-?[0-9]+[.,](?:[0-9]{1,2}|[0-9]{4,})")


def is_figure(value: object) -> bool:
    """Whether a number stands here, as such or as text."""
    if isinstance(value, str):
        text = value.strip()
        return any(form.fullmatch(text) for form in (_GROUPED, _DIGITS, _DECIMAL))
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_percentage(cell: Cell) -> bool:
    """Whether the cell shows a share: by its format, or as text."""
    return "%" in cell.number_format or (isinstance(cell.value, str) and cell.value.strip().endswith("%"))


def ungrouped(cells: Sequence[Cell], findings: Findings) -> dict[str, Cell]:
    """Cells of one column whose text can only be a whole number in groups of three, as that number, by their address.

    *1.200* is 1200 where people are counted; with fewer or more digits behind its point it is no whole number.
    """
    texts = [(cell, cell.value.strip()) for cell in cells if isinstance(cell.value, str)]
    numbers = {cell.where: int(re.sub(r"[^0-9]", "", text)) for cell, text in texts if _GROUPED.fullmatch(text)}
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
