"""Who is signed in to a shared board, and the code by which recorders do for one day. Of both only hashes are kept."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from planner.ledger.board_file.accounts import StoredAccount, account_of
from planner.ledger.board_file.file import BoardFile
from planner.ledger.board_file.notes import BoardNote, add_note

SESSIONS_TABLE = """
CREATE TABLE IF NOT EXISTS sessions (
  token_sha256 TEXT PRIMARY KEY, account INTEGER NOT NULL, begun_at REAL NOT NULL, used_at REAL NOT NULL, code_day TEXT
)
"""
CODES_TABLE = (
    "CREATE TABLE IF NOT EXISTS day_codes (day TEXT PRIMARY KEY, code_hash TEXT NOT NULL, made_by TEXT NOT NULL)"
)
LASTS, IDLE = timedelta(hours=8), timedelta(hours=1)
"""How long somebody stays signed in at most, and without asking for a page."""


@dataclass(frozen=True, slots=True)
class NewSession:
    """Somebody who signs in."""

    token_sha256: str
    account: int
    checked: str
    """The hash by which they were let in, of their password or of the day's code."""
    at: datetime
    code_day: date | None = None
    """The day of the code by which they did; None where it was by a password."""


@dataclass(frozen=True, slots=True)
class StoredSession:
    """Somebody who is signed in."""

    account: StoredAccount
    used_at: datetime
    """When a page was asked for last, as far as that was written."""
    code_day: date | None


@dataclass(frozen=True, slots=True)
class DayCode:
    """By which recorders sign in on one day."""

    day: date
    code_hash: str
    made_by: str


class Sessions:
    """The sessions and codes in a board file. Every method is one change, and may raise BoardFileTrouble."""

    def __init__(self, file: BoardFile) -> None:
        self._file = file

    def begin(self, new: NewSession, note: BoardNote | None, *, instead_of: str | None = None) -> bool:
        """Begin a session; that of the token `instead_of` ends, and so do all whose time is over.

        `note` is None where another note has told of it already.
        False, and no session, where meanwhile the account was closed, or what let them in is another now.
        """
        day = new.code_day.isoformat() if new.code_day else None
        with self._file.writing() as connection:
            if not _still_fits(connection, new):
                return False
            _sweep(connection, new.at)
            connection.execute("DELETE FROM sessions WHERE token_sha256 = ?", (instead_of,))
            begun = new.at.timestamp()
            connection.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?, ?)", (new.token_sha256, new.account, begun, begun, day)
            )
            if note is not None:
                add_note(connection, note)
            return True

    def find(self, token_sha256: str, now: datetime) -> StoredSession | None:
        """The session of this token; None where there is none, or none any more."""
        chosen = (
            "SELECT accounts.*, begun_at, used_at, code_day FROM sessions JOIN accounts ON accounts.number = account"
            " WHERE token_sha256 = ? AND begun_at > ? AND used_at > ?"
        )
        ends = ((now - LASTS).timestamp(), (now - IDLE).timestamp())
        with self._file.reading() as connection:
            row = connection.execute(chosen, (token_sha256, *ends)).fetchone()
        if row is None:
            return None
        day = date.fromisoformat(row["code_day"]) if row["code_day"] else None
        return StoredSession(account_of(row), datetime.fromtimestamp(row["used_at"], UTC), day)

    def use(self, token_sha256: str, now: datetime) -> None:
        """Note that a page was asked for."""
        with self._file.writing() as connection:
            connection.execute(
                "UPDATE sessions SET used_at = ? WHERE token_sha256 = ?", (now.timestamp(), token_sha256)
            )

    def end(self, token_sha256: str, note: BoardNote) -> None:
        """Somebody has signed out."""
        with self._file.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE token_sha256 = ?", (token_sha256,))
            add_note(connection, note)

    def code_of(self, day: date) -> DayCode | None:
        """The code of this day; None where nobody has made one."""
        with self._file.reading() as connection:
            row = connection.execute("SELECT * FROM day_codes WHERE day = ?", (day.isoformat(),)).fetchone()
        return DayCode(day, row["code_hash"], row["made_by"]) if row is not None else None

    def set_code(self, code: DayCode, note: BoardNote) -> None:
        """A new code; whoever signed in by another one no longer is signed in."""
        with self._file.writing() as connection:
            connection.execute("DELETE FROM day_codes")
            connection.execute("DELETE FROM sessions WHERE code_day IS NOT NULL")
            connection.execute(
                "INSERT INTO day_codes VALUES (?, ?, ?)", (code.day.isoformat(), code.code_hash, code.made_by)
            )
            add_note(connection, note)


def _sweep(connection: sqlite3.Connection, now: datetime) -> None:
    ends = ((now - LASTS).timestamp(), (now - IDLE).timestamp())
    connection.execute("DELETE FROM sessions WHERE begun_at <= ? OR used_at <= ?", ends)


def _still_fits(connection: sqlite3.Connection, new: NewSession) -> bool:
    chosen = "SELECT password_hash FROM accounts WHERE number = ? AND may_sign_in = 1"
    account = connection.execute(chosen, (new.account,)).fetchone()
    if account is None or new.code_day is None:
        return account is not None and account["password_hash"] == new.checked
    chosen = "SELECT 1 FROM day_codes WHERE day = ? AND code_hash = ?"
    return connection.execute(chosen, (new.code_day.isoformat(), new.checked)).fetchone() is not None
