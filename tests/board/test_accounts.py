"""Accounts as their administrator keeps them; of everybody at least one administrator stays."""

from pathlib import Path

import pytest
from markupsafe import escape

from planner.domain.record import UnitCode
from planner.errors import WrongUsage
from planner.ledger.board_file.accounts import AccountRole, NewAccount
from planner.ledger.board_file.notes import NoteKind
from tests.board.forms import Offered
from tests.board.shared import PASSWORD, SharedBoard, Visitor, read_out


@pytest.fixture
def admin(shared: SharedBoard) -> Visitor:
    """Hà, who rules the board."""
    return shared.person(AccountRole.ADMIN, "Hà")


def test_somebody_who_was_added_signs_in_with_the_password_that_was_shown_once(
    shared: SharedBoard, admin: Visitor
) -> None:
    answer = admin.post("/nguoi-dung", {"ten": "  Trần   Văn Minh ", "vai": "recorder", "xa.A": "1", "xa.ZZ": "1"})
    password = read_out(answer)
    assert "Mật khẩu của Trần Văn Minh" in answer.text
    assert password not in admin.text("/nguoi-dung")
    account = shared.entry.book.accounts.called("trần văn minh")
    assert account is not None
    assert (account.role, account.units, account.must_change) == (
        AccountRole.RECORDER,
        frozenset({UnitCode("A")}),
        True,
    )
    assert shared.visitor().signs_in("Trần Văn Minh", password).status_code == 303
    last = [note for note in shared.notes() if note.what is NoteKind.ACCOUNT_ADDED][-1]
    assert (last.by, last.about) == ("Hà", "Trần Văn Minh")


def offered(visitor: Visitor, address: str, action: str) -> dict[str, str]:
    """A form as its page offers it."""
    return next(form.fields for form in Offered(visitor.text(address)).forms if form.action == action)


def test_a_double_click_does_not_lose_the_password_that_is_shown_once(shared: SharedBoard, admin: Visitor) -> None:
    form = offered(admin, "/nguoi-dung", "/nguoi-dung") | {"ten": "Minh", "vai": "planner"}
    first, second = (read_out(admin.post("/nguoi-dung", form)) for _click in range(2))
    assert first == second
    assert [account.name for account in shared.entry.book.accounts.all()] == ["Hà", "Minh"]
    one = f"/nguoi-dung/{shared.number_of('Minh')}"
    again = offered(admin, one, f"{one}/mat-khau")
    third, fourth = (read_out(admin.post(f"{one}/mat-khau", again)) for _click in range(2))
    assert third == fourth != first
    assert shared.visitor().signs_in("Minh", third).status_code == 303
    assert [note.what for note in shared.notes()].count(NoteKind.PASSWORD_RESET) == 1


def test_a_double_click_does_not_lose_the_days_code(admin: Visitor) -> None:
    form = offered(admin, "/ma-ngay", "/ma-ngay")
    assert read_out(admin.post("/ma-ngay", form)) == read_out(admin.post("/ma-ngay", form))
    assert read_out(admin.post("/ma-ngay", offered(admin, "/ma-ngay", "/ma-ngay")))


@pytest.mark.parametrize("name", ["", " ", "H", "x" * 61, "hà", "Minh\u202eđảo", "Minh 079203001234", "a\x00b"])
def test_names_that_nobody_can_have(admin: Visitor, shared: SharedBoard, name: str) -> None:
    answer = admin.post("/nguoi-dung", {"ten": name, "vai": "recorder", "xa.A": "1"})
    assert answer.status_code == 422
    form = next(form for form in Offered(answer.text).forms if form.action == "/nguoi-dung")
    assert form.fields["vai"] == "recorder", "what was chosen is still there"
    assert [account.name for account in shared.entry.book.accounts.all()] == ["Hà"]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><b>x</b>', "{{7*7}} & '"])
def test_a_name_is_only_text_wherever_it_stands(admin: Visitor, shared: SharedBoard, name: str) -> None:
    shared.adds(name, AccountRole.ADMIN)
    number, visitor = shared.number_of(name), shared.visitor()
    visitor.signs_in(name)
    pages = [admin.text(address) for address in ("/nguoi-dung", f"/nguoi-dung/{number}", "/nhat-ky")]
    pages += [visitor.text("/"), shared.visitor().signs_in(name, "sai").text]
    for told in pages:
        assert name not in told
        assert escape(name) in told


def test_a_name_of_a_closed_account_is_taken_for_ever(admin: Visitor, shared: SharedBoard) -> None:
    shared.adds("Minh", AccountRole.RECORDER)
    assert admin.post(f"/nguoi-dung/{shared.number_of('Minh')}/dong").status_code == 303
    assert admin.post("/nguoi-dung", {"ten": "MINH", "vai": "viewer"}).status_code == 422


