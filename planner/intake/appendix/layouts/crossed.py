"""Crossed tables: days against teams, units against days, a column of units a session → a list of the visits.

What a visit takes is told by the rows' first columns, by the heads of the columns, and by the cell where both meet;
each of day, unit, machine and shift by one of them alone. Where that cannot be made out the table stays as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planner.intake.appendix.document.grid import AppendixGrid, CellRow
from planner.intake.appendix.layouts.as_list import CrossedTable, CrossedTableAsList, may_be_inside
from planner.intake.appendix.layouts.told_heads import DIMENSION_OF, Dimension, HeadOf, heads_of
from planner.intake.appendix.layouts.unfolded import Parts, Unfolded, distinct, is_across, padded
from planner.intake.appendix.layouts.vocabulary import Vocabulary, is_tick, is_weekday, says_no
from planner.intake.appendix.table.columns import columns_of, one_line
from planner.intake.cells.sheets import Cell

_MOST_HEAD_ROWS = 3
_TOTAL = re.compile(r"(?:tổng|cộng)\b", re.IGNORECASE)
_LEAST_SHARE = 0.5
"""So many of the cells in the middle must be understood."""


def uncrossed(grid: AppendixGrid, words: Vocabulary) -> Unfolded | None:
    """The crossed tables of a grid as lists, what stands around them as it is; None if there is none."""
    rows, parts, place, is_found = padded(grid.rows), Parts(grid), 0, False
    month = next((found for cell in reversed(grid.captions) if (found := words.month(cell))), None)
    day = next((cell for cell in reversed(grid.captions) if words.is_day(cell)), None)
    while place < len(rows):
        table = _table_at(rows, place, words, has_day=day is not None)
        if table is None:
            if is_across(rows[place]):
                month = words.month(distinct(rows[place])[0]) or month
            day = _day_above(rows[place], words) or day
            parts.keep(rows[place : place + 1])
            place += 1
            continue
        is_found = True
        listing = CrossedTableAsList(table, words, parts, month, day)
        place, month, day = listing.take(rows, place), listing.month, None
    return parts.finished() if is_found else None


def _day_above(row: CellRow, words: Vocabulary) -> Cell | None:
    """The day that a row of its own tells."""
    cells = distinct(row)
    return cells[0] if len(cells) == 1 and words.is_day(cells[0]) else None


def _table_at(rows: Sequence[CellRow], place: int, words: Vocabulary, *, has_day: bool) -> CrossedTable | None:
    """The crossed table whose head begins in this row."""
    for num_rows in range(min(_MOST_HEAD_ROWS, len(rows) - place - 1), 0, -1):
        heads = heads_of(rows[place : place + num_rows], words)
        if heads is not None:
            body = _body(rows[place + num_rows :])
            below = next((row for row in rows[place + num_rows :] if distinct(row)), ())
            has_day_above = has_day or _day_above(below, words) is not None
            if table := _table(num_rows, heads, body, words, has_day_above=has_day_above):
                return table
    return None


def _body(rows: Sequence[CellRow]) -> list[CellRow]:
    """The rows by which a table is judged: up to the next head, a total, or an empty row."""
    found: list[CellRow] = []
    for row in rows:
        if columns_of(row) is not None or (found and (not distinct(row) or _is_total(row))):
            break
        if not is_across(row) and distinct(row):
            found.append(row)
    return found


def _is_total(row: CellRow) -> bool:
    return bool(_TOTAL.match(one_line(distinct(row)[0])))


def _table(
    num_rows: int, heads: Sequence[HeadOf], body: Sequence[CellRow], words: Vocabulary, *, has_day_above: bool
) -> CrossedTable | None:
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
    if len(missing) > 1 and has_day_above:
        missing = {Dimension.UNIT}
    inner = _inside(missing, [row[each.place] for row in body for each in crossing], words, told | set(stub))
    if inner is None:
        return None
    return CrossedTable(num_rows, stub, tuple(crossing), tuple(others), weekdays, inner.dimension)


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
    crossing: list[HeadOf], others: list[HeadOf], body: Sequence[CellRow], words: Vocabulary, told: set[Dimension]
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
        and any(may_be_inside(row[each.place], words) for row in body)
    ]
    for each in strange:
        each.facts[dimension] = each.cells[-1]
    crossing = sorted([*crossing, *strange], key=lambda one: one.place)
    return crossing, [each for each in others if each not in strange]


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
