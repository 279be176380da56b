"""Every page enlarged to twice its size, in whole and its text alone, and on the narrowest screen that WCAG knows.

Only a table may be wider than the screen, and then within a region of its own that scrolls (WCAG 2.2, 1.4.4, 1.4.10).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from planner.board.site import PAGES
from planner.board.views.guide import PICTURES
from tests.board.browsing import CHROMIUM, Entered, barriers, overflow, watched
from tests.board.opened import Opened
from tests.board.served import served
from tests.board.test_duties import LEAVE, rostered, staffed  # noqa: F401 - a campaign with a roster
from tests.board.test_site import address_of
from tests.cli.diary import BOOK

pytestmark = pytest.mark.browser

NARROWEST_OF_ALL, TWICE, ORDINARY = (320, 640), (683, 384), (1366, 768)
"""CSS pixels: what a screen of 1280 has left at 400 %, what one of 1366 by 768 has left at 200 %, and that one."""
TWICE_THE_TEXT = "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((each) => {
  if (each.closest(".scroll, .sideways, .hidden, .skip, svg") || each.checkVisibility() === false) { return false; }
  const box = each.getBoundingClientRect();
  const hides = getComputedStyle(each).overflowX === "hidden" && each.scrollWidth > each.clientWidth + 1;
  return box.width > 0 && (box.right > document.documentElement.clientWidth + 1 || box.left < -1 || hides);
}).map((each) => `${each.tagName}.${each.className}: ${each.textContent.trim().slice(0, 40)}`)"""
NO_PAGES = ("/lap-lai/{number}", "/phuong-an/{number}/cong-bo/{file:path}", PICTURES)
"""Of a search that has to be begun first; and what is no page of the board."""
ALSO = ("/?theo=xa&ngay=ca-dot", "/nghi?kieu=ghim", "/ket-qua/2023-04-12", "/lich-truc?xem=thang", "/khong-co")


def addresses() -> list[str]:
    """Every page that is there to be read."""
    read = [page for page in PAGES if page.method == "GET" and not page.path.startswith(NO_PAGES)]
    return [*(address_of(page) for page in read if "{suffix}" not in page.path and ".zip" not in page.path), *ALSO]


def all_fit(browser: Browser, entered: Entered, size: tuple[int, int]) -> None:
    """Nothing of any page is lost or lies beside the screen."""
    with watched(browser, entered, size) as session:
        session.expected.append("Failed to load resource")
        page = session.page()
        for address in addresses():
            session.goes_to(page, address)
            assert cut_off(page) == [], address
            assert overflow(page) <= 0, address


def cut_off(page: Page) -> list[str]:
    """What lies beside the screen."""
    return [str(each) for each in page.evaluate(CUT_OFF)]


@pytest.fixture
def entered(browser: Browser, under_way: Path) -> Iterator[Entered]:
    with served(under_way / BOOK, "--today", "12/4/2023") as board:
        yield Entered.at(browser, board)


@pytest.mark.parametrize("size", [NARROWEST_OF_ALL, TWICE], ids=["320 wide", "twice as large"])
def test_no_page_is_wider_than_its_screen(browser: Browser, entered: Entered, size: tuple[int, int]) -> None:
    all_fit(browser, entered, size)


def test_no_page_loses_anything_where_only_its_text_is_twice_as_large(playwright: Playwright, entered: Entered) -> None:
    large = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", TWICE_THE_TEXT])
    with watched(large, entered) as session:
        page = session.page()
        session.goes_to(page, "/tien-do")
        assert page.evaluate("getComputedStyle(document.body).fontSize") == "30px"
    all_fit(large, entered, ORDINARY)
    large.close()


def test_a_roster_fits_as_well(browser: Browser, rostered: Opened, home: Path) -> None:  # noqa: F811
    assert rostered.post("/lich-truc/nghi", LEAVE).status_code == 303
    with (
        served(home / BOOK, "--today", "12/4/2023") as board,
        watched(browser, Entered.at(browser, board), NARROWEST_OF_ALL) as session,
    ):
        page = session.page()
        for address in ("/lich-truc", "/lich-truc?xem=thang", "/lich-truc/lap", "/lich-truc/1"):
            session.goes_to(page, address)
            assert cut_off(page) == []
            assert overflow(page) <= 0
            assert not barriers(page)
