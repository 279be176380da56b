"""A first day with a stop-watch: from no workbook to a printed appendix, from an evening's results to an amendment.

No command is typed: what a double click starts is started, the rest is clicked and filled in. What it took is printed
(`pytest -rP`) and held to what it takes today. Then errors are made on purpose: each has to be mended from the page.
"""

import os
import re
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Frame, Locator, Page, expect

from planner.intake.cells import container
from planner.ledger import database
from tests.board.browsing import NARROW, WIDE, Entered, barriers, overflow, watched
from tests.board.forms import Offered
from tests.board.opened import Opened, opened
from tests.board.served import served
from tests.board.test_browser import (  # noqa: F401 - the fixtures of the campaign
    TODAY_TOLD,
    campaign_folder,
    workbook,
)
from tests.board.test_desk import saved_later, spoil
from tests.campaigns import day
from tests.cli.diary import BOOK

FINDS_WITHIN = 90_000
COMMAND = re.compile(r"\bplanner [a-z]|(?<![\w-])--?[a-z]+\b|chạy (lại )?lệnh|bằng lệnh")
UNITS = (("Xã Tân Văn", 900), ("Xã Hồng Phong", 640), ("Thị trấn Bình Gia", 1200))


@dataclass
class Counted:
    """A person at a page: what they do is counted."""

    page: Page
    clicks: int = 0
    typed: int = 0
    shown: int = 0
    began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.page.on("framenavigated", self._count)

    def _count(self, _frame: Frame) -> None:
        self.shown += 1

    def click(self, role: str, name: str | re.Pattern[str]) -> None:
        """A link or a button."""
        self.clicks += 1
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]

    def type(self, into: Locator, text: str) -> None:
        """Into a field."""
        self.typed += 1
        into.fill(text)

    def download(self, name: str, folder: Path) -> Path:
        """By its link."""
        self.clicks += 1
        with self.page.expect_download(timeout=120_000) as waiting:
            self.page.get_by_role("link", name=name, exact=True).click()
        saved = folder / waiting.value.suggested_filename
        waiting.value.save_as(saved)
        return saved

    def told(self, what: str, beside: str) -> str:
        """What it took, for people."""
        seconds = time.monotonic() - self.began
        return (
            f"{what}: {self.clicks} clicks and {self.typed} fields on {self.shown} pages, {beside}; {seconds:.0f} s of "
            f"this machine"
        )


def fill_in(path: Path) -> int:
    """What a person does in Excel: three communes with what they need, two machines; and how many cells that takes."""
    book = load_workbook(path)
    rows: dict[str, list[dict[str, str | int]]] = {
        "Đơn vị": [{"Mã": f"{place:05}", "Đơn vị": name, "Cần thu nhận": need} for place, (name, need) in _numbered()],
        "Máy": [{"Máy": "MÁY 1", "Loại": "Lưu động"}, {"Máy": "MÁY 2", "Loại": "Lưu động"}],
    }
    for title, filled in rows.items():
        sheet = book[title]
        heads = [cell.value for cell in sheet[1]]
        for number, row in enumerate(filled, start=2):
            for head, value in row.items():
                sheet.cell(number, heads.index(head) + 1, value)
    book.save(path)
    saved_later(path)
    return sum(len(row) for filled in rows.values() for row in filled)


def _numbered() -> list[tuple[int, tuple[str, int]]]:
    return [*enumerate(UNITS, start=1)]


