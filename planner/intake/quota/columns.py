"""Which columns of a table hold targets. Every other one is known to be no matter, or is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planner.domain.folding import fold
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.limits import NAME_LENGTH
from planner.intake.cells.sheets import Cell
from planner.intake.layout.quota import QuotaColumn
from planner.intake.quota.heads import QuotaHead, QuotaHeads, text_of
from planner.intake.quota.words import (
    is_note_head,
    is_number_head,
    is_population_head,
    is_total_head,
    surely_holds_targets,
    tells_something_else,
)
from planner.intake.tables.sheet_tables import SheetRow
from planner.intake.values.figures import is_figure, whole_in_groups
from planner.texts import spoken_number, texts_of

_ = texts_of("intake")


def is_percentage(cell: Cell) -> bool:
    """Whether the cell shows a share: by its format, or as text."""
    return "%" in cell.number_format or (isinstance(cell.value, str) and cell.value.strip().endswith("%"))


def ungrouped(cells: Sequence[Cell], findings: Findings) -> dict[str, Cell]:
    """Cells of one column whose text can only be a whole number in groups of three, as that number, by their address.

    *1.200* is 1200 where people are counted; with fewer or more digits behind its point it is no whole number.
    """
    texts = [(cell, cell.value.replace("\u00a0", " ").strip()) for cell in cells if isinstance(cell.value, str)]
    numbers = {cell.where: whole for cell, text in texts if (whole := whole_in_groups(text)) is not None}
    found = {cell.where: replace(cell, value=numbers[cell.where]) for cell in cells if cell.where in numbers}
    if found:
        first = next(cell for cell in cells if cell.where in found)
        number = spoken_number(numbers[first.where])
        findings.note(
            first.where,
            _("{value} is text and read as {number}").format(value=shown(first.value), number=number)
            if len(found) == 1
            else _("{value} is text and read as {number}; the column has {count} such cells").format(
                value=shown(first.value), number=number, count=len(found)
            ),
        )
    return found


_FEWEST_RANKED = 4
"""So many rows at least tell ranks from targets that happen to be 1, 2 and 3."""


@dataclass(frozen=True)
class TargetColumns:
    """The columns of a table by what they hold."""

    targets: tuple[QuotaHead, ...]
    populations: tuple[QuotaHead, ...]
    numbers: tuple[QuotaHead, ...]
    """Columns of the rows' numbers, by which groups are told from units."""
    totals: tuple[QuotaHead, ...]
    """Columns that hold the sum of others, and are no targets."""


def target_columns(heads: QuotaHeads, findings: Findings) -> TargetColumns:
    """Sort the columns; a head that cannot be used is an error, and whatever holds no targets is named."""
    _note_untitled(heads, findings)
    others = [head for head in heads.heads if head not in (heads.units, *heads.other_units)]
    readable = list(_without_doubles([head for head in others if _is_readable(head, findings)], heads, findings))
    numbers = [head for head in readable if is_number_head(head.title)]
    populations = [head for head in readable if is_population_head(head.title)]
    notes = [head for head in readable if is_note_head(head.title)]
    rest = [head for head in readable if head not in (*numbers, *populations, *notes)]
    targets = _targets(heads, rest)
    totals = [head for head in rest if head not in targets and is_total_head(head.title)]
    _note_no_targets(heads, [*heads.other_units, *(head for head in rest if head not in targets)], findings)
    return TargetColumns(tuple(targets), tuple(populations), tuple(numbers), tuple(totals))


def _is_readable(head: QuotaHead, findings: Findings) -> bool:
    row = SheetRow(heads_title(head), 1, {QuotaColumn.UNIT: head.cell}, findings, _("a column's title"))
    if not row.text(QuotaColumn.UNIT):
        return False
    if len(head.title) > NAME_LENGTH:
        row.error(
            QuotaColumn.UNIT,
            _("text of {length} characters").format(length=len(head.title)),
            _("Shorten it to at most {limit} characters").format(limit=NAME_LENGTH),
        )
        return False
    return True


