"""Paragraphs of a Word document, built as WordprocessingML: python-docx's own tables slow down with their length."""

from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from planner.prints.paper.emphasis import Emphasis, Letters, stretches
from planner.prints.typesetting.fonts import TYPEWRITERS
from planner.prints.typesetting.room import CODE_IN_TEXT, ITEM_MM

MARK_SIZE = 8.0
TWENTIETHS_PER_MM = 1440 / 25.4
"""Word measures in twentieths of a point."""


class Look(NamedTuple):
    """How a paragraph looks; sizes in points."""

    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    indent_mm: float = 0
    """On both sides."""
    first_line_mm: float = 0
    """How much further right the first line begins."""
    begins_page: bool = False
    keeps_with_next: bool = False
    line: float = 0
    """Height of a line; 0 leaves it to the letters. Programs give even the smallest letters some points."""
    left_mm: float = 0
    """How much further right all its lines begin; with a label, that stands in this room before the first."""
    label: str = ""
    level: int = 0
    """In the outline of the document, from 1; 0 is text."""
    font: str = ""
    """Empty is the document's."""
    fill: str = ""
    """Behind it, as FFE699; empty is none."""


def element(name: str, *children: Any, **attributes: object) -> Any:
    """A WordprocessingML element with attributes of the same namespace."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(_full_name(attribute), str(value))
    made.extend(children)
    return made


@cache
def _full_name(attribute: str) -> str:
    return qn(f"w:{attribute}")


def twentieths(millimetres: float) -> int:
    """A length in twentieths of a point."""
    return round(millimetres * TWENTIETHS_PER_MM)


def paragraph(text: str, look: Look, emphases: Sequence[Emphasis] = ()) -> Any:
    """One paragraph; the text is plain, whatever it holds, but for the ends of its lines and what is set apart."""
    made = deepcopy(_empty_paragraph(look))
    if look.label:
        made.extend((_run(look.label, look), element("r", element("tab"))))
    made.extend(_run(words, _set_apart(look, letters)) for words, letters in stretches(text, emphases))
    return made


@cache
def _empty_paragraph(look: Look) -> Any:
    """To be copied, never changed: a roster's tables hold tens of thousands that differ in nothing but their text."""
    return element(
        "p",
        element(
            "pPr",
            *([element("keepNext")] if look.keeps_with_next else []),
            *([element("pageBreakBefore")] if look.begins_page else []),
            *([element("shd", val="clear", color="auto", fill=look.fill)] if look.fill else []),
            element("spacing", before=round(look.before * 20), after=round(look.after * 20), **_line(look)),
            *_indents(look),
            element("jc", val=look.align),
            *([element("outlineLvl", val=look.level - 1)] if look.level else []),
            # The paragraph's mark has a size of its own, which an empty paragraph takes its height from.
            _run_properties(look),
        ),
    )


def _set_apart(look: Look, letters: Letters | None) -> Look:
    if letters is Letters.CODE:
        return look._replace(font=TYPEWRITERS[0], size=look.size * CODE_IN_TEXT)
    return look._replace(bold=look.bold or letters is Letters.BOLD, italic=look.italic or letters is Letters.ITALIC)


def _indents(look: Look) -> list[Any]:
    both, first = twentieths(look.indent_mm), twentieths(look.first_line_mm)
    left = both + twentieths(look.left_mm)
    if not left and not first:
        return []
    hanging = {"hanging": twentieths(ITEM_MM)} if look.label else {}
    return [element("ind", left=left, right=both, **({"firstLine": first} if first else hanging))]


def _line(look: Look) -> dict[str, object]:
    return {"line": round(look.line * 20), "lineRule": "exact"} if look.line else {"line": 240, "lineRule": "auto"}


def _run_properties(look: Look) -> Any:
    half_points = round(look.size * 2)
    font = look.font
    return element(
        "rPr",
        *([element("rFonts", ascii=font, hAnsi=font, cs=font, eastAsia=font)] if font else []),
        *([element("b"), element("bCs")] if look.bold else []),
        *([element("i"), element("iCs")] if look.italic else []),
        element("sz", val=half_points),
        element("szCs", val=half_points),
    )


def _run(text: str, look: Look) -> Any:
    made = deepcopy(_empty_run(look))
    for number, line in enumerate(text.split("\n")):
        told = element("t")
        told.text = line
        told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.extend((*([element("br")] if number else []), told))
    return made


@cache
def _empty_run(look: Look) -> Any:
    """To be copied, never changed."""
    return element("r", _run_properties(look))


def add_rule(room_mm: float, length_mm: float) -> Any:
    """A rule of this length in the middle of its room."""
    side = twentieths(max(room_mm - length_mm, 0) / 2)
    return element(
        "p",
        element(
            "pPr",
            element("pBdr", element("top", val="single", sz=6, space=0, color="000000")),
            element("spacing", before=40, after=0, line=80, lineRule="exact"),
            element("ind", left=side, right=side),
        ),
    )


def put_mark(footer: Any, mark: str) -> None:
    """A small grey text at the right end of this footer."""
    line = footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = line.add_run(mark)
    run.font.size, run.font.color.rgb = Pt(MARK_SIZE), RGBColor(0x64, 0x64, 0x64)


def put_page_number(header: Any) -> None:
    """The page's number in the middle of this header."""
    number = header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shown = element("t")
    shown.text = "2"
    begin, end = _field("PAGE")
    for run in (*begin, element("r", shown), end):
        number._p.append(run)  # noqa: SLF001 - python-docx has no fields


def contents(titles: Sequence[str], look: Look) -> list[Any]:
    """A line for each title; Word, which knows their pages, makes the list anew with them as it opens the document."""
    lines = [paragraph(title, look) for title in titles]
    begin, end = _field(r'TOC \o "1-1" \h \z \u', dirty="true")
    for run in reversed(begin):
        lines[0].insert(1, run)
    lines[-1].append(end)
    return lines


def _field(code: str, **how: str) -> tuple[list[Any], Any]:
    """What stands before and after the text that a field shows until it is worked out."""
    told = element("instrText")
    told.text = code
    marks = [element("fldChar", fldCharType="begin", **how), told, element("fldChar", fldCharType="separate")]
    return [element("r", mark) for mark in marks], element("r", element("fldChar", fldCharType="end"))
