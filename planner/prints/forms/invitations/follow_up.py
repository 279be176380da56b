"""A unit's follow-up list: whose account is activated, who stayed away, who cannot be received and why."""

from collections.abc import Callable, Iterator

from planner.domain.campaign import Campaign, Unit
from planner.domain.invitation import Fate, InvitationList, Invited
from planner.prints.forms.invitations import wording
from planner.prints.forms.invitations.table import SIZE
from planner.prints.paper.frame import letter_frame
from planner.prints.paper.paper import Paper, Paragraph, ParagraphAlign
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words.clock_hours import clock_told
from planner.prints.words.wording import version_mark
from planner.texts import spoken_day

COLUMNS = (
    PaperColumn(title=wording.NUMBER, width_mm=11, align=Align.CENTER, counts=True),
    PaperColumn(title=wording.NAME, width_mm=36),
    PaperColumn(title=wording.BORN, width_mm=13, align=Align.CENTER, counts=True),
    PaperColumn(title=wording.HAMLET, width_mm=27),
    PaperColumn(title=wording.CONTACT, width_mm=23, align=Align.CENTER),
    PaperColumn(title=wording.LAST_INVITED, width_mm=30, align=Align.CENTER),
    PaperColumn(title=wording.REASON, width_mm=25),
)
"""165 mm in all."""

Group = tuple[str, Callable[[Invited], bool]]


def _is_absent(row: Invited) -> bool:
    """Whether the citizen has stayed away and may still come."""
    return row.invitation.absences > 0 and row.fate not in {Fate.SEEN, Fate.UNABLE}


_LISTED: tuple[Group, ...] = (
    (wording.ABSENT, _is_absent),
    (wording.UNABLE, lambda row: row.fate is Fate.UNABLE),
)
_DONE: tuple[Group, ...] = (
    (wording.CAME, lambda row: row.invitation.was_there and not row.invitation.activated),
    (wording.ACTIVATED, lambda row: row.invitation.activated),
)
_COUNTED: tuple[Group, ...] = (
    (wording.SETTLED, lambda row: row.fate is Fate.SEEN and not row.invitation.was_there),
    (wording.UNTICKED, lambda row: row.fate is Fate.UNTICKED),
    (wording.WAITING, lambda row: row.fate is Fate.WAITING),
)


MOST_DONE = 1_000
"""More people who have come are only counted, unless all are asked for: nobody has to follow them up."""


def follow_up_paper(
    campaign: Campaign, unit: Unit, invited: InvitationList, *, lists_all: bool = False, version: int | None = None
) -> Paper:
    """Those to be followed up first, then who came; who has not had a turn yet is counted, not listed.

    `version` is that of the plan by which they are invited.
    """
    bands = [_band(group, invited) for group in _LISTED]
    done = [_band(group, invited) for group in _DONE]
    bands += [band for band in done if lists_all or len(band.blocks) <= MOST_DONE]
    return Paper(
        frame=letter_frame(campaign, word=wording.WORD, title=(wording.follow_up_title(), unit.name)),
        parts=(
            *_counts(invited),
            Paragraph(text=wording.PRIVACY, italic=True),
            Table(columns=COLUMNS, bands=tuple(band for band in bands if band.blocks), size=SIZE),
        ),
        sheet=wording.FOLLOW_UP_SHEET,
        mark=version_mark(version),
    )


def _counts(invited: InvitationList) -> Iterator[Paragraph]:
    yield _line(wording.counted("Tổng số trong danh sách", len(invited.rows)))
    for title, belongs in (*_LISTED, *_DONE, *_COUNTED):
        count = sum(map(belongs, invited.rows))
        if count:
            yield _line(f"- {wording.counted(title, count)}")


def _line(text: str) -> Paragraph:
    return Paragraph(text=f"{text}.", align=ParagraphAlign.LEFT, indented=False)


def _band(group: Group, invited: InvitationList) -> Band:
    title, belongs = group
    rows = [row for row in invited.rows if belongs(row)]
    return Band(title=wording.counted(title, len(rows)), blocks=tuple(Block(rows=(_row(row),)) for row in rows))


def _row(row: Invited) -> PaperRow:
    citizen = row.citizen
    texts = (
        str(citizen.number),
        citizen.name,
        str(citizen.born),
        citizen.hamlet,
        citizen.masked_contact,
        _last_invited(row),
        _note(row),
    )
    return PaperRow(cells=tuple(PaperCell(column=column, text=text) for column, text in enumerate(texts)))


def _last_invited(row: Invited) -> str:
    slot, arrives = row.invitation.slot, row.invitation.arrives_minute
    if slot is None:
        return wording.WAITING_NOTE if row.fate is Fate.WAITING else ""
    return f"{spoken_day(slot.day)}, {clock_told(arrives)}" if arrives is not None else spoken_day(slot.day)


def _note(row: Invited) -> str:
    absences = row.invitation.absences
    told = (row.reason, wording.absent_so_often(absences) if absences else "")
    return "; ".join(text for text in told if text)
