"""Notices as a table: a band for each kind of change, a row a unit."""

from itertools import groupby

from planner.prints.forms.amendment import wording
from planner.prints.forms.amendment.notices import Notice
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words.wording import NUMBER, UNIT
from planner.texts import written_number

COLUMNS = (
    PaperColumn(title=NUMBER, width_mm=11, align=Align.CENTER, counts=True),
    PaperColumn(title=UNIT, width_mm=28),
    PaperColumn(title=wording.NOTICE, width_mm=104),
    PaperColumn(title=wording.CITIZENS, width_mm=22, align=Align.CENTER, counts=True),
)


def notices_table(notices: tuple[Notice, ...]) -> Table:
    """The notices in their order."""
    return Table(
        columns=COLUMNS,
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
