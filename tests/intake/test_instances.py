"""The instances: made from their facts, equal to the acceptance workbooks in all that a plan depends on."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from planner.domain.campaign import Campaign
from planner.domain.office import Inviting, Letterhead, Reporting
from planner.errors import Severity
from planner.intake.campaign.campaign_reader import read_campaign
from tests.conftest import system_part

ROOT = Path(__file__).resolve().parents[2]
INSTANCES = ROOT / "instances"
ACCEPTANCE = ROOT.parent / "shared" / "acceptance" / "instances"
NAMES = ("binh-gia-2023", "binh-gia-2023-two-mobile", "binh-phuoc-2024", "province-roving")
FIRST_WEEK = ("binh-gia-2023-first-week/results-11-17-april.xlsx", "binh-gia-2023-first-week/campaign-18-april.xlsx")
WORKBOOKS = (*(f"{name}/campaign.xlsx" for name in NAMES), *FIRST_WEEK)


def making() -> ModuleType:
    """instances/make.py as a module."""
    spec = importlib.util.spec_from_file_location("make_instances", INSTANCES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(name: str) -> Campaign:
    found = read_campaign(INSTANCES / name / "campaign.xlsx")
    assert found.warnings == ()
    return found.campaign


def planning_facts(campaign: Campaign) -> Campaign:
    """The campaign without what is only printed or only concerns reports and lists."""
    return campaign.model_copy(
        update={
            "letterhead": Letterhead(),
            "reporting": Reporting(),
            "inviting": Inviting(),
            "units": tuple(unit.model_copy(update={"kind": ""}) for unit in campaign.units),
            "machines": tuple(
                machine.model_copy(
                    update={"postings": tuple(one.model_copy(update={"note": ""}) for one in machine.postings)}
                )
                for machine in campaign.machines
            ),
        }
    )


def test_making_them_again_changes_no_byte(tmp_path: Path) -> None:
    making().make(tmp_path / "instances", tmp_path / "demo")
    for name in WORKBOOKS:
        made = (tmp_path / "instances" / name).read_bytes()
        assert made == (INSTANCES / name).read_bytes(), f"{name}: run python instances/make.py"


def test_the_demo_is_binh_gia() -> None:
    demo = ROOT / "planner" / "demo" / "campaign.xlsx"
    assert demo.read_bytes() == (INSTANCES / "binh-gia-2023" / "campaign.xlsx").read_bytes()


@pytest.mark.parametrize("name", NAMES[:3])
def test_the_facts_are_those_of_the_acceptance_workbooks(name: str) -> None:
    system_part("../shared/acceptance", present=ACCEPTANCE.is_dir())
    theirs = read_campaign(ACCEPTANCE / f"{name}.xlsx")
    assert {warning.severity for warning in theirs.warnings} <= {Severity.NOTE}
    assert planning_facts(theirs.campaign) == planning_facts(read(name))


def test_binh_gia() -> None:
    campaign = read("binh-gia-2023")
    assert len(campaign.units) == 19
    assert sum(unit.need for unit in campaign.units) == 17_411
    assert sum(unit.population or 0 for unit in campaign.units) == 45_934
    assert campaign.letterhead.swap_shifts_monthly
    assert campaign.letterhead.signer_name == ""
    assert campaign.reporting == Reporting(due_minute=15 * 60 + 30, counts_activated=True, all_units_report=True)
    assert "căn cứ kết quả thu nhận hồ sơ" in campaign.machines[0].postings[0].note
    assert campaign.whole_days
    assert not read("binh-gia-2023-two-mobile").whole_days


def test_binh_phuoc() -> None:
    campaign = read("binh-phuoc-2024")
    assert len(campaign.units) == 111
    assert len(campaign.machines) == 15
    assert sum(unit.need for unit in campaign.units) == 265_126
    assert len({unit.zone for unit in campaign.units}) == 11


def test_the_roving_province_is_binh_phuoc_and_two_machines_more() -> None:
    bound, roving = read("binh-phuoc-2024"), read("province-roving")
    assert roving.machines[:15] == bound.machines
    assert [machine.name for machine in roving.machines[15:]] == ["MÁY 16", "MÁY 17"]
    assert all(len(machine.postings[0].serves) == 111 for machine in roving.machines[15:])
    assert roving.model_copy(update={"machines": bound.machines}) == bound


def test_the_program_does_not_lean_on_what_lies_outside() -> None:
    for path in [*(ROOT / "planner").rglob("*.py"), INSTANCES / "make.py"]:
        assert "shared/" not in path.read_text(encoding="utf-8"), path
