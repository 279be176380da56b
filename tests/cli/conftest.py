"""A small workbook in an empty folder, for each test of the command line."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.campaigns import small_campaign
from tests.workbooks import write_workbook


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder with `nho/campaign.xlsx`, a campaign that is planned in a moment."""
    folder = tmp_path / "nho"
    folder.mkdir()
    write_workbook(small_campaign(), folder / "campaign.xlsx")
    return tmp_path


@pytest.fixture
def as_program(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[str, str]]:
    """The command that runs the command line after this text, from a file that stands in no test's folder.

    From a file, since the process that searches runs the same text first: what is changed here is changed there too.
    """

    def written(changes: str) -> tuple[str, str]:
        path = tmp_path_factory.mktemp("program") / "changed_planner.py"
        lines = ("from planner.cli.main import main", 'if __name__ == "__main__":', "    main()", "")
        path.write_text("\n".join((changes, *lines)), encoding="utf-8")
        return sys.executable, str(path)

    return written
