"""xlsx, docx and pdf of one paper say the same: each is read back and compared with the paper cell by cell.

What is read is a list of rows: a paragraph is a row of one text, and a table's row has a text for each cell from left
to right, the text of a merged cell in each row that it reaches. A PDF tells its cells by its structure tree.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from openpyxl.worksheet.worksheet import Worksheet

from planner.prints.paper.paper import Figure, Paper, Paragraph
from planner.prints.paper.table import Block, Table, head_of
from planner.prints.words.wording import CONTINUED
from planner.prints.writers.as_xlsx.sheet import DOTTED
from planner.prints.written import Format, print_paper
from tests.conftest import system_part
from tests.prints.pdf_structure import rows_of_structure, structure_of

Row = tuple[str, ...]
NUMBERS_SHEET = "Số liệu"
NOT_SHOWN = re.compile("[\\s\u200b\u00ad\U00010000-\U0010ffff]+")
RULE = re.compile("─+")


def assert_same_everywhere(paper: Paper, folder: Path, stem: str) -> None:
    """Print the paper as xlsx, docx and pdf and compare what each of them says with the paper."""
    print_paper(paper, folder, stem, (Format.XLSX, Format.DOCX, Format.PDF))
    wanted = rows_of_paper(paper)
    num_figures = len([part for part in paper.parts if isinstance(part, Figure)])

    sheets = openpyxl.load_workbook(folder / f"{stem}.xlsx").worksheets
    _compare(paper, wanted, rows_of_xlsx(sheets), "xlsx")
    assert len([chart for sheet in sheets for chart in sheet._charts]) == num_figures  # type: ignore[attr-defined]

    document = docx.Document(str(folder / f"{stem}.docx"))
    _compare(paper, wanted, rows_of_docx(document), "docx")
    assert len(document.inline_shapes) == num_figures

    system_part("pdfinfo", present=shutil.which("pdfinfo") is not None)
    structure = structure_of(folder / f"{stem}.pdf")
    _compare(paper, wanted, [tuple(map(bare, row)) for row in rows_of_structure(structure)], "pdf")
    assert len(list(structure.all_of("Figure"))) == num_figures


def bare(text: str) -> str:
    """The text without what only turns lines, and without pictures, which the fonts of a PDF lack."""
    return NOT_SHOWN.sub("", text)


def rows_of_paper(paper: Paper) -> list[Row]:
    """What every format has to say between the titles and the foot, and the titles."""
    frame = paper.frame
    rows: list[Row] = [(text,) for text in (frame.word, *frame.title, frame.attached_to)]
    for part in paper.parts:
        if isinstance(part, Paragraph):
            rows.append((part.text,))
        elif isinstance(part, Table) and part.bands:
            rows += _rows_of_table(part)
    return [tuple(map(bare, row)) for row in rows if any(map(bare, row))]


def _rows_of_table(table: Table) -> Iterator[Row]:
    num_columns = len(table.columns)
    yield from filled(head_of(table.columns), num_columns)
    for band in table.bands:
        if band.title:
            yield (band.title,)
        for block in band.blocks:
            yield from filled(block, num_columns)
        for note in band.notes:
            yield (note,)


def filled(block: Block, num_columns: int) -> list[Row]:
    """The texts of a block's rows, those of merged cells in each row that they reach."""
    owners: dict[tuple[int, int], tuple[int, str]] = {}
    for number, row in enumerate(block.rows):
        for cell in row.cells:
            for down in range(cell.rows):
                for across in range(cell.columns):
                    place = (number + down, cell.column + across)
                    assert place not in owners, f"two cells at {place}"
                    owners[place] = (cell.column, cell.text)
    rows = []
    for number in range(len(block.rows)):
        told = [owners.get((number, column), (column, "")) for column in range(num_columns)]
        rows.append(tuple(text for column, (first, text) in enumerate(told) if first == column))
    return rows


def _compare(paper: Paper, wanted: list[Row], read: list[Row], name: str) -> None:
    """Each wanted row in order; heads and titles may come again, and what stands around is the frame."""
    around = _texts_around(paper)
    again = _rows_that_may_come_again(paper)
    place = 0
    for row in read:
        if place < len(wanted) and row == wanted[place]:
            place += 1
        else:
            assert row in again or around.issuperset(row), (
                f"{name} says {row} where {wanted[place : place + 1]} should stand"
            )
    assert place == len(wanted), f"{name} does not say {wanted[place]}"
    missing = around - {text for row in read for text in row}
    assert not missing, f"{name} does not say {missing}"


