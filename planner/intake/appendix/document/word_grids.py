"""A document of Word as grids: its tables, each with the paragraphs before it, then those of its text boxes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml

from planner.intake.appendix.document.container import DOCUMENT, safe_document
from planner.intake.appendix.document.grid import AppendixGrid, AppendixGrids, LooseKind, LooseText
from planner.intake.appendix.document.word_looks import WHITE, WordStyles, qn, shading_of
from planner.intake.appendix.document.word_numbers import WordNumbers
from planner.intake.appendix.document.word_text import FALLBACK, TEXT_BOX, WordText, shows_placeholder
from planner.intake.cells.container import damaged
from planner.intake.cells.limits import COLUMNS, ROWS
from planner.intake.cells.sheets import Cell
from planner.intake.cells.unseen import Unseen, UnseenKind
from planner.texts import texts_of

_ = texts_of("intake")

_TABLE, _ROW, _CELL, _PARAGRAPH = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:p")
_VALUE, _CONTROL = qn("w:val"), qn("w:sdt")
_OFF = frozenset(["false", "0", "off"])
_WRAPPERS = frozenset([_CONTROL, qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag"), qn("w:ins"), qn("w:moveTo")])
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_EMBEDDED = ("{urn:schemas-microsoft-com:office:office}OLEObject", qn("w:altChunk"), qn("w:subDoc"))
_MOST_LETTERS = 20_000
"""Of one cell; a longer text is cut, since no line of a schedule is a tenth as long."""


def grids_of_document(path: Path) -> AppendixGrids:
    """The tables of a document in their order, those inside other tables and text boxes after them.

    Raises UnreadableFile.
    """
    copy = safe_document(path)
    try:
        return _DocumentReader(Document(copy)).grids()
    except Exception as error:
        # python-docx and lxml answer broken parts with whatever their insides raise.
        raise damaged(path, DOCUMENT) from error


class _DocumentReader:
    """Goes through the blocks of a document from top to bottom."""

    def __init__(self, document: Any) -> None:
        self._part = document.part
        self._body = document.element.body
        styles = WordStyles(document.styles.element)
        self._styles = styles
        self._text = WordText(styles, WordNumbers(_numbering(document.part), styles))
        self._grids: list[AppendixGrid] = []
        self._boxes: list[tuple[int, Any]] = []
        """The text boxes with tables, which are read after the body, and their numbers."""
        self._num_boxes = 0
        self._loose: list[LooseText] = []
        self._unseen: list[Unseen] = []

    def grids(self) -> AppendixGrids:
        """All that the document shows."""
        paragraphs = list(self._body.iter(_PARAGRAPH))
        self._text.count(each for each in paragraphs if not _is_elsewhere(each))
        self._text.count(each for each in paragraphs if _is_in_box(each))
        afterwards = self._take(self._body, "")
        for number, _each in enumerate(self._body.iter(*_EMBEDDED), start=1):
            where = _("embedded file {number}").format(number=number)
            self._unseen.append(Unseen(where, UnseenKind.EMBEDDED))
        for number, box in self._boxes:
            afterwards += self._take(box, _("text box {number}").format(number=number))
        loose = (*self._loose, *texts_beside(self._part, lambda paragraph: self._text.of(paragraph, None).text))
        return AppendixGrids(tuple(self._grids), tuple(afterwards), loose, tuple(self._unseen))

    def _take(self, parent: Any, box: str) -> list[Cell]:
        """Read the tables among these blocks; the paragraphs after the last are given back."""
        before: list[Cell] = []
        num_paragraphs = num_tables = 0
        for block in _blocks(parent, (_TABLE, _PARAGRAPH)):
            if block.tag == _PARAGRAPH:
                num_paragraphs += 1
                where = _within(box, _("paragraph {number}").format(number=num_paragraphs))
                before += self._paragraph(block, where, None if box else WHITE)
                before += [cell for each in _boxes(block) for cell in self._take_box(each)]
                continue
            for table in (
                block,
                *(inner for inner in block.iter(_TABLE) if inner is not block and not _is_boxed(inner, block)),
            ):
                num_tables += 1
                rows = tuple(
                    self._rows(table, _within(box, _("table {number}").format(number=num_tables)), is_boxed=bool(box))
                )
                self._grids.append(AppendixGrid(rows, tuple(before)))
                before = []
            for each in _boxes(block):
                self._loose += [LooseText(LooseKind.DRAWING, cell) for cell in self._take_box(each)]
        return before

    def _take_box(self, box: Any) -> list[Cell]:
        """The paragraphs of a text box; one that holds tables waits until the body has been read."""
        self._num_boxes += 1
        if next(box.iter(_TABLE), None) is not None:
            self._boxes.append((self._num_boxes, box))
            return []
        place = _("text box {number}").format(number=self._num_boxes)
        found: list[Cell] = []
        for paragraph in box.iter(_PARAGRAPH):
            found += self._paragraph(paragraph, place, None)
        return found

    def _paragraph(self, paragraph: Any, where: str, ground: str | None) -> list[Cell]:
        text = self._seen(paragraph, where, ground)
        return [Cell(where, text)] if text.strip() else []

    def _seen(self, paragraph: Any, where: str, ground: str | None) -> str:
        """The text of a paragraph; what is not seen of it is noted."""
        seen = self._text.of(paragraph, ground)
        for run in seen.unseen:
            if run.unseen is not None and run.text.strip():
                self._unseen.append(Unseen(where, run.unseen, run.text))
        return seen.text

    def _rows(self, table: Any, place: str, *, is_boxed: bool) -> Iterator[tuple[Cell, ...]]:
        """Each row's cells; one that is merged downwards stands in all its rows."""
        ground = None if is_boxed or self._styles.has_shading(_style_of(table)) else WHITE
        above: list[Cell] = []
        for row_number, row in enumerate(_blocks(table, (_ROW,)), start=1):
            if row_number > ROWS:
                return
            where = _("{table}, row {row}").format(table=place, row=row_number)
            if (kind := _hiding(row)) is not None:
                text = "".join(each.text or "" for each in row.iter(qn("w:t"), qn("w:delText")))
                self._unseen += [Unseen(where, kind, text)] if text.strip() else []
                continue
            above = self._cells(row, where, ground, above)
            yield tuple(above)

    def _cells(self, row: Any, where: str, ground: str | None, above: list[Cell]) -> list[Cell]:
        cells: list[Cell] = []
        told: list[bool] = []
        for filler in _widths(row, qn("w:gridBefore")):
            cells += [Cell(_address(where, 1))] * filler
        for each in _blocks(row, (_CELL,)):
            place = len(cells)
            if _goes_on(each) and place < len(above):
                cell = above[place]
                told.append(not cell.is_empty)
            else:
                cell = Cell(_address(where, place + 1), self._text_in(each, _address(where, place + 1), ground))
                told.append(not cell.is_empty and not self._is_only_numbered(each))
            cells += [cell] * min(_span(each), COLUMNS - place)
        if not any(told):
            # A row of an empty form: Word has numbered it, and nothing stands beside the number.
            return [Cell(cell.where) for cell in cells]
        return cells

    def _text_in(self, cell: Any, where: str, ground: str | None) -> str:
        properties = cell.find(qn("w:tcPr"))
        shading = None if properties is None else properties.find(qn("w:shd"))
        ground = shading_of(shading) or ground
        paragraphs = list(_blocks(cell, (_PARAGRAPH,)))
        if properties is not None and properties.find(qn("w:cellDel")) is not None:
            text = "".join(self._text.of(paragraph, None).text for paragraph in paragraphs)
            self._unseen += [Unseen(where, UnseenKind.DELETED, text)] if text.strip() else []
            return ""
        text = "\n".join(self._seen(paragraph, where, ground) for paragraph in paragraphs)[:_MOST_LETTERS]
        # A picture may be a tick; nobody can tell, so the cell is not empty either.
        return _("[picture]") if not text.strip() and any(map(_shows_picture, paragraphs)) else text

    def _is_only_numbered(self, cell: Any) -> bool:
        """Whether nothing stands in a cell but a mere number that Word counts."""
        paragraphs = list(_blocks(cell, (_PARAGRAPH,)))
        if not any(map(self._text.label, paragraphs)):
            return False
        for paragraph in paragraphs:
            label, text = self._text.label(paragraph), self._text.of(paragraph, None).text
            if text.strip() and (label is None or label.has_words or text.strip() != label.text.strip()):
                return False
        return True


