"""A session on a shared board: how it begins, what the browser is told to keep, and every way in which it ends."""

import sqlite3

import pytest

from planner.board.people.callers import Place, hashed
from planner.ledger.board_file.accounts import AccountRole
from planner.ledger.board_file.notes import NoteKind
from planner.ledger.board_file.sessions import IDLE, LASTS
from tests.board.shared import HERE, HIDDEN, LAN, PASSWORD, SharedBoard

TABLES = "SELECT token_sha256 FROM sessions"


def kept(shared: SharedBoard) -> set[str]:
    """What the board's file has of all sessions."""
    with sqlite3.connect(shared.desk.workbook.with_name("campaign.board.db")) as connection:
        return {row[0] for row in connection.execute(TABLES)}


def test_somebody_signs_in_and_is_known(shared: SharedBoard) -> None:
    visitor = shared.person(AccountRole.VIEWER, "Lan")
    assert "Bạn là Lan" in visitor.text("/tien-do")
    assert [note.what for note in shared.notes()] == [NoteKind.ACCOUNT_ADDED, NoteKind.SIGNED_IN]


def test_a_cookie_from_before_does_not_become_a_session(shared: SharedBoard) -> None:
    shared.adds("Lan", AccountRole.ADMIN)
    visitor = shared.visitor()
    visitor.cookies = {shared.entry.cookie(Place.HERE): "chosen-by-somebody-else"}
    visitor.signs_in("Lan")
    assert visitor.cookie != "chosen-by-somebody-else"
    thief = shared.visitor()
    thief.cookies = {shared.entry.cookie(Place.HERE): "chosen-by-somebody-else"}
    assert thief.get("/tien-do").status_code == 401


def test_who_signs_in_again_has_another_token_and_the_old_one_is_worth_nothing(shared: SharedBoard) -> None:
    visitor = shared.person(AccountRole.VIEWER)
    before = dict(visitor.cookies)
    visitor.signs_in("Lan")
    assert visitor.cookies != before
    thief = shared.visitor()
    thief.cookies = before
    assert thief.get("/tien-do").status_code == 401
    assert visitor.get("/tien-do").status_code == 200


@pytest.mark.parametrize("origin", [HERE, HIDDEN])
def test_the_cookie_is_kept_from_scripts_and_other_sites(shared: SharedBoard, origin: str) -> None:
    shared.adds("Lan", AccountRole.VIEWER)
    told = shared.visitor(origin).signs_in("Lan").headers["set-cookie"]
    assert told.startswith("__Host-phien-")
    parts = {part.strip().lower() for part in told.split(";")[1:]}
    assert parts == {"httponly", "secure", "samesite=strict", "path=/", "max-age=28800"}


def test_over_an_open_network_the_cookie_is_one_that_a_browser_keeps_there(shared: SharedBoard) -> None:
    shared.adds("Minh", AccountRole.RECORDER)
    code = shared.entry.make_code(shared.caller(), shared.somebody("Lan"))
    told = shared.visitor(LAN).signs_in_by_code("Minh", code).headers["set-cookie"]
    assert told.startswith("phien-")
    parts = {part.strip().lower() for part in told.split(";")[1:]}
    assert parts == {"httponly", "samesite=strict", "path=/", "max-age=28800"}


def test_of_the_cookie_only_its_hash_is_kept(shared: SharedBoard) -> None:
    visitor = shared.person(AccountRole.VIEWER)
    assert kept(shared) == {hashed(visitor.cookie)}
    assert len(visitor.cookie) >= 43, "256 bits"


def test_a_session_that_nobody_uses_ends_after_an_hour(shared: SharedBoard) -> None:
    visitor = shared.person(AccountRole.VIEWER)
    for _time in range(3):
        shared.moment.passes(seconds=IDLE.total_seconds() - 1)
        assert visitor.get("/tien-do").status_code == 200
    shared.moment.passes(seconds=IDLE.total_seconds())
    assert visitor.get("/tien-do").status_code == 401


