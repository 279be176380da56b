"""How full a Word document's pages get: its rows and paragraphs below each other as Word lays them, from its XML."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from docx import Document
from docx.oxml.ns import qn

from planner.prints.typesetting.measure import num_lines

PAGE = 257 / 25.4 * 72
LINE = 1.15
RULE = 0.5


class Group(NamedTuple):
    """What Word keeps on one page; heights in points."""

    height: float
    repeated: float
    """Of the table's head, which stands above it on a further page."""
    begins_page: bool


class FilledPage(NamedTuple):
    """Points that are filled, and whether the next page begins by command."""

    filled: float
    is_ended: bool

    @property
    def empty(self) -> float:
        """The share that is left empty."""
        return 1 - self.filled / PAGE


def pages_in_word(content: bytes) -> list[FilledPage]:
    """Each page of the document."""
    pages, used = [], 0.0
    for group in _groups(Document(BytesIO(content)).element.body):
        if group.begins_page or used + group.height > PAGE:
            pages.append(FilledPage(used, group.begins_page))
            used = 0.0 if group.begins_page else group.repeated
        used += group.height
    return [*pages, FilledPage(used, is_ended=False)]


def _groups(body: Any) -> Iterator[Group]:
    height, repeated, begins = 0.0, 0.0, False
    for part, head in _pieces(body):
        looks = [part] if part.tag == qn("w:p") else list(part.iter(qn("w:p")))
        begins = begins or any(look.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None for look in looks)
        repeated = head if not height else repeated
        height += _height(part)
        if not any(look.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for look in looks):
            yield Group(height, repeated, begins)
            height, begins = 0.0, False
    if height:
        yield Group(height, repeated, begins)


def _pieces(body: Any) -> Iterator[tuple[Any, float]]:
    """Each paragraph and row, with the height of the head that is repeated above it."""
    for part in body:
        if part.tag == qn("w:p"):
            yield part, 0.0
        elif part.tag == qn("w:tbl"):
            rows = part.findall(qn("w:tr"))
            heads = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
            yield from ((row, 0.0 if row in heads else sum(map(_height, heads))) for row in rows)


def _height(part: Any) -> float:
    if part.tag == qn("w:p"):
        return _of_paragraph(part, 165.0)
    margins = part.getparent().find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")
    around = {side.tag: int(side.get(qn("w:w"))) / 20 for side in margins}
    sides = (around[qn("w:left")] + around[qn("w:right")]) / 72 * 25.4
    cells = [
        sum(_of_paragraph(each, _width(cell) - sides) for each in cell.findall(qn("w:p")))
        for cell in part.findall(qn("w:tc"))
        # A cell over several rows has the room of all of them.
        if cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") is None
    ]
    above = around[qn("w:top")] + around[qn("w:bottom")]
    return max(cells) + above + (RULE if above else 0.0)


def _width(cell: Any) -> float:
    return int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) / 1440 * 25.4


def _of_paragraph(part: Any, width_mm: float) -> float:
    spacing = part.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    size = part.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:sz')}")
    points = int(size.get(qn("w:val"))) / 2 if size is not None else 13.0
    text = "".join("\n" if each.tag == qn("w:br") else each.text or "" for each in part.iter(qn("w:t"), qn("w:br")))
    is_bold = part.find(f".//{qn('w:b')}") is not None
    lines = sum(num_lines(line, width_mm, points, bold=is_bold) for line in text.split("\n"))
    exact = spacing is not None and spacing.get(qn("w:lineRule")) == "exact"
    around = sum(int(spacing.get(qn(f"w:{side}"))) / 20 for side in ("before", "after")) if spacing is not None else 0.0
    return around + (int(spacing.get(qn("w:line"))) / 20 if exact else lines * points * LINE)
