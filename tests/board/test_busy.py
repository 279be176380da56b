"""A ledger that another program holds keeps no page waiting: it says so soon, and what was typed is not lost."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from planner.board import threads
from planner.board.site import PAGES
from planner.board.visit import Page
from planner.ledger.database import PATIENCE_SECONDS
from planner.ledger.patience import impatient, waiting_seconds
from tests.board.opened import Opened
from tests.board.test_day_results import DAY_3, fields
from tests.board.test_replanning import USUAL
from tests.board.test_site import address_of
from tests.cli.diary import BOOK

AS_LONG_AS_A_COMMAND = PATIENCE_SECONDS / 2
WITHOUT_A_LEDGER = (
    "/huong-dan",
    "/lap-lai/{number}",
    "/lich-truc/{number}/{form}.zip",
    "/phuong-an/{number}/so-voi/{other}/{paper}.{suffix}",
)
"""What is told without looking into it: the manual, that there is no such search and no such form."""


@pytest.fixture
def held(board: Opened, under_way: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Another program has the ledger for itself, and pages are even less patient than usual."""
    monkeypatch.setattr(threads, "WAITS_SECONDS", 0.2)
    (ledger,) = (under_way / BOOK).parent.glob("*.ledger.db")
    with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
        connection.execute("begin exclusive")
        yield board


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.method} {page.path}")
def test_no_page_waits_as_long_as_a_command(held: Opened, page: Page) -> None:
    began = time.monotonic()
    address = address_of(page)
    answer = held.get(address) if page.method == "GET" else held.post(address, {})
    assert time.monotonic() - began < AS_LONG_AS_A_COMMAND
    if page.method == "GET" and not page.path.startswith(WITHOUT_A_LEDGER):
        assert answer.status_code == 503, answer.text
        assert "Sổ cái đang bận" in answer.text
        assert answer.headers["retry-after"]


def test_a_page_waits_for_less_than_five_seconds_and_a_command_as_ever() -> None:
    assert threads.WAITS_SECONDS < 5
    assert waiting_seconds(PATIENCE_SECONDS) == PATIENCE_SECONDS
    with impatient(4.0), impatient(9.0):
        assert waiting_seconds(PATIENCE_SECONDS) == 9.0
        assert waiting_seconds(1.0) == 1.0
    assert waiting_seconds(PATIENCE_SECONDS) == PATIENCE_SECONDS


def test_a_search_that_a_page_began_is_as_patient_as_a_command(board: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = list[float]()

    def planned(*_asked: object, **_more: object) -> None:
        waits.append(waiting_seconds(PATIENCE_SECONDS))

    monkeypatch.setattr("planner.workflow.planning.unprinted.plan_unprinted", planned)
    monkeypatch.setattr("planner.workflow.solving.searcher.get_ready", lambda: None)
    assert board.post("/lap-lai", USUAL).status_code == 303
    search = board.searches.find(1)
    assert search is not None
    assert search.wait(20)
    assert waits == [PATIENCE_SECONDS]


def test_results_that_were_typed_can_be_sent_again(
    board: Opened, under_way: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = fields(board).of("M1", "Ca 01", thu="2")
    monkeypatch.setattr(threads, "WAITS_SECONDS", 0.2)
    (ledger,) = (under_way / BOOK).parent.glob("*.ledger.db")
    with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
        connection.execute("begin exclusive")
        assert board.post(DAY_3, form).status_code == 503
    assert board.post(DAY_3, form).status_code == 303
