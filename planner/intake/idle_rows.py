"""Rows of a table that are none of its things: totals, and heads that a long list repeats."""

import re
from collections.abc import Sequence

from planner.domain.folding import fold
from planner.intake.findings import Findings, shown
from planner.intake.heads import Heads, head_text, loose_text, meaning_of
from planner.intake.layout import SETTINGS, SheetLayout
from planner.intake.sheets import Cell
from planner.texts import texts_of

_ = texts_of("intake")

_TOTALS = frozenset(map(fold, ("tổng cộng", "tổng số", "tổng", "cộng", "cộng dồn", "toàn huyện", "toàn tỉnh")))
_FIRST_LETTERS = {name[0] for name in _TOTALS}
_MORE = re.compile(r"[:.(].*", re.DOTALL)


def is_idle(layout: SheetLayout, cells: Sequence[Cell], heads: Heads, findings: Findings) -> bool:
    """Whether the row is a total or the heads once more, which is said."""
    if total := _total(layout, cells, heads):
        findings.note(total.where, _("{value}: taken as a row of totals and not read").format(value=_told(total)))
        return True
    if _repeats_heads(layout, cells, heads):
        first = next(cell for cell in cells if not cell.is_empty)
        findings.note(first.where, _("the heads once more; the row is not read"))
        return True
    return False


def _told(cell: Cell) -> str:
    return shown(loose_text(cell.value))


def _total(layout: SheetLayout, cells: Sequence[Cell], heads: Heads) -> Cell | None:
    """The cell that calls the row a total. A row that tells all that its table needs is one of its things."""
    texts = [cell for cell in cells if isinstance(cell.value, str)]
    told = next((cell for cell in texts if _calls_a_total(cell)), None)
    if told is None or layout is SETTINGS:
        return None
    needed = [heads.places[column] for column in layout.needed_columns if column in heads.places]
    is_complete = all(place < len(cells) and not cells[place].is_empty and cells[place] is not told for place in needed)
    return None if is_complete else told


def _calls_a_total(cell: Cell) -> bool:
    """Whether a text such as *Tổng cộng (19 xã):* stands here."""
    text = str(cell.value).strip()
    may_be = text[:1].casefold() in _FIRST_LETTERS
    return may_be and fold(_MORE.sub("", loose_text(text)).strip()) in _TOTALS


def _repeats_heads(layout: SheetLayout, cells: Sequence[Cell], heads: Heads) -> bool:
    """Whether every cell under a head says what the head does; the first that does not ends the search."""
    filled = [(column, cells[place]) for column, place in heads.places.items() if _is_filled(cells, place)]
    return len(filled) > 1 and all(
        isinstance(cell.value, str)
        and (meaning := meaning_of(layout, head_text(cell))) is not None
        and meaning.column == column
        for column, cell in filled
    )


def _is_filled(cells: Sequence[Cell], place: int) -> bool:
    return place < len(cells) and not cells[place].is_empty
