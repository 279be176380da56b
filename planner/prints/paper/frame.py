"""What stands around a paper's text and tables: the blocks of Decree 30/2020/NĐ-CP, annex I.

Only blocks whose facts the workbook has are printed.
"""

import re
from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.office import Letterhead
from planner.domain.record import Record
from planner.prints.words import wording
from planner.prints.words.text import Text, printable
from planner.texts import spoken_day

ATTACHED_WORD = "kèm theo"
BY_HAND = "........"
NUMBER_BY_HAND = f"{BY_HAND}/{BY_HAND}"
DAY_BY_HAND = "ngày ...... tháng ...... năm ........"
DOCUMENT_CODE = re.compile(r"/\s*(?P<kind>[A-ZĐ]+)(?P<body>(?:-[^\s,;()]*)?)(?=[\s,;)]|$)")
"""What follows the number: the kind of document, then, after a dash, the body."""
ATTACHED = re.compile(r"^(?P<kind>.+?)\s+số\b(?:.*\bcủa\s+(?P<body>.+))?", re.IGNORECASE)
"""*Kế hoạch số 05/KH-CAX ngày 24/4/2026 của Công an xã*."""
_GAPS = (
    (re.compile(r"\b(số:?)\s*(?=/[A-ZĐ])", re.IGNORECASE), rf"\1 {BY_HAND}"),
    (re.compile(r"\b(ngày)\s*/\s*(?=/\s*\d)", re.IGNORECASE), r"\1 ...../....."),
    (re.compile(r"\b(ngày)\s*(?=/\s*\d)", re.IGNORECASE), r"\1 ....."),
    (re.compile(r"\b(ngày)\s+tháng\s+năm(?=\s+\d)", re.IGNORECASE), r"\1 ...... tháng ...... năm"),
    (re.compile(r"\b(ngày)\s+tháng\s+năm(?!\w)(?!\s+\d)", re.IGNORECASE), r"\1 ...... tháng ...... năm ........"),
    (re.compile(r"\b(ngày)\s+(?=tháng\b)", re.IGNORECASE), r"\1 ...... "),
)
"""Where a number or a day is told without its figures, which somebody is to write by hand."""


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
    signatures: tuple[Text, ...] = ()
    """Titles of those who sign side by side, in capitals; then neither signer nor recipients are told."""
    signing_note: Text = ""
    """In italics under each of these titles."""

    @property
    def has_head(self) -> bool:
        """Whether anything stands above the title."""
        return any((self.parent_body, self.issuing_body, self.number, self.place_and_date))

    @property
    def has_foot(self) -> bool:
        """Whether anything stands below the last part."""
        return any((self.signer, self.signer_name, self.recipients, self.signatures))

    @property
    def whole_title(self) -> str:
        """Word and title on one line, as programs show it for the file."""
        return " – ".join(text for text in (self.word, *self.title) if text)


def frame_of(campaign: Campaign) -> Frame:
    """The frame of a campaign's appendix."""
    return appendix_frame(campaign.letterhead, _title(campaign))


def appendix_frame(letterhead: Letterhead, title: tuple[str, ...]) -> Frame:
    """The frame of an appendix to the order that this letterhead tells of, under its own title."""
    framed = _framed(
        letterhead,
        number=_number(letterhead.document_number),
        day=letterhead.document_date,
        word=letterhead.appendix_word,
        title=title,
        attached_to=_attached_to(letterhead),
    )
    return _as_appendix(letterhead, framed)


def amendment_frame(letterhead: Letterhead, title: tuple[str, ...]) -> Frame:
    """The frame of an appendix to the order that amends another: its number and day are its own, never the other's.

    What sheet *Chiến dịch* does not tell of them is left to be written by hand.
    """
    number = printable(letterhead.amendment_number) or own_number(letterhead)
    day = letterhead.amendment_date
    attached = ATTACHED.match(order_of(letterhead))
    kind = attached["kind"] if attached else "Văn bản"
    body = f" của {attached['body']}" if attached and attached["body"] else ""
    told_day = f"ngày {spoken_day(day)}" if day else DAY_BY_HAND
    framed = _framed(
        letterhead,
        number=_number(number),
        day=day,
        word=letterhead.appendix_word,
        title=title,
        attached_to=f"(Kèm theo {kind} số {_with_zero(number)} {told_day}{body})",
    )
    return _as_appendix(letterhead, framed)


