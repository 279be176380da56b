"""Drafts in Chromium: mouse, keys and form give the same draft, which is stored, pinned, or laid onto another plan."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from planner.ledger.ledger import Ledger
from planner.workflow.ledger.keeping import whoever_runs_this
from tests.board.browsing import NARROW, NARROWEST, WIDE, Entered, Watched, barriers, overflow, watched
from tests.board.served import Served, served
from tests.campaigns import filled_plan, stand
from tests.hand_campaign import CAMPAIGN, TODAY, ledger_beside, stored
from tests.ledger.samples import AT, provenance

pytestmark = pytest.mark.browser

MISSING = "Failed to load resource"
C = "Đã dời C sang 15/4: 6 công dân mất lượt"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return stored(tmp_path)


@pytest.fixture
def board(workbook: Path) -> Iterator[Served]:
    with served(workbook, "--today", f"{TODAY:%d/%m/%Y}") as found:
        yield found


@pytest.fixture
def entered(browser: Browser, board: Served) -> Entered:
    return Entered.at(browser, board)


@pytest.fixture
def session(browser: Browser, entered: Entered) -> Iterator[Watched]:
    with watched(browser, entered) as found:
        yield found


@pytest.fixture
def page(session: Watched) -> Page:
    found = session.page()
    session.goes_to(found, "/")
    return found


def stay(page: Page, unit: str) -> Locator:
    return page.locator("table.timeline a.stay", has_text=re.compile(f"^{unit}$")).first


def message(page: Page) -> Locator:
    return page.locator("p.message")


def draft(page: Page) -> Locator:
    return page.locator("#nhap strong")


def machine_of(page: Page, unit: str) -> str:
    return stay(page, unit).locator("xpath=ancestor::tr").get_attribute("data-line") or ""


def dragged(page: Page, unit: str, day: str, machine: str, *, drops: bool = True) -> None:
    """Hold the stay at its first slot and let it go over the first slot of another day."""
    held = stay(page, unit).bounding_box()
    head = page.locator(f"th.shift[data-slot^='{day}']").first.bounding_box()
    row = page.locator(f"tr[data-line='{machine}'] th").bounding_box()
    assert held
    assert head
    assert row
    page.mouse.move(held["x"] + 2, held["y"] + held["height"] / 2)
    page.mouse.down()
    page.mouse.move(head["x"] + 20, held["y"] + 4, steps=5)
    page.mouse.move(head["x"] + 6, row["y"] + row["height"] / 2, steps=5)
    expect(page.locator(".ghost")).to_contain_text(unit)
    expect(page.locator(".aim")).to_be_visible()
    if drops:
        page.mouse.up()


def placed(page: Page) -> list[str]:
    """Every stay that can be moved, by its form's address."""
    return [str(each) for each in page.locator("table.timeline a.stay").evaluate_all("all => all.map(e => e.search)")]


def test_mouse_keys_and_form_give_the_same_draft(page: Page) -> None:
    found = []
    dragged(page, "C", "2023-04-15", "M1")
    expect(message(page)).to_have_text(C)
    expect(page.locator(".ghost, .aim")).to_have_count(0)
    expect(stay(page, "C")).to_be_focused()
    found.append((placed(page), draft(page).inner_text()))
    page.get_by_role("button", name="Bỏ", exact=True).click()
    expect(message(page)).to_have_text("Đã bỏ nháp.")

    stay(page, "C").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(message(page)).to_have_text(C)
    expect(stay(page, "C")).to_be_focused()
    found.append((placed(page), draft(page).inner_text()))
    page.get_by_role("button", name="Bỏ", exact=True).click()

    stay(page, "C").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dời một chỗ đứng")
    assert not barriers(page)
    page.get_by_label("Dời đến ngày").fill("2023-04-15")
    page.get_by_role("button", name="Dời", exact=True).click()
    expect(message(page)).to_have_text(C)
    expect(stay(page, "C")).to_be_focused()
    found.append((placed(page), draft(page).inner_text()))
    assert found[0] == found[1] == found[2]
    assert not barriers(page)


