"""A paper as .docx, which people go on editing in Word."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from planner.prints.as_docx.parts import Look, add_rule, element, paragraph, put_mark, put_page_number
from planner.prints.as_docx.table import SIDE_PADDING_MM, borderless_table, merged_table
from planner.prints.as_typst.typst_paper import figure_png
from planner.prints.flow import Typesetting, with_foot_in_company
from planner.prints.fonts import WANTED
from planner.prints.frame import Frame
from planner.prints.measure import POINTS_PER_MM, width_in_points
from planner.prints.paper import Figure, Orientation, Paper, Paragraph, ParagraphAlign, Part
from planner.prints.room import AFTER_PARAGRAPH, FIRST_LINE_MM, HEAD_AT_LEFT, LEFT_MM, RIGHT_MM, SIZES, TOP_MM
from planner.prints.table import Band, Table
from planner.prints.titles import titled

TYPESETTING = Typesetting(line=1.15, padding=5.0, side_padding_mm=3.0, line_of_head=17.0)
ALIGNS = {ParagraphAlign.JUSTIFY: "both", **{each: each.value for each in list(ParagraphAlign)[1:]}}
LONGEST_PROPERTY = 255
PIXELS_AN_INCH = 200.0
"""Of a chart's picture."""
AFTER_FOOT = Look(size=1, line=1)
"""Word wants a paragraph after a table, also where the page is full."""
ATTACHED_INDENT_MM = 10.0
SIGNATURE_ROOM = 68.0
"""Points between the signer's title and name."""


def as_docx(paper: Paper) -> bytes:
    """The paper as a Word document."""
    document = _empty_page(paper.orientation)
    if paper.mark:
        section = document.sections[0]
        put_mark(section.footer, paper.mark)
        put_mark(section.first_page_footer, paper.mark)
    width = SIZES[paper.orientation].width_mm
    about = document.core_properties
    about.title, about.author, about.comments = paper.frame.whole_title[:LONGEST_PROPERTY], "", ""
    body = document.element.body
    if paper.frame.has_head:
        _put(body, _head(paper.frame, width), paragraph("", Look(size=6)))
    _put(body, *_titles(paper.frame, width))
    parts = with_foot_in_company(paper, TYPESETTING)
    for position, part in enumerate(parts, start=1):
        _put(body, *_part(document, part, keeps_with_next=paper.frame.has_foot and position == len(parts)))
    if paper.frame.has_foot:
        _put(body, paragraph("", Look(size=4, keeps_with_next=True)), _foot(paper.frame, width))
        _put(body, paragraph("", AFTER_FOOT))
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _part(document: Any, part: Part, *, keeps_with_next: bool) -> list[Any]:
    if isinstance(part, Table):
        return _tables(part, keeps_with_next=keeps_with_next)
    if isinstance(part, Paragraph):
        return [_paragraph(part, keeps_with_next=keeps_with_next)]
    return [_figure(document, part, keeps_with_next=keeps_with_next)]


def _figure(document: Any, figure: Figure, *, keeps_with_next: bool) -> Any:
    """The chart as a picture in a line of its own."""
    picture = BytesIO(figure_png(figure, PIXELS_AN_INCH))
    inline = document.part.new_pic_inline(picture, Mm(figure.width_mm), Mm(figure.height_mm))
    inline.docPr.set("descr", figure.chart.title)
    line = paragraph("", Look(size=1, align="center", before=3, after=AFTER_PARAGRAPH, keeps_with_next=keeps_with_next))
    line.append(element("r", element("drawing", inline)))
    return line


def _paragraph(part: Paragraph, *, keeps_with_next: bool) -> Any:
    look = Look(
        size=part.size,
        bold=part.bold,
        italic=part.italic,
        align=ALIGNS[part.align],
        after=AFTER_PARAGRAPH,
        first_line_mm=FIRST_LINE_MM if part.has_indent else 0,
        keeps_with_next=keeps_with_next or part.is_heading,
    )
    return paragraph(part.text, look)


