"""Sheets of tens of thousands of rows, read in a tenth of the time that openpyxl takes for their cells.

Like sheets.py it gives sheets of cells; structure, styles and dates are openpyxl's, only strings and cells are read
here. The file has been refused before if it declares entities, so the standard library's parser is safe.
"""

import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.utils.datetime import from_excel

from planner.errors import UnreadableFile
from planner.intake.cells.cell_sheet import Cell, Sheet, hidden_sheet
from planner.intake.cells.container import WORKBOOK, damaged, safe_package
from planner.intake.cells.limits import COLUMNS
from planner.intake.cells.looks import Looks, StyleLook
from planner.intake.cells.plain_package import read_leniently
from planner.intake.cells.runs import SeenText, text_of_string
from planner.intake.cells.seen import Seen
from planner.intake.cells.sheet_markup import SheetMarkup, holds_content, is_hidden_row, shows_nothing, tables_beside
from planner.intake.cells.symbols import as_letters
from planner.intake.cells.unseen import UnseenKind

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _TEXT, _STRING = (f"{_MAIN}{name}" for name in ("row", "c", "t", "si"))
_VALUE, _INLINE, _FORMULA = (f"{_MAIN}{name}" for name in ("v", "is", "f"))
_INSIDE_A_ROW = frozenset([_CELL, _TEXT, _VALUE, _INLINE, _FORMULA])
LONG_LIST = replace(WORKBOOK, large_parts="xl/")
"""A long list's texts stand in one part beside its sheets."""
ROWS = 40_001
"""The header and so many citizens; a large commune has half of that."""


def read_long_sheets(
    path: Path, is_wanted: Callable[[str], bool], *, takes_unseen: bool = False
) -> tuple[tuple[str, ...], tuple[Sheet, ...]]:
    """All sheet titles of a workbook, and the content of the wanted sheets; of hidden ones only that they are there.

    `takes_unseen` is for what the program itself remembers in a workbook, whoever hides rows of it to look at others.
    Raises UnreadableFile.
    """
    copy = safe_package(path, LONG_LIST)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of drop-downs and headers that it does not keep; nothing of these is read here.
            warnings.simplefilter("ignore")
            return read_leniently(copy, lambda content: _read(content, is_wanted, takes_unseen=takes_unseen))
    except Exception as error:
        # Broken parts are answered with whatever the parsers' insides raise. What they say may quote the content.
        raise damaged(path, LONG_LIST) from _without_words(error)


def _without_words(error: Exception) -> UnreadableFile:
    return UnreadableFile(type(error).__name__)


