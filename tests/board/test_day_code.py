"""The code by which recorders sign in on one day, where others on the network can listen."""

from datetime import timedelta

import pytest

from planner.board.people.callers import Place, place_of
from planner.ledger.board_file.accounts import AccountRole
from tests.board.shared import HERE, HIDDEN, LAN, SharedBoard, read_out
from tests.board.test_day_results import DAY_3, Fields, results_of
from tests.board.test_roles import by_code
from tests.campaigns import day

REFUSED = "người khác trong mạng có thể đọc được mật khẩu"


def test_a_recorder_signs_in_by_the_code_that_the_planner_reads_out_and_records(shared: SharedBoard) -> None:
    planner = shared.person(AccountRole.PLANNER)
    shared.adds("Minh", AccountRole.RECORDER)
    assert "Chưa có mã cho ngày 12/4/2023" in planner.text("/ma-ngay")
    code = read_out(planner.post("/ma-ngay"))
    assert code not in planner.text("/ma-ngay"), "it is shown once"
    assert "Lan đã tạo mã" in planner.text("/ma-ngay")
    minh = shared.visitor(LAN)
    assert minh.signs_in_by_code("minh", f" {code.lower().replace('-', ' ')} ").headers["location"] == "/ket-qua"
    assert minh.post(DAY_3, Fields(minh.text(DAY_3)).of("M1", "Ca 01", thu="2")).status_code == 303
    (row,) = results_of(shared.desk.workbook.parents[1])
    assert row.collected == 2


@pytest.mark.parametrize("role", [AccountRole.VIEWER, AccountRole.PLANNER, AccountRole.ADMIN])
def test_nobody_else_signs_in_over_an_open_network(shared: SharedBoard, role: AccountRole) -> None:
    shared.adds("Lan", role)
    code = shared.entry.make_code(shared.caller(), shared.somebody("Hà"))
    for answer in (shared.visitor(LAN).signs_in("Lan"), shared.visitor(LAN).signs_in_by_code("Lan", code)):
        assert answer.status_code == 403
        assert REFUSED in answer.text
        assert "chứng chỉ (https)" in answer.text, "what to do"
    assert REFUSED in shared.visitor(LAN).text("/vao"), "before anybody has typed anything"
    assert "mat-khau" not in shared.visitor(LAN).text("/vao")
    for origin in (HERE, HIDDEN):
        assert shared.visitor(origin).signs_in("Lan").status_code == 303


def test_a_recorders_password_does_not_go_over_an_open_network_either(shared: SharedBoard) -> None:
    shared.adds("Minh", AccountRole.RECORDER)
    assert shared.visitor(LAN).signs_in("Minh").status_code == 403


def test_it_holds_for_its_day(shared: SharedBoard, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = by_code(shared)
    code = shared.entry.make_code(shared.caller(), shared.somebody("Lan"))
    assert visitor.get("/ket-qua").status_code == 401, "whoever came by an older code signs in anew"
    assert visitor.signs_in_by_code("Minh", code).status_code == 303
    assert visitor.get("/ket-qua").status_code == 303
    monkeypatch.setattr(shared.entry, "_today", lambda: day(3) + timedelta(days=1))
    assert visitor.get("/ket-qua").status_code == 401
    assert visitor.signs_in_by_code("Minh", code).status_code == 401


def test_who_records_no_longer_is_out(shared: SharedBoard) -> None:
    visitor, admin = by_code(shared), shared.person(AccountRole.ADMIN, "Hà")
    admin.post(f"/nguoi-dung/{shared.number_of('Minh')}", {"vai": "viewer"})
    assert visitor.get("/ket-qua").status_code == 401


def test_without_a_code_or_with_another_nobody_comes_in(shared: SharedBoard) -> None:
    shared.adds("Minh", AccountRole.RECORDER)
    visitor = shared.visitor(LAN)
    assert visitor.signs_in_by_code("Minh", "").status_code == 401
    code = shared.entry.make_code(shared.caller(), shared.somebody("Lan"))
    wrong = "A" + code[1:] if code[0] != "A" else "B" + code[1:]
    tries = [visitor.signs_in_by_code("Minh", wrong).status_code for _time in range(6)]
    assert tries == [401] * 4 + [429] * 2
    assert shared.visitor(LAN).signs_in_by_code("Ai đó", code).status_code == 401


def test_it_opens_nothing_where_passwords_may_go(shared: SharedBoard) -> None:
    shared.adds("Minh", AccountRole.RECORDER)
    code = shared.entry.make_code(shared.caller(), shared.somebody("Lan"))
    for origin in (HERE, HIDDEN):
        assert shared.visitor(origin).signs_in_by_code("Minh", code).status_code == 401


def test_a_board_with_a_certificate_has_no_code(shared: SharedBoard) -> None:
    planner = shared.person(AccountRole.PLANNER)
    shared.adds("Minh", AccountRole.RECORDER)
    code = shared.entry.make_code(shared.caller(), shared.somebody("Lan"))
    shared.entry.takes_codes = False
    assert planner.get("/ma-ngay").status_code == 404
    assert planner.post("/ma-ngay").status_code == 404
    assert '"/ma-ngay"' not in planner.text("/")
    assert shared.visitor(LAN).signs_in_by_code("Minh", code).status_code == 401


def test_a_bound_recorder_is_bound_by_the_code_too(shared: SharedBoard) -> None:
    told = by_code(shared, "Minh", "A").text(DAY_3)
    assert "Xã A" in told
    assert "Xã B" not in told


def test_a_code_is_shown_to_no_one_but_whoever_made_it(shared: SharedBoard) -> None:
    recorder = shared.person(AccountRole.RECORDER, "Minh")
    assert (recorder.get("/ma-ngay").status_code, recorder.post("/ma-ngay").status_code) == (403, 403)


@pytest.mark.parametrize(
    ("host", "client", "server", "is_hidden", "place"),
    [
        ("127.0.0.1:8000", "127.0.0.1", "127.0.0.1", False, Place.HERE),
        ("localhost:8000", "127.0.0.1", "127.0.0.1", False, Place.HERE),
        ("127.0.0.1:8000", "192.0.2.9", "127.0.0.1", False, Place.OPEN),
        ("127.0.0.1:8000", "127.0.0.1", "192.0.2.2", False, Place.OPEN),
        ("192.0.2.2:8000", "192.0.2.2", "192.0.2.2", False, Place.OPEN),
        ("192.0.2.2:8000", "127.0.0.1", "127.0.0.1", False, Place.OPEN),
        ("localhost.evil.test:8000", "127.0.0.1", "127.0.0.1", False, Place.OPEN),
        ("bang.test", "192.0.2.9", "127.0.0.1", True, Place.SAFE),
        ("127.0.0.1:8000", "", "", False, Place.OPEN),
    ],
)
def test_from_where_somebody_asks(host: str, client: str, server: str, is_hidden: bool, place: Place) -> None:
    assert place_of(host, client, server, is_hidden=is_hidden) is place
