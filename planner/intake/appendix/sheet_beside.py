"""What stands beside the cells of a workbook: comments, shapes with text, headers and footers of the pages."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from openpyxl.utils.cell import get_column_letter

from planner.intake.appendix.grid import LooseKind, LooseText
from planner.intake.sheets import Cell
from planner.texts import texts_of

_ = texts_of("intake")

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{6}|[0-9]+|[A-Za-z&])')
_YES = frozenset(["1", "true"])


def texts_beside_cells(path: Path) -> tuple[LooseText, ...]:
    """Those of the sheets that are seen, as far as their parts can be read: no cell depends on them."""
    found: list[LooseText] = []
    with ZipFile(path) as archive:
        for title, part in _sheets(archive):
            links = dict(_links(archive, part))
            for target, kind in links.items():
                if kind == "comments":
                    found += _comments(title, _parsed(archive, target))
                elif kind == "drawing":
                    found += _shapes(title, _parsed(archive, target))
            found += _margins(title, _parsed(archive, part))
    order = list(LooseKind)
    return tuple(sorted(found, key=lambda text: order.index(text.kind)))


def _sheets(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """Titles and parts of the sheets that are seen."""
    book = next((name for name in archive.namelist() if name.endswith("xl/workbook.xml")), None)
    parts = {relation: target for target, relation in _links(archive, book or "", key="Id")}
    for each in _named(_parsed(archive, book or ""), "sheet"):
        target = parts.get(str(each.get(_RELATION)))
        if target is not None and each.get("state", "visible") == "visible":
            yield str(each.get("name")), target


def _links(archive: ZipFile, part: str, key: str = "Type") -> Iterator[tuple[str, str]]:
    """The parts that a part leads to, each with the last word of its type or with its number."""
    folder, _slash, name = part.rpartition("/")
    for each in _named(_parsed(archive, f"{folder}/_rels/{name}.rels"), "Relationship"):
        if each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, str(each.get("Target")))).lstrip("/")
            yield target, str(each.get(key)).rpartition("/")[2]


def _parsed(archive: ZipFile, part: str) -> Any | None:
    """The part's root; None for a part that is missing or broken."""
    try:
        return fromstring(archive.read(part))
    except Exception:  # the parsers' insides answer broken parts with whatever they raise; no cell depends on these
        return None


def _named(root: Any | None, name: str) -> Iterator[Any]:
    """All elements of this name, whatever their namespace."""
    return (each for each in (root.iter() if root is not None else ()) if _plain(each) == name)


def _plain(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _comments(title: str, root: Any | None) -> Iterator[LooseText]:
    for comment in _named(root, "comment"):
        text = "".join(each.text or "" for each in _named(comment, "t"))
        if text.strip():
            yield LooseText(LooseKind.COMMENT, Cell(f"{title}!{comment.get('ref')}", text))


def _shapes(title: str, root: Any | None) -> Iterator[LooseText]:
    for anchor in root if root is not None else ():
        if any(each.get("hidden") in _YES for each in _named(anchor, "cNvPr")):
            continue
        lines = ["".join(each.text or "" for each in _named(line, "t")) for line in _named(anchor, "p")]
        if text := "\n".join(line for line in lines if line.strip()):
            yield LooseText(LooseKind.DRAWING, Cell(f"{title}!{_corner(anchor)}", text))


def _corner(anchor: Any) -> str:
    """The cell below the upper left corner of a shape; A1 for one that lies anywhere."""
    corner = next(_named(anchor, "from"), None)
    figures = {_plain(each): int(each.text or 0) for each in (corner if corner is not None else ())}
    return f"{get_column_letter(figures.get('col', 0) + 1)}{figures.get('row', 0) + 1}"


def _margins(title: str, root: Any | None) -> Iterator[LooseText]:
    told: dict[str, None] = {}
    for margins in _named(root, "headerFooter"):
        for each in margins:
            told[" ".join(_MARGIN_CODE.sub(" ", each.text or "").split())] = None
    for text in told:
        if text:
            yield LooseText(LooseKind.MARGIN, Cell(f"{title}, {_('header or footer')}", text))