def _read(
    copy: io.BytesIO, is_wanted: Callable[[str], bool], *, takes_unseen: bool
) -> tuple[tuple[str, ...], tuple[Sheet, ...]]:
    reader = ExcelReader(copy, read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    reader.read_theme()
    apply_stylesheet(reader.archive, reader.wb)
    parts = [(sheet, str(relation.target)) for sheet, relation in reader.parser.find_sheets()]
    looks = _Looks(reader.wb, _shared_texts(reader.archive, takes_unseen=takes_unseen))
    sheets = []
    for sheet, part in parts:
        if sheet.state != "visible" and not takes_unseen:
            sheets.append(hidden_sheet(str(sheet.name), has_content=holds_content(reader.archive.read(part))))
        elif is_wanted(str(sheet.name)):
            sheets.append(
                _LongSheetReader(str(sheet.name), looks, takes_unseen=takes_unseen).sheet(reader.archive, part)
            )
    return tuple(str(sheet.name) for sheet, _part in parts), tuple(sheets)


class _Looks:
    """What cells refer to: the texts that all sheets share, and styles, which say what is a date."""

    def __init__(self, book: Any, texts: list[str | SeenText]) -> None:
        self._book = book
        self._texts = texts
        self._looks = Looks(book)

    def of(self, style: int) -> StyleLook:
        """The look of this number."""
        return self._looks.of(style)

    def number(self, written: str, style: int) -> object:
        """A number, or the day or time that its style makes of it."""
        number = float(written) if any(letter in written for letter in ".eE") else int(written)
        if style in self._book._date_formats:  # noqa: SLF001 - as openpyxl's own readers do
            is_length = style in self._book._timedelta_formats  # noqa: SLF001
            return from_excel(number, self._book.epoch, timedelta=is_length)
        return number

    def text(self, kind: str, written: str) -> str | SeenText:
        """A text that stands elsewhere, or in the cell itself; with what is not seen of it, if there is any."""
        return self._texts[int(written)] if kind == "s" else written


def _parsed(archive: ZipFile, part: str) -> Iterator[Element]:
    """Elements as they end. A part in UTF-16, in which the look for entities was blind, is refused."""
    content = archive.read(part)
    if b"\0" in content:
        raise ValueError(part)
    for _event, element in iterparse(io.BytesIO(content)):  # noqa: S314 - no entities, no doctype: see container.py
        yield element


def _shared_texts(archive: ZipFile, *, takes_unseen: bool) -> list[str | SeenText]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    texts: list[str | SeenText] = []
    for element in _parsed(archive, "xl/sharedStrings.xml"):
        if element.tag == _STRING:
            texts.append(_text_inside(element, takes_unseen=takes_unseen))
            element.clear()
    return texts


def _text_inside(element: Element, *, takes_unseen: bool) -> str | SeenText:
    """The text of a string; with what is not seen of it, if there is any."""
    if len(element) == 1 and element[0].tag == _TEXT:
        return element[0].text or ""
    text = text_of_string(element)
    return text.whole if takes_unseen or text.is_as_written else text


class _LongSheetReader:
    """Reads one sheet, row by row."""

    def __init__(self, title: str, looks: _Looks, *, takes_unseen: bool) -> None:
        self._title = title
        self._looks = looks
        self._takes_unseen = takes_unseen
        self._rows: dict[int, list[Cell]] = {}
        self._outside = ""
        self._last_row = 0
        self._has_other_ground = False
        """Whether conditions or a table's style may colour what lies below the letters."""
        self._known_looks: dict[str, StyleLook] = {}
        self._markup = SheetMarkup()
        self._seen = Seen(title, {}, (), tells_text=False)

    def sheet(self, archive: ZipFile, part: str) -> Sheet:
        """The sheet of this part."""
        markup = self._markup
        for table in tables_beside(archive, part):
            markup.note_table(table)
        self._has_other_ground = bool(markup.coloured) or b"conditionalFormatting" in archive.read(part)
        for element in _parsed(archive, part):
            if element.tag == _ROW:
                self._note_row(element)
                element.clear()
            elif element.tag not in _INSIDE_A_ROW:
                markup.note_around(str(element.tag).rpartition("}")[2], element)
        markup.part_filtered_rows()
        last = max((number for number, cells in self._rows.items() if cells), default=0)
        hidden_rows, hidden_columns = ({}, set()) if self._takes_unseen else (markup.hidden_rows, markup.hidden_columns)
        seen = Seen(self._title, hidden_rows, hidden_columns, markup.merged, tells_text=False)
        rows = tuple(seen.row(number, self._rows.get(number, ())) for number in range(1, last + 1))
        return Sheet(
            self._title,
            rows,
            tuple(markup.merged),
            self._outside,
            unseen=(*self._seen.told(), *seen.told()),
            hidden_rows=frozenset(hidden_rows),
            hidden_columns=frozenset(hidden_columns),
        )

    def _note_row(self, element: Element) -> None:
        number = int(element.get("r") or self._last_row + 1)
        if number <= self._last_row:
            raise ValueError(number)
        self._last_row = number
        if is_hidden_row(element):
            self._markup.hidden_rows[number] = UnseenKind.HIDDEN_ROW
        cells: list[Cell] = []
        column = 0
        for each in element:
            if each.tag != _CELL:
                continue
            place = each.get("r")
            column = coordinate_to_tuple(place)[1] if place else column + 1
            parts = {str(child.tag): child for child in each}
            if not _holds_anything(each, parts):
                continue
            if number > ROWS or column > COLUMNS:
                self._outside = self._outside or f"{get_column_letter(column)}{number}"
                continue
            while len(cells) < column:
                cells.append(Cell(f"{self._title}!{get_column_letter(len(cells) + 1)}{number}"))
            cells[column - 1] = self._cell(cells[column - 1].where, each, parts)
        if number <= ROWS:
            self._rows[number] = cells

    def _cell(self, where: str, element: Element, parts: dict[str, Element]) -> Cell:
        style = element.get("s") or "0"
        look = self._known_looks.get(style) or self._look(style)
        if look.unseen is not None and self._last_row not in self._markup.hidden_rows:
            self._seen.note(where, look.unseen, "")
            return Cell(where)
        kind = element.get("t") or "n"
        if _INLINE in parts:
            return self._text(where, _text_inside(parts[_INLINE], takes_unseen=self._takes_unseen), look)
        written = parts[_VALUE].text if _VALUE in parts else None
        if not written:
            return Cell(where, is_uncounted=True)
        if kind in "nb":
            value = self._looks.number(written, int(style)) if kind == "n" else written == "1"
            return Cell(where, value, has_format=look.has_format)
        text = self._looks.text(kind, written)
        if isinstance(text, str):
            text = as_letters(text, look.font) if look.has_symbols else text
            return Cell(where, text, is_error=kind == "e", font=look.font)
        return self._text(where, text, look)

    def _look(self, style: str) -> StyleLook:
        """The look of this number; on a ground that may be coloured otherwise, letters of any colour are seen."""
        look = self._looks.of(int(style))
        if self._takes_unseen or (look.unseen is UnseenKind.COLOUR_OF_THE_PAGE and self._has_other_ground):
            look = replace(look, unseen=None)
        self._known_looks[style] = look
        return look

    def _text(self, where: str, text: str | SeenText, look: StyleLook) -> Cell:
        value = self._seen.text(where, text) if isinstance(text, SeenText) else text
        return Cell(where, as_letters(value, look.font) if look.has_symbols and value else value, font=look.font)


def _holds_anything(cell: Element, parts: dict[str, Element]) -> bool:
    """Whether the cell is more than a look, or than a formula that shows nothing."""
    if _INLINE in parts or (_VALUE in parts and bool(parts[_VALUE].text)):
        return True
    return _FORMULA in parts and not shows_nothing(cell.get("t"), has_result=_VALUE in parts)
