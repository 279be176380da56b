"""A workbook's tables alone, where what stands around them is broken: properties, looks, drawings, names, comments.

Nobody needs those here, and openpyxl refuses a whole file for one of them. Cells, texts and merged ranges are taken as
they stand; of the looks number formats, which tell days from figures, and the names of fonts are.
"""

import io
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from defusedxml.ElementTree import fromstring

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WORKBOOK, _STYLES, _TEXTS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
_ROOT = re.compile(rb"<(?:\w+:)?worksheet\b[^>]*>")
_CELLS = re.compile(rb"<((?:\w+:)?)sheetData\b(?:[^>]*/>|.*?</\1sheetData>)", re.DOTALL)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']([A-Z0-9:$]+)[\"']")
_LOOKS_IN_TEXT = re.compile(
    rb"<((?:\w+:)?)(?:rPr|phoneticPr)\b[^>]*/>|<((?:\w+:)?)(rPr|phoneticPr)\b.*?</\2\3>", re.DOTALL
)
_NO_FONT = '<font><name val=""/></font>'
_YES = frozenset(["1", "true", "on"])


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    """The last word of its type."""
    part: str


def read_leniently(copy: io.BytesIO, read: Callable[[io.BytesIO], T]) -> T:
    """What `read` makes of the workbook, or of its tables alone where something around them is broken.

    Raises what the whole workbook made it raise where the tables do not help.
    """
    try:
        return read(copy)
    except Exception as error:  # the parsers' insides answer broken parts with whatever they raise
        try:
            return read(tables_alone(copy))
        except Exception:
            raise error from None


def tables_alone(copy: io.BytesIO) -> io.BytesIO:
    """The workbook without anything that is not its tables. Raises whatever broken tables make the parsers raise."""
    made = io.BytesIO()
    with ZipFile(copy) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        book = _parsed(source, _WORKBOOK)
        relations = _relations(source)
        texts = next((each.part for each in relations.values() if each.kind == "sharedStrings"), _TEXTS)
        sheets = [each for each in _named(book, "sheet") if relations[_relation_of(each)].kind == "worksheet"]
        sheets = [each for each in sheets if relations[_relation_of(each)].part in source.namelist()]
        for number, sheet in enumerate(sheets, start=1):
            part = source.read(relations[_relation_of(sheet)].part)
            target.writestr(f"xl/worksheets/sheet{number}.xml", _cells_alone(part))
        if texts in source.namelist():
            target.writestr(_TEXTS, _LOOKS_IN_TEXT.sub(b"", source.read(texts)))
        target.writestr(_STYLES, _styles(source, relations))
        target.writestr(_WORKBOOK, _workbook(book, sheets))
        target.writestr("xl/_rels/workbook.xml.rels", _links(len(sheets)))
        target.writestr("[Content_Types].xml", _kinds(len(sheets), has_texts=texts in source.namelist()))
    made.seek(0)
    return made


def _parsed(archive: ZipFile, part: str) -> Any:
    return fromstring(archive.read(part))


def _named(parent: Any, name: str) -> Iterator[Any]:
    """All elements of this name, whatever their namespace."""
    return (each for each in parent.iter() if _plain_name(each) == name)


def _plain_name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _relation_of(sheet: Any) -> str:
    return str(sheet.get(f"{{{_OFFICE}}}id"))


def _relations(archive: ZipFile) -> dict[str, _Relation]:
    return {
        str(each.get("Id")): _Relation(
            str(each.get("Type")).rpartition("/")[2],
            posixpath.normpath(posixpath.join("xl", str(each.get("Target")))).lstrip("/"),
        )
        for each in _named(_parsed(archive, "xl/_rels/workbook.xml.rels"), "Relationship")
    }


