"""A whole day without a mouse: what has the focus is seen, nothing hides it, and after a form it is at the answer."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.board.binh_gia import SILENT
from tests.board.browsing import Entered, watched
from tests.board.served import served
from tests.board.test_browser import (  # noqa: F401 - the fixtures of the campaign
    TODAY_TOLD,
    campaign_folder,
    workbook,
)
from tests.board.test_search_journey import FINDS_WITHIN, first_lines, ledger

pytestmark = pytest.mark.browser

MOST_TABS = 250
FOCUSED = """() => {
  const each = document.activeElement, style = getComputedStyle(each), box = each.getBoundingClientRect();
  if (each === document.body) { return null; }
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1);
  const above = document.elementFromPoint(x, y);
  return {
    told: (each.getAttribute("aria-label") || each.innerText || each.name || each.id || "").trim(),
    tag: each.tagName, id: each.id, name: each.getAttribute("name") || "",
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    hidden: !above || !(each.contains(above) || above.contains(each) || above.closest("label")?.contains(each)),
  };
}"""


class Keys:
    """Somebody who works with the keyboard alone."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def here(self) -> dict[str, str]:
        """What has the focus; it has to be seen."""
        found = self.page.evaluate(FOCUSED)
        if found is None:
            return {"told": "", "tag": "BODY", "id": "", "name": ""}
        assert found["ringed"], found
        assert found["inside"], found
        assert not found["hidden"], found
        return {name: str(value) for name, value in found.items()}

    def to(self, told: str, tag: str = "") -> None:
        """Tab until the focus is on what is called so."""
        passed = []
        for _press in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            here = self.here()
            if re.search(told, here["told"]) and tag in ("", here["tag"]):
                return
            passed.append(here["told"] or here["tag"])
        raise AssertionError(f"no way to {told}: {passed}")

    def enter(self, told: str, tag: str = "") -> None:
        """Go to it, and press Enter."""
        self.to(told, tag)
        self.page.keyboard.press("Enter")

    def comes_to(self, link: str, title: str) -> None:
        """Go to a page by a link."""
        self.enter(link, "A")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile(title), timeout=FINDS_WITHIN)
        self.page.wait_for_load_state()

    def has_answer(self, told: str) -> None:
        """The focus has come to the message of what was done."""
        message = self.page.locator("p.message")
        expect(message).to_contain_text(told)
        expect(message).to_be_focused()
        assert self.here()["tag"] == "P"


def reaches_the_content(keys: Keys) -> None:
    """The first thing of a page leads past its navigation."""
    page = keys.page
    page.keyboard.press("Tab")
    assert "nội dung" in keys.here()["told"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def records_results(keys: Keys) -> None:
    """Type figures and a note and send them; then a figure that is none."""
    page = keys.page
    keys.comes_to("^Kết quả ngày$", "^Kết quả ngày 17/4/2023$")
    keys.to(f"^Thu nhận: .*{SILENT[1]}", "INPUT")
    page.keyboard.type("148")
    keys.to(f"^Ghi chú: .*{SILENT[1]}", "INPUT")
    page.keyboard.type("mưa to")
    keys.enter("^Ghi kết quả$", "BUTTON")
    keys.has_answer("Đã ghi 1 dòng.")
    keys.to("^Thu nhận: .*MÁY 2", "INPUT")
    page.keyboard.press("Control+A")
    page.keyboard.type("nhiều")
    page.keyboard.press("Enter")
    expect(page.locator("[aria-invalid]").first).to_be_focused()
    keys.here()


def reports_a_breakdown(keys: Keys) -> None:
    """Open the form, choose a machine, send it."""
    page = keys.page
    keys.comes_to("^Nghỉ, hỏng$", "^Nghỉ, hỏng$")
    keys.enter("^Báo máy hỏng$", "SUMMARY")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.locator("details[open] select[name=may]")).to_have_value("MÁY 2")
    keys.enter("^Báo hỏng$", "BUTTON")
    keys.has_answer("Đã ghi: 1. MÁY 2")


def plans_anew(keys: Keys) -> None:
    """Begin a search, stop it once something is found, and come to the comparison."""
    page = keys.page
    keys.comes_to("^Lập lại lịch$", "^Lập lại lịch$")
    keys.to("^giay$", "INPUT")
    page.keyboard.press("Control+A")
    page.keyboard.type("300")
    keys.enter("^Bắt đầu tìm lịch$", "BUTTON")
    first_lines(page)
    keys.enter("^Dừng và giữ lịch tốt nhất$", "BUTTON")
    expect(page.get_by_role("heading", level=1)).to_contain_text("So phương án 2", timeout=FINDS_WITHIN)
    page.wait_for_load_state()


def announces(keys: Keys) -> None:
    """Announce the new plan, with the number of citizens where it is asked for."""
    page = keys.page
    keys.comes_to("^Thông báo phương án 2", "^Thông báo phương án 2")
    if page.get_by_label("gõ lại số công dân").count():
        told = re.search(r"[\d.]+", page.locator(".headline").inner_text())
        assert told is not None
        keys.enter("^Thông báo phương án 2", "BUTTON")
        expect(page.get_by_label("gõ lại số công dân")).to_be_focused()
        page.keyboard.type(told[0])
    keys.enter("^Thông báo phương án 2", "BUTTON")
    keys.has_answer("đã thông báo đến hết ngày")


def downloads_the_appendix(keys: Keys) -> None:
    """Find the plan in the list, and take its appendix."""
    page = keys.page
    keys.comes_to("^Phương án$", "^Phương án$")
    keys.comes_to("^Phương án 2$", "^Phương án 2$")
    with page.expect_download(timeout=120_000) as waiting:
        keys.enter("^Phụ lục, xlsx$", "A")
    assert waiting.value.suggested_filename == "phu-luc-pa-2.xlsx"


def test_a_whole_day_with_the_keyboard_alone(browser: Browser, workbook: Path) -> None:  # noqa: F811
    with (
        served(workbook, "--today", TODAY_TOLD) as board,
        watched(browser, Entered.at(browser, board)) as session,
    ):
        session.expected.append("Failed to load resource")
        keys = Keys(session.page())
        session.goes_to(keys.page, "/")
        reaches_the_content(keys)
        session.goes_to(keys.page, "/")
        for part in (records_results, reports_a_breakdown, plans_anew, announces, downloads_the_appendix):
            part(keys)
    with ledger(workbook) as found:
        assert [event.what for event in found.events()][-4:] == ["record", "adjust", "replan", "announce"]
