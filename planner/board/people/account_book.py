"""The accounts of a shared board as its administrator keeps them, and as everybody keeps their own password."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from planner.board.people.passwords import Hasher, as_typed, new_password
from planner.errors import WrongUsage
from planner.ledger.board_file.accounts import ACCOUNTS_TABLE, AccountRole, Accounts, NewAccount, StoredAccount
from planner.ledger.board_file.file import BoardFile
from planner.ledger.board_file.notes import NOTES_TABLE, BoardNote, BoardNotes
from planner.ledger.board_file.sessions import CODES_TABLE, SESSIONS_TABLE, Sessions
from planner.texts import texts_of
from planner.workflow.ledger.keeping import this_moment, writer

_ = texts_of("board")

MOST_IN_NAME = 60


class AccountBook:
    """What the board's file has of people; asked from several threads. Its methods may raise BoardFileTrouble."""

    def __init__(self, workbook: Path, hasher: Hasher, now: Callable[[], datetime] = this_moment) -> None:
        file = BoardFile(workbook, ACCOUNTS_TABLE, SESSIONS_TABLE, CODES_TABLE, NOTES_TABLE)
        self.accounts, self.sessions, self.notes = Accounts(file), Sessions(file), BoardNotes(file)
        self.hasher = hasher
        self.now = now

    def add(self, new: NewAccount, note: BoardNote) -> str:
        """Add somebody, and give the password of their first sign-in, which nothing keeps. Raises WrongUsage."""
        new, password = _judged(new), new_password()
        noted = replace(note, about=new.name)
        self.accounts.add(new, self.hasher.hashed(password), noted, must_change=True)
        return password

    def add_first(self, name: str, password: str, note: BoardNote) -> StoredAccount:
        """Add the administrator of a board that has none. Raises WrongUsage."""
        new = _judged(NewAccount(name, AccountRole.ADMIN))
        noted = replace(note, by=new.name, about=new.name)
        return self.accounts.add_first(new, self.hasher.hashed(as_typed(password)), noted)

    def reset(self, account: StoredAccount, note: BoardNote) -> str:
        """Give somebody a new password for their next sign-in, which nothing keeps; who was closed is open again."""
        password = new_password()
        self.accounts.set_password(account.number, self.hasher.hashed(password), note, must_change=True)
        return password

    def change_password(self, account: StoredAccount, password: str, note: BoardNote) -> StoredAccount:
        """Let the password be the one that they have chosen."""
        kept = self.hasher.hashed(as_typed(password))
        self.accounts.set_password(account.number, kept, note, must_change=False)
        return replace(account, password_hash=kept, must_change=False)


def name_as_typed(text: str) -> str:
    """The name without needless blanks, the same whichever keyboard puts the marks onto its letters."""
    return unicodedata.normalize("NFC", " ".join(text.encode("utf-8", "replace").decode().split()))


def _judged(new: NewAccount) -> NewAccount:
    """The account with its name as it is kept. Raises WrongUsage where nobody can be called so."""
    name = name_as_typed(new.name)
    if not 1 < len(name) <= MOST_IN_NAME or not name.isprintable():
        raise WrongUsage(_("A name has from 2 to {most} letters").format(most=MOST_IN_NAME))
    if writer(name) != name:
        raise WrongUsage(_("A name stands in the ledger for ever, so it has no number of a person or telephone in it"))
    return replace(new, name=name)
