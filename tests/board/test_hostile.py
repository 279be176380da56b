"""Texts that want to be more than text, the plainest on every page; `python -m tests.hostile_board` has more."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.board.browsing import Entered, watched
from tests.board.served import served
from tests.hostile_board import A_BOARD, STRANGE_ELEMENTS, faults, readable
from tests.hostile_texts import MARKUP

pytestmark = pytest.mark.browser
WORST = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></tr></table></textarea></option><svg onload=alert(1)>",
    "' onfocus=alert(1) autofocus x='",
)


def test_names_that_want_to_be_more_than_text(browser: Browser, tmp_path: Path) -> None:
    texts = readable(iter((*WORST, *MARKUP)), tmp_path, A_BOARD)
    assert texts[: len(WORST)] == list(WORST)
    assert len(texts) == A_BOARD
    assert not faults(browser, tmp_path, texts)


def test_elements_and_scripts_that_came_of_a_text_are_seen(browser: Browser, under_way: Path) -> None:
    with served(under_way / "nho" / "campaign.xlsx") as board, watched(browser, Entered.at(browser, board)) as session:
        page = session.page()
        session.goes_to(page, "/tien-do")
        assert not page.evaluate(STRANGE_ELEMENTS)
        page.evaluate("document.body.append(document.createElement('img'), document.createElement('script'))")
        assert len(page.evaluate(STRANGE_ELEMENTS)) == 2
