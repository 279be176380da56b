"""A paper as .docx, which people go on editing in Word."""

from io import BytesIO
from itertools import zip_longest
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from planner.prints.paper.paper import (
    CodeBlock,
    Contents,
    Figure,
    Illustration,
    Orientation,
    Paper,
    Paragraph,
    ParagraphAlign,
    Part,
)
from planner.prints.paper.table import Band, Table
from planner.prints.typesetting.flow import Typesetting, with_foot_in_company
from planner.prints.typesetting.fonts import TYPEWRITERS, WANTED
from planner.prints.typesetting.room import (
    AFTER_CONTENTS_LINE,
    AFTER_PARAGRAPH,
    BEHIND_CODE,
    CAPTION_SIZE,
    CODE_SIZE,
    CONTENTS_SIZE,
    FIRST_LINE_MM,
    ITEM_MM,
    LEFT_MM,
    RIGHT_MM,
    SIZES,
    TOP_MM,
)
from planner.prints.writers.as_docx.frame import LINE, foot_of_page, head_of_page, room_in_word, titles
from planner.prints.writers.as_docx.parts import Look, contents, element, paragraph, put_mark, put_page_number
from planner.prints.writers.as_docx.table import merged_table
from planner.prints.writers.as_typst.writer import figure_png

TYPESETTING = Typesetting(line=LINE, padding=5.5, side_padding_mm=3.0, text_line=LINE, after_table=4.0)
"""A row's padding and its rule."""
ALIGNS = {ParagraphAlign.JUSTIFY: "both", **{each: each.value for each in list(ParagraphAlign)[1:]}}
LONGEST_PROPERTY = 255
PIXELS_AN_INCH = 200.0
"""Of a chart's picture."""
AFTER_TABLE = Look(size=TYPESETTING.after_table, line=TYPESETTING.after_table)
BEFORE_PAGE = Look(size=1, line=1, begins_page=True, keeps_with_next=True)
CONTENTS = Look(size=CONTENTS_SIZE, after=AFTER_CONTENTS_LINE)
AFTER_FOOT = Look(size=1, line=1)
"""Word wants a paragraph after a table, also where the page is full."""


def as_docx(paper: Paper) -> bytes:
    """The paper as a Word document."""
    document = _empty_page(paper.orientation)
    if paper.mark:
        section = document.sections[0]
        put_mark(section.footer, paper.mark)
        put_mark(section.first_page_footer, paper.mark)
    page = SIZES[paper.orientation]
    about = document.core_properties
    about.title, about.author, about.comments = paper.frame.whole_title[:LONGEST_PROPERTY], "", ""
    body = document.element.body
    _put(body, *head_of_page(paper.frame, page.width_mm), *titles(paper.frame, page.width_mm))
    room = room_in_word(paper.frame, page)
    parts = with_foot_in_company(_with_a_table_for_each_titled_band(paper), TYPESETTING, room)
    for part, after in zip_longest(parts, parts[1:]):
        keeps_with_next = paper.frame.has_foot and after is None
        _put(body, *_part(document, part, keeps_with_next=keeps_with_next))
        if isinstance(part, Table) and not (isinstance(after, Table) and after.starts_page):
            # Before a page that begins by command it would turn to a page of its own where the last one is full.
            _put(body, paragraph("", AFTER_TABLE._replace(keeps_with_next=keeps_with_next)))
    if paper.frame.has_foot:
        _put(body, *foot_of_page(paper.frame, page.width_mm), paragraph("", AFTER_FOOT))
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _part(document: Any, part: Part, *, keeps_with_next: bool) -> list[Any]:
    if isinstance(part, Table):
        return _table(part, keeps_with_next=keeps_with_next)
    if isinstance(part, Paragraph):
        return [_paragraph(part, keeps_with_next=keeps_with_next)]
    if isinstance(part, Contents):
        return [*contents(part.titles, CONTENTS), paragraph("", AFTER_TABLE)]
    if isinstance(part, CodeBlock):
        return [_code(part, keeps_with_next=keeps_with_next)]
    if isinstance(part, Illustration):
        caption = Look(size=CAPTION_SIZE, italic=True, align="center", after=AFTER_PARAGRAPH)
        return [
            _framed(_picture(document, part.png, part, part.caption, keeps_with_next=True)),
            paragraph(part.caption, caption._replace(keeps_with_next=keeps_with_next)),
        ]
    drawn = figure_png(part, PIXELS_AN_INCH)
    return [_picture(document, drawn, part, part.chart.title, keeps_with_next=keeps_with_next)]


def _picture(document: Any, png: bytes, size: Figure | Illustration, told: str, *, keeps_with_next: bool) -> Any:
    """A picture in a line of its own, with what is told of it to those who cannot see it."""
    inline = document.part.new_pic_inline(BytesIO(png), Mm(size.width_mm), Mm(size.height_mm))
    inline.docPr.set("descr", told)
    line = paragraph("", Look(size=1, align="center", before=3, after=AFTER_PARAGRAPH, keeps_with_next=keeps_with_next))
    line.append(element("r", element("drawing", inline)))
    return line


def _framed(line: Any) -> Any:
    """The line with a thin frame around its picture, so that a page of white paper is seen on one."""
    shape = next(line.iter(qn("pic:spPr")))
    frame = parse_xml(f'<a:ln {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="999999"/></a:solidFill></a:ln>')
    shape.append(frame)
    return line


def _code(part: CodeBlock, *, keeps_with_next: bool) -> Any:
    look = Look(
        size=CODE_SIZE,
        font=TYPEWRITERS[0],
        fill=BEHIND_CODE,
        after=AFTER_PARAGRAPH,
        left_mm=part.depth * ITEM_MM,
        keeps_with_next=keeps_with_next,
    )
    return paragraph("\n".join(part.lines), look)


def _paragraph(part: Paragraph, *, keeps_with_next: bool) -> Any:
    look = Look(
        size=part.size,
        bold=part.bold,
        italic=part.italic,
        align=ALIGNS[part.align],
        after=AFTER_PARAGRAPH,
        first_line_mm=FIRST_LINE_MM if part.has_indent else 0,
        keeps_with_next=keeps_with_next or part.is_heading,
        begins_page=part.starts_page,
        left_mm=part.depth * ITEM_MM,
        label=part.label,
        level=part.level,
    )
    return paragraph(part.text, look, part.emphases)


def _table(table: Table, *, keeps_with_next: bool) -> list[Any]:
    begin = [paragraph("", BEFORE_PAGE)] if table.starts_page else []
    return [*begin, merged_table(table, keeps_with_next=keeps_with_next)]


def _with_a_table_for_each_titled_band(paper: Paper) -> Paper:
    """The paper with its tables parted, before it is counted where its pages turn: each of them has a head."""
    parts = [_each_titled_band(part) if isinstance(part, Table) else [part] for part in paper.shown_parts]
    return paper.model_copy(update={"parts": tuple(part for several in parts for part in several)})


def _each_titled_band(table: Table) -> list[Table]:
    """A table for each titled band and the untitled ones after it.

    Word repeats only rows at a table's top, and the band's title is to be repeated, too.
    """
    groups: list[list[Band]] = []
    for band in table.bands:
        if band.title or not groups:
            groups.append([])
        groups[-1].append(band)
    return [
        table.model_copy(update={"bands": tuple(bands), "starts_page": table.starts_page and place == 0})
        for place, bands in enumerate(groups)
    ]


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
