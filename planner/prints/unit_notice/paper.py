"""The notice to one unit's people: when and where they are received, what to bring, whom to call."""

import re
from collections.abc import Iterator
from pathlib import Path

from planner.domain.campaign import Campaign, Letterhead
from planner.prints.frame import letter_frame
from planner.prints.paper import Paper, Paragraph, ParagraphAlign, Part
from planner.prints.printed import Format, Printed, print_file, print_paper, together
from planner.prints.text import printable
from planner.prints.unit_notice import wording
from planner.prints.unit_notice.message import message_of, text_file
from planner.prints.unit_notice.table import times_table
from planner.prints.unit_notice.times import UnitTimes

FOLDER = "thong-bao"
PREFIX = "thong-bao-"
FORMATS = (Format.DOCX, Format.PDF, Format.PNG)
BY_HAND = "........"
DOCUMENT_CODE = re.compile(r"/\s*[A-ZĐ]+(?=-|$)")
"""What follows the number: the kind of document, then, after a dash, the body."""


def notice_paper(campaign: Campaign, times: UnitTimes) -> Paper:
    """The notice before any format, as a letter of Decree 30/2020/NĐ-CP."""
    letterhead, unit = campaign.letterhead, times.unit
    return Paper(
        frame=letter_frame(
            campaign,
            word=wording.WORD,
            title=(wording.subject(letterhead, unit),),
            number=_own_number(letterhead),
        ),
        parts=(
            Paragraph(text=wording.addressee(unit), align=ParagraphAlign.CENTER),
            Paragraph(text=wording.opening(campaign, unit)),
            times_table(times),
            *_to_the_end(letterhead, unit.contact),
        ),
        sheet="Thông báo",
    )


def _to_the_end(letterhead: Letterhead, contact: str) -> Iterator[Part]:
    things = wording.items(letterhead.to_bring)
    if things:
        yield Paragraph(text=wording.BRING)
        yield from (Paragraph(text=thing) for thing in things)
    telephone = printable(contact) or printable(letterhead.contact)
    yield Paragraph(text=wording.REQUEST)
    if telephone:
        yield Paragraph(text=wording.contact(telephone))
    yield Paragraph(text=wording.CLOSING)


def _own_number(letterhead: Letterhead) -> str:
    """The plan's number with the notice's kind, its own number left to be written by hand: *......../TB-TCT-UBND*."""
    body = DOCUMENT_CODE.split(printable(letterhead.document_number), maxsplit=1)
    return f"{BY_HAND}/{wording.KIND_OF_DOCUMENT}{body[1]}" if len(body) > 1 else ""


def print_notice(campaign: Campaign, times: UnitTimes, folder: Path, stem: str) -> Printed:
    """Write the notice as docx, pdf and png, and its short text. Raises UnwritableFile."""
    name = f"{PREFIX}{stem}"
    return together(
        print_paper(notice_paper(campaign, times), folder, name, FORMATS),
        print_file(folder / f"{name}.txt", text_file(message_of(campaign, times))),
    )
