"""The commune whose teams go out: its workbook is made of its facts, and says what its README says."""

import importlib.util
from pathlib import Path

from planner.intake.campaign.campaign_reader import read_campaign

INSTANCES = Path(__file__).resolve().parents[2] / "instances"
WORKBOOK = INSTANCES / "minh-tam-2024" / "campaign.xlsx"


def test_making_it_again_changes_no_byte(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_minh_tam", INSTANCES / "make_minh_tam.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.make(tmp_path)
    made = (tmp_path / "minh-tam-2024" / "campaign.xlsx").read_bytes()
    assert made == WORKBOOK.read_bytes(), "run python instances/make_minh_tam.py"


def test_it_has_eight_teams_and_seven_hamlets() -> None:
    read = read_campaign(WORKBOOK)
    assert (len(read.outreach.teams), len(read.outreach.hamlets)) == (8, 7)
    assert [problem.where for problem in read.warnings] == ["Tổ!C9", "Ngày nghỉ!C2"]
