"""How much of a page is left for the table: A4 with the decree's margins, less the paper's own head."""

from planner.prints.frame import Frame
from planner.prints.measure import POINTS_PER_MM, num_lines

TEXT_WIDTH_MM = 165.0
TEXT_HEIGHT_MM = 257.0
"""A4 less margins of 20 mm above and below."""
SAFETY = 0.97
"""Widths are counted, not set: a page that is filled to the last point by count may overflow in a format."""
LINE_OF_HEAD = 17.0
LINES_OF_LETTERHEAD = 6
TITLE_SIZE = 14.0
OPENING_SIZE = 13.0
SIGNATURE_LINES = 5
"""The signer's name and the room above it."""


def room_for_table(frame: Frame) -> tuple[float, float]:
    """Points for the table on the first page and on each other page."""
    page = TEXT_HEIGHT_MM * POINTS_PER_MM * SAFETY
    texts = [text for text in (frame.word, *frame.title, frame.attached_to) if text]
    lines = sum(num_lines(text, TEXT_WIDTH_MM, TITLE_SIZE, bold=True) for text in texts)
    lines += LINES_OF_LETTERHEAD if frame.has_head else 0
    lines += num_lines(frame.opening, TEXT_WIDTH_MM, OPENING_SIZE) if frame.opening else 0
    return page - (lines + 1) * (LINE_OF_HEAD + 6), page


def room_for_foot(frame: Frame) -> float:
    """Points that recipients and signer take below the table."""
    if not frame.has_foot:
        return 0.0
    signer = len(frame.signer) + (SIGNATURE_LINES if frame.signer_name else 0)
    return LINE_OF_HEAD * (1 + max(signer, len(frame.recipients) + 1))
