"""What stands beside the cells of a workbook: comments, shapes, headers and footers, boxes to be ticked."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from openpyxl.utils.cell import get_column_letter

from planner.intake.appendix.document.grid import LooseKind, LooseText
from planner.intake.cells.sheets import Cell
from planner.intake.cells.unseen import Unseen, UnseenKind
from planner.texts import texts_of

_ = texts_of("intake")

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{6}|[0-9]+|[A-Za-z&])')
_YES = frozenset(["1", "true"])
_PARTS_BESIDE = frozenset(["comments", "drawing", "ctrlProp"])


@dataclass(frozen=True, slots=True)
class BoxOnCells:
    """A box to be ticked that lies on cells of a sheet; rows and columns from 1."""

    sheet: str
    rows: range
    columns: range
    is_ticked: bool


@dataclass(frozen=True)
class BesideCells:
    """What stands beside the cells of all sheets that are not hidden."""

    texts: tuple[LooseText, ...]
    boxes: tuple[BoxOnCells, ...]
    broken: tuple[Unseen, ...]
    """What the file holds beside the cells and cannot be read, as nobody sees it on the page either."""


def beside_cells(path: Path) -> BesideCells:
    """What stands beside the cells; a part of it that is broken keeps nothing else from being read, and is told."""
    found: list[LooseText] = []
    broken: list[Unseen] = []
    boxes: list[BoxOnCells] = []
    with ZipFile(path) as archive:
        for title, part in _sheets(archive):
            links = dict(_links(archive, part))
            for target, kind in links.items():
                if kind in _PARTS_BESIDE and _parsed(archive, target) is None:
                    broken.append(Unseen(f"{title}, {PurePosixPath(target).name}", UnseenKind.BROKEN))
                elif kind == "comments":
                    found += _comments(title, _parsed(archive, target))
                elif kind == "drawing":
                    found += _shapes(title, _parsed(archive, target))
            root = _parsed(archive, part)
            found += _margins(title, root)
            if "ctrlProp" in links.values():
                boxes += _boxes(title, root, archive, part)
    order = list(LooseKind)
    return BesideCells(tuple(sorted(found, key=lambda text: order.index(text.kind))), tuple(boxes), tuple(broken))


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
    except Exception:  # the parsers' insides answer broken parts with whatever they raise; `beside_cells` tells of it
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
    row, column = _corner_of(anchor, "from") or (1, 1)
    return f"{get_column_letter(column)}{row}"


def _boxes(title: str, root: Any | None, archive: ZipFile, part: str) -> Iterator[BoxOnCells]:
    parts = {relation: target for target, relation in _links(archive, part, key="Id")}
    told: set[str] = set()
    for control in _named(root, "control"):
        number = str(control.get(_RELATION))
        properties = next(_named(_parsed(archive, parts.get(number, "")), "formControlPr"), None)
        corners = [_corner_of(control, end) for end in ("from", "to")]
        if properties is None or properties.get("objectType") != "CheckBox" or number in told or None in corners:
            continue
        told.add(number)
        (first_row, first_column), (last_row, last_column) = [corner for corner in corners if corner is not None]
        is_ticked = properties.get("checked") == "Checked"
        yield BoxOnCells(title, range(first_row, last_row + 1), range(first_column, last_column + 1), is_ticked)


def _corner_of(anchor: Any, end: str) -> tuple[int, int] | None:
    """The row and column in which an end of something lies that was laid over cells."""
    corner = next(_named(anchor, end), None)
    if corner is None:
        return None
    figures = {_plain(each): int(each.text or 0) for each in corner}
    return figures.get("row", 0) + 1, figures.get("col", 0) + 1


def _margins(title: str, root: Any | None) -> Iterator[LooseText]:
    told: dict[str, None] = {}
    for margins in _named(root, "headerFooter"):
        for each in margins:
            told[" ".join(_MARGIN_CODE.sub(" ", each.text or "").split())] = None
    for text in told:
        if text:
            yield LooseText(LooseKind.MARGIN, Cell(f"{title}, {_('header or footer')}", text))
