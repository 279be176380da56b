"""Where a table's heads stand, which column each of them means, and which mean none."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from planner.domain.folding import bare_of_marks, fold
from planner.intake.cells.findings import Findings, listed, shown
from planner.intake.cells.sheets import Cell, Sheet
from planner.intake.layout.column import SheetColumn, SheetLayout
from planner.intake.values.texts import Unfit, normal_text
from planner.texts import texts_of

_ = texts_of("intake")

_ROWS_OF_A_TITLE = 20
"""Heads are looked for in so many rows; above them stand the body, the motto and the title of a list."""
_CELLS_OF_A_TITLE = 2
"""A body at the left and a motto at the right; a row of more cells is a row of the table."""
_ADDITION = re.compile(
    r"\s*\((?:bắt buộc|nếu có|hồ sơ|người|km|ngày/tháng/năm|dd/mm/yyyy|mã hoặc tên|\*)\)$", re.IGNORECASE
)


@dataclass(frozen=True)
class TableHeads:
    """The row or two rows of heads, by the numbers of their rows, and where each column stands."""

    first_row: int
    last_row: int
    places: Mapping[str, int]
    """The place in a row, from 0, of each column that is there."""
    read_as: Mapping[str, Cell]
    """Columns that another head was taken for, and that head."""
    strange: tuple[Cell, ...]
    """Heads that mean no column, or one that is there already."""
    doubled: tuple[Cell, ...]
    """Heads of a column that stands there already under the same head."""


@dataclass(frozen=True)
class Meaning:
    """The column that a head means, and whether it is called just so."""

    column: StrEnum
    is_own_name: bool


def head_text(cell: Cell) -> str:
    """What stands in a cell, as a head: on one line, without a mark or an addition that tells nothing more."""
    return _ADDITION.sub("", loose_text(cell.value)).strip(" *:")


def loose_text(value: object) -> str:
    """Any value as text; what no one can have typed stays as it is."""
    try:
        return normal_text(str(value)) if value is not None else ""
    except Unfit:
        return str(value)


@lru_cache(maxsize=64)
def _names_of(layout: SheetLayout) -> tuple[dict[str, SheetColumn], dict[str, SheetColumn], dict[str, SheetColumn]]:
    """What the columns are called: by their own names, by others, and by any of them without marks."""
    own = {fold(column): column for column in layout.columns}
    called = [(name, column) for column in layout.columns for name in column.declared.called]
    others = {fold(name): column for name, column in called}
    without_marks: dict[str, set[SheetColumn]] = {}
    for name, column in (*((str(column), column) for column in layout.columns), *called):
        without_marks.setdefault(bare_of_marks(name), set()).add(column)
    alone = {name: next(iter(columns)) for name, columns in without_marks.items() if len(columns) == 1}
    return own, others, alone


def meaning_of(layout: SheetLayout, head: str) -> Meaning | None:
    """The column that is called so on this sheet, if there is just one."""
    own, others, alone = _names_of(layout)
    folded = fold(head)
    if folded in own:
        return Meaning(own[folded], is_own_name=True)
    column = others.get(folded) or alone.get(bare_of_marks(head))
    return Meaning(column, is_own_name=False) if column is not None else None


def heads_of(layout: SheetLayout, sheet: Sheet) -> TableHeads:
    """The heads of the sheet's table: the first row that tells most columns, and the one below where it goes on."""
    first = _row_of_heads(layout, sheet)
    cells = sheet.rows[first] if first < len(sheet.rows) else ()
    last = first
    if _goes_on(layout, sheet, first):
        last = first + 1
        below = sheet.rows[last]
        longest = max(len(cells), len(below))
        cells = tuple(
            below[place] if place < len(below) and not below[place].is_empty else cells[place]
            for place in range(longest)
            if place < len(cells) or place < len(below)
        )
    return _read(layout, cells, first + 1, last + 1)


def _row_of_heads(layout: SheetLayout, sheet: Sheet) -> int:
    if not sheet.rows or len(_columns_told(layout, sheet.rows[0])) == len(layout.columns):
        return 0
    told = [_columns_told(layout, cells) for cells in sheet.rows[:_ROWS_OF_A_TITLE]]
    needed = set(layout.needed_columns)
    likely = [
        number
        for number, columns in enumerate(told)
        if number == 0 or len(columns) > 1 or (columns and needed <= columns)
    ]
    return max(likely, key=lambda number: (needed <= told[number], len(told[number]), -number))


