"""A shared board in Chromium: over an open network, through TLS, and while a session ends; its pages at every size."""

from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.board.browsing import NARROW, NARROWEST, WIDE, Entered, Watched, barriers, overflow, watched
from tests.board.guests import Guest
from tests.board.lan import certificate_for, own_address
from tests.board.served import Served, served
from tests.board.shared import PASSWORD
from tests.board.test_browser import MISSING, _Lure
from tests.board.test_day_results import DAY_3, results_of
from tests.board.test_lan import ON_DAY_3, administrator
from tests.cli.diary import BOOK

pytestmark = pytest.mark.browser

PAGES = ("/", "/nguoi-dung", "/nguoi-dung/1", "/nguoi-dung/2", "/ma-ngay", "/mat-khau", "/nhat-ky", "/vao")
FIRST_FIGURE = 'input[name^="thu."]'


@pytest.fixture
def board(under_way: Path) -> Iterator[Served]:
    """Over an open network."""
    with served(under_way / BOOK, "--lan", own_address(), *ON_DAY_3) as found:
        yield found


@pytest.fixture
def admin(board: Served) -> Guest:
    return administrator(board)


def signs_in(page: Page, name: str, secret: str) -> None:
    """By the form that is shown."""
    page.get_by_label("Họ tên").fill(name)
    page.locator('input[name="ma"], input[name="mat-khau"]').fill(secret)
    page.get_by_role("button", name="Đăng nhập").click()


def chooses(page: Page, before: str, after: str) -> None:
    """A password of one's own."""
    page.get_by_label("Mật khẩu hiện tại").fill(before)
    page.get_by_label("Mật khẩu mới").fill(after)
    page.get_by_label("Nhập lại mật khẩu").fill(after)
    page.get_by_role("button", name="Đổi mật khẩu").click()


def records(page: Page, figure: str) -> None:
    page.locator(FIRST_FIGURE).first.fill(figure)
    page.get_by_role("button", name="Ghi kết quả").click()


def stranger(origin: str) -> Entered:
    return Entered(origin, None)


def expecting(session: Watched) -> Watched:
    """A page asks for something that is refused on purpose, or over a network on which a header is worth nothing."""
    session.expected += [MISSING, "The Cross-Origin-Opener-Policy header has been ignored"]
    return session


def test_a_recorder_on_the_network(browser: Browser, board: Served, admin: Guest, under_way: Path) -> None:
    admin.adds("Minh", "recorder", **{"xa.A": "1"})
    code = admin.read_out(admin.post("/ma-ngay"))
    sent: list[dict[str, str]] = []
    with watched(browser, stranger(board.origin), NARROW) as session:
        expecting(session)
        page = session.page()

        def note(request: Request) -> None:
            if request.method == "POST":
                sent.append(request.all_headers())

        session.goes_to(page, "/")
        assert not page.evaluate("isSecureContext")
        page.on("requestfinished", note)
        signs_in(page, "Minh", code)
        expect(page.locator("h1")).to_contain_text("12/4/2023")
        expect(page.locator("nav li")).to_have_count(1)
        expect(page.get_by_text("Bạn là Minh")).to_be_visible()
        records(page, "2")
        expect(page.locator(".message")).to_contain_text("Đã ghi 1 dòng")
        assert not overflow(page)
        page.get_by_role("button", name="Đăng xuất").click()
        expect(page.get_by_label("Mã ngày")).to_be_visible()
        session.goes_to(page, "/ket-qua")
        expect(page.get_by_label("Mã ngày")).to_be_visible()
    assert len(results_of(under_way)) == 1
    assert len(sent) == 3
    for headers in sent:
        assert headers["origin"] == board.origin
        assert "sec-fetch-site" not in headers, "there Origin alone has to do"


def test_a_page_of_somebody_else_on_the_network_records_nothing(
    browser: Browser, board: Served, admin: Guest, under_way: Path
) -> None:
    admin.adds("Minh", "recorder")
    code = admin.read_out(admin.post("/ma-ngay"))
    with watched(browser, stranger(board.origin)) as session:
        expecting(session)
        page = session.page()
        session.goes_to(page, "/vao")
        signs_in(page, "Minh", code)
        expect(page.locator("h1")).to_contain_text("Kết quả ngày")
        _Lure.target = board.origin + DAY_3
        server = ThreadingHTTPServer((own_address(), 0), _Lure)
        Thread(target=server.serve_forever, daemon=True).start()
        lured = session.page()
        with lured.expect_response(_Lure.target) as waiting:
            lured.goto(f"http://{own_address()}:{server.server_address[1]}/")
        assert waiting.value.status == 403
        assert "cookie" in waiting.value.request.all_headers(), "SameSite does not count ports: Origin has to do"
        server.shutdown()
        server.server_close()
        session.troubles.clear()  # the lure itself was another place
    assert not results_of(under_way)