def _shows_picture(paragraph: Any) -> bool:
    return next(paragraph.iter(*_PICTURES), None) is not None


def _numbering(part: Any) -> Any | None:
    """The element that holds a document's lists."""
    for relation in part.rels.values():
        if relation.reltype.endswith("/numbering"):
            return relation.target_part.element
    return None


def _blocks(parent: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    """The children of these kinds, those in wrappers such as form fields included."""
    for child in parent.iterchildren():
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS and not (child.tag == _CONTROL and shows_placeholder(child)):
            yield from _blocks(child, tags)


def _boxes(block: Any) -> Iterator[Any]:
    """The text boxes of a block, each told once; those inside other text boxes are theirs."""
    for box in block.iter(TEXT_BOX):
        if next(box.iterancestors(FALLBACK), None) is None and not _is_boxed(box, block):
            yield box


def _is_boxed(element: Any, block: Any) -> bool:
    """Whether the element stands in a text box within the block."""
    for ancestor in element.iterancestors():
        if ancestor is block:
            return False
        if ancestor.tag == TEXT_BOX:
            return True
    return False


def _is_elsewhere(paragraph: Any) -> bool:
    """Whether the paragraph stands in a text box, or is told a second time."""
    return next(paragraph.iterancestors(TEXT_BOX, FALLBACK), None) is not None


def _is_in_box(paragraph: Any) -> bool:
    return next(paragraph.iterancestors(TEXT_BOX), None) is not None and (
        next(paragraph.iterancestors(FALLBACK), None) is None
    )


def _within(box: str, place: str) -> str:
    return f"{box}, {place}" if box else place


def _address(row: str, column: int) -> str:
    return _("{row}, column {column}").format(row=row, column=column)


def _style_of(table: Any) -> str | None:
    found = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    return None if found is None else str(found.get(_VALUE))


def _hiding(row: Any) -> UnseenKind | None:
    """Why nobody sees a row; None for one that is seen."""
    properties = row.find(qn("w:trPr"))
    if properties is None:
        return None
    if properties.find(qn("w:del")) is not None:
        return UnseenKind.DELETED
    hidden = properties.find(qn("w:hidden"))
    return UnseenKind.HIDDEN_TEXT if hidden is not None and hidden.get(_VALUE, "true") not in _OFF else None


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


_PARTS = {
    "footnotes": LooseKind.NOTE,
    "endnotes": LooseKind.NOTE,
    "header": LooseKind.MARGIN,
    "footer": LooseKind.MARGIN,
    "comments": LooseKind.COMMENT,
}
_TYPE = qn("w:type")
_WITH_ENTRIES = {"footnotes": qn("w:footnote"), "endnotes": qn("w:endnote"), "comments": qn("w:comment")}


def texts_beside(part: Any, text_of: Callable[[Any], str]) -> tuple[LooseText, ...]:
    """The texts beside a document's own, each once; `text_of` reads a paragraph."""
    found: dict[LooseKind, dict[str, None]] = {kind: {} for kind in LooseKind}
    for relation in part.rels.values():
        name = relation.reltype.rpartition("/")[2]
        if name in _PARTS and not relation.is_external:
            for text in _texts(parse_xml(relation.target_part.blob), name, text_of):
                found[_PARTS[name]][text] = None
    return tuple(
        LooseText(kind, Cell(f"{_place(kind)} {number}", text))
        for kind, texts in found.items()
        for number, text in enumerate(texts, start=1)
    )


def _texts(root: Any, name: str, text_of: Callable[[Any], str]) -> Iterator[str]:
    entries = root.iterchildren(_WITH_ENTRIES[name]) if name in _WITH_ENTRIES else [root]
    for entry in entries:
        if entry.get(_TYPE) is None:
            lines = [
                text_of(each) for each in entry.iter(_PARAGRAPH) if next(each.iterancestors(FALLBACK), None) is None
            ]
            if text := "\n".join(line for line in lines if line.strip()):
                yield text


def _place(kind: LooseKind) -> str:
    return {
        LooseKind.NOTE: _("note"),
        LooseKind.MARGIN: _("header or footer"),
        LooseKind.COMMENT: _("comment"),
        LooseKind.DRAWING: _("text box"),
    }[kind]
