"""What was collected, as the ledger has it: the rows that count, and all rows that ever were recorded."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from pydantic import PositiveInt
from sqlalchemy import RowMapping, func, select

from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode
from planner.domain.results import Result
from planner.ledger import tables
from planner.ledger.looked_at import remember_read, remembered
from planner.ledger.numbering import LedgerPlace


class RecordedResult(Record):
    """A result with its place in the ledger."""

    number: PositiveInt
    result: Result
    recorded_at: datetime
    recorded_by: str
    counts: bool
    """False once it was withdrawn, or a later row about the same day, shift, machine and unit has replaced it; of a row
    that withdraws another, too."""
    withdraws: PositiveInt | None = None
    """The number of the row that this one takes back; it reports nothing itself."""
    is_withdrawn: bool = False
    """Whether a later row has taken it back."""

    @property
    def is_report(self) -> bool:
        """Whether it tells of work, and nobody has taken that back."""
        return self.withdraws is None and not self.is_withdrawn


def results_that_count(
    place: LedgerPlace, days: Collection[date] | None = None, up_to: int | None = None
) -> tuple[Result, ...]:
    """The last row of each day, shift, machine and unit that nobody has withdrawn, sorted by these.

    Of these days only, if any are given, and as it was when row `up_to` was the last.
    """
    rows = tables.results.c
    withdrawn = select(rows.withdraws).where(rows.campaign == place.campaign, rows.withdraws.is_not(None))
    last = (
        select(func.max(rows.number))
        .where(rows.campaign == place.campaign, rows.withdraws.is_(None))
        .group_by(rows.day, rows.shift, rows.machine, rows.unit)
    )
    if days is not None:
        last = last.where(rows.day.in_(sorted(days)))
    if up_to is not None:
        last, withdrawn = last.where(rows.number <= up_to), withdrawn.where(rows.number <= up_to)
    last = last.where(rows.number.not_in(withdrawn))
    chosen = select(tables.results).where(rows.campaign == place.campaign, rows.number.in_(last))
    return in_order(_result(row) for row in place.connection.execute(chosen).mappings())


def all_rows(place: LedgerPlace, days: Collection[date] | None = None) -> tuple[RecordedResult, ...]:
    """Every row that was ever recorded, in the order of recording; of these days only, if any are given.

    While looks are remembered, of rows that were looked at only those are read that were not read before.
    """
    before = remembered(place, tables.results) if days is None else None
    known = before.results if before is not None else ()
    rows = _as_they_stand([*known, *_rows_after(place, known, days)])
    if before is not None:
        looked_at = tuple(row for row in rows if row.number <= before.chain.last)
        remember_read(place, tables.results, replace(before, results=looked_at))
    return rows


def _rows_after(
    place: LedgerPlace, known: Sequence[RecordedResult], days: Collection[date] | None
) -> Iterator[RecordedResult]:
    """The rows after the last of these, each as if there were no others."""
    results = tables.results.c
    last = known[-1].number if known else 0
    chosen = select(tables.results).where(results.campaign == place.campaign, results.number > last)
    if days is not None:
        chosen = chosen.where(results.day.in_(sorted(days)))
    for row in place.connection.execute(chosen.order_by(results.number)).mappings():
        yield RecordedResult(
            number=row["number"],
            result=_result(row),
            recorded_at=row["recorded_at"],
            recorded_by=row["recorded_by"],
            counts=row["withdraws"] is None,
            withdraws=row["withdraws"],
        )


def _as_they_stand(rows: Sequence[RecordedResult]) -> tuple[RecordedResult, ...]:
    """The same rows, told which of them count beside the others."""
    withdrawn = {row.withdraws for row in rows} - {None}
    last_of = {row.result.key: row.number for row in rows if row.withdraws is None and row.number not in withdrawn}
    return tuple(
        _told(row, counts=last_of.get(row.result.key) == row.number, is_withdrawn=row.number in withdrawn)
        for row in rows
    )


def _told(row: RecordedResult, *, counts: bool, is_withdrawn: bool) -> RecordedResult:
    if (row.counts, row.is_withdrawn) == (counts, is_withdrawn):
        return row
    return row.model_copy(update={"counts": counts, "is_withdrawn": is_withdrawn})


def taken_back(place: LedgerPlace, days: Collection[date]) -> frozenset[Result]:
    """What was reported of these days and is withdrawn, unless somebody has reported just that again since."""
    last: dict[Result, RecordedResult] = {row.result: row for row in all_rows(place, days) if row.withdraws is None}
    return frozenset(result for result, row in last.items() if row.is_withdrawn)


def in_order(results: Iterable[Result]) -> tuple[Result, ...]:
    """Sorted by day, shift, machine and unit, as text, the same on every database."""
    return tuple(sorted(results, key=lambda one: (one.day, one.shift or "", one.machine or "", one.unit)))


def _result(row: RowMapping) -> Result:
    return Result(
        day=row["day"],
        shift=None if row["shift"] is None else ShiftLabel(row["shift"]),
        machine=None if row["machine"] is None else MachineName(row["machine"]),
        unit=UnitCode(row["unit"]),
        collected=row["collected"],
        approved=row["approved"],
        activated=row["activated"],
        note=row["note"],
    )
