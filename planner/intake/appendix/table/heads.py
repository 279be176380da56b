"""The heads of a grid, in one row or two; which of several columns of units is meant; and why a grid has no head."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from planner.domain.record import UnitCode
from planner.intake.appendix.days.months import month_heading
from planner.intake.appendix.days.shift_names import ShiftNames
from planner.intake.appendix.document.grid import CellRow
from planner.intake.appendix.table.columns import (
    AppendixColumn,
    AppendixColumns,
    column_of,
    columns_of,
    one_line,
)
from planner.intake.appendix.table.subheads import shifts_alone, with_marks, with_subheads
from planner.intake.cells.findings import listed, shown
from planner.intake.cells.sheets import Cell
from planner.intake.values.texts import Unfit
from planner.texts import texts_of

_ = texts_of("intake")

CodesIn = Callable[[Cell], frozenset[UnitCode]]


@dataclass(frozen=True)
class AppendixHead:
    """A row that is a head, or the second row of one."""

    row: CellRow
    columns: AppendixColumns
    refused: tuple[Cell, Unfit] | None = None
    """Why the list below it is not read, and at which head; None where it is."""


def heads_of(rows: Sequence[CellRow], names: ShiftNames, codes_in: CodesIn) -> dict[int, AppendixHead]:
    """The heads of a grid by the numbers of their rows, from 0; the second row of a head has its own entry."""
    found: dict[int, AppendixHead] = {}
    for number, row in enumerate(rows):
        above = rows[number - 1] if number else ()
        columns = columns_of(row)
        if columns is not None:
            columns = with_marks(columns, row, names)
        elif number - 1 not in found or number - 2 not in found:
            columns = _of_two_rows(above, row, names)
        if columns is not None:
            found[number] = AppendixHead(row, columns)
    ends = [*sorted(found), len(rows)]
    for start, end in pairwise(ends):
        found[start] = _settled(found[start], rows[start + 1 : end], codes_in)
    return found


def _of_two_rows(above: CellRow, row: CellRow, names: ShiftNames) -> AppendixColumns | None:
    """The columns of a head in two rows; None if these two are none."""
    if not above or not _is_below_a_head(above, row):
        return None
    own = [cell for place, cell in enumerate(row) if not cell.is_empty and cell is not above[place]]
    combined = tuple(above[place] if cell.is_empty else cell for place, cell in enumerate(row))
    if own and all(column_of(cell) is not None for cell in own) and (columns := columns_of(combined)):
        return with_marks(columns, combined, names)
    before = columns_of(above)
    return None if before is None else with_subheads(before, above, row, names)


def _is_below_a_head(above: CellRow, row: CellRow) -> bool:
    return len(above) == len(row) and any(column_of(cell) is not None for cell in above)


def _settled(head: AppendixHead, rows: Sequence[CellRow], codes_in: CodesIn) -> AppendixHead:
    """The head with the one column of units that is meant; refused where there are lists side by side."""
    columns = head.columns
    places = [columns.places[AppendixColumn.UNIT]]
    places += [place for column, place in columns.doubled if column is AppendixColumn.UNIT]
    if len(places) == 1:
        return head
    told = [[_codes(row, place, codes_in) for place in places] for row in rows]
    if any(_disagree(codes) for codes in told):
        cell = head.row[places[1]]
        return replace(head, refused=(cell, _side_by_side(head.row, places)))
    counts = [sum(bool(codes[number]) for codes in told) for number in range(len(places))]
    best = places[counts.index(max(counts))]
    others = tuple((AppendixColumn.UNIT, place) for place in places if place != best)
    kept = tuple(each for each in columns.doubled if each[0] is not AppendixColumn.UNIT)
    chosen = replace(columns, places={**columns.places, AppendixColumn.UNIT: best}, doubled=(*kept, *others))
    return replace(head, columns=chosen)


def _codes(row: CellRow, place: int, codes_in: CodesIn) -> frozenset[UnitCode]:
    return codes_in(row[place]) if place < len(row) and not row[place].is_empty else frozenset()


def _disagree(codes: Sequence[frozenset[UnitCode]]) -> bool:
    """Whether two columns of one row name different units."""
    told = [each for each in codes if each]
    return any(not one & other for number, one in enumerate(told) for other in told[number + 1 :])


def _side_by_side(row: CellRow, places: Sequence[int]) -> Unfit:
    heads = listed([one_line(row[place]) for place in places])
    return Unfit(
        _("the row has {count} columns of units ({heads}); nothing below it was read").format(
            count=len(places), heads=heads
        ),
        _("Write one list with one column Đơn vị, each machine and each shift in lines of its own"),
    )


def head_trouble(rows: Sequence[CellRow], codes_in: CodesIn) -> tuple[Cell, Unfit]:
    """Why a grid that holds units and days was not read: which row looks like a head, and which head is unknown."""
    number, row = max(enumerate(rows), key=lambda each: (_num_known(each[1]), -each[0]))
    cells = [cell for place, cell in enumerate(row) if not cell.is_empty and (not place or row[place - 1] is not cell)]
    if not _num_known(row) or not cells:
        first = next(cell for each in rows for cell in each if not cell.is_empty)
        return first, Unfit(
            _("a table without heads that are known; it was not read"),
            _("Write Đơn vị above the units and Thời gian above the days, in one row"),
        )
    unknown = [cell for cell in cells if column_of(cell) is None]
    below = rows[number + 1 :]
    units = [cell for cell in unknown if any(codes_in(each) for each in _column(row, cell, below))]
    what = _("the row looks like a head ({heads}), but it has no column {column}; the table was not read").format(
        heads=listed([one_line(cell) for cell in cells]), column=" + ".join(_missing(cells))
    )
    if units or unknown:
        cell = (units or unknown)[0]
        what = _("the head {value} is not known. The row looks like a head ({heads}); the table was not read").format(
            value=shown(cell.value), heads=listed([one_line(each) for each in cells])
        )
        advice = _("Write Đơn vị there if units stand below it; the days need the head Thời gian, or Từ ngày")
        return cell, Unfit(what, advice)
    return cells[0], Unfit(what, _("Write Đơn vị above the units and Thời gian above the days, in one row"))


def _missing(cells: Sequence[Cell]) -> Iterator[str]:
    known = {column_of(cell) for cell in cells}
    if not known & {AppendixColumn.UNIT, AppendixColumn.PLACE}:
        yield AppendixColumn.UNIT
    if not known & {AppendixColumn.TIME, AppendixColumn.FIRST_DAY}:
        yield AppendixColumn.TIME


def _num_known(row: CellRow) -> int:
    return len({column_of(cell) for cell in row if column_of(cell) is not None or month_heading(one_line(cell))})


def _column(row: CellRow, head: Cell, below: Sequence[CellRow]) -> Iterator[Cell]:
    places = [place for place, cell in enumerate(row) if cell is head]
    for each in below:
        yield from (each[place] for place in places if place < len(each) and not each[place].is_empty)


def is_told(cell: Cell, names: ShiftNames) -> bool:
    """Whether a cell of a head's row says something of the schedule by itself: a column, a month, a shift."""
    return (
        column_of(cell) is not None
        or month_heading(one_line(cell)) is not None
        or shifts_alone(cell, names) is not None
    )
