"""Whatever keeps a ledger from being used, as an error that people can act on, and the backup that serves instead."""

import sqlite3
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from sqlalchemy.exc import DBAPIError

from planner.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerUnusable
from planner.ledger.address import file_uri
from planner.ledger.tables import APPLICATION_ID, REFUSAL_OF_CHANGE
from planner.next_steps import NextStep, Step
from planner.pasted import pasted
from planner.texts import texts_of

if TYPE_CHECKING:
    import psycopg

_ = texts_of("ledger")

LEDGER_SUFFIX = ".ledger.db"
_MAGIC = b"SQLite format 3\0"
_MARK = slice(68, 72)
_HEADER_BYTES = 100
_OTHER_KINDS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")
"""How workbooks, documents and PDF files begin."""
_CHUNK_BYTES = 1 << 20
_MOST_BACKUPS_TRIED = 5
_MAIN_CODE = 0xFF
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_CLOSED_TO_US = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_TEXT_IS_BROKEN = "Could not decode"
"""So sqlite3 begins to tell of text that is none, and goes on with the text itself."""
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


class Trouble(ABC, Exception):
    """Why a ledger is not used, raised where nobody knows its place: `told_to_people` says of which ledger it is."""

    @abstractmethod
    def told(self, shown: str) -> LedgerError:
        """The error for people about the ledger that they know by this place."""


class Refusal(Trouble):
    """A sentence with {ledger} in it, and the facts that go into it."""

    def __init__(
        self, kind: type[LedgerError], sentence: str, *, next_step: NextStep | None = None, **facts: object
    ) -> None:
        super().__init__(sentence)
        self._next_step = next_step
        self._kind = kind
        self._sentence = sentence
        self._facts = facts

    def told(self, shown: str) -> LedgerError:
        """The sentence, of this ledger."""
        return self._kind(self._sentence.format(ledger=shown, **self._facts), self._next_step)


class NoLedger(Trouble):
    """What stands there is not read as a ledger."""

    def told(self, shown: str) -> LedgerError:
        """That it is broken, or that something else has written it."""
        return _no_ledger(shown)


class Emptied(Trouble):
    """A ledger's file is there and holds nothing."""

    def told(self, shown: str) -> LedgerError:
        """That what it held is gone."""
        return _emptied(shown)


class Broken(Trouble):
    """The content of a ledger is not as this program wrote it; the text says where and how, if that is known."""

    def told(self, shown: str) -> LedgerError:
        """That it is damaged, and which backup serves."""
        return _damaged(shown, str(self))


class Tampered(Trouble):
    """The schema of a ledger has something of this name that this program never wrote."""

    def told(self, shown: str) -> LedgerError:
        """That it is not used, and which backup serves."""
        return _tampered(shown, str(self))


@contextmanager
def told_to_people(shown: str) -> Iterator[None]:
    """Turn what is raised in here into the LedgerError that says what to do about this ledger.

    The one place in which a ledger's place and its trouble come together.
    """
    try:
        yield
    except Trouble as trouble:
        raise trouble.told(shown) from None
    except DBAPIError as error:
        raise _refusal(shown, error.orig) from error
    except sqlite3.Error as error:
        raise _refusal(shown, error) from error
    except UnicodeDecodeError:  # of a name in a broken schema; what it says is not to be told
        raise _damaged(shown) from None
    except OverflowError as error:
        raise _other(shown, str(error)) from error
    except OSError as error:
        raise _closed_to_us(shown, error.strerror or str(error)) from error


def _refusal(shown: str, error: BaseException | None) -> LedgerError:
    if isinstance(error, sqlite3.Error):
        return _of_file(shown, error)
    return _of_server(shown, error) if _is_of_server(error) else _other(shown, str(error))


def _is_of_server(error: BaseException | None) -> "TypeGuard[psycopg.Error]":
    """Whether the server's driver tells of it; whoever asks a server has loaded that, which takes its time."""
    driver = sys.modules.get("psycopg")
    return driver is not None and isinstance(error, driver.Error)


