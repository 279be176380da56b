"""What the markup of a sheet tells and openpyxl's read-only cells do not: merges, what is hidden, runs of text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring, iterparse
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

from planner.intake.cells.limits import COLUMNS, ROWS
from planner.intake.cells.runs import SeenText, text_of_string
from planner.intake.cells.unseen import UnseenKind

_YES = frozenset(["1", "true", "on"])
_STRINGS = "xl/sharedStrings.xml"
_HIDING_LOOKS = (b"strike", b"vertAlign", b"ngdings", b"ebdings", b'"Symbol"')


_LEAST_SIZE = 0.5
"""Points of a row and letters of a column; what is smaller shows nothing."""
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is)[ >]")


@dataclass(frozen=True, slots=True)
class CellRange:
    """Rows and columns from 1, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies in it."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


@dataclass
class SheetMarkup:
    """One sheet's, gathered in one pass."""

    merged: list[str] = field(default_factory=list)
    uncounted: set[tuple[int, int]] = field(default_factory=set)
    """Formulas whose result was never saved; one that shows nothing has a result."""
    outside: str = ""
    last_row: int = 0
    last_column: int = 0
    hidden_rows: dict[int, UnseenKind] = field(default_factory=dict)
    hidden_columns: set[int] = field(default_factory=set)
    texts: dict[tuple[int, int], SeenText] = field(default_factory=dict)
    """Of cells that show other letters than they hold."""
    coloured: list[CellRange] = field(default_factory=list)
    """Where conditions or a table's style may colour what lies below the letters."""

    filtered: list[CellRange] = field(default_factory=list)
    """Among whose rows a filter chooses."""

    def note_around(self, name: str, element: Any) -> None:
        """An element of this name that stands around the cells."""
        if name == "col":
            self.hidden_columns |= hidden_columns_of(element)
        elif name == "mergeCell":
            self.merged.append(str(element.get("ref")))
        elif name == "conditionalFormatting":
            self.coloured += ranges_in(str(element.get("sqref", "")))
        elif name == "autoFilter":
            self.filtered += _filtered_by(element)

    def note_table(self, table: Any) -> None:
        """What Excel calls a table, which has a style and perhaps a filter of its own."""
        self.coloured += ranges_in(str(table.get("ref", "")))
        for each in table.iter():
            if _name(each) == "autoFilter":
                self.filtered += _filtered_by(each)

    def part_filtered_rows(self) -> None:
        """Tell the rows that a filter hides from those that somebody hid."""
        for number in self.hidden_rows:
            if any(span.first_row < number <= span.last_row for span in self.filtered):
                self.hidden_rows[number] = UnseenKind.FILTERED_ROW

    def may_be_coloured(self, row: int, column: int) -> bool:
        """Whether the ground of a cell is not told by its own look alone."""
        return any(each.holds(row, column) for each in self.coloured)


def strings_of_several_looks(archive: ZipFile) -> dict[int, SeenText]:
    """Those of the texts that all sheets share that show other letters than they hold, by their numbers."""
    if _STRINGS not in archive.namelist():
        return {}
    content = archive.read(_STRINGS)
    if not any(look in content for look in _HIDING_LOOKS):
        return {}
    strings = (each for each in fromstring(content) if _name(each) == "si")
    return {number: text for number, each in enumerate(strings) if not (text := text_of_string(each)).is_as_written}


def holds_content(part: bytes) -> bool:
    """Whether anything stands on a sheet of which nothing else is wanted."""
    return _CONTENT.search(part) is not None


