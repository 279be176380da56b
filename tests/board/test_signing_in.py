"""Who is let in and who is not: wrong passwords, too many of them, unknown names, and the first administrator."""

import re
import time
import unicodedata
from pathlib import Path
from statistics import median

import pytest

from planner.board.people.attempts import MOST_FAILURES, WITHIN_SECONDS, Attempts
from planner.board.people.passwords import Hasher, fault_of, new_code, new_password
from planner.board.people.shared_entry import Refusal
from planner.ledger.board_file.accounts import AccountRole
from planner.ledger.board_file.notes import NoteKind
from tests.board.shared import HERE, HIDDEN, LAN, PASSWORD, SharedBoard, hashed_password, read_out, shared_board
from tests.board.test_people import Clock

SUREST = {"ten": "Hà", "mat-khau": PASSWORD, "mat-khau-2": PASSWORD}


def test_five_wrong_ones_a_minute_then_a_wait(shared: SharedBoard) -> None:
    shared.adds("Lan", AccountRole.VIEWER)
    visitor = shared.visitor()
    answers = [visitor.signs_in("Lan", f"sai {number}") for number in range(7)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 2
    assert 0 < int(answers[-1].headers["retry-after"]) <= WITHIN_SECONDS
    assert "Đã thử quá nhiều lần" in answers[-1].text
    assert visitor.signs_in("Lan").status_code == 429, "not even the right one, or it could be told by that"
    assert shared.visitor(address="127.0.0.9").signs_in("Lan").status_code == 303, "others are not shut out by it"
    assert [note.what for note in shared.notes()].count(NoteKind.FAILED) == 5


def test_passwords_are_kept_by_a_function_that_takes_memory() -> None:
    assert hashed_password().startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    hasher = Hasher()
    assert hasher.fits(hasher.hashed(PASSWORD), PASSWORD)
    assert not hasher.fits(hasher.hashed(PASSWORD), PASSWORD + " ")
    assert not hasher.fits(None, PASSWORD)
    assert not hasher.fits("no hash at all", PASSWORD)


def test_the_wait_is_over_after_a_minute() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for number in range(MOST_FAILURES):
        clock.seconds = number * 10.0
        assert attempts.begin("Lan", "a") == 0
    assert attempts.begin("LAN", "a") == 20
    assert attempts.begin("Lan", "b") == 0
    assert attempts.begin("Minh", "a") == 0
    clock.seconds = WITHIN_SECONDS
    assert attempts.begin("Lan", "a") == 0
    assert attempts.begin("Lan", "a") == 10


def test_who_comes_in_begins_anew() -> None:
    attempts = Attempts(Clock())
    for _time in range(3 * MOST_FAILURES):
        assert attempts.begin("Lan", "a") == 0
        attempts.succeeded("Lan", "a")


def test_many_at_the_same_moment_are_no_more_than_one_after_the_other(
    shared: SharedBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An attempt counts before its password is judged."""
    shared.adds("Lan", AccountRole.VIEWER)
    heard: list[int] = []

    def fits(_kept: str | None, _text: str) -> bool:
        if len(heard) < 7:
            heard.append(1)
            heard.append(shared.visitor().signs_in("Lan", "sai").status_code)
        return False

    monkeypatch.setattr(shared.entry.book.hasher, "fits", fits)
    shared.visitor().signs_in("Lan", "sai")
    assert heard.count(1) <= MOST_FAILURES


def test_only_so_many_at_once_are_judged(shared: SharedBoard, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes memory and a thread of those that answer for pages."""
    deepest: list[int] = []

    def fits(_kept: str | None, _text: str) -> bool:
        deepest.append(len(deepest))
        shared.visitor().signs_in(f"ai đó {len(deepest)}", "sai")
        return False

    monkeypatch.setattr(shared.entry.book.hasher, "fits", fits)
    shared.visitor().signs_in("Lan", "sai")
    assert len(deepest) == 8


def test_a_name_that_nobody_has_takes_as_long_as_one_that_somebody_has(shared: SharedBoard) -> None:
    shared.adds("Lan", AccountRole.VIEWER)
    caller = shared.caller()

    def seconds(name: str) -> float:
        shared.entry.attempts.succeeded(name, caller.address)
        began = time.process_time()
        assert shared.entry.sign_in(caller, name, "sai").refusal is Refusal.WRONG
        return time.process_time() - began

    for name in ("Lan", "Không ai"):
        seconds(name)
    pairs = [(seconds("Lan"), seconds("Không ai")) for _time in range(15)]
    known, unknown = (median(side) for side in zip(*pairs, strict=True))
    assert 0.4 <= unknown / known <= 2.5, (known, unknown)


@pytest.mark.parametrize("name", ["Không ai", "Lan", "Cũ"])
def test_the_answer_does_not_tell_whether_there_is_such_a_name(shared: SharedBoard, name: str) -> None:
    shared.adds("Lan", AccountRole.VIEWER)
    shared.adds("Cũ", AccountRole.VIEWER)
    admin = shared.person(AccountRole.ADMIN, "Hà")
    admin.post(f"/nguoi-dung/{shared.number_of('Cũ')}/dong")
    told = shared.visitor().signs_in(name, "sai").text.replace(name, "")
    assert told == shared.visitor().signs_in("Ai khác", "sai").text.replace("Ai khác", "")


def test_what_was_typed_as_a_name_may_have_been_a_password_and_is_not_kept(shared: SharedBoard) -> None:
    shared.visitor().signs_in(PASSWORD, "")
    assert [(note.what, note.by, note.about) for note in shared.notes()] == [(NoteKind.FAILED, "", "")]


def test_a_name_is_known_in_small_letters_and_however_its_marks_were_typed(shared: SharedBoard) -> None:
    shared.adds("Nguyễn Thị Hà", AccountRole.VIEWER)
    apart = unicodedata.normalize("NFD", PASSWORD)
    assert apart != PASSWORD
    for name in ("nguyễn thị hà", "  Nguyễn   Thị Hà ", unicodedata.normalize("NFD", "Nguyễn Thị Hà")):
        assert shared.visitor().signs_in(name, apart).status_code == 303, name


def test_a_board_without_administrator_is_given_one_by_an_address_that_works_once(shared: SharedBoard) -> None:
    visitor = shared.visitor()
    assert "Người quản trị đầu tiên" in visitor.text(f"/vao?khoa={shared.entry.key}")
    answer = visitor.post("/vao", {"khoa": shared.entry.key, **SUREST})
    assert (answer.status_code, answer.headers["location"]) == (303, "/nguoi-dung")
    assert "Hà" in visitor.text("/nguoi-dung")
    again = shared.visitor()
    assert "Người quản trị đầu tiên" not in again.text(f"/vao?khoa={shared.entry.key}")
    assert again.post("/vao", {"khoa": shared.entry.key, **SUREST, "ten": "Kẻ khác"}).status_code == 403
    assert [account.name for account in shared.entry.book.accounts.all()] == ["Hà"]


@pytest.mark.parametrize("origin", [LAN, HIDDEN])
def test_that_address_is_for_whoever_sits_at_this_machine(shared: SharedBoard, origin: str) -> None:
    visitor = shared.visitor(origin)
    assert "đầu tiên" not in visitor.text(f"/vao?khoa={shared.entry.key}")
    assert visitor.post("/vao", {"khoa": shared.entry.key, **SUREST}).status_code == 403
    far = shared.visitor(HERE, "192.0.2.99")  # whatever name was asked for
    assert far.post("/vao", {"khoa": shared.entry.key, **SUREST}).status_code == 403
    assert not shared.entry.book.accounts.all()


def test_with_another_key_nobody_becomes_administrator(shared: SharedBoard) -> None:
    assert shared.visitor().post("/vao", {"khoa": "x", **SUREST}).status_code == 403
    assert not shared.entry.book.accounts.all()


def test_a_first_administrator_who_cannot_be_is_told_why_and_tries_again(shared: SharedBoard) -> None:
    visitor, key = shared.visitor(), shared.entry.key
    short, others = {"mat-khau": "ngắn", "mat-khau-2": "ngắn"}, {"mat-khau-2": "khác hẳn nhau"}
    for wrong in (short, others, {"ten": "x"}, {"ten": "Hà 079203001234"}):
        answer = visitor.post("/vao", {"khoa": key, **SUREST, **wrong})
        assert answer.status_code == 422, wrong
        assert f'value="{key}"' in answer.text
    assert visitor.post("/vao", {"khoa": key, **SUREST}).status_code == 303


def test_a_board_that_has_an_administrator_takes_no_key(under_way: Path) -> None:
    first = shared_board(under_way)
    first.visitor().post("/vao", {"khoa": first.entry.key, **SUREST})
    first.close()
    second = shared_board(under_way)
    assert "đầu tiên" not in second.visitor().text(f"/vao?khoa={second.entry.key}")
    second.close()


@pytest.mark.parametrize(
    ("password", "again"),
    [
        ("ngắn quá", "ngắn quá"),
        ("đủ dài rồi nhé", "đủ dài rồi nhe"),
        ("Lan Lan Lan Lan", "Lan Lan Lan Lan"),
        ("aaaaaaaaaaaa",) * 2,
        ("x" * 201,) * 2,
    ],
)
def test_passwords_that_are_no_protection(password: str, again: str) -> None:
    assert fault_of(password, again, "Lan")
    assert not fault_of(PASSWORD, PASSWORD, "Lan")


def test_what_is_read_out_has_no_letter_that_is_taken_for_another() -> None:
    for text, form in ((new_password(), r"([a-z2-9]{4}-){2}[a-z2-9]{4}"), (new_code(), r"[A-Z2-9]{4}-[A-Z2-9]{4}")):
        assert re.fullmatch(form, text)
        assert not set("ilo01ILO") & set(text)
    assert new_password() != new_password()


def test_the_first_password_is_changed_before_anything_else(shared: SharedBoard) -> None:
    admin, visitor = shared.person(AccountRole.ADMIN, "Hà"), shared.visitor()
    given = read_out(admin.post("/nguoi-dung", {"ten": "Minh", "vai": "planner"}))
    assert visitor.signs_in("Minh", given).status_code == 303
    for address in ("/", "/tien-do", "/dau", "/su-kien"):
        assert visitor.get(address).status_code == 403
        assert "tự chọn" in visitor.get(address).text or "chỉ mình bạn biết" in visitor.get(address).text
    assert visitor.post("/lap-lai", {"giay": "1"}).status_code == 403
    wrong = [("sai", PASSWORD, PASSWORD), (given, given, given), (given, PASSWORD, "khác"), (given, "ngắn", "ngắn")]
    for present, new, again in wrong:
        assert visitor.post("/mat-khau", {"cu": present, "moi": new, "moi-2": again}).status_code == 422
    before = dict(visitor.cookies)
    assert visitor.post("/mat-khau", {"cu": given, "moi": PASSWORD, "moi-2": PASSWORD}).status_code == 303
    assert visitor.cookies != before
    assert visitor.get("/").status_code == 200
    assert shared.visitor().signs_in("Minh", given).status_code == 401
    assert shared.visitor().signs_in("Minh", PASSWORD).status_code == 303


def test_the_present_password_cannot_be_guessed_by_a_page_that_was_left_open(shared: SharedBoard) -> None:
    visitor = shared.person(AccountRole.VIEWER)
    tries = [
        visitor.post("/mat-khau", {"cu": f"{number}", "moi": "x", "moi-2": "x"}).status_code for number in range(6)
    ]
    assert tries == [422] * 5 + [429]
