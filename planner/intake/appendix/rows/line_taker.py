"""Rows below a head: which of them are lines, and what each line says of its machine, unit and days."""

import re
from collections.abc import Sequence

from planner.domain.record import MachineName, UnitCode
from planner.intake.appendix.days.cell_text import looks_planned, may_hold_days
from planner.intake.appendix.days.months import Month
from planner.intake.appendix.days.shift_names import plain
from planner.intake.appendix.document.account import NoMatter, Use
from planner.intake.appendix.lines.line_reader import LineReader
from planner.intake.appendix.lines.mentions import Mentions
from planner.intake.appendix.lines.notes import Books
from planner.intake.appendix.lines.slots import LineOf, PlacedSlot
from planner.intake.appendix.rows.headings import Headings
from planner.intake.appendix.rows.loose import SCHEDULE_LINE, WITHDRAWN, LooseTexts, form_of
from planner.intake.appendix.table.columns import AppendixColumn, AppendixColumns, one_line
from planner.intake.appendix.table.subheads import shifts_alone
from planner.intake.cells.findings import shown
from planner.intake.cells.sheets import Cell
from planner.texts import texts_of

_ = texts_of("intake")

_TOLD = {
    AppendixColumn.PLACE: Use.PLACE,
    AppendixColumn.ADDRESS: Use.PLACE,
    AppendixColumn.QUOTA: Use.QUOTA,
    AppendixColumn.NUMBER: None,
}
"""Columns that a line may have beside those of the schedule, and what they are read as."""


class CellsBeside:
    """Decides what each cell is that stands beside the schedule of a line."""

    def __init__(self, mentions: Mentions, books: Books) -> None:
        self._mentions = mentions
        self._findings, self._notes, self._account = books

    def take(
        self, row: tuple[Cell, ...], columns: AppendixColumns, units: set[UnitCode], machines: set[MachineName]
    ) -> None:
        """Decide on the cells of a line that was read as these units and machines."""
        kinds = {place: column for column, place in columns.places.items()}
        doubled = {place: column for column, place in columns.doubled}
        schedule = columns.known_places - {columns.places.get(column) for column in _TOLD}
        done = {id(cell) for place, cell in enumerate(row) if place in schedule}
        for place, cell in enumerate(row):
            if cell.is_empty or id(cell) in done:
                continue
            done.add(id(cell))
            column = kinds.get(place) or doubled.get(place)
            if place in columns.other_things:
                self._account.ignore(cell, NoMatter.OTHER_COLUMN)
            elif column in _TOLD and not self._holds_times(cell):
                self._take_known(cell, column)
            else:
                self._take_other(cell, units, machines, is_nameless=place in columns.nameless)

    def _holds_times(self, cell: Cell) -> bool:
        found = self._mentions.in_cell(cell)
        return found.day or found.hours

    def _take_known(self, cell: Cell, column: AppendixColumn | None) -> None:
        use = _TOLD[column] if column is not None else None
        if use is None:
            self._account.ignore(cell, NoMatter.NUMBER)
        else:
            self._account.use(cell, use)

    def _take_other(self, cell: Cell, units: set[UnitCode], machines: set[MachineName], *, is_nameless: bool) -> None:
        """A remark is no matter; what holds days, hours, a shift, or another unit or machine than the line is named."""
        found = self._mentions.in_cell(cell)
        text = one_line(cell)
        remark = _("{value} is a remark and was not read; its line counts").format(value=shown(cell.value))
        may_withdraw = bool(WITHDRAWN.search(plain(text)))
        others = found.units and not found.units & units
        may_be_days = is_nameless and isinstance(cell.value, str) and may_hold_days(cell.value)
        is_other = others or not found.machines <= machines
        if found.day or found.hours or found.shift or is_other or may_be_days:
            if may_withdraw:
                what = remark
                advice = _("Write under Thời gian what holds, or delete the line if the machine is not to come")
            elif is_nameless:
                what = _("{value} stands in a column without a head").format(value=shown(cell.value))
                advice = _("Write Thời gian above the column, or move it to its column")
            else:
                what = _("{value} was not read").format(value=shown(cell.value))
                advice = _("Move it to the column where it belongs, in a line of its own, or delete it")
            self._findings.error(cell.where, what, advice)
            return
        if may_withdraw:
            self._notes.once(cell.where, remark, _("Delete the line if the machine is not to come"))
        if isinstance(cell.value, int | float):
            self._account.ignore(cell, NoMatter.FIGURE)
        elif text:
            self._account.ignore(cell, NoMatter.REMARK)


