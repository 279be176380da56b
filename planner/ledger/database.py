"""The two kinds of database below one roof: transactions that read, and transactions that write one after another."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache, partial
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from planner.ledger.address import FileAddress, LedgerAddress, ServerAddress, file_uri
from planner.ledger.layout import (
    SCHEMA,
    lay_out,
    layout_found,
    on_sqlite,
    refuse_broken_structure,
    refuse_foreign_objects,
)
from planner.ledger.looked_at import is_unwritten_since, remember_structure
from planner.ledger.patience import waiting_seconds
from planner.ledger.refusals import Broken, Emptied, told_to_people
from planner.ledger.tables import APPLICATION_ID

PATIENCE_SECONDS = 60
"""How long one writer waits for the others, unless it is impatient."""
_EMPTY_BYTES = 1
"""SQLite takes a file of one byte for an empty one; on some systems it writes that byte itself."""
_WAY_TO_BEGIN = "ledger_begins"
_MOST_ENGINES = 8


class Database:
    """The database that an address names. Nothing is created before the first writing transaction."""

    def __init__(self, address: LedgerAddress, shown: str = "") -> None:
        self.path = address.path if isinstance(address, FileAddress) else None
        """The file; None on a server."""
        self.shown = shown or str(address)
        """The address as people read it."""
        self.engine = _file_engine(address.path) if isinstance(address, FileAddress) else _server_engine(address)

    def close(self) -> None:
        """Let go of what is open."""
        self.engine.dispose()

    def is_absent(self) -> bool:
        """Whether there is certainly nothing yet, not even an empty file."""
        with told_to_people(self.shown):
            return self.path is not None and (not self.path.exists() or self.path.stat().st_size <= _EMPTY_BYTES)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database from its first to its last look."""
        with self._transaction("BEGIN", "REPEATABLE READ, READ ONLY") as connection:
            yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """A transaction that may change anything, tables too; of these there is only one at a time."""
        with self._transaction("BEGIN IMMEDIATE", "READ COMMITTED, READ WRITE") as connection:
            if not on_sqlite(connection):
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that adds rows; the tables are laid out first where there are none.

        On a server that is a transaction of its own: one that has seen that there are no tables may go on believing it
        after others have made them.
        """
        if self.path is not None:
            with told_to_people(self.shown):
                if not self.path.exists():
                    _begin_file(self.path, self._lay_out_at)
        elif self.layout() == 0:
            with self.changing() as connection:
                self._lay_out_where_nothing_is(connection)
        with self._transaction("BEGIN IMMEDIATE", "READ COMMITTED, READ WRITE") as connection:
            self._lay_out_where_nothing_is(connection)
            yield connection

    def _lay_out_at(self, path: Path) -> None:
        with closing(Database(FileAddress(path), self.shown)) as beginning, beginning.changing() as connection:
            lay_out(connection)

    def _lay_out_where_nothing_is(self, connection: Connection) -> None:
        if layout_found(connection) == 0:
            lay_out(connection)

    def check_file(self, *, takes_emptied: bool = False) -> None:
        """Raise LedgerError where a file's structure is broken, or where it has what this program never writes.

        Also for one that is there and empty, unless that is taken: it was a ledger once, or is one of the cloud's.
        """
        if self.path is None:
            return
        if self.is_absent():
            with told_to_people(self.shown):
                if self.path.exists() and not takes_emptied:
                    raise Emptied
            return
        with self.reading() as connection:
            if layout_found(connection) and isinstance(
                file := connection.connection.driver_connection, sqlite3.Connection
            ):
                if is_unwritten_since(self.path):
                    return
                refuse_broken_structure(file)
                refuse_foreign_objects(file)
                remember_structure(self.path)

    def layout(self) -> int:
        """The version of the tables that stand here, 0 where none do."""
        if self.is_absent():
            return 0
        with self.reading() as connection:
            return layout_found(connection)

    @contextmanager
    def _transaction(self, on_file: str, on_server: str) -> Iterator[Connection]:
        """Committed at its end, rolled back if anything is raised in it."""
        with told_to_people(self.shown), self.engine.connect() as plain:
            way = on_file if on_sqlite(plain) else on_server
            connection = plain.execution_options(**{_WAY_TO_BEGIN: way})
            with connection.begin():
                yield connection


class _TakenBack(Exception):
    """What was written only to see whether it can be is taken back."""


def write_and_take_back(connection: Connection) -> None:
    """Write something, since a full disk is noticed by nothing less, and take it back."""
    with suppress(_TakenBack), connection.begin_nested():
        connection.exec_driver_sql("CREATE TABLE room_to_write (bytes INTEGER)")
        raise _TakenBack


@contextmanager
def unreadable_is_broken(unreadable: type[ValueError]) -> Iterator[None]:
    """What cannot be read of a row says that the ledger is damaged; what the row holds is never told."""
    try:
        yield
    except unreadable:
        raise Broken from None


def _begin_file(path: Path, lay_out_at: Callable[[Path], None]) -> None:
    """Let a file that `lay_out_at` has made stand at this path, unless somebody else has begun one there meanwhile.

    So a new ledger comes into being whole: an empty file is never this program's own doing. Raises OSError, and what
    `lay_out_at` raises; nothing stands there then.
    """
    made = path.with_name(f".{uuid4().hex}.part")
    try:
        lay_out_at(made)
        _give_name(made, path)
    finally:
        made.unlink(missing_ok=True)


def _give_name(made: Path, path: Path) -> None:
    with suppress(FileExistsError):
        try:
            os.link(made, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links; Windows does not rename over a file
            if not path.exists():
                made.rename(path)


@lru_cache(maxsize=_MOST_ENGINES)
def _file_engine(path: Path) -> Engine:
    """It holds nothing open between two transactions, only statements as they were put together once."""

    def connect() -> sqlite3.Connection:
        way = "rw" if path.exists() else "rwc"
        return sqlite3.connect(
            file_uri(path, way), uri=True, timeout=waiting_seconds(PATIENCE_SECONDS), isolation_level=None
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "connect", _set_up_file)
    event.listen(engine, "begin", _begin_on_file)
    return engine


def _set_up_file(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = DELETE")
    cursor.execute("PRAGMA synchronous = EXTRA")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA recursive_triggers = ON")
    cursor.execute("PRAGMA trusted_schema = OFF")
    cursor.execute("PRAGMA cell_size_check = ON")
    cursor.close()
    if isinstance(connection, sqlite3.Connection):
        connection.text_factory = _text_as_it_stands


def _text_as_it_stands(written: bytes) -> str:
    """Broken text is read too, so that the digest of its row shows which row it is."""
    return written.decode("utf-8", "surrogateescape")


def _begin_on_file(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options()[_WAY_TO_BEGIN])


def _server_engine(address: ServerAddress) -> Engine:
    from planner.ledger.server_line import refuse_other_encodings, server_engine  # noqa: PLC0415 - files need no driver

    engine = server_engine(address.url_to_connect)
    event.listen(engine, "connect", partial(refuse_other_encodings, address))
    event.listen(engine, "begin", _begin_on_server)
    return engine


def _begin_on_server(connection: Connection) -> None:
    from planner.ledger import server_line  # noqa: PLC0415 - as above

    level = connection.get_execution_options()[_WAY_TO_BEGIN]
    connection.exec_driver_sql(f"SET TRANSACTION ISOLATION LEVEL {level}")
    connection.exec_driver_sql(f"SET LOCAL search_path TO {SCHEMA}")
    connection.exec_driver_sql("SET LOCAL synchronous_commit TO on")
    milliseconds = round(1000 * min(waiting_seconds(PATIENCE_SECONDS), server_line.LOCK_SECONDS))
    connection.exec_driver_sql(f"SET LOCAL lock_timeout TO '{milliseconds}ms'")
    connection.exec_driver_sql(f"SET LOCAL statement_timeout TO '{server_line.STATEMENT_SECONDS}s'")
    if level.endswith("READ WRITE"):
        orphaned = f"SET LOCAL idle_in_transaction_session_timeout TO '{server_line.ORPHAN_SECONDS}s'"
        connection.exec_driver_sql(orphaned)
