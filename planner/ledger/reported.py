"""What was collected, as the ledger has it: the rows that count, and all rows that ever were recorded."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from pydantic import PositiveInt
from sqlalchemy import RowMapping, func, select

from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode
from planner.domain.results import Result
from planner.ledger import tables
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
    """Every row that was ever recorded, in the order of recording; of these days only, if any are given."""
    chosen = select(tables.results).where(tables.results.c.campaign == place.campaign).order_by("number")
    if days is not None:
        chosen = chosen.where(tables.results.c.day.in_(sorted(days)))
    rows = [(row, _result(row)) for row in place.connection.execute(chosen).mappings()]
    withdrawn = {row["withdraws"] for row, _result in rows} - {None}
    reports = [(row, result) for row, result in rows if row["withdraws"] is None and row["number"] not in withdrawn]
    last_of = {result.key: row["number"] for row, result in reports}
    return tuple(
        RecordedResult(
            number=row["number"],
            result=result,
            recorded_at=row["recorded_at"],
            recorded_by=row["recorded_by"],
            counts=last_of.get(result.key) == row["number"],
            withdraws=row["withdraws"],
            is_withdrawn=row["number"] in withdrawn,
        )
        for row, result in rows
    )


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
