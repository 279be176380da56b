"""A copy of a ledger file that is known to be whole."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from planner.errors import LedgerError
from planner.files import part_beside
from planner.ledger.address import file_uri
from planner.ledger.layout import refuse_broken_structure, refuse_foreign_objects
from planner.ledger.refusals import Broken, NoLedger, told_to_people
from planner.ledger.tables import APPLICATION_ID

RowCounts = tuple[tuple[str, int], ...]
_PATIENCE_SECONDS = 60


def copy_ledger_file(ledger: Path, target: Path) -> None:
    """Copy this ledger to `target`, whole or not at all, while others may go on writing to it.

    The copy is checked before it gets its name: its structure, and that it has as many rows as the original.
    What stood at `target` is replaced. Raises LedgerError; the original is never changed.
    """
    with new_file_for(target) as temporary:
        with told_to_people(str(ledger)), closing(_opened(ledger)) as source:
            source.execute("BEGIN")
            rows = _row_counts(source)
            with told_to_people(str(target)), closing(sqlite3.connect(temporary)) as copy:
                source.backup(copy)
            source.execute("ROLLBACK")
        check_file(temporary, str(ledger))
        with told_to_people(str(target)), closing(_opened(temporary)) as copy:
            if _row_counts(copy) != rows:
                raise Broken
        _keep_from_others(temporary, ledger)


def _keep_from_others(copy: Path, ledger: Path) -> None:
    """Whoever may not read the ledger may not read its copy."""
    with suppress(OSError):
        copy.chmod(copy.stat().st_mode & ledger.stat().st_mode | stat.S_IRUSR | stat.S_IWUSR)


@contextmanager
def new_file_for(target: Path) -> Iterator[Path]:
    """An empty file beside `target` that takes its name once the block has ended well, and vanishes otherwise."""
    with told_to_people(str(target)):
        with part_beside(target) as (_file, temporary):
            pass
        try:
            yield temporary
            with temporary.open("rb+") as written:
                os.fsync(written.fileno())
            temporary.replace(target)
            _settle(target.parent)
        finally:
            temporary.unlink(missing_ok=True)


def check_file(path: Path, shown: str = "") -> None:
    """Raise LedgerError unless this is a ledger whose content is whole; the error calls it `shown`."""
    shown = shown or str(path)
    with told_to_people(shown), closing(_opened(path)) as ledger:
        ledger.execute("BEGIN")
        if ledger.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise NoLedger
        refuse_broken_structure(ledger)
        refuse_foreign_objects(ledger)


def is_ledger_file(path: Path) -> bool:
    """Whether a whole ledger stands here."""
    try:
        check_file(path)
    except LedgerError:
        return False
    return True


def _opened(path: Path) -> sqlite3.Connection:
    """For reading; never creates anything. A journal that a crash left behind is played back."""
    connection = sqlite3.connect(file_uri(path, "rw"), uri=True, timeout=_PATIENCE_SECONDS, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _row_counts(ledger: sqlite3.Connection) -> RowCounts:
    tables = [name for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return tuple((table, ledger.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchone()[0]) for table in tables)  # noqa: S608


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _settle(folder: Path) -> None:
    """Let a rename survive a power cut, where the system can promise that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
