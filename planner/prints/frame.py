"""What stands around a table: the blocks of Decree 30/2020/NĐ-CP, annex I, as far as the workbook has their facts."""

import re

from planner.domain.campaign import Campaign, Letterhead
from planner.domain.record import Record
from planner.prints import wording
from planner.prints.table import Table
from planner.prints.text import Text, printable


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
    opening: Text = ""
    """A paragraph between the titles and the table."""
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
        """Whether anything stands below the table."""
        return any((self.signer, self.signer_name, self.recipients))

    @property
    def whole_title(self) -> str:
        """Word and title on one line, as programs show it for the file."""
        return " – ".join(text for text in (self.word, *self.title) if text)


class Paper(Record):
    """One printed paper: a table in its frame; a table without bands is left out, head and all."""

    frame: Frame
    table: Table


def frame_of(campaign: Campaign) -> Frame:
    """The frame of a campaign's appendix."""
    letterhead = campaign.letterhead
    bodies = printable(letterhead.parent_body + letterhead.issuing_body)
    return Frame(
        parent_body=letterhead.parent_body.upper(),
        issuing_body=letterhead.issuing_body.upper(),
        nation=wording.NATION if bodies else "",
        motto=wording.MOTTO if bodies else "",
        number=_number(letterhead),
        place_and_date=_place_and_date(letterhead),
        word=letterhead.appendix_word,
        title=_title(campaign),
        attached_to=_attached_to(letterhead),
        signer=tuple(text.upper() for text in (letterhead.signer_power, letterhead.signer_title) if printable(text)),
        signer_name=letterhead.signer_name,
        recipients_word=wording.RECIPIENTS if letterhead.recipients else "",
        recipients=_recipients(letterhead),
    )


def _number(letterhead: Letterhead) -> str:
    number = printable(letterhead.document_number)
    if not number:
        return ""
    zero = "0" if re.match(r"[1-9](?!\d)", number) else ""
    return f"Số: {zero}{number}"


def _place_and_date(letterhead: Letterhead) -> str:
    """Place and date; with a place alone, room for a date written by hand."""
    place, day = printable(letterhead.place), letterhead.document_date
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