def test_the_form_does_without_scripts(browser: Browser, entered: Entered) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=entered.state, locale="vi-VN")
    page = context.new_page()
    page.goto(entered.origin)
    stay(page, "C").click()
    page.get_by_label("Dời đến ngày").fill("2023-04-15")
    page.get_by_role("combobox", name="Máy").select_option("M2")
    page.get_by_role("button", name="Dời", exact=True).click()
    expect(message(page)).to_contain_text("Đã dời C sang M2, ngày 15/4")
    expect(page.locator("#nhap-ro")).to_contain_text("M2")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(message(page)).to_contain_text("Đã hoàn tác")
    context.close()


def test_arrows_walk_and_tab_comes_in_once(page: Page) -> None:
    assert page.locator("table.timeline a[tabindex='0']").count() == 1
    assert page.locator("table.timeline a:not([tabindex])").count() == 0
    expect(page.locator(".scroll")).not_to_have_attribute("tabindex", "0")
    stay(page, "C").focus()
    page.keyboard.press("ArrowDown")
    expect(stay(page, "D")).to_be_focused()
    page.keyboard.press("Home")
    expect(page.locator("tr[data-line='M2'] th a")).to_be_focused()
    page.keyboard.press("End")
    expect(stay(page, "D")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(stay(page, "C")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("table.timeline a:focus")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    expect(stay(page, "C")).to_be_focused()


def test_to_the_next_machine_and_back_by_keys(page: Page) -> None:
    stay(page, "C").focus()
    page.keyboard.press("Shift+ArrowDown")
    expect(message(page)).to_have_text("Đã dời C sang M2, ngày 14/4: không ai mất lượt đã hẹn")
    assert machine_of(page, "C") == "M2"
    expect(stay(page, "C")).to_be_focused()
    page.keyboard.press("Shift+ArrowUp")
    expect(message(page)).to_contain_text("đúng như phương án")
    assert machine_of(page, "C") == "M1"
    expect(draft(page)).to_have_count(0)


def test_the_last_change_is_undone_by_a_key(page: Page) -> None:
    before = placed(page)
    stay(page, "C").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(message(page)).to_have_text(C)
    stay(page, "D").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("td.moved.red", has_text="D")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(message(page)).to_have_text("Đã hoàn tác lần sửa cuối. 6 công dân mất lượt.")
    page.keyboard.press("Control+z")
    expect(draft(page)).to_have_count(0)
    assert placed(page) == before


def test_escape_lets_go(page: Page) -> None:
    before = placed(page)
    dragged(page, "C", "2023-04-17", "M2", drops=False)
    page.keyboard.press("Escape")
    expect(page.locator(".ghost, .aim")).to_have_count(0)
    page.mouse.up()
    expect(message(page)).to_contain_text("vẫn như cũ")
    assert placed(page) == before
    assert page.url.endswith("/"), "no link was followed"
    expect(draft(page)).to_have_count(0)


def test_keys_are_told(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_contain_text("Shift")
    assert not barriers(page)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.get_by_role("button", name="Phím tắt").click()
    page.get_by_role("button", name="Đóng").click()
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_past_and_frozen_stays_do_not_move(page: Page) -> None:
    assert page.locator("td.past a.stay, td.frozen a.stay").count() == 0
    frozen = page.locator("td.frozen").first.bounding_box()
    head = page.locator("th.shift[data-slot^='2023-04-17']").first.bounding_box()
    assert frozen
    assert head
    page.mouse.move(frozen["x"] + 9, frozen["y"] + 9)
    page.mouse.down()
    page.mouse.move(head["x"] + 5, frozen["y"] + 9, steps=5)
    expect(page.locator(".ghost")).to_have_count(0)
    page.mouse.up()
    expect(draft(page)).to_have_count(0)


def test_where_it_may_not_go_is_told_and_nothing_moves(session: Watched, page: Page) -> None:
    session.expected.append(MISSING)
    before = placed(page)
    dragged(page, "C", "2023-04-10", "M1")
    expect(message(page)).to_contain_text("đã qua")
    assert placed(page) == before


def test_a_red_draft_cannot_be_stored(page: Page) -> None:
    dragged(page, "C", "2023-04-15", "M2")
    expect(draft(page)).to_contain_text("phạm")
    expect(page.get_by_role("button", name="Lưu lịch tay")).to_be_disabled()
    expect(page.locator("td.red").first).to_be_visible()
    assert not barriers(page)
    page.reload()
    expect(draft(page)).to_contain_text("phạm")


def test_a_draft_is_stored_and_compared(page: Page, workbook: Path) -> None:
    dragged(page, "C", "2023-04-15", "M1")
    expect(draft(page)).to_contain_text("không phạm quy tắc")
    page.get_by_role("button", name="Lưu lịch tay").click()
    expect(page).to_have_url(re.compile("/phuong-an/2/so-voi/1$"))
    expect(page.locator("main")).to_contain_text("6 công dân mất lượt đã hẹn")
    assert not barriers(page)
    with ledger_beside(workbook) as ledger:
        version = ledger.version(2)
    assert (version.made_by, version.provenance.by_hand_on) == (whoever_runs_this(), 1)


def test_a_draft_is_pinned_and_a_search_keeps_it(page: Page, workbook: Path) -> None:
    dragged(page, "C", "2023-04-15", "M1")
    page.get_by_role("button", name="Ghim và lập lại").click()
    expect(message(page)).to_contain_text("Đã ghim 1 chỗ của nháp.")
    assert not barriers(page)
    page.get_by_label("Tìm tối đa (giây)").fill("10")
    page.get_by_role("button", name="Bắt đầu tìm lịch").click()
    expect(page).to_have_url(re.compile("/phuong-an/2/so-voi/1$"), timeout=60_000)
    with ledger_beside(workbook) as ledger:
        rows = [row for row in ledger.version(2).plan.assignments if row.unit == "C"]
    assert {(row.machine, row.date.isoformat(), row.shift) for row in rows} >= {
        ("M1", "2023-04-15", "Ca 01"),
        ("M1", "2023-04-15", "Ca 02"),
    }


def store_another(ledger: Ledger) -> None:
    plan = filled_plan(
        CAMPAIGN, stand("M1", "A", "1.1 1.2 2.1 2.2"), stand("M2", "B", "1.1 1.2"), stand("M2", "D", "8.1 8.2")
    )
    ledger.store_version(plan, provenance(4), is_sound=True, by="Minh", at=AT)


def test_a_draft_of_an_old_plan_is_laid_onto_the_latest(page: Page, workbook: Path) -> None:
    stay(page, "C").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(message(page)).to_have_text(C)
    with ledger_beside(workbook) as ledger:
        store_another(ledger)
    page.reload()
    expect(page.locator("#nhap")).to_contain_text("trên phương án cũ 1; mới nhất là phương án 2")
    assert not barriers(page)
    page.get_by_role("button", name="Đưa sang phương án 2").click()
    expect(message(page)).to_contain_text("Nháp nay nằm trên phương án 2. Đã bỏ 2 lượt")
    expect(draft(page)).to_contain_text("trên phương án 2: 1 chỗ dời")


def test_two_windows_of_one_person(session: Watched, page: Page) -> None:
    session.expected.append(MISSING)
    other = session.page()
    session.goes_to(other, "/")
    stay(page, "C").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(message(page)).to_have_text(C)
    stay(other, "D").focus()
    other.keyboard.press("Shift+ArrowRight")
    expect(message(other)).to_contain_text("Nháp đã được sửa ở cửa sổ khác")
    expect(draft(other)).to_contain_text("1 chỗ dời · 6 công dân mất lượt")
    expect(stay(other, "D")).to_be_focused()


def test_the_board_is_gone(session: Watched, page: Page, board: Served) -> None:
    board.stop()
    session.troubles.clear()
    stay(page, "C").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(message(page)).to_contain_text("Bảng không trả lời")
    session.troubles.clear()


@pytest.mark.parametrize("size", [WIDE, NARROW, NARROWEST], ids=lambda size: str(size[0]))
def test_every_page_of_a_draft_can_be_used_by_everybody(
    browser: Browser, entered: Entered, size: tuple[int, int]
) -> None:
    with watched(browser, entered, size) as session:
        page = session.page()
        session.goes_to(page, "/")
        page.locator("a:visible[href^='/nhap?']").first.click()
        assert not barriers(page)
        assert overflow(page) <= 0
        page.get_by_role("combobox", name="Máy").select_option("M2")
        page.get_by_label("Dời đến ngày").fill("2023-04-15")
        page.get_by_role("button", name="Dời", exact=True).click()
        for address in ("/", "/?theo=xa&ngay=ca-dot", "/nhap", "/lap-lai?ghim=2"):
            session.goes_to(page, address)
            assert not barriers(page), address
            assert overflow(page) <= 0, address
