"""Sheets → the rows that tell of a citizen each, with the class or hamlet that stands above them.

A list may hold several classes, each below its own title and heads, or a sheet for each. Rows of words are no citizens;
they are counted, but never quoted, since they may name people.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from planner.intake.cells.cell_sheet import Range
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.sheets import Cell, Sheet
from planner.intake.citizens.heads import ListHeads, cells_of, heads_in, heads_of, is_head_row
from planner.intake.layout.citizens import CITIZENS, CitizenColumn
from planner.intake.tables.shape.heads import head_text, loose_text
from planner.intake.tables.sheet_tables import SheetRow
from planner.texts import Noun, listed, spoken_number, texts_of

_ = texts_of("intake")

_CLASS = re.compile(r"\blớp\s*:?\s*([0-9]{1,2}\s?[^\W\d_]?[0-9]{0,2}(?:[./-][0-9]{1,2})?)(?![\w])", re.IGNORECASE)
_HAMLET = re.compile(
    r"\s*((?:thôn|ấp|bản|buôn|làng|xóm|khóm|sóc|phum|tổ dân phố|tổ|khu phố|khu)\s+[^:]{1,60}?)\s*:?\s*", re.IGNORECASE
)
_TITLE_OF_A_CLASS = re.compile(r"\s*(?:lớp\s*)?([0-9]{1,2}\s?[^\W\d_]{1,2}\s?[0-9]{0,2})\s*", re.IGNORECASE)


def class_in(text: str) -> str:
    """The class that the words name, such as *9A1* in *DANH SÁCH HỌC SINH LỚP 9A1*; empty if they name none."""
    match = _CLASS.search(text)
    return "".join(match[1].split()) if match else ""


def hamlet_in(text: str) -> str:
    """The hamlet, where the words are nothing but its name: *Thôn Nà Mu*."""
    match = _HAMLET.fullmatch(text)
    return match[1] if match else ""


def class_of_title(title: str) -> str:
    """The class that a sheet is called by, such as *9A1* or *Lớp 9A1*; empty if it is called otherwise."""
    match = _TITLE_OF_A_CLASS.fullmatch(title)
    return "".join(match[1].split()) if match else class_in(title)


_TOLD_ONCE = (CitizenColumn.HAMLET, CitizenColumn.HOUSEHOLD, CitizenColumn.UNIT)
"""Columns whose cells may be merged over the rows of those who belong together."""


MOST_ROWS_TOLD = 5


@dataclass
class CitizenListing:
    """The rows of citizens, in the order of the list, and the heads of what is not read."""

    rows: list[SheetRow] = field(default_factory=list)
    dropped: list[Cell] = field(default_factory=list)


def listing_of(sheets: Sequence[Sheet], findings: Findings, *, prefers_classes: bool) -> CitizenListing:
    """Every row of a citizen on these sheets. Notes what is wrong with their shape, and what is passed over."""
    listing = CitizenListing()
    found = [(sheet, heads_of(sheet, prefers_classes=prefers_classes)) for sheet in sheets]
    with_heads = [(sheet, heads) for sheet, heads in found if heads is not None]
    for sheet, heads in with_heads:
        reading = _SheetReading(sheet, findings, prefers_classes=prefers_classes)
        reading.label = class_of_title(sheet.title) if len(with_heads) > 1 else ""
        listing.rows += reading.rows(heads)
        listing.dropped += reading.dropped
    if not with_heads and sheets:
        findings.error(
            sheets[0].title,
            _("no row holds the heads of a list: {columns}").format(columns=", ".join(CITIZENS.needed_columns)),
            _("Write them above the citizens, or make a form with `planner invite --new`"),
        )
    return listing


class _SheetReading:
    """Reads one sheet from top to bottom."""

    def __init__(self, sheet: Sheet, findings: Findings, *, prefers_classes: bool) -> None:
        self._sheet = sheet
        self._findings = findings
        self._prefers_classes = prefers_classes
        self._merged = [Range.of(written) for written in sheet.merged]
        self._spread = {
            (number, place): sheet.rows[one.first_row - 1][one.first_place]
            for one in self._merged
            if one.first_row <= len(sheet.rows) and one.first_place < len(sheet.rows[one.first_row - 1])
            for number in range(one.first_row + 1, min(one.last_row, len(sheet.rows)) + 1)
            for place in range(one.first_place, one.last_place + 1)
        }
        self.label = ""
        """The class or hamlet that stands above the rows to come."""
        self.dropped: list[Cell] = []
        self._words: list[int] = []
        """Rows of words, by their numbers."""
        self._only_numbered: list[int] = []
        self._without_class: list[int] = []
        """Rows that took the class of the row above."""
        self._class_above: tuple[int, Cell] | None = None

    def rows(self, heads: ListHeads) -> list[SheetRow]:
        """Every row of a citizen, below the first heads and any that follow."""
        self._read_titles(self._sheet.rows[: heads.first_row - 1])
        self._note_heads(heads)
        found = []
        for heads_above, number, cells in self._below(heads):
            row = self._row(heads_above, number, cells)
            if self._tells_of_citizen(row, cells):
                found.append(row)
        self._note_passed_over(heads, found)
        return found

    def _below(self, heads: ListHeads) -> Iterator[tuple[ListHeads, int, Sequence[Cell]]]:
        """The rows that are no heads, with the heads that stand above them."""
        number = heads.last_row
        while number < len(self._sheet.rows):
            cells = self._sheet.rows[number]
            if not self._is_numbered(heads, cells) and is_head_row(cells):
                heads = heads_in(self._sheet, number, prefers_classes=self._prefers_classes)
                number = heads.last_row
                continue
            number += 1
            if any(not cell.is_empty for cell in cells):
                yield heads, number, cells

    @staticmethod
    def _is_numbered(heads: ListHeads, cells: Sequence[Cell]) -> bool:
        """Whether a number stands where no head has one; asked first, for most rows have one."""
        return any(isinstance(cell.value, int) for cell in cells_of(cells, heads.places.get(CitizenColumn.NUMBER, ())))

    def _row(self, heads: ListHeads, number: int, cells: Sequence[Cell]) -> SheetRow:
        found: dict[str, Cell] = {}
        for column, places in heads.places.items():
            cell = _joined(list(cells_of(cells, places)), column)
            if column in _TOLD_ONCE and (cell is None or cell.is_empty):
                cell = self._spread.get((number, places[0])) or cell
            if cell is not None:
                found[column] = cell
        hamlet = found.get(CitizenColumn.HAMLET)
        if hamlet is None or hamlet.is_empty:
            if self.label:
                found[CitizenColumn.HAMLET] = Cell(f"{self._sheet.title}!{number}", self.label)
            elif heads.is_by_class and self._class_above is not None and self._class_above[0] == number - 1:
                found[CitizenColumn.HAMLET] = self._class_above[1]
                self._without_class.append(number)
        if heads.is_by_class and CitizenColumn.HAMLET in found:
            self._class_above = (number, found[CitizenColumn.HAMLET])
        return SheetRow(self._sheet.title, number, found, self._findings)

    def _tells_of_citizen(self, row: SheetRow, cells: Sequence[Cell]) -> bool:
        """Whether the row is a citizen's; of any other the label is taken or its number kept, to be told."""
        has_name = not row.is_empty(CitizenColumn.NAME)
        if not row.is_empty(CitizenColumn.BORN) or (has_name and not row.is_empty(CitizenColumn.NUMBER)):
            return True
        filled = [cell for cell in cells if not cell.is_empty]
        if label := self._label_in(filled):
            self.label = label
            return False
        if not has_name and _is_number_alone(row, filled):
            self._only_numbered.append(row.number)
            return False
        if isinstance(row.cell(CitizenColumn.NUMBER).value, int | float) or (
            has_name and not self._is_after_words(row)
        ):
            return True
        self._words.append(row.number)
        return False

    def _is_after_words(self, row: SheetRow) -> bool:
        """Whether words without a number are no citizen: below other words, or parted from the list by an empty row."""
        above = self._sheet.rows[row.number - 2]
        return row.number - 1 in self._words or all(cell.is_empty for cell in above)

    @staticmethod
    def _label_in(cells: Sequence[Cell]) -> str:
        texts = [loose_text(cell.value) for cell in cells if isinstance(cell.value, str)]
        if len(texts) != len(cells):
            return ""
        classes = [label for text in texts if (label := class_in(text))]
        if classes:
            return classes[0]
        return hamlet_in(texts[0]) if len(texts) == 1 else ""

    def _read_titles(self, rows: Iterable[Sequence[Cell]]) -> None:
        for cells in rows:
            self.label = self._label_in([cell for cell in cells if not cell.is_empty]) or self.label

    def _note_heads(self, heads: ListHeads) -> None:
        title = self._sheet.title
        self.dropped += heads.dropped
        if heads.first_row > 1:
            self._findings.note(
                f"{title}!{heads.first_row}",
                _("the heads stand in this row; what stands above them is not read but for a class"),
            )
        for cell, column in heads.read_as:
            self._findings.note(
                cell.where,
                _("the column {name} is read as {column}").format(name=shown(head_text(cell)), column=shown(column)),
            )
        for column in (CitizenColumn.NUMBER, CitizenColumn.NAME, CitizenColumn.BORN, CitizenColumn.HAMLET):
            if column not in heads.places and not (column is CitizenColumn.HAMLET and self._has_label(heads)):
                self._findings.error(
                    f"{title}!{heads.first_row}",
                    _("the column {name} is missing").format(name=shown(column)),
                    _("Write its head in row {row}").format(row=heads.first_row),
                )

    def _has_label(self, heads: ListHeads) -> bool:
        below = self._sheet.rows[heads.last_row :]
        return bool(self.label) or any(self._label_in([cell for cell in cells if not cell.is_empty]) for cells in below)

    def _note_passed_over(self, heads: ListHeads, rows: Sequence[SheetRow]) -> None:
        title = self._sheet.title
        for numbers, one, several in (
            (
                self._words,
                _("row {rows} holds words and no citizen, and is not read"),
                _("{count} rows hold words and no citizen, and are not read: {rows}"),
            ),
            (
                self._only_numbered,
                _("row {rows} holds a number alone, and is not read"),
                _("{count} rows hold a number alone, and are not read: {rows}"),
            ),
        ):
            if numbers:
                told = one if len(numbers) == 1 else several
                self._findings.note(
                    f"{title}!{numbers[0]}",
                    told.format(count=spoken_number(len(numbers)), rows=_rows_told(numbers)),
                )
        if self._without_class:
            self._findings.note(
                f"{title}!{self._without_class[0]}",
                _("rows without a class belong to the class above them: {rows}").format(
                    rows=_rows_told(self._without_class)
                ),
            )
        self._note_merged(heads, {row.number for row in rows})
        if self._sheet.outside:
            self._findings.error(
                f"{title}!{self._sheet.outside}",
                _("content far outside the table"),
                _("Delete it; rows and columns beyond the table are not read"),
            )

    def _note_merged(self, heads: ListHeads, numbers: set[int]) -> None:
        """Cells of one citizen may not be merged with those of another, nor one column's with another's."""
        for one, written in zip(self._merged, self._sheet.merged, strict=True):
            places = [
                (column, place) for column, several in heads.places.items() for place in several
                if one.first_place <= place <= one.last_place
            ]  # fmt: skip
            columns = {column for column, _place in places}
            rows = numbers & set(range(one.first_row, one.last_row + 1))
            told_once = columns <= set(_TOLD_ONCE) or one.first_row == one.last_row
            if rows and columns and not (told_once and len(columns) == 1):
                self._findings.error(
                    f"{self._sheet.title}!{written}",
                    _("merged cells inside a table"),
                    _("Unmerge them and fill every cell of its own"),
                )


def _joined(cells: Sequence[Cell], column: CitizenColumn) -> Cell | None:
    """One cell for the column: names are put together; of a year for men and one for women only one may stand there."""
    filled = [cell for cell in cells if not cell.is_empty]
    if len(filled) < 2 or column is not CitizenColumn.NAME:  # noqa: PLR2004 - more than one
        if len(filled) > 1:
            return replace(filled[0], value=" ".join(str(cell.value) for cell in filled))
        return filled[0] if filled else next(iter(cells), None)
    odd = next((cell for cell in filled if not isinstance(cell.value, str) or cell.is_error or cell.is_uncounted), None)
    if odd is not None:
        return odd
    return replace(filled[0], value=" ".join(str(cell.value).strip() for cell in filled))


def _is_number_alone(row: SheetRow, filled: Sequence[Cell]) -> bool:
    return (
        len(filled) == 1 and filled[0].where == row.where(CitizenColumn.NUMBER) and not isinstance(filled[0].value, str)
    )


def _rows_told(numbers: Sequence[int]) -> str:
    """*3, 7–12, 20*."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    told = [str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts]
    return listed(told, MOST_ROWS_TOLD, Noun.ROW)