def test_a_session_in_use_ends_after_eight_hours(shared: SharedBoard) -> None:
    visitor = shared.person(AccountRole.VIEWER)
    for _time in range(16):
        assert visitor.get("/tien-do").status_code == 200
        shared.moment.passes(seconds=LASTS.total_seconds() / 16)
    assert visitor.get("/tien-do").status_code == 401


def test_what_pages_ask_for_by_themselves_keeps_no_session_alive(shared: SharedBoard) -> None:
    visitor = shared.person(AccountRole.VIEWER)
    for _time in range(7):
        assert visitor.get("/dau").status_code == 200
        shared.moment.passes(minutes=9)
    assert visitor.get("/dau").status_code == 401


def test_signing_out_ends_the_session_wherever_its_cookie_is(shared: SharedBoard) -> None:
    visitor = shared.person(AccountRole.VIEWER)
    copied = dict(visitor.cookies)
    answer = visitor.post("/ra")
    assert (answer.status_code, answer.headers["location"]) == (303, "/vao")
    assert not visitor.cookies
    assert not kept(shared)
    visitor.cookies = copied
    assert visitor.get("/tien-do").status_code == 401
    assert shared.notes()[-1].what is NoteKind.SIGNED_OUT


def test_sessions_that_are_over_do_not_stay_in_the_file(shared: SharedBoard) -> None:
    shared.person(AccountRole.VIEWER)
    shared.moment.passes(hours=9)
    visitor = shared.person(AccountRole.VIEWER)
    assert kept(shared) == {hashed(visitor.cookie)}


def test_a_new_password_ends_all_sessions_of_the_account(shared: SharedBoard) -> None:
    admin = shared.person(AccountRole.ADMIN, "Hà")
    here, there = shared.person(AccountRole.VIEWER), shared.person(AccountRole.VIEWER, origin=HIDDEN)
    number = shared.number_of("Lan")
    admin.post(f"/nguoi-dung/{number}/mat-khau")
    assert (here.get("/").status_code, there.get("/").status_code) == (401, 401)
    assert shared.visitor().signs_in("Lan").status_code == 401, "the old password"


def test_a_closed_account_is_out_at_once_and_stays_out(shared: SharedBoard) -> None:
    admin, visitor = shared.person(AccountRole.ADMIN, "Hà"), shared.person(AccountRole.VIEWER)
    assert admin.post(f"/nguoi-dung/{shared.number_of('Lan')}/dong").status_code == 303
    assert visitor.get("/").status_code == 401
    assert shared.visitor().signs_in("Lan").status_code == 401


def test_another_role_counts_from_the_next_page_on(shared: SharedBoard) -> None:
    admin, visitor = shared.person(AccountRole.ADMIN, "Hà"), shared.person(AccountRole.PLANNER)
    assert visitor.get("/lap-lai").status_code == 200
    admin.post(f"/nguoi-dung/{shared.number_of('Lan')}", {"vai": "viewer"})
    assert visitor.get("/lap-lai").status_code == 403


def test_a_session_is_of_one_place(shared: SharedBoard) -> None:
    """A cookie that somebody has carried over an open network opens nothing that a password opens."""
    visitor = shared.person(AccountRole.ADMIN)
    for name in (shared.entry.cookie(Place.OPEN), shared.entry.cookie(Place.HERE)):
        thief = shared.visitor(LAN)
        thief.cookies = {name: visitor.cookie}
        assert thief.get("/ket-qua").status_code == 401


def test_a_password_that_was_changed_meanwhile_lets_nobody_in(
    shared: SharedBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the hash and the new session somebody gives the account another password."""
    shared.adds("Lan", AccountRole.VIEWER)
    account = shared.entry.book.accounts.called("Lan")
    assert account is not None
    fits = shared.entry.book.hasher.fits

    def slow(hash_: str | None, text: str) -> bool:
        shared.entry.book.reset(account, shared.entry.note("Hà", NoteKind.PASSWORD_RESET, shared.caller()))
        return fits(hash_, text)

    monkeypatch.setattr(shared.entry.book.hasher, "fits", slow)
    assert shared.visitor().signs_in("Lan", PASSWORD).status_code == 401
    assert not kept(shared)
