"""The notices of an amendment on paper, a band for each kind of change, and as CSV for programs that send messages."""

from collections.abc import Iterable
from itertools import groupby

from planner.domain.campaign import Campaign
from planner.domain.difference import Difference
from planner.prints.forms.amendment import wording
from planner.prints.forms.amendment.notices import Notice
from planner.prints.paper.frame import Frame
from planner.prints.paper.paper import Paper, Paragraph
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words.wording import NUMBER, UNIT, version_mark
from planner.prints.writers.as_csv import csv_text
from planner.texts import written_number

_COLUMNS = (
    PaperColumn(title=NUMBER, width_mm=11, align=Align.CENTER, counts=True),
    PaperColumn(title=UNIT, width_mm=28),
    PaperColumn(title=wording.NOTICE, width_mm=104),
    PaperColumn(title=wording.CITIZENS, width_mm=22, align=Align.CENTER, counts=True),
)


def notices_paper(campaign: Campaign, difference: Difference, told: tuple[Notice, ...], version: int) -> Paper:
    """The notices before any format: a working paper, without the order's head and foot."""
    frame = Frame(
        title=(wording.NOTICES_TITLE.upper(), campaign.name.upper()),
        attached_to=f"({wording.period(campaign, difference).capitalize()})",
    )
    opening = Paragraph(text="" if told else wording.NOBODY_TO_TELL)
    return Paper(frame=frame, parts=(opening, _table(told)), mark=version_mark(version))


def notices_csv(notices: Iterable[Notice]) -> bytes:
    """A line for each notice: code, unit, what is changed, for how many citizens, and the text to send."""
    head = (wording.CODE, UNIT, wording.CHANGE, wording.CITIZENS, wording.NOTICE)
    lines = ((each.unit, each.name, each.kind_word, each.citizens, each.text) for each in notices)
    return csv_text((head, *lines)).encode()


def _table(notices: tuple[Notice, ...]) -> Table:
    """The notices in their order."""
    return Table(
        columns=_COLUMNS,
        bands=tuple(
            Band(
                title=kind_word,
                blocks=tuple(Block(rows=(_row(number, notice),)) for number, notice in enumerate(together, start=1)),
            )
            for kind_word, together in groupby(notices, key=lambda notice: notice.kind_word)
        ),
    )


def _row(number: int, notice: Notice) -> PaperRow:
    texts = (str(number), notice.name, notice.text, written_number(notice.citizens))
    return PaperRow(cells=tuple(PaperCell(column=column, text=text) for column, text in enumerate(texts)))
