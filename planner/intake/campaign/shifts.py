"""Sheet *Ca*: the named parts of the day, in its order."""

import itertools
from dataclasses import dataclass, replace

from planner.domain.calendar import MINUTES_A_DAY, Shift
from planner.domain.record import ShiftLabel
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.limits import NUM_SHIFTS
from planner.intake.layout.calendar import SHIFTS, ShiftColumn
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.texts import spoken_clock, texts_of

_ = texts_of("intake")

DEFAULT_SHIFTS = (
    Shift(label=ShiftLabel("Ca 01"), starts_minute=7 * 60, ends_minute=15 * 60),
    Shift(label=ShiftLabel("Ca 02"), starts_minute=15 * 60, ends_minute=23 * 60),
)


@dataclass(frozen=True)
class _ShiftRow:
    row: SheetRow
    label: ShiftLabel
    starts: int
    ends: int
    """Past 24h00 where the shift ends on the next day."""


def shifts_of(table: SheetTable, default_capacity: int, findings: Findings) -> tuple[Shift, ...] | None:
    """The shifts in the order of the day, two default ones for an empty sheet; None if the sheet is not usable."""
    if not table.rows:
        return tuple(shift.model_copy(update={"capacity": default_capacity}) for shift in DEFAULT_SHIFTS)
    if len(table.rows) > NUM_SHIFTS:
        findings.error(
            f"{SHIFTS.title}!A{table.rows[NUM_SHIFTS].number}",
            _("more than {limit} shifts a day").format(limit=NUM_SHIFTS),
            _("Keep at most {limit}").format(limit=NUM_SHIFTS),
        )
        return None
    labels = [_label(row) for row in table]
    _note_twins(table, labels)
    hours = _hours(table, labels)
    capacities = [row.whole(ShiftColumn.CAPACITY) or default_capacity for row in table]
    if hours is None or not all(labels) or len(set(labels)) < len(labels) or not _are_in_order(hours):
        return None
    return tuple(
        Shift(label=one.label, starts_minute=one.starts, ends_minute=one.ends, capacity=capacity)
        for one, capacity in zip(hours, capacities, strict=True)
    )


def _label(row: SheetRow) -> str:
    if not row.require(ShiftColumn.LABEL, _("Enter the shift's name, for example Ca 01")):
        return ""
    label = row.plain(ShiftColumn.LABEL)
    if "," in label or ";" in label:
        row.error(
            ShiftColumn.LABEL,
            _("{value} holds a comma or semicolon, which part the shifts of a list").format(value=shown(label)),
            _("Choose a name without them"),
        )
        return ""
    return label


def _note_twins(table: SheetTable, labels: list[str]) -> None:
    for position, (row, label) in enumerate(zip(table, labels, strict=True)):
        if label and label in labels[:position]:
            row.error(
                ShiftColumn.LABEL,
                _("the shift {value} stands here twice").format(value=shown(label)),
                _("Give each shift its own name"),
            )


def _hours(table: SheetTable, labels: list[str]) -> list[_ShiftRow] | None:
    rows = table.rows
    if len(rows) == len(DEFAULT_SHIFTS) and all(
        row.is_empty(ShiftColumn.STARTS) and row.is_empty(ShiftColumn.ENDS) for row in rows
    ):
        return [
            _ShiftRow(row, ShiftLabel(label), usual.starts_minute, usual.ends_minute)
            for row, label, usual in zip(rows, labels, DEFAULT_SHIFTS, strict=True)
        ]
    hours = [one for row, label in zip(rows, labels, strict=True) if (one := _hours_of(row, ShiftLabel(label)))]
    return _over_midnight(hours) if len(hours) == len(rows) else None


def _hours_of(row: SheetRow, label: ShiftLabel) -> _ShiftRow | None:
    has_start = row.require(ShiftColumn.STARTS, _("Enter the hour at which the shift starts, for example 7h00"))
    has_end = row.require(ShiftColumn.ENDS, _("Enter the hour at which the shift ends, for example 15h00"))
    starts, ends = row.minute(ShiftColumn.STARTS), row.minute(ShiftColumn.ENDS)
    if not (has_start and has_end) or starts is None or ends is None:
        return None
    return _ShiftRow(row, label, starts, ends)


def _over_midnight(hours: list[_ShiftRow]) -> list[_ShiftRow] | None:
    """The shifts, the last one counted on past 24h00 where it ends on the next day; None where it cannot end there."""
    *before, last = hours
    turned = [one for one in before if one.ends <= one.starts]
    for one in turned:
        one.row.error(
            ShiftColumn.ENDS,
            _("the shift ends at or before its start; only the day's last shift may end after midnight"),
            _("Mend the hours, or put this shift last"),
        )
    if last.ends <= last.starts:
        if last.ends > hours[0].starts:
            last.row.error(
                ShiftColumn.ENDS,
                _("the shift ends after midnight, when {first} of the next day has begun").format(
                    first=shown(hours[0].label)
                ),
                _("Let it end at {hour} at the latest").format(hour=spoken_clock(hours[0].starts)),
            )
            return None
        last = replace(last, ends=last.ends + MINUTES_A_DAY)
    return None if turned else [*before, last]


def _are_in_order(hours: list[_ShiftRow]) -> bool:
    in_order = True
    for earlier, later in itertools.pairwise(hours):
        if later.starts < earlier.ends:
            later.row.error(
                ShiftColumn.STARTS,
                _("the shift starts before {earlier} ends").format(earlier=shown(earlier.label)),
                _("Put the shifts in the order of the day, without overlap; hours of one place go on sheet Giờ riêng"),
            )
            in_order = False
    return in_order