def _of_file(shown: str, error: sqlite3.Error) -> LedgerError:
    code = getattr(error, "sqlite_errorcode", 0) & _MAIN_CODE
    if code in _LOCKED:
        return _locked(shown)
    if code in _CLOSED_TO_US:
        return _closed_to_us(shown, str(error))
    if code in _NO_ROOM:
        return _no_room(shown, str(error))
    if code == sqlite3.SQLITE_NOTADB:
        return _no_ledger(shown)
    if code == sqlite3.SQLITE_CORRUPT or _TEXT_IS_BROKEN in str(error):
        return _damaged(shown)
    return _other(shown, str(error))


def _of_server(shown: str, error: "psycopg.Error") -> LedgerError:
    import psycopg  # noqa: PLC0415 - loaded already, as the error shows

    reason = (error.diag.message_primary or str(error)).strip().partition("\n")[0]
    if isinstance(error, psycopg.errors.LockNotAvailable):
        return _locked(shown)
    if isinstance(error, psycopg.errors.DiskFull):
        return _no_room(shown, reason)
    if isinstance(error, psycopg.errors.InsufficientPrivilege | psycopg.errors.ReadOnlySqlTransaction):
        return LedgerUnusable(
            _("{ledger}: the database does not let this account write ({reason})").format(ledger=shown, reason=reason),
            NextStep(Step.ASK_FOR_RIGHTS),
        )
    if isinstance(error, psycopg.OperationalError):
        return LedgerUnusable(
            _("{ledger}: the database does not answer ({reason})").format(ledger=shown, reason=reason),
            NextStep(Step.CHECK_NETWORK),
        )
    return _other(shown, reason)


def _closed_to_us(shown: str, reason: str) -> LedgerUnusable:
    return LedgerUnusable(
        _("{ledger}: cannot be opened or written ({reason})").format(ledger=shown, reason=reason),
        NextStep(Step.OPEN_FOLDER),
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
        _("{ledger}: the disk does not take it ({reason}); nothing was written").format(ledger=shown, reason=reason),
        NextStep(Step.MAKE_ROOM),
    )


def _other(shown: str, reason: str) -> LedgerError:
    return LedgerError(
        _("{ledger}: the database refused ({reason}); nothing was written").format(ledger=shown, reason=reason),
        NextStep(Step.CHECK_LEDGER),
    )


def _no_ledger(shown: str) -> LedgerError:
    """The refusal of a file that is not read as a ledger: a broken one, or one that something else has written."""
    if looks_like_a_ledger(Path(shown)):
        return _damaged(shown)
    return LedgerUnusable(_("{ledger}: not a ledger of this program").format(ledger=shown), NextStep(Step.OTHER_FILE))


def _damaged(shown: str, what: str = "") -> LedgerDamaged:
    """The refusal of a ledger whose content is broken: where and how, if that is known, and which backup serves."""
    told = what or _("its content is damaged")
    backup, saving = newest_backup(Path(shown)), _command("export", Path(shown))
    command = _restoring(Path(shown), backup)
    if backup is None:
        return LedgerDamaged(
            _(
                "{ledger}: {what}. Put the latest backup in its place with: {command} (no backup lies beside it). "
                "What can still be read is saved with: {saving}"
            ).format(ledger=shown, what=told, command=command, saving=saving)
        )
    return LedgerDamaged(
        _(
            "{ledger}: {what}. The newest backup beside it is {backup}; put it in the ledger's place with: {command}. "
            "What can still be read is saved with: {saving}"
        ).format(ledger=shown, what=told, backup=backup.name, command=command, saving=saving)
    )


def _tampered(shown: str, name: str) -> LedgerDamaged:
    """The refusal of a ledger whose schema has something of this name that this program never wrote."""
    ledger = Path(shown)
    return LedgerDamaged(
        _(
            "{ledger}: holds something that this program never wrote (“{name}”), so it is not used. Put a backup that "
            "this program made in its place with: {command}; or name another file with --ledger"
        ).format(ledger=shown, name=name, command=_restoring(ledger, newest_backup(ledger)))
    )


