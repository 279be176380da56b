"""Workbook → sheets of cells that know their address; what is not seen on them is told, not read."""

import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import get_column_letter, range_boundaries

from planner.errors import UnreadableFile
from planner.intake.cells.cell_sheet import Cell, Sheet, hidden_sheet
from planner.intake.cells.container import safe_workbook
from planner.intake.cells.looks import Looks, StyleLook
from planner.intake.cells.plain_package import read_leniently
from planner.intake.cells.seen import Seen
from planner.intake.cells.sheet_markup import SheetMarkup, holds_content, markup_of, strings_of_several_looks
from planner.intake.cells.symbols import as_letters
from planner.intake.cells.unseen import UnseenKind
from planner.texts import texts_of

__all__ = ["Cell", "Sheet", "merge_touches", "read_sheets"]

_ = texts_of("intake")


def read_sheets(
    path: Path, is_wanted: Callable[[str], bool], *, glance: int = 0
) -> tuple[tuple[str, ...], tuple[Sheet, ...]]:
    """All sheet titles of a workbook, and the content of the wanted sheets; of hidden ones only that they are there.

    Of the other sheets the first `glance` rows are read, to tell what they are. Raises UnreadableFile.
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
    strings = strings_of_several_looks(reader.archive)
    looks = Looks(reader.wb)
    sheets = []
    for worksheet in reader.wb.worksheets:
        if is_wanted(worksheet.title):
            markup = markup_of(reader.archive, parts[worksheet.title], strings)
            sheets.append(_SheetReader(worksheet, markup, looks).sheet())
        elif worksheet.sheet_state != "visible":
            has_content = holds_content(reader.archive.read(parts[worksheet.title]))
            sheets.append(hidden_sheet(worksheet.title, has_content=has_content))
        elif glance:
            markup = markup_of(reader.archive, parts[worksheet.title], strings, last_row=glance)
            sheets.append(replace(_SheetReader(worksheet, markup, looks).sheet(), unseen=()))
    titles = tuple(worksheet.title for worksheet in reader.wb.worksheets)
    reader.archive.close()
    return titles, tuple(sheets)


class _SheetReader:
    """Reads one sheet with openpyxl's cells, beside its markup and the looks of the workbook."""

    def __init__(self, worksheet: Any, markup: SheetMarkup, looks: Looks) -> None:
        self._worksheet = worksheet
        self._markup = markup
        self._looks = looks
        self._seen = Seen(worksheet.title, markup.hidden_rows, markup.hidden_columns, markup.merged)

    def sheet(self) -> Sheet:
        """The sheet; one that is hidden has no rows."""
        title, markup = self._worksheet.title, self._markup
        if self._worksheet.sheet_state != "visible":
            return hidden_sheet(title, has_content=bool(markup.last_row))
        rows = tuple(self._rows())
        return Sheet(
            title,
            rows,
            tuple(markup.merged),
            markup.outside,
            unseen=self._seen.told(),
            hidden_rows=frozenset(markup.hidden_rows),
            hidden_columns=frozenset(markup.hidden_columns),
        )

    def _rows(self) -> Iterator[tuple[Cell, ...]]:
        last_row, last_column = self._markup.last_row, self._markup.last_column
        if not last_row:
            return
        bounded = self._worksheet.iter_rows(min_row=1, max_row=last_row, min_col=1, max_col=last_column)
        for number, row in enumerate(islice(bounded, last_row), start=1):
            cells = [self._cell(number, column, raw) for column, raw in enumerate(row, start=1)]
            yield self._seen.row(number, cells)

    def _cell(self, row: int, column: int, raw: Any) -> Cell:
        where = f"{self._worksheet.title}!{get_column_letter(column)}{row}"
        is_uncounted = (row, column) in self._markup.uncounted
        if raw.value is None or self._seen.is_hidden(row, column):
            return Cell(where, raw.value, is_uncounted=is_uncounted)
        look = self._looks.of(raw._style_id)  # noqa: SLF001 - looking each style up once halves the time
        if look.unseen is not None and not self._is_on_other_ground(look, row, column):
            self._seen.note(where, look.unseen, raw.value)
            return Cell(where)
        partly = self._markup.texts.get((row, column))
        value = raw.value if partly is None else self._seen.text(where, partly)
        cell = Cell(where, value, raw.data_type == "e", is_uncounted, has_format=look.has_format)
        if isinstance(value, str):
            return replace(cell, value=as_letters(value, look.font), font=look.font)
        return replace(cell, number_format=look.number_format)

    def _is_on_other_ground(self, look: StyleLook, row: int, column: int) -> bool:
        """Whether letters in the colour of the page may be seen: where a condition or a table colours the ground."""
        return look.unseen is UnseenKind.COLOUR_OF_THE_PAGE and self._markup.may_be_coloured(row, column)


def merge_touches(merged: str, rows: int, columns: int) -> bool:
    """Whether a merged range reaches into the first so many rows and columns."""
    first_column, first_row, _last_column, _last_row = range_boundaries(merged)
    return (first_row or 1) <= rows and (first_column or 1) <= columns
