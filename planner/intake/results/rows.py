"""One result a key: of rows about the same slot the last counts, rows without a machine are added up."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.results import Result, ResultKey
from planner.intake.layout.results import ResultColumn
from planner.intake.tables.sheet_tables import SheetRow
from planner.texts import texts_of

_ = texts_of("intake")


@dataclass(frozen=True)
class RowOfResult:
    """A result and the row that says so."""

    row: SheetRow
    result: Result


def one_a_key(reported: Iterable[RowOfResult]) -> list[RowOfResult]:
    """No two about the same; what was replaced or added is warned of."""
    by_key: dict[ResultKey, RowOfResult] = {}
    for one in reported:
        earlier = by_key.get(one.result.key)
        by_key[one.result.key] = one if earlier is None else _together(earlier, one)
    return list(by_key.values())


def _together(earlier: RowOfResult, later: RowOfResult) -> RowOfResult:
    if later.result.is_elsewhere:
        later.row.warn(
            ResultColumn.UNIT,
            _("row {row} reports the same unit and day without a machine; the rows are added up").format(
                row=_told(earlier.row, later.row)
            ),
            _("Delete one if it was entered twice"),
        )
        return RowOfResult(later.row, _sum(earlier.result, later.result))
    later.row.warn(
        ResultColumn.MACHINE,
        _("row {row} reports the same machine, unit, day and shift; the last row counts").format(
            row=_told(earlier.row, later.row)
        ),
        _("Delete the row that is wrong"),
    )
    return later


def _told(row: SheetRow, beside: SheetRow) -> str:
    """The number of a row, with its sheet where that is another."""
    return str(row.number) if row.title == beside.title else f"{row.title}!{row.number}"


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
