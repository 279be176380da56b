"""The line to a PostgreSQL server: one that has gone silent is given up, and one that cannot hold every letter."""

import logging
from collections.abc import Generator
from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import Engine, NullPool, create_engine, event
from sqlalchemy.engine import URL, Dialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from planner.errors import LedgerUnusable
from planner.ledger.address import ServerAddress
from planner.texts import texts_of

_ = texts_of("ledger")

logging.getLogger("psycopg").addHandler(logging.NullHandler())
"""What the driver notes of a line that breaks is no message to people; without a handler Python would print it."""

CONNECT_SECONDS = 10
SILENT_SECONDS = 22.0
"""After so many seconds without a byte from the server, though it was asked, the line is held to be dead: half a minute
for the whole command, on a slow machine too."""
LOCK_SECONDS = 20
"""So long one writer waits for the others on a server; less than a silence, so that waiting is not taken for one."""
STATEMENT_SECONDS = 120
"""No statement takes a server longer; one that does goes on for nobody."""
ORPHAN_SECONDS = 30
"""A writer that has said nothing for so long is gone; the server takes back what it began, so that others may write."""

KEEPALIVE = {
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 4,
    "keepalives_count": 3,
    "tcp_user_timeout": 22_000,
}
"""By which the system itself notices that the other end has gone, within 22 seconds; an address may say otherwise."""

_ENCODING = "UTF8"
"""As PostgreSQL calls it."""

T = TypeVar("T")


class WatchedConnection(psycopg.Connection[Any]):
    """A connection that ends when the server says nothing for too long.

    The system does not notice that where something in between, such as a VPN or a proxy, still takes what is sent.
    """

    def wait(self, gen: PQGen[T], *arguments: Any, **options: Any) -> T:
        """Wait for an answer. Raises OperationalError where none comes; the connection is closed then."""
        try:
            return super().wait(_given_up_in_silence(gen), *arguments, **options)
        except _Silence as silence:
            self.close()  # or taking back what was begun would wait for an answer once more
            raise psycopg.OperationalError(str(silence)) from silence


class _Silence(Exception):
    """Nothing was heard for too long."""


def server_engine(url: URL) -> Engine:
    """Connections to this server, each made when it is needed."""
    given = {name: value for name, value in KEEPALIVE.items() if name not in url.query}
    engine = create_engine(
        url, poolclass=NullPool, hide_parameters=True, connect_args={"connect_timeout": CONNECT_SECONDS, **given}
    )
    event.listen(engine, "do_connect", _connect)
    return engine


def _connect(
    _dialect: Dialect, _entry: ConnectionPoolEntry, positional: list[Any], named: dict[str, Any]
) -> psycopg.Connection[Any]:
    return WatchedConnection.connect(*positional, **named)


def _given_up_in_silence(gen: PQGen[T]) -> Generator[Any, Any, T]:
    """The same talk with the server, ended by _Silence when the server has not been heard for too long."""
    try:
        wanted = next(gen)
        heard = monotonic()
        while True:
            ready = yield wanted
            if ready:
                heard = monotonic()
            elif monotonic() - heard > SILENT_SECONDS:
                raise _Silence(_("no word from it for {seconds} s").format(seconds=round(SILENT_SECONDS)))
            wanted = gen.send(ready)
    except StopIteration as end:
        answer: T = end.value
        return answer


def refuse_other_encodings(address: ServerAddress, connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Raise LedgerUnusable where the database keeps text in less than UTF-8, as it does by default on Windows."""
    if not isinstance(connection, psycopg.Connection):
        return
    found = connection.info.parameter_status("server_encoding")
    if found != _ENCODING:
        raise LedgerUnusable(
            _(
                "{ledger}: the database keeps text as {encoding}, which cannot hold every Vietnamese letter. Ask who "
                "keeps the server to run: {command} and name that database with --ledger"
            ).format(ledger=address, encoding=found, command=_creating(connection.info.dbname))
        )


def _creating(database: str) -> str:
    name = f"{database}_utf8".replace('"', '""')
    return f"""CREATE DATABASE "{name}" ENCODING 'UTF8' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C';"""