def test_a_planner_through_tls(browser: Browser, under_way: Path, tmp_path: Path) -> None:
    host = own_address()
    issued = certificate_for(tmp_path, host)
    tls = ("--tls-cert", str(issued.certificate), "--tls-key", str(issued.key))
    with served(under_way / BOOK, "--lan", host, *tls, *ON_DAY_3) as board:
        given = administrator(board).adds("Lan", "planner")
        with watched(browser, stranger(board.origin)) as session:
            expecting(session)
            page = session.page()
            session.goes_to(page, "/tien-do")
            assert page.evaluate("isSecureContext")
            signs_in(page, "Lan", "sai mật khẩu")
            expect(page.get_by_role("alert")).to_contain_text("Tên hoặc mật khẩu không đúng")
            signs_in(page, "Lan", given)
            chooses(page, given, PASSWORD)
            expect(page.locator("h1")).to_have_text("Tiến độ")
            assert page.evaluate("document.cookie") == ""
            (cookie,) = session.context.cookies()
            assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Strict")
            session.goes_to(page, DAY_3)
            records(page, "2")
            expect(page.locator(".message")).to_contain_text("Đã ghi 1 dòng")


def test_a_session_that_ends_while_somebody_types_loses_nothing(
    browser: Browser, board: Served, admin: Guest, under_way: Path
) -> None:
    admin.adds("Minh", "recorder")
    code = admin.read_out(admin.post("/ma-ngay"))
    with watched(browser, stranger(board.origin), NARROW) as session:
        expecting(session)
        page = session.page()
        session.goes_to(page, DAY_3)
        signs_in(page, "Minh", code)
        page.locator(FIRST_FIGURE).first.fill("2")
        session.context.clear_cookies()
        page.get_by_role("button", name="Ghi kết quả").click()
        expect(page.get_by_role("alert")).to_contain_text("vẫn còn nguyên")
        assert not barriers(page)
        signs_in(page, "Minh", code)
        assert not barriers(page)
        page.get_by_role("button", name="Gửi nội dung đã nhập").click()
        expect(page.locator(".message")).to_contain_text("Đã ghi 1 dòng")
    (row,) = results_of(under_way)
    assert row.collected == 2


@pytest.mark.parametrize("size", [WIDE, NARROW, NARROWEST])
def test_pages_of_people_have_no_barriers_and_fit(
    browser: Browser, board: Served, size: tuple[int, int], tmp_path: Path
) -> None:
    with watched(browser, stranger(board.here), size) as session:
        expecting(session)
        page = session.page()
        page.goto(board.at_this_machine)
        _looks_well(page, tmp_path, "first")
        page.get_by_label("Họ tên").fill("Nguyễn Thị Hà")
        page.get_by_label("Mật khẩu mới").fill(PASSWORD)
        page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Thêm và đăng nhập").click()
        page.get_by_label("Họ tên").fill("Trần Văn Minh")
        page.get_by_text("Đơn vị của người ghi kết quả").click()
        page.get_by_label("Xã A").check()
        page.get_by_role("button", name="Thêm", exact=True).click()
        _looks_well(page, tmp_path, "added")
        for address in PAGES:
            session.goes_to(page, address)
            _looks_well(page, tmp_path, address.replace("/", "_"))
        session.goes_to(page, "/ma-ngay")
        page.get_by_role("button", name="Tạo mã mới").click()
        _looks_well(page, tmp_path, "code")
        session.goes_to(page, "/nguoi-dung/2")
        page.get_by_role("button", name="Cấp mật khẩu mới").click()
        _looks_well(page, tmp_path, "reset")
    with watched(browser, stranger(board.origin), size) as session:
        expecting(session)
        page = session.page()
        session.goes_to(page, "/ket-qua")
        _looks_well(page, tmp_path, "by-code")


def _looks_well(page: Page, folder: Path, name: str) -> None:
    assert not barriers(page), name
    assert not overflow(page), name
    page.screenshot(path=folder / f"{name}.png", full_page=True)