def _emptied(shown: str) -> LedgerDamaged:
    """The refusal of a ledger's file that has nothing in it, as a cloud's program or a full disk leaves one."""
    command = _restoring(Path(shown), newest_backup(Path(shown)))
    return LedgerDamaged(
        _(
            "{ledger}: the file is empty, so the plans and results that it held are gone from it. Put the cloud's "
            "earlier version in its place, or the last backup with: {command}. To begin anew on purpose, add "
            "--new-ledger to planner plan or planner record"
        ).format(ledger=shown, command=command)
    )


def _restoring(ledger: Path, backup: Path | None) -> str:
    """The command that puts this backup in the ledger's place, or one that is still to be named."""
    return _command("restore", ledger, "BACKUP.db" if backup is None else ledger.with_name(backup.name))


def _command(verb: str, ledger: Path, *words: Path | str) -> str:
    """A command about the campaign of this ledger; its workbook is the one that lies beside it, if one does."""
    workbook = ledger.with_name(ledger.name.removesuffix(LEDGER_SUFFIX) + ".xlsx")
    if is_named_so(ledger) and workbook.is_file():
        return pasted(verb, workbook, *words)
    return pasted(verb, "CAMPAIGN.xlsx", *words, ledger=str(ledger))


def looks_like_a_ledger(path: Path) -> bool:
    """Whether what stands here was written as a ledger, though its beginning may be broken.

    A file of another program that can be read as what it is was not, whatever its name is.
    """
    with suppress(OSError):
        if not path.is_file():
            return False
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
        if header.startswith(_OTHER_KINDS) or len(header) <= 1:
            return False
        return _bears_the_mark(header) or _has_the_safeguards(path) or (is_named_so(path) and not _can_be_read(path))
    return False


def is_named_so(path: Path) -> bool:
    """Whether the file has a ledger's name."""
    return path.name.endswith(LEDGER_SUFFIX)


def newest_backup(ledger: Path) -> Path | None:
    """The backup beside this ledger that was written last and is whole; None where there is none."""
    with suppress(OSError):
        found = [path for path in ledger.absolute().parent.iterdir() if _may_be_backup(path, ledger)]
        ordered = sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)
        return next((path for path in ordered[:_MOST_BACKUPS_TRIED] if _is_whole(path) and _is_of(path, ledger)), None)
    return None


def _is_of(backup: Path, ledger: Path) -> bool:
    """Whether the broken ledger mentions the backup's campaign, or nothing of any can be seen in it any more."""
    content = ledger.read_bytes() if ledger.is_file() else b""
    if b"CREATE TABLE campaigns" not in content:
        return True
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(_opened(backup)) as connection:
        held = [str(name).encode() for (name,) in connection.execute("SELECT name FROM campaigns")]
        return any(name in content for name in held)
    return False


def _may_be_backup(path: Path, ledger: Path) -> bool:
    is_set_aside = any(part in path.name for part in (".replaced-", ".layout-"))
    if path.suffix.casefold() not in {".db", ledger.suffix.casefold()} or path.name == ledger.name or is_set_aside:
        return False
    with suppress(OSError):
        if is_named_so(path) or not path.is_file():
            return False
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
        return header.startswith(_MAGIC) and _bears_the_mark(header)
    return False


def _bears_the_mark(header: bytes) -> bool:
    return header[_MARK] == APPLICATION_ID.to_bytes(4, "big")


def _has_the_safeguards(path: Path) -> bool:
    sought, rest = REFUSAL_OF_CHANGE.encode(), b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            if sought in rest + chunk:
                return True
            rest = chunk[-len(sought) :]
    return False


def _can_be_read(path: Path) -> bool:
    """Whether it is a database of something."""
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(_opened(path)) as connection:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    return False


def _is_whole(path: Path) -> bool:
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(_opened(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    return False


def _opened(path: Path) -> sqlite3.Connection:
    """For reading only; nothing that the file's schema says is trusted."""
    connection = sqlite3.connect(file_uri(path, "ro"), uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
