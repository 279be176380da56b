"""Sums that a table gives of its own figures, held against these; the figures of the units always count."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from planner.intake.cells.findings import Findings, shown
from planner.intake.quota.columns import TargetColumns
from planner.intake.quota.heads import QuotaHeads
from planner.intake.quota.lines import LineKind, QuotaLine
from planner.intake.tables.sheet_tables import SheetRow
from planner.intake.values.figures import is_figure
from planner.texts import spoken_number, texts_of

_ = texts_of("intake")


def note_differences(lines: Sequence[QuotaLine], columns: Sequence[StrEnum], rows: Mapping[int, SheetRow]) -> None:
    """Name every figure of a group that is not the sum of its units; those of the whole table are judged elsewhere."""
    for place, line in enumerate(lines):
        if line.figures is None or line.kind not in (LineKind.GROUP, LineKind.SUBTOTAL):
            continue
        sums = _sums_above(lines, place) if line.kind is LineKind.SUBTOTAL else [_members_below(lines, place)]
        added = [_sum(members, len(columns)) for members in sums if members]
        if not added or line.figures in added:
            continue
        row = rows[line.number]
        for column, printed, total in zip(columns, line.figures, added[0], strict=True):
            if printed != total and not row.is_empty(column):
                row.warn(
                    column,
                    _("{name} says {printed}, but its units add up to {rows}: a difference of {difference}").format(
                        name=shown(line.name),
                        printed=spoken_number(printed),
                        rows=spoken_number(total),
                        difference=spoken_number(abs(printed - total)),
                    ),
                    _("Check the units and the sum; the units count"),
                )


def _members_below(lines: Sequence[QuotaLine], place: int) -> list[QuotaLine]:
    """The units of the group, those of groups inside it included."""
    head = lines[place]
    members = []
    for line in lines[place + 1 :]:
        if line.kind is LineKind.TOTAL or (line.kind is LineKind.GROUP and not _is_inside(head, line)):
            break
        if line.kind is LineKind.UNIT:
            members.append(line)
    return members


def _is_inside(head: QuotaLine, line: QuotaLine) -> bool:
    return head.mark is not None and line.mark is not None and head.mark.holds(line.mark)


def _sums_above(lines: Sequence[QuotaLine], place: int) -> list[list[QuotaLine]]:
    """The units up to the nearest sum or heading above, and up to each heading further above."""
    found = []
    members: list[QuotaLine] = []
    for line in reversed(lines[:place]):
        if line.kind in (LineKind.SUBTOTAL, LineKind.TOTAL):
            break
        if line.kind is LineKind.UNIT:
            members.append(line)
        elif line.kind is LineKind.GROUP:
            found.append(list(members))
    return [*found, members]


def _sum(lines: Sequence[QuotaLine], width: int) -> tuple[int, ...]:
    sums = [0] * width
    for line in lines:
        for column, figure in enumerate(line.figures or ()):
            sums[column] += figure
    return tuple(sums)


def note_row_sums(heads: QuotaHeads, columns: TargetColumns, lines: Sequence[QuotaLine], findings: Findings) -> None:
    """Name the first row in which a column of sums is not the sum of the row's targets."""
    for total in columns.totals:
        for line in lines:
            cell = line.cells[total.place] if total.place < len(line.cells) else None
            if cell is None or line.figures is None or not is_figure(cell.value) or isinstance(cell.value, str):
                continue
            if cell.value != sum(line.figures):
                findings.warn(
                    cell.where,
                    _("{column} says {printed}, but the targets of {unit} add up to {rows}").format(
                        column=shown(total.title),
                        printed=spoken_number(cell.value),  # type: ignore[arg-type]
                        unit=shown(line.name),
                        rows=spoken_number(sum(line.figures)),
                    ),
                    _("Check the row; the column is not read"),
                )
                break
