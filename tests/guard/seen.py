"""What a person sees of a file, as text: cells with their form and merged ranges, paragraphs and tables, pages, bytes.

What must vary from run to run is replaced: the day and hour of the run, the folder of the run, what only chance gives.
"""

import hashlib
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import docx
import openpyxl
from docx.document import Document
from docx.section import Section
from docx.table import Table
from openpyxl.worksheet.worksheet import Worksheet

WORKBOOK, DOCUMENT, PAGES, PICTURE = ".xlsx", ".docx", ".pdf", ".png"
AS_WRITTEN = frozenset([".json", ".svg", ".csv", ".txt"])
SEEN = AS_WRITTEN | {WORKBOOK, DOCUMENT, PAGES, PICTURE}
RUN_OF_SPACES = re.compile(r"  +")
OFFICE_TIME = r"\d{1,2}h\d{2} "
CLOCK_TIME = r"(?:[T ,]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[+-]\d{2}:\d{2}|Z)?)?"


class Normal:
    """Replaces what must vary between two runs, and nothing else."""

    def __init__(self, folder: Path) -> None:
        today = datetime.now(UTC).date()
        days = [today + timedelta(days=shift) for shift in (-1, 0, 1)]
        spelled = sorted({word for day in days for word in _spelled(day)}, key=len, reverse=True)
        of_today = "|".join(map(re.escape, spelled))
        self._moment = re.compile(f"(?<!\\d)(?:{OFFICE_TIME})?(?:{of_today})(?!\\d){CLOCK_TIME}")
        self._folders = sorted({str(folder), str(folder.resolve())}, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """The text as it would be on any other day in any other folder."""
        for folder in self._folders:
            text = text.replace(folder, "<folder>")
        text, times = self._moment.subn("<now>", text)
        return RUN_OF_SPACES.sub("  ", text) if times else text  # columns are as wide as the day that they held


def _spelled(day: date) -> Iterator[str]:
    yield from (f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day:%Y%m%d}")
    yield f"ngày {day.day} tháng {day.month} năm {day.year}"
    yield f"ngày {day:%d} tháng {day:%m} năm {day.year}"


def texts_of(path: Path, normal: Normal) -> Mapping[str, str]:
    """What the file says, by what kind of text it is: its suffix; for Office files the bytes of their parts, too."""
    return {kind: normal(text) for kind, text in _told(path, normal).items()}


def _told(path: Path, normal: Normal) -> dict[str, str]:
    suffix = path.suffix.lower()
    if suffix in AS_WRITTEN:
        return {suffix: path.read_bytes().decode("utf-8")}
    if suffix == PICTURE:
        return {suffix: hashlib.sha256(path.read_bytes()).hexdigest() + "\n"}
    if suffix == PAGES:
        return {suffix: _pages(path)}
    readers: dict[str, Callable[[Path], Iterator[str]]] = {WORKBOOK: _workbook, DOCUMENT: _document}
    return {suffix: "\n".join(readers[suffix](path)) + "\n", f"{suffix}-parts": "\n".join(_parts(path, normal)) + "\n"}


def _pages(path: Path) -> str:
    told = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True)
    return told.stdout.decode(errors="replace")


def _parts(path: Path, normal: Normal) -> Iterator[str]:
    """The digest of each part of an Office file, which knows of styles, widths and all else that text does not tell."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            held = archive.read(name)
            if name.endswith((".xml", ".rels")):
                held = normal(held.decode("utf-8")).encode()
            yield f"{name} {hashlib.sha256(held).hexdigest()}"


def _workbook(path: Path) -> Iterator[str]:
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        yield f"=== {sheet.title} ({sheet.sheet_state}, {sheet.dimensions})"
        yield f"merged: {' '.join(sorted(map(str, sheet.merged_cells.ranges)))}"
        yield from _cells(sheet)
        for rule in sheet.data_validations.dataValidation:
            yield f"choice {rule.sqref}: {rule.type} {rule.operator} {rule.formula1!r} {rule.formula2!r} {rule.error!r}"


def _cells(sheet: Worksheet) -> Iterator[str]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                note = f" [{cell.comment.text}]" if cell.comment else ""
                yield f"{cell.coordinate} {cell.number_format} {cell.value!r}{note}"


def _document(path: Path) -> Iterator[str]:
    document: Document = docx.Document(str(path))
    for number, section in enumerate(document.sections):
        yield from _margins(number, section)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _table(block)
        else:
            yield f"¶ {block.text}"


def _margins(number: int, section: Section) -> Iterator[str]:
    yield f"=== section {number} {section.orientation} {section.page_width} x {section.page_height}"
    for name, part in (("header", section.header), ("footer", section.footer)):
        yield from (f"{name}: {paragraph.text}" for paragraph in part.paragraphs if paragraph.text)
        for table in part.tables:
            yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    """A row a line; of a merged cell the text once, and the cells that it goes on over as ← and ↑."""
    above: list[object] = []
    for row in table.rows:
        cells = [cell._tc for cell in row.cells]
        told = []
        for place, cell in enumerate(row.cells):
            if place and cells[place - 1] is cell._tc:
                told.append("←")
            elif place < len(above) and above[place] is cell._tc:
                told.append("↑")
            else:
                told.append(cell.text)
        yield "| " + " | ".join(told) + " |"
        above = list(cells)
