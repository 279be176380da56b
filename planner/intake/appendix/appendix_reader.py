"""An appendix, ours or one that somebody typed or edited, → who stands where and when, and what could not be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.errors import Problem
from planner.intake.appendix.days.shift_names import plain
from planner.intake.appendix.document.account import Account, ClosedAccount, NoMatter, Use
from planner.intake.appendix.document.container import is_workbook
from planner.intake.appendix.document.grid import AppendixGrid, AppendixGrids, LooseKind
from planner.intake.appendix.document.sheet_grids import grids_of_workbook
from planner.intake.appendix.layouts.unfolding import unfolded
from planner.intake.appendix.layouts.vocabulary import Vocabulary, is_tick, is_weekday
from planner.intake.appendix.lines.line_reader import LineReader
from planner.intake.appendix.lines.machine_finding import MachineFinder
from planner.intake.appendix.lines.mentions import Mentions
from planner.intake.appendix.lines.notes import AppendixNotes, Books
from planner.intake.appendix.lines.slots import PlacedSlot
from planner.intake.appendix.rows.headings import Headings
from planner.intake.appendix.rows.line_taker import (
    LineTaker,
    distinct,
    is_across,
    is_furniture,
    may_be_planned,
    numbers_columns,
)
from planner.intake.appendix.rows.loose import SCHEDULE_LINE, LooseTexts
from planner.intake.appendix.table.columns import AppendixColumn, AppendixColumns, is_of_other_things
from planner.intake.appendix.table.heads import AppendixHead, head_trouble, heads_of, is_told
from planner.intake.cells.findings import Findings, listed, shown
from planner.intake.cells.sheets import Cell
from planner.intake.cells.unseen import tell_unseen
from planner.texts import texts_of

_ = texts_of("intake")


@dataclass(frozen=True)
class ReadAppendix:
    """What an appendix says, as far as it could be read."""

    slots: tuple[PlacedSlot, ...]
    """None twice."""
    unreadable: tuple[Problem, ...]
    """What looks like a part of the schedule and could not be read, by its cell."""
    notes: tuple[Problem, ...]
    """What was read, but not as it is written, or not as the workbook says."""
    account: ClosedAccount
    """What became of every piece of the file."""


def read_appendix(path: Path, campaign: Campaign, former: Plan | None = None) -> ReadAppendix:
    """Who stands where by this appendix, an .xlsx or a .docx. Raises UnreadableFile if it is neither.

    `former` is the plan that it was printed from, if there is one: it tells units of one name apart, nothing else.
    Letterhead, notes and signatures are passed over; whatever looks like a part of the schedule is either read or
    named as unreadable. The account tells of every piece which of these it was.
    """
    grids = grids_of(path)
    reading = _AppendixReading(campaign, former)
    for grid in grids.grids:
        reading.take(grid)
    reading.take_beside(grids)
    return reading.finished(path)


def grids_of(path: Path) -> AppendixGrids:
    """A workbook and a document give the same kind of grids. Raises UnreadableFile."""
    if is_workbook(path):
        return grids_of_workbook(path)
    from planner.intake.appendix.document.word_grids import grids_of_document  # noqa: PLC0415  (python-docx is slow to import)

    return grids_of_document(path)


class _AppendixReading:
    """Goes through the tables and texts from top to bottom."""

    def __init__(self, campaign: Campaign, former: Plan | None) -> None:
        books = Books(Findings(), AppendixNotes(campaign), Account())
        self._findings, self._notes, self._account = books
        rows = former.assignments if former is not None else ()
        self._lines = LineReader(campaign, self._findings, self._notes, self._account, rows)
        mentions = Mentions(campaign, self._lines.shift_names)
        machines = MachineFinder(campaign)
        self._mentions = mentions
        self._headings = Headings(machines, books)
        self._loose = LooseTexts(self._headings, self._lines, mentions, books)
        self._words = Vocabulary(campaign)
        self._taker = LineTaker(self._lines, self._headings, self._loose, mentions, books)
        self._list: AppendixHead | None = None
        """The head that holds for the rows below."""
        self._has_list = False
        """Whether a table was found, read or refused."""
        self._sheets: dict[str, None] = {}

    def take(self, grid: AppendixGrid) -> None:
        """Read one sheet or table, laid out anew as lists where it is laid out otherwise."""
        self._account.expect(grid.captions)
        for row in grid.rows:
            self._account.expect(row)
        found = unfolded(grid, self._words)
        for cell in found.heads:
            self._account.use(cell, Use.HEAD)
        for cell in found.idle:
            self._account.ignore(cell, NoMatter.NO_MARK)
        listed_at = {cell.where for each in found.grids for row in each.rows for cell in row}
        for cell in (cell for row in grid.rows for cell in row if cell.where not in listed_at):
            if is_tick(cell) or is_weekday(cell):
                self._account.use(cell, Use.DAYS)
        for each in found.grids:
            self._take(each)

    def _take(self, grid: AppendixGrid) -> None:
        self._take_captions(grid)
        heads = heads_of(grid.rows, self._lines.shift_names, self._lines.codes_in)
        if not heads and not self._goes_on(grid):
            self._take_without_head(grid)
            return
        if grid.sheet:
            self._sheets[grid.sheet] = None
        if heads:
            self._headings.begin_table()
            self._list = None
        self._taker.begin()
        above: tuple[Cell, ...] = ()
        for number, row in enumerate(grid.rows):
            if head := heads.get(number):
                self._begin_list(head, is_whole=number + 1 not in heads)
            elif self._list is None:
                self._loose.take_row(distinct(row))
            else:
                self._take_row(row, above, self._list)
            above = row

    def take_beside(self, grids: AppendixGrids) -> None:
        """Take the texts after the last table and those beside the page; tell what nobody sees."""
        self._account.expect(grids.afterwards)
        self._loose.take(grids.afterwards)
        self._account.expect(text.cell for text in grids.loose)
        for text in grids.loose:
            self._loose.take_beside(text.cell, is_drawing=text.kind is LooseKind.DRAWING)
        for unseen in grids.unseen:
            self._account.unseen(unseen.where, unseen.text)
        tell_unseen(self._findings, grids.unseen)

    def finished(self, path: Path) -> ReadAppendix:
        """All that was read, with the check that nothing fell through."""
        slots = self._taker.slots
        self._loose.settle(slots)
        if not self._has_list:
            self._findings.error(
                path.name,
                _("no table with the columns Đơn vị and Thời gian was found"),
                _("Write these heads in one row above the schedule; of an amendment, give the whole appendix instead"),
            )
        if len(self._sheets) > 1:
            what = _("the schedule was read from {count} sheets together: {names}").format(
                count=len(self._sheets), names=listed([*self._sheets])
            )
            self._notes.once(next(iter(self._sheets)), what, _("Hide or delete the sheets that are not meant"))
        self._notes.tell(self._findings)
        for cell in self._account.undecided(self._findings.errors):
            self._findings.error(
                cell.where,
                _("{value} was not read").format(value=shown(cell.value)),
                _("Move it to the column where it belongs, in a line of its own, or delete it"),
            )
        errors = self._findings.errors
        return ReadAppendix(slots, errors, self._findings.warnings, self._account.closed(errors))

    def _take_captions(self, grid: AppendixGrid) -> None:
        """A sheet's title may be a heading; nothing else is made of it."""
        for cell in grid.captions:
            if cell.where == grid.sheet:
                self._headings.take(cell, str(cell.value))
                self._account.ignore(cell, NoMatter.SHEET)
            else:
                self._loose.take((cell,))

    def _begin_list(self, head: AppendixHead, *, is_whole: bool) -> None:
        """A head begins, of which this row is the last one if it is whole."""
        self._list = head
        self._has_list = True
        self._taker.begin()
        for cell in distinct(head.row):
            if is_told(cell, self._lines.shift_names):
                self._account.use(cell, Use.HEAD)
            elif is_of_other_things(cell):
                self._account.ignore(cell, NoMatter.OTHER_COLUMN)
            elif any(self._mentions.in_cell(cell).kinds()):
                self._findings.error(
                    cell.where,
                    _("{value} stands in the head and was not read").format(value=shown(cell.value)),
                    _("Write one list with the heads Máy, Đơn vị, Thời gian and Ca thực hiện"),
                )
            else:
                self._account.ignore(cell, NoMatter.OTHER_COLUMN)
        if head.refused is not None and is_whole:
            cell, unfit = head.refused
            self._findings.error(cell.where, unfit.what, unfit.advice)

    def _take_without_head(self, grid: AppendixGrid) -> None:
        """A table without a head: letterhead and signatures, or a schedule in a form that is not known."""
        rows = [distinct(row) for row in grid.rows]
        units = [cell for cells in rows for cell in cells if self._loose.is_unit(cell)]
        is_schedule = any(self._loose.unit_beside_days(cells) for cells in rows)
        if not is_schedule and not (units and all(len(cells) > 1 for cells in rows if units[0] in cells)):
            for cells in rows:
                self._loose.take_row(cells)
            return
        self._has_list = True
        cell, unfit = head_trouble(grid.rows, self._lines.codes_in)
        self._findings.error(cell.where, unfit.what, unfit.advice)
        for cells in rows:
            self._account.leave(cells, cell.where)

    def _goes_on(self, grid: AppendixGrid) -> bool:
        """Whether a table without a head goes on with the list of the one before: units and days stand as there."""
        if self._list is None:
            return False
        columns = self._list.columns
        if any(not cell.is_empty for row in grid.rows for cell in row[columns.width :]):
            return False
        if any(self._is_elsewhere(row, columns) for row in grid.rows):
            return False
        is_as_wide = all(len(row) == columns.width for row in grid.rows)
        has_lines = any(SCHEDULE_LINE.search(plain(str(cell.value))) for row in grid.rows for cell in row)
        return (is_as_wide and has_lines) or any(self._fits(row, columns) for row in grid.rows)

    def _fits(self, row: Sequence[Cell], columns: AppendixColumns) -> bool:
        unit = columns.cell(row, AppendixColumn.UNIT)
        days = [row[place] for place in columns.day_places if place < len(row) and not row[place].is_empty]
        return unit is not None and self._lines.is_unit(unit) and any(map(may_be_planned, days))

    def _is_elsewhere(self, row: Sequence[Cell], columns: AppendixColumns) -> bool:
        """Whether a unit stands in another column than the list's, and none in that."""
        unit = columns.cell(row, AppendixColumn.UNIT)
        return any(map(self._loose.is_unit, distinct(row))) and (unit is None or not self._lines.is_unit(unit))

    def _take_row(self, row: tuple[Cell, ...], above: tuple[Cell, ...], head: AppendixHead) -> None:
        cells = distinct(row)
        if head.refused is not None:
            self._account.leave(cells, head.refused[0].where)
        elif not cells:
            self._taker.begin()
        elif numbers_columns(cells):
            for cell in cells:
                self._account.ignore(cell, NoMatter.COLUMN_NUMBERS)
        elif len(cells) == 1 and is_across(row, cells[0], head.columns):
            self._taker.begin()
            if isinstance(cells[0].value, str):
                self._headings.passed_over(cells[0])
            self._loose.take(cells)
        elif is_furniture(row, head.columns):
            self._taker.begin()
            self._loose.take_row(cells)
        else:
            self._taker.take(row, above, head.columns)
