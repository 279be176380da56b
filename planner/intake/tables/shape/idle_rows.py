"""Rows of a table that are none of its things: totals, remarks and signatures, and heads that a long list repeats."""

import re
from collections.abc import Sequence

from planner.domain.folding import fold
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.sheets import Cell
from planner.intake.layout.column import SheetLayout
from planner.intake.layout.settings import SETTINGS
from planner.intake.tables.shape.heads import TableHeads, head_text, loose_text, meaning_of
from planner.texts import texts_of

_ = texts_of("intake")

_TOTALS = frozenset(map(fold, ("tổng cộng", "tổng số", "tổng", "cộng", "cộng dồn", "toàn huyện", "toàn tỉnh")))
_FIRST_LETTERS = {name[0] for name in _TOTALS}
_MORE = re.compile(r"[:.(].*", re.DOTALL)


_REMARK = re.compile(
    r"(?:ghi chú|lưu ý|chú thích|chú ý|người lập|người kiểm|thủ trưởng|trưởng công an|phó trưởng|nơi nhận|kt\.|tm\.)"
    r"(?!\w).*|[*(].*|(?:.*, )?ngày .*tháng .*năm .*",
    re.DOTALL,
)
_WORDS_OF_A_REMARK = 5
"""A text so long that stands alone, apart from the table, names nothing."""


def idle_rows(
    layout: SheetLayout, rows: Sequence[Sequence[Cell]], heads: TableHeads, findings: Findings
) -> frozenset[int]:
    """The places in `rows` of those that are none of the table's things, which is said of each."""
    idle, is_apart = set(), False
    for place, cells in enumerate(rows):
        filled = [cell for cell in cells if not cell.is_empty]
        if not filled:
            is_apart = True
        elif _is_idle(layout, cells, heads, findings) or _is_remark(
            layout, filled, is_apart=is_apart, findings=findings
        ):
            idle.add(place)
        else:
            _note_apart(layout, filled, is_apart=is_apart, findings=findings)
            is_apart = False
    return frozenset(idle)


def _is_remark(layout: SheetLayout, filled: Sequence[Cell], *, is_apart: bool, findings: Findings) -> bool:
    """Whether a remark, a date line or signatures stand in the row and nothing else."""
    texts = [loose_text(cell.value) for cell in filled if isinstance(cell.value, str)]
    if layout is SETTINGS or len(texts) < len(filled):
        return False
    is_sentence = is_apart and len(texts) == 1 and len(texts[0].split()) >= _WORDS_OF_A_REMARK
    if not (is_sentence or all(_REMARK.fullmatch(text.casefold()) for text in texts)):
        return False
    findings.note(filled[0].where, _("{value}: taken as a remark and not read").format(value=_told(filled[0])))
    return True


def _note_apart(layout: SheetLayout, filled: Sequence[Cell], *, is_apart: bool, findings: Findings) -> None:
    if is_apart and len(filled) == 1 and len(layout.needed_columns) == 1:
        findings.warn(
            filled[0].where,
            _("{value} stands alone below an empty row and is read as a row of the table").format(
                value=_told(filled[0])
            ),
            _("Delete it if it does not belong to the table"),
        )


def _is_idle(layout: SheetLayout, cells: Sequence[Cell], heads: TableHeads, findings: Findings) -> bool:
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


def _total(layout: SheetLayout, cells: Sequence[Cell], heads: TableHeads) -> Cell | None:
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


def _repeats_heads(layout: SheetLayout, cells: Sequence[Cell], heads: TableHeads) -> bool:
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
