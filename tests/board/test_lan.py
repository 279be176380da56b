"""The command shares the board: over an open network, through TLS, behind a proxy; and says what it cannot do."""

import socket
from contextlib import closing
from pathlib import Path

import pytest

from tests.board.guests import Guest
from tests.board.lan import certificate_for, own_address
from tests.board.served import ENDS_WITHIN, Served, served
from tests.board.shared import PASSWORD
from tests.board.test_day_results import DAY_3, Fields, results_of
from tests.cli.diary import BOOK, ledger_in
from tests.cli.running import ROOT, planner

ON_DAY_3 = ("--today", "12/4/2023")
REFUSED = "người khác trong mạng có thể đọc được mật khẩu"


def administrator(board: Served) -> Guest:
    """Hà, who sits at the machine and has just made herself the first."""
    guest = Guest(board.here)
    assert guest.becomes_first(board).status_code == 303
    return guest


def recorded(guest: Guest, collected: str = "2") -> int:
    """Record a figure of day 3; the answer's number."""
    return guest.post(DAY_3, Fields(guest.get(DAY_3).text).of("M1", "Ca 01", thu=collected)).status_code


def test_over_an_open_network_recorders_record_and_planners_are_told_why_they_cannot_sign_in(under_way: Path) -> None:
    host = own_address()
    with served(under_way / BOOK, "--lan", host, *ON_DAY_3) as board:
        assert board.origin.startswith(f"http://{host}:")
        assert board.here.startswith("http://127.0.0.1:")
        admin = administrator(board)
        admin.adds("Minh", "recorder", **{"xa.A": "1"})
        admin.adds("Lan", "planner")
        code = admin.read_out(admin.post("/ma-ngay"))

        minh, lan = Guest(board.origin), Guest(board.origin)
        assert minh.get("/").status_code == 401
        assert minh.post("/vao", {"ten": "Minh", "ma": code}).headers["location"] == "/ket-qua"
        assert recorded(minh) == 303
        assert minh.get("/").status_code == 403
        for answer in (lan.signs_in("Lan"), lan.post("/vao", {"ten": "Hà", "ma": code})):
            assert (answer.status_code, REFUSED in answer.text) == (403, True)

        for wrong in ("http://evil.test", f"https://{host}", board.here, "null"):
            assert minh.post(DAY_3, {}, origin=wrong).status_code == 403, wrong
        assert minh.get("/ket-qua", host="evil.test").status_code == 421
        board.stop()
        told, complained = board.process.communicate(timeout=30)

    (row,) = results_of(under_way)
    assert row.collected == 2
    with ledger_in(under_way) as ledger:
        assert [event.by for event in ledger.events()][-1] == "Minh"
    secrets = {*admin.secrets, *minh.secrets, *lan.secrets, code, code.replace("-", ""), PASSWORD}
    assert len(secrets) >= 7
    kept = b"".join(path.read_bytes() for path in under_way.rglob("*") if path.is_file())
    key = board.at_this_machine.partition("khoa=")[2]
    for secret in secrets:
        assert secret.encode() not in kept, "in the ledger, the board's file, or the log"
        assert secret == key or secret not in told + complained
    assert told.count(key) <= 1


def test_only_the_machine_itself_and_the_address_that_was_named_are_listened_to(under_way: Path) -> None:
    with served(under_way / BOOK, "--lan", own_address()) as board:
        port = int(board.origin.rpartition(":")[2])
        socket.create_connection(("127.0.0.1", port), timeout=10).close()
        with closing(socket.socket()) as line:
            assert line.connect_ex(("127.0.0.2", port))
        assert board.stop() < 3 * ENDS_WITHIN
        assert board.process.returncode == 0


