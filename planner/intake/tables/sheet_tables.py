"""Sheets → tables: headers matched to columns, cells read by what their column holds, every slip noted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from planner.domain.long_numbers import holds_long_number, without_serials
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.sheets import Cell, Sheet
from planner.intake.cells.unseen import tell_unseen
from planner.intake.layout.campaign import LAYOUTS
from planner.intake.layout.column import SheetColumn, SheetLayout
from planner.intake.tables.shape.heads import heads_of, note_heads
from planner.intake.tables.shape.idle_rows import idle_rows
from planner.intake.tables.shape.sheet_choice import ChosenSheet, SheetChoice
from planner.intake.tables.shape.sheet_choice import is_known_title as is_known_title  # noqa: PLC0414 - readers ask the tables
from planner.intake.tables.shape.unread import TellUnread, note_shape, note_unread
from planner.intake.values.days import calendar_day, day_of_count, is_count_of_days
from planner.intake.values.degrees import degrees
from planner.intake.values.figures import decimal_number, whole_number
from planner.intake.values.hours import minute_of_day
from planner.intake.values.names import slip_suggestion
from planner.intake.values.texts import Unfit, lines_of_text, listed_texts, plain_text, yes_or_no
from planner.intake.values.weekdays import weekdays
from planner.texts import texts_of

_ = texts_of("intake")

Value = TypeVar("Value")

_LEGACY_FONTS = (".vn", "vni-", "vni ")


@dataclass(frozen=True)
class SheetRow:
    """One row of a table. Its readings give None for an empty cell, and for one whose content was noted as unfit."""

    title: str
    number: int
    cells: dict[str, Cell]
    findings: Findings
    item: str = ""
    """What the row is about, where a message names that rather than the column."""

    def cell(self, column: StrEnum) -> Cell:
        """The cell in this column; an empty one where the sheet lacks the column."""
        found = self.cells.get(column)
        return Cell(f"{self.title}!{self.number}") if found is None else found

    def where(self, column: StrEnum) -> str:
        """The cell's address, as sheet!A2."""
        return self.cell(column).where

    def is_empty(self, column: StrEnum) -> bool:
        """Whether nothing was entered here."""
        return self.cell(column).is_empty

    def error(self, column: StrEnum, what: str, advice: str = "") -> None:
        """Note that this cell's content cannot be used."""
        self.findings.error(self.where(column), f"{self.label(column)}: {what}", advice)

    def warn(self, column: StrEnum, what: str, advice: str = "") -> None:
        """Note that this cell's content deserves a look."""
        self.findings.warn(self.where(column), f"{self.label(column)}: {what}", advice)

    def note(self, column: StrEnum, what: str, advice: str = "") -> None:
        """Note how this cell's content was read."""
        self.findings.note(self.where(column), f"{self.label(column)}: {what}", advice)

    def label(self, column: StrEnum) -> str:
        """What the cell is called in a message."""
        return self.item or str(column)

    def text(self, column: StrEnum) -> str:
        """A text on one line; empty if there is none."""
        return self._read(column, plain_text) or ""

    def plain(self, column: StrEnum, *, is_name: bool = False) -> str:
        """A text that may be kept for ever, so holds no identity or telephone number; a name may hold a serial one."""
        text = self.text(column)
        if holds_long_number(without_serials(text) if is_name else text):
            self.error(
                column,
                _("holds a long number, perhaps an identity or telephone number"),
                _("Delete the number: what stands here is kept in the ledger and can never be taken out of it"),
            )
        return text

    def lines(self, column: StrEnum) -> tuple[str, ...]:
        """The lines of a text."""
        return self._read(column, lines_of_text) or ()

    def listed(self, column: StrEnum) -> tuple[str, ...]:
        """The parts of a comma list."""
        return self._read(column, listed_texts) or ()

    def whole(self, column: SheetColumn) -> int | None:
        """A whole number within the limits of its column, or of the item that the row is about."""
        return self.whole_within(column, *self._limits(column))

    def whole_within(self, column: StrEnum, least: float, most: float) -> int | None:
        """A whole number within limits."""
        number_format = self.cell(column).number_format
        return self._read(column, lambda value: whole_number(value, least, most, number_format))

    def decimal(self, column: SheetColumn) -> float | None:
        """A number within the limits of its column, or of the item that the row is about."""
        least, most = self._limits(column)
        number_format = self.cell(column).number_format
        return self._read(column, lambda value: decimal_number(value, least, most, number_format))

    def degrees(self, column: SheetColumn, most: float | None = None) -> float | None:
        """A latitude or longitude in degrees; within other limits than its column's where `most` is told."""
        most = self._limits(column)[1] if most is None else most
        number_format = self.cell(column).number_format
        return self._read(column, lambda value: degrees(value, most, number_format))

    def day(self, column: StrEnum) -> date | None:
        """A day; where a file has lost all formats, also the number by which Excel counts it."""
        cell = self.cell(column)
        if cell.has_format or not is_count_of_days(cell.value):
            return self._read(column, calendar_day)
        self.findings.warn(
            self.title,
            _("the file has lost its number formats; numbers in columns of days were read as days"),
            _("Check the days, and save the file in Excel"),
        )
        return self._read(column, day_of_count)

    def minute(self, column: StrEnum) -> int | None:
        """Minutes from midnight."""
        return self._read(column, minute_of_day)

    def yes(self, column: StrEnum) -> bool | None:
        """Có or Không."""
        return self._read(column, yes_or_no)

    def weekdays(self, column: StrEnum) -> frozenset[int]:
        """Weekdays, Monday is 0; empty if none are named."""
        return self._read(column, weekdays) or frozenset()

    def require(self, column: StrEnum, advice: str) -> bool:
        """Whether something was entered here; its absence is noted."""
        if self.is_empty(column):
            self.error(column, _("nothing is entered"), advice)
            return False
        return True

    def _limits(self, column: SheetColumn) -> tuple[float, float]:
        limits = (self.item if isinstance(self.item, SheetColumn) else column).declared.limits
        assert limits is not None  # noqa: S101 - no number is read of a column that declares none
        return limits

    def _read(self, column: StrEnum, reading: Callable[[object], Value]) -> Value | None:
        cell = self.cell(column)
        if cell.is_empty:
            return None
        try:
            refuse_unreadable(cell)
            return reading(cell.value)
        except Unfit as unfit:
            self.error(column, unfit.what, unfit.advice)
            return None


