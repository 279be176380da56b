"""The board in Chromium, started by its command: every screen, both sizes, and what people do there."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.board.binh_gia import NAME, TODAY, prepared
from tests.board.browsing import CHROMIUM, NARROW, NARROWEST, WIDE, Entered, Watched, barriers, overflow, watched
from tests.board.served import served
from tests.board.test_desk import saved_later, spoil
from tests.campaigns import small_campaign
from tests.conftest import system_part
from tests.workbooks import write_workbook

pytestmark = pytest.mark.browser

SCREENS = (
    "/",
    "/?theo=xa&ngay=ca-dot",
    "/ket-qua/2023-04-17",
    "/ket-qua/2023-04-20",
    "/ket-qua/tep",
    "/tien-do",
    "/ban-do",
    "/ban-do?ngay=2023-04-25",
    "/nghi",
    "/nghi?kieu=hong&may=M%C3%81Y+1",
    "/nhap",
    "/lich-truc",
    "/doc-phu-luc",
    "/phuong-an",
    "/phuong-an/1",
    "/nhat-ky",
)
TODAY_TOLD = f"{TODAY.day}/{TODAY.month}/{TODAY.year}"
MISSING = "Failed to load resource"


@pytest.fixture(scope="session")
def campaign_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to be copied."""
    return prepared(tmp_path_factory.mktemp("binh-gia")).parent


@pytest.fixture(scope="module")
def entered(browser: Browser, campaign_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Entered]:
    """A board that many tests look at and none changes, with the cookie that lets in."""
    folder = tmp_path_factory.mktemp("looked-at")
    shutil.copytree(campaign_folder, folder, dirs_exist_ok=True)
    with served(folder / NAME, "--today", TODAY_TOLD) as board:
        yield Entered.at(browser, board)


@pytest.fixture
def workbook(campaign_folder: Path, tmp_path: Path) -> Path:
    """A copy of the campaign under way."""
    shutil.copytree(campaign_folder, tmp_path, dirs_exist_ok=True)
    return tmp_path / NAME


@contextmanager
def opened(browser: Browser, workbook: Path, size: tuple[int, int] = WIDE) -> Iterator[Watched]:
    """The board of this workbook in a browser of this size."""
    with (
        served(workbook, "--today", TODAY_TOLD) as board,
        watched(browser, Entered.at(browser, board), size) as session,
    ):
        yield session


@pytest.fixture
def looking(browser: Browser, entered: Entered) -> Iterator[Watched]:
    """A session with the board that stays as it is."""
    with watched(browser, entered) as found:
        yield found


@pytest.fixture
def session(browser: Browser, workbook: Path) -> Iterator[Watched]:
    with opened(browser, workbook) as found:
        yield found


@pytest.fixture
def page(session: Watched) -> Page:
    return session.page()


@pytest.mark.parametrize("size", [WIDE, NARROW, NARROWEST], ids=lambda size: str(size[0]))
def test_every_screen_can_be_used_by_everybody(browser: Browser, entered: Entered, size: tuple[int, int]) -> None:
    with watched(browser, entered, size) as session:
        page = session.page()
        for screen in SCREENS:
            session.goes_to(page, screen)
            assert not barriers(page), screen
            assert overflow(page) <= 0, screen
            assert page.locator("h1").count() == 1
            assert page.locator("nav a[aria-current=page]").count() == 1


def test_before_the_first_plan(browser: Browser, tmp_path: Path) -> None:
    write_workbook(small_campaign(), tmp_path / NAME)
    with opened(browser, tmp_path / NAME) as session:
        page = session.page()
        for screen in ("/", "/ket-qua", "/tien-do", "/ban-do", "/nghi", "/lich-truc", "/phuong-an", "/nhat-ky"):
            session.goes_to(page, screen)
            assert not barriers(page), screen
        session.goes_to(page, "/")
        expect(page.get_by_text("Chưa có lịch.")).to_be_visible()


def test_the_bar_leads_everywhere_and_the_language_can_be_changed(looking: Watched) -> None:
    page = looking.page()
    looking.goes_to(page, "/")
    for title in ("Kết quả ngày", "Tiến độ", "Bản đồ", "Nghỉ, hỏng", "Lịch trực", "Phương án", "Nhật ký", "Lịch"):
        page.get_by_role("navigation").get_by_role("link", name=title, exact=True).click()
        expect(page.locator("nav a[aria-current=page]")).to_have_text(title)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Schedule")
    assert not barriers(page)
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lịch")


def test_results_are_recorded_with_the_keyboard(session: Watched, page: Page) -> None:
    session.goes_to(page, "/ket-qua")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kết quả ngày 17/4/2023")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    field = page.get_by_label("MÁY 1").first
    field.focus()
    page.keyboard.type("148")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Đã ghi 1 dòng.")
    expect(page.get_by_label("MÁY 1").first).to_have_value("148")
    session.goes_to(page, "/nhat-ky")
    expect(page.locator("tbody tr").first).to_contain_text("ghi kết quả")


