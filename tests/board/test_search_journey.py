"""From the first plan to an announced amendment in Chromium, and what becomes of a search that is killed or left."""

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.ledger import Ledger
from planner.workflow.ledger.keeping import ledger_of
from tests.board.binh_gia import NAME
from tests.board.browsing import NARROW, NARROWEST, WIDE, Entered, Watched, barriers, overflow, watched
from tests.board.served import ENDS_WITHIN, Served, served
from tests.board.test_browser import (  # noqa: F401 - the fixtures of the campaign
    TODAY_TOLD,
    campaign_folder,
    workbook,
)
from tests.board.test_papers import MOMENT, cells
from tests.cli.running import ROOT, planner

pytestmark = pytest.mark.browser

FINDS_WITHIN = 60_000
"""Milliseconds until a search has found a first plan, on a machine that is busy."""


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The workbook of a campaign of which nothing is planned."""
    path = tmp_path / NAME
    path.write_bytes((ROOT / "instances" / "binh-gia-2023" / NAME).read_bytes())
    return path


@pytest.fixture
def board(workbook: Path) -> Iterator[Served]:  # noqa: F811
    """The campaign under way."""
    with served(workbook, "--today", TODAY_TOLD) as found:
        yield found


def ledger(path: Path) -> Ledger:
    """The campaign's ledger, to be read."""
    return ledger_of(path, read_campaign(path).campaign, None)


def begin(session: Watched, page: Page, seconds: int) -> None:
    """Start a search that may last so long."""
    session.goes_to(page, "/lap-lai")
    page.get_by_label("Tìm tối đa (giây)").fill(str(seconds))
    page.get_by_role("button", name="Bắt đầu tìm lịch").click()
    expect(page.locator("#tim-noi")).to_be_visible()


def first_lines(page: Page) -> None:
    """Wait until something is found."""
    expect(page.locator("#tim-muc-tieu tr").first).to_be_visible(timeout=FINDS_WITHIN)


def announce(page: Page) -> None:
    """Announce the plan that the page is about, with the number of citizens where it is asked for."""
    page.get_by_role("link", name=re.compile("^Thông báo phương án")).click()
    asked = page.get_by_label("gõ lại số công dân")
    if asked.count():
        told = re.search(r"[\d.]+", page.locator(".headline").inner_text())
        assert told is not None
        page.get_by_role("button", name="Thông báo phương án").click()
        expect(asked).to_be_focused()
        asked.fill(told[0])
    assert not barriers(page)
    page.get_by_role("button", name="Thông báo phương án").click()
    expect(page.get_by_role("status").first).to_contain_text("đã thông báo đến hết ngày")


def downloaded(page: Page, name: str, folder: Path) -> bytes:
    """The bytes of a paper."""
    with page.expect_download(timeout=120_000) as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    saved = folder / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    return saved.read_bytes()


def test_from_the_first_plan_to_an_amendment(browser: Browser, fresh: Path, tmp_path: Path) -> None:
    with (
        served(fresh, "--today", TODAY_TOLD) as board,
        watched(browser, Entered.at(browser, board)) as session,
    ):
        page = session.page()
        session.goes_to(page, "/")
        page.get_by_role("link", name="Lập lịch lần đầu").click()
        page.get_by_label("Tìm tối đa (giây)").fill("4")
        page.get_by_role("button", name="Bắt đầu tìm lịch").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Phương án 1", timeout=FINDS_WITHIN)
        announce(page)
        session.goes_to(page, "/ket-qua/2023-04-17")
        page.get_by_label("Thu nhận:").first.fill("20")
        page.get_by_role("button", name="Ghi kết quả").click()
        expect(page.get_by_role("status").first).to_have_text("Đã ghi 1 dòng.")
        begin(session, page, 300)
        first_lines(page)
        page.reload()
        first_lines(page)
        assert not barriers(page)
        session.goes_to(page, "/lap-lai")
        page.get_by_role("link", name="Xem lượt đang chạy").click()
        page.get_by_role("button", name="Dừng và giữ lịch tốt nhất").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("So phương án 2 với phương án 1", timeout=20_000)
        assert not barriers(page)
        amendment = downloaded(page, "Phụ lục điều chỉnh, pdf", tmp_path)
        announce(page)
        session.goes_to(page, "/phuong-an/2")
        appendix = downloaded(page, "Phụ lục, xlsx", tmp_path)
    for command in (("print", NAME, "--version", 2), ("changes", NAME, 1, 2)):
        done = planner(*command, "--today", TODAY_TOLD, "-o", "in", folder=fresh.parent)
        assert done.code == 0, done.err
    printed = fresh.parent / "in"
    assert cells(appendix) == cells((printed / "phu-luc.xlsx").read_bytes())
    there = (printed / "phu-luc-dieu-chinh.pdf").read_bytes()
    assert MOMENT.sub(b"", amendment) == MOMENT.sub(b"", there)
    with ledger(fresh) as found:
        assert [event.what for event in found.events()] == ["plan", "announce", "record", "replan", "announce"]


