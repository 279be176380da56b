"""An appendix, ours or one that somebody typed or edited, → who stands where and when, and what could not be read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.record import MachineName
from planner.errors import Problem
from planner.intake.appendix.columns import AppendixColumn, AppendixColumns, columns_of, one_line
from planner.intake.appendix.grid import AppendixGrids, Grid
from planner.intake.appendix.lines import LineReader
from planner.intake.appendix.month import Month
from planner.intake.appendix.names import MachineFinder
from planner.intake.appendix.notes import AppendixNotes, read_as
from planner.intake.appendix.opening import grids_of
from planner.intake.appendix.shifts import plain
from planner.intake.appendix.slots import LineOf, PlacedSlot
from planner.intake.appendix.subheads import shifts_alone, with_marks, with_subheads
from planner.intake.appendix.words import looks_planned, may_hold_days
from planner.intake.findings import Findings, listed, shown
from planner.intake.sheets import Cell
from planner.intake.unseen import tell_unseen
from planner.intake.values import Unfit, plain_text
from planner.texts import texts_of

_ = texts_of("intake")

_SCHEDULE_LINE = re.compile(r"tháng ?[0-9]{1,2}\b[^:]*: ?[0-9]|\([^)]*[0-9] ?(?:h|:|giờ)[^)]*\) ?: ?[0-9]")
_WITHDRAWN = re.compile(r"\b(?:hủy|huỷ|hoãn|bỏ|nghỉ|dừng|tạm ngừng|không (?:thực hiện|đi|làm)|chuyển|đổi|thay)\b")
_NUMBER_OF_COLUMN = re.compile(r"\(?[0-9A-Z]{1,2}\)?")
_FEWEST_NUMBERED = 3


@dataclass(frozen=True)
class ReadAppendix:
    """What an appendix says, as far as it could be read."""

    slots: tuple[PlacedSlot, ...]
    """None twice."""
    unreadable: tuple[Problem, ...]
    """What looks like a part of the schedule and could not be read, by its cell."""
    notes: tuple[Problem, ...]
    """What was read, but not as it is written, or not as the workbook says."""


def read_appendix(path: Path, campaign: Campaign, former: Plan | None = None) -> ReadAppendix:
    """Who stands where by this appendix, an .xlsx or a .docx. Raises UnreadableFile if it is neither.

    `former` is the plan that it was printed from, if there is one: it tells units of one name apart, nothing else.
    Letterhead, notes and signatures are passed over; whatever looks like a line of the schedule is either read or
    named as unreadable.
    """
    grids = grids_of(path)
    reading = _Reading(campaign, former)
    for grid in grids.grids:
        reading.take(grid)
    reading.take_loose(grids.afterwards)
    reading.take_beside(grids)
    return reading.finished(path)


class _Reading:
    """Goes through the rows from top to bottom and remembers the headings that hold."""

    def __init__(self, campaign: Campaign, former: Plan | None) -> None:
        self._findings = Findings()
        self._notes = AppendixNotes(campaign)
        self._lines = LineReader(
            campaign, self._findings, self._notes, former.assignments if former is not None else ()
        )
        self._machines = MachineFinder(campaign)
        self._columns: AppendixColumns | None = None
        self._machine: MachineName | None = self._machines.only_one
        self._is_machine_unknown = False
        self._doubtful: Cell | None = None
        """A text that may begin another machine's part, but cannot be read as that."""
        self._passed_over: Cell | None = None
        """A row across the table that is taken for a remark."""
        self._month: Month | None = None
        self._sheets: list[str] = []
        self._unit_above: Cell | None = None
        self._unit_read: Cell | None = None
        self._month_above: Month | None = None
        """The one month of the line above, which holds for a line of the same unit that names none."""
        self._slots: dict[tuple[str, ...], PlacedSlot] = {}

    def take(self, grid: Grid) -> None:
        """Read one sheet or table."""
        self.take_loose(grid.captions)
        if not _has_head(grid) and not self._goes_on(grid):
            for row in grid.rows:
                self.take_loose(_distinct(row))
            return
        if grid.sheet:
            self._sheets.append(grid.sheet)
        columns = None if _has_head(grid) else self._columns
        self._unit_above = None
        above: tuple[Cell, ...] = ()
        for row in grid.rows:
            if found := self._head(row, above):
                self._columns = columns = found
                self._unit_above = None
            elif columns is None:
                self.take_loose(_distinct(row))
            else:
                self._take_row(row, above, columns)
            above = row

    def take_loose(self, cells: Sequence[Cell]) -> None:
        """Text outside of a schedule's table: headings count, lines of a schedule are named, the rest is no matter."""
        for cell in cells:
            text = one_line(cell)
            if not text:
                continue
            if _SCHEDULE_LINE.search(plain(text)):
                self._findings.error(
                    cell.where,
                    _("{value} stands outside of a table with Đơn vị and Thời gian").format(value=shown(text)),
                    _("Put the line into the table, under its heads"),
                )
            else:
                self._take_heading(cell, text)

    def take_beside(self, grids: AppendixGrids) -> None:
        """Name schedule lines beside the page's own text, which never are headings; tell what nobody sees."""
        self.take_loose([text.cell for text in grids.loose if _SCHEDULE_LINE.search(plain(one_line(text.cell)))])
        tell_unseen(self._findings, grids.unseen)

    def finished(self, path: Path) -> ReadAppendix:
        """All that was read."""
        if self._columns is None:
            self._findings.error(
                path.name,
                _("no table with the columns Đơn vị and Thời gian was found"),
                _("Write these heads in one row above the schedule; of an amendment, give the whole appendix instead"),
            )
        if len(self._sheets) > 1:
            what = _("the schedule was read from {count} sheets together: {names}").format(
                count=len(self._sheets), names=listed(self._sheets)
            )
            self._notes.once(self._sheets[0], what, _("Hide or delete the sheets that are not meant"))
        self._notes.tell(self._findings)
        return ReadAppendix(tuple(self._slots.values()), self._findings.errors, self._findings.warnings)

    def _head(self, row: Sequence[Cell], above: Sequence[Cell]) -> AppendixColumns | None:
        """The columns that a row is the head of, or parts as the second row of a head."""
        if found := columns_of(row):
            return with_marks(found, row, self._lines.shift_names)
        before = columns_of(above)
        return None if before is None else with_subheads(before, above, row, self._lines.shift_names)

    def _goes_on(self, grid: Grid) -> bool:
        """Whether a table without a head goes on with the schedule of the one before."""
        return (
            self._columns is not None
            and all(len(row) == self._columns.width for row in grid.rows)
            and any(_SCHEDULE_LINE.search(plain(one_line(cell))) for row in grid.rows for cell in row)
        )

    def _take_row(self, row: tuple[Cell, ...], above: tuple[Cell, ...], columns: AppendixColumns) -> None:
        cells = _distinct(row)
        if not cells:
            self._unit_above = None
        elif _numbers_columns(cells):
            return
        elif len(cells) == 1 and _is_across(row, cells[0], columns):
            self._unit_above = None
            self._take_across(cells[0])
        elif _is_furniture(row, columns):
            self._unit_above = None
            self.take_loose(cells)
        else:
            self._take_line(row, above, columns)

    def _take_across(self, cell: Cell) -> None:
        text = one_line(cell)
        if _SCHEDULE_LINE.search(plain(text)):
            self.take_loose((cell,))
        elif text:
            self._passed_over = cell
            self._take_heading(cell, text)

    def _lose_machine(self, cell: Cell, unfit: Unfit) -> None:
        """Name a heading that no machine answers to."""
        self._machine, self._is_machine_unknown, self._month = None, True, None
        self._doubtful = self._passed_over = None
        what = _("{what}; the lines under it were not read").format(what=unfit.what)
        self._findings.error(cell.where, what, unfit.advice)

    def _take_heading(self, cell: Cell, text: str) -> None:
        try:
            heading = self._machines.heading(text)
        except Unfit as unfit:
            self._lose_machine(cell, unfit)
            return
        if heading is None:
            if self._machines.may_begin(text, self._machine):
                self._doubtful = cell
            return
        if heading.machine is not None:
            self._doubtful = self._passed_over = None
            self._machine, self._is_machine_unknown, self._month = heading.machine, False, None
            if not heading.is_sure and plain(text) != plain(heading.machine):
                self._notes.once(
                    cell.where, read_as(text, heading.machine), _("Write the name as in its own sheet to be sure")
                )
        self._passed_over = None
        self._month = heading.month or self._month

    def _take_line(self, row: tuple[Cell, ...], above: tuple[Cell, ...], columns: AppendixColumns) -> None:
        told_days = [row[place] for place in columns.day_places if place < len(row) and not row[place].is_empty]
        own_unit = columns.cell(row, AppendixColumn.UNIT)
        if not told_days:
            if own_unit is not None and own_unit not in above and self._lines.is_unit(own_unit):
                self._notes.once(own_unit.where, _("{value}: no days are told").format(value=shown(own_unit.value)), "")
            else:
                self._name_dayless(row, above, columns)
            self._unit_above = own_unit
            self._name_schedule(row)
            return
        is_planned = any(_is_planned(cell) for cell in told_days)
        if own_unit is not None and not any(map(_may_be_planned, told_days)) and not self._lines.is_unit(own_unit):
            self._name_schedule(row)
            return
        unit = own_unit or self._unit_above
        self._unit_above = unit
        if unit is None:
            if is_planned:
                self._findings.error(told_days[0].where, _("no unit is told"), _("Enter it under Đơn vị"))
            else:
                self._name_schedule(row)
            return
        self._name_headless(row, columns)
        machine = self._machine_of(row, columns, unit)
        if machine is not None:
            month = self._month or (self._month_above if unit is self._unit_read else None)
            slots = list(self._lines.slots(LineOf(row, columns, machine, unit, month)))
            if slots:
                self._name_withdrawn(row, columns)
            for slot in slots:
                self._take_slot(slot)
            months = {Month(slot.day.month, slot.day.year) for slot in slots}
            self._unit_read, self._month_above = unit, months.pop() if len(months) == 1 else None

    def _name_dayless(self, row: Sequence[Cell], above: Sequence[Cell], columns: AppendixColumns) -> None:
        """Name a line below a unit's that tells hours or a shift of its own, but no days."""
        for column in (AppendixColumn.SHIFT, AppendixColumn.HOURS):
            cell = columns.cell(row, column)
            if cell is not None and cell not in above and self._unit_above is not None:
                if shifts_alone(cell, self._lines.shift_names) is not None:
                    self._findings.error(cell.where, _("no days are told"), _("Repeat the days of the line above"))
                return

    def _name_headless(self, row: Sequence[Cell], columns: AppendixColumns) -> None:
        """Name what may be days in a column that has no head."""
        used = {*columns.day_places, *columns.places.values()}
        for place in columns.nameless:
            cell = row[place] if place < len(row) and place not in used else None
            if cell is None or cell.is_empty or any(cell is row[each] for each in used if each < len(row)):
                continue
            if not isinstance(cell.value, int | float) and _may_be_planned(cell):
                what = _("{value} stands in a column without a head").format(value=shown(cell.value))
                self._findings.error(cell.where, what, _("Write Thời gian above the column, or move it to its column"))

    def _name_withdrawn(self, row: Sequence[Cell], columns: AppendixColumns) -> None:
        """Tell of a remark beside a line that may take it back; only people can tell whether it does."""
        used = {*columns.day_places, *columns.places.values(), *(mark.place for mark in columns.marks)}
        for cell in _distinct([cell for place, cell in enumerate(row) if place not in used]):
            if _WITHDRAWN.search(plain(one_line(cell))):
                what = _("{value} is a remark and was not read; its line counts").format(value=shown(cell.value))
                self._notes.once(cell.where, what, _("Delete the line if the machine is not to come"))

    def _name_schedule(self, row: Sequence[Cell]) -> None:
        """Name what looks like a schedule in a row that holds none where days belong."""
        self.take_loose([cell for cell in _distinct(row) if _SCHEDULE_LINE.search(plain(one_line(cell)))])

    def _machine_of(self, row: Sequence[Cell], columns: AppendixColumns, unit: Cell) -> MachineName | None:
        """The machine that the row or the heading above it names; what is missing is named."""
        cell = columns.cell(row, AppendixColumn.MACHINE)
        if cell is not None:
            try:
                return self._machines.in_cell(plain_text(cell.value))
            except Unfit as unfit:
                self._findings.error(cell.where, unfit.what, unfit.advice)
                return None
        if self._doubtful is not None:
            self._lose_machine(self._doubtful, self._machines.unknown(one_line(self._doubtful)))
        if self._passed_over is not None and self._machine is not None:
            what = _("{value} is taken for a remark; the lines under it count as those of {machine}")
            text = what.format(value=shown(self._passed_over.value), machine=self._machine)
            self._notes.once(self._passed_over.where, text, _("If it is a machine's heading, write its name as MÁY 1"))
            self._passed_over = None
        if self._machine is None and not self._is_machine_unknown:
            self._findings.error(
                unit.where, _("no machine is told"), _("Write its name in a row of its own above, as MÁY 1")
            )
        return self._machine

    def _take_slot(self, slot: PlacedSlot) -> None:
        key = (slot.machine, slot.unit, slot.day.isoformat(), slot.shift)
        if key in self._slots:
            self._notes.stands_twice(slot.where)
        self._slots.setdefault(key, slot)


