"""Recording a report of results: all of it or nothing, corrections as new rows, nothing twice."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum, auto
from hashlib import sha256
from typing import Self

from pydantic import NonNegativeInt
from sqlalchemy import select

from planner.domain.long_numbers import without_long_numbers
from planner.domain.meanwhile import LedgerSeen
from planner.domain.record import Record
from planner.domain.results import Result, ResultKey
from planner.files import readable_name
from planner.ledger import tables
from planner.ledger.happenings import add_event
from planner.ledger.numbering import LedgerPlace, add_row, add_rows, last_number
from planner.ledger.reported import results_that_count, taken_back
from planner.ledger.seen import refuse_moved


class ReportedFile(Record):
    """The file that a report came in, or the form."""

    sha256: str
    """Of its bytes, 64 hexadecimal digits; of a form, of its key."""
    name: str
    is_form: bool = False
    """Whether it was typed into a form, which is sent once: sent again, it changes nothing, whatever came since."""

    @classmethod
    def form(cls, key: str, name: str) -> Self:
        """A form that bears this key, which no other form ever bears."""
        return cls(sha256=sha256(f"form {key}".encode()).hexdigest(), name=name, is_form=True)


class Recorded(Record):
    """What recording a report did. The rows of the report are new, corrected, unchanged or superseded."""

    new: NonNegativeInt
    """Rows about something that had no result."""
    corrected: NonNegativeInt
    """Rows that replace an earlier result from now on."""
    unchanged: NonNegativeInt
    """Rows that say what already counted; nothing was added for them."""
    superseded: NonNegativeInt
    """Rows of a file recorded before, which a later file has corrected since; the correction stays."""
    is_known_file: bool
    """Whether the very same file had been recorded before."""
    last_result: NonNegativeInt
    """The number of the campaign's last result row now."""

    @property
    def total(self) -> int:
        """Rows in the report."""
        return self.new + self.corrected + self.unchanged + self.superseded

    @property
    def is_nothing_new(self) -> bool:
        """Whether the ledger is exactly as it was."""
        return not self.new and not self.corrected


class _Standing(StrEnum):
    """How a reported row stands to what counts already."""

    NEW = auto()
    CORRECTED = auto()
    UNCHANGED = auto()
    SUPERSEDED = auto()


def record_report(
    place: LedgerPlace,
    report: Sequence[Result],
    file: ReportedFile,
    by: str,
    at: datetime,
    *,
    expecting: LedgerSeen | None = None,
) -> Recorded:
    """Add what is new in a report, within the transaction that is under way.

    The same file brought again never undoes the corrections that came after it; what was withdrawn of it counts again.
    A form sent again changes nothing at all. Raises ValueError if two rows of the report are about the same day, shift,
    machine and unit, and LedgerMovedOn where something is not as it was expected, unless the form was recorded before.
    """
    if len({result.key for result in report}) < len(report):
        raise ValueError("two rows of one report are about the same day, shift, machine and unit")
    is_known = _is_known(place, file)
    if not (is_known and file.is_form):
        refuse_moved(place, expecting, report)
    counted = {result.key: result for result in results_that_count(place, {result.day for result in report})}
    again = taken_back(place, {result.day for result in report}) if is_known else frozenset[Result]()
    standings = [
        _standing(result, counted, is_known=is_known and result.model_copy(update={"source": ""}) not in again)
        for result in report
    ]
    if is_known and file.is_form:
        standings = [_Standing.UNCHANGED if each is _Standing.UNCHANGED else _Standing.SUPERSEDED for each in standings]
    added = [
        result
        for result, standing in zip(report, standings, strict=True)
        if standing in {_Standing.NEW, _Standing.CORRECTED}
    ]
    if added:
        _add(place, added, len(report), file, by=by, at=at)
    return Recorded(
        **{str(standing): standings.count(standing) for standing in _Standing},
        is_known_file=is_known,
        last_result=last_number(place, tables.results),
    )


def _is_known(place: LedgerPlace, file: ReportedFile) -> bool:
    same = select(tables.imports.c.number).where(
        tables.imports.c.campaign == place.campaign, tables.imports.c.file_sha256 == file.sha256
    )
    return place.connection.execute(same.limit(1)).first() is not None


def _standing(result: Result, counted: dict[ResultKey, Result], *, is_known: bool) -> _Standing:
    earlier = counted.get(result.key)
    if earlier is None:
        return _Standing.NEW
    if earlier == result.model_copy(update={"source": earlier.source}):
        return _Standing.UNCHANGED
    return _Standing.SUPERSEDED if is_known else _Standing.CORRECTED


def _add(
    place: LedgerPlace, added: Sequence[Result], rows_in_file: int, file: ReportedFile, *, by: str, at: datetime
) -> None:
    first = add_rows(
        place,
        tables.results,
        [{**result.model_dump(exclude={"source"}), "recorded_at": at, "recorded_by": by} for result in added],
    )
    last = first + len(added) - 1
    add_row(
        place,
        tables.imports,
        file_sha256=file.sha256,
        file_name=without_long_numbers(readable_name(file.name)),
        rows_in_file=rows_in_file,
        first_result=first,
        last_result=last,
        recorded_at=at,
        recorded_by=by,
    )
    add_event(place, "record", {"file": file.name, "rows": len(added), "last_result": last}, by, at)