def own_number(letterhead: Letterhead, kind: str = "") -> str:
    """Room for a number beside the code of the workbook's document, or of this kind of it: *......../TB-CAX*."""
    code = DOCUMENT_CODE.search(f"{printable(letterhead.document_number)} {order_of(letterhead)}")
    return f"{BY_HAND}/{kind or code['kind']}{code['body']}" if code else NUMBER_BY_HAND


def _as_appendix(letterhead: Letterhead, frame: Frame) -> Frame:
    """An appendix goes with an order that bears the letterhead and the recipients; only by a setting it repeats them.

    Without the word for an appendix it is a paper of its own, which needs them.
    """
    if letterhead.appendix_has_letterhead or not frame.word:
        return frame
    order = ("parent_body", "issuing_body", "nation", "motto", "number", "place_and_date", "recipients_word")
    return frame.model_copy(update=dict.fromkeys(order, "") | {"recipients": ()})


def letter_frame(
    campaign: Campaign,
    *,
    word: str,
    title: tuple[str, ...],
    number: str = "",
    day: date | None = None,
    is_sent_out: bool = False,
) -> Frame:
    """The frame of a letter of its own: head and foot of the workbook, under another word and title.

    A letter bears its own number and day, not the plan's: what is not given here is left to be written by hand.
    One that is sent out has room for them also where the workbook tells of no letterhead.
    """
    letterhead = campaign.letterhead
    by_hand = NUMBER_BY_HAND if is_sent_out or _bodies(letterhead) else ""
    framed = _framed(letterhead, number=_number(number or by_hand), day=day, word=word, title=title)
    if framed.place_and_date or not is_sent_out:
        return framed
    return framed.model_copy(update={"place_and_date": DAY_BY_HAND.capitalize()})


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
    return f"Số: {_with_zero(number)}" if number else ""


def _with_zero(number: str) -> str:
    """Numbers under ten get a zero; one that was left out of its code gets room to be written by hand."""
    if number.startswith("/"):
        return f"{BY_HAND}{number}"
    return f"0{number}" if re.match(r"[1-9](?!\d)", number) else number


def _place_and_date(letterhead: Letterhead, day: date | None) -> str:
    """Place and date; with a place alone, room for a date written by hand."""
    place = printable(letterhead.place)
    if day is None:
        return f"{place}, {DAY_BY_HAND}" if place else ""
    return f"{place}, {wording.full_date(day)}" if place else wording.full_date(day).capitalize()


def _title(campaign: Campaign) -> tuple[str, ...]:
    own = printable(campaign.letterhead.appendix_title)
    return (own.upper(),) if own else (wording.DEFAULT_TITLE.upper(), campaign.name.upper())


def _attached_to(letterhead: Letterhead) -> str:
    order = order_of(letterhead)
    return f"(Kèm theo {order})" if order else ""


def order_of(letterhead: Letterhead) -> str:
    """What the appendix is attached to, without *Kèm theo* and brackets; a number or day left out has room for it."""
    line = printable(letterhead.attached_to).removeprefix("(").removesuffix(")")
    order = line[len(ATTACHED_WORD) :].strip() if line.casefold().startswith(ATTACHED_WORD) else line
    for gap, room in _GAPS:
        order = gap.sub(room, order)
    return order


def _recipients(letterhead: Letterhead) -> tuple[str, ...]:
    """Each after a dash, closed by a semicolon, the last by a full stop."""
    names = [printable(name).lstrip("-– ").rstrip(";. ") for name in letterhead.recipients]
    names = [name for name in names if name]
    return tuple(f"- {name}{'.' if position == len(names) else ';'}" for position, name in enumerate(names, start=1))
