"""A campaign written to a workbook comes back from it as it was."""

from pathlib import Path

import pytest

from planner.domain.campaign import Campaign
from planner.intake.campaign.campaign_reader import read_campaign
from tests.campaigns import pin, random_campaign, seeded, small_campaign
from tests.workbooks import write_workbook


def read_back(campaign: Campaign, folder: Path) -> Campaign:
    write_workbook(campaign, folder / "campaign.xlsx")
    return read_campaign(folder / "campaign.xlsx").campaign


def test_small_campaign_comes_back(tmp_path: Path) -> None:
    campaign = small_campaign(pins=[pin("M1", "A", 2)], phases=[(2, 5), (5, 20)])
    assert read_back(campaign, tmp_path) == campaign


@pytest.mark.parametrize("seed", range(60))
def test_random_campaign_comes_back(seed: int, tmp_path: Path) -> None:
    campaign = random_campaign(seeded(seed)).model_copy(update={"pins": ()})
    assert read_back(campaign, tmp_path) == campaign
