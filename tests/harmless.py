"""Whether a file that the program wrote can harm whoever opens it: formulas, links, scripts, broken parts."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
from defusedxml.ElementTree import fromstring

FORMULA_SIGNS = tuple("=+-@＝＋－＠\t\r\n")
ACTIVE_TAGS = {
    "hyperlink",
    "oleObject",
    "externalReference",
    "externalLink",
    "script",
    "fldSimple",
    "object",
    "control",
    "ddeLink",
    "webPublishItem",
    "foreignObject",
    "a",
    "iframe",
}
ACTIVE_IN_PDF = (b"/JavaScript", b"/JS ", b"/Launch", b"/URI", b"/EmbeddedFile", b"/OpenAction", b"/AA ")
OWN_FIELDS = {"PAGE"}
SVG_TAGS = {"svg", "title", "defs", "pattern", "rect", "path", "g", "text", "line", "polyline", "circle", "tspan"}
CONTROL_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def faults_of(path: Path) -> list[str]:
    """What is dangerous or broken in the file; an unknown kind of file is a fault, too."""
    look = LOOKS.get(path.suffix)
    if look is None:
        return [f"{path.name}: nobody knows such a file"]
    try:
        return [f"{path.name}: {fault}" for fault in look(path)]
    except Exception as error:
        return [f"{path.name}: cannot be read: {type(error).__name__}: {error}"]


def _xlsx(path: Path) -> Iterator[str]:
    yield from _parts(path)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                tags = {_tag(element.tag) for element in fromstring(archive.read(name)).iter()}
                if "f" in tags:
                    yield f"{name} holds a formula"
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield f"{sheet.title}!{cell.coordinate} is a formula"
                text = cell.value if isinstance(cell.value, str) else ""
                if text.startswith(FORMULA_SIGNS) and not cell.quotePrefix:
                    yield f"{sheet.title}!{cell.coordinate} becomes a formula when it is edited"


def _docx(path: Path) -> Iterator[str]:
    yield from _parts(path)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith(".xml"):
                continue
            for element in fromstring(archive.read(name)).iter():
                if _tag(element.tag) == "instrText" and (element.text or "").strip() not in OWN_FIELDS:
                    yield f"{name} holds the field {element.text!r}"


def _parts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        broken = archive.testzip()
        if broken:
            yield f"{broken} is broken"
        for name in archive.namelist():
            if "vbaProject" in name or name.startswith("/") or ".." in name:
                yield f"has a part {name}"
            if not name.endswith((".xml", ".rels")):
                continue
            for element in fromstring(archive.read(name)).iter():
                if _tag(element.tag) in ACTIVE_TAGS:
                    yield f"{name} holds <{_tag(element.tag)}>"
                if element.get("TargetMode") == "External":
                    yield f"{name} points outside"


def _svg(path: Path) -> Iterator[str]:
    for element in fromstring(path.read_bytes()).iter():
        if _tag(element.tag) not in SVG_TAGS:
            yield f"holds <{_tag(element.tag)}>"
        for name in element.attrib:
            if _tag(name).startswith("on") or _tag(name) == "href":
                yield f"holds the attribute {name}"


def _pdf(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-64:]:
        yield "is no PDF"
    yield from (f"holds {sign.decode()}" for sign in ACTIVE_IN_PDF if sign in content)


def _png(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or b"IEND" not in content[-12:]:
        yield "is no PNG"


def _csv(path: Path) -> Iterator[str]:
    for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
        yield from (f"the cell {cell[:30]!r} is a formula" for cell in row if cell.startswith(FORMULA_SIGNS))


def _txt(path: Path) -> Iterator[str]:
    if CONTROL_LETTER.search(path.read_text(encoding="utf-8-sig")):
        yield "holds control letters"


def _json(path: Path) -> Iterator[str]:
    json.loads(path.read_text(encoding="utf-8"))
    return iter(())


def _tag(name: str) -> str:
    return name.rpartition("}")[2]


def _lock(path: Path) -> Iterator[str]:
    if path.stat().st_size:
        yield "a lock has content"


LOOKS: dict[str, Callable[[Path], Iterator[str]]] = {
    ".lock": _lock,
    ".xlsx": _xlsx,
    ".docx": _docx,
    ".svg": _svg,
    ".pdf": _pdf,
    ".png": _png,
    ".csv": _csv,
    ".txt": _txt,
    ".json": _json,
}