def test_what_somebody_may_do_and_for_which_units_is_changed(admin: Visitor, shared: SharedBoard) -> None:
    shared.adds("Minh", AccountRole.RECORDER, "A")
    address = f"/nguoi-dung/{shared.number_of('Minh')}"
    form = next(form for form in Offered(admin.text(address)).forms if form.action == address)
    assert form.fields["vai"] == "recorder"
    admin.post(address, {"vai": "recorder", "xa.B": "1"})
    account = shared.entry.book.accounts.called("Minh")
    assert account is not None
    assert account.units == frozenset({UnitCode("B")})
    answer = admin.post(address, {"vai": "planner", "xa.B": "1"})
    account = shared.entry.book.accounts.called("Minh")
    assert account is not None
    assert (account.role, account.units) == (AccountRole.PLANNER, None), "who plans is bound to no unit"
    assert "Đã sửa tài khoản của Minh" in admin.text(answer.headers["location"])


@pytest.mark.parametrize("way", ["dong", "vai"])
def test_the_last_administrator_stays(admin: Visitor, shared: SharedBoard, way: str) -> None:
    number = shared.number_of("Hà")
    end = (f"/nguoi-dung/{number}/dong", {}) if way == "dong" else (f"/nguoi-dung/{number}", {"vai": "viewer"})
    answer = admin.post(*end)
    assert answer.status_code == 422
    assert "người quản trị cuối cùng" in answer.text
    assert admin.get("/nguoi-dung").status_code == 200
    shared.adds("Lan", AccountRole.ADMIN)
    assert admin.post(*end).status_code == 303
    assert admin.get("/nguoi-dung").status_code in (401, 403)


def test_a_closed_account_is_opened_by_a_new_password(admin: Visitor, shared: SharedBoard) -> None:
    shared.adds("Minh", AccountRole.VIEWER)
    address = f"/nguoi-dung/{shared.number_of('Minh')}"
    admin.post(f"{address}/dong")
    assert "Tài khoản này đã khóa" in admin.text(address)
    assert f"{address}/dong" not in admin.text(address)
    given = read_out(admin.post(f"{address}/mat-khau"))
    assert shared.visitor().signs_in("Minh", PASSWORD).status_code == 401
    assert shared.visitor().signs_in("Minh", given).status_code == 303


def test_an_account_that_is_not_there(admin: Visitor) -> None:
    for address in ("/nguoi-dung/99", "/nguoi-dung/x"):
        assert admin.get(address).status_code == 404
    for address in ("/nguoi-dung/99", "/nguoi-dung/99/dong", "/nguoi-dung/99/mat-khau"):
        assert admin.post(address).status_code == 404


def test_two_first_administrators_at_once_are_one(shared: SharedBoard) -> None:
    book, note = shared.entry.book, shared.entry.note("", NoteKind.ACCOUNT_ADDED, shared.caller())
    book.add_first("Hà", PASSWORD, note)
    with pytest.raises(WrongUsage):
        book.add_first("Lan", PASSWORD, note)
    with pytest.raises(WrongUsage):
        book.add(NewAccount("HÀ", AccountRole.VIEWER), note)
    assert len(book.accounts.all()) == 1


def test_the_file_is_for_its_owner_alone(shared: SharedBoard, under_way: Path) -> None:
    shared.adds("Lan", AccountRole.VIEWER)
    file = shared.desk.workbook.with_name("campaign.board.db")
    assert file.is_relative_to(under_way)
    assert file.stat().st_mode & 0o077 == 0


def test_who_came_and_what_was_done_to_accounts_is_told_to_administrators_alone(
    admin: Visitor, shared: SharedBoard
) -> None:
    shared.visitor(address="127.0.0.44").signs_in("Hà", "sai")
    told = admin.text("/nhat-ky")
    assert "đăng nhập không được" in told
    assert "127.0.0.44" in told
    planner = shared.person(AccountRole.PLANNER)
    assert "đăng nhập không được" not in planner.text("/nhat-ky")
    assert "ghi kết quả" in planner.text("/nhat-ky")


def test_a_downloaded_amendment_is_noted(shared: SharedBoard) -> None:
    planner = shared.person(AccountRole.PLANNER)
    assert planner.get("/phuong-an/2/so-voi/1/phu-luc-dieu-chinh.docx").status_code == 200
    last = shared.notes()[-1]
    assert (last.what, last.by, last.about) == (NoteKind.DOWNLOADED, "Lan", "phu-luc-dieu-chinh-pa-1-2.docx")