def heads_title(head: QuotaHead) -> str:
    """The title of the sheet that the head stands on."""
    return head.cell.where.rpartition("!")[0]


def _without_doubles(heads: Iterable[QuotaHead], table: QuotaHeads, findings: Findings) -> Iterable[QuotaHead]:
    first: dict[str, QuotaHead] = {fold(table.units.title): table.units}
    for head in heads:
        if first.setdefault(fold(head.title), head) is head:
            yield head
        else:
            findings.error(
                head.cell.where,
                _("the column {name} stands here twice").format(name=shown(head.title)),
                _("Delete one"),
            )


def _targets(heads: QuotaHeads, rest: Sequence[QuotaHead]) -> list[QuotaHead]:
    """What says that it holds targets; of the others all that hold nothing else, as long as any would be left."""
    by_title = [head for head in rest if not tells_something_else(head.title)]
    sure = [head for head in by_title if surely_holds_targets(head.title)]
    likely = [head for head in by_title if head in sure or not is_total_head(head.title)] or by_title
    held = [head for head in likely if head in sure or not _holds_something_else(_below(heads, head))]
    return held or likely


def _below(heads: QuotaHeads, head: QuotaHead) -> list[Cell]:
    """The filled cells of the column in rows that name a unit."""
    units = heads.units.place
    return [
        cells[head.place]
        for _number, cells in heads.rows()
        if head.place < len(cells)
        and units < len(cells)
        and not cells[units].is_empty
        and not cells[head.place].is_empty
    ]


def _holds_something_else(cells: Sequence[Cell]) -> bool:
    """Whether nothing stands here, or words, shares, measures with decimals or ranks; errors may be targets."""
    if any(cell.is_error or cell.is_uncounted for cell in cells):
        return False
    figures = [cell for cell in cells if is_figure(cell.value)]
    if not figures:
        return True
    if all(is_percentage(cell) for cell in figures):
        return True
    fractions = [cell for cell in figures if isinstance(cell.value, float) and not cell.value.is_integer()]
    return 2 * len(fractions) > len(figures) or _are_ranks(figures)


def _are_ranks(figures: Sequence[Cell]) -> bool:
    values = [cell.value for cell in figures if isinstance(cell.value, int | float)]
    return len(values) >= _FEWEST_RANKED and sorted(values) == list(range(1, len(values) + 1))


def _note_no_targets(heads: QuotaHeads, others: Sequence[QuotaHead], findings: Findings) -> None:
    """One sentence about all columns that are left out, with their letters."""
    if others:
        findings.warn(
            f"{heads.sheet.title}!{heads.last_row}",
            _("no targets, so not read: {columns}").format(
                columns=", ".join(
                    _("{name} (column {letter})").format(name=shown(one.title), letter=one.letter) for one in others
                )
            ),
            _("If one of them holds targets, let its title begin with “Chỉ tiêu”"),
        )


def _note_untitled(heads: QuotaHeads, findings: Findings) -> None:
    """Figures without a head are an error, words beside the table are named; before the units stand their numbers."""
    widest = max((len(cells) for _number, cells in heads.rows()), default=0)
    for place in range(heads.units.place + 1, widest):
        filled = [cells[place] for _number, cells in heads.rows() if place < len(cells) and not cells[place].is_empty]
        if place in heads.by_place or not filled:
            continue
        if any(is_figure(cell.value) or cell.is_error or cell.is_uncounted for cell in filled):
            findings.error(
                filled[0].where,
                _("the column has no title in row {row}").format(row=heads.last_row),
                _("Write the indicator's name there, or clear the column"),
            )
        else:
            findings.warn(
                filled[0].where,
                _("words beside the table are not read: {text}").format(text=shown(text_of(filled[0]))),
            )
