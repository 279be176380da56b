"""Workbook → sheets of cells that know their address; what openpyxl does not show is looked up beside it."""

import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries
from openpyxl.utils.datetime import WINDOWS_EPOCH

from planner.errors import UnreadableFile
from planner.intake.container import safe_workbook
from planner.intake.limits import COLUMNS, ROWS
from planner.intake.plain_package import read_leniently
from planner.texts import texts_of

_ = texts_of("intake")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, untouched, and where."""

    where: str
    """As sheet!A1."""
    value: object = None
    is_error: bool = False
    """The value is the name of an Excel error, such as #REF!."""
    is_uncounted: bool = False
    """A formula whose result was never saved."""
    font: str = ""
    number_format: str = ""
    is_crossed_out: bool = False
    """A line goes through the whole cell."""
    has_format: bool = True
    """Whether the file tells whether this is a day or a figure."""

    @property
    def is_empty(self) -> bool:
        """Nothing stands here: no value, or only what no one can see."""
        if isinstance(self.value, str):
            return not any(letter.isprintable() and not letter.isspace() for letter in self.value)
        return self.value is None and not self.is_uncounted


@dataclass(frozen=True)
class Sheet:
    """One sheet, row by row from row 1, and what is odd about it."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[str, ...] = ()
    """Ranges of merged cells."""
    outside: str = ""
    """The first cell with content beyond the rows and columns that are read."""
    is_hidden: bool = False


@dataclass
class _Unseen:
    """What the markup of a sheet tells and openpyxl's read-only cells do not."""

    merged: list[str] = field(default_factory=list)
    uncounted: set[tuple[int, int]] = field(default_factory=set)
    outside: str = ""
    last_row: int = 0
    last_column: int = 0


def read_sheets(
    path: Path, is_wanted: Callable[[str], bool], *, glance: int = 0
) -> tuple[tuple[str, ...], tuple[Sheet, ...]]:
    """All sheet titles of a workbook, and the content of the wanted sheets; of the others, the first `glance` rows.

    Raises UnreadableFile.
    """
    copy = safe_workbook(path)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of drop-downs and headers that it does not keep; nothing of these is read here.
            warnings.simplefilter("ignore")
            return read_leniently(copy, lambda content: _read(content, is_wanted, glance))
    except Exception as error:
        # openpyxl answers broken parts with whatever its insides raise: KeyError, TypeError, XMLSyntaxError, ...
        raise UnreadableFile(
            _("{path}: parts of the workbook are damaged ({kind}). Open it in Excel and save it again as .xlsx").format(
                path=path, kind=type(error).__name__
            )
        ) from error


def _read(copy: io.BytesIO, is_wanted: Callable[[str], bool], glance: int) -> tuple[tuple[str, ...], tuple[Sheet, ...]]:
    reader = ExcelReader(copy, read_only=True, data_only=True, keep_links=False)
    reader.read()
    parts = {str(sheet.name): str(relation.target) for sheet, relation in reader.parser.find_sheets()}
    sheets = []
    for worksheet in reader.wb.worksheets:
        last_row = None if is_wanted(worksheet.title) else glance
        if last_row != 0:
            unseen = _look_at_markup(reader.archive, parts[worksheet.title], last_row)
            rows = tuple(_rows(worksheet, unseen))
            is_hidden = worksheet.sheet_state != "visible"
            sheets.append(Sheet(worksheet.title, rows, tuple(unseen.merged), unseen.outside, is_hidden))
    titles = tuple(worksheet.title for worksheet in reader.wb.worksheets)
    reader.archive.close()
    return titles, tuple(sheets)


def _rows(worksheet: Any, unseen: _Unseen) -> Iterator[tuple[Cell, ...]]:
    if not unseen.last_row:
        return
    bounded = worksheet.iter_rows(min_row=1, max_row=unseen.last_row, min_col=1, max_col=unseen.last_column)
    for row_number, row in enumerate(bounded, start=1):
        if row_number > unseen.last_row:
            return
        yield tuple(_cell(worksheet.title, row_number, number, raw, unseen) for number, raw in enumerate(row, start=1))


def _cell(title: str, row: int, column: int, raw: Any, unseen: _Unseen) -> Cell:
    where = f"{title}!{get_column_letter(column)}{row}"
    is_uncounted = (row, column) in unseen.uncounted
    if raw.value is None:
        return Cell(where, is_uncounted=is_uncounted)
    cell = Cell(where, raw.value, is_error=raw.data_type == "e", is_uncounted=is_uncounted)
    return replace(cell, **_look_of(raw))


def _look_of(raw: Any) -> dict[str, Any]:
    is_text = isinstance(raw.value, str)
    try:
        return {
            "font": str(raw.font.name or "") if is_text else "",
            "number_format": "" if is_text else str(raw.number_format or ""),
            "is_crossed_out": bool(raw.has_style and raw.font.strike),
        }
    except IndexError:
        # The look that the cell names does not exist; days that a Mac counts from 1904 are not guessed at.
        return {"has_format": raw.parent.parent.epoch != WINDOWS_EPOCH}


def _look_at_markup(archive: ZipFile, part: str, last_row: int | None) -> _Unseen:
    unseen = _Unseen()
    row = column = 0
    with archive.open(part) as source:
        for event, element in iterparse(source, events=("start", "end")):
            name = element.tag.rpartition("}")[2]
            if event == "start":
                if name == "row":
                    row, column = _next_row(element.get("r"), row), 0
                    if last_row is not None and row > last_row:
                        return unseen
                continue
            if name == "c":
                row, column = coordinate_to_tuple(element.get("r")) if element.get("r") else (row, column + 1)
                _note_cell(unseen, element, row, column)
            elif name == "row":
                element.clear()
            elif name == "mergeCell":
                unseen.merged.append(str(element.get("ref")))
    return unseen


def _next_row(written: str | None, before: int) -> int:
    """The number of a row. A row out of order is refused: openpyxl's read-only mode would leave it out unsaid."""
    number = int(written or before + 1)
    if number <= before:
        raise ValueError(number)
    return number


def _note_cell(unseen: _Unseen, element: Any, row: int, column: int) -> None:
    parts = {child.tag.rpartition("}")[2]: child for child in element}
    has_value = "is" in parts or ("v" in parts and bool(parts["v"].text))
    if not has_value and "f" not in parts:
        return
    if row > ROWS or column > COLUMNS:
        unseen.outside = unseen.outside or f"{get_column_letter(column)}{row}"
        return
    if not has_value:
        unseen.uncounted.add((row, column))
    unseen.last_row = max(unseen.last_row, row)
    unseen.last_column = max(unseen.last_column, column)


def merge_touches(merged: str, rows: int, columns: int) -> bool:
    """Whether a merged range reaches into the first so many rows and columns."""
    first_column, first_row, _last_column, _last_row = range_boundaries(merged)
    return (first_row or 1) <= rows and (first_column or 1) <= columns