@pytest.mark.parametrize("size", [WIDE, NARROW, NARROWEST], ids=lambda size: str(size[0]))
def test_every_page_of_a_search_can_be_used_by_everybody(
    browser: Browser,
    board: Served,
    size: tuple[int, int],
) -> None:
    with watched(browser, Entered.at(browser, board), size) as session:
        page = session.page()
        begin(session, page, 300)
        first_lines(page)
        assert not barriers(page)
        assert overflow(page) <= 0
        page.get_by_role("button", name="Dừng và giữ lịch tốt nhất").click()
        expect(page).to_have_url(re.compile("/so-voi/1$"), timeout=20_000)
        for address in (
            "/phuong-an/2/so-voi/1",
            "/phuong-an/2/thong-bao",
            "/phuong-an/1/thong-bao",
            "/lap-lai",
            "/lap-lai/1",
        ):
            session.goes_to(page, address)
            assert not barriers(page), address
            assert overflow(page) <= 0, address


def test_a_search_is_given_up(browser: Browser, board: Served, workbook: Path) -> None:  # noqa: F811
    with watched(browser, Entered.at(browser, board)) as session:
        page = session.page()
        begin(session, page, 300)
        first_lines(page)
        page.get_by_role("button", name="Bỏ", exact=True).click()
        expect(page.locator("#tim-noi")).to_contain_text("không lưu gì", timeout=20_000)
        with ledger(workbook) as found:
            assert len(found.stored_versions()) == 1


def searching_processes(of: int) -> set[int]:
    """The processes below this one that search."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                words = (entry / "cmdline").read_bytes()
            except (OSError, ValueError):
                continue
            if parent == of and b"spawn_main" in words:
                found.add(int(entry.name))
    return found


def test_a_search_whose_process_is_killed(browser: Browser, board: Served, workbook: Path) -> None:  # noqa: F811
    """It is tried once more; killed again, it ends in a sentence, or in the best plan with one. The board goes on."""
    with watched(browser, Entered.at(browser, board)) as session:
        page = session.page()
        begin(session, page, 300)
        killed: set[int] = set()
        until = time.monotonic() + 90
        while len(killed) < 2 and time.monotonic() < until:
            for process in searching_processes(board.process.pid) - killed:
                time.sleep(1.0)
                os.kill(process, signal.SIGKILL)
                killed.add(process)
            time.sleep(0.1)
        assert len(killed) == 2
        told = page.locator("#tim .where, #tim .remarks").filter(has_text=re.compile("dừng (bất ngờ|đột ngột)"))
        expect(told.first).to_be_visible(timeout=60_000)
        page.reload()
        expect(told.first).to_be_visible()
        with ledger(workbook) as found:
            versions, events = len(found.stored_versions()), [event.what for event in found.events()]
        assert (versions == 1) == ("search-died" in events)
        session.goes_to(page, "/")
        expect(page.locator("table.timeline")).to_be_visible()


def test_closing_the_board_keeps_what_was_found(browser: Browser, board: Served, workbook: Path) -> None:  # noqa: F811
    with watched(browser, Entered.at(browser, board)) as session:
        page = session.page()
        begin(session, page, 300)
        first_lines(page)
        session.troubles.clear()
        took = board.stop()
        session.troubles.clear()  # the page has lost its stream
    assert took < 3 * ENDS_WITHIN, "far from the time that the search was given"
    assert not searching_processes(board.process.pid)
    with ledger(workbook) as found:
        assert len(found.stored_versions()) == 2
