"""Each role at each address, generated from the routes; what somebody may not use is not offered to them."""

from dataclasses import dataclass, field, replace

import pytest
from starlette.responses import PlainTextResponse

from planner.board import site
from planner.board.people import Role
from planner.board.site import PAGES, SHARED_PAGES
from planner.board.visit import Page, Visit
from planner.ledger.board_file.accounts import AccountRole
from tests.board.forms import Offered
from tests.board.shared import HERE, HIDDEN, LAN, SharedBoard, Visitor
from tests.board.test_site import address_of

ALL = (*PAGES, *SHARED_PAGES)
ROLES = {
    AccountRole.VIEWER: Role.VIEWER,
    AccountRole.RECORDER: Role.RECORDER,
    AccountRole.PLANNER: Role.PLANNER,
    AccountRole.ADMIN: Role.ADMIN,
}
TO_SIGN_IN = "/vao"
FOR_CODES = {
    "GET /ket-qua",
    "GET /ket-qua/{day}",
    "POST /ket-qua/{day}",
    "GET /ket-qua/tep",
    "POST /ket-qua/tep",
    "POST /ra",
    "GET /huong-dan",
    "GET /huong-dan/{number}",
    "GET /huong-dan/hinh/{name}",
}


def named(page: Page) -> str:
    return f"{page.method} {page.path}"


@dataclass
class Matrix:
    """The board with every page replaced by one that only notes that it was reached."""

    board: SharedBoard
    reached: list[str] = field(default_factory=list)

    def asked(self, visitor: Visitor, page: Page) -> int:
        """The answer's number; 200 only where the page itself was reached."""
        self.reached.clear()
        address = address_of(page)
        answer = visitor.get(address) if page.method == "GET" else visitor.post(address)
        assert (answer.status_code == 200) == bool(self.reached), named(page)
        return answer.status_code


@pytest.fixture
def matrix(shared: SharedBoard, monkeypatch: pytest.MonkeyPatch) -> Matrix:
    found = Matrix(shared)

    def answer(visit: Visit) -> PlainTextResponse:
        found.reached.append(visit.address)
        return PlainTextResponse("reached")

    def quiet(page: Page) -> Page:
        return page if page.path == TO_SIGN_IN else replace(page, answer=answer)

    monkeypatch.setattr(site, "SHARED_PAGES", tuple(map(quiet, SHARED_PAGES)))
    found.board = shared.serving(*map(quiet, PAGES))
    return found


def by_code(board: SharedBoard, name: str = "Minh", *units: str) -> Visitor:
    """A recorder who has signed in over an open network."""
    board.adds(name, AccountRole.RECORDER, *units)
    visitor = board.visitor(LAN)
    code = board.entry.make_code(board.caller(), board.somebody("Lan"))
    assert visitor.signs_in_by_code(name, code).status_code == 303
    return visitor


def test_every_address_says_who_may_ask_for_it() -> None:
    assert all(page.role is not None for page in ALL)
    assert {page.path for page in ALL if page.role is Role.ANYBODY} == {TO_SIGN_IN}
    assert len({(page.path, page.method) for page in ALL}) == len(ALL)


@pytest.mark.parametrize("role", list(AccountRole))
@pytest.mark.parametrize("origin", [HERE, HIDDEN])
def test_each_role_reaches_what_is_its_own_and_nothing_else(matrix: Matrix, role: AccountRole, origin: str) -> None:
    visitor = matrix.board.person(role, origin=origin)
    for page in ALL:
        if page.path != TO_SIGN_IN and page.role is not None:
            assert matrix.asked(visitor, page) == (200 if ROLES[role] >= page.role else 403), named(page)


def test_nobody_reaches_anything_without_signing_in(matrix: Matrix) -> None:
    for origin in (HERE, HIDDEN, LAN):
        visitor = matrix.board.visitor(origin)
        for page in ALL:
            if page.path != TO_SIGN_IN:
                assert matrix.asked(visitor, page) == 401, named(page)
        assert [visitor.get(address).status_code for address in ("/dau", "/su-kien")] == [401, 401]


def test_by_the_days_code_results_are_recorded_and_nothing_else_is_done(matrix: Matrix) -> None:
    visitor = by_code(matrix.board)
    statuses = {named(page): matrix.asked(visitor, page) for page in ALL if page.path != TO_SIGN_IN}
    assert {page for page, status in statuses.items() if status == 200} == FOR_CODES
    assert {status for page, status in statuses.items() if page not in FOR_CODES} == {403}
    assert "ghi kết quả" in visitor.get("/").text


@pytest.mark.parametrize("role", list(AccountRole))
def test_no_link_or_form_is_offered_that_would_be_refused(shared: SharedBoard, role: AccountRole) -> None:
    """Every page that links lead to from the first one; forms are sent empty, which no page takes for more."""
    visitor = shared.person(role)
    waiting, seen = ["/"], set[str]()
    offered: set[tuple[str, str]] = set()
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 60:
            continue
        seen.add(address)
        answer = visitor.get(address)
        while answer.status_code == 303:
            answer = visitor.get(answer.headers["location"])
        assert answer.status_code == 200, address
        page = Offered(answer.text)
        waiting += [link for link in page.links if "." not in link and "?" not in link]
        offered |= {(form.action, form.method) for form in page.forms if form.method == "POST"}
    offered.discard(("/ra", "POST"))
    for action, _method in sorted(offered):
        assert visitor.post(action).status_code != 403, action


@pytest.mark.parametrize(
    ("least", "offer", "where"),
    [
        (Role.VIEWER, "/tien-do", "/?theo=may"),
        (Role.RECORDER, "/ket-qua", "/?theo=may"),
        (Role.PLANNER, "/lap-lai", "/?theo=may"),
        (Role.PLANNER, "/doc-phu-luc", "/?theo=may"),
        (Role.PLANNER, "/ma-ngay", "/?theo=may"),
        (Role.ADMIN, "/nguoi-dung", "/?theo=may"),
        (Role.ADMIN, "/ngon-ngu", "/?theo=may"),
        (Role.PLANNER, "Báo máy hỏng", "/nghi"),
        (Role.PLANNER, "/phuong-an/2/thong-bao", "/phuong-an/2"),
        (Role.PLANNER, "/phuong-an/2/thong-bao", "/phuong-an/2/so-voi/1"),
    ],
)
def test_what_is_offered_from_which_role_on(shared: SharedBoard, least: Role, offer: str, where: str) -> None:
    for account, role in ROLES.items():
        visitor = shared.person(account, f"Người {role.name}")
        found = f'"{offer}"' in visitor.text(where) if offer.startswith("/") else offer in visitor.text(where)
        assert found == (role >= least), role


def test_one_person_cannot_change_the_language_of_all(shared: SharedBoard) -> None:
    assert shared.person(AccountRole.PLANNER).post("/ngon-ngu", {"lang": "en"}).status_code == 403
