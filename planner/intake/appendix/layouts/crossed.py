"""Crossed tables: days against teams, units against days, a column of units a session → a list of the visits.

What a visit takes is told by the rows' first columns, by the heads of the columns, and by the cell where both meet;
each of day, unit, machine and shift by one of them alone. Where that cannot be made out the table stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.intake.appendix.columns import AppendixColumn, columns_of
from planner.intake.appendix.grid import Grid
from planner.intake.appendix.layouts.heads import DIMENSION_OF, Dimension, HeadOf, heads_of, text_of_head
from planner.intake.appendix.layouts.unfolded import NOTHING, Parts, Row, Unfolded, distinct, head, is_across, padded
from planner.intake.appendix.layouts.vocabulary import (
    Vocabulary,
    is_tick,
    is_weekday,
    number_of_day,
    says_no,
    weekday_in_full,
)
from planner.intake.appendix.month import Month
from planner.intake.sheets import Cell

_MOST_HEAD_ROWS = 3
_LEAST_SHARE = 0.5
"""So many of the cells in the middle must be understood."""
_MADE = (AppendixColumn.MACHINE, AppendixColumn.UNIT, AppendixColumn.TIME, AppendixColumn.SHIFT)
_ORDER = (Dimension.MACHINE, Dimension.UNIT, Dimension.DAY, Dimension.SHIFT)


def uncrossed(grid: Grid, words: Vocabulary) -> Unfolded | None:
    """The crossed tables of a grid as lists, what stands around them as it is; None if there is none."""
    rows, parts, place, is_found = padded(grid.rows), Parts(grid), 0, False
    month = next((found for cell in reversed(grid.captions) if (found := words.month(cell))), None)
    while place < len(rows):
        table = _table_at(rows, place, words)
        if table is None:
            if is_across(rows[place]):
                month = words.month(distinct(rows[place])[0]) or month
            parts.keep(rows[place : place + 1])
            place += 1
            continue
        is_found = True
        listing = _Listing(table, words, parts, month)
        place, month = listing.take(rows, place), listing.month
    return parts.finished() if is_found else None


@dataclass(frozen=True)
class _Table:
    """A crossed table by its columns."""

    num_head_rows: int
    stub: dict[Dimension, int]
    """The columns at the side that tell of each row."""
    crossing: tuple[HeadOf, ...]
    """The columns whose heads tell of what stands below."""
    others: tuple[HeadOf, ...]
    """Columns of other things."""
    weekdays: int | None
    """The column of weekdays alone."""
    inside: Dimension | None
    """What the cells in the middle tell; None for ticks."""

    @property
    def told_above(self) -> set[Dimension]:
        """What the heads tell."""
        return {dimension for each in self.crossing for dimension in each.facts}


def _table_at(rows: Sequence[Row], place: int, words: Vocabulary) -> _Table | None:
    """The crossed table whose head begins in this row."""
    for num_rows in range(min(_MOST_HEAD_ROWS, len(rows) - place - 1), 0, -1):
        heads = heads_of(rows[place : place + num_rows], words)
        if heads is not None:
            body = _body(rows[place + num_rows :])
            if table := _table(num_rows, heads, body, words):
                return table
    return None


def _body(rows: Sequence[Row]) -> list[Row]:
    """The rows that may belong to a table, up to the next head."""
    found: list[Row] = []
    for row in rows:
        if columns_of(row) is not None:
            break
        if not is_across(row) and distinct(row):
            found.append(row)
    return found


def _table(num_rows: int, heads: Sequence[HeadOf], body: Sequence[Row], words: Vocabulary) -> _Table | None:
    crossing = [each for each in heads if each.facts]
    told = {dimension for each in crossing for dimension in each.facts}
    kinds = {each.kind for each in crossing}
    if not body or any(set(each.facts) != told for each in crossing) or len(kinds) > 1:
        return None
    stub: dict[Dimension, int] = {}
    others: list[HeadOf] = []
    weekdays = None
    for each in heads:
        if each.facts:
            continue
        column = [row[each.place] for row in body if not row[each.place].is_empty]
        if column and all(map(is_weekday, column)):
            weekdays = each.place
            continue
        dimension = _dimension_of(each, column, words, is_beside=each.place < crossing[0].place)
        if dimension in stub:
            return None
        if dimension is None:
            others.append(each)
        else:
            stub[dimension] = each.place
    if told & set(stub):
        return None
    crossing, others = _with_unknown(crossing, others, body, words, told)
    missing = {Dimension.DAY, Dimension.UNIT} - told - set(stub)
    inner = _inside(missing, [row[each.place] for row in body for each in crossing], words, told | set(stub))
    if inner is None:
        return None
    return _Table(num_rows, stub, tuple(crossing), tuple(others), weekdays, inner.dimension)


def _dimension_of(each: HeadOf, column: Sequence[Cell], words: Vocabulary, *, is_beside: bool) -> Dimension | None:
    """What a column at the side tells: by its head, or where that is not known by all that stands in it."""
    if each.kind is not None:
        return DIMENSION_OF.get(each.kind)
    if not is_beside or not column:
        return None
    for dimension, holds in (
        (Dimension.DAY, words.is_day),
        (Dimension.MACHINE, words.machine),
        (Dimension.SHIFT, words.shift),
        (Dimension.UNIT, words.is_unit),
    ):
        if all(map(holds, column)):
            return dimension
    return None


def _with_unknown(
    crossing: list[HeadOf], others: list[HeadOf], body: Sequence[Row], words: Vocabulary, told: set[Dimension]
) -> tuple[list[HeadOf], list[HeadOf]]:
    """Columns under a head that is not known belong to the table where they hold the same as the others.

    Their heads are then taken as they are written, to be named: *TỔ 9* among *TỔ 1* and *TỔ 2*.
    """
    if len(told) != 1:
        return crossing, others
    (dimension,) = told
    strange = [
        each
        for each in others
        if each.unknown is not None
        and each.place > crossing[0].place
        and any(_may_be_inside(row[each.place], words) for row in body)
    ]
    for each in strange:
        each.facts[dimension] = each.cells[-1]
    crossing = sorted([*crossing, *strange], key=lambda one: one.place)
    return crossing, [each for each in others if each not in strange]


def _may_be_inside(cell: Cell, words: Vocabulary) -> bool:
    return is_tick(cell) or bool(words.units(cell)) or bool(words.machines(cell)) or words.shift(cell) is not None


@dataclass(frozen=True)
class _Inside:
    dimension: Dimension | None


def _inside(missing: set[Dimension], cells: Sequence[Cell], words: Vocabulary, told: set[Dimension]) -> _Inside | None:
    """What the cells in the middle tell; None where it cannot be told."""
    filled = [cell for cell in cells if not says_no(cell)]
    if not filled or len(missing) > 1:
        return None
    if missing == {Dimension.UNIT}:
        return _Inside(Dimension.UNIT) if _share(filled, words.units) >= _LEAST_SHARE else None
    if missing == {Dimension.DAY}:
        is_told = Dimension.MACHINE in told and all(map(words.has_days, filled))
        return _Inside(Dimension.DAY) if is_told else None
    if _share(filled, is_tick) >= _LEAST_SHARE:
        return _Inside(None)
    for dimension, holds in ((Dimension.SHIFT, words.shift), (Dimension.MACHINE, words.machines)):
        if dimension not in told and _share(filled, holds) >= _LEAST_SHARE:
            return _Inside(dimension)
    return None


def _share(cells: Sequence[Cell], holds: object) -> float:
    assert callable(holds)  # noqa: S101
    return sum(bool(holds(cell)) for cell in cells) / len(cells)


class _Listing:
    """Writes the list of one crossed table."""

    def __init__(self, table: _Table, words: Vocabulary, parts: Parts, month: Month | None) -> None:
        self._table = table
        self._words = words
        self._parts = parts
        self.month = month
        self._last_day: Cell | None = None
        self._lines: list[Row] = []

    def take(self, rows: Sequence[Row], first: int) -> int:
        """Go through the rows; the row behind the table's last."""
        table = self._table
        head_rows = rows[first : first + table.num_head_rows]
        corner = distinct(cell for row in head_rows for cell in row)[0]
        self._parts.heads += [cell for row in head_rows for cell in row]
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

    def _take_row(self, row: Row) -> bool:
        """Write what the row tells; False where the table has ended before it."""
        if not distinct(row):
            self._lines.append(tuple([NOTHING] * self._width))
            self._last_day = None
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

    def _take_across(self, cell: Cell, row: Row) -> bool:
        """A heading holds for what is below; any other text ends the table, as does what begins another."""
        if month := self._words.month(cell):
            self.month = month
        elif self._words.machine(cell) is None or Dimension.MACHINE in {*self._table.stub, *self._table.told_above}:
            return False
        self._lines.append(tuple([cell] * self._width))
        self._last_day = None
        return True

    def _is_line(self, row: Row) -> bool:
        """Whether the row is one of the table's: what stands at its side is known, or what stands in the middle."""
        stub = {dimension: row[place] for dimension, place in self._table.stub.items()}
        words = self._words
        is_known = {
            Dimension.DAY: words.has_days,
            Dimension.UNIT: words.is_unit,
            Dimension.MACHINE: words.machine,
            Dimension.SHIFT: words.shift,
        }
        beside = any(is_known[dimension](cell) for dimension, cell in stub.items() if not cell.is_empty)
        distinct_places = len({id(cell) for cell in row if not cell.is_empty}) > 1 or any(
            not cell.is_empty and sum(each is cell for each in row) == 1 for cell in stub.values()
        )
        return distinct_places and (
            beside or any(_may_be_inside(row[each.place], words) for each in self._table.crossing)
        )

    def _write(self, row: Row) -> None:
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

    def _stub(self, row: Row) -> dict[Dimension, Cell]:
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