def test_a_wrong_figure_is_shown_beside_its_field(looking: Watched) -> None:
    page = looking.page()
    looking.expected.append(MISSING)
    looking.goes_to(page, "/ket-qua/2023-04-17")
    page.get_by_label("Thu nhận:").first.fill("nhiều")
    page.get_by_label("Ghi chú:").first.fill("mưa to")
    page.get_by_role("button", name="Ghi kết quả").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa ghi gì")
    expect(page.get_by_label("Ghi chú:").first).to_have_value("mưa to")
    assert not barriers(page)


def test_two_people_at_one_slot(session: Watched) -> None:
    session.expected.append(MISSING)
    lan, minh = session.page(), session.page()
    for each in (lan, minh):
        session.goes_to(each, "/ket-qua/2023-04-17")
    minh.get_by_label("Thu nhận:").first.fill("160")
    minh.get_by_role("button", name="Ghi kết quả").click()
    expect(minh.get_by_role("status").first).to_have_text("Đã ghi 1 dòng.")
    expect(lan.locator("#moi")).to_contain_text("Có thay đổi mới", timeout=15_000)
    lan.get_by_label("Thu nhận:").first.fill("148")
    lan.get_by_role("button", name="Ghi kết quả").click()
    expect(lan.get_by_role("alert")).to_contain_text("người khác đã ghi kết quả")
    expect(lan.get_by_label("Thu nhận:").first).to_have_value("148")
    expect(lan.locator("td.by").first).to_contain_text("đã ghi: 160")
    expect(lan.get_by_role("group", name="đã ghi 160")).to_contain_text("bạn nhập 148")
    assert not barriers(lan)
    lan.get_by_role("radio", name="Thay bằng 148").check()
    lan.get_by_role("button", name="Ghi kết quả").click()
    expect(lan.get_by_role("status").first).to_have_text("Đã ghi 1 dòng.")


def test_a_broken_machine_is_two_clicks_from_the_schedule(session: Watched, page: Page) -> None:
    session.goes_to(page, "/")
    page.locator("table.timeline tbody th a", has_text="MÁY 2").click()
    expect(page.locator("details[open] select[name=may]")).to_have_value("MÁY 2")
    assert not barriers(page)
    page.get_by_role("button", name="Báo hỏng").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã ghi: 1. MÁY 2")
    expect(page.locator(".warnings")).to_contain_text("không giữ được")
    assert not barriers(page)
    page.get_by_role("button", name="Hủy mục 1").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã hủy: ")
    expect(page.locator(".warnings")).to_have_count(0)


def test_a_results_workbook_is_sent(session: Watched, page: Page, tmp_path: Path) -> None:
    session.expected.append(MISSING)
    session.goes_to(page, "/ket-qua/tep")
    broken = tmp_path / "hỏng.xlsx"
    broken.write_bytes(b"MZ")
    page.get_by_label("Tệp kết quả").set_input_files(broken)
    page.get_by_role("button", name="Ghi tệp kết quả").click()
    expect(page.get_by_role("alert")).to_contain_text("không phải tệp Excel")
    assert not barriers(page)


def test_the_map_draws_what_the_list_says(looking: Watched) -> None:
    page = looking.page()
    looking.goes_to(page, "/ban-do")
    num_units = page.locator(".lists table").nth(1).locator("tbody tr").count()
    assert page.locator("svg.map > circle").count() == num_units > 1
    expect(page.locator("svg.map rect.mark")).to_have_count(
        page.locator(".lists table").first.locator("tbody tr").count()
    )
    box = page.locator("svg.map > circle").first.bounding_box()
    assert box is not None
    assert box["width"] > 20


def test_many_pages_can_be_open_at_once(session: Watched) -> None:
    """More than the six connections that a browser keeps to one place; all hear of what one of them has done."""
    pages = [session.page() for _number in range(9)]
    for each in pages:
        session.goes_to(each, "/ket-qua/2023-04-17")
    pages[4].get_by_label("MÁY 1").first.fill("7")
    pages[4].get_by_role("button", name="Ghi kết quả").click()
    expect(pages[4].get_by_role("status").first).to_have_text("Đã ghi 1 dòng.")
    for each in (pages[0], pages[8]):
        expect(each.locator("#moi")).to_contain_text("Có thay đổi mới", timeout=15_000)


def test_what_is_typed_is_there_when_somebody_comes_back(looking: Watched) -> None:
    page = looking.page()
    looking.goes_to(page, "/ket-qua/2023-04-17")
    page.get_by_label("Thu nhận:").first.fill("148")
    page.get_by_role("link", name="Tiến độ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tiến độ")
    page.go_back()
    expect(page.get_by_label("Thu nhận:").first).to_have_value("148")
    expect(page.locator("#chua-gui")).to_have_text("⟳ chưa gửi: 1")


def test_the_workbook_is_broken_and_mended_meanwhile(session: Watched, page: Page, workbook: Path) -> None:
    good = workbook.read_bytes()
    session.goes_to(page, "/")
    spoil(workbook)
    expect(page.locator("#moi")).to_contain_text("Có thay đổi mới", timeout=15_000)
    page.locator("#moi a").click()
    expect(page.locator(".trouble")).to_contain_text("Đơn vị!")
    expect(page.locator("table.timeline")).to_be_visible()
    assert not barriers(page)
    workbook.write_bytes(good)
    saved_later(workbook)
    saved_later(workbook)
    page.reload()
    expect(page.locator(".trouble")).to_have_count(0)