def refuse_unreadable(cell: Cell) -> None:
    """Raise Unfit for a value that nobody can trust: an error, a formula never counted, letters of an old font."""
    if cell.is_uncounted:
        raise Unfit(
            _("a formula without a saved result"),
            _("Open the workbook in Excel and save it, or enter the value itself"),
        )
    if cell.is_error:
        raise Unfit(
            _("Excel shows the error {value}").format(value=shown(cell.value)),
            _("Mend the formula, or enter the value itself"),
        )
    if (
        isinstance(cell.value, str)
        and cell.font.casefold().startswith(_LEGACY_FONTS)
        and any(letter.isalpha() for letter in cell.value)
    ):
        raise Unfit(
            _("text in the old font {font}, whose letters are not Unicode").format(font=cell.font[:30]),
            _("Convert it to Unicode (for example with UniKey) and use Times New Roman"),
        )


@dataclass(frozen=True)
class SheetTable:
    """The rows of one sheet that hold anything, in sheet order."""

    layout: SheetLayout
    rows: tuple[SheetRow, ...]
    is_there: bool

    def __iter__(self) -> Iterator[SheetRow]:
        return iter(self.rows)


def tables_of(
    titles: Sequence[str],
    sheets: Sequence[Sheet],
    findings: Findings,
    layouts: Sequence[SheetLayout] = LAYOUTS,
    made_by: str = "planner new",
    *,
    unread: TellUnread = TellUnread.NONE,
) -> dict[SheetLayout, SheetTable]:
    """Every table of the workbook; one whose sheet is missing has no rows. Notes what is wrong with their shape.

    `made_by` is the command that makes a workbook with such sheets. With `unread`, whatever has content and is not
    read is named: heads, cells beside the table, and those of the given sheets that hold no table.
    """
    choice = SheetChoice(sheets, layouts, findings)
    tables = {layout: _table(layout, choice.sheet_of(layout), findings, unread) for layout in layouts}
    tell_unseen(findings, (one for sheet in sheets for one in sheet.unseen))
    for layout in layouts:
        if not tables[layout].is_there:
            _note_missing_sheet(layout, titles, layouts, made_by, findings)
    if unread is not TellUnread.NONE:
        choice.note_strange(layout for layout in layouts if not tables[layout].rows)
    return tables


def _note_missing_sheet(
    layout: SheetLayout, titles: Sequence[str], layouts: Sequence[SheetLayout], made_by: str, findings: Findings
) -> None:
    strange = [title for title in titles if not is_known_title(title, layouts)]
    alike = slip_suggestion(layout.title, strange)
    if layout.needed:
        findings.error(
            layout.title,
            _("the sheet is missing"),
            alike or _("Make one with `{command}` and copy your table into it").format(command=made_by),
        )
    elif alike:
        findings.warn(layout.title, _("the sheet is missing and taken as empty"), alike)


def _table(layout: SheetLayout, choice: ChosenSheet, findings: Findings, unread: TellUnread) -> SheetTable:
    sheet = choice.sheet
    if sheet is None:
        return SheetTable(layout, (), is_there=False)
    if sheet.is_hidden and layout.needed:
        findings.error(layout.title, _("the sheet is hidden, so it was not read"), _("Unhide it"))
        return SheetTable(layout, (), is_there=True)
    heads = heads_of(layout, sheet)
    note_heads(layout, sheet, heads, findings)
    below = sheet.rows[heads.last_row :]
    idle = idle_rows(layout, below, heads, findings) if unread is not TellUnread.NONE else frozenset()
    rows = [
        SheetRow(
            layout.title,
            number,
            {column: cells[place] for column, place in heads.places.items() if place < len(cells)},
            findings,
        )
        for number, cells in enumerate(below, start=heads.last_row + 1)
        if number - heads.last_row - 1 not in idle
    ]
    note_shape(layout, sheet, heads, findings)
    if unread is not TellUnread.NONE:
        note_unread(layout, sheet, heads, findings, tells_content=unread is TellUnread.FULL)
    filled = [row for row in rows if any(not cell.is_empty for cell in row.cells.values())]
    return SheetTable(layout, tuple(filled), is_there=True)
