"""Make the appendix of 2023 in the form of its source, from appendix-2023.csv: python instances/make_appendix.py

A workbook and a document such as the district had typed them. The same facts give the same bytes.
"""

import csv
import io
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from planner.intake.blanks.saved_workbook import saved_bytes, with_fixed_times

FOLDER = Path(__file__).resolve().parent / "binh-gia-2023"
TITLE = "PHỤ LỤC"
ATTACHED_TO = "(Kèm theo Kế hoạch số     /KH-TCT-UBND, ngày     /4/2023 của Tổ công tác Đề án 06 huyện)"
HEADS = ("TT", "Địa điểm", "Đơn vị", "Thời gian", "Ca thực hiện", "Chỉ tiêu thu nhận/ngày")
WIDTHS = (6, 26, 20, 46, 10, 16)
NOTES = {"MÁY 1": "Từ ngày 01/5/2023, căn cứ kết quả thu nhận hồ sơ, MÁY 1 được điều đi lưu động tại các xã"}
_LINE = Side(style="thin")


class Span(NamedTuple):
    """Lines that share a cell of a column, the first and the last, counted from 0."""

    column: int
    first: int
    last: int


class Section(NamedTuple):
    """A machine's lines, with a text in every cell, and the cells that are merged."""

    machine: str
    lines: tuple[tuple[str, ...], ...]
    spans: tuple[Span, ...]


def sections() -> list[Section]:
    """The machines of the appendix in its order."""
    with (FOLDER / "appendix-2023.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    return [_section(machine, list(rows)) for machine, rows in groupby(facts, key=lambda fact: fact["machine"])]


def _section(machine: str, facts: list[dict[str, str]]) -> Section:
    return Section(
        machine,
        tuple(
            (
                fact["tt"],
                fact["place"],
                fact["unit"],
                f"- Tháng {fact['month']}/{fact['year']} (Từ {fact['from_hour']}h00 đến {fact['to_hour']}h00): "
                + fact["days"].replace(" ", ","),
                fact["shift_label"],
                f"{fact['quota_per_shift']} hồ sơ/ Ca/ngày",
            )
            for fact in facts
        ),
        (
            *_spans(facts, 0, lambda fact: fact["tt"]),
            *_spans(facts, 1, lambda fact: fact["tt"]),
            *_spans(facts, 2, lambda fact: fact["unit"]),
        ),
    )


def _spans(facts: list[dict[str, str]], column: int, key: Callable[[dict[str, str]], str]) -> list[Span]:
    spans, first = [], 0
    for _value, same in groupby(facts, key=key):
        count = len(list(same))
        spans.append(Span(column, first, first + count - 1))
        first += count
    return spans


def as_workbook() -> bytes:
    """The appendix as it would stand in Excel."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Phụ lục"
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEF"[place]].width = width
    for row, text in ((1, TITLE), (2, ATTACHED_TO)):
        _across(sheet, row, text, is_bold=row == 1)
    row = 4
    for place, head in enumerate(HEADS, start=1):
        _put(sheet, row, place, head, is_bold=True)
    for section in sections():
        row = _write_section(sheet, row + 1, section)
    return saved_bytes(book)


def _write_section(sheet: Worksheet, row: int, section: Section) -> int:
    """Write a section from this row on; the number of its last row."""
    _across(sheet, row, section.machine, is_bold=True)
    for number, line in enumerate(section.lines):
        for place, text in enumerate(line, start=1):
            starts = all(span.first == number for span in section.spans if _covers(span, place - 1, number))
            _put(sheet, row + 1 + number, place, text if starts else "")
    for span in section.spans:
        column = span.column + 1
        sheet.merge_cells(
            start_row=row + 1 + span.first, end_row=row + 1 + span.last, start_column=column, end_column=column
        )
    last = row + len(section.lines)
    if section.machine in NOTES:
        last += 1
        _across(sheet, last, NOTES[section.machine])
    return last


def _covers(span: Span, column: int, line: int) -> bool:
    return span.column == column and span.first <= line <= span.last


def _put(sheet: Worksheet, row: int, column: int, text: str, *, is_bold: bool = False) -> None:
    cell = sheet.cell(row, column)
    if text:
        cell.value = int(text) if text.isdecimal() else text
        if not text.isdecimal():
            cell.data_type = "s"
            cell.quotePrefix = text.startswith("-")
    cell.font = Font(name="Times New Roman", size=12, bold=is_bold)
    cell.alignment = Alignment(
        horizontal="left" if column in (2, 3, 4) else "center", vertical="center", wrap_text=True
    )
    cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def _across(sheet: Worksheet, row: int, text: str, *, is_bold: bool = False) -> None:
    _put(sheet, row, 1, text, is_bold=is_bold)
    sheet.cell(row, 1).alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(HEADS))


def as_document() -> bytes:
    """The appendix as it would stand in Word: one table."""
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    for text in (TITLE, ATTACHED_TO):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    for place, head in enumerate(HEADS):
        table.rows[0].cells[place].text = head
    for section in sections():
        _wide_row(table, section.machine)
        _add_section(table, section)
        if section.machine in NOTES:
            _wide_row(table, NOTES[section.machine])
    written = io.BytesIO()
    document.save(written)
    return with_fixed_times(written.getvalue())


def _wide_row(table: Any, text: str) -> None:
    cells = table.add_row().cells
    cells[0].merge(cells[-1]).text = text


def _add_section(table: Any, section: Section) -> None:
    rows = [table.add_row().cells for _line in section.lines]
    for span in section.spans:
        rows[span.first][span.column].merge(rows[span.last][span.column]).text = section.lines[span.first][span.column]
    for cells, line in zip(rows, section.lines, strict=True):
        for place in (3, 4, 5):
            cells[place].text = line[place]


def make(folder: Path) -> None:
    """Write both files into this folder."""
    (folder / "appendix-2023.xlsx").write_bytes(as_workbook())
    (folder / "appendix-2023.docx").write_bytes(as_document())


if __name__ == "__main__":
    make(FOLDER)
