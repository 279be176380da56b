"""What stands around a paper's text and tables: the blocks of Decree 30/2020/NĐ-CP, annex I.

Only blocks whose facts the workbook has are printed.
"""

import re
from datetime import date

from planner.domain.campaign import Campaign, Letterhead
from planner.domain.record import Record
from planner.prints import wording
from planner.prints.text import Text, printable

NUMBER_BY_HAND = "Số: ......../........"


class Frame(Record):
    """Head and foot of a printed paper; an empty text is a block that is left out."""

    parent_body: Text = ""
    issuing_body: Text = ""
    nation: Text = ""
    motto: Text = ""
    number: Text = ""
    place_and_date: Text = ""
    word: Text = ""
    title: tuple[Text, ...] = ()
    """Its lines, in capitals."""
    attached_to: Text = ""
    signer: tuple[Text, ...] = ()
    """Power and title, a line each, in capitals."""
    signer_name: Text = ""
    recipients_word: Text = ""
    recipients: tuple[Text, ...] = ()

    @property
    def has_head(self) -> bool:
        """Whether anything stands above the title."""
        return any((self.parent_body, self.issuing_body, self.number, self.place_and_date))

    @property
    def has_foot(self) -> bool:
        """Whether anything stands below the last part."""
        return any((self.signer, self.signer_name, self.recipients))

    @property
    def whole_title(self) -> str:
        """Word and title on one line, as programs show it for the file."""
        return " – ".join(text for text in (self.word, *self.title) if text)


def frame_of(campaign: Campaign) -> Frame:
    """The frame of a campaign's appendix."""
    return appendix_frame(campaign.letterhead, _title(campaign))


def appendix_frame(letterhead: Letterhead, title: tuple[str, ...]) -> Frame:
    """The frame of an appendix to the order that this letterhead tells of, under its own title."""
    return _framed(
        letterhead,
        number=_number(letterhead.document_number),
        day=letterhead.document_date,
        word=letterhead.appendix_word,
        title=title,
        attached_to=_attached_to(letterhead),
    )


def letter_frame(
    campaign: Campaign, *, word: str, title: tuple[str, ...], number: str = "", day: date | None = None
) -> Frame:
    """The frame of a letter of its own: head and foot of the workbook, under another word and title.

    A letter bears its own number and day, not the plan's: what is not given here is left to be written by hand.
    """
    letterhead = campaign.letterhead
    by_hand = NUMBER_BY_HAND if _bodies(letterhead) else ""
    return _framed(letterhead, number=_number(number) or by_hand, day=day, word=word, title=title)


def _framed(
    letterhead: Letterhead, *, number: str, day: date | None, word: str, title: tuple[str, ...], attached_to: str = ""
) -> Frame:
    """A frame of whoever the workbook says is writing, signs and is written to."""
    bodies = _bodies(letterhead)
    return Frame(
        parent_body=letterhead.parent_body.upper(),
        issuing_body=letterhead.issuing_body.upper(),
        nation=wording.NATION if bodies else "",
        motto=wording.MOTTO if bodies else "",
        number=number,
        place_and_date=_place_and_date(letterhead, day),
        word=word,
        title=tuple(line for line in title if printable(line)),
        attached_to=attached_to,
        signer=tuple(text.upper() for text in (letterhead.signer_power, letterhead.signer_title) if printable(text)),
        signer_name=letterhead.signer_name,
        recipients_word=wording.RECIPIENTS if letterhead.recipients else "",
        recipients=_recipients(letterhead),
    )


def _bodies(letterhead: Letterhead) -> str:
    return printable(letterhead.parent_body + letterhead.issuing_body)


def _number(told: str) -> str:
    number = printable(told)
    if not number:
        return ""
    zero = "0" if re.match(r"[1-9](?!\d)", number) else ""
    return f"Số: {zero}{number}"


def _place_and_date(letterhead: Letterhead, day: date | None) -> str:
    """Place and date; with a place alone, room for a date written by hand."""
    place = printable(letterhead.place)
    if day is None:
        return f"{place}, ngày ...... tháng ...... năm ........" if place else ""
    return f"{place}, {wording.full_date(day)}" if place else wording.full_date(day).capitalize()


def _title(campaign: Campaign) -> tuple[str, ...]:
    own = printable(campaign.letterhead.appendix_title)
    return (own.upper(),) if own else (wording.DEFAULT_TITLE.upper(), campaign.name.upper())


def _attached_to(letterhead: Letterhead) -> str:
    line = printable(letterhead.attached_to).removeprefix("(").removesuffix(")")
    if not line:
        return ""
    return f"({line})" if line.casefold().startswith("kèm theo") else f"(Kèm theo {line})"


def _recipients(letterhead: Letterhead) -> tuple[str, ...]:
    """Each after a dash, closed by a semicolon, the last by a full stop."""
    names = [printable(name).lstrip("-– ").rstrip(";. ") for name in letterhead.recipients]
    names = [name for name in names if name]
    return tuple(f"- {name}{'.' if position == len(names) else ';'}" for position, name in enumerate(names, start=1))
