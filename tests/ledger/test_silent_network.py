"""A network that goes silent in the middle of a transaction: the ledger says so in good time, and others can write."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import pytest

from planner.errors import LedgerUnusable
from planner.ledger import server_line
from planner.ledger.address import ledger_address
from planner.ledger.database import Database
from planner.ledger.ledger import open_ledger
from tests.black_hole import black_hole
from tests.ledger.samples import CAMPAIGN, collected, report
from tests.postgres import Server

LIMIT = 30.0


def test_silence_and_all_that_the_system_waits_for_end_within_half_a_minute() -> None:
    system = server_line.KEEPALIVE
    assert server_line.CONNECT_SECONDS < LIMIT
    assert server_line.LOCK_SECONDS < server_line.SILENT_SECONDS < LIMIT
    assert system["tcp_user_timeout"] <= LIMIT * 1000
    assert system["keepalives_idle"] + system["keepalives_interval"] * system["keepalives_count"] <= LIMIT


@pytest.mark.alone
@pytest.mark.parametrize("moment", [b"INSERT", b"FOR UPDATE", b"COMMIT"])
def test_a_network_that_goes_silent(server: Server, monkeypatch: pytest.MonkeyPatch, moment: bytes) -> None:
    monkeypatch.setattr(server_line, "SILENT_SECONDS", 1.0)
    straight = server.new_database()
    with open_ledger(straight, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))
    with black_hole(straight, moment) as hole, open_ledger(hole.address, CAMPAIGN) as ledger:
        hole.is_armed.set()
        began = monotonic()
        with pytest.raises(LedgerUnusable, match="--ledger"):
            report(ledger, "b.xlsx", collected(2))
        assert hole.is_silent.is_set()
        assert monotonic() - began < 5.0


@pytest.mark.alone
def test_what_a_lost_writer_began_is_taken_back_by_the_server(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_line, "SILENT_SECONDS", 1.0)
    monkeypatch.setattr("planner.ledger.server_line.ORPHAN_SECONDS", 2)
    straight = server.new_database()
    with open_ledger(straight, CAMPAIGN) as ledger:
        report(ledger, "a.xlsx", collected(1))
    with black_hole(straight) as hole, open_ledger(hole.address, CAMPAIGN) as ledger:
        hole.is_armed.set()
        with pytest.raises(LedgerUnusable):
            report(ledger, "b.xlsx", collected(2))
    with open_ledger(straight, CAMPAIGN) as ledger:
        assert report(ledger, "b.xlsx", collected(2)).corrected == 1


def test_an_address_may_choose_other_limits(server: Server) -> None:
    address = ledger_address(server.new_database() + "&tcp_user_timeout=5000")
    database = Database(address)
    with database.reading() as connection:
        line = connection.connection.driver_connection
        assert isinstance(line, server_line.WatchedConnection)
        assert line.info.get_parameters()["tcp_user_timeout"] == "5000"
    database.close()


def test_what_the_driver_notes_of_a_broken_line_is_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """*query cancellation interrupted (KeyboardInterrupt)*, in English and between the program's own messages."""
    driver = logging.getLogger("psycopg")
    assert any(isinstance(handler, logging.NullHandler) for handler in driver.handlers)
    with without_root_handlers():
        driver.warning("query cancellation interrupted")
    assert capfd.readouterr().err == ""


@contextmanager
def without_root_handlers() -> Iterator[None]:
    """As in the program, where nobody has set up any handler."""
    root, kept = logging.getLogger(), logging.getLogger().handlers[:]
    root.handlers.clear()
    try:
        yield
    finally:
        root.handlers[:] = kept
