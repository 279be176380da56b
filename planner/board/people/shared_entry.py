"""The way in to a board that several people share: by name and password, or for a day's results by name and code.

A password goes only where nobody can listen: within this machine, or hidden by TLS. Elsewhere recorders alone come in,
by a code that somebody has read out to them and that is worth nothing the day after.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from threading import BoundedSemaphore

from planner.board.people.account_book import AccountBook, name_as_typed
from planner.board.people.attempts import Attempts
from planner.board.people.callers import Caller, Place, hashed
from planner.board.people.passwords import MOST_LETTERS, as_typed, code_as_typed, new_code
from planner.board.people.roles import NOBODY, Person, Role
from planner.ledger.board_file.accounts import AccountRole, StoredAccount
from planner.ledger.board_file.notes import BoardNote, NoteKind
from planner.ledger.board_file.sessions import DayCode, NewSession, StoredSession

_TOKEN_BYTES = 32
_MOST_AT_ONCE = 8
"""Attempts; each holds one of the threads that answer for pages, and most of them wait for the processor."""
_USE_IS_WRITTEN_EVERY = timedelta(seconds=60)
ROLES = {
    AccountRole.VIEWER: Role.VIEWER,
    AccountRole.RECORDER: Role.RECORDER,
    AccountRole.PLANNER: Role.PLANNER,
    AccountRole.ADMIN: Role.ADMIN,
}


class Refusal(StrEnum):
    """Why somebody is not let in."""

    WRONG = "wrong"
    """The name, or what goes with it; which of both is not told."""
    WAIT = "wait"
    NOT_FROM_THERE = "not from there"
    """Not over a network on which others can listen."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What came of it."""

    person: Person = NOBODY
    token: str = ""
    """For the cookie; empty where nobody was let in."""
    refusal: Refusal | None = None
    wait_seconds: int = 0
    """After which the next attempt is heard; 0 where any is."""


