"""The small campaign in an empty folder, before and after its first plan."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.board.browsing import CHROMIUM
from tests.board.opened import Opened, opened
from tests.board.shared import SharedBoard, shared_board
from tests.campaigns import day
from tests.cli.diary import BOOK, CAMPAIGN, DAYS_1_AND_2, FIRST, SECOND, announce, record, store
from tests.conftest import system_part
from tests.workbooks import write_workbook


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder with the workbook, and no ledger yet."""
    (tmp_path / BOOK).parent.mkdir()
    write_workbook(CAMPAIGN, tmp_path / BOOK)
    return tmp_path


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to be copied, in which the campaign is under way."""
    home = tmp_path_factory.mktemp("begun")
    (home / BOOK).parent.mkdir()
    write_workbook(CAMPAIGN, home / BOOK)
    store(home, FIRST)
    announce(home, 1, day(4))
    record(home, DAYS_1_AND_2[:-1])
    store(home, SECOND, last_result=5)
    return home


@pytest.fixture
def under_way(begun: Path, tmp_path: Path) -> Path:
    """Plan 1 is announced up to day 4, days 1 and 2 are recorded but for a slot, plan 2 is stored and not announced."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def board(under_way: Path) -> Iterator[Opened]:
    """The board of that campaign on day 3."""
    found = opened(under_way)
    yield found
    found.close()


@pytest.fixture
def new_board(home: Path) -> Iterator[Opened]:
    """The board of a campaign without any plan, on day 3."""
    found = opened(home)
    yield found
    found.close()


@pytest.fixture
def shared(under_way: Path) -> Iterator[SharedBoard]:
    """The board of that campaign on day 3, shared, without any account."""
    found = shared_board(under_way)
    yield found
    found.close()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    system_part("chromium", present=CHROMIUM.exists())
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    yield launched
    launched.close()
