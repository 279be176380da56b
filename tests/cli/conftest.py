"""A small workbook in an empty folder, for each test of the command line."""

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