def _tables(table: Table, *, keeps_with_next: bool) -> list[Any]:
    elements = (
        [paragraph("", Look(size=1, line=1, begins_page=True, keeps_with_next=True))] if table.starts_page else []
    )
    tables = _each_titled_band(table)
    for position, each in enumerate(tables, start=1):
        keeps = keeps_with_next and position == len(tables)
        elements += [merged_table(each, keeps_with_next=keeps), paragraph("", Look(size=4, keeps_with_next=keeps))]
    return elements


def _each_titled_band(table: Table) -> list[Table]:
    """A table for each titled band and the untitled ones after it.

    Word repeats only rows at a table's top, and the band's title is to be repeated, too.
    """
    groups: list[list[Band]] = []
    for band in table.bands:
        if band.title or not groups:
            groups.append([])
        groups[-1].append(band)
    return [table.model_copy(update={"bands": tuple(bands)}) for bands in groups]


def _put(body: Any, *elements: Any) -> None:
    """Add to the end of the document, before the properties of its only section."""
    for each in elements:
        body.insert(len(body) - 1, each)


def _empty_page(orientation: Orientation) -> Any:
    """A4 with the decree's margins, Vietnamese, page numbers from page 2 on."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = WANTED, Pt(13)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), WANTED)
    language = style.element.rPr.makeelement(qn("w:lang"), {qn("w:val"): "vi-VN", qn("w:eastAsia"): "vi-VN"})
    style.element.rPr.append(language)
    section = document.sections[0]
    is_upright = orientation is Orientation.PORTRAIT
    section.orientation = WD_ORIENT.PORTRAIT if is_upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(210), Mm(297)) if is_upright else (Mm(297), Mm(210))
    section.top_margin = section.bottom_margin = Mm(TOP_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    put_page_number(section.header)
    return document


def _head(frame: Frame, width: float) -> Any:
    """Bodies and nation side by side, number and date side by side under them."""
    at_left, at_right = width * HEAD_AT_LEFT, width * (1 - HEAD_AT_LEFT)
    center = Look(size=12, align="center")
    side = at_left - 2 * SIDE_PADDING_MM
    left, right = [], []
    if frame.parent_body:
        left.append(paragraph(titled(frame.parent_body, side, 12, bold=False), center))
    if frame.issuing_body:
        left.append(paragraph(titled(frame.issuing_body, side, 12, bold=True), center._replace(bold=True)))
    if left:
        left.append(add_rule(at_left, at_left * 0.4))
    if frame.nation:
        right.append(paragraph(frame.nation, center._replace(bold=True)))
    if frame.motto:
        right.append(paragraph(frame.motto, center._replace(bold=True, size=13)))
        right.append(add_rule(at_right, width_in_points(frame.motto, 13, bold=True) / POINTS_PER_MM))
    number = paragraph(frame.number, center._replace(size=13, before=3))
    day = paragraph(frame.place_and_date, center._replace(size=13, italic=True, before=3))
    return borderless_table((at_left, at_right), [(left, right), ([number], [day])])


def _titles(frame: Frame, width: float) -> list[Any]:
    bold = Look(size=14, bold=True, align="center", after=2)
    titles = (titled(text, width, bold.size, bold=True) for text in (frame.word, *frame.title) if text)
    texts = [paragraph(text, bold) for text in titles]
    if frame.attached_to:
        attached = titled(frame.attached_to, width - 2 * ATTACHED_INDENT_MM, bold.size, bold=False)
        look = Look(size=bold.size, italic=True, align="center", indent_mm=ATTACHED_INDENT_MM)
        texts.append(paragraph(attached, look))
    return [*texts, paragraph("", Look(size=6))]


def _foot(frame: Frame, width: float) -> Any:
    left = [paragraph(frame.recipients_word, Look(size=12, bold=True, italic=True))] if frame.recipients_word else []
    left += [paragraph(name, Look(size=11)) for name in frame.recipients]
    signer = (titled(line, width / 2 - 2 * SIDE_PADDING_MM, 13, bold=True) for line in frame.signer)
    right = [paragraph(line, Look(size=13, bold=True, align="center")) for line in signer]
    if frame.signer_name:
        right.append(paragraph(frame.signer_name, Look(size=14, bold=True, align="center", before=SIGNATURE_ROOM)))
    return borderless_table((width / 2, width / 2), [(left, right)])
