"""One result a key: of rows about the same slot the last counts, rows without a machine are added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from planner.domain.record import MachineName, ShiftLabel
from planner.domain.results import Result, ResultKey
from planner.intake.findings import shown
from planner.intake.layout import ResultColumn
from planner.intake.tables import Row
from planner.texts import texts_of

_ = texts_of("intake")


@dataclass(frozen=True)
class ReportedRow:
    """A result and the row that says so."""

    row: Row
    result: Result


class _MachineSlot(NamedTuple):
    day: date
    shift: ShiftLabel | None
    machine: MachineName


def one_a_key(reported: Iterable[ReportedRow]) -> list[ReportedRow]:
    """No two about the same; what was replaced or added, and a machine in two places at once, is warned of."""
    by_key: dict[ResultKey, ReportedRow] = {}
    for one in reported:
        earlier = by_key.get(one.result.key)
        by_key[one.result.key] = one if earlier is None else _together(earlier, one)
    found = list(by_key.values())
    _note_two_places(found)
    return found


def _together(earlier: ReportedRow, later: ReportedRow) -> ReportedRow:
    if later.result.is_elsewhere:
        later.row.warn(
            ResultColumn.UNIT,
            _("row {row} reports the same unit and day without a machine; the rows are added up").format(
                row=earlier.row.number
            ),
            _("Delete one if it was entered twice"),
        )
        return ReportedRow(later.row, _sum(earlier.result, later.result))
    later.row.warn(
        ResultColumn.MACHINE,
        _("row {row} reports the same machine, unit, day and shift; the last row counts").format(
            row=earlier.row.number
        ),
        _("Delete the row that is wrong"),
    )
    return later


def _sum(first: Result, second: Result) -> Result:
    return first.model_copy(
        update={
            "collected": first.collected + second.collected,
            "approved": _sum_of_known(first.approved, second.approved),
            "activated": _sum_of_known(first.activated, second.activated),
            "note": "; ".join(note for note in (first.note, second.note) if note),
            "source": f"{first.source}, {second.source}",
        }
    )


def _sum_of_known(first: int | None, second: int | None) -> int | None:
    return None if first is None and second is None else (first or 0) + (second or 0)


def _note_two_places(reported: Iterable[ReportedRow]) -> None:
    seen: dict[_MachineSlot, ReportedRow] = {}
    for one in reported:
        if one.result.machine is None or not one.result.collected:
            continue
        other = seen.setdefault(_MachineSlot(one.result.day, one.result.shift, one.result.machine), one)
        if other is not one:
            one.row.warn(
                ResultColumn.UNIT,
                _("row {row} has the same machine at {unit} in the same slot").format(
                    row=other.row.number, unit=shown(other.result.unit)
                ),
                _("Both are recorded as reported; check machine, day and shift"),
            )