def _cells_alone(part: bytes) -> bytes:
    root, cells = _ROOT.search(part), _CELLS.search(part)
    if root is None or cells is None:
        raise ValueError(part[:20])
    name = root[0][1:].split(None, 1)[0].rstrip(b">/")
    prefix = name.removesuffix(b"worksheet")
    refs = b"".join(b'<%smergeCell ref="%s"/>' % (prefix, ref) for ref in _MERGED.findall(part, cells.end()))
    merged = b"<%smergeCells>%s</%smergeCells>" % (prefix, refs, prefix) if refs else b""
    return b"".join((root[0], _LOOKS_IN_TEXT.sub(b"", cells[0]), merged, b"</", name, b">"))


def _styles(archive: ZipFile, relations: dict[str, _Relation]) -> str:
    """Number formats and names of fonts; none where no stylesheet can be read."""
    part = next((each.part for each in relations.values() if each.kind == "styles"), _STYLES)
    try:
        sheet = _parsed(archive, part)
    except (KeyError, ParseError, ValueError):
        return _stylesheet([], [], [])
    fonts = [_font(each) for parent in _named(sheet, "fonts") for each in parent]
    formats = [
        f'<numFmt numFmtId="{_number(each, "numFmtId")}" formatCode={quoteattr(str(each.get("formatCode")))}/>'
        for each in _named(sheet, "numFmt")
        if each.get("formatCode")
    ]
    looks = [_look(each, len(fonts)) for parent in _named(sheet, "cellXfs") for each in parent]
    return _stylesheet(formats, fonts, looks)


def _font(element: Any) -> str:
    name = next((str(each.get("val")) for each in element if _plain_name(each) == "name"), "")
    strike = any(_plain_name(each) == "strike" and str(each.get("val", "1")) in _YES for each in element)
    return f"<font>{'<strike/>' if strike else ''}<name val={quoteattr(name)}/></font>"


def _look(element: Any, num_fonts: int) -> str:
    font = _number(element, "fontId")
    return (
        f'<xf numFmtId="{_number(element, "numFmtId")}" fontId="{font if font < num_fonts else 0}" '
        'fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    )


def _number(element: Any, name: str) -> int:
    written = str(element.get(name, "0"))
    return int(written) if written.isdecimal() else 0


def _stylesheet(formats: list[str], fonts: list[str], looks: list[str]) -> str:
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    return (
        f"<styleSheet {_MAIN}><numFmts>{''.join(formats)}</numFmts>"
        f"<fonts>{''.join(fonts) or _NO_FONT}</fonts>"
        '<fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders>'
        f"<cellStyleXfs>{plain}</cellStyleXfs><cellXfs>{''.join(looks) or plain}</cellXfs>"
        '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _workbook(book: Any, sheets: list[Any]) -> str:
    named = "".join(
        f'<sheet name={quoteattr(str(each.get("name")))} sheetId="{number}" state="{_state(each)}" r:id="rId{number}"/>'
        for number, each in enumerate(sheets, start=1)
    )
    return (
        f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><workbookPr date1904="{int(_is_of_a_mac(book))}"/>'
        f"<sheets>{named}</sheets></workbook>"
    )


def _is_of_a_mac(book: Any) -> bool:
    return any(str(each.get("date1904", "0")) in _YES for each in _named(book, "workbookPr"))


def _state(sheet: Any) -> str:
    return "hidden" if str(sheet.get("state")) in ("hidden", "veryHidden") else "visible"


def _links(num_sheets: int) -> str:
    links = [
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="/xl/worksheets/sheet{number}.xml"/>'
        for number in range(1, num_sheets + 1)
    ]
    for number, kind in enumerate(("styles", "sharedStrings"), start=num_sheets + 1):
        links.append(f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="/xl/{kind}.xml"/>')
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


def _kinds(num_sheets: int, *, has_texts: bool) -> str:
    parts = [(_WORKBOOK, "sheet.main"), (_STYLES, "styles"), *([(_TEXTS, "sharedStrings")] if has_texts else [])]
    parts += [(f"xl/worksheets/sheet{number}.xml", "worksheet") for number in range(1, num_sheets + 1)]
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{_KIND}.{kind}+xml"/>' for part, kind in parts)
    return f'<Types xmlns="{_PACKAGE}/content-types">{overrides}</Types>'
