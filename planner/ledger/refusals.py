"""What a database says when it refuses, told as an error that people can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError

from planner.errors import LedgerBusy, LedgerError, LedgerUnusable
from planner.ledger.recognition import damaged, no_ledger
from planner.texts import texts_of

_ = texts_of("ledger")

_MAIN_CODE = 0xFF
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_CLOSED_TO_US = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_TEXT_IS_BROKEN = "Could not decode"
"""So sqlite3 begins to tell of text that is none, and goes on with the text itself."""
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


@contextmanager
def told_to_people(shown: str) -> Iterator[None]:
    """Turn what the database raises in here into the LedgerError that says what to do about this ledger."""
    try:
        yield
    except DBAPIError as error:
        raise _refusal(shown, error.orig) from error
    except sqlite3.Error as error:
        raise _refusal(shown, error) from error
    except OverflowError as error:
        raise _other(shown, str(error)) from error
    except OSError as error:
        raise _closed_to_us(shown, error.strerror or str(error)) from error


def _refusal(shown: str, error: BaseException | None) -> LedgerError:
    if isinstance(error, sqlite3.Error):
        return _of_file(shown, error)
    if isinstance(error, psycopg.Error):
        return _of_server(shown, error)
    return _other(shown, str(error))


def _of_file(shown: str, error: sqlite3.Error) -> LedgerError:
    code = getattr(error, "sqlite_errorcode", 0) & _MAIN_CODE
    if code in _LOCKED:
        return _locked(shown)
    if code in _CLOSED_TO_US:
        return _closed_to_us(shown, str(error))
    if code in _NO_ROOM:
        return _no_room(shown, str(error))
    if code == sqlite3.SQLITE_NOTADB:
        return no_ledger(shown)
    if code == sqlite3.SQLITE_CORRUPT or _TEXT_IS_BROKEN in str(error):
        return damaged(shown)
    return _other(shown, str(error))


def _of_server(shown: str, error: psycopg.Error) -> LedgerError:
    reason = (error.diag.message_primary or str(error)).strip().partition("\n")[0]
    if isinstance(error, psycopg.errors.LockNotAvailable):
        return _locked(shown)
    if isinstance(error, psycopg.errors.DiskFull):
        return _no_room(shown, reason)
    if isinstance(error, psycopg.errors.InsufficientPrivilege | psycopg.errors.ReadOnlySqlTransaction):
        return LedgerUnusable(
            _(
                "{ledger}: the database does not let this account write ({reason}). Ask who keeps it for the right to "
                "create a schema and its tables, or choose another ledger with --ledger"
            ).format(ledger=shown, reason=reason)
        )
    if isinstance(error, psycopg.OperationalError):
        return LedgerUnusable(
            _(
                "{ledger}: the database does not answer ({reason}). Check the address, the account and the network, "
                "or choose another ledger with --ledger"
            ).format(ledger=shown, reason=reason)
        )
    return _other(shown, reason)


def _closed_to_us(shown: str, reason: str) -> LedgerUnusable:
    return LedgerUnusable(
        _(
            "{ledger}: cannot be opened or written ({reason}). Have its folder opened for writing, "
            "or choose another place with --ledger"
        ).format(ledger=shown, reason=reason)
    )


def _locked(shown: str) -> LedgerBusy:
    return LedgerBusy(
        _(
            "{ledger}: another program has kept it locked for too long; nothing was written. "
            "Close it there and repeat the command"
        ).format(ledger=shown)
    )


def _no_room(shown: str, reason: str) -> LedgerUnusable:
    return LedgerUnusable(
        _(
            "{ledger}: the disk does not take it ({reason}); nothing was written. Make room on the disk and repeat the "
            "command, or choose another place with --ledger"
        ).format(ledger=shown, reason=reason)
    )


def _other(shown: str, reason: str) -> LedgerError:
    return LedgerError(
        _("{ledger}: the database refused ({reason}); nothing was written. Check --ledger").format(
            ledger=shown, reason=reason
        )
    )
