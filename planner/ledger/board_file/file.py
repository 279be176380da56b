"""The board's own file beside the workbook: drafts, accounts, sessions. Nothing in it is needed by the ledger.

Whoever keeps something in it names its tables. A file that was deleted begins anew; what was published is not in it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from planner.errors import BoardFileTrouble
from planner.texts import texts_of

_ = texts_of("ledger")

_WAITS_SECONDS = 10.0


class BoardFile:
    """One file, opened anew each time: pages are answered by threads of their own."""

    def __init__(self, workbook: Path, *tables: str) -> None:
        """`tables` are the statements that make what is not there yet, each with IF NOT EXISTS."""
        self.path = workbook.absolute().with_name(f"{workbook.stem}.board.db")
        self._tables = tables

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A look at the file as it is at one moment. Raises BoardFileTrouble."""
        with self._opened("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One change, whole or not at all, while nobody else writes. Raises BoardFileTrouble."""
        with self._opened("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _opened(self, begin: str) -> Iterator[sqlite3.Connection]:
        self._begin_for_its_owner_alone()
        try:
            with closing(sqlite3.connect(self.path, timeout=_WAITS_SECONDS, isolation_level=None)) as connection:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA trusted_schema = OFF")
                connection.execute("PRAGMA synchronous = FULL")
                for table in self._tables:
                    connection.execute(table)
                connection.execute(begin)
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise BoardFileTrouble(
                _(
                    "{path}: the file in which the board keeps drafts and accounts cannot be used ({reason}). "
                    "Close what holds it, or take it away: the board then begins a new one"
                ).format(path=self.path, reason=error)
            ) from error

    def _begin_for_its_owner_alone(self) -> None:
        """Other people who have an account at this machine shall not read who may sign in."""
        with suppress(OSError):  # one that is there stays as it is; what else is wrong is told when it is opened
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
