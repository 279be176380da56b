"""Large pages go packed through the network, and no page that bears a secret does."""

import gzip

import pytest
from starlette.responses import HTMLResponse

from planner.board.packing import LEAST_BYTES, packed
from planner.board.people import Role
from planner.board.site import PAGES
from tests.board.opened import Opened

LARGE = "Xã Hồng Phong " * LEAST_BYTES


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.8", "deflate, GZIP"])
def test_a_large_page_is_packed_for_whoever_takes_that(accepted: str) -> None:
    answer = packed(HTMLResponse(LARGE), accepted)
    assert gzip.decompress(bytes(answer.body)).decode() == LARGE
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(answer.body) < len(LARGE) / 10
    assert answer.headers["vary"] == "accept-encoding"


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip; q=0"])
def test_nobody_gets_what_they_do_not_take(accepted: str) -> None:
    assert packed(HTMLResponse(LARGE), accepted).body == LARGE.encode()


def test_a_small_page_goes_as_it_is() -> None:
    assert packed(HTMLResponse("nhỏ"), "gzip").body == "nhỏ".encode()


def test_a_quality_that_is_not_nothing_is_taken() -> None:
    assert packed(HTMLResponse(LARGE), "gzip;q=0.5").headers["content-encoding"] == "gzip"


def test_only_pages_to_look_at_are_packed() -> None:
    """Each of these was looked at: it shows nothing by which anybody gets in."""
    found = {page.path for page in PAGES if page.is_packed}
    assert found == {"/", "/tien-do", "/ban-do", "/phuong-an/{number}/so-voi/{other}"}
    assert all(page.method == "GET" and page.role is Role.VIEWER for page in PAGES if page.is_packed)


def test_a_page_reads_the_same_packed(board: Opened) -> None:
    plain = board.get("/?ngay=ca-dot", **{"accept-encoding": "identity"})
    whole = board.get("/?ngay=ca-dot", **{"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert whole.text.partition("<main")[2] == plain.text.partition("<main")[2]
