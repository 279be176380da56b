"""A server's database has to hold every letter there is: UTF-8 and nothing else."""

import psycopg
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from planner.errors import LedgerUnusable
from planner.ledger.address import ServerAddress
from planner.texts import texts_of

_ = texts_of("ledger")

_NEEDED = "UTF8"
"""As PostgreSQL calls it."""


def refuse_other_encodings(address: ServerAddress, connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Raise LedgerUnusable where the database keeps text in less than UTF-8, as it does by default on Windows."""
    if not isinstance(connection, psycopg.Connection):
        return
    found = connection.info.parameter_status("server_encoding")
    if found != _NEEDED:
        raise LedgerUnusable(
            _(
                "{ledger}: the database keeps text as {encoding}, which cannot hold every Vietnamese letter. Ask who "
                "keeps the server to run: {command} and name that database with --ledger"
            ).format(ledger=address, encoding=found, command=_creating(connection.info.dbname))
        )


def _creating(database: str) -> str:
    name = f"{database}_utf8".replace('"', '""')
    return f"""CREATE DATABASE "{name}" ENCODING 'UTF8' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C';"""
