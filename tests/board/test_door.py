"""The command opens the board on this machine alone, and ends it at once, streams and all."""

import time
from pathlib import Path
from threading import Thread

import pytest
from httpx2 import Client, HTTPError

from planner.board.fence import HEADERS
from tests.board.served import ENDS_WITHIN, served
from tests.cli.diary import BOOK
from tests.cli.running import planner
from tests.fuzz_board import asked_by_wire


def test_it_serves_one_person_and_ends_at_ctrl_c_with_a_stream_open(under_way: Path) -> None:
    with served(under_way / BOOK, "--today", "12/4/2023") as board, Client(timeout=60) as client:
        assert board.origin.startswith("http://127.0.0.1:")
        assert client.get(board.origin).status_code == 401
        entered = client.get(board.once)
        assert (entered.status_code, entered.headers["location"]) == (303, "/")
        assert client.get(board.once).status_code == 403, "the address works once"
        cookie = {"cookie": entered.headers["set-cookie"].partition(";")[0]}
        assert "Xã A" in client.get(f"{board.origin}/tien-do", headers=cookie).text
        heard: list[str] = []

        def listen() -> None:
            try:
                with client.stream("GET", f"{board.origin}/su-kien", headers=cookie) as stream:
                    heard.extend(stream.iter_lines())
            except HTTPError:
                heard.append("broken off")

        listener = Thread(target=listen)
        listener.start()
        for _moment in range(100):
            if heard:
                break
            time.sleep(0.05)
        took = board.stop()
        listener.join(timeout=10)
        assert heard[0].startswith("data: ")
        assert "broken off" not in heard, "the stream was ended, not cut"
        assert board.process.returncode == 0
        assert took < 3 * ENDS_WITHIN, "far from the time that a server waits for its streams by itself"


def test_a_port_that_is_taken_is_told(under_way: Path) -> None:
    with served(under_way / BOOK) as board:
        port = board.origin.rpartition(":")[2]
        answered = planner("board", BOOK, "--no-browser", "--port", port, folder=under_way)
        assert answered.code == 2
        assert f"Cổng {port}" in answered.err


def test_without_a_workbook_nothing_is_opened(tmp_path: Path) -> None:
    answered = planner("board", "khong.xlsx", "--no-browser", folder=tmp_path)
    assert answered.code == 2
    assert "khong.xlsx" in answered.err
    assert not [*tmp_path.iterdir()]


def test_a_board_that_nobody_used_leaves_nothing(home: Path) -> None:
    before = {*home.rglob("*")}
    with served(home / BOOK, "--today", "12/4/2023") as board, Client(timeout=60) as client:
        entered = client.get(board.once)
        cookie = {"cookie": entered.headers["set-cookie"].partition(";")[0]}
        assert "Chưa có lịch" in client.get(board.origin, headers=cookie).text
        board.stop()
    assert {*home.rglob("*")} == before


@pytest.mark.alone
def test_it_answers_soon_and_ends_soon(under_way: Path) -> None:
    began = time.monotonic()
    with served(under_way / BOOK, "--today", "12/4/2023") as board, Client(timeout=60) as client:
        assert client.get(board.once).status_code == 303
        assert time.monotonic() - began <= 2.5
        assert board.stop() <= ENDS_WITHIN


def test_even_what_is_no_http_is_answered_with_the_headers_of_the_fence(under_way: Path) -> None:
    with served(under_way / BOOK) as board:
        port = int(board.origin.rpartition(":")[2])
        for wire in (b"\x16\x03\x01\r\n\r\n", b"GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\nx: \x00\r\n\r\n"):
            answer = asked_by_wire(port, wire)
            assert answer is not None
            assert answer.status == 400
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
            assert answer.headers["cache-control"] == "no-store"
