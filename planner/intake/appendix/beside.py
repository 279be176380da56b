"""The cells of a line that its schedule does not need: numbers, addresses, remarks, and what is none of these."""

from planner.domain.record import MachineName, UnitCode
from planner.intake.appendix.account import NoMatter, Use
from planner.intake.appendix.columns import AppendixColumn, AppendixColumns, one_line
from planner.intake.appendix.loose import WITHDRAWN
from planner.intake.appendix.mentions import Mentions
from planner.intake.appendix.notes import Books
from planner.intake.appendix.shifts import plain
from planner.intake.appendix.words import may_hold_days
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
