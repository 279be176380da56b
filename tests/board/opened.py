"""A board over the small campaign of the diary, asked without a port: as its person, or as somebody else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from planner.board.desk import Desk
from planner.board.faults import BoardLog
from planner.board.people import LocalEntry
from planner.board.searches.searches import Searches
from planner.board.site import Site
from planner.board.visit import Page
from tests.campaigns import day
from tests.cli.diary import BOOK

HOST = "127.0.0.1:8000"
ORIGIN = f"http://{HOST}"


@dataclass(frozen=True)
class Opened:
    """A board and whoever asks it."""

    desk: Desk
    entry: LocalEntry
    log: BoardLog
    client: TestClient
    cookie: str
    """Of the person who opened it."""
    searches: Searches

    @property
    def bearing(self) -> dict[str, str]:
        """The header by which that person is known."""
        return {"cookie": f"{self.entry.cookie}={self.cookie}"}

    def get(self, address: str, **headers: str) -> Response:
        """As the person who opened it."""
        return self._asked("GET", address, headers)

    def post(self, address: str, form: Mapping[str, str], **headers: str) -> Response:
        """A form that a page of the board sends."""
        return self._asked("POST", address, {"origin": ORIGIN, **headers}, data=dict(form))

    def send(self, address: str, name: str, content: bytes) -> Response:
        """A file by a form that a page of the board sends."""
        return self._asked("POST", address, {"origin": ORIGIN}, files={"tep": (name, content)})

    def text(self, address: str) -> str:
        """The page, which has to be there."""
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.text)
        return answer.text

    def close(self) -> None:
        """No search goes on, and nothing more is logged."""
        running = self.searches.running()
        if running is not None:
            running.give_up()
            self.searches.wait_until_over()
        self.log.close()

    def serving(self, *pages: Page, entry: LocalEntry | None = None) -> "Opened":
        """The same board with these pages instead of its own, and perhaps another way in."""
        app = Site(self.desk, entry or self.entry, self.log, Event()).app([HOST], pages)
        return replace(self, client=_client(app))

    def _asked(self, method: str, address: str, headers: Mapping[str, str], **more: Any) -> Response:
        return self.client.request(method, address, headers={**self.bearing, **headers}, follow_redirects=False, **more)


def opened(home: Path, today: date | None = None) -> Opened:
    """The board of `home`'s campaign, on its third day unless told otherwise."""
    workbook = home / BOOK
    desk, entry, log = Desk(workbook, today=today or day(3)), LocalEntry(), BoardLog(workbook)
    site = Site(desk, entry, log, Event())
    app = site.app([HOST])
    cookie = entry.enter(entry.key)
    assert cookie is not None
    return Opened(desk, entry, log, _client(app), cookie, site.searches)


def _client(app: ASGIApp) -> TestClient:
    return TestClient(app, base_url=ORIGIN, raise_server_exceptions=False)
