"""From the first duty roster to a published change in Chromium, with and without script, and a board that is closed."""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.board.browsing import NARROW, Entered, Watched, barriers, overflow, watched
from tests.board.served import ENDS_WITHIN, Served, served
from tests.board.test_search_journey import FINDS_WITHIN, downloaded, first_lines, searching_processes
from tests.cli.diary import BOOK
from tests.staffed_campaign import day, ledger_beside, store_plan, write_staffed

pytestmark = pytest.mark.browser

TODAY = "12/4/2023"


@pytest.fixture
def workbook(home: Path) -> Path:
    """With officers and an announced plan, and no roster yet."""
    shutil.move(write_staffed(home), home / BOOK)
    store_plan(home / BOOK, announced=True)
    return home / BOOK


@pytest.fixture
def board(workbook: Path) -> Iterator[Served]:
    """The board of that campaign on its third day."""
    with served(workbook, "--today", TODAY) as found:
        yield found


def begin(session: Watched, page: Page, seconds: int, **typed: str) -> None:
    """Start a search for a roster from the keyboard."""
    session.goes_to(page, "/lich-truc/lap")
    for label, value in typed.items():
        page.locator(f"[name={label}]").fill(value)
    page.get_by_label("Tìm tối đa (giây)").fill(str(seconds))
    page.keyboard.press("Enter")
    expect(page.locator("#tim-noi")).to_be_visible()


def stop(page: Page) -> None:
    """End a search that has found something, and go on to what it found."""
    first_lines(page)
    page.get_by_role("button", name="Dừng và giữ lịch trực tốt nhất").press("Enter")
    page.get_by_role("link", name=re.compile("^Xem lịch trực số")).click(timeout=FINDS_WITHIN)


def publish(page: Page, number: int) -> None:
    """Publish the roster that the page is about."""
    page.get_by_role("button", name=f"Công bố lịch trực số {number}").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text(f"Lịch trực số {number} đã công bố đến hết ngày 23/4/2023")


def on_duty_tomorrow(workbook: Path) -> str:
    """An officer whom roster 1 has work then."""
    with ledger_beside(workbook) as ledger:
        return next(duty.officer for duty in ledger.rosters.roster(1).roster.duties if duty.date == day(4))


def enter_leave(session: Watched, page: Page, officer: str) -> None:
    """The officer is ill from today to the day after tomorrow."""
    session.goes_to(page, "/lich-truc")
    page.locator("summary").click()
    page.locator("select[name=can-bo]").select_option(officer)
    page.locator("select[name=loai]").select_option("Ô")
    page.locator("form.asked input[name=den]").fill("2023-04-14")
    page.locator("form.asked button.main").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("nghỉ ốm")


def test_from_the_first_roster_to_a_published_change(
    browser: Browser, board: Served, workbook: Path, tmp_path: Path
) -> None:
    entered = Entered.at(browser, board)
    with watched(browser, entered) as session:
        page = session.page()
        session.goes_to(page, "/lich-truc")
        page.get_by_role("link", name="Lập lịch trực lần đầu").click()
        assert not barriers(page)
        begin(session, page, 300, tu="2023-04-10")
        stop(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Lịch trực số 1")
        publish(page, 1)
        enter_leave(session, page, on_duty_tomorrow(workbook))
        page.get_by_role("link", name="Lập lại lịch trực").click()
        expect(page.locator("main")).to_contain_text("1 mục nghỉ mới nhập")
        begin(session, page, 300, giu="0")
        first_lines(page)
        page.reload()
        first_lines(page)
        assert not barriers(page)
        session.goes_to(page, "/lich-truc/lap")
        page.get_by_role("link", name="Xem lượt đang chạy").click()
        stop(page)
        expect(page.locator(".headline")).to_contain_text("khác lịch đã công bố")
        expect(page.locator("table.changed-duties")).to_contain_text("nghỉ ốm")
        assert not barriers(page)
        notice = downloaded(page, "Thông báo đổi ca, zip", tmp_path)
        assert zipfile.ZipFile(io.BytesIO(notice)).namelist()
        publish(page, 2)
        session.goes_to(page, "/nhat-ky")
        expect(page.locator("main")).to_contain_text("công bố lịch trực")
    with watched(browser, entered, NARROW) as narrow:
        small = narrow.page()
        for address in ("/lich-truc", "/lich-truc/2", "/lich-truc/lap", "/lap-lai/2"):
            narrow.goes_to(small, address)
            assert not barriers(small), address
            assert overflow(small) <= 0, address
    with ledger_beside(workbook) as ledger:
        told = [event.what for event in ledger.events()][2:]
    assert told == ["roster", "announce-roster", "adjust", "reroster", "announce-roster"]


def test_without_script(browser: Browser, board: Served, workbook: Path) -> None:
    """The page of the search is loaded again until it is over."""
    entered = Entered.at(browser, board)
    context = browser.new_context(java_script_enabled=False, storage_state=entered.state, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{board.origin}/lich-truc/lap")
    page.get_by_label("Lập lịch trực từ ngày").fill("2023-04-10")
    page.get_by_label("Tìm tối đa (giây)").fill("5")
    page.get_by_role("button", name="Bắt đầu tìm lịch").click()
    for _look in range(90):
        page.reload()
        if page.get_by_role("link", name="Xem lịch trực số 1").count():
            break
        page.wait_for_timeout(1000)
    page.get_by_role("link", name="Xem lịch trực số 1").click()
    page.get_by_label("Công bố lịch trực đến hết ngày").fill("2023-04-16")
    page.get_by_role("button", name="Công bố lịch trực số 1").click()
    expect(page.get_by_role("status").first).to_contain_text("đã công bố đến hết ngày 16/4/2023")
    context.close()
    with ledger_beside(workbook) as ledger:
        assert [each.until.day for each in ledger.rosters.publications()] == [16]


def test_closing_the_board_keeps_the_roster_that_was_found(browser: Browser, board: Served, workbook: Path) -> None:
    with watched(browser, Entered.at(browser, board)) as session:
        page = session.page()
        begin(session, page, 300)
        first_lines(page)
        session.troubles.clear()
        took = board.stop()
        session.troubles.clear()  # the page has lost its stream
    assert took < 3 * ENDS_WITHIN, "far from the time that the search was given"
    assert not searching_processes(board.process.pid)
    with ledger_beside(workbook) as ledger:
        assert ledger.rosters.latest() is not None
