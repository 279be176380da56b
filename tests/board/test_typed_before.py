"""A session that ends while somebody types: they sign in, and what they typed is still there."""

import pytest

from planner.board.pages.typed_before import is_own
from planner.board.site import MOST_KEPT_BYTES
from planner.ledger.board_file.accounts import AccountRole
from tests.board.forms import Form, Offered
from tests.board.shared import LAN, PASSWORD, SharedBoard, Visitor
from tests.board.test_day_results import DAY_3, Fields, results_of
from tests.board.test_roles import by_code


def form_to(text: str, action: str) -> Form:
    return next(form for form in Offered(text).forms if form.action == action)


def left_alone(shared: SharedBoard, visitor: Visitor) -> None:
    shared.moment.passes(hours=2)
    assert visitor.get("/dau").status_code == 401


def test_what_was_typed_is_there_after_signing_in_and_is_recorded_once(shared: SharedBoard) -> None:
    visitor = shared.person(AccountRole.RECORDER, "Minh")
    filled = Fields(visitor.text(DAY_3)).of("M1", "Ca 01", thu="2", ghichu='đã gõ "thế này" <b>')
    left_alone(shared, visitor)
    asked = visitor.post(DAY_3, filled)
    assert asked.status_code == 401
    assert "những gì bạn đã nhập vẫn còn nguyên" in asked.text
    sign_in = form_to(asked.text, "/vao").fields
    wrong = visitor.post("/vao", {**sign_in, "ten": "Minh", "mat-khau": "sai"})
    assert wrong.status_code == 401
    sign_in = form_to(wrong.text, "/vao").fields
    entered = visitor.post("/vao", {**sign_in, "ten": "Minh", "mat-khau": PASSWORD})
    assert entered.status_code == 200
    assert "Minh" in entered.text
    again = form_to(entered.text, DAY_3)
    assert again.fields == filled
    assert not results_of(shared.desk.workbook.parents[1])
    assert visitor.post(DAY_3, again.fields).status_code == 303
    (row,) = results_of(shared.desk.workbook.parents[1])
    assert (row.collected, row.note) == (2, 'đã gõ "thế này" <b>')


def test_over_an_open_network_the_days_code_brings_it_back(shared: SharedBoard) -> None:
    visitor = by_code(shared)
    filled = Fields(visitor.text(DAY_3)).of("M1", "Ca 01", thu="2")
    code = shared.entry.make_code(shared.caller(), shared.somebody("Lan"))
    asked = visitor.post(DAY_3, filled)
    assert asked.status_code == 401
    kept = form_to(asked.text, "/vao").fields
    entered = visitor.post("/vao", {**kept, "ten": "Minh", "ma": code})
    assert form_to(entered.text, DAY_3).fields == filled


def test_who_has_to_choose_a_password_first_keeps_it_too(shared: SharedBoard) -> None:
    admin, visitor = shared.person(AccountRole.ADMIN, "Hà"), shared.person(AccountRole.RECORDER, "Minh")
    filled = Fields(visitor.text(DAY_3)).of("M1", "Ca 01", thu="2")
    account = shared.entry.book.accounts.called("Minh")
    assert account is not None
    note = shared.entry.note("Hà", shared.notes()[0].what, shared.caller())
    given = shared.entry.book.reset(account, note)
    asked = visitor.post(DAY_3, filled)
    kept = form_to(asked.text, "/vao").fields
    entered = visitor.post("/vao", {**kept, "ten": "Minh", "mat-khau": given})
    to_change = visitor.post(DAY_3, form_to(entered.text, DAY_3).fields)
    assert to_change.status_code == 403
    new = "ba con mèo đi bộ"
    fields = {**form_to(to_change.text, "/mat-khau").fields, "cu": given, "moi": new, "moi-2": new}
    changed = visitor.post("/mat-khau", fields)
    assert form_to(changed.text, DAY_3).fields == filled
    assert admin.get("/").status_code == 200


def test_a_page_that_was_asked_for_is_shown_after_signing_in(shared: SharedBoard) -> None:
    shared.adds("Lan", AccountRole.VIEWER)
    visitor = shared.visitor()
    kept = form_to(visitor.get("/tien-do?xep=con-lai").text, "/vao").fields
    assert visitor.signs_in("Lan", den=kept["den"]).headers["location"] == "/tien-do?xep=con-lai"


@pytest.mark.parametrize(("role", "first"), [("viewer", "/"), ("recorder", "/ket-qua"), ("planner", "/")])
def test_where_each_begins(shared: SharedBoard, role: str, first: str) -> None:
    shared.adds("Lan", AccountRole(role))
    assert shared.visitor().signs_in("Lan", den="/").headers["location"] == first


def test_who_may_only_record_is_not_led_to_a_page_that_is_not_theirs(shared: SharedBoard) -> None:
    shared.adds("Minh", AccountRole.RECORDER)
    code = shared.entry.make_code(shared.caller(), shared.somebody("Lan"))
    assert shared.visitor(LAN).signs_in_by_code("Minh", code, den="/tien-do").headers["location"] == "/ket-qua"


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.test", "https://evil.test", "/\\evil.test", "/\t/evil.test", "javascript:alert(1)", "", "/a\nb", "\\\\x"],
)
def test_nobody_is_led_elsewhere(shared: SharedBoard, elsewhere: str) -> None:
    assert not is_own(elsewhere)
    shared.adds("Lan", AccountRole.VIEWER)
    assert shared.visitor().signs_in("Lan", den=elsewhere).headers["location"] == "/"
    told = shared.visitor().signs_in("Lan", den=elsewhere, gui="1", **{"giu.a": "b"})
    assert told.headers.get("location") == "/"


def test_a_file_is_chosen_again(shared: SharedBoard) -> None:
    visitor = shared.visitor()
    asked = visitor.send("/ket-qua/tep", "a.xlsx", b"PK\x03\x04" + b"x" * 5000)
    assert asked.status_code == 401
    shared.adds("Minh", AccountRole.RECORDER)
    kept = form_to(asked.text, "/vao").fields
    assert visitor.signs_in("Minh", den=kept["den"]).headers["location"] == "/ket-qua/tep"


def test_what_a_stranger_sends_is_not_read_where_it_is_large(shared: SharedBoard) -> None:
    asked = shared.visitor().post(DAY_3, {"ghichu.0": "x" * MOST_KEPT_BYTES})
    assert asked.status_code == 401
    assert len(asked.text) < 10_000


def test_a_form_of_another_page_is_not_even_kept(shared: SharedBoard) -> None:
    asked = shared.visitor().post(DAY_3, {"ghichu.0": "x"}, origin="http://evil.test")
    assert asked.status_code == 403
    assert "giu." not in asked.text