def _texts_around(paper: Paper) -> set[str]:
    frame = paper.frame
    texts = (frame.parent_body, frame.issuing_body, frame.nation, frame.motto, frame.number, frame.place_and_date)
    return set(
        map(
            bare,
            (
                *texts,
                *frame.signer,
                frame.signer_name,
                frame.recipients_word,
                *frame.recipients,
                *frame.signatures,
                frame.signing_note,
            ),
        )
    ) - {""}


def _rows_that_may_come_again(paper: Paper) -> set[Row]:
    rows: set[Row] = {(), ("",)}
    for table in paper.tables:
        rows |= {tuple(map(bare, row)) for row in filled(head_of(table.columns), len(table.columns))}
        rows |= {(bare(CONTINUED.format(title=band.title)),) for band in table.bands}
    return rows


def rows_of_xlsx(sheets: Iterable[Worksheet]) -> list[Row]:
    """Every row of every sheet but that of a chart's numbers; no cell holds a formula."""
    return [row for sheet in sheets if sheet.title != NUMBERS_SHEET for row in _rows_of_sheet(sheet)]


def _rows_of_sheet(sheet: Worksheet) -> Iterator[Row]:
    first_cells = {
        (row, column): (span.min_row, span.min_col)
        for span in sheet.merged_cells.ranges
        for row in range(span.min_row, span.max_row + 1)
        for column in range(span.min_col, span.max_col + 1)
    }
    for row in range(1, sheet.max_row + 1):
        places = [first_cells.get((row, column), (row, column)) for column in range(1, sheet.max_column + 1)]
        cells = [sheet.cell(*place) for place in dict.fromkeys(places)]
        assert all(cell.data_type in "sn" for cell in cells)
        shown = [cell for cell in cells if cell.value is not None or cell.border.left.style]
        is_boxed = any(cell.border.left.style for cell in shown)
        texts = [RULE.sub("", bare(_shown(cell.value, cell.number_format))) for cell in shown]
        if is_boxed:
            yield tuple(texts)
        else:
            # A long paragraph covers several rows; it is one all the same.
            yield tuple(text for cell, text in zip(shown, texts, strict=True) if text and cell.row == row)


def _shown(value: object, number_format: str) -> str:
    if isinstance(value, int) and number_format == DOTTED:
        return f"{value:,}".replace(",", ".")
    return "" if value is None else str(value)


def rows_of_docx(document: Document) -> list[Row]:
    """Every paragraph and every row of every table, in the document's order."""
    rows: list[Row] = []
    for child in document.element.body.iterchildren():
        if child.tag == qn("w:p"):
            rows.append(_without_empty((bare(WordParagraph(child, document).text),)))
        elif child.tag == qn("w:tbl"):
            is_boxed = 'w:insideH w:val="single"' in child.xml
            for row in _rows_of_word_table(child):
                if is_boxed:
                    rows.append(tuple(bare("".join(paragraphs)) for paragraphs in row))
                else:
                    rows += [_without_empty((bare(text),)) for paragraphs in row for text in paragraphs]
    return rows


def _rows_of_word_table(table: Any) -> Iterator[list[list[str]]]:
    """The paragraphs of each row's cells, those of a cell from above in each row that it reaches."""
    above: dict[int, list[str]] = {}
    for row in table.iterchildren(qn("w:tr")):
        cells, column = [], 0
        for cell in row.iterchildren(qn("w:tc")):
            merge, across = cell.tcPr.find(qn("w:vMerge")), cell.tcPr.find(qn("w:gridSpan"))
            if merge is None or merge.get(qn("w:val")) == "restart":
                above[column] = ["".join(text.text for text in each.iter(qn("w:t"))) for each in cell.p_lst]
            cells.append(above[column])
            column += 1 if across is None else int(across.get(qn("w:val")))
        yield cells


def _without_empty(texts: Row) -> Row:
    return tuple(text for text in texts if text)