def _columns_told(layout: SheetLayout, cells: Iterable[Cell]) -> set[StrEnum]:
    meanings = (meaning_of(layout, head_text(cell)) for cell in cells if isinstance(cell.value, str))
    return {meaning.column for meaning in meanings if meaning is not None}


def _goes_on(layout: SheetLayout, sheet: Sheet, row: int) -> bool:
    """Whether the next row is a second row of heads: nothing stands there but columns that the first does not tell."""
    if row + 1 >= len(sheet.rows):
        return False
    above = sheet.rows[row]
    filled = [(place, cell) for place, cell in enumerate(sheet.rows[row + 1]) if not cell.is_empty]
    told = _columns_told(layout, above)
    for place, cell in filled:
        meaning = meaning_of(layout, head_text(cell)) if isinstance(cell.value, str) else None
        is_under_a_head = place < len(above) and meaning_of(layout, head_text(above[place])) is not None
        if meaning is None or meaning.column in told or is_under_a_head:
            return False
    return bool(filled)


def _read(layout: SheetLayout, cells: Iterable[Cell], first_row: int, last_row: int) -> TableHeads:
    filled = [
        (place, cell, meaning_of(layout, head_text(cell))) for place, cell in enumerate(cells) if not cell.is_empty
    ]
    places: dict[str, int] = {}
    doubled = []
    for place, cell, meaning in filled:
        if meaning is not None and meaning.is_own_name:
            if meaning.column in places:
                doubled.append(cell)
            places.setdefault(meaning.column, place)
    read_as: dict[str, Cell] = {}
    strange = []
    for place, cell, meaning in filled:
        if meaning is None or (not meaning.is_own_name and meaning.column in places):
            strange.append(cell)
        elif not meaning.is_own_name:
            places[meaning.column] = place
            read_as[meaning.column] = cell
    return TableHeads(first_row, last_row, places, read_as, tuple(strange), tuple(doubled))


def note_heads(layout: SheetLayout, sheet: Sheet, heads: TableHeads, findings: Findings) -> None:
    """Say which heads were taken for others, which stand there twice or are missing, and what stands above them."""
    for column, cell in heads.read_as.items():
        findings.note(
            cell.where,
            _("the column {name} is read as {column}").format(name=shown(head_text(cell)), column=shown(column)),
        )
    for cell in heads.doubled:
        findings.error(
            cell.where, _("the column {name} stands here twice").format(name=shown(head_text(cell))), _("Delete one")
        )
    if sheet.rows or layout.needed:
        for column in layout.needed_columns:
            if column not in heads.places:
                findings.error(
                    f"{layout.title}!{heads.first_row}",
                    _("the column {name} is missing").format(name=shown(column)),
                    _("Write the header in row 1"),
                )
    _note_rows_above(layout, sheet, heads, findings)


def _note_rows_above(layout: SheetLayout, sheet: Sheet, heads: TableHeads, findings: Findings) -> None:
    titles = []
    for cells in sheet.rows[: heads.first_row - 1]:
        filled = [cell for cell in cells if not cell.is_empty]
        if _may_be_of_the_table(layout, cells, heads):
            findings.error(
                filled[0].where,
                _("the row stands above the heads, which are in row {row}, and is not read").format(
                    row=heads.first_row
                ),
                _("Put the heads above all rows of the table"),
            )
        else:
            titles += filled
    if titles:
        findings.note(
            titles[0].where,
            _("above the heads, which are in row {row}, this is not read: {texts}").format(
                row=heads.first_row, texts=listed([loose_text(cell.value) for cell in titles], at_most=3)
            ),
        )


def _may_be_of_the_table(layout: SheetLayout, cells: tuple[Cell, ...], heads: TableHeads) -> bool:
    filled = [place for place, cell in enumerate(cells) if not cell.is_empty]
    if len(filled) > _CELLS_OF_A_TITLE or (len(filled) > 1 and len(layout.columns) <= _CELLS_OF_A_TITLE):
        return True
    under_heads = set(heads.places.values())
    return any(place in under_heads and not isinstance(cells[place].value, str) for place in filled)
