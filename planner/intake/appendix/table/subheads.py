"""Heads below the head: under *Thời gian* stand months, shifts, or *Từ ngày* and *Đến ngày*."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from planner.intake.appendix.days.cell_text import lines_in, looks_planned
from planner.intake.appendix.days.months import month_heading
from planner.intake.appendix.days.shift_names import ShiftNames, ToldShifts
from planner.intake.appendix.days.when import shifts_told
from planner.intake.appendix.document.account import Account, NoMatter, Use
from planner.intake.appendix.table.columns import AppendixColumn, AppendixColumns, TimeColumn, column_of, one_line
from planner.intake.cells.findings import Findings
from planner.intake.cells.sheets import Cell
from planner.intake.values.texts import NO_MARKS, Unfit, is_marked, mark_word

_ENDS = (AppendixColumn.FIRST_DAY, AppendixColumn.LAST_DAY)


def shifts_alone(cell: Cell, names: ShiftNames) -> ToldShifts | None:
    """The shifts that a cell names, if it says nothing else: *Ca 01 (7h00–15h00)*."""
    if not isinstance(cell.value, str):
        return None
    try:
        told = shifts_told(lines_in(cell.value), names)
    except Unfit:
        return None
    return told if not told.rest and (told.hours or told.labels or told.whole_day) else None


def with_subheads(
    columns: AppendixColumns, head: Sequence[Cell], row: Sequence[Cell], names: ShiftNames
) -> AppendixColumns | None:
    """The columns as the row below the head parts them; None if that row is no head."""
    unit = columns.places[AppendixColumn.UNIT]
    if unit < len(row) and not row[unit].is_empty and row[unit] is not head[unit]:
        return None
    times: list[TimeColumn] = []
    ends: dict[AppendixColumn, int] = {}
    for place, (above, cell) in enumerate(zip(head, row, strict=False)):
        is_under_time = above.is_empty or column_of(above) is AppendixColumn.TIME
        if cell.is_empty or cell is above or not is_under_time or (place and row[place - 1] is cell):
            continue
        if month := month_heading(one_line(cell)):
            times.append(TimeColumn(place, month))
        elif told := shifts_alone(cell, names):
            times.append(TimeColumn(place, None, told))
        elif (column := column_of(cell)) in _ENDS and column is not None:
            ends[column] = place
    if not times and not ends:
        return None
    parted = {time.place for time in times} | set(ends.values())
    kept = tuple(time for time in columns.times if time.place not in parted)
    return replace(columns, times=(*kept, *times), places={**columns.places, **ends})


def with_marks(columns: AppendixColumns, head: Sequence[Cell], names: ShiftNames) -> AppendixColumns:
    """The columns with those in which a mark tells the shift: *Ca 01* | *Ca 02* beside *Thời gian*."""
    known = {*columns.places.values(), *(time.place for time in columns.times)}
    marks = tuple(
        TimeColumn(place, None, told)
        for place, cell in enumerate(head)
        if place not in known and not cell.is_empty and (told := shifts_alone(cell, names))
    )
    return replace(columns, marks=marks)


def tells_days(cell: Cell) -> bool:
    """Whether days stand in a column of marks."""
    return isinstance(cell.value, str) and looks_planned(cell.value) and mark_word(cell.value) not in NO_MARKS


def marked_shifts(
    cells: Iterable[tuple[TimeColumn, Cell]], names: ShiftNames, findings: Findings, account: Account
) -> ToldShifts:
    """The shifts of the columns in which a mark says yes; what is no mark is named.

    Where nothing but no-marks stands, they are what is left over: such a line is told no shift. Days are no marks.
    """
    told = ToldShifts((), (), whole_day=False, rest="")
    others: list[str] = []
    for time, cell in cells:
        if time.shifts is None or tells_days(cell):
            continue
        try:
            if shifts_alone(cell, names) is not None or is_marked(cell.value):
                account.use(cell, Use.SHIFT)
                told = told._replace(hours=told.hours + time.shifts.hours, labels=told.labels + time.shifts.labels)
                continue
            account.ignore(cell, NoMatter.NO_MARK)
        except Unfit as unfit:
            findings.error(cell.where, unfit.what, unfit.advice)
        others.append(str(cell.value))
    return told if told.hours or told.labels else told._replace(rest=" ".join(others))
