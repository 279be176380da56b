"""All that can still be read of a campaign's results, events, rosters and adjustments, whatever else is broken."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from enum import StrEnum, auto
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Table, inspect

from planner.domain.record import Record
from planner.errors import LedgerUnusable
from planner.ledger import tables
from planner.ledger.address import FileAddress, campaign_key, ledger_address
from planner.ledger.database import Database
from planner.ledger.digests import BEFORE_THE_FIRST, digest_of
from planner.ledger.layout import SCHEMA
from planner.ledger.numbering import LedgerPlace
from planner.ledger.refusals import newest_backup, told_to_people
from planner.ledger.soundness import raw_rows
from planner.ledger.tables import APPLICATION_ID
from planner.next_steps import NextStep, Step
from planner.texts import texts_of

_ = texts_of("ledger")

RawRow = Mapping[str, object]
_HEADER_BYTES = 100
_PAGE_BYTES = 4096
_MARK = slice(68, 72)
_MOST_STEPS = 4000
"""So many row numbers are tried after a page that cannot be read; a page holds some 40 rows."""
_OPTIONAL_JOURNAL = "-journal"


class RowStanding(StrEnum):
    """What became of a result row."""

    COUNTS = auto()
    CORRECTED = auto()
    WITHDRAWN = auto()
    WITHDRAWS = auto()


class SavedRow(Record):
    """A row as it was read; a value that is neither number nor text any more is told as text."""

    values: dict[str, int | str | None]
    is_as_written: bool | None
    """Whether its digest says so; None where nothing tells, as in a ledger of an earlier layout."""

    def text(self, column: str) -> str:
        """A value as text, empty where there is none."""
        value = self.values.get(column)
        return "" if value is None else str(value)

    @property
    def number(self) -> int:
        """Its number in the ledger; 0 where that cannot be read."""
        number = self.values.get("number")
        return number if isinstance(number, int) else 0


class SavedResult(Record):
    """A result row, with what became of it."""

    row: SavedRow
    standing: RowStanding
    by_row: int | None
    """The number of the row that has corrected or withdrawn it, or that it withdraws."""
    file: str
    """The name of the file that it came in, empty where that is not known."""


class Saved(Record):
    """What was read out of a ledger."""

    ledger: str
    """Where it stands, without password."""
    results: tuple[SavedResult, ...]
    events: tuple[SavedRow, ...]
    rosters: tuple[SavedRow, ...] = ()
    """As they were stored, each with its duties as JSON."""
    publications: tuple[SavedRow, ...] = ()
    adjustments: tuple[SavedRow, ...] = ()

    @property
    def num_doubtful(self) -> int:
        """Rows that are not as they were written."""
        others = (*self.events, *self.rosters, *self.publications, *self.adjustments)
        rows = [*(result.row for result in self.results), *others]
        return sum(row.is_as_written is False for row in rows)


def save_out(address: Path | str, campaign: str | None) -> Saved:
    """Results, events, rosters and adjustments of the ledger at this address.

    A file is read even where its structure is broken.

    A file holds one campaign, so its name matters only on a server. Raises LedgerUnusable where nothing stands there,
    LedgerError where a server cannot be read.
    """
    place = ledger_address(address)
    with told_to_people(str(place)):
        if isinstance(place, FileAddress):
            if not place.path.is_file():
                raise LedgerUnusable(
                    _("{ledger}: there is no ledger here").format(ledger=place.path), NextStep(Step.NAME_LEDGER)
                )
            read = {table.name: rows_in(place.path, table.name) for table in _SAVED}
        else:
            read = _on_server(Database(place), campaign_key(campaign or ""))
    results, imports, events, rosters, publications, adjustments = (
        _judged(table, read[table.name]) for table in _SAVED
    )
    return Saved(
        ledger=str(place),
        results=_standing(results, imports),
        events=events,
        rosters=rosters,
        publications=publications,
        adjustments=adjustments,
    )


_SAVED = (tables.results, tables.imports, tables.events, tables.rosters, tables.publications, tables.adjustments)


def _on_server(database: Database, campaign: str) -> dict[str, tuple[RawRow, ...]]:
    with closing(database):
        if not database.layout():
            return {table.name: () for table in _SAVED}
        with database.reading() as connection:
            place = LedgerPlace(connection, campaign)
            there = inspect(connection).get_table_names(SCHEMA)
            return {
                table.name: tuple(dict(row) for row in raw_rows(place, table)) if table.name in there else ()
                for table in _SAVED
            }


def _judged(table: Table, rows: Sequence[RawRow]) -> tuple[SavedRow, ...]:
    """Each row with what its digest says of it and the row before."""
    judged = []
    previous: RawRow | None = None
    for row in rows:
        before = BEFORE_THE_FIRST if row.get("number") == 1 else _digest_before(previous, row)
        is_known = before is not None and bool(row.get("digest"))
        judged.append(
            SavedRow(
                values={name: _plain(value) for name, value in row.items() if name in table.columns},
                is_as_written=digest_of(before or "", table, row) == row.get("digest") if is_known else None,
            )
        )
        previous = row
    return tuple(judged)


def _digest_before(previous: RawRow | None, row: RawRow) -> str | None:
    number = row.get("number")
    is_next = previous is not None and isinstance(number, int) and previous.get("number") == number - 1
    return str(previous.get("digest")) if previous is not None and is_next and previous.get("digest") else None


def _plain(value: object) -> int | str | None:
    return value if value is None or isinstance(value, int | str) else str(value)


def _standing(results: Sequence[SavedRow], imports: Sequence[SavedRow]) -> tuple[SavedResult, ...]:
    withdrawn = {row.values.get("withdraws"): row.number for row in results if row.values.get("withdraws")}
    last: dict[tuple[str, ...], int] = {}
    for row in results:
        if not row.values.get("withdraws") and row.number not in withdrawn:
            last[_key(row)] = row.number
    saved = []
    for row in results:
        withdraws = row.values.get("withdraws")
        if isinstance(withdraws, int):
            standing, by_row = RowStanding.WITHDRAWS, withdraws
        elif row.number in withdrawn:
            standing, by_row = RowStanding.WITHDRAWN, withdrawn[row.number]
        elif last[_key(row)] != row.number:
            standing, by_row = RowStanding.CORRECTED, last[_key(row)]
        else:
            standing, by_row = RowStanding.COUNTS, None
        saved.append(SavedResult(row=row, standing=standing, by_row=by_row, file=_file_of(row, imports)))
    return tuple(saved)


def _key(row: SavedRow) -> tuple[str, ...]:
    return tuple(row.text(column) for column in ("day", "shift", "machine", "unit"))


def _file_of(row: SavedRow, imports: Sequence[SavedRow]) -> str:
    for file in imports:
        first, last = file.values.get("first_result"), file.values.get("last_result")
        if isinstance(first, int) and isinstance(last, int) and first <= row.number <= last:
            return file.text("file_name")
    return ""


def rows_in(path: Path, table: str) -> tuple[RawRow, ...]:
    """What can still be read of a table, in the order of its numbers; nothing where that is nothing."""
    with TemporaryDirectory(prefix="ledger-") as folder:
        for candidate in _readable_copies(path, Path(folder)):
            with suppress(sqlite3.Error, UnicodeDecodeError), _opened(candidate) as connection:
                if rows := _rows(connection, table):
                    return tuple(sorted(rows, key=_number))
    return ()


def _number(row: RawRow) -> int:
    return row["number"] if isinstance(row["number"], int) else 0


def _readable_copies(path: Path, folder: Path) -> Iterator[Path]:
    """The file as it stands, then with another beginning: that of the newest backup, that of a new ledger."""
    copy = folder / "as it stands.db"
    shutil.copyfile(path, copy)
    journal = path.with_name(path.name + _OPTIONAL_JOURNAL)
    if journal.is_file():
        shutil.copyfile(journal, copy.with_name(copy.name + _OPTIONAL_JOURNAL))
    yield copy
    content = path.read_bytes()
    new = folder / "new.db"
    with closing(Database(FileAddress(new))) as database, database.writing():
        pass
    for donor in (newest_backup(path), new):
        for length in (_HEADER_BYTES, _PAGE_BYTES):
            if donor is not None and len(content) > _PAGE_BYTES:
                grafted = folder / f"{donor.stem}-{length}.db"
                grafted.write_bytes(_beginning(donor, length, len(content)) + content[length:])
                yield grafted


def _beginning(donor: Path, length: int, size: int) -> bytes:
    """The donor's first bytes, with the number of pages that the broken file has, and nothing said to be free."""
    begins = bytearray(donor.read_bytes()[:length])
    begins[28:32] = (size // _PAGE_BYTES).to_bytes(4, "big")
    begins[32:40] = bytes(8)
    begins[92:96] = begins[24:28]
    begins[_MARK] = APPLICATION_ID.to_bytes(4, "big")
    return bytes(begins)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.text_factory = lambda written: written.decode("utf-8", "surrogateescape")
        connection.row_factory = sqlite3.Row
        yield connection


def _rows(connection: sqlite3.Connection, table: str) -> list[RawRow]:
    """Row by row by its place in the file; past what cannot be read, the next that can."""
    found: list[RawRow] = []
    first, steps = 0, 0
    while steps < _MOST_STEPS:
        try:
            chosen = f"SELECT rowid AS place, * FROM {table} NOT INDEXED WHERE rowid >= ? ORDER BY rowid"  # noqa: S608
            for row in connection.execute(chosen, (first,)):
                found.append(dict(row))
                first, steps = int(row["place"]) + 1, 0
        except (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError):
            first, steps = first + 1, steps + 1
        else:
            break
    return found