_NUMBER_OF_COLUMN = re.compile(r"\(?([0-9]{1,2}|[A-Z])\)?(?: ?= ?.+)?")


class LineTaker:
    """Takes line after line, remembers what a line leaves to the one below, and gathers the slots."""

    def __init__(
        self, lines: LineReader, headings: Headings, loose: LooseTexts, mentions: Mentions, books: Books
    ) -> None:
        self._lines = lines
        self._headings = headings
        self._loose = loose
        self._beside = CellsBeside(mentions, books)
        self._findings, self._notes, self._account = books
        self._unit_above: Cell | None = None
        self._unit_read: Cell | None = None
        self._month_above: Month | None = None
        """The one month of the line above, which holds for a line of the same unit that names none."""
        self._slots: dict[tuple[str, ...], PlacedSlot] = {}

    @property
    def slots(self) -> tuple[PlacedSlot, ...]:
        """All that was read, none twice."""
        return tuple(self._slots.values())

    def begin(self) -> None:
        """The next line is the first of a part: a unit above it does not hold for it."""
        self._unit_above = None

    def take(self, row: tuple[Cell, ...], above: tuple[Cell, ...], columns: AppendixColumns) -> None:
        """Read one row, or name what of it could not be read."""
        told_days = [row[place] for place in columns.day_places if place < len(row) and not row[place].is_empty]
        own_unit = columns.cell(row, AppendixColumn.UNIT)
        if not told_days:
            self._take_dayless(row, above, columns)
            self._unit_above = own_unit
            return
        if own_unit is not None and not any(map(may_be_planned, told_days)) and not self._lines.is_unit(own_unit):
            self._loose.take_row(distinct(row))
            return
        unit = own_unit or self._unit_above
        self._unit_above = unit
        if unit is not None:
            self._take_line(row, columns, unit)
        elif any(map(is_planned, told_days)):
            self._findings.error(told_days[0].where, _("no unit is told"), _("Enter it under Đơn vị"))
            self._account.leave(row, told_days[0].where)
        else:
            self._loose.take_row(distinct(row))

    def _take_line(self, row: tuple[Cell, ...], columns: AppendixColumns, unit: Cell) -> None:
        own_machine = columns.cell(row, AppendixColumn.MACHINE)
        machines = self._headings.machines_of(own_machine, unit)
        if not machines:
            self._leave(row, own_machine.where if own_machine is not None else self._headings.lost_at or unit.where)
            return
        month = self._headings.month or (self._month_above if unit is self._unit_read else None)
        num_uses = self._account.num_uses
        lines = [LineOf(row, columns, machine, unit, month) for machine in machines]
        slots = [slot for line in lines for slot in self._lines.slots(line)]
        if not slots:
            self._account.take_back(num_uses)
            self._leave(row)
            return
        self._account.use(unit, Use.UNIT)
        self._beside.take(row, columns, {slot.unit for slot in slots}, set(machines))
        for slot in slots:
            self._take_slot(slot)
        months = {Month(slot.day.month, slot.day.year) for slot in slots}
        self._unit_read, self._month_above = unit, months.pop() if len(months) == 1 else None

    def _leave(self, row: Sequence[Cell], where: str = "") -> None:
        """Enter a line as not read because of what is said at that place, or of one of its cells."""
        if not where:
            where = next((cell.where for cell in row if self._findings.names(cell.where)), "")
        self._account.leave([cell for cell in row if not cell.is_empty], where)

    def _take_dayless(self, row: tuple[Cell, ...], above: Sequence[Cell], columns: AppendixColumns) -> None:
        """Name a row that tells a unit, hours or a shift of its own, but no days."""
        own = [cell for cell in distinct(row) if cell not in above]
        unit = columns.cell(row, AppendixColumn.UNIT)
        misplaced = [cell for cell in own if SCHEDULE_LINE.search(plain(one_line(cell)))]
        if misplaced:
            self._loose.take(misplaced)
            self._account.leave(own, misplaced[0].where)
        elif unit is not None and unit in own and self._lines.is_unit(unit):
            self._findings.error(
                unit.where,
                _("{value}: no days are told").format(value=shown(unit.value)),
                _("Write them under Thời gian, or delete the line"),
            )
            self._account.leave(own, unit.where)
        elif told := self._shift_without_days(own, columns, row):
            self._findings.error(told.where, _("no days are told"), _("Repeat the days of the line above"))
            self._account.leave(own, told.where)
            if told is columns.cell(row, AppendixColumn.MACHINE):
                self._headings.lose_column(told)
        else:
            self._loose.take_row(own)

    def _shift_without_days(self, own: Sequence[Cell], columns: AppendixColumns, row: Sequence[Cell]) -> Cell | None:
        """A machine, hours or a shift that a line tells without days; a machine beside a number alone is a heading."""
        machine, number = columns.cell(row, AppendixColumn.MACHINE), columns.cell(row, AppendixColumn.NUMBER)
        is_total = machine is not None and form_of(one_line(machine)) is NoMatter.TOTAL
        if machine is not None and machine in own and any(cell not in (machine, number) for cell in own):
            return None if is_total else machine
        for column in (AppendixColumn.SHIFT, AppendixColumn.HOURS):
            cell = columns.cell(row, column)
            if cell is not None and cell in own and self._unit_above is not None:
                return cell if shifts_alone(cell, self._lines.shift_names) is not None else None
        return None

    def _take_slot(self, slot: PlacedSlot) -> None:
        key = (slot.machine, slot.unit, slot.day.isoformat(), slot.shift)
        if key in self._slots:
            self._notes.stands_twice(slot.where)
        self._slots.setdefault(key, slot)