def test_through_tls_planners_sign_in_from_elsewhere(under_way: Path, tmp_path: Path) -> None:
    host = own_address()
    issued = certificate_for(tmp_path, host)
    tls = ("--tls-cert", str(issued.certificate), "--tls-key", str(issued.key))
    with served(under_way / BOOK, "--lan", host, *tls, *ON_DAY_3) as board:
        assert board.origin.startswith(f"https://{host}:")
        admin = administrator(board)
        given = admin.adds("Lan", "planner")
        assert admin.get("/ma-ngay").status_code == 404
        lan = Guest.who_trusts(board, issued)
        answer = lan.signs_in("Lan", given)
        assert answer.status_code == 303
        assert answer.headers["set-cookie"].startswith("__Host-")
        assert "secure" in answer.headers["set-cookie"].lower()
        assert lan.post("/mat-khau", {"cu": given, "moi": PASSWORD, "moi-2": PASSWORD}).status_code == 303
        assert recorded(lan) == 303
        assert lan.post(DAY_3, {}, origin=board.origin.replace("https", "http")).status_code == 403
        port = int(board.origin.rpartition(":")[2])
        with closing(socket.create_connection((host, port), timeout=10)) as line:
            line.sendall(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
            assert not line.recv(100).startswith(b"HTTP"), "nothing is said there without TLS"
    with ledger_in(under_way) as ledger:
        assert ledger.all_result_rows()[-1].recorded_by == "Lan"


def test_whoever_is_signed_in_stays_so_when_the_board_is_opened_anew(under_way: Path) -> None:
    host = own_address()
    with served(under_way / BOOK, "--lan", host) as board:
        admin = administrator(board)
        port = board.origin.rpartition(":")[2]
        board.stop()
    with served(under_way / BOOK, "--lan", host, "--port", port) as again:
        assert "khoa=" not in again.at_this_machine
        assert admin.get("/nguoi-dung").status_code == 200


def test_behind_a_proxy_what_it_says_of_whoever_asks_counts(under_way: Path) -> None:
    with served(under_way / BOOK, "--lan", "bang.test", "--behind-proxy", *ON_DAY_3) as board:
        assert board.origin == "https://bang.test"
        here = board.here
        admin = administrator(board)
        given = admin.adds("Lan", "planner")
        said = {"host": "bang.test", "x-forwarded-for": "192.0.2.77", "x-forwarded-proto": "https"}
        lan = Guest("https://bang.test", headers=said, at=here)
        answer = lan.signs_in("Lan", given)
        assert answer.status_code == 303
        assert answer.headers["set-cookie"].startswith("__Host-")
        assert "192.0.2.77" in admin.get("/nhat-ky").text
        tries = [lan.signs_in("Lan", "sai").status_code for _time in range(6)]
        assert tries == [401] * 5 + [429]
        other = Guest("https://bang.test", headers={**said, "x-forwarded-for": "192.0.2.78"}, at=here)
        assert other.signs_in("Lan", "sai").status_code == 401

        plain = Guest("https://bang.test", headers={**said, "x-forwarded-proto": "http"}, at=here)
        assert plain.signs_in("Lan", given).status_code == 403, "the proxy itself was asked without TLS"
        far = Guest(here, headers={"x-forwarded-for": "192.0.2.77"})
        assert far.signs_in("Hà").status_code == 403, "whoever comes through the proxy is not at this machine"


def test_a_board_that_is_no_proxys_believes_none(under_way: Path) -> None:
    with served(under_way / BOOK, "--lan", own_address()) as board:
        administrator(board)
        lying = Guest(board.origin, headers={"x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https"})
        assert lying.signs_in("Hà").status_code == 403
        tries = [
            Guest(board.here, headers={"x-forwarded-for": f"192.0.2.{number}"}).signs_in("Hà", "sai").status_code
            for number in range(6)
        ]
        assert tries == [401] * 5 + [429], "nobody tries from an address of their choice"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--lan", "192.0.2.254"), "192.0.2.254: máy này không có tên hay địa chỉ đó"),
        (("--lan", "khong-co.invalid"), "khong-co.invalid: máy này không có tên hay địa chỉ đó"),
        (("--lan", "127.0.0.1"), "127.0.0.1: máy khác không vào được"),
        (("--lan", "may-1", "--tls-cert", "a.pem"), "--tls-cert và --tls-key phải đi cùng nhau"),
        (("--lan", "may-1", "--tls-cert", "a.pem", "--tls-key", "b.pem"), "a.pem: không đọc được"),
        (("--behind-proxy",), "Hãy thêm --lan"),
    ],
)
def test_what_cannot_be_shared_so_is_told(under_way: Path, options: tuple[str, ...], told: str) -> None:
    answered = planner("board", BOOK, "--no-browser", *options, folder=under_way)
    assert answered.code == 2
    assert told in answered.err
    assert "http://" not in answered.all


def test_a_port_that_is_taken_in_the_network_is_told(under_way: Path) -> None:
    host = own_address()
    with closing(socket.create_server((host, 0))) as taken:
        port = taken.getsockname()[1]
        answered = planner("board", BOOK, "--no-browser", "--lan", host, "--port", port, folder=under_way)
    assert answered.code == 2
    assert f"Cổng {port}" in answered.err


def test_without_what_keeps_passwords_it_is_told_how_to_install_it(under_way: Path, tmp_path: Path) -> None:
    (tmp_path / "argon2.py").write_text("raise ImportError", encoding="utf-8")
    path = f"{tmp_path}:{ROOT}"
    answered = planner("board", BOOK, "--no-browser", "--lan", own_address(), folder=under_way, PYTHONPATH=path)
    assert answered.code == 2
    assert 'pip install "enrolment-planner[lan]"' in answered.err
    with_none = planner("check", BOOK, folder=under_way, PYTHONPATH=path)
    assert with_none.code == 0, "nothing else needs it"


def test_a_file_of_accounts_that_is_none_is_told_before_anything_is_open(under_way: Path) -> None:
    (under_way / BOOK).with_name("campaign.board.db").write_bytes(b"not a database" * 100)
    answered = planner("board", BOOK, "--no-browser", "--lan", own_address(), folder=under_way)
    assert answered.code == 2
    assert "campaign.board.db" in answered.err
    assert "http://" not in answered.all
