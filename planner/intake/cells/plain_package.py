"""A workbook's tables alone, where what stands around them is broken: properties, looks, drawings, names, comments.

Nobody needs those here, and openpyxl refuses a whole file for one of them. Cells, texts and merged ranges are taken as
they stand; of the looks number formats, which tell days from figures, the names of fonts, and whatever keeps something
from being seen: lines through letters, colours, hidden columns.
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
_KEPT_OF_A_LOOK = (
    (re.compile(rb"<(?:\w+:)?strike\b(?![^>]*val=[\"'](?:0|false)[\"'])"), b"<%sstrike/>"),
    (re.compile(rb"<(?:\w+:)?vertAlign\b[^>]*val=[\"']superscript[\"']"), b'<%svertAlign val="superscript"/>'),
    (re.compile(rb"<(?:\w+:)?rFont\b[^>]*val=[\"']Wingdings[\"']"), b'<%srFont val="Wingdings"/>'),
    (re.compile(rb"<(?:\w+:)?rFont\b[^>]*val=[\"']Wingdings 2[\"']"), b'<%srFont val="Wingdings 2"/>'),
)
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_ATTRIBUTE = re.compile(rb"\b(min|max|hidden|width)=[\"']([0-9.]+|true|false)[\"']")
_COLOUR = re.compile(r"[0-9A-Fa-f]{8}")
_NO_FILL = '<fill><patternFill patternType="none"/></fill>'
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
            target.writestr(_TEXTS, _LOOKS_IN_TEXT.sub(_look_in_text, source.read(texts)))
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
    hidden = _columns(part[root.end() : cells.start()], prefix)
    return b"".join((root[0], hidden, _LOOKS_IN_TEXT.sub(_look_in_text, cells[0]), merged, b"</", name, b">"))


def _columns(before: bytes, prefix: bytes) -> bytes:
    """The widths of columns and which are hidden, as far as they are told in figures."""
    told = [dict(_ATTRIBUTE.findall(each)) for each in _COLUMN.findall(before)]
    kept = [
        b"<%scol %s/>" % (prefix, b" ".join(b'%s="%s"' % pair for pair in column.items()))
        for column in told
        if {b"min", b"max"} <= set(column) and column[b"min"].isdigit() and column[b"max"].isdigit()
    ]
    return b"<%scols>%s</%scols>" % (prefix, b"".join(kept), prefix) if kept else b""


def _look_in_text(look: re.Match[bytes]) -> bytes:
    """The look of some letters of a text, as far as it keeps them from being read as they are written."""
    prefix = look[1] or look[2] or b""
    kept = b"".join(made % prefix for pattern, made in _KEPT_OF_A_LOOK if pattern.search(look[0]))
    return b"<%srPr>%s</%srPr>" % (prefix, kept, prefix) if kept else b""


def _styles(archive: ZipFile, relations: dict[str, _Relation]) -> str:
    """Number formats and names of fonts; none where no stylesheet can be read."""
    part = next((each.part for each in relations.values() if each.kind == "styles"), _STYLES)
    try:
        sheet = _parsed(archive, part)
    except (KeyError, ParseError, ValueError):
        return _stylesheet([], [], [], [])
    fills = [_fill(each) for parent in _named(sheet, "fills") for each in parent]
    fonts = [_font(each) for parent in _named(sheet, "fonts") for each in parent]
    formats = [
        f'<numFmt numFmtId="{_number(each, "numFmtId")}" formatCode={quoteattr(str(each.get("formatCode")))}/>'
        for each in _named(sheet, "numFmt")
        if each.get("formatCode")
    ]
    looks = [_look(each, len(fonts), len(fills)) for parent in _named(sheet, "cellXfs") for each in parent]
    return _stylesheet(formats, fonts, fills, looks)


def _font(element: Any) -> str:
    name = next((str(each.get("val")) for each in element if _plain_name(each) == "name"), "")
    strike = any(_plain_name(each) == "strike" and str(each.get("val", "1")) in _YES for each in element)
    colour = next((_colour("color", each) for each in element if _plain_name(each) == "color"), "")
    return f"<font>{'<strike/>' if strike else ''}{colour}<name val={quoteattr(name)}/></font>"


def _fill(element: Any) -> str:
    """A fill of one plain colour; of any other, a pattern, on which no letters can be told to be unseen."""
    pattern = next((each for each in element if _plain_name(each) == "patternFill"), None)
    kind = "gray125" if pattern is None else str(pattern.get("patternType", "none"))
    colours = pattern if pattern is not None and kind == "solid" else ()
    colour = next((_colour("fgColor", each) for each in colours if _plain_name(each) == "fgColor"), "")
    kept = kind if kind == "none" or colour else "gray125"
    return f'<fill><patternFill patternType="{kept}">{colour}</patternFill></fill>'


def _colour(name: str, element: Any) -> str:
    """A colour that is told outright; others are left out, and so are shades of them."""
    told, number = str(element.get("rgb", "")), str(element.get("indexed", ""))
    if _COLOUR.fullmatch(told):
        return f'<{name} rgb="{told}"/>'
    if element.get("theme") == "0" and float(element.get("tint", 0) or 0) == 0:
        return f'<{name} rgb="FFFFFFFF"/>'
    return f'<{name} indexed="{number}"/>' if number.isdecimal() else ""


def _look(element: Any, num_fonts: int, num_fills: int) -> str:
    font, fill = _number(element, "fontId"), _number(element, "fillId")
    return (
        f'<xf numFmtId="{_number(element, "numFmtId")}" fontId="{font if font < num_fonts else 0}" '
        f'fillId="{fill if fill < num_fills else 0}" borderId="0" xfId="0" applyNumberFormat="1"/>'
    )


def _number(element: Any, name: str) -> int:
    written = str(element.get(name, "0"))
    return int(written) if written.isdecimal() else 0


def _stylesheet(formats: list[str], fonts: list[str], fills: list[str], looks: list[str]) -> str:
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    return (
        f"<styleSheet {_MAIN}><numFmts>{''.join(formats)}</numFmts>"
        f"<fonts>{''.join(fonts) or _NO_FONT}</fonts>"
        f"<fills>{''.join(fills) or _NO_FILL}</fills><borders><border/></borders>"
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