def markup_of(archive: ZipFile, part: str, strings: dict[int, SeenText], *, last_row: int | None = None) -> SheetMarkup:
    """The markup of a sheet, or of its rows up to the last; `strings` are those of `strings_of_several_looks`."""
    markup = SheetMarkup()
    row = column = 0
    with archive.open(part) as source:
        for event, element in iterparse(source, events=("start", "end")):
            name = _name(element)
            if event == "start":
                if name == "row":
                    row, column = _next_row(element.get("r"), row), 0
                    if last_row is not None and row > last_row:
                        return markup
                    if is_hidden_row(element):
                        markup.hidden_rows[row] = UnseenKind.HIDDEN_ROW
            elif name == "c":
                row, column = coordinate_to_tuple(element.get("r")) if element.get("r") else (row, column + 1)
                _note_cell(markup, element, row, column, strings)
            elif name == "row":
                element.clear()
            else:
                markup.note_around(name, element)
    for table in tables_beside(archive, part):
        markup.note_table(table)
    markup.part_filtered_rows()
    return markup


def is_hidden_row(row: Any) -> bool:
    """Whether a row is hidden, or of no height."""
    return row.get("hidden") in _YES or _is_nothing(row.get("ht"))


def hidden_columns_of(column: Any) -> set[int]:
    """The columns, from 1, that an entry of a sheet's columns hides; as far as columns are read."""
    if column.get("hidden") not in _YES and not _is_nothing(column.get("width")):
        return set()
    first, last = int(column.get("min", 1)), int(column.get("max", 1))
    return set(range(first, min(last, COLUMNS) + 1))


def _filtered_by(auto_filter: Any) -> list[CellRange]:
    """The cells among which a filter chooses; none where its buttons are there and nothing is chosen."""
    if not any(_name(each) == "filterColumn" for each in auto_filter):
        return []
    return list(ranges_in(str(auto_filter.get("ref", ""))))


def _is_nothing(size: str | None) -> bool:
    try:
        return size is not None and float(size) < _LEAST_SIZE
    except ValueError:
        return False


def ranges_in(written: str) -> Iterator[CellRange]:
    """The ranges of a list parted by blanks; what is no range is left out."""
    for each in written.split():
        try:
            left, top, right, bottom = range_boundaries(each)
        except (ValueError, TypeError):
            continue
        yield CellRange(top or 1, left or 1, bottom or ROWS, right or COLUMNS)


def tables_beside(archive: ZipFile, part: str) -> Iterator[Any]:
    """What Excel calls tables on the sheet; none where they cannot be found."""
    folder, _slash, name = part.lstrip("/").rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    if links not in archive.namelist():
        return
    for link in fromstring(archive.read(links)):
        if str(link.get("Type", "")).endswith("/table"):
            target = f"xl/tables/{str(link.get('Target', '')).rpartition('/')[2]}"
            if target in archive.namelist():
                yield fromstring(archive.read(target))


def _next_row(written: str | None, before: int) -> int:
    """The number of a row. A row out of order is refused: openpyxl's read-only mode would leave it out unsaid."""
    number = int(written or before + 1)
    if number <= before:
        raise ValueError(number)
    return number


def _note_cell(markup: SheetMarkup, element: Any, row: int, column: int, strings: dict[int, SeenText]) -> None:
    parts = {_name(child): child for child in element}
    has_value = "is" in parts or ("v" in parts and bool(parts["v"].text))
    if not has_value and ("f" not in parts or shows_nothing(element.get("t"), has_result="v" in parts)):
        return
    if row > ROWS or column > COLUMNS:
        markup.outside = markup.outside or f"{get_column_letter(column)}{row}"
        return
    if not has_value:
        markup.uncounted.add((row, column))
    markup.last_row = max(markup.last_row, row)
    markup.last_column = max(markup.last_column, column)
    text = text_of_string(parts["is"]) if "is" in parts else None
    if strings and element.get("t") == "s" and has_value:
        text = strings.get(int(parts["v"].text))
    if text is not None and not text.is_as_written:
        markup.texts[row, column] = text


def shows_nothing(kind: str | None, *, has_result: bool) -> bool:
    """Whether a formula without letters in its result has one all the same: the empty text."""
    return kind == "str" and has_result


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