@pytest.mark.browser
def test_from_nothing_to_a_printed_appendix(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "Tải về"
    folder.mkdir()
    with served(folder) as board, watched(browser, Entered.at(browser, board)) as session:
        page = session.page()
        person = Counted(page)
        session.goes_to(page, "/")
        assert not barriers(page)
        person.type(page.get_by_label("Tên chiến dịch"), "Thu nhận 2026")
        person.type(page.get_by_label("Ngày đầu"), "2027-05-03")
        person.type(page.get_by_label("Ngày cuối"), "2027-05-28")
        person.click("button", "Tạo chiến dịch")
        expect(page.get_by_role("heading", level=2)).to_have_text("Còn thiếu 2 chỗ")
        assert not barriers(page)
        cells = fill_in(folder / "Thu nhận 2026" / "campaign.xlsx")
        person.click("button", "Đã lưu, xem lại")
        expect(page.locator(".done")).to_contain_text("3 đơn vị, 2 máy, 2.740 hồ sơ")
        assert not barriers(page)
        person.click("button", "Mở bảng và lập lịch")
        person.click("button", "Bắt đầu tìm lịch")
        expect(page.get_by_role("heading", level=1)).to_have_text("Phương án 1", timeout=FINDS_WITHIN)
        appendix = person.download("Phụ lục, pdf", tmp_path)
    assert appendix.read_bytes().startswith(b"%PDF")
    print(person.told("From nothing to a printed appendix", f"a double click, and {cells} cells in Excel"))
    assert (person.clicks, person.typed) <= (5, 3)
    assert person.shown <= 7


@pytest.mark.browser
def test_from_an_evening_s_results_to_the_announced_amendment(
    browser: Browser,
    workbook: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    with (
        served(workbook, "--today", TODAY_TOLD) as board,
        watched(browser, Entered.at(browser, board)) as session,
    ):
        page = session.page()
        person = Counted(page)
        session.goes_to(page, "/")
        person.click("link", "Kết quả ngày")
        for place, figure in enumerate(("97", "88")):
            person.type(page.locator("input[name^='thu.'][value='']").nth(place), figure)
        person.click("button", "Ghi kết quả")
        expect(page.get_by_role("status").first).to_have_text("Đã ghi 2 dòng.")
        person.click("link", "Lập lại lịch")
        person.click("button", "Bắt đầu tìm lịch")
        expect(page.locator("#tim-muc-tieu tr").nth(1)).to_be_visible(timeout=FINDS_WITHIN)
        person.click("button", "Dừng và giữ lịch tốt nhất")
        expect(page).to_have_url(re.compile("/so-voi/1$"), timeout=30_000)
        amendment = person.download("Phụ lục điều chỉnh, pdf", tmp_path)
        person.click("link", re.compile("^Thông báo phương án 2"))
        asked = page.get_by_label("gõ lại số công dân")
        if asked.count():
            told = re.search(r"[\d.]+", page.locator(".headline").inner_text())
            assert told is not None
            person.type(asked, told[0])
        person.click("button", "Thông báo phương án 2")
        expect(page.get_by_role("status").first).to_contain_text("đã thông báo đến hết ngày")
    assert amendment.read_bytes().startswith(b"%PDF")
    print(person.told("From an evening's results to the announced amendment", "the workbook dragged onto Mở bảng.cmd"))
    assert person.clicks <= 8
    assert person.typed <= 3
    assert person.shown <= 11


@pytest.mark.browser
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: str(size[0]))
def test_choosing_and_the_manual_can_be_used_by_everybody(browser: Browser, home: Path, size: tuple[int, int]) -> None:
    with served(home) as board, watched(browser, Entered.at(browser, board), size) as session:
        page = session.page()
        session.expected.append("Failed to load resource")
        for address in ("/chon", "/huong-dan", "/huong-dan/2", "/huong-dan/15", "/huong-dan/16"):
            session.goes_to(page, address)
            assert not barriers(page), address
            assert overflow(page) <= 0, address
        session.goes_to(page, "/chon")
        page.get_by_label("Tên chiến dịch").fill("con")
        page.get_by_label("Ngày đầu").fill("2027-05-03")
        page.get_by_role("button", name="Tạo chiến dịch").click()
        expect(page.get_by_label("Tên chiến dịch")).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label("Ngày đầu")).to_have_value("2027-05-03")
        assert not barriers(page)
        page.get_by_role("link", name="Hướng dẫn", exact=True).click()
        expect(page.get_by_role("heading", name="Mở bảng, tạo chiến dịch mới")).to_be_in_viewport()


def words(text: str) -> str:
    """What a page says in its content and above it."""
    body = text.partition("</header>")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<option.*?</option>", "", body)))


def filled(board: Opened, address: str, action: str, **fields: str) -> str:
    """What comes of the page's form with these fields typed in."""
    form = next(form for form in Offered(board.text(address)).forms if form.action == action)
    pressed = {name: value for name, value in form.fields.items() if name != "them"}
    answer = board.post(action, pressed | fields)
    return board.text(answer.headers["location"]) if answer.status_code == 303 else answer.text


RESULTS = f"/ket-qua/{day(2)}"


