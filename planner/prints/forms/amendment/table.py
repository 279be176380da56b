"""The amendment's lines as a table with merged rows: a band a part, a block a unit."""

from collections.abc import Iterable
from itertools import groupby

from planner.prints.forms.amendment import wording
from planner.prints.forms.amendment.lines import AmendedUnit, Part, SlotsLine
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words.wording import NUMBER, PLACE, UNIT

COLUMNS = (
    PaperColumn(title=NUMBER, width_mm=11, align=Align.CENTER, counts=True),
    PaperColumn(title=UNIT, width_mm=21),
    PaperColumn(title=PLACE, width_mm=22.5),
    PaperColumn(title=wording.ANNOUNCED_TIME, width_mm=32.5),
    PaperColumn(title=wording.NEW_TIME, width_mm=32.5),
    PaperColumn(title=wording.MACHINE, width_mm=14, align=Align.CENTER),
    PaperColumn(title=wording.DOSSIERS, width_mm=12, align=Align.CENTER, counts=True),
    PaperColumn(title=wording.REMARK, width_mm=19.5),
)
"""165 mm in all: what A4 leaves between margins of 30 and 15 mm."""
AT_NUMBER, AT_UNIT, AT_PLACE, AT_ANNOUNCED, AT_NOW, AT_MACHINE, AT_DOSSIERS, AT_REMARK = range(len(COLUMNS))


def amendment_table(parts: tuple[Part, ...]) -> Table:
    """One band a part, one block a unit."""
    return Table(columns=COLUMNS, bands=tuple(map(_band, parts)))


def _band(part: Part) -> Band:
    return Band(
        title=part.title,
        blocks=tuple(_block(number, unit) for number, unit in enumerate(part.units, start=1)),
    )


def _block(number: int, unit: AmendedUnit) -> Block:
    """Announced lines beside new ones; what is told of places, machines and dossiers is told of the new, if any."""
    num_rows = max(len(unit.announced), len(unit.now), 1)
    told = unit.now or unit.announced
    columns: dict[int, list[tuple[str, int]]] = {
        AT_NUMBER: [(str(number), num_rows)],
        AT_UNIT: [(unit.unit, num_rows)],
        AT_PLACE: _merged(line.place for line in told),
        AT_ANNOUNCED: _times(unit.announced, unit.announced_word),
        AT_NOW: _times(unit.now, unit.now_word),
        AT_MACHINE: _merged(line.machines for line in told),
        AT_DOSSIERS: [(str(line.dossiers), 1) for line in told],
        AT_REMARK: [(unit.remark, num_rows)],
    }
    rows: list[list[PaperCell]] = [[] for _row in range(num_rows)]
    for column, texts in columns.items():
        row = 0
        for place, (text, height) in enumerate(texts, start=1):
            reach = num_rows - row if place == len(texts) else height
            rows[row].append(PaperCell(column=column, text=text, rows=reach))
            row += reach
    return Block(rows=tuple(PaperRow(cells=tuple(cells)) for cells in rows))


def _times(lines: tuple[SlotsLine, ...], word: str) -> list[tuple[str, int]]:
    return _merged(line.time for line in lines) or [(word, 1)]


def _merged(texts: Iterable[str]) -> list[tuple[str, int]]:
    """Equal neighbours as one, with how many they are."""
    return [(text, len(list(same))) for text, same in groupby(texts)]
