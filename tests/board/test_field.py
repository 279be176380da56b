"""Results recorded in the field: a phone whose network comes and goes loses nothing, and nothing counts twice."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from planner.board.people import LocalEntry, Person, Role
from planner.board.site import PAGES
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.reported import RecordedResult
from planner.workflow.ledger.keeping import ledger_of
from tests.board.binh_gia import SILENT
from tests.board.browsing import NARROW, Entered, Watched, barriers, overflow, watched
from tests.board.opened import Opened
from tests.board.served import served
from tests.board.test_browser import (  # noqa: F401 - the fixtures of the campaign
    MISSING,
    TODAY_TOLD,
    campaign_folder,
    workbook,
)
from tests.campaigns import day

DAY = "/ket-qua/2023-04-17"
KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('planner '))"
LEAST_TARGET = 44


def somebody(role: Role) -> LocalEntry:
    """Whoever comes has this role."""

    class Somebody(LocalEntry):
        def person_of(self, token: str | None) -> Person:
            return Person("Lan", role)

    return Somebody()


def test_whoever_records_lands_on_the_results_of_today(board: Opened) -> None:
    recorder = board.serving(*PAGES, entry=somebody(Role.RECORDER))
    assert recorder.get("/").headers["location"] == "/ket-qua"
    assert recorder.get("/ket-qua").headers["location"] == f"/ket-qua/{day(3).isoformat()}"
    sheet = recorder.text(f"/ket-qua/{day(3).isoformat()}")
    assert f'href="/ket-qua/{day(2).isoformat()}">Ngày' in sheet, "of an earlier day a result is missing"
    assert '<a href="/?theo=may">Lịch</a>' in sheet
    assert "Máy" in recorder.text("/?theo=may")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PLANNER, Role.ADMIN])
def test_everybody_else_lands_on_the_schedule(board: Opened, role: Role) -> None:
    other = board.serving(*PAGES, entry=somebody(role))
    assert other.get("/").status_code == 200
    if role >= Role.RECORDER:
        assert other.get("/ket-qua").headers["location"] == f"/ket-qua/{day(2).isoformat()}"


@contextmanager
def phones(browser: Browser, path: Path, count: int = 1) -> Iterator[tuple[Watched, ...]]:
    """So many phones of one board, none of which knows what another keeps."""
    with served(path, "--today", TODAY_TOLD) as board:
        entered = Entered.at(browser, board)
        with watched(browser, entered, NARROW) as one:
            one.expected.append(MISSING)
            if count == 1:
                yield (one,)
                return
            with watched(browser, entered, NARROW) as other:
                other.expected.append(MISSING)
                yield one, other


@pytest.fixture
def phone(browser: Browser, workbook: Path) -> Iterator[Watched]:  # noqa: F811
    with phones(browser, workbook) as (found,):
        yield found


def rows(path: Path) -> list[RecordedResult]:
    """What the ledger has of that day."""
    with ledger_of(path, read_campaign(path).campaign, None) as ledger:
        return [row for row in ledger.all_result_rows() if row.result.day.isoformat() in DAY]


def figure(page: Page, name: str = "Thu nhận") -> Locator:
    """A field of the first slot of which nobody has told anything."""
    return page.get_by_label(re.compile(f"^{name}: .*{SILENT[1]}")).first


def record(page: Page) -> None:
    page.get_by_role("button", name="Ghi kết quả").click()


@pytest.mark.browser
def test_a_card_a_slot_that_a_thumb_can_use(phone: Watched) -> None:
    page = phone.page()
    phone.goes_to(page, DAY)
    assert overflow(page) <= 0
    assert not barriers(page)
    for shown in page.locator("form.sheet :is(input:not([type=hidden]), select, button), nav a").all():
        box = shown.bounding_box()
        assert box is not None
        assert box["height"] >= LEAST_TARGET, shown.evaluate("node => node.outerHTML")
    for figure in page.get_by_label("Thu nhận:").all():
        assert figure.get_attribute("inputmode") == "numeric"
    cards = page.locator("form.sheet tbody tr:not(.unit)")
    boxes = [box for each in cards.all() if (box := each.bounding_box()) is not None]
    assert all(above["y"] + above["height"] <= below["y"] + 1 for above, below in pairwise(boxes))


@pytest.mark.browser
def test_offline_and_back(phone: Watched, workbook: Path) -> None:  # noqa: F811
    before = len(rows(workbook))
    page = phone.page()
    phone.goes_to(page, DAY)
    phone.context.set_offline(True)
    figure(page).fill("148")
    figure(page, "Ghi chú").fill("mưa to")
    record(page)
    expect(page.locator("#chua-gui")).to_have_text("⟳ chưa gửi: 1")
    expect(page.get_by_role("status").first).to_contain_text("giữ trên máy này")
    assert figure(page).input_value() == "148"
    assert not barriers(page)
    assert len(rows(workbook)) == before
    phone.context.set_offline(False)
    expect(page.get_by_role("status").first).to_have_text("Đã ghi 1 dòng.")
    expect(page.locator("#chua-gui")).to_be_hidden()
    assert page.evaluate(KEPT) == []
    kept = rows(workbook)[-1].result
    assert (len(rows(workbook)), kept.collected, kept.note) == (before + 1, 148, "mưa to")


@pytest.mark.browser
def test_figures_typed_without_a_network_are_there_when_the_page_is_opened_again(
    phone: Watched,
    workbook: Path,  # noqa: F811
) -> None:
    before = len(rows(workbook))
    page = phone.page()
    phone.goes_to(page, DAY)
    phone.context.set_offline(True)
    figure(page).fill("151")
    page.locator("tbody.extra").get_by_label("Thu nhận").first.fill("7")
    expect(page.locator("#chua-gui")).to_have_text("⟳ chưa gửi: 2")
    page.close()
    phone.context.set_offline(False)
    page = phone.page()
    phone.goes_to(page, DAY)
    assert figure(page).input_value() == "151"
    assert page.locator("tbody.extra").get_by_label("Thu nhận").first.input_value() == "7"
    expect(page.locator("#chua-gui")).to_have_text("⟳ chưa gửi: 2")
    assert len(rows(workbook)) == before, "nobody has said yet that it is to be recorded"
    phone.goes_to(page, "/ket-qua/2023-04-18")
    expect(page.locator("#chua-gui-khac")).to_contain_text("17/4/2023")
    page.locator("#chua-gui-khac a").click()
    page.locator("tbody.extra").get_by_label("Thu nhận").first.fill("")
    record(page)
    expect(page.get_by_role("status").first).to_have_text("Đã ghi 1 dòng.")
    assert page.evaluate(KEPT) == []
    assert rows(workbook)[-1].result.collected == 151


@pytest.mark.browser
def test_what_was_asked_for_without_a_network_is_sent_by_itself_when_the_page_is_opened(
    phone: Watched,
    workbook: Path,  # noqa: F811
) -> None:
    page = phone.page()
    phone.goes_to(page, DAY)
    phone.context.set_offline(True)
    figure(page).fill("149")
    record(page)
    expect(page.locator("#chua-gui")).to_be_visible()
    page.close()
    phone.context.set_offline(False)
    page = phone.page()
    phone.goes_to(page, DAY)
    expect(page.get_by_role("status").first).to_have_text("Đã ghi 1 dòng.")
    assert rows(workbook)[-1].result.collected == 149


@pytest.mark.browser
def test_an_answer_that_is_lost_does_not_count_the_form_twice(phone: Watched, workbook: Path) -> None:  # noqa: F811
    before = len(rows(workbook))
    page = phone.page()
    phone.goes_to(page, DAY)
    keys: list[str] = []

    def lose(route: Route, request: Request) -> None:
        if request.method != "POST":
            route.fallback()
            return
        keys.append((request.post_data or "").partition("&")[0])
        if len(keys) == 1:
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.fallback()

    page.route(f"**{DAY}", lose)
    figure(page).fill("160")
    record(page)
    expect(page.locator("#chua-gui")).to_have_text("⟳ chưa gửi: 1")
    for _attempt in range(200):  # the form is told as not sent from when it sets out
        if len(rows(workbook)) > before:
            break
        page.wait_for_timeout(100)
    assert len(rows(workbook)) == before + 1
    record(page)
    expect(page.locator("#chua-gui")).to_be_hidden()
    assert keys[0] == keys[1]
    assert len(rows(workbook)) == before + 1
    assert page.evaluate(KEPT) == []


@pytest.mark.browser
def test_somebody_else_was_there_meanwhile(browser: Browser, workbook: Path) -> None:  # noqa: F811
    with phones(browser, workbook, 2) as (lan, minh):
        page, other = lan.page(), minh.page()
        lan.goes_to(page, DAY)
        minh.goes_to(other, DAY)
        lan.context.set_offline(True)
        figure(page).fill("148")
        record(page)
        figure(other).fill("160")
        record(other)
        expect(other.get_by_role("status").first).to_have_text("Đã ghi 1 dòng.")
        recorded = len(rows(workbook))
        lan.context.set_offline(False)
        expect(page.get_by_role("group", name="đã ghi 160")).to_contain_text("bạn nhập 148")
        assert len(rows(workbook)) == recorded
        assert figure(page).input_value() == "148"
        assert not barriers(page)
        page.get_by_role("radio", name="Thay bằng 148").check()
        record(page)
        expect(page.get_by_role("status").first).to_have_text("Đã ghi 1 dòng.")
        assert [row.result.collected for row in rows(workbook)][recorded - 1 :] == [160, 148]
        assert page.evaluate(KEPT) == []


@pytest.mark.browser
def test_figures_of_another_are_not_overwritten_when_the_page_is_opened_again(
    browser: Browser,
    workbook: Path,  # noqa: F811
) -> None:
    with phones(browser, workbook, 2) as (lan, minh):
        page, other = lan.page(), minh.page()
        lan.goes_to(page, DAY)
        lan.context.set_offline(True)
        figure(page).fill("148")
        page.close()
        minh.goes_to(other, DAY)
        figure(other).fill("160")
        record(other)
        expect(other.get_by_role("status").first).to_have_text("Đã ghi 1 dòng.")
        lan.context.set_offline(False)
        page = lan.page()
        lan.goes_to(page, DAY)
        assert figure(page).input_value() == "148"
        record(page)
        expect(page.get_by_role("group", name="đã ghi 160")).to_contain_text("bạn nhập 148")
        page.get_by_role("radio", name="Giữ").check()
        record(page)
        expect(page.get_by_role("status").first).to_contain_text("Không có gì khác")
        assert figure(page).input_value() == "160"
        assert page.evaluate(KEPT) == []


@pytest.mark.browser
def test_only_what_was_typed_is_kept_and_only_for_its_writer(phone: Watched) -> None:
    page = phone.page()
    phone.goes_to(page, DAY)
    figure(page).fill("148")
    (name,) = page.evaluate(KEPT)
    told = json.loads(page.evaluate("(name) => localStorage.getItem(name)", name))
    ((slot, row),) = told["rows"].items()
    assert len(json.loads(slot)) == 3, "unit, machine and shift"
    assert row["typed"] == ["148", "", "", ""]
    page.evaluate(
        '(name) => { localStorage.setItem(name.replace(/"[^"]*"\\]/, \'"Minh"]\'), localStorage.getItem(name));'
        " localStorage.removeItem(name); }",
        name,
    )
    (other,) = page.evaluate(KEPT)
    assert other != name
    assert other.endswith('"Minh"]2023-04-17')
    page.reload()
    assert figure(page).input_value() == ""
    expect(page.locator("#chua-gui")).to_be_hidden()


@pytest.mark.browser
def test_whoever_signs_out_leaves_nothing_behind(phone: Watched) -> None:
    page = phone.page()
    phone.goes_to(page, DAY)
    figure(page).fill("148")
    assert len(page.evaluate(KEPT)) == 1
    page.route("**/ra", lambda route: route.fulfill(status=200, body="signed out", content_type="text/plain"))
    page.evaluate(
        "() => { const form = document.createElement('form'); form.method = 'post'; form.action = '/ra';"
        " const button = document.createElement('button'); button.id = 'ra'; form.append(button);"
        " document.querySelector('header').append(form); }"
    )
    page.locator("#ra").click()  # the watched page says no to what it is asked
    assert len(page.evaluate(KEPT)) == 1
    assert phone.troubles.pop().startswith("dialog: Còn số liệu")
    page.evaluate("() => { window.confirm = () => true; }")
    page.locator("#ra").click()
    expect(page.locator("body")).to_have_text("signed out")
    phone.goes_to(page, DAY)
    assert page.evaluate(KEPT) == []


@pytest.mark.browser
def test_without_a_script_it_is_an_ordinary_form(browser: Browser, workbook: Path) -> None:  # noqa: F811
    with served(workbook, "--today", TODAY_TOLD) as board:
        entered = Entered.at(browser, board)
        context = browser.new_context(storage_state=entered.state, java_script_enabled=False)
        page = context.new_page()
        page.goto(board.origin + DAY)
        figure(page).fill("148")
        record(page)
        expect(page.get_by_role("status").first).to_have_text("Đã ghi 1 dòng.")
        context.close()
