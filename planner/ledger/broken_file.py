"""Rows read out of a ledger file that may be broken anywhere; the file itself is not touched."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from planner.ledger.address import FileAddress
from planner.ledger.database import Database
from planner.ledger.recognition import APPLICATION_ID, newest_backup

RawRow = Mapping[str, object]
_HEADER_BYTES = 100
_PAGE_BYTES = 4096
_MARK = slice(68, 72)
_MOST_STEPS = 4000
"""So many row numbers are tried after a page that cannot be read; a page holds some 40 rows."""
_OPTIONAL_JOURNAL = "-journal"


def rows_in(path: Path, table: str) -> tuple[RawRow, ...]:
    """What can still be read of a table, in the order of its numbers; nothing where that is nothing."""
    with TemporaryDirectory(prefix="ledger-") as folder:
        for candidate in _readable_copies(path, Path(folder)):
            with suppress(sqlite3.Error), _opened(candidate) as connection:
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
        except (sqlite3.DatabaseError, OverflowError):
            first, steps = first + 1, steps + 1
        else:
            break
    return found