class SharedEntry:
    """The way in; asked from several threads. Its methods may raise BoardFileTrouble."""

    def __init__(self, workbook: Path, today: Callable[[], date], *, takes_codes: bool, book: AccountBook) -> None:
        """`takes_codes` is whether people come over a network on which others can listen; by a code, then."""
        self.takes_codes = takes_codes
        self.book = book
        self.attempts = Attempts()
        self.key = secrets.token_urlsafe(_TOKEN_BYTES)
        """Part of the address by which a board without an administrator is given its first one."""
        self._hashed_key = hashed(self.key)
        self._today = today
        self._places = BoundedSemaphore(_MOST_AT_ONCE)
        of_workbook = hashed(str(workbook.resolve()))[:8]  # all ports of a machine share their cookies
        self._cookies = {
            place: f"phien-{of_workbook}" if place is Place.OPEN else f"__Host-phien-{of_workbook}" for place in Place
        }

    def cookie(self, place: Place) -> str:
        """Its name. The prefix asks browsers to keep it only where it is safe, which an open network is not."""
        return self._cookies[place]

    def person(self, caller: Caller, *, only_looks: bool = False) -> Person:
        """Who asks; `only_looks` is for what a page asks for by itself, while nobody may be there."""
        token = hashed(caller.cookies.get(self.cookie(caller.place), ""))
        now = self.book.now()
        session = self.book.sessions.find(token, now)
        if session is None or (session.code_day is not None) != (caller.place is Place.OPEN):
            return NOBODY
        if session.code_day is not None and not self._code_holds(session):
            return NOBODY
        if not only_looks and now - session.used_at > _USE_IS_WRITTEN_EVERY:
            self.book.sessions.use(token, now)
        return _person(session)

    def opens_first(self, key: str, caller: Caller) -> bool:
        """Whether this is the key to a board without an administrator, used at the machine where it was told."""
        fits = secrets.compare_digest(hashed(key), self._hashed_key)
        return fits and caller.place is Place.HERE and not self.book.accounts.has_admin()

    def sign_in(self, caller: Caller, name: str, password: str) -> SignIn:
        """By name and password."""
        if caller.place is Place.OPEN:
            return SignIn(refusal=Refusal.NOT_FROM_THERE)
        return self._in_turn(lambda: self._by_password(caller, name_as_typed(name), password))

    def sign_in_by_code(self, caller: Caller, name: str, code: str) -> SignIn:
        """By the name of a recorder and the code of the day."""
        return self._in_turn(lambda: self._by_code(caller, name_as_typed(name), code))

    def _in_turn(self, attempt: Callable[[], SignIn]) -> SignIn:
        """The attempt, unless so many are under way that pages would have to wait for them."""
        if not self._places.acquire(blocking=False):
            return SignIn(refusal=Refusal.WAIT, wait_seconds=1)
        try:
            return attempt()
        finally:
            self._places.release()

    def _code_holds(self, session: StoredSession) -> bool:
        return session.code_day == self._today() and session.account.role is AccountRole.RECORDER

    def _by_password(self, caller: Caller, name: str, password: str) -> SignIn:
        wait = self.attempts.begin(name, caller.address)
        if wait:
            return SignIn(refusal=Refusal.WAIT, wait_seconds=wait)
        account = self.book.accounts.called(name)
        kept = account.password_hash if account is not None else None
        if not self.book.hasher.fits(kept, as_typed(password)[:MOST_LETTERS]):
            return self._failed(caller, account)
        return self._let_in(caller, account, kept)

    def _by_code(self, caller: Caller, name: str, code: str) -> SignIn:
        wait = self.attempts.begin(name, caller.address)
        if wait:
            return SignIn(refusal=Refusal.WAIT, wait_seconds=wait)
        account, known = self.book.accounts.called(name), self.book.sessions.code_of(self._today())
        kept = known.code_hash if known is not None and self.takes_codes else None
        if not self.book.hasher.fits(kept, code_as_typed(code)):
            return self._failed(caller, account)
        if account is not None and account.may_sign_in and account.role is not AccountRole.RECORDER:
            return self._failed(caller, account, Refusal.NOT_FROM_THERE)
        return self._let_in(caller, account, kept, known.day if known is not None else None)

    def sign_out(self, caller: Caller, person: Person) -> None:
        """End the session, so that its cookie is worth nothing, wherever it may have been copied to."""
        token = hashed(caller.cookies.get(self.cookie(caller.place), ""))
        self.book.sessions.end(token, self.note(person.name, NoteKind.SIGNED_OUT, caller))

    def renewed(self, caller: Caller, account: StoredAccount) -> SignIn:
        """Sign in whoever has just shown that the account is theirs, with another token than before."""
        return self._let_in(caller, account, account.password_hash, is_noted=True)

    def make_code(self, caller: Caller, person: Person) -> str:
        """Today's code, which replaces any other; it is told here and never again."""
        code = new_code()
        kept = DayCode(self._today(), self.book.hasher.hashed(code_as_typed(code)), person.name)
        self.book.sessions.set_code(kept, self.note(person.name, NoteKind.CODE_MADE, caller))
        return code

    def code_made_by(self) -> str:
        """Who made today's code; empty where nobody did."""
        known = self.book.sessions.code_of(self._today())
        return known.made_by if known is not None else ""

    def note(self, by: str, what: NoteKind, caller: Caller, about: str = "") -> BoardNote:
        """Something that happens now."""
        return BoardNote(self.book.now(), by, what, about, caller.address)

    def _failed(self, caller: Caller, account: StoredAccount | None, why: Refusal = Refusal.WRONG) -> SignIn:
        self.book.notes.add(self.note(account.name if account else "", NoteKind.FAILED, caller))
        return SignIn(refusal=why)

    def _let_in(
        self,
        caller: Caller,
        account: StoredAccount | None,
        checked: str | None,
        code_day: date | None = None,
        *,
        is_noted: bool = False,
    ) -> SignIn:
        if account is None or checked is None or not account.may_sign_in:
            return self._failed(caller, account)
        token, before = secrets.token_urlsafe(_TOKEN_BYTES), caller.cookies.get(self.cookie(caller.place), "")
        at: datetime = self.book.now()
        session = NewSession(hashed(token), account.number, checked, at, code_day)
        note = None if is_noted else self.note(account.name, NoteKind.SIGNED_IN, caller)
        if not self.book.sessions.begin(session, note, instead_of=hashed(before)):
            return self._failed(caller, account)
        self.attempts.succeeded(account.name, caller.address)
        return SignIn(_person(StoredSession(account, at, code_day)), token)


def _person(session: StoredSession) -> Person:
    account, is_by_code = session.account, session.code_day is not None
    return Person(
        name=account.name,
        role=Role.RECORDER if is_by_code else ROLES[account.role],
        units=account.units if account.role is AccountRole.RECORDER else None,
        is_by_code=is_by_code,
        must_change=account.must_change and not is_by_code,
        account=account.number,
    )
