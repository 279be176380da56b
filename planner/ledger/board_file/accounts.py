"""Who may sign in to a shared board, as what, and for which units. A password is there as its hash alone.

An account is closed and never taken away: its name stands in the ledger.
"""

import json
import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.record import UnitCode
from planner.errors import BoardFileTrouble, WrongUsage
from planner.ledger.board_file.file import BoardFile
from planner.ledger.board_file.notes import BoardNote, add_note
from planner.texts import texts_of

_ = texts_of("ledger")

ACCOUNTS_TABLE = """
CREATE TABLE IF NOT EXISTS accounts (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, role TEXT NOT NULL, units TEXT,
  password_hash TEXT NOT NULL, may_sign_in INTEGER NOT NULL, must_change INTEGER NOT NULL
)
"""


class AccountRole(StrEnum):
    """As what somebody signs in."""

    VIEWER = "viewer"
    RECORDER = "recorder"
    PLANNER = "planner"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Somebody who shall be able to sign in."""

    name: str
    role: AccountRole
    units: frozenset[UnitCode] | None = None
    """The units of which they may record results; None is all."""


@dataclass(frozen=True, slots=True)
class StoredAccount:
    """Somebody who may sign in, or could once."""

    number: int
    name: str
    role: AccountRole
    units: frozenset[UnitCode] | None
    password_hash: str
    may_sign_in: bool
    must_change: bool
    """Whether the password is one that somebody else has seen."""


class Accounts:
    """The accounts in a board file. Every method is one change, and may raise BoardFileTrouble."""

    def __init__(self, file: BoardFile) -> None:
        self._file = file

    def all(self) -> tuple[StoredAccount, ...]:
        """Every account, closed ones too, by name."""
        with self._file.reading() as connection:
            rows = connection.execute("SELECT * FROM accounts ORDER BY folded").fetchall()
        return tuple(map(account_of, rows))

    def find(self, number: int) -> StoredAccount | None:
        """The account of this number; None where there is none."""
        return self._one("number", number)

    def called(self, name: str) -> StoredAccount | None:
        """The account of this name, in large or small letters; None where there is none."""
        return self._one("folded", name.casefold())

    def has_admin(self) -> bool:
        """Whether anybody may sign in who may add others."""
        with self._file.reading() as connection:
            return _num_admins(connection) > 0

    def add(self, new: NewAccount, password_hash: str, note: BoardNote, *, must_change: bool) -> StoredAccount:
        """Add somebody. Raises WrongUsage where the name is taken, by a closed account too."""
        with self._file.writing() as connection:
            return _added(connection, new, password_hash, note, must_change=must_change)

    def add_first(self, new: NewAccount, password_hash: str, note: BoardNote) -> StoredAccount:
        """Add the administrator of a board that has none. Raises WrongUsage where it has one, or the name is taken."""
        with self._file.writing() as connection:
            if _num_admins(connection):
                raise WrongUsage(_("This board has an administrator already. Sign in, or ask them for an account"))
            return _added(connection, new, password_hash, note, must_change=False)

    def change(self, number: int, role: AccountRole, units: frozenset[UnitCode] | None, note: BoardNote) -> None:
        """Let somebody be something else, or record for other units. Raises WrongUsage for the last administrator."""
        with self._file.writing() as connection:
            connection.execute(
                "UPDATE accounts SET role = ?, units = ? WHERE number = ?", (role.value, _written(units), number)
            )
            _keep_an_admin(connection)
            add_note(connection, note)

    def set_password(self, number: int, password_hash: str, note: BoardNote, *, must_change: bool) -> None:
        """Another password, with which they may sign in; whoever was signed in with the old one no longer is."""
        with self._file.writing() as connection:
            connection.execute(
                "UPDATE accounts SET password_hash = ?, must_change = ?, may_sign_in = 1 WHERE number = ?",
                (password_hash, int(must_change), number),
            )
            connection.execute("DELETE FROM sessions WHERE account = ?", (number,))
            add_note(connection, note)

    def close(self, number: int, note: BoardNote) -> None:
        """Let somebody sign in no more, and end what they are signed in to. Raises WrongUsage for the last admin."""
        with self._file.writing() as connection:
            connection.execute("UPDATE accounts SET may_sign_in = 0 WHERE number = ?", (number,))
            _keep_an_admin(connection)
            connection.execute("DELETE FROM sessions WHERE account = ?", (number,))
            add_note(connection, note)

    def _one(self, column: str, value: int | str) -> StoredAccount | None:
        with self._file.reading() as connection:
            row = connection.execute(f"SELECT * FROM accounts WHERE {column} = ?", (value,)).fetchone()  # noqa: S608
        return account_of(row) if row is not None else None


def account_of(row: sqlite3.Row) -> StoredAccount:
    """The account of a row. Raises BoardFileTrouble where somebody has written something else into it."""
    try:
        units = None if row["units"] is None else frozenset(map(UnitCode, json.loads(row["units"])))
        role = AccountRole(row["role"])
    except ValueError as error:
        raise BoardFileTrouble(
            _(
                "The account {name} in the board's file is not as this program writes it. Take the file "
                "away: the board then begins a new one, and accounts are added anew"
            ).format(name=row["name"])
        ) from error
    return StoredAccount(
        number=row["number"],
        name=row["name"],
        role=role,
        units=units,
        password_hash=row["password_hash"],
        may_sign_in=bool(row["may_sign_in"]),
        must_change=bool(row["must_change"]),
    )


def _added(
    connection: sqlite3.Connection, new: NewAccount, password_hash: str, note: BoardNote, *, must_change: bool
) -> StoredAccount:
    folded = new.name.casefold()
    if connection.execute("SELECT 1 FROM accounts WHERE folded = ?", (folded,)).fetchone():
        raise WrongUsage(
            _("There is an account called {name} already. Choose a name that tells both apart").format(name=new.name)
        )
    connection.execute(
        "INSERT INTO accounts (name, folded, role, units, password_hash, may_sign_in, must_change)"
        " VALUES (?, ?, ?, ?, ?, 1, ?)",
        (new.name, folded, new.role.value, _written(new.units), password_hash, int(must_change)),
    )
    add_note(connection, note)
    return account_of(connection.execute("SELECT * FROM accounts WHERE folded = ?", (folded,)).fetchone())


def _written(units: frozenset[UnitCode] | None) -> str | None:
    return None if units is None else json.dumps(sorted(units), ensure_ascii=False)


def _num_admins(connection: sqlite3.Connection) -> int:
    counted = "SELECT count(*) FROM accounts WHERE role = ? AND may_sign_in = 1"
    return int(connection.execute(counted, (AccountRole.ADMIN.value,)).fetchone()[0])


def _keep_an_admin(connection: sqlite3.Connection) -> None:
    if not _num_admins(connection):
        raise WrongUsage(_("This is the last administrator. Make somebody else one first, then try again"))
