"""A shared board over the small campaign of the diary, asked without a port by people who have accounts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from html import unescape
from pathlib import Path
from threading import Event
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from planner.board.desk import Desk
from planner.board.faults import BoardLog
from planner.board.people import Person, Role
from planner.board.people.account_book import AccountBook
from planner.board.people.callers import Caller, Place
from planner.board.people.passwords import Hasher
from planner.board.people.shared_entry import SharedEntry
from planner.board.site import Site
from planner.board.visit import Page
from planner.domain.record import UnitCode
from planner.ledger.board_file.accounts import AccountRole, NewAccount
from planner.ledger.board_file.notes import BoardNote, NoteKind
from tests.campaigns import day
from tests.cli.diary import BOOK

HERE, LAN, HIDDEN = "http://127.0.0.1:8000", "http://192.0.2.7:8000", "https://bang.test:8000"
"""At the machine itself, over an open network, and through TLS."""
PASSWORD = "sông núi nước Nam vua Nam ở"  # noqa: S105 - of a test
BEGINNING = datetime(2023, 4, 12, 1, 0, tzinfo=UTC)
HOSTS, HIDDEN_HOSTS = [origin.partition("//")[2] for origin in (HERE, LAN)], [HIDDEN.partition("//")[2]]
_PROOF = re.compile(r'class="secret">([^<]+)<')


@dataclass
class Moment:
    """A clock that stands until it is put forward."""

    now: datetime = BEGINNING

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        """So much later."""
        self.now += timedelta(**time)


@dataclass
class Visitor:
    """A browser at one place of the network."""

    board: "SharedBoard"
    origin: str
    client: TestClient
    cookies: dict[str, str] = field(default_factory=dict)
    """As a browser keeps them, which the client's own jar does not: Secure ones on the loopback address, too."""
    heard: list[Response] = field(default_factory=list)

    def get(self, address: str, **headers: str) -> Response:
        """Look at a page."""
        return self._asked("GET", address, headers)

    def post(self, address: str, form: Mapping[str, str] | None = None, **headers: str) -> Response:
        """Send a form of the board's own page."""
        return self._asked("POST", address, {"origin": self.origin, **headers}, data=dict(form or {}))

    def send(self, address: str, name: str, content: bytes) -> Response:
        """Send a file."""
        return self._asked("POST", address, {"origin": self.origin}, files={"tep": (name, content)})

    def text(self, address: str) -> str:
        """The page, which has to be there."""
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.text)
        return answer.text

    def signs_in(self, name: str, password: str = PASSWORD, **more: str) -> Response:
        """By name and password."""
        return self.post("/vao", {"ten": name, "mat-khau": password, **more})

    def signs_in_by_code(self, name: str, code: str, **more: str) -> Response:
        """By name and the day's code."""
        return self.post("/vao", {"ten": name, "ma": code, **more})

    @property
    def cookie(self) -> str:
        """The secret that the browser keeps; empty where it keeps none."""
        return next(iter(self.cookies.values()), "")

    def _asked(self, method: str, address: str, headers: Mapping[str, str], **more: Any) -> Response:
        self.client.cookies.clear()
        borne = {"cookie": "; ".join(f"{name}={secret}" for name, secret in self.cookies.items())}
        answer = self.client.request(
            method, address, headers={**borne, **headers} if self.cookies else headers, follow_redirects=False, **more
        )
        self.heard.append(answer)
        for told in answer.headers.get_list("set-cookie"):
            name, _is, rest = told.partition("=")
            secret = rest.partition(";")[0]
            self.cookies.pop(name, None)
            if "max-age=0" not in told.lower():
                self.cookies[name] = secret
        return answer


@dataclass
class SharedBoard:
    """A board, its clock, and ways to come to it."""

    desk: Desk
    entry: SharedEntry
    log: BoardLog
    site: Site
    moment: Moment
    app: Any

    def visitor(self, origin: str = HERE, address: str = "") -> Visitor:
        """Somebody who is not signed in, at an address of the network."""
        own = "127.0.0.1" if origin == HERE else "192.0.2.99"
        client = TestClient(self.app, base_url=origin, raise_server_exceptions=False, client=(address or own, 50_000))
        return Visitor(self, origin, client)

    def person(self, role: AccountRole, name: str = "Lan", *units: str, origin: str = HERE) -> Visitor:
        """Somebody with an account of this role who has signed in."""
        if self.entry.book.accounts.called(name) is None:
            self.adds(name, role, *units)
        visitor = self.visitor(origin)
        answer = visitor.signs_in(name)
        assert answer.status_code == 303, answer.text
        return visitor

    def adds(self, name: str, role: AccountRole, *units: str) -> None:
        """An account whose password is the one of all tests."""
        book = self.entry.book
        note = BoardNote(self.moment(), "test", NoteKind.ACCOUNT_ADDED)
        kept = hashed_password()
        own = frozenset(map(UnitCode, units)) or None
        book.accounts.add(NewAccount(name, role, own), kept, note, must_change=False)

    def serving(self, *pages: Page) -> "SharedBoard":
        """The same board with these pages instead of its own."""
        return replace(self, app=self.site.app(HOSTS, pages, secure_hosts=HIDDEN_HOSTS))

    def number_of(self, name: str) -> int:
        """Of the account of this name, which there is."""
        account = self.entry.book.accounts.called(name)
        assert account is not None
        return account.number

    def caller(self) -> Caller:
        """Somebody at this machine, asked for without a request."""
        return Caller(Place.HERE, "127.0.0.1", {})

    def somebody(self, name: str) -> Person:
        """Somebody who may plan, known without a request."""
        return Person(name, Role.PLANNER)

    def notes(self) -> list[BoardNote]:
        """All that happened at the door, in order."""
        return list(reversed(self.entry.book.notes.last(10_000)))

    def close(self) -> None:
        """No search goes on, and nothing more is logged."""
        running = self.site.searches.running()
        if running is not None:
            running.give_up()
            self.site.searches.wait_until_over()
        self.log.close()


@cache
def hashed_password() -> str:
    """Hashed once, for it takes its time."""
    return Hasher().hashed(PASSWORD)


def shared_board(home: Path) -> SharedBoard:
    """The board of `home`'s campaign, on its third day; nobody has an account."""
    return shared_board_of(home / BOOK, day(3))


def shared_board_of(workbook: Path, today: date) -> SharedBoard:
    """The board of a workbook as if it were that day; nobody has an account."""
    moment = Moment()
    desk, log = Desk(workbook, today=today), BoardLog(workbook)
    book = AccountBook(workbook, Hasher(), moment)
    entry = SharedEntry(workbook, lambda: today, takes_codes=True, book=book)
    site = Site(desk, entry, log, Event())
    return SharedBoard(desk, entry, log, site, moment, site.app(HOSTS, secure_hosts=HIDDEN_HOSTS))


def read_out(answer: Response) -> str:
    """The password or code that a page shows this once."""
    found = _PROOF.search(answer.text)
    assert found is not None, answer.text
    return unescape(found[1]).strip()
