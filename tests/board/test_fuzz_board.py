"""Requests that no page sends, a few of them; `python -m tests.fuzz_board` sends as many as one likes."""

import pytest

from planner.board.site import LANGUAGE, PAGES, SHARED_PAGES, STAMP, STATIC, STREAM
from tests.board.odd_requests import Asked
from tests.board.opened import Opened
from tests.board.shared import SharedBoard
from tests.fuzz_board import Answer, Findings, fuzzed, ways_of


def test_no_request_finds_a_fault() -> None:
    found = fuzzed(250, seed=7)
    assert not found.faults, found.faults[:5]
    assert {"200", "303", "400", "401", "403", "404", "405", "421"} <= set(found.statuses), found.statuses


def test_every_route_is_asked_for(board: Opened) -> None:
    ways = {way.path for way in ways_of(board.client.app)}  # type: ignore[arg-type]
    assert {page.path for page in PAGES} | {LANGUAGE, STAMP, STREAM, f"{STATIC}/{{file}}"} <= ways


def test_every_route_of_a_shared_board_is_asked_for(shared: SharedBoard) -> None:
    ways = {way.path for way in ways_of(shared.app)}
    assert {page.path for page in (*PAGES, *SHARED_PAGES)} <= ways


@pytest.mark.parametrize(
    ("status", "body", "location", "told"),
    [
        (500, "", "/", "a fault of the program"),
        (404, 'File "/x/y.py", line 3', "/", "shows the inside"),
        (404, "/secret/folder", "/", "shows the inside"),
        (307, "", "//evil.test/", "leads to //evil.test/"),
        (200, "Xã A", "/", "tells a stranger"),
    ],
)
def test_faults_are_seen(status: int, body: str, location: str, told: str) -> None:
    found = Findings(hidden=("/secret/folder",))
    found.judge(Asked("GET", "/", (), is_stranger=True), Answer(status, {"location": location}, body.encode()))
    assert any(fault.startswith(told) for fault in found.faults)
    assert any(fault.startswith("without the fence's headers") for fault in found.faults)
