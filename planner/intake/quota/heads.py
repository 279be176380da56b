"""Where the table of targets stands on its sheet: its heads in one row or two, below whatever titles there are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils.cell import get_column_letter

from planner.intake.cells.cell_sheet import Range
from planner.intake.cells.sheets import Cell, Sheet
from planner.intake.layout.quota import QuotaColumn
from planner.intake.quota.words import is_number_head, names_units
from planner.intake.values.texts import Unfit, normal_text

ROWS_OF_TITLES = 40
"""Heads are looked for in so many rows; above them stand a body, a motto and a title."""
_NUMBERING = re.compile(r"\(?\s*([0-9]{1,2}|[A-Z])\s*\)?(?:\s*=.*)?|[0-9]{1,2}\s*=\s*\(?[0-9].*")
_FEWEST_NUMBERED = 3


@dataclass(frozen=True)
class QuotaHead:
    """A column's title as far as it can be read, and the cell in which it stands."""

    place: int
    title: str
    cell: Cell

    @property
    def letter(self) -> str:
        """The column's letter."""
        return get_column_letter(self.place + 1)


@dataclass(frozen=True)
class QuotaHeads:
    """The heads of a table; its rows begin below `last_row`."""

    sheet: Sheet
    first_row: int
    last_row: int
    heads: tuple[QuotaHead, ...]
    units: QuotaHead
    """Over the names of the units."""
    other_units: tuple[QuotaHead, ...] = ()
    """Further columns that may hold units or the groups that they belong to."""

    @cached_property
    def by_place(self) -> dict[int, QuotaHead]:
        """Each head by its place in a row, from 0."""
        return {head.place: head for head in self.heads}

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """The rows below the heads with their numbers."""
        yield from enumerate(self.sheet.rows[self.last_row :], start=self.last_row + 1)


def text_of(cell: Cell) -> str:
    """What stands in a cell, on one line; what no one can have typed as it is."""
    if cell.is_empty:
        return ""
    try:
        return normal_text(str(cell.value))
    except Unfit:
        return str(cell.value)


def heads_of(sheet: Sheet) -> QuotaHeads | None:
    """The heads of the sheet's table, or None where no row names units beside anything else."""
    for row in range(min(len(sheet.rows), ROWS_OF_TITLES)):
        if _names_units_beside_others(sheet.rows[row]):
            return _read(sheet, row)
    for row in range(min(len(sheet.rows), ROWS_OF_TITLES)):
        if any(text_of(cell) == QuotaColumn.UNIT for cell in sheet.rows[row]):
            return _read(sheet, row)
    return None


def _names_units_beside_others(cells: Sequence[Cell]) -> bool:
    told = [text_of(cell) for cell in cells if not cell.is_empty]
    return len(told) > 1 and any(names_units(text) for text in told)


def _read(sheet: Sheet, row: int) -> QuotaHeads:
    place = next(place for place, cell in enumerate(sheet.rows[row]) if names_units(text_of(cell)))
    merged = [Range.of(written) for written in sheet.merged]
    last = row + 1 if _goes_on(sheet, row, place) else row
    heads = tuple(_heads(sheet, row, last, merged))
    units = [head for head in heads if names_units(head.title)] or [
        QuotaHead(place, str(QuotaColumn.UNIT), heads[0].cell)
    ]
    chosen = _fullest(sheet, last, units)
    below = last + 1
    if below < len(sheet.rows) and _is_numbering(sheet.rows[below], heads):
        last = below
    return QuotaHeads(sheet, row + 1, last + 1, heads, chosen, tuple(head for head in units if head is not chosen))


def _fullest(sheet: Sheet, last: int, units: Sequence[QuotaHead]) -> QuotaHead:
    """*Đơn vị* itself, or of several columns that name units the one with most different names."""
    for head in units:
        if head.title == QuotaColumn.UNIT:
            return head

    def num_names(head: QuotaHead) -> int:
        rows = sheet.rows[last + 1 :]
        return len({text_of(cells[head.place]) for cells in rows if head.place < len(cells)} - {""})

    return max(units, key=num_names)


def _goes_on(sheet: Sheet, row: int, units: int) -> bool:
    """Whether the next row holds heads, too: words alone, all of them to the right of the units."""
    if row + 1 >= len(sheet.rows):
        return False
    filled = [(place, cell) for place, cell in enumerate(sheet.rows[row + 1]) if not cell.is_empty]
    return bool(filled) and all(
        place > units and isinstance(cell.value, str) and not _NUMBERING.fullmatch(text_of(cell))
        for place, cell in filled
    )


def _heads(sheet: Sheet, first: int, last: int, merged: Sequence[Range]) -> Iterator[QuotaHead]:
    """The heads of one row; of two the upper one's words before the lower one's, where both tell something."""
    longest = max(len(cells) for cells in sheet.rows[first : last + 1])
    for place in range(longest):
        upper = _cell(sheet, first, place)
        if upper.is_empty:
            upper = _covering(sheet, first, place, merged) or upper
        lower = _cell(sheet, last, place) if last > first else Cell(upper.where)
        words = [text for text in (text_of(upper), text_of(lower)) if text]
        if words:
            yield QuotaHead(place, ": ".join(dict.fromkeys(words)), upper if lower.is_empty else lower)


def _cell(sheet: Sheet, row: int, place: int) -> Cell:
    cells = sheet.rows[row]
    return cells[place] if place < len(cells) else Cell(f"{sheet.title}!{get_column_letter(place + 1)}{row + 1}")


def _covering(sheet: Sheet, row: int, place: int, merged: Sequence[Range]) -> Cell | None:
    """The cell whose content is spread over this one of the row."""
    for one in merged:
        if one.first_row == row + 1 and one.first_place < place <= one.last_place:
            return _cell(sheet, row, one.first_place)
    return None


def _is_numbering(cells: Sequence[Cell], heads: Sequence[QuotaHead]) -> bool:
    """Whether the row only numbers the columns: *(1) (2) (3)*, or *A B 1 2 (3)=(1)+(2)*."""
    numbers = any(is_number_head(head.title) for head in heads)
    told = [text_of(cell) for cell in cells if not cell.is_empty]
    if len(told) < _FEWEST_NUMBERED or not all(_NUMBERING.fullmatch(text) for text in told):
        return False
    figures = [int(match[0]) for text in told if (match := re.search(r"[0-9]+", text)) is not None]
    begins = figures[:1] == [1] and figures == sorted(set(figures))
    return begins and (len(figures) == len(told) or (numbers and told[0][:1] in "A("))
