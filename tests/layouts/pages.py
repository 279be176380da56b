"""What a layout writes: tables with what stands around them, saved as a workbook or as a document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from docx import Document
from docx.document import Document as WordDocument
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.layouts.cases import Stand

Value = str | int | date | None


class Place(NamedTuple):
    """A cell of a table, counted from 0."""

    row: int
    column: int


class Span(NamedTuple):
    """A merged cell, its last row and column included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class Page:
    """One table, and the lines before and after it."""

    rows: list[list[Value]] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    crossed_out: list[Place] = field(default_factory=list)
    title: str = ""
    """Of its sheet; two pages without one stand on one sheet."""

    def add(self, *values: Value) -> int:
        """One more row; its number."""
        self.rows.append(list(values))
        return len(self.rows) - 1

    def add_across(self, text: str, width: int) -> None:
        """A row of one text, merged across the table."""
        number = self.add(text, *[None] * (width - 1))
        if width > 1:
            self.merged.append(Span(number, 0, number, width - 1))


@dataclass(frozen=True)
class Draft:
    """An appendix before it is saved, and what it says."""

    pages: tuple[Page, ...]
    stands: frozenset[Stand]
    is_contradictory: bool = False
    """It cannot be read rightly, only named."""


LETTERHEAD = (
    "CÔNG AN HUYỆN",
    "ĐỘI CẢNH SÁT QLHC VỀ TTXH",
    "PHỤ LỤC",
    "LỊCH THU NHẬN HỒ SƠ LƯU ĐỘNG",
    "(Kèm theo Kế hoạch số 12/KH-CAH của Công an huyện)",
)
CLOSING = (
    "Ghi chú: Công dân mang theo giấy khai sinh, sổ hộ khẩu.",
    "Nơi nhận:",
    "- Như trên;",
    "- Lưu: VT.",
    "NGƯỜI LẬP BIỂU",
    "Nguyễn Văn An",
)


def in_a_letter(draft: Draft) -> Draft:
    """The draft with a letterhead before its first table, and notes and signatures after its last."""
    draft.pages[0].before[:0] = LETTERHEAD
    draft.pages[-1].after += CLOSING
    return draft


def save(draft: Draft, folder: Path, suffix: str) -> Path:
    """The draft as a workbook or a document."""
    path = folder / f"phu-luc{suffix}"
    if suffix == ".xlsx":
        _save_workbook(draft, path)
    else:
        _save_document(draft, path)
    return path


def _save_workbook(draft: Draft, path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = draft.pages[0].title or "Phụ lục"
    first_row = 1
    for number, page in enumerate(draft.pages):
        if number and page.title:
            sheet = book.create_sheet(page.title)
            first_row = 1
        first_row = _put_page(sheet, page, first_row) + 2
    book.save(path)


def _put_page(sheet: Worksheet, page: Page, first_row: int) -> int:
    """The page from this row on; the last row that it takes."""
    for text in page.before:
        sheet.cell(first_row, 1, text)
        first_row += 1
    for number, row in enumerate(page.rows):
        for place, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = sheet.cell(first_row + number, place)
            cell.value = datetime(value.year, value.month, value.day) if isinstance(value, date) else value  # noqa: DTZ001
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
            if Place(number, place - 1) in page.crossed_out:
                cell.font = Font(strike=True)
    for span in page.merged:
        sheet.merge_cells(
            start_row=first_row + span.first_row,
            start_column=span.first_column + 1,
            end_row=first_row + span.last_row,
            end_column=span.last_column + 1,
        )
    for number in page.hidden_rows:
        sheet.row_dimensions[first_row + number].hidden = True
    last = first_row + len(page.rows)
    for text in page.after:
        sheet.cell(last + 1, 1, text)
        last += 1
    return last


def _save_document(draft: Draft, path: Path) -> None:
    document = Document()
    for page in draft.pages:
        if page.title:
            document.add_paragraph(page.title)
        _put_table(document, page)
        document.add_paragraph("")
    document.save(str(path))


def _put_table(document: WordDocument, page: Page) -> None:
    for text in page.before:
        document.add_paragraph(text)
    rows = [row for number, row in enumerate(page.rows) if number not in page.hidden_rows]
    width = max(map(len, rows))
    table = document.add_table(rows=len(rows), cols=width)
    grid = [list(row.cells) for row in table.rows]
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if value is None:
                continue
            run = grid[number][place].paragraphs[0].add_run(_text(value))
            run.font.strike = Place(number, place) in page.crossed_out or None
    for span in page.merged:
        if not any(number in page.hidden_rows for number in range(span.last_row + 1)):
            _merge(grid, span)
    for text in page.after:
        document.add_paragraph(text)


def _merge(grid: Sequence[Sequence[object]], span: Span) -> None:
    first, last = grid[span.first_row][span.first_column], grid[span.last_row][span.last_column]
    text = first.text  # type: ignore[attr-defined]
    merged = first.merge(last)  # type: ignore[attr-defined]
    merged.text = text


def _text(value: Value) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