def over_capacity(board: Opened, _home: Path, _patch: pytest.MonkeyPatch) -> str:
    return filled(board, RESULTS, RESULTS, **{"thu.0": "4000"})


def no_figure(board: Opened, _home: Path, _patch: pytest.MonkeyPatch) -> str:
    return filled(board, RESULTS, RESULTS, **{"thu.0": "nhiều"})


def far_too_many(board: Opened, _home: Path, _patch: pytest.MonkeyPatch) -> str:
    return filled(board, RESULTS, RESULTS, **{"thu.0": "500000000"})


def day_to_come(board: Opened, _home: Path, _patch: pytest.MonkeyPatch) -> str:
    return filled(board, f"/ket-qua/{day(5)}", f"/ket-qua/{day(5)}", **{"thu.0": "5"})


def spoilt_cell(board: Opened, home: Path, _patch: pytest.MonkeyPatch) -> str:
    board.text("/")
    spoil(home / BOOK)
    return filled(board, "/lap-lai", "/lap-lai")


def locked_workbook(board: Opened, home: Path, patch: pytest.MonkeyPatch) -> str:
    board.text("/")
    _lock(home, patch)
    return board.text("/")


def locked_from_the_start(board: Opened, home: Path, patch: pytest.MonkeyPatch) -> str:
    _lock(home, patch)
    return board.get("/").text


def _lock(home: Path, patch: pytest.MonkeyPatch) -> None:
    def refuse(*_told: object) -> bytes:
        raise PermissionError

    patch.setattr(container, "_first_bytes", refuse)
    saved_later(home / BOOK)


def open_in_excel(board: Opened, home: Path, _patch: pytest.MonkeyPatch) -> str:
    (home / BOOK).with_name("~$campaign.xlsx").write_bytes(b"x")
    return board.text("/")


def workbook_moved(board: Opened, home: Path, _patch: pytest.MonkeyPatch) -> str:
    board.text("/")
    (home / BOOK).rename(home / "elsewhere.xlsx")
    return board.text("/")


def no_excel_file(board: Opened, _home: Path, _patch: pytest.MonkeyPatch) -> str:
    return board.send("/ket-qua/tep", "ket-qua.xlsx", b"MZ").text


def campaign_for_results(board: Opened, home: Path, _patch: pytest.MonkeyPatch) -> str:
    return board.send("/ket-qua/tep", "campaign.xlsx", (home / BOOK).read_bytes()).text


def campaign_for_appendix(board: Opened, home: Path, _patch: pytest.MonkeyPatch) -> str:
    return board.send("/doc-phu-luc", "campaign.xlsx", (home / BOOK).read_bytes()).text


def no_appendix(board: Opened, _home: Path, _patch: pytest.MonkeyPatch) -> str:
    return board.send("/doc-phu-luc", "phu-luc.pdf", b"%PDF-1.4").text


def no_file(board: Opened, _home: Path, _patch: pytest.MonkeyPatch) -> str:
    return board.post("/ket-qua/tep", {}).text


def no_machine(board: Opened, home: Path, _patch: pytest.MonkeyPatch) -> str:
    return _without(board, home, "Máy")


def no_unit(board: Opened, home: Path, _patch: pytest.MonkeyPatch) -> str:
    return _without(board, home, "Đơn vị")


def _without(board: Opened, home: Path, sheet: str) -> str:
    book = load_workbook(home / BOOK)
    book[sheet].delete_rows(2, book[sheet].max_row)
    book.save(home / BOOK)
    return board.get("/lap-lai").text


def busy_ledger(board: Opened, home: Path, patch: pytest.MonkeyPatch) -> str:
    patch.setattr(database, "PATIENCE_SECONDS", 0.2)
    (ledger,) = (home / BOOK).parent.glob("*.ledger.db")
    held = sqlite3.connect(ledger, isolation_level=None)
    held.execute("begin exclusive")
    try:
        return board.get(RESULTS).text
    finally:
        held.close()


def wrong_number_of_citizens(board: Opened, _home: Path, _patch: pytest.MonkeyPatch) -> str:
    return filled(board, "/phuong-an/2/thong-bao", "/phuong-an/2/thong-bao", **{"cong-dan": "1"})


def no_seconds(board: Opened, _home: Path, _patch: pytest.MonkeyPatch) -> str:
    return filled(board, "/lap-lai", "/lap-lai", giay="lâu")


