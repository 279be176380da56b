"""The rows of invitation lists, masked or, for the official list of one session, in full."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from planner.domain.invitation import Citizen, Invited
from planner.prints.forms.invitations import wording
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words.clock_hours import clock_told

SIZE = 11.0
MASKED_COLUMNS = (
    PaperColumn(title=wording.NUMBER, width_mm=11, align=Align.CENTER, counts=True),
    PaperColumn(title=wording.NAME, width_mm=37),
    PaperColumn(title=wording.BORN, width_mm=13, align=Align.CENTER, counts=True),
    PaperColumn(title=wording.HAMLET, width_mm=30),
    PaperColumn(title=wording.HOUSEHOLD, width_mm=16, align=Align.CENTER),
    PaperColumn(title=wording.CONTACT, width_mm=23, align=Align.CENTER),
    PaperColumn(title=wording.ARRIVES, width_mm=13, align=Align.CENTER),
    PaperColumn(title=wording.PRESENT, width_mm=10, align=Align.CENTER),
    PaperColumn(title=wording.NOTE, width_mm=12),
)
"""165 mm in all, upright."""
FULL_COLUMNS = (
    PaperColumn(title=wording.NUMBER, width_mm=14, align=Align.CENTER, counts=True),
    PaperColumn(title=wording.NAME, width_mm=52),
    PaperColumn(title=wording.BORN, width_mm=15, align=Align.CENTER, counts=True),
    PaperColumn(title=wording.IDENTITY, width_mm=34, align=Align.CENTER),
    PaperColumn(title=wording.HAMLET, width_mm=34),
    PaperColumn(title=wording.HOUSEHOLD, width_mm=18, align=Align.CENTER),
    PaperColumn(title=wording.CONTACT, width_mm=32, align=Align.CENTER),
    PaperColumn(title=wording.ARRIVES, width_mm=16, align=Align.CENTER),
    PaperColumn(title=wording.PRESENT, width_mm=14, align=Align.CENTER),
    PaperColumn(title=wording.NOTE, width_mm=23),
)
"""252 mm in all, lengthwise."""


def invited_table(expected: Iterable[Invited], reserve: Iterable[Invited], *, is_full: bool) -> Table:
    """The invited by hour of arrival, then those who may be called in; no page parts a household."""
    columns = FULL_COLUMNS if is_full else MASKED_COLUMNS
    bands = [_band(wording.INVITED, list(expected), is_full=is_full)]
    if on_call := list(reserve):
        band = _band(wording.RESERVE, on_call, is_full=is_full)
        bands.append(band.model_copy(update={"notes": (wording.RESERVE_NOTE,)}))
    return Table(columns=columns, bands=tuple(bands), size=SIZE)


def _band(title: str, rows: list[Invited], *, is_full: bool) -> Band:
    blocks = [
        Block(rows=tuple(_row(row, is_full=is_full) for row in together)) for _key, together in groupby(rows, _together)
    ]
    return Band(title=wording.counted(title, len(rows)), blocks=tuple(blocks))


def _together(row: Invited) -> tuple[int | None, str, str, int]:
    """A household at one hour; one who belongs to nobody stands alone."""
    citizen = row.citizen
    alone = 0 if citizen.household else citizen.number
    return (row.invitation.arrives_minute, citizen.hamlet, citizen.household, alone)


def _row(row: Invited, *, is_full: bool) -> PaperRow:
    texts = _full_texts(row) if is_full else _masked_texts(row)
    return PaperRow(cells=tuple(PaperCell(column=column, text=text) for column, text in enumerate(texts)))


def _masked_texts(row: Invited) -> Iterator[str]:
    citizen = row.citizen
    yield from (str(citizen.number), citizen.name, str(citizen.born), citizen.hamlet, citizen.household)
    yield citizen.masked_contact
    yield from _texts_of_invitation(row)


def _full_texts(row: Invited) -> Iterator[str]:
    citizen: Citizen = row.citizen
    yield from (str(citizen.number), citizen.name, str(citizen.born), citizen.identity, citizen.hamlet)
    yield from (citizen.household, citizen.contact)
    yield from _texts_of_invitation(row)


def _texts_of_invitation(row: Invited) -> Iterator[str]:
    arrives = row.invitation.arrives_minute
    yield clock_told(arrives) if arrives is not None else ""
    yield ""
    yield wording.invited_again(row.invitation.times) if row.invitation.times > 1 else ""