def _has_head(grid: Grid) -> bool:
    return any(columns_of(row) is not None for row in grid.rows)


def _distinct(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """The row's cells with content, a merged one once."""
    seen: dict[int, Cell] = {id(cell): cell for cell in row if not cell.is_empty}
    return tuple(seen.values())


def _is_across(row: Sequence[Cell], cell: Cell, columns: AppendixColumns) -> bool:
    """Whether a row's only cell is a heading or a note: merged over columns, or not where days or shifts stand."""
    places = [place for place, each in enumerate(row) if each is cell]
    told_at = {columns.places.get(column) for column in (AppendixColumn.SHIFT, AppendixColumn.HOURS)}
    return len(places) > 1 or places[0] not in {*columns.day_places, *told_at}


def _is_furniture(row: Sequence[Cell], columns: AppendixColumns) -> bool:
    """Whether a row is laid out otherwise than the schedule: what tells days is merged with another column."""
    kept = {id(row[place]) for place in columns.day_places if place < len(row) and not row[place].is_empty}
    others = {
        id(row[place])
        for place in columns.places.values()
        if place < len(row) and place not in columns.day_places and not row[place].is_empty
    }
    return bool(kept & others)


def _numbers_columns(cells: Sequence[Cell]) -> bool:
    """Whether the row numbers the columns: (1) (2) (3), or A B C."""
    texts = [one_line(cell) or str(cell.value) for cell in cells]
    return len(texts) > _FEWEST_NUMBERED and all(_NUMBER_OF_COLUMN.fullmatch(text) for text in texts)


def _may_be_planned(cell: Cell) -> bool:
    """The same less strictly, for cells beside a name."""
    return not isinstance(cell.value, str) or may_hold_days(cell.value)


def _is_planned(cell: Cell) -> bool:
    """Whether a cell of days holds something that may be days."""
    return not isinstance(cell.value, str) or looks_planned(cell.value)
