"""Documents of Word made by hand: cells and paragraphs of markup that python-docx does not write."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.intake.appendices import HEADS

_MORE = (
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
)


def run(text: str, properties: str = "", tag: str = "t") -> str:
    """Letters of one look, as markup."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of such runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def numbered(number: int, *runs: str, level: int = 0) -> str:
    """A paragraph that Word numbers."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(*runs, properties=place)


def table(*rows: Sequence[str], cell_properties: str = "") -> str:
    """A table of cells that are given as markup of their paragraphs; a row of one is merged across."""
    width = max(map(len, rows))
    made = []
    for row in rows:
        span = f'<w:gridSpan w:val="{width}"/>' if len(row) == 1 else ""
        cells = (f"<w:tc><w:tcPr>{span}{cell_properties}</w:tcPr>{cell}</w:tc>" for cell in row)
        made.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(made)}</w:tbl>"


def plain_cells(*texts: str) -> list[str]:
    """Cells of plain text."""
    return [paragraph(run(text)) for text in texts]


def schedule(*rows: Sequence[str]) -> str:
    """A table under the usual heads."""
    return table(plain_cells(*HEADS), *rows)


def line(unit: str, time: str, shift: str = "Ca 01") -> list[str]:
    """A row of the usual columns; `time` is markup."""
    return [*plain_cells("", "", unit), time, *plain_cells(shift, "")]


def element(markup: str) -> Any:
    """Markup as an element."""
    name, _space, rest = markup[1:].partition(">")
    inner = name.partition(" ")[0].rstrip("/")
    head = f"<{inner} {nsdecls('w')} {_MORE}{name[len(inner) :]}>"
    return parse_xml(head + rest)


def document(
    folder: Path, *blocks: str, styles: Sequence[str] = (), lists: Sequence[str] = (), footer: str = ""
) -> Path:
    """A document of these blocks; `lists` are the levels of lists 1, 2, ..., each as markup."""
    made: Any = Document()
    for style in styles:
        made.styles.element.append(element(style))
    numbering = made.part.numbering_part.element
    for number, levels in enumerate(lists, start=1):
        numbering.insert(0, element(f'<w:abstractNum w:abstractNumId="{900 + number}">{levels}</w:abstractNum>'))
        numbering.append(element(f'<w:num w:numId="{900 + number}"><w:abstractNumId w:val="{900 + number}"/></w:num>'))
    body = made.element.body
    for block in blocks:
        body.insert(len(body) - 1, element(block))
    if footer:
        made.sections[0].footer.paragraphs[0].text = footer
    path = folder / "phu-luc.docx"
    made.save(str(path))
    return path
