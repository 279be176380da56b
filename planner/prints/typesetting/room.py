"""How much of a page is left: A4 with the decree's margins, less the paper's own head."""

from math import ceil
from typing import NamedTuple

from planner.prints.paper.frame import Frame
from planner.prints.paper.paper import CodeBlock, Contents, Illustration, Orientation, Paragraph
from planner.prints.typesetting.measure import POINTS_PER_MM, num_lines
from planner.prints.typesetting.titles import title_lines


class PageSize(NamedTuple):
    """What A4 leaves between margins of 30 and 15 mm at the sides and of 20 mm above and below."""

    width_mm: float
    height_mm: float

    @property
    def height(self) -> float:
        """Points that are safe to fill."""
        return self.height_mm * POINTS_PER_MM * SAFETY


SIZES = {Orientation.PORTRAIT: PageSize(165.0, 257.0), Orientation.LANDSCAPE: PageSize(252.0, 170.0)}
LEFT_MM, RIGHT_MM, TOP_MM = 30.0, 15.0, 20.0
"""Margins; the lower is as the upper."""
HEAD_AT_LEFT = 0.4
"""Of the page, for what stands at left of the letterhead: the nation's line at right is the longer one."""
SAFETY = 0.97
"""Widths are counted, not set: a page that is filled to the last point by count may overflow in a format."""
LINE_OF_HEAD = 17.0
HIGHEST_LINE_OF_HEAD = LINE_OF_HEAD + 6
"""With room around it, in the format that gives it most."""
LINES_OF_LETTERHEAD = 6
TITLE_SIZE = 14.0
LINES_BY_HAND = 4
SIGNER_SIZE = 13.0
SIGNATURE_LINES = 5
"""The signer's name and the room above it."""
TEXT_LINE = 1.18
"""Of the size, from one line of running text to the next."""
AFTER_PARAGRAPH = 6.0
"""Points between paragraphs: the least that the decree allows."""
FIRST_LINE_MM = 10.0
ITEM_MM = 7.0
"""How much further right each list moves its items."""
CODE_SIZE = 7.2
"""Points: a hundred letters in a line of the upright page."""
CODE_LINE = 1.25
"""Of the size, from one line to the next."""
CODE_PADDING_MM = 1.5
"""Around a block of code."""
CODE_WIDTH = 0.602
"""Of the size: a letter of a typewriter."""
BEHIND_CODE = "F2F2F2"
CAPTION_SIZE = 11.0
CONTENTS_SIZE = 12.0
AFTER_CONTENTS_LINE = 2.0
CODE_IN_TEXT = 0.9
"""Of the size of the text around it."""
FIRST_LINE = "\u2003\u2003\u2003"
"""As wide as the first line's indent at 13 points."""


def room_for_head(frame: Frame, page: PageSize, line: float = HIGHEST_LINE_OF_HEAD) -> float:
    """Points that letterhead and titles take on the first page, in lines of so many points."""
    texts = [text for text in (frame.word, *frame.title, frame.attached_to) if text]
    lines = sum(
        max(
            num_lines(text, page.width_mm, TITLE_SIZE, bold=True),
            len(title_lines(text, page.width_mm, TITLE_SIZE, bold=True)),
        )
        for text in texts
    )
    lines += LINES_OF_LETTERHEAD if frame.has_head else 0
    return (lines + 1) * line


def room_for_foot(frame: Frame, page: PageSize) -> float:
    """Points that recipients and signer, or all who sign, take below the last part."""
    if not frame.has_foot:
        return 0.0
    if frame.signatures:
        side = page.width_mm / len(frame.signatures)
        titles = max(num_lines(title, side, SIGNER_SIZE, bold=True) for title in frame.signatures)
        return LINE_OF_HEAD * (1 + titles + 1 + LINES_BY_HAND)
    signer = len(frame.signer) + (SIGNATURE_LINES if frame.signer_name else 0)
    return LINE_OF_HEAD * (1 + max(signer, len(frame.recipients) + 1))


def room_for_paragraph(paragraph: Paragraph, page: PageSize, text_line: float = TEXT_LINE) -> float:
    """Points that a paragraph takes, with the room after it."""
    text = FIRST_LINE + paragraph.text if paragraph.has_indent else paragraph.text
    lines = num_lines(text, page.width_mm - paragraph.depth * ITEM_MM, paragraph.size, bold=paragraph.bold)
    return lines * paragraph.size * text_line + AFTER_PARAGRAPH


def room_for_code(block: CodeBlock, page: PageSize) -> float:
    """Points that a block of code takes, with the room after it."""
    letters = (page.width_mm - block.depth * ITEM_MM - 2 * CODE_PADDING_MM) * POINTS_PER_MM / (CODE_SIZE * CODE_WIDTH)
    lines = sum(max(1, ceil(len(line) / int(letters))) for line in block.lines)
    return lines * CODE_SIZE * CODE_LINE + 2 * CODE_PADDING_MM * POINTS_PER_MM + AFTER_PARAGRAPH


def room_for_contents(contents: Contents) -> float:
    """Points that a list of headings takes."""
    return len(contents.titles) * (CONTENTS_SIZE * TEXT_LINE + AFTER_CONTENTS_LINE) + AFTER_PARAGRAPH


def room_for_illustration(illustration: Illustration) -> float:
    """Points that a picture and the line below it take, with the room after them."""
    return illustration.height_mm * POINTS_PER_MM + LINE_OF_HEAD + AFTER_PARAGRAPH
