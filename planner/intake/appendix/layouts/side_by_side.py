"""Tables side by side on one sheet, a team each → one list after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.intake.appendix.document.grid import AppendixGrid, CellRow
from planner.intake.appendix.layouts.told_heads import Dimension
from planner.intake.appendix.layouts.unfolded import NOTHING, Parts, Unfolded, distinct, head, is_across, padded
from planner.intake.appendix.layouts.vocabulary import UNIT_HEADS, Vocabulary
from planner.intake.appendix.table.columns import AppendixColumn, column_of, one_line
from planner.intake.cells.sheets import Cell

_COLUMN_OF = {
    Dimension.MACHINE: AppendixColumn.MACHINE,
    Dimension.UNIT: AppendixColumn.UNIT,
    Dimension.DAY: AppendixColumn.TIME,
    Dimension.SHIFT: AppendixColumn.SHIFT,
}
_MOST_ROWS_ABOVE = 2
_TELLING = (
    AppendixColumn.MACHINE,
    AppendixColumn.UNIT,
    AppendixColumn.TIME,
    AppendixColumn.FIRST_DAY,
    AppendixColumn.LAST_DAY,
)


def set_apart(grid: AppendixGrid, words: Vocabulary) -> Unfolded | None:
    """The tables that stand side by side as lists, what stands around them as it is; None if there are none."""
    rows, parts, kept = padded(grid.rows), Parts(grid), 0
    place = 0
    while place < len(rows):
        beside = _beside_at(rows, place, kept, words)
        if beside is None:
            place += 1
            continue
        parts.keep(rows[kept : beside.first_row])
        end = next((later for later in range(place + 1, len(rows)) if _has_other_head(rows[later])), len(rows))
        end = _before_titles(rows, place + 1, end, words)
        for number, group in enumerate(beside.groups):
            shown = beside.shared if number == 0 else ()
            parts.add(_listed(beside, group, rows[place:end], words, shown))
        parts.idle += _days_without_visits(rows[place + 1 : end], beside.shared, words)
        parts.heads += [cell for row in rows[beside.first_row : place + 1] for cell in row]
        kept = place = end
    if not kept:
        return None
    parts.keep(rows[kept:])
    return parts.finished()


@dataclass(frozen=True)
class _Group:
    """One of several tables that stand side by side."""

    columns: tuple[int, ...]
    """Places of the columns that no other of the tables has, from 0."""
    facts: dict[Dimension, Cell]
    """What heads above the whole table tell: a machine, a day; empty where none stands there."""


@dataclass(frozen=True)
class _Beside:
    """Tables side by side, and the columns at the left that they share."""

    first_row: int
    """Where what stands above them begins."""
    shared: tuple[int, ...]
    groups: tuple[_Group, ...]


def _has_other_head(row: CellRow) -> bool:
    kinds = [column_of(cell) for cell in distinct(row)]
    return AppendixColumn.UNIT in kinds and len([kind for kind in kinds if kind is not None]) > 1


def _before_titles(rows: Sequence[CellRow], first: int, end: int, words: Vocabulary) -> int:
    """The end of the tables without the titles of what follows."""
    if end == len(rows):
        return end
    while end > first and (_facts_in(rows[end - 1], words) or not distinct(rows[end - 1])):
        end -= 1
    return end


def _facts_in(row: CellRow, words: Vocabulary) -> bool:
    cells = distinct(row)
    return bool(cells) and all(_facts((cell,), words) for cell in cells)


def _head_of_list(cell: Cell, words: Vocabulary) -> AppendixColumn | None:
    """What the column under this head holds; None for any other cell, and for the head of a session."""
    kind = _kind(cell)  # asked first, since few cells are heads and telling shifts takes time
    return None if kind is None or words.shift_of_head(cell) else kind


def _beside_at(rows: Sequence[CellRow], place: int, kept: int, words: Vocabulary) -> _Beside | None:
    """The tables whose heads stand in this row."""
    row = rows[place]
    kinds = [
        None if number and cell is row[number - 1] else _head_of_list(cell, words) for number, cell in enumerate(row)
    ]
    repeated = [kind for kind in kinds if kind is not None and kinds.count(kind) > 1]
    starts = [number for number, kind in enumerate(kinds) if repeated and kind is repeated[0]]
    if not repeated and place > kept and (start := _start_of_only(rows[place - 1], row)):
        repeated, starts = [kind for kind in kinds[start:] if kind is not None], [start]
    if AppendixColumn.UNIT not in repeated:
        return None
    bounds = [*starts[1:], len(row)]
    columns = [tuple(range(start, bound)) for start, bound in zip(starts, bounds, strict=True)]
    own = [sorted(one_line(row[number]) for number in group if kinds[number] in repeated) for group in columns]
    if any(each != own[0] or len(set(each)) != len(each) for each in own):
        return None
    first_row, facts = _told_above(rows, place, kept, columns, words)
    shared = tuple(range(starts[0]))
    told = {kind for kind in (*(kinds[number] for number in shared), *repeated) if kind is not None}
    told |= {_COLUMN_OF[dimension] for dimension in facts[0]}
    has_days = bool(told & {AppendixColumn.TIME, AppendixColumn.FIRST_DAY})
    if any(set(each) != set(facts[0]) for each in facts) or not has_days or (len(starts) == 1 and not facts[0]):
        return None
    return _Beside(first_row, shared, tuple(map(_Group, columns, facts)))


def _kind(cell: Cell) -> AppendixColumn | None:
    column = column_of(cell)
    return AppendixColumn.UNIT if column in UNIT_HEADS else column


def _start_of_only(above: CellRow, row: CellRow) -> int | None:
    """Where the only table begins, if its title stands over some of the columns, up to the last."""
    start = next((place for place, cell in enumerate(above) if cell is above[-1]), 0)
    is_title = start < len(row) - 1 and not above[-1].is_empty and above[-1] is not row[-1]
    return start if start and is_title else None


def _told_above(
    rows: Sequence[CellRow], place: int, kept: int, groups: Sequence[Sequence[int]], words: Vocabulary
) -> tuple[int, list[dict[Dimension, Cell]]]:
    """Where the titles of the tables begin, and what they tell of each."""
    found: list[dict[Dimension, Cell]] = [{} for _group in groups]
    first_row = place
    for number in range(place - 1, max(kept, place - _MOST_ROWS_ABOVE) - 1, -1):
        row = rows[number]
        if is_across(row) or not distinct(row):
            break
        facts = [_facts(distinct(row[column] for column in group), words) for group in groups]
        if not all(facts) or any(set(new) & set(old) for new, old in zip(facts, found, strict=True)):
            break
        found = [{**old, **new} for old, new in zip(found, facts, strict=True)]
        first_row = number
    return first_row, found


def _facts(cells: Sequence[Cell], words: Vocabulary) -> dict[Dimension, Cell]:
    """What the only cell above a table tells of it."""
    if len(cells) != 1:
        return {}
    (cell,) = cells
    if machine := words.machine(cell):
        return {Dimension.MACHINE: machine}
    if shift := words.shift(cell):
        return {Dimension.SHIFT: shift}
    if words.is_day(cell):
        return {Dimension.DAY: cell}
    return {Dimension.UNIT: cell} if words.is_unit(cell) else {}


def _days_without_visits(body: Sequence[CellRow], shared: Sequence[int], words: Vocabulary) -> list[Cell]:
    """Days beside which nothing stands in any table."""
    alone = [distinct(row) for row in body if is_across(row)]
    at_side = {id(row[column]) for row in body for column in shared}
    return [cell for (cell,) in alone if id(cell) in at_side and words.is_day(cell)]


def _listed(
    beside: _Beside, group: _Group, rows: Sequence[CellRow], words: Vocabulary, shown: Sequence[int]
) -> list[CellRow]:
    """The table of one group. Remarks in the columns that all share are shown in one of the lists, where `shown`."""
    facts, columns = dict(group.facts), (*beside.shared, *group.columns)
    top, *body = rows
    made = [head(_COLUMN_OF[dimension], cell) for dimension, cell in facts.items()]
    telling = [column for column in group.columns if column_of(top[column]) in _TELLING]
    lines: list[CellRow] = [(*made, *(top[column] for column in columns))]
    for row in body:
        own = distinct(row[column] for column in group.columns)
        if is_across(row) and len([cell for cell in row if not cell.is_empty]) > 1:
            lines.append(tuple([own[0] if own else NOTHING] * (len(made) + len(columns))))
        elif own and (again := _facts(own, words)) and set(again) <= set(facts) and _facts_in(row, words):
            facts |= again
        elif not is_across(row) and any(not row[column].is_empty for column in telling):
            lines.append((*facts.values(), *(row[column] for column in columns)))
        else:
            is_remark = is_across(row) and not words.is_day(distinct(row)[0])
            side = (row[at] if is_remark and at in shown else NOTHING for at in beside.shared)
            lines.append((*[NOTHING] * len(made), *side, *(row[at] for at in group.columns)))
    return lines
