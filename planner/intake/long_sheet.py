"""Sheets of tens of thousands of rows, read in a tenth of the time that openpyxl takes for their cells.

Like sheets.py it gives sheets of cells; structure, styles and dates are openpyxl's, only strings and cells are read
here. The file has been refused before if it declares entities, so the standard library's parser is safe.
"""

import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

from planner.errors import UnreadableFile
from planner.intake.container import WORKBOOK, damaged, safe_package
from planner.intake.limits import COLUMNS
from planner.intake.plain_package import read_leniently
from planner.intake.sheets import Cell, Sheet

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _MERGED, _TEXT, _RUN, _STRING = (f"{_MAIN}{name}" for name in ("row", "c", "mergeCell", "t", "r", "si"))
_VALUE, _INLINE, _FORMULA = (f"{_MAIN}{name}" for name in ("v", "is", "f"))
LONG_LIST = replace(WORKBOOK, large_parts="xl/")
"""A long list's texts stand in one part beside its sheets."""
ROWS = 40_001
"""The header and so many citizens; a large commune has half of that."""


def read_long_sheets(path: Path, is_wanted: Callable[[str], bool]) -> tuple[tuple[str, ...], tuple[Sheet, ...]]:
    """All sheet titles of a workbook, and the content of the wanted sheets. Raises UnreadableFile."""
    copy = safe_package(path, LONG_LIST)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of drop-downs and headers that it does not keep; nothing of these is read here.
            warnings.simplefilter("ignore")
            return read_leniently(copy, lambda content: _read(content, is_wanted))
    except Exception as error:
        # Broken parts are answered with whatever the parsers' insides raise. What they say may quote the content.
        raise damaged(path, LONG_LIST) from _without_words(error)


def _without_words(error: Exception) -> UnreadableFile:
    return UnreadableFile(type(error).__name__)


def _read(copy: io.BytesIO, is_wanted: Callable[[str], bool]) -> tuple[tuple[str, ...], tuple[Sheet, ...]]:
    reader = ExcelReader(copy, read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    parts = [(str(sheet.name), str(relation.target)) for sheet, relation in reader.parser.find_sheets()]
    looks = _Looks(reader.wb, _shared_texts(reader.archive))
    titles = tuple(title for title, _part in parts)
    sheets = [_sheet(reader.archive, title, part, looks) for title, part in parts if is_wanted(title)]
    return titles, tuple(sheets)


class _Looks:
    """What cells refer to: the texts that all sheets share, and styles, which say what is a date."""

    def __init__(self, book: Any, texts: list[str]) -> None:
        self._book = book
        self._texts = texts
        self._fonts: dict[int, str] = {}

    def number(self, written: str, style: int) -> object:
        """A number, or the day or time that its style makes of it."""
        number = float(written) if any(letter in written for letter in ".eE") else int(written)
        if style in self._book._date_formats:  # noqa: SLF001 - as openpyxl's own readers do
            is_length = style in self._book._timedelta_formats  # noqa: SLF001
            return from_excel(number, self._book.epoch, timedelta=is_length)
        return number

    def has_format(self, style: int) -> bool:
        """Whether the file tells what such a number is; days that a Mac counts from 1904 are not guessed at."""
        return style < len(self._book._cell_styles) or self._book.epoch != WINDOWS_EPOCH  # noqa: SLF001

    def text(self, kind: str, written: str) -> str:
        """A text that stands elsewhere, or in the cell itself."""
        return self._texts[int(written)] if kind == "s" else written

    def font(self, style: int) -> str:
        """The name of the font."""
        if style not in self._fonts:
            styles = self._book._cell_styles  # noqa: SLF001
            fonts = self._book._fonts  # noqa: SLF001
            number = styles[style].fontId if style < len(styles) else len(fonts)
            font = fonts[number] if number < len(fonts) else None
            self._fonts[style] = str(font.name or "") if font is not None else ""
        return self._fonts[style]


def _parsed(archive: ZipFile, part: str) -> Iterator[Element]:
    """Elements as they end. A part in UTF-16, in which the look for entities was blind, is refused."""
    content = archive.read(part)
    if b"\0" in content:
        raise ValueError(part)
    for _event, element in iterparse(io.BytesIO(content)):  # noqa: S314 - no entities, no doctype: see container.py
        yield element


def _shared_texts(archive: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    texts = []
    for element in _parsed(archive, "xl/sharedStrings.xml"):
        if element.tag == _STRING:
            texts.append(_text_inside(element))
            element.clear()
    return texts


def _text_inside(element: Element) -> str:
    """The text of a string, of all its runs, without the readings that stand above words of some languages."""
    if len(element) == 1 and element[0].tag == _TEXT:
        return element[0].text or ""
    found = []
    for child in element:
        if child.tag == _TEXT:
            found.append(child.text or "")
        elif child.tag == _RUN:
            found += [part.text or "" for part in child if part.tag == _TEXT]
    return "".join(found)


@dataclass
class _Read:
    """A sheet as far as it is read."""

    title: str
    rows: dict[int, list[Cell]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    outside: str = ""
    last_row: int = 0


def _sheet(archive: ZipFile, title: str, part: str, looks: _Looks) -> Sheet:
    read = _Read(title)
    for element in _parsed(archive, part):
        if element.tag == _ROW:
            _note_row(read, element, looks)
            element.clear()
        elif element.tag == _MERGED:
            read.merged.append(str(element.get("ref")))
    last = max((number for number, cells in read.rows.items() if cells), default=0)
    rows = tuple(tuple(read.rows.get(number, ())) for number in range(1, last + 1))
    return Sheet(title, rows, tuple(read.merged), read.outside)


def _note_row(read: _Read, element: Element, looks: _Looks) -> None:
    number = int(element.get("r") or read.last_row + 1)
    if number <= read.last_row:
        raise ValueError(number)
    read.last_row = number
    cells: list[Cell] = []
    column = 0
    for each in element:
        if each.tag != _CELL:
            continue
        place = each.get("r")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        parts = {str(child.tag): child for child in each}
        if not _holds_anything(parts):
            continue
        if number > ROWS or column > COLUMNS:
            read.outside = read.outside or f"{get_column_letter(column)}{number}"
            continue
        while len(cells) < column:
            cells.append(Cell(f"{read.title}!{get_column_letter(len(cells) + 1)}{number}"))
        cells[column - 1] = _cell(cells[column - 1].where, each, parts, looks)
    if number <= ROWS:
        read.rows[number] = cells


def _cell(where: str, element: Element, parts: dict[str, Element], looks: _Looks) -> Cell:
    kind, style = element.get("t") or "n", int(element.get("s") or 0)
    if _INLINE in parts:
        return Cell(where, _text_inside(parts[_INLINE]), font=looks.font(style))
    written = parts[_VALUE].text if _VALUE in parts else None
    if not written:
        return Cell(where, is_uncounted=True)
    if kind == "n":
        return Cell(where, looks.number(written, style), has_format=looks.has_format(style))
    if kind == "b":
        return Cell(where, written == "1")
    return Cell(where, looks.text(kind, written), is_error=kind == "e", font=looks.font(style))


def _holds_anything(parts: dict[str, Element]) -> bool:
    """Whether the cell is more than a look."""
    return _INLINE in parts or _FORMULA in parts or (_VALUE in parts and bool(parts[_VALUE].text))
