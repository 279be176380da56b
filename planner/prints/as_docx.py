"""A paper as .docx, which people go on editing in Word."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from planner.prints.docx_parts import Look, add_rule, paragraph, put_page_number
from planner.prints.docx_table import borderless_table, merged_table
from planner.prints.fonts import WANTED
from planner.prints.frame import Frame, Paper
from planner.prints.measure import POINTS_PER_MM, width_in_points
from planner.prints.pages import Setting, cut_to_pages
from planner.prints.room import OPENING_SIZE, TEXT_WIDTH_MM, room_for_foot, room_for_table
from planner.prints.table import Table

SETTING_OF_TEXT = (12.0, 13.8, 5.0, 3.0)
"""Size, line, padding and side padding of a table's text in Word."""
LEFT_MM, RIGHT_MM = 66.0, 99.0
"""Widths of the two halves of the letterhead."""
LONGEST_PROPERTY = 255
AFTER_FOOT = Look(size=1, line=1)
"""Word wants a paragraph after a table, also where the page is full."""
SIGNATURE_ROOM = 68.0
"""Points between the signer's title and name."""


def as_docx(paper: Paper) -> bytes:
    """The paper as a Word document."""
    document = _empty_page()
    about = document.core_properties
    about.title, about.author, about.comments = paper.frame.whole_title[:LONGEST_PROPERTY], "", ""
    body = document.element.body
    if paper.frame.has_head:
        _put(body, _head(paper.frame), paragraph("", Look(size=6)))
    _put(body, *_titles(paper.frame))
    first_page, page = room_for_table(paper.frame)
    setting = Setting(*SETTING_OF_TEXT, page, first_page)
    table = cut_to_pages(paper.table, setting, room_for_foot(paper.frame))
    tables = _each_band(table)
    for position, each in enumerate(tables, start=1):
        keeps = paper.frame.has_foot and position == len(tables)
        _put(body, merged_table(each, keeps_with_next=keeps), paragraph("", Look(size=4, keeps_with_next=keeps)))
    if paper.frame.has_foot:
        _put(body, paragraph("", Look(size=4, keeps_with_next=True)), _foot(paper.frame), paragraph("", AFTER_FOOT))
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _each_band(table: Table) -> list[Table]:
    """A table for each band: Word repeats only rows at a table's top, and the band's title is to be repeated, too."""
    return [table.model_copy(update={"bands": (band,)}) for band in table.bands]


def _put(body: Any, *elements: Any) -> None:
    """Add to the end of the document, before the properties of its only section."""
    for element in elements:
        body.insert(len(body) - 1, element)


def _empty_page() -> Any:
    """A4 upright with the decree's margins, Vietnamese, page numbers from page 2 on."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = WANTED, Pt(13)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), WANTED)
    language = style.element.rPr.makeelement(qn("w:lang"), {qn("w:val"): "vi-VN", qn("w:eastAsia"): "vi-VN"})
    style.element.rPr.append(language)
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    put_page_number(section.header)
    return document


def _head(frame: Frame) -> Any:
    """Bodies and nation side by side, number and date side by side under them."""
    center = Look(size=12, align="center")
    left, right = [], []
    if frame.parent_body:
        left.append(paragraph(frame.parent_body, center))
    if frame.issuing_body:
        left.append(paragraph(frame.issuing_body, center._replace(bold=True)))
    if left:
        left.append(add_rule(LEFT_MM, LEFT_MM * 0.4))
    if frame.nation:
        right.append(paragraph(frame.nation, center._replace(bold=True)))
    if frame.motto:
        right.append(paragraph(frame.motto, center._replace(bold=True, size=13)))
        right.append(add_rule(RIGHT_MM, width_in_points(frame.motto, 13, bold=True) / POINTS_PER_MM))
    number = paragraph(frame.number, center._replace(size=13, before=3))
    day = paragraph(frame.place_and_date, center._replace(size=13, italic=True, before=3))
    return borderless_table((LEFT_MM, RIGHT_MM), [(left, right), ([number], [day])])


def _titles(frame: Frame) -> list[Any]:
    bold = Look(size=14, bold=True, align="center", after=2)
    texts = [paragraph(text, bold) for text in (frame.word, *frame.title) if text]
    if frame.attached_to:
        texts.append(paragraph(frame.attached_to, Look(size=14, italic=True, align="center", indent_mm=10)))
    texts.append(paragraph("", Look(size=6)))
    if frame.opening:
        texts.append(paragraph(frame.opening, Look(size=OPENING_SIZE, align="both", after=6)))
    return texts


def _foot(frame: Frame) -> Any:
    left = [paragraph(frame.recipients_word, Look(size=12, bold=True, italic=True))] if frame.recipients_word else []
    left += [paragraph(name, Look(size=11)) for name in frame.recipients]
    right = [paragraph(line, Look(size=13, bold=True, align="center")) for line in frame.signer]
    if frame.signer_name:
        right.append(paragraph(frame.signer_name, Look(size=14, bold=True, align="center", before=SIGNATURE_ROOM)))
    return borderless_table((TEXT_WIDTH_MM / 2, TEXT_WIDTH_MM / 2), [(left, right)])
