"""Every way of ending a board ends it as Ctrl-C does, and none waits for a page that nobody will read any more."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from httpx2 import Client

from planner.board.endings import CLOSED, SHUT_DOWN, console_handler, told_to_end
from planner.board.threads import answered_apart
from planner.intake.campaign.campaign_reader import read_campaign
from planner.workflow.ledger.keeping import ledger_of
from tests.board.forms import Offered
from tests.board.recorders import Session
from tests.board.served import ENDS_WITHIN, Served, served
from tests.cli.diary import BOOK
from tests.cli.running import ROOT

FINDS_WITHIN = 90.0
PRESSED = (signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))


def begin_to_search(board: Served, session: Session) -> None:
    """Start a search of five minutes, and wait until it has found something."""
    told = {"cookie": session.cookie, "origin": session.origin}
    with Client(timeout=60, base_url=board.origin) as client:
        form = next(
            each for each in Offered(client.get("/lap-lai", headers=told).text).forms if each.action == "/lap-lai"
        )
        begun = client.post("/lap-lai", data=form.fields | {"giay": "300"}, headers=told, follow_redirects=False)
        assert begun.status_code == 303, begun.text
        until = time.monotonic() + FINDS_WITHIN
        while '<tr><th scope="row">' not in client.get(begun.headers["location"], headers=told).text:
            assert time.monotonic() < until
            time.sleep(0.1)


@pytest.mark.parametrize("pressed", PRESSED)
def test_a_signal_lets_the_search_store_its_plan(under_way: Path, pressed: signal.Signals) -> None:
    """Also where the signal comes twice, and where whatever searches hears it as well, as from a closed terminal."""
    with served(under_way / BOOK, "--today", "12/4/2023", own_group=True) as board:
        begin_to_search(board, Session.at(board))
        for _time in range(2):
            os.killpg(board.process.pid, pressed)
            time.sleep(0.05)
        board.process.wait(timeout=60)
        assert board.process.returncode == 0
    with ledger_of(under_way / BOOK, read_campaign(under_way / BOOK).campaign, None) as ledger:
        assert len(ledger.stored_versions()) == 3


def test_pages_that_are_asked_for_keep_no_board_open(tmp_path: Path) -> None:
    """A province's: each of them takes a second of the processor, and they come all at once."""
    workbook = tmp_path / "campaign.xlsx"
    workbook.write_bytes((ROOT / "instances" / "binh-phuoc-2024" / "campaign.xlsx").read_bytes())
    with served(workbook) as board:
        session = Session.at(board)

        def ask(address: str) -> None:
            with Client(timeout=60, base_url=board.origin) as client:
                try:
                    client.get(address, headers={"cookie": session.cookie})
                except Exception:
                    return

        asking = [Thread(target=ask, args=(f"/?theo=may&ngay=ca-dot&tu={place}",), daemon=True) for place in range(12)]
        for each in asking:
            each.start()
        time.sleep(0.3)
        took = board.stop()
        assert board.process.returncode == 0
    assert took < 2 * ENDS_WITHIN


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no such signal")
def test_a_board_that_is_to_outlive_its_terminal_does() -> None:
    told = list[int]()
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with told_to_end(told.append):
            os.kill(os.getpid(), signal.SIGHUP)
            os.kill(os.getpid(), signal.SIGTERM)
        assert told == [signal.SIGTERM]
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_thread_that_takes_long_keeps_nobody_waiting() -> None:
    never = Event()

    async def ask() -> str:
        waiting = asyncio.create_task(answered_apart(never.wait))
        await asyncio.sleep(0.05)
        waiting.cancel()
        try:
            await waiting
        except asyncio.CancelledError:
            return "left"
        return "waited for"

    began = time.monotonic()
    assert asyncio.run(ask()) == "left"
    assert time.monotonic() - began < 10, "and not for ever"
    never.set()


def test_what_a_thread_gives_or_raises_is_told() -> None:
    async def ask(act: Callable[[], str]) -> str:
        return await answered_apart(act)

    def fails() -> str:
        raise ValueError("so it is")

    assert asyncio.run(ask(lambda: "x")) == "x"
    with pytest.raises(ValueError, match="so it is"):
        asyncio.run(ask(fails))


def test_a_closed_window_waits_until_the_board_is_over() -> None:
    """As Windows does it: a thread of its own calls, and the program is ended as soon as the call comes back."""
    installed, told = list[Callable[[int], bool]](), list[str]()
    over, came_back = Event(), Event()

    def close(event: int) -> None:
        installed[-1](event)
        came_back.set()

    def install(handler: object, add: bool) -> None:
        assert callable(handler)
        if add:
            installed.append(handler)

    with console_handler(install, lambda act: act, lambda: told.append("end"), over):
        assert installed[0](0) is False, "Ctrl-C is a signal"
        closing = Thread(target=close, args=(CLOSED,), daemon=True)
        closing.start()
        assert not came_back.wait(0.2)
        assert told == ["end"]
    assert came_back.wait(10)
    assert installed[0](SHUT_DOWN) is True