def breakdown_that_is_over(board: Opened, _home: Path, _patch: pytest.MonkeyPatch) -> str:
    return filled(board, "/nghi", "/nghi", kieu="hong", may="M1", tu=str(day(1)), den=str(day(1)))


Made = Callable[[Opened, Path, pytest.MonkeyPatch], str]
MADE_ON_PURPOSE: tuple[tuple[Made, str, str], ...] = (
    (over_capacity, "vượt năng lực", "gõ số đúng rồi ghi lại"),
    (no_figure, "Chưa ghi gì", "nhập số nguyên"),
    (far_too_many, "500.000.000 lớn hơn", "Hãy sửa lại"),
    (day_to_come, "Chưa thể ghi kết quả", "đến ngày mới nhập được"),
    (spoilt_cell, "Đơn vị!I2", "Hãy sửa trong Excel, lưu lại rồi tải lại trang này"),
    (locked_workbook, "campaign.xlsx : tệp đang bị chương trình khác giữ", "Hãy đóng tệp trong Excel"),
    (locked_from_the_start, "tệp đang bị chương trình khác giữ", "Hãy đóng tệp trong Excel"),
    (open_in_excel, "dường như đang mở trong Excel", "hãy lưu tệp trong Excel rồi làm lại"),
    (workbook_moved, "campaign.xlsx : tệp không còn ở", "Hãy đặt lại tệp vào đó"),
    (no_excel_file, "không phải tệp Excel", "lưu thành tệp xlsx"),
    (campaign_for_results, "Đây là tệp Excel của chiến dịch", "Hãy chọn tệp kết quả"),
    (campaign_for_appendix, "Đây là tệp Excel của chiến dịch", "Hãy chọn tệp phụ lục"),
    (no_appendix, "không phải tệp Excel", "lưu thành tệp xlsx hoặc docx"),
    (no_file, "Hãy chọn tệp trước", "Hãy chọn tệp trước"),
    (no_machine, "Máy!A2 : chưa có máy nào", "Hãy nhập mỗi máy một dòng"),
    (no_unit, "Đơn vị!A2 : chưa có đơn vị nào", "một dòng"),
    (busy_ledger, "Sổ cái đang bận", "Hãy thử lại sau vài giây"),
    (wrong_number_of_citizens, "Chưa thông báo gì", "gõ đúng số công dân mất lượt"),
    (no_seconds, "Chưa bắt đầu", "số nguyên từ 1 đến 3.600"),
    (breakdown_that_is_over, "đã qua", "Hãy cho bắt đầu từ hôm nay"),
)


@pytest.mark.parametrize(
    ("make", "what", "to_do"), MADE_ON_PURPOSE, ids=[made.__name__ for made, *_ in MADE_ON_PURPOSE]
)
def test_an_error_is_mended_from_the_page_s_own_words(
    under_way: Path, monkeypatch: pytest.MonkeyPatch, make: Made, what: str, to_do: str
) -> None:
    board = opened(under_way)
    try:
        told = words(make(board, under_way, monkeypatch))
    finally:
        board.close()
    assert what in told
    assert to_do in told
    assert not COMMAND.search(told), COMMAND.search(told)


def test_what_was_mended_is_gone(under_way: Path) -> None:
    board = opened(under_way)
    good = (under_way / BOOK).read_bytes()
    board.text("/")
    spoil(under_way / BOOK)
    assert "Đơn vị!I2" in board.text("/")
    (under_way / BOOK).write_bytes(good)
    os.utime(under_way / BOOK)
    assert "Đơn vị!I2" not in board.text("/")
    board.close()


def test_a_second_board_of_the_same_campaign_is_told_what_the_first_has_written(under_way: Path) -> None:
    """Two double clicks are two boards: neither writes over the other."""
    first, second = opened(under_way), opened(under_way)
    seen = next(form for form in Offered(second.text(RESULTS)).forms if form.action == RESULTS)
    assert "Đã ghi 1 dòng" in filled(first, RESULTS, RESULTS, **{"thu.3": "2"})
    pressed = {name: value for name, value in seen.fields.items() if name != "them"}
    told = words(second.post(RESULTS, pressed | {"thu.3": "1"}).text)
    assert "người khác đã ghi kết quả" in told
    assert not COMMAND.search(told)
    first.close()
    second.close()
