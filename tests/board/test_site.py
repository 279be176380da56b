"""Every address asks for a role; errors are pages without a word of the program's inside, or of any command."""

import re
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from starlette.responses import PlainTextResponse

from planner.board.people import LocalEntry, Person, Role
from planner.board.site import PAGES, RouteWithoutRole, Site
from planner.board.visit import Page, Visit
from planner.board.words import STATUSES, told, told_problem
from planner.errors import LedgerBusy, LedgerDamaged, PlannerError, Problem
from tests.board.opened import HOST, Opened, opened
from tests.cli.diary import break_pages

FILLED = {
    "{day}": "2023-04-11",
    "{number}": "1",
    "{other}": "2",
    "{form}": "phu-luc",
    "{suffix}": "pdf",
    "{file:path}": "index.html",
    "{name}": "phu-luc.png",
}
COMMAND = re.compile(r"\bplanner [a-z]|(?<![\w-])--[a-z]")


def address_of(page: Page) -> str:
    """The page's address with something that is there."""
    address = page.path
    for part, filled in FILLED.items():
        address = address.replace(part, filled)
    return address


def test_an_address_without_a_role_keeps_the_board_from_starting(board: Opened) -> None:
    forgotten = Page("/quen", None, lambda _visit: PlainTextResponse("x"))
    site = Site(board.desk, board.entry, board.log, Event())
    with pytest.raises(RouteWithoutRole):
        site.app([HOST], [*PAGES, forgotten])


def test_every_page_says_who_may_ask_for_it() -> None:
    assert all(page.role is not None and page.role > Role.ANYBODY for page in PAGES)
    assert len({(page.path, page.method) for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.method} {page.path}")
def test_nobody_sees_anything_without_a_session(board: Opened, page: Page) -> None:
    stranger = replace(board, cookie="nobody")
    address = address_of(page)
    answer = stranger.get(address) if page.method == "GET" else stranger.post(address, {})
    assert answer.status_code == 401
    assert "Xã A" not in answer.text


@pytest.mark.parametrize("page", [page for page in PAGES if page.role], ids=lambda page: f"{page.method} {page.path}")
@pytest.mark.parametrize("role", list(Role))
def test_a_role_below_the_one_asked_for_is_refused(board: Opened, page: Page, role: Role) -> None:
    class Somebody(LocalEntry):
        """Whoever comes has this role."""

        def person_of(self, token: str | None) -> Person:
            return Person("Lan", role)

    asked = board.serving(replace(page, answer=lambda _visit: PlainTextResponse("done")), entry=Somebody())
    answer = asked.get(address_of(page)) if page.method == "GET" else asked.post(address_of(page), {})
    assert page.role is not None
    assert answer.status_code == (200 if role >= page.role else 403 if role else 401)


def test_a_fault_is_told_by_a_number_that_the_log_knows(board: Opened) -> None:
    def faulty(visit: Visit) -> PlainTextResponse:
        raise KeyError("Xã A", visit)

    board = board.serving(Page("/hong", Role.VIEWER, faulty))
    answer = board.get("/hong?ten=bi-mat")
    assert answer.status_code == 500
    number = re.search(r"<dd>([0-9a-f]{6})</dd>", answer.text)
    assert number is not None
    assert board.log.path.name in answer.text
    assert "Traceback" not in answer.text
    assert "KeyError" not in answer.text
    logged = board.log.path.read_text(encoding="utf-8")
    assert number[1] in logged
    assert "test_site.py" in logged
    assert "Xã A" not in logged
    assert "bi-mat" not in logged


def test_addresses_that_lead_nowhere(board: Opened) -> None:
    for address in (
        "/x",
        "/ket-qua/2023-04-31",
        "/ket-qua/2024-01-01",
        "/phuong-an/9",
        "/phuong-an/x",
        "/phuong-an/-1",
    ):
        answer = board.get(address)
        assert answer.status_code == 404, address
        assert "Không có trang này" in answer.text


def test_a_damaged_ledger_is_told_without_a_command(under_way: Path) -> None:
    found = opened(under_way)
    break_pages(under_way)
    answer = found.get("/")
    found.log.close()
    assert answer.status_code == 503
    assert "Sổ cái" in answer.text
    assert not COMMAND.search(answer.text)


def test_no_error_names_a_command() -> None:
    for kind in STATUSES:
        if kind.__name__ == "WorkbookProblems":
            continue
        said = told(kind("hãy chạy planner restore x.xlsx --lose"))
        assert said
        assert not COMMAND.search(said)
    problem = told_problem(Problem("sổ cái", "dòng 3 hỏng", "khôi phục bằng: planner restore x"))
    assert (problem.what, problem.advice) == ("dòng 3 hỏng", "")
    assert told(LedgerDamaged("sổ cái hỏng ở dòng 3")) == "sổ cái hỏng ở dòng 3"
    assert isinstance(LedgerBusy("x"), PlannerError)


def test_the_board_says_when_to_try_again(board: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy() -> None:
        raise LedgerBusy("held")

    monkeypatch.setattr(board.desk, "picture", busy)
    answer = board.get("/")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


def test_the_language_switch_leads_back_and_nowhere_else(board: Opened) -> None:
    assert board.post("/ngon-ngu", {"lang": "en", "ve": "/tien-do"}).headers["location"] == "/tien-do"
    try:
        assert "Progress" in board.text("/tien-do")
    finally:
        for elsewhere in ("//evil.test", "https://evil.test", "/\\evil.test", ""):
            assert board.post("/ngon-ngu", {"lang": "vi", "ve": elsewhere}).headers["location"] == "/"
    assert "Tiến độ" in board.text("/tien-do")


@pytest.mark.parametrize("spelling", ["../desk.py", "..%2fdesk.py", "%2e%2e/desk.py", "....//desk.py", "/etc/passwd"])
def test_only_files_meant_for_it_are_served(board: Opened, spelling: str) -> None:
    assert board.get(f"/static/{spelling}").status_code == 404
    assert board.get(f"/phuong-an/1/{spelling}").status_code == 404
