"""The head of a crossed table: what stands over each of its columns, in one row or several."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from planner.intake.appendix.days.months import Month
from planner.intake.appendix.document.grid import CellRow
from planner.intake.appendix.layouts.unfolded import distinct, is_across
from planner.intake.appendix.layouts.vocabulary import UNIT_HEADS, Vocabulary, is_weekday, number_of_day
from planner.intake.appendix.table.columns import AppendixColumn, column_of, one_line
from planner.intake.cells.sheets import Cell


class Dimension(StrEnum):
    """What it takes to say who stands where and when."""

    MACHINE = "machine"
    UNIT = "unit"
    DAY = "day"
    SHIFT = "shift"


DIMENSION_OF = {
    AppendixColumn.MACHINE: Dimension.MACHINE,
    AppendixColumn.UNIT: Dimension.UNIT,
    AppendixColumn.TIME: Dimension.DAY,
    AppendixColumn.SHIFT: Dimension.SHIFT,
    AppendixColumn.HOURS: Dimension.SHIFT,
}


@dataclass
class HeadOf:
    """The heads over one column, from the top, and what they tell."""

    place: int
    cells: list[Cell] = field(default_factory=list)
    kind: AppendixColumn | None = None
    facts: dict[Dimension, Cell] = field(default_factory=dict)
    """What holds for all that stands below: a machine, a unit, a day, shifts."""
    weekday: Cell | None = None
    month: Month | None = None
    unknown: Cell | None = None
    is_sound: bool = True
    """False where the heads over the column tell one thing twice."""

    def take(self, cell: Cell, words: Vocabulary, *, is_wide: bool) -> None:
        """One more cell over the column."""
        self.cells.append(cell)
        kind, shift, machine = column_of(cell), words.shift_of_head(cell), words.machine_of_head(cell)
        if shift is not None or machine is not None:
            if shift is not None:
                self._tell(Dimension.SHIFT, shift)
            elif machine is not None:
                self._tell(Dimension.MACHINE, machine)
            self.kind = kind if kind in UNIT_HEADS else self.kind
        elif kind is not None:
            self.is_sound = self.is_sound and (self.kind is None or not is_wide)
            self.kind = kind
            self._wide_kind = is_wide
        elif month := words.month(cell):
            self.month = month
        elif is_weekday(cell):
            self.weekday = cell
        elif words.is_day(cell) or number_of_day(cell):
            self._tell(Dimension.DAY, cell)
        elif words.is_unit(cell):
            self._tell(Dimension.UNIT, cell)
        else:
            self.is_sound = self.is_sound and self.unknown is None
            self.unknown = cell

    _wide_kind: bool = False

    def _tell(self, dimension: Dimension, cell: Cell) -> None:
        self.is_sound = self.is_sound and dimension not in self.facts
        self.facts[dimension] = cell

    @property
    def is_consistent(self) -> bool:
        """Whether the head can be one: under *Ngày* stand no days of a head unless it is wider than they."""
        own = DIMENSION_OF.get(self.kind) if self.kind is not None else None
        is_apart = own is None or own not in self.facts or self._wide_kind
        is_known = self.unknown is None or not (self.facts or self.kind)
        return self.is_sound and is_apart and is_known


def heads_of(rows: Sequence[CellRow], words: Vocabulary) -> tuple[HeadOf, ...] | None:
    """What these rows say over each column; None if they are no head."""
    if any(is_across(row) or not distinct(row) for row in rows) or not _may_begin(rows[0]):
        return None
    heads = tuple(HeadOf(place) for place in range(len(rows[0])))
    for row in rows:
        for place, cell in enumerate(row):
            if not cell.is_empty and all(cell is not each for each in heads[place].cells):
                heads[place].take(cell, words, is_wide=sum(each is cell for each in row) > 1)
    if not any(head.kind for head in heads) and not _is_corner(heads):
        return None
    if not any(head.kind is AppendixColumn.UNIT for head in heads):
        for head in heads:
            head.kind = AppendixColumn.UNIT if head.kind in UNIT_HEADS else head.kind
    return heads if all(head.is_consistent for head in heads) and any(head.facts for head in heads) else None


def _may_begin(row: CellRow) -> bool:
    """Whether the row may be the first of a head: it names a column, or leaves the corner empty."""
    return row[0].is_empty or any(column_of(cell) is not None for cell in distinct(row))


def _is_corner(heads: Sequence[HeadOf]) -> bool:
    """Whether only the first column lacks a head, as the corner of a crossed table may."""
    return not heads[0].cells and all(head.facts for head in heads[1:] if head.cells)


def text_of_head(head: HeadOf) -> str:
    """The head as it is read."""
    return " ".join(map(one_line, head.cells))
