"""Texts that want to be more than text, the plainest on every page; `python -m tests.hostile_board` has more."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.board.browsing import Entered, watched
from tests.board.served import served
from tests.hostile_board import A_BOARD, STRANGE_ELEMENTS, TODAY, faults, readable, staged
from tests.hostile_texts import MARKUP

pytestmark = pytest.mark.browser
WORST = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></tr></table></textarea></option><svg onload=alert(1)>",
    "' onfocus=alert(1) autofocus x='",
)
LONG_TO_BREAK = '*/>\u0301;ự\'"_ạ`=**ạế[>"]\u0301ế\n^^-漢ự\\&>\t};{漢/ع#@𝔘!(=?'
"""A text whose first line is wider than its cell; what does not show of it lay above the cells beside."""


def test_names_that_want_to_be_more_than_text(browser: Browser, tmp_path: Path) -> None:
    texts = readable(iter((*WORST, *MARKUP)), tmp_path, A_BOARD)
    assert texts[: len(WORST)] == list(WORST)
    assert len(texts) == A_BOARD
    assert not faults(browser, tmp_path, texts)


def test_a_name_that_does_not_fit_is_pressed_where_its_middle_seems_to_be(browser: Browser, tmp_path: Path) -> None:
    """Also one that has no place to break, or is written from right to left."""
    texts = readable(iter((LONG_TO_BREAK, "W" * 70)), tmp_path, 2)
    stage = staged(tmp_path, texts)
    with (
        served(stage.workbook, "--today", f"{TODAY:%d/%m/%Y}") as board,
        watched(browser, Entered.at(browser, board)) as session,
    ):
        page = session.page()
        for number in range(len(texts)):
            session.goes_to(page, "/")
            page.locator("table.timeline a.stay").nth(number).click()
            page.get_by_label("Dời đến ngày").wait_for()


def test_elements_and_scripts_that_came_of_a_text_are_seen(browser: Browser, under_way: Path) -> None:
    with served(under_way / "nho" / "campaign.xlsx") as board, watched(browser, Entered.at(browser, board)) as session:
        page = session.page()
        session.goes_to(page, "/tien-do")
        assert not page.evaluate(STRANGE_ELEMENTS)
        page.evaluate("document.body.append(document.createElement('img'), document.createElement('script'))")
        assert len(page.evaluate(STRANGE_ELEMENTS)) == 2
