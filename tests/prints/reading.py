"""Reads a print back as a person would: merged cells belong to all their rows."""

import html
import re
import subprocess
from bisect import bisect
from itertools import accumulate, groupby
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from planner.prints.forms.appendix.table import COLUMNS
from planner.prints.paper.table import PaperColumn
from planner.prints.typesetting.measure import POINTS_PER_MM
from planner.prints.typesetting.room import TOP_MM
from tests.prints.campaigns import PrintedLine

LAST_WORD_OF_HEAD = "hiện"
"""Of *Ca thực hiện*, which takes three lines."""
LEFT_MARGIN = 30 * POINTS_PER_MM
CONTINUED = " (tiếp theo)"
NUM_COLUMNS = 6


def rows_of_xlsx(path: Path) -> list[tuple[str, ...]]:
    """Every row, the text of a merged cell in each of the cells it covers."""
    sheet = openpyxl.load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    rows = [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
    for span in sheet.merged_cells.ranges:
        text = rows[span.min_row - 1][span.min_col - 1]
        for row in range(span.min_row - 1, span.max_row):
            rows[row][span.min_col - 1 : span.max_col] = [text] * (span.max_col - span.min_col + 1)
    return [tuple(row) for row in rows]


def rows_of_docx(path: Path) -> list[tuple[str, ...]]:
    """Every row of every table; python-docx gives a merged cell's text in each cell that it covers."""
    return [tuple(cell.text for cell in row.cells) for table in docx.Document(str(path)).tables for row in table.rows]


def lines_of(rows: list[tuple[str, ...]]) -> list[PrintedLine]:
    """The appendix's lines among these rows."""
    lines, machine = [], ""
    for row in rows:
        if len(row) == NUM_COLUMNS and len(set(row)) == 1 and row[0].startswith("MÁY"):
            machine = row[0].removesuffix(CONTINUED)
        elif len(row) == NUM_COLUMNS and row[3].startswith("- Tháng"):
            lines.append(PrintedLine(machine, *row))
    return lines


class Word(NamedTuple):
    """A word on a page: the line it stands on, where it begins and ends, in points from the page's upper left."""

    page: int
    line: float
    left: float
    right: float
    text: str


def words_of_pdf(path: Path) -> list[Word]:
    """Every word of a PDF with its place, from top to bottom and from left to right; not the mark under the text."""
    # pdftotext writes letters beyond U+FFFF in a title as halves.
    told = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True).stdout.decode(
        errors="replace"
    )
    words, page, bottom = [], 0, 0.0
    for row in told.splitlines():
        page += "<page " in row
        if height := re.search(r'<page .*height="(.+?)"', row):
            bottom = float(height[1]) - TOP_MM * POINTS_PER_MM
        if found := re.search(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)".*?>(.*)</word>', row):
            left, top, right = map(float, found.groups()[:3])
            if top < bottom:
                words.append(Word(page, round(top, 1), left, right, html.unescape(found[4])))
    return sorted(words)


def columns_of_pdf(
    path: Path,
    wide_texts: set[str],
    table_columns: tuple[PaperColumn, ...] = COLUMNS,
    last_word_of_head: str = LAST_WORD_OF_HEAD,
) -> list[str]:
    """The text of each table column over all pages, without spaces, heads and rows as wide as the table."""
    borders = list(accumulate((column.width_mm * POINTS_PER_MM for column in table_columns), initial=LEFT_MARGIN))
    columns = [""] * len(table_columns)
    for _page, words_of_page in groupby(words_of_pdf(path), key=lambda word: word.page):
        words = list(words_of_page)
        end_of_head = next(word.line for word in words if word.text == last_word_of_head)
        below = [word for word in words if word.line > end_of_head]
        for _line, row in groupby(below, key=lambda word: word.line):
            told = list(row)
            if " ".join(word.text for word in told) not in wide_texts:
                for word in told:
                    columns[bisect(borders, word.left) - 1] += word.text
    return columns