def test_papers_are_downloaded(looking: Watched, tmp_path: Path) -> None:
    page = looking.page()
    looking.goes_to(page, "/phuong-an/1")
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("link", name="Phụ lục, xlsx").click()
    saved = tmp_path / "tải về.xlsx"
    waiting.value.save_as(saved)
    assert waiting.value.suggested_filename == "phu-luc-pa-1.xlsx"
    assert load_workbook(saved).worksheets


COLOURED = """() => [...document.querySelectorAll("body, body *")].filter((each) => {
  if (!each.checkVisibility() || each.closest("svg")) { return false; }
  const style = getComputedStyle(each), ground = style.backgroundColor;
  return style.color !== "rgb(0, 0, 0)" || style.backgroundImage !== "none" ||
    !["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"].includes(ground);
}).map((each) => each.outerHTML.slice(0, 80))"""


def test_on_paper_everything_is_black_on_white_and_there_is_no_way_to_anywhere(looking: Watched) -> None:
    page = looking.page()
    for screen in SCREENS:
        looking.goes_to(page, screen)
        page.emulate_media(media="print")
        for left_out in ("nav", "header form", "button"):
            for each in page.locator(left_out).all():
                expect(each).to_be_hidden()
        assert page.evaluate(COLOURED) == [], screen
        page.emulate_media(media="screen")


@pytest.mark.parametrize(("screen", "heading"), [("/tien-do", "Đơn vị"), ("/ket-qua/2023-04-17", "Thu nhận")])
def test_each_sheet_of_paper_bears_the_heads_of_its_columns(
    looking: Watched, tmp_path: Path, screen: str, heading: str
) -> None:
    page = looking.page()
    looking.goes_to(page, screen)
    page.pdf(path=tmp_path / "in.pdf", width="210mm", height="70mm")
    system_part("pdftotext", present=shutil.which("pdftotext") is not None)
    said = subprocess.run(["pdftotext", "-layout", str(tmp_path / "in.pdf"), "-"], capture_output=True, check=True)
    told = said.stdout.decode("utf-8").split("\f")[:-1]
    of_table = [sheet for sheet in told if heading in sheet]
    assert len(of_table) > 1
    assert of_table == told[told.index(of_table[0]) : told.index(of_table[-1]) + 1]


def test_by_another_name_there_is_no_board(playwright: Playwright, entered: Entered) -> None:
    rules = "--host-resolver-rules=MAP evil.test 127.0.0.1"
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", rules])
    answer = browser.new_page().goto(entered.origin.replace("127.0.0.1", "evil.test"))
    browser.close()
    assert answer is not None
    assert answer.status == 421


class _Lure(BaseHTTPRequestHandler):
    """A page of another program of this machine that sends the board a form."""

    target = ""

    def do_GET(self) -> None:
        text = (
            f'<form method="post" action="{self.target}"><input name="khoa" value="x"></form>'
            "<script>document.forms[0].submit()</script>"
        )
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def test_a_page_of_another_port_records_nothing(browser: Browser, entered: Entered) -> None:
    with watched(browser, entered) as session:
        session.expected.append(MISSING)
        _Lure.target = f"{entered.origin}/ket-qua/2023-04-17"
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Lure)
        Thread(target=server.serve_forever, daemon=True).start()
        page = session.page()
        with page.expect_response(_Lure.target) as waiting:
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        assert waiting.value.status == 403
        server.shutdown()
        server.server_close()
        session.troubles.clear()  # the lure itself was another place


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}} ${7*7} </td></tr></table>",
)


def test_names_that_want_to_be_more_than_text(browser: Browser, tmp_path: Path) -> None:
    plain = small_campaign()
    units = tuple(
        unit.model_copy(update={"name": f"Xã {name}", "kind": "Xã"})
        for unit, name in zip(plain.units, HOSTILE, strict=True)
    )
    write_workbook(plain.model_copy(update={"units": units, "name": HOSTILE[0]}), tmp_path / NAME)
    with opened(browser, tmp_path / NAME) as session:
        page = session.page()
        for screen in (
            "/",
            "/ket-qua/2023-04-10",
            "/tien-do",
            "/ban-do",
            "/nghi",
            "/lich-truc",
            "/phuong-an",
            "/nhat-ky",
        ):
            session.goes_to(page, screen)
            expect(page.locator(".campaign")).to_have_text(HOSTILE[0])
        session.goes_to(page, "/tien-do")
        for name in HOSTILE:
            expect(page.locator("tbody")).to_contain_text(name)


def test_without_a_session_there_is_only_a_word(browser: Browser, entered: Entered) -> None:
    stranger = browser.new_context()
    page = stranger.new_page()
    answer = page.goto(entered.origin)
    assert answer is not None
    assert answer.status == 401
    assert "Bình Gia" not in page.content()
    assert not barriers(page)
    stranger.close()