def distinct(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """The row's cells with content, a merged one once."""
    seen: dict[int, Cell] = {id(cell): cell for cell in row if not cell.is_empty}
    return tuple(seen.values())


def is_across(row: Sequence[Cell], cell: Cell, columns: AppendixColumns) -> bool:
    """Whether a row's only cell is a heading or a note: merged over columns, or not where days or shifts stand."""
    places = [place for place, each in enumerate(row) if each is cell]
    told_at = {columns.places.get(column) for column in (AppendixColumn.SHIFT, AppendixColumn.HOURS)}
    return len(places) > 1 or places[0] not in {*columns.day_places, *told_at}


def is_furniture(row: Sequence[Cell], columns: AppendixColumns) -> bool:
    """Whether a row is laid out otherwise than the schedule: what tells days is merged with another column."""
    kept = {id(row[place]) for place in columns.day_places if place < len(row) and not row[place].is_empty}
    others = {
        id(row[place])
        for place in columns.places.values()
        if place < len(row) and place not in columns.day_places and not row[place].is_empty
    }
    return bool(kept & others)


def numbers_columns(cells: Sequence[Cell]) -> bool:
    """Whether the row numbers the columns: (1) (2) (3), A B C, or A B 1 2 3 (4=2+3)."""
    texts = [one_line(cell) or str(cell.value) for cell in cells]
    matches = [_NUMBER_OF_COLUMN.fullmatch(text) for text in texts]
    told = [match[1] for match in matches if match is not None]
    if len(told) < len(texts) or len(told) < 2:  # noqa: PLR2004 - one figure numbers nothing
        return False
    letters = [one for one in told if one.isalpha()]
    figures = [int(one) for one in told if one.isdecimal()]
    first = figures[0] if figures else 1
    in_order = told == [*letters, *map(str, figures)] and letters == [chr(ord("A") + n) for n in range(len(letters))]
    return in_order and first == 1 and figures == list(range(1, len(figures) + 1))


def may_be_planned(cell: Cell) -> bool:
    """Whether a cell beside a name may hold days."""
    return not isinstance(cell.value, str) or may_hold_days(cell.value)


def is_planned(cell: Cell) -> bool:
    """Whether a cell of days holds something that may be days."""
    return not isinstance(cell.value, str) or looks_planned(cell.value)
