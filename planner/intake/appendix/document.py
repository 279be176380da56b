"""A document of Word as grids: its tables, each with the paragraphs before it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from planner.intake.appendix.container import DOCUMENT, safe_document
from planner.intake.appendix.grid import AppendixGrids, Grid
from planner.intake.container import damaged
from planner.intake.limits import COLUMNS, ROWS
from planner.intake.sheets import Cell
from planner.texts import texts_of

_ = texts_of("intake")

_TABLE, _ROW, _CELL, _PARAGRAPH = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:p")
_TEXT, _RUN, _VALUE = qn("w:t"), qn("w:r"), qn("w:val")
_TURNS = frozenset([qn("w:br"), qn("w:cr")])
_WRAPPERS = frozenset([qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag"), qn("w:ins")])
_UNSEEN = frozenset(
    [
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:instrText"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    ]
)
"""What a reader of the page does not see: what was struck out, codes of fields, pictures told a second time."""
_MOST_LETTERS = 20_000
"""Of one cell; a longer text is cut, since no line of a schedule is a tenth as long."""


def grids_of_document(path: Path) -> AppendixGrids:
    """The tables of a document in their order, those inside other tables after them. Raises UnreadableFile."""
    copy = safe_document(path)
    try:
        body = Document(copy).element.body
        return _grids(body)
    except Exception as error:
        # python-docx and lxml answer broken parts with whatever their insides raise.
        raise damaged(path, DOCUMENT) from error


def _grids(body: Any) -> AppendixGrids:
    grids: list[Grid] = []
    before: list[Cell] = []
    num_paragraphs = 0
    for block in _blocks(body, (_TABLE, _PARAGRAPH)):
        if block.tag == _PARAGRAPH:
            num_paragraphs += 1
            text = _text_of(block)
            if text.strip():
                before.append(Cell(_("paragraph {number}").format(number=num_paragraphs), text))
            continue
        tables = [block, *(inner for inner in block.iter(_TABLE) if inner is not block)]
        for table in tables:
            grids.append(Grid(tuple(_rows(table, len(grids) + 1)), tuple(before)))
            before = []
    return AppendixGrids(tuple(grids), tuple(before))


def _blocks(parent: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    """The children of these kinds, those in wrappers such as form fields included."""
    for child in parent.iterchildren():
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, tags)


def _rows(table: Any, table_number: int) -> Iterator[tuple[Cell, ...]]:
    """Each row's cells; one that is merged downwards stands in all its rows."""
    above: list[Cell] = []
    for row_number, row in enumerate(_blocks(table, (_ROW,)), start=1):
        if row_number > ROWS:
            return
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        cells: list[Cell] = []
        for filler in _widths(row, qn("w:gridBefore")):
            cells += [Cell(_address(table_number, row_number, 1))] * filler
        for each in _blocks(row, (_CELL,)):
            place = len(cells)
            cell = Cell(_address(table_number, row_number, place + 1), _text_in_cell(each))
            if _goes_on(each) and place < len(above):
                cell = above[place]
            cells += [cell] * min(_span(each), COLUMNS - place)
        above = cells
        yield tuple(cells)


def _address(table: int, row: int, column: int) -> str:
    return _("table {table}, row {row}, column {column}").format(table=table, row=row, column=column)


def _widths(row: Any, name: str) -> Iterator[int]:
    properties = row.find(qn("w:trPr"))
    for found in () if properties is None else properties.iterchildren(name):
        yield min(int(found.get(_VALUE)), COLUMNS)


def _span(cell: Any) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if found is None else max(1, int(found.get(_VALUE)))


def _goes_on(cell: Any) -> bool:
    """Whether the cell is the rest of one that began further up."""
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return found is not None and found.get(_VALUE, "continue") == "continue"


def _text_in_cell(cell: Any) -> str:
    return "\n".join(_text_of(paragraph) for paragraph in _blocks(cell, (_PARAGRAPH,)))[:_MOST_LETTERS]


def _text_of(element: Any) -> str:
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == qn("w:tab"):
            yield " "
        elif child.tag in _TURNS:
            yield "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag not in _UNSEEN and not _is_crossed_out(child):
            yield from _pieces(child)


def _is_crossed_out(run: Any) -> bool:
    """Whether a line goes through the text, as through a day that somebody took out."""
    properties = run.find(qn("w:rPr")) if run.tag == _RUN else None
    lines = () if properties is None else (properties.find(qn("w:strike")), properties.find(qn("w:dstrike")))
    return any(line is not None and line.get(_VALUE, "true") not in ("false", "0", "off") for line in lines)
