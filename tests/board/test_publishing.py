"""The preview of what is published: the product's own pages, harmless, and nothing of it published by looking."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from planner.workflow.printing.publishing import PublishWish, publish
from tests.board.browsing import NARROW, WIDE, Entered, barriers, overflow, watched
from tests.board.opened import Opened
from tests.board.served import served
from tests.campaigns import small_campaign
from tests.cli.diary import BOOK, ledger_in

ADDRESS = "/phuong-an/1/cong-bo"


@pytest.fixture
def published(under_way: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the use case itself writes of plan 1."""
    folder = tmp_path_factory.mktemp("cong-bo")
    done = publish(under_way / BOOK, folder, PublishWish(version=1))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in done.paths}


def test_everything_that_is_published_is_told_unit_by_unit(board: Opened, published: dict[str, bytes]) -> None:
    told = board.text(ADDRESS)
    for unit in small_campaign().units:
        assert unit.name in told
    for name in published:
        if name.endswith(".html"):
            assert f'href="{ADDRESS}/{name}"' in told
    some = next(content for name, content in published.items() if name.startswith("tin-nhan/") and name.endswith("txt"))
    assert some.decode("utf-8-sig").splitlines()[0] in told
    assert f'href="{ADDRESS}"' in board.text("/phuong-an/1")


def test_a_page_is_the_products_own_without_its_script(board: Opened, published: dict[str, bytes]) -> None:
    for name, content in published.items():
        answer = board.get(f"{ADDRESS}/{name}")
        if name.endswith(".html"):
            assert answer.status_code == 200, name
            before, _script, after = content.partition(b"<script>")
            assert answer.content == before + after.partition(b"</script>")[2]
            policy = answer.headers["content-security-policy"]
            assert policy.startswith("default-src 'none'; script-src 'none'; form-action 'none'; base-uri 'none'")
            assert "unsafe" not in policy
        elif name.endswith(".ics"):
            assert answer.content == content
            assert answer.headers["content-disposition"] == "attachment"
        else:
            assert answer.status_code == 404, name


def test_all_of_it_is_one_file(board: Opened, published: dict[str, bytes]) -> None:
    answer = board.get(f"{ADDRESS}.zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert {name: archive.read(name) for name in archive.namelist()} == published


@pytest.mark.parametrize(
    "name", ["../desk.py", "don-vi/khong-co.html", "%2e%2e/index.html", "tin-nhan/tin-nhan.csv", "x"]
)
def test_nothing_else_is_to_be_had(board: Opened, name: str) -> None:
    assert board.get(f"{ADDRESS}/{name}").status_code == 404


@pytest.mark.parametrize("address", ["/phuong-an/9/cong-bo", "/phuong-an/x/cong-bo", "/phuong-an/9/cong-bo.zip"])
def test_of_a_plan_that_is_not_there_nothing_is(board: Opened, address: str) -> None:
    assert board.get(address).status_code == 404


def test_looking_publishes_and_announces_nothing(board: Opened, under_way: Path) -> None:
    with ledger_in(under_way) as ledger:
        before = ledger.mark(), len(ledger.events())
    files = sorted(path for path in under_way.rglob("*") if path.suffix in {".html", ".ics"})
    for address in (ADDRESS, f"{ADDRESS}/index.html", f"{ADDRESS}.zip"):
        assert board.get(address).status_code == 200
    with ledger_in(under_way) as ledger:
        assert (ledger.mark(), len(ledger.events())) == before
    assert sorted(path for path in under_way.rglob("*") if path.suffix in {".html", ".ics"}) == files


@pytest.fixture
def entered(browser: Browser, under_way: Path) -> Iterator[Entered]:
    with served(under_way / BOOK, "--today", "12/4/2023") as found:
        yield Entered.at(browser, found)


@pytest.mark.browser
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_it_is_looked_at_in_a_browser(browser: Browser, entered: Entered, size: tuple[int, int]) -> None:
    with watched(browser, entered, size) as session:
        page = session.page()
        session.goes_to(page, ADDRESS)
        assert not barriers(page)
        assert overflow(page) <= 0
        page.get_by_role("link", name="Mở trang của mọi đơn vị").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        ground = page.evaluate("getComputedStyle(document.body).fontFamily")
        assert "sans" in ground, "its style is let in"
        page.locator("a[href^='don-vi/']").first.click()
        expect(page).to_have_url(re.compile("/cong-bo/don-vi/"))
