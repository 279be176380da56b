"""What no column of a table's sheet reads is named by its cells, unless it is known to be no matter."""

from collections.abc import Sequence
from datetime import date
from enum import Enum, StrEnum
from typing import NamedTuple

from openpyxl.utils.cell import get_column_letter, range_boundaries

from planner.domain.folding import fold
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.sheets import Cell, Sheet, merge_touches
from planner.intake.layout.column import SheetLayout
from planner.intake.tables.shape.heads import TableHeads, head_text, meaning_of
from planner.intake.values.days import calendar_day
from planner.intake.values.names import slip_suggestion, suggestion
from planner.intake.values.texts import Unfit
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("intake")


_DAY_WORD = "ngày"


class _StrangeHead(NamedTuple):
    """A head that means no column, what is to be told of the cells below it, and whether they hold days."""

    cell: Cell
    below: str
    holds_days: bool


class TellUnread(Enum):
    """How much a reader tells of what its tables do not read."""

    NONE = 0
    """Nothing that is not read is told."""
    WITHOUT_CONTENT = 1
    """Heads and cells are named, but what stands below a head is not quoted: lists of people."""
    FULL = 2


def note_unread(
    layout: SheetLayout, sheet: Sheet, heads: TableHeads, findings: Findings, *, tells_content: bool = True
) -> None:
    """Name every head with content below it that no column reads, and every cell with content beside the table.

    A head that means a column of the sheet, or one but for a slip of the pen, is an error: its content would change
    what is read. Heads without content are only named where they look like a slip.
    """
    absent = [column for column in layout.columns if column not in heads.places]
    idle = set(map(fold, layout.idle_heads))
    headed = set(heads.places.values())
    for head in heads.strange:
        place = _place_of(head, sheet, heads)
        headed.add(place)
        if fold(head_text(head)) not in idle:
            below = _below(sheet, heads, place)
            told = cells_told(below, tells_content=tells_content) if below else ""
            strange = _StrangeHead(head, told, holds_days=any(map(_holds_day, below)))
            _note_strange_head(layout, strange, absent, findings)
    _note_beside(sheet, heads, headed, findings, tells_content=tells_content)


def _place_of(head: Cell, sheet: Sheet, heads: TableHeads) -> int:
    for cells in sheet.rows[heads.first_row - 1 : heads.last_row]:
        for place, cell in enumerate(cells):
            if cell.where == head.where:
                return place
    raise AssertionError(head.where)


def _below(sheet: Sheet, heads: TableHeads, place: int) -> list[Cell]:
    rows = sheet.rows[heads.last_row :]
    return [cells[place] for cells in rows if place < len(cells) and not cells[place].is_empty]


def _holds_day(cell: Cell) -> bool:
    try:
        return isinstance(cell.value, date) or (isinstance(cell.value, str) and bool(calendar_day(cell.value)))
    except Unfit:
        return False


def _note_strange_head(
    layout: SheetLayout, strange: _StrangeHead, absent: Sequence[StrEnum], findings: Findings
) -> None:
    name, where, below = head_text(strange.cell), strange.cell.where, strange.below
    meaning = meaning_of(layout, name)
    told = _("the column {name} is not read").format(name=shown(name))
    if below:
        told = _("the column {name} with {cells} is not read").format(name=shown(name), cells=below)
    if meaning is not None:
        if below:
            advice = _("It means the same as {column}, which stands here too. Keep one of the two columns")
            findings.error(where, told, advice.format(column=shown(meaning.column)))
    elif advice := slip_suggestion(name, absent):
        (findings.error if below else findings.warn)(where, told, advice)
    elif strange.holds_days and (days := [column for column in absent if _DAY_WORD in column]):
        names = _(" or ").join(map(shown, days))
        findings.warn(where, told, _("It holds days. Did you mean {names}?").format(names=names))
    elif below and (advice := suggestion(name, absent)):
        findings.warn(where, told, advice)
    elif below:
        findings.note(where, told)


def _note_beside(sheet: Sheet, heads: TableHeads, headed: set[int], findings: Findings, *, tells_content: bool) -> None:
    widest = max((len(cells) for cells in sheet.rows[heads.last_row :]), default=0)
    for place in range(widest):
        if place not in headed and (beside := _below(sheet, heads, place)):
            findings.note(
                span_of(beside),
                _("content without a head above it is not read: {cells}").format(
                    cells=cells_told(beside, tells_content=tells_content)
                ),
                _("Write a head in {where} if it belongs to the table").format(
                    where=f"{get_column_letter(place + 1)}{heads.last_row}"
                ),
            )


def span_of(cells: Sequence[Cell]) -> str:
    """The cells of one column as sheet!F2:F27; a single one as sheet!F2."""
    first, last = cells[0].where, cells[-1].where
    return first if first == last else f"{first}:{last.rpartition('!')[2]}"


def cells_told(cells: Sequence[Cell], *, tells_content: bool = True) -> str:
    """How many cells there are and, unless it tells of people, what stands in the first of them."""
    if not tells_content:
        return _("{count} cells").format(count=spoken_number(len(cells)))
    first = shown(_spoken(cells[0].value))
    if len(cells) == 1:
        return first
    return _("{count} cells, the first {value}").format(count=spoken_number(len(cells)), value=first)


def _spoken(value: object) -> str:
    return spoken_day(value) if isinstance(value, date) else str(value)


def note_shape(layout: SheetLayout, sheet: Sheet, heads: TableHeads, findings: Findings) -> None:
    """Refuse merged cells that reach into the table, and content so far outside that no one looks for it."""
    columns = max((len(row) for row in sheet.rows), default=0)
    rows_of_heads = heads.last_row if heads.last_row > heads.first_row else heads.first_row - 1
    for merged in sheet.merged:
        last_row = range_boundaries(merged)[3] or 0
        if last_row > rows_of_heads and merge_touches(merged, len(sheet.rows), columns):
            findings.error(
                f"{layout.title}!{merged}",
                _("merged cells inside a table"),
                _("Unmerge them and fill every cell of its own"),
            )
    if sheet.outside:
        findings.error(
            f"{layout.title}!{sheet.outside}",
            _("content far outside the table"),
            _("Delete it; rows and columns beyond the table are not read"),
        )
