"""A result taken back: a new row that says so, never a deletion."""

from collections.abc import Collection, Iterable
from datetime import datetime

from planner.domain.record import Record
from planner.errors import LedgerLacks
from planner.ledger import tables
from planner.ledger.happenings import add_event
from planner.ledger.numbering import LedgerPlace, add_rows
from planner.ledger.reported import RecordedResult, all_rows
from planner.texts import texts_of

_ = texts_of("ledger")


class Withdrawal(Record):
    """A row that was taken back."""

    row: RecordedResult
    """As it was."""
    counts_again: RecordedResult | None
    """The earlier row about the same day, shift, machine and unit that counts from now on; None where there is none."""


def withdraw_rows(place: LedgerPlace, numbers: Collection[int], by: str, at: datetime) -> tuple[Withdrawal, ...]:
    """Take back the result rows of these numbers, all or none, within the transaction that is under way.

    Raises LedgerLacks for a row that is not there, is taken back already, takes back another, or is replaced by a later
    one that is not among these.
    """
    rows = all_rows(place)
    by_number = {row.number: row for row in rows}
    left = [row for row in rows if row.is_report]
    withdrawn: list[Withdrawal] = []
    for number in sorted(set(numbers), reverse=True):
        row = _withdrawable(number, by_number, left)
        left.remove(row)
        withdrawn.insert(0, Withdrawal(row=row, counts_again=_last_about(row, left)))
    first = add_rows(place, tables.results, [_taking_back(each.row, by, at) for each in withdrawn])
    told = ", ".join(str(each.row.number) for each in withdrawn)
    add_event(place, "withdraw", {"rows": told, "last_result": first + len(withdrawn) - 1}, by, at)
    # The row that counts again may have been taken back in the same breath.
    gone = {each.row.number for each in withdrawn}
    return tuple(
        each
        if each.counts_again is None or each.counts_again.number not in gone
        else each.model_copy(update={"counts_again": None})
        for each in withdrawn
    )


def _withdrawable(number: int, rows: dict[int, RecordedResult], left: Iterable[RecordedResult]) -> RecordedResult:
    """The row of this number, if it counts once those after it that are named too are gone. Raises LedgerLacks."""
    row = rows.get(number)
    if row is None:
        raise LedgerLacks(
            _("the ledger has no result row {number}; its last is {last}. See the numbers in the warnings").format(
                number=number, last=max(rows, default=0)
            )
        )
    if row.withdraws is not None:
        raise LedgerLacks(
            _("row {number} withdraws row {withdrawn}. To let that count again, record its figures again").format(
                number=number, withdrawn=row.withdraws
            )
        )
    if row.is_withdrawn:
        raise LedgerLacks(_("row {number} was withdrawn already. Nothing was changed").format(number=number))
    last = _last_about(row, left)
    if last is not None and last.number != number:
        raise LedgerLacks(
            _(
                "row {number} does not count any more: row {later} has replaced it. "
                "Withdraw row {later}, or both at once"
            ).format(number=number, later=last.number)
        )
    return row


def _last_about(row: RecordedResult, rows: Iterable[RecordedResult]) -> RecordedResult | None:
    """The last of these rows about the same day, shift, machine and unit."""
    return max((each for each in rows if each.result.key == row.result.key), key=lambda each: each.number, default=None)


def _taking_back(row: RecordedResult, by: str, at: datetime) -> dict[str, object]:
    """Bears what the row was about, and no figure."""
    key = row.result.key
    return {**key._asdict(), "collected": 0, "withdraws": row.number, "recorded_at": at, "recorded_by": by}
