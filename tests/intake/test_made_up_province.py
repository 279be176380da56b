"""The province that does not exist: made of one seed, and as its README says."""

import importlib.util
import sys
from pathlib import Path

import pytest

from planner.intake.campaign.campaign_reader import read_campaign

INSTANCES = Path(__file__).resolve().parents[2] / "instances"
WORKBOOK = INSTANCES / "province-roving-180" / "campaign.xlsx"


def test_making_it_again_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(INSTANCES), *sys.path])  # it takes from make.py beside it
    spec = importlib.util.spec_from_file_location("make_province", INSTANCES / "make_province.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.make(tmp_path)
    made = (tmp_path / "province-roving-180" / "campaign.xlsx").read_bytes()
    assert made == WORKBOOK.read_bytes(), "run python instances/make_province.py"


def test_it_has_so_many_communes_and_machines_of_which_three_go_anywhere() -> None:
    read = read_campaign(WORKBOOK)
    campaign = read.campaign
    assert read.warnings == ()
    assert (len(campaign.units), len(campaign.machines)) == (180, 22)
    assert sum(len(machine.postings[0].serves) == 180 for machine in campaign.machines) == 3
    assert campaign.whole_days
