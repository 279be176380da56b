"""Who came to a shared board, who was turned away, and what was done to accounts: beside the ledger's events."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from planner.ledger.board_file.file import BoardFile

NOTES_TABLE = """
CREATE TABLE IF NOT EXISTS notes (
  number INTEGER PRIMARY KEY, at REAL NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, about TEXT NOT NULL,
  address TEXT NOT NULL
)
"""


class NoteKind(StrEnum):
    """What happened."""

    SIGNED_IN = "signed in"
    FAILED = "failed"
    """A name with a wrong password or code."""
    SIGNED_OUT = "signed out"
    ACCOUNT_ADDED = "account added"
    ACCOUNT_CHANGED = "account changed"
    PASSWORD_RESET = "password reset"  # noqa: S105 - the name of what happened
    ACCOUNT_CLOSED = "account closed"
    PASSWORD_CHANGED = "password changed"  # noqa: S105
    CODE_MADE = "code made"
    DOWNLOADED = "downloaded"


@dataclass(frozen=True, slots=True)
class BoardNote:
    """One thing that happened at the board's door."""

    at: datetime
    by: str
    """Whose account it was; empty where a name was typed that no account has: it may have been a password."""
    what: NoteKind
    about: str = ""
    """The other account, or the file; empty where there is none."""
    address: str = ""
    """Of the machine that asked."""
    number: int = 0
    """In the order in which they were written; 0 before."""


def add_note(connection: sqlite3.Connection, note: BoardNote) -> None:
    """Write it, within the change that is under way."""
    connection.execute(
        "INSERT INTO notes (at, by, what, about, address) VALUES (?, ?, ?, ?, ?)",
        (note.at.timestamp(), note.by, note.what.value, note.about, note.address),
    )


class BoardNotes:
    """All notes of a board file. Every method may raise BoardFileTrouble."""

    def __init__(self, file: BoardFile) -> None:
        self._file = file

    def add(self, note: BoardNote) -> None:
        """Write it."""
        with self._file.writing() as connection:
            add_note(connection, note)

    def last(self, count: int) -> tuple[BoardNote, ...]:
        """The last so many, the latest first."""
        with self._file.reading() as connection:
            rows = connection.execute("SELECT * FROM notes ORDER BY number DESC LIMIT ?", (count,)).fetchall()
        return tuple(
            BoardNote(
                at=datetime.fromtimestamp(row["at"], UTC),
                by=row["by"],
                what=NoteKind(row["what"]),
                about=row["about"],
                address=row["address"],
                number=row["number"],
            )
            for row in rows
        )
