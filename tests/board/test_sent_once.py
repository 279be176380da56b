"""The same form twice, at the same moment or one after the other: it is done once, and both are told so."""

import asyncio
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from httpx2 import Response as Answer
from starlette.responses import RedirectResponse, Response

from planner.board.searches.search import BoardSearch, SearchOutcome, SearchStage
from planner.board.searches.searches import Searches
from planner.board.sent_once import KEY, REMEMBERED_SECONDS, SHOWN_AGAIN_SECONDS, SentOnce
from tests.board.forms import Offered
from tests.board.opened import Opened, opened
from tests.board.test_day_results import DAY_3, fields, results_of
from tests.board.test_duties import ADDRESS as DUTIES
from tests.board.test_duties import LEAVE
from tests.campaigns import day
from tests.cli.diary import BOOK, ledger_in
from tests.staffed_campaign import ledger_beside, store_plan, write_staffed

ANNOUNCE = "/phuong-an/2/thong-bao"
BREAKDOWN = {"kieu": "hong", "may": "M1", "tu": day(3).isoformat(), "den": day(3).isoformat(), "ly-do": "hỏng camera"}


def form_of(board: Opened, address: str, action: str, **typed: str) -> dict[str, str]:
    """A form as its page offers it, with what somebody has typed."""
    found = [each for each in Offered(board.text(address)).forms if each.action == action]
    kind = typed.get("kieu")
    form = next(each for each in found if kind is None or each.fields["kieu"] == kind)
    assert form.fields[KEY]
    return form.fields | typed


def clicked_twice(board: Opened, action: str, form: dict[str, str]) -> tuple[Answer, Answer]:
    """Both at the same moment."""
    ready = Barrier(2)

    def send(_number: int) -> Answer:
        ready.wait(10)
        return board.post(action, form)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(send, range(2))
    assert (first.status_code, second.status_code) == (303, 303), (first.text, second.text)
    assert first.headers["location"] == second.headers["location"]
    return first, second


def test_a_breakdown_that_is_entered_twice(board: Opened, under_way: Path) -> None:
    told, _again = clicked_twice(board, "/nghi", form_of(board, "/nghi", "/nghi", **BREAKDOWN))
    with ledger_in(under_way) as ledger:
        assert [each.holds for each in ledger.adjustments.all()] == [True]
    assert "hỏng camera" in board.text(told.headers["location"])


def test_a_breakdown_that_is_taken_back_twice(board: Opened, under_way: Path) -> None:
    board.post("/nghi", form_of(board, "/nghi", "/nghi", **BREAKDOWN))
    told, _again = clicked_twice(board, "/nghi/1/huy", form_of(board, "/nghi", "/nghi/1/huy"))
    with ledger_in(under_way) as ledger:
        assert [each.holds for each in ledger.adjustments.all()] == [False, False]
    assert "Đã hủy: " in board.text(told.headers["location"])


def test_a_leave_that_is_entered_and_taken_back_twice(home: Path) -> None:
    shutil.move(write_staffed(home), home / BOOK)
    store_plan(home / BOOK, announced=True)
    staffed = opened(home, day(3))
    clicked_twice(staffed, f"{DUTIES}/nghi", form_of(staffed, DUTIES, f"{DUTIES}/nghi", **LEAVE))
    with ledger_beside(home / BOOK) as ledger:
        assert [each.holds for each in ledger.adjustments.all()] == [True]
    clicked_twice(staffed, f"{DUTIES}/nghi/1/huy", form_of(staffed, DUTIES, f"{DUTIES}/nghi/1/huy"))
    with ledger_beside(home / BOOK) as ledger:
        assert [each.holds for each in ledger.adjustments.all()] == [False, False]
    staffed.close()


def test_a_plan_that_is_announced_twice(board: Opened, under_way: Path) -> None:
    form = form_of(board, ANNOUNCE, ANNOUNCE, den=day(3).isoformat(), **{"cong-dan": "4"})
    told, _again = clicked_twice(board, ANNOUNCE, form)
    with ledger_in(under_way) as ledger:
        assert [each.version for each in ledger.announcements()] == [1, 2]
    assert "Phương án 2 đã thông báo đến hết ngày" in board.text(told.headers["location"])


