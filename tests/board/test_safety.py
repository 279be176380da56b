"""Promises about safety that no other file of this folder holds the board to; README.md lists all of them."""

import asyncio
import re
import socket
from contextlib import closing
from pathlib import Path

import pytest
from httpx2 import Client
from starlette.types import Message

from planner.board.site import MOST_STREAMS, PAGES, STREAM, Site
from planner.workflow.ledger.keeping import whoever_runs_this
from tests.board.opened import HOST, Opened
from tests.board.served import served
from tests.board.test_day_results import DAY_3, fields
from tests.board.test_site import address_of
from tests.cli.diary import BOOK, ledger_in

MULTIPART = {"content-type": "multipart/form-data; boundary=X"}
NAMED = re.compile(r"`(test_\w+)::(test_\w+)`")


def test_every_test_that_the_list_names_exists() -> None:
    here = Path(__file__).parent
    named = NAMED.findall((here / "README.md").read_text(encoding="utf-8"))
    assert len(named) > 30
    for file, test in named:
        assert f"def {test}(" in (here / f"{file}.py").read_text(encoding="utf-8"), (file, test)


def test_only_this_machine_is_listened_to(under_way: Path) -> None:
    with served(under_way / BOOK) as board:
        port = int(board.origin.rpartition(":")[2])
        socket.create_connection(("127.0.0.1", port), timeout=10).close()
        with closing(socket.socket()) as line:
            assert line.connect_ex(("127.0.0.2", port)), "an address of this machine that others could reach likewise"


def test_two_names_at_once_are_no_name(board: Opened) -> None:
    answer = board.client.get("/", headers=[("host", HOST), ("host", "evil.test"), *board.bearing.items()])
    assert answer.status_code == 421


def test_looking_at_every_page_changes_nothing(board: Opened, under_way: Path) -> None:
    with ledger_in(under_way) as ledger:
        before = ledger.mark(), ledger.events()
    files = {path for path in under_way.rglob("*") if not path.name.endswith(("-wal", "-shm"))}
    for page in PAGES:
        if page.method == "GET":
            for method in ("GET", "HEAD", "OPTIONS"):
                board.client.request(method, f"{address_of(page)}?thu.0=5&xa.0=A", headers=board.bearing)
    with ledger_in(under_way) as ledger:
        assert (ledger.mark(), ledger.events()) == before
    assert {path for path in under_way.rglob("*") if not path.name.endswith(("-wal", "-shm"))} == files


def test_a_web_socket_is_closed_at_once(board: Opened) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("nothing is heard of it")

    async def asked() -> None:
        await board.client.app({"type": "websocket", "path": STREAM, "headers": []}, receive, send)

    asyncio.run(asked())
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_there_are_only_so_many_streams(board: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Site] = []
    begin = Site.app

    def noted(site: Site, *arguments: object, **more: object) -> object:
        made.append(site)
        return begin(site, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Site, "app", noted)
    again = board.serving(*PAGES)
    made[0]._num_streams = MOST_STREAMS
    assert again.get(STREAM).status_code == 429
    assert again.get("/tien-do").status_code == 200


def test_what_is_recorded_bears_the_name_of_who_did(board: Opened, under_way: Path) -> None:
    with ledger_in(under_way) as ledger:
        before = len(ledger.events())
    assert board.post(DAY_3, fields(board).of("M1", "Ca 01", thu="2")).status_code == 303
    with ledger_in(under_way) as ledger:
        added = ledger.events()[before:]
        assert ledger.all_result_rows()[-1].recorded_by == whoever_runs_this()
    assert [event.by for event in added] == [whoever_runs_this()]


def test_no_secret_reaches_the_console_or_a_log(under_way: Path) -> None:
    with served(under_way / BOOK, "--today", "12/4/2023") as board, Client(timeout=60) as client:
        key = board.once.partition("khoa=")[2]
        cookie = client.get(board.once).headers["set-cookie"].partition(";")[0]
        bearing = {"cookie": cookie, "origin": board.origin}
        client.get(f"{board.origin}/ket-qua?x=bi-mat", headers=bearing)
        client.post(f"{board.origin}/ngon-ngu", data={"lang": "vi", "ve": "/bi-mat"}, headers=bearing)
        client.post(f"{board.origin}/ngon-ngu", content=b"--X\r\nbi-mat", headers=bearing | MULTIPART)
        board.stop()
        told, complained = board.process.communicate(timeout=30)
    logs = "".join(path.read_text(encoding="utf-8") for path in under_way.rglob("*.log*"))
    for secret in (cookie.partition("=")[2], "bi-mat"):
        assert secret not in told + complained + logs
    assert key not in logs
    assert len(complained.splitlines()) == 2, "only the address, which is used up, and how to close the board"
