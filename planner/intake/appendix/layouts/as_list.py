"""The list of the visits of one crossed table, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from planner.intake.appendix.days.months import Month
from planner.intake.appendix.document.grid import CellRow
from planner.intake.appendix.layouts.told_heads import Dimension, HeadOf, text_of_head
from planner.intake.appendix.layouts.unfolded import NOTHING, Parts, distinct, head, is_across
from planner.intake.appendix.layouts.vocabulary import Vocabulary, is_tick, number_of_day, says_no, weekday_in_full
from planner.intake.appendix.table.columns import AppendixColumn, columns_of
from planner.intake.cells.sheets import Cell
from planner.texts import spoken_day

_MADE = (AppendixColumn.MACHINE, AppendixColumn.UNIT, AppendixColumn.TIME, AppendixColumn.SHIFT)
_ORDER = (Dimension.MACHINE, Dimension.UNIT, Dimension.DAY, Dimension.SHIFT)


@dataclass(frozen=True)
class CrossedTable:
    """A crossed table by its columns."""

    num_head_rows: int
    stub: dict[Dimension, int]
    """The columns at the side that tell of each row."""
    crossing: tuple[HeadOf, ...]
    """The columns whose heads tell of what stands below."""
    others: tuple[HeadOf, ...]
    """Columns that tell nothing of the schedule: remarks, numbers."""
    weekdays: int | None
    """The column of weekdays alone."""
    inside: Dimension | None
    """What the cells in the middle tell; None for ticks."""

    @property
    def told_above(self) -> set[Dimension]:
        """The things that heads over columns tell; empty where only the side tells any."""
        return {dimension for each in self.crossing for dimension in each.facts}


def may_be_inside(cell: Cell, words: Vocabulary) -> bool:
    """Whether the cell holds what may stand in the middle of a crossed table."""
    return is_tick(cell) or bool(words.units(cell)) or bool(words.machines(cell)) or words.shift(cell) is not None


class CrossedTableAsList:
    """Writes the list of one crossed table."""

    def __init__(
        self, table: CrossedTable, words: Vocabulary, parts: Parts, month: Month | None, day: Cell | None
    ) -> None:
        self._table = table
        self._words = words
        self._parts = parts
        self.month = month
        self._day_above = day
        """The day of a heading, for tables that tell none themselves."""
        self._last_day: Cell | None = None
        self._head_texts: set[tuple[str, ...]] = set()
        self._lines: list[CellRow] = []

    def take(self, rows: Sequence[CellRow], first: int) -> int:
        """Go through the rows; the row behind the table's last."""
        table = self._table
        head_rows = rows[first : first + table.num_head_rows]
        corner = distinct(cell for row in head_rows for cell in row)[0]
        self._parts.heads += [cell for row in head_rows for cell in row]
        self._head_texts = {_texts(row) for row in head_rows}
        made = tuple(head(column, corner) for column in _MADE)
        self._lines.append((*made, *(Cell(each.cells[-1].where, text_of_head(each)) for each in self._kept)))
        place = first + table.num_head_rows
        while place < len(rows) and self._take_row(rows[place]):
            place += 1
        self._parts.add(self._lines)
        return place

    @property
    def _kept(self) -> tuple[HeadOf, ...]:
        return tuple(each for each in self._table.others if each.cells)

    def _take_row(self, row: CellRow) -> bool:
        """Write what the row tells; False where the table has ended before it."""
        if not distinct(row):
            self._lines.append(tuple([NOTHING] * self._width))
            self._last_day = None
            return True
        if _texts(row) in self._head_texts:
            self._parts.heads += row
            return True
        if is_across(row) and not self._is_line(row):
            return self._take_across(distinct(row)[0], row)
        if not self._is_line(row) or columns_of(row) is not None:
            return False
        self._write(row)
        return True

    @property
    def _width(self) -> int:
        return len(_MADE) + len(self._kept)

    def _take_across(self, cell: Cell, row: CellRow) -> bool:
        """A heading holds for what is below; any other text ends the table, as does what begins another."""
        if self._lacks_day and self._words.is_day(cell):
            self._day_above = cell
            self._parts.heads.append(cell)
            return True
        if month := self._words.month(cell):
            self.month = month
        elif self._words.machine(cell) is None or Dimension.MACHINE in {*self._table.stub, *self._table.told_above}:
            return False
        self._lines.append(tuple([cell] * self._width))
        self._last_day = None
        return True

    @property
    def _lacks_day(self) -> bool:
        """Whether days stand in headings alone."""
        return (
            Dimension.DAY not in {*self._table.stub, *self._table.told_above}
            and self._table.inside is not Dimension.DAY
        )

    def _is_line(self, row: CellRow) -> bool:
        """Whether the row is one of the table's: what stands at its side is known, or what stands in the middle."""
        stub = {dimension: row[place] for dimension, place in self._table.stub.items()}
        words = self._words
        is_known = {
            Dimension.DAY: lambda cell: words.has_days(cell) or number_of_day(cell),
            Dimension.UNIT: words.is_unit,
            Dimension.MACHINE: words.machine,
            Dimension.SHIFT: words.shift,
        }
        beside = any(is_known[dimension](cell) for dimension, cell in stub.items() if not cell.is_empty)
        distinct_places = len({id(cell) for cell in row if not cell.is_empty}) > 1 or any(
            not cell.is_empty and sum(each is cell for each in row) == 1 for cell in stub.values()
        )
        return distinct_places and (
            beside or any(may_be_inside(row[each.place], words) for each in self._table.crossing)
        )

    def _write(self, row: CellRow) -> None:
        """A line for each visit that the row tells of."""
        stub = self._stub(row)
        kept = tuple(row[each.place] for each in self._kept)
        num_before = len(self._lines)
        for each in self._table.crossing:
            cell = row[each.place]
            if says_no(cell) or any(cell is other for other in stub.values()):
                self._parts.idle += [] if cell.is_empty else [cell]
                continue
            above = {dimension: self._fact(each, dimension) for dimension in each.facts}
            for inside in self._inside_of(cell):
                told = {**stub, **above, **inside}
                self._lines.append((*(told.get(dimension, NOTHING) for dimension in _ORDER), *kept))
        if len(self._lines) == num_before:
            self._parts.idle += [cell for cell in (*stub.values(), *kept) if not cell.is_empty]

    def _stub(self, row: CellRow) -> dict[Dimension, Cell]:
        stub: dict[Dimension, Cell] = {}
        for dimension, place in self._table.stub.items():
            # A machine of one row for all shifts may be merged over the column of shifts.
            if not row[place].is_empty and all(row[place] is not cell for cell in stub.values()):
                stub[dimension] = row[place]
        day = stub.get(Dimension.DAY)
        if day is not None:
            weekday = row[self._table.weekdays] if self._table.weekdays is not None else NOTHING
            self._last_day = stub[Dimension.DAY] = self._full_day(day, None if weekday.is_empty else weekday, None)
        elif Dimension.DAY in self._table.stub and self._last_day is not None:
            stub[Dimension.DAY] = self._last_day
        elif self._lacks_day and self._day_above is not None:
            stub[Dimension.DAY] = self._day_above
        return stub

    def _fact(self, each: HeadOf, dimension: Dimension) -> Cell:
        cell = each.facts[dimension]
        return cell if dimension is not Dimension.DAY else self._full_day(cell, each.weekday, each.month)

    def _full_day(self, cell: Cell, weekday: Cell | None, month: Month | None) -> Cell:
        """The day with its month and weekday, where these stand elsewhere; at its own address."""
        number, month = number_of_day(cell), month or self.month
        text = str(cell.value)
        if number is not None and month is not None:
            text = f"{number}/{month.number}" + (f"/{month.year}" if month.year else "")
        elif isinstance(cell.value, datetime | date) and weekday is not None:
            text = spoken_day(cell.value)
        elif not isinstance(cell.value, str):
            return cell
        return replace(cell, value=text if weekday is None else f"{weekday_in_full(weekday)}, {text}")

    def _inside_of(self, cell: Cell) -> list[dict[Dimension, Cell]]:
        """What the cell tells: one or several of what the table holds. What is not understood is told as it is."""
        inside = self._table.inside
        if inside is Dimension.UNIT:
            return [
                {Dimension.UNIT: unit, **({} if shift is None else {Dimension.SHIFT: shift})}
                for unit, shift in self._words.units(cell) or ((cell, None),)
            ]
        if inside is Dimension.MACHINE:
            return [{Dimension.MACHINE: machine} for machine in self._words.machines(cell) or (cell,)]
        if inside is None and is_tick(cell):
            return [{}]
        return [{inside or Dimension.SHIFT: self._words.shift(cell) or cell}]


def _texts(row: CellRow) -> tuple[str, ...]:
    """What stands in a row, a merged cell once."""
    return tuple(str(cell.value) for cell in distinct(row))