def test_results_that_are_recorded_twice(board: Opened, under_way: Path) -> None:
    told, _again = clicked_twice(board, DAY_3, fields(board).of("M1", "Ca 01", thu="2"))
    assert [row.collected for row in results_of(under_way)] == [2]
    assert "Đã ghi 1 dòng" in board.text(told.headers["location"])


def test_a_search_that_is_started_twice(board: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_but_time(_searches: Searches, search: BoardSearch) -> None:
        while not search.is_given_up():
            search.wait(0.05)
        search.end(SearchOutcome(SearchStage.GIVEN_UP))

    monkeypatch.setattr(Searches, "_perform", nothing_but_time)
    form = form_of(board, "/lap-lai", "/lap-lai")
    told, _again = clicked_twice(board, "/lap-lai", form)
    assert told.headers["location"] == "/lap-lai/1"
    assert board.searches.find(2) is None
    assert board.post("/lap-lai", form_of(board, "/nghi", "/nghi") | form | {KEY: "other"}).status_code == 409


def test_what_was_changed_before_it_was_sent_again_is_another_form(board: Opened, under_way: Path) -> None:
    form = form_of(board, "/nghi", "/nghi", **BREAKDOWN)
    assert board.post("/nghi", form).status_code == 303
    assert board.post("/nghi", form | {"ly-do": "hỏng máy in"}).status_code == 409
    with ledger_in(under_way) as ledger:
        assert len(ledger.adjustments.all()) == 1


def asked(once: SentOnce, form: dict[str, str], act: Callable[[], Response], by: str = "Lan") -> Response:
    """One form, answered."""

    async def answer() -> Response:
        return act()

    return asyncio.run(once.answered("/x", by, form, answer))


def test_what_was_refused_is_judged_anew_and_what_is_long_past_is_done_anew() -> None:
    now, done = [0.0], list[int]()
    once = SentOnce(lambda: now[0])

    def act() -> Response:
        done.append(len(done))
        return Response(status_code=422) if len(done) == 1 else RedirectResponse(f"/{len(done)}", 303)

    def led(form: dict[str, str], by: str = "Lan") -> str:
        return asked(once, form, act, by).headers.get("location", "")

    form = {KEY: "a", "x": "1"}
    assert [led(form), led(form), led(form)] == ["", "/2", "/2"]
    assert led(form, by="Minh") == "/3", "a form belongs to whoever sends it"
    assert [led({"x": "1"}), led({"x": "1"})] == ["/4", "/5"], "a form without a key may come as often as it likes"
    now[0] = REMEMBERED_SECONDS + 1
    assert led(form) == "/6"


def test_a_fault_of_the_first_is_not_the_answer_of_the_second() -> None:
    once = SentOnce()

    def fails() -> Response:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - whatever it is
        asked(once, {KEY: "a"}, fails)
    assert asked(once, {KEY: "a"}, lambda: RedirectResponse("/1", 303)).headers["location"] == "/1"


def test_a_page_that_shows_a_secret_is_kept_no_longer_than_a_double_click_lasts() -> None:
    now, shown = [0.0], list[int]()
    once = SentOnce(lambda: now[0])

    async def show() -> Response:
        shown.append(len(shown))
        return Response(f"secret {len(shown)}")

    def told(*, shows_once: bool = True) -> bytes:
        return bytes(asyncio.run(once.answered("/x", "Lan", {KEY: "a"}, show, shows_once=shows_once)).body)

    assert [told(), told()] == [b"secret 1", b"secret 1"]
    now[0] = SHOWN_AGAIN_SECONDS + 1
    assert told() == b"secret 2"
    now[0] *= 2
    assert [told(shows_once=False), told(shows_once=False)] == [b"secret 3", b"secret 4"], "other pages are not kept"
