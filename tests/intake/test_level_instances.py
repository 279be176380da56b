"""The campaigns of the two levels of government: made from their facts, and what they are meant to hold."""

import importlib.util
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from planner.domain.campaign import Campaign
from planner.intake.campaign.campaign_reader import read_campaign

INSTANCES = Path(__file__).resolve().parents[2] / "instances"
PROVINCE, WARD = "tinh-dong-nai-2025", "phuong-kinh-bac-2026"


@cache
def read(name: str) -> Campaign:
    found = read_campaign(INSTANCES / name / "campaign.xlsx")
    assert found.warnings == ()
    return found.campaign


def test_making_them_again_changes_no_byte(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_levels", INSTANCES / "make_levels.py")
    assert spec is not None
    assert spec.loader is not None
    making = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(making)
    making.make(tmp_path)
    for name in (PROVINCE, WARD):
        made = (tmp_path / name / "campaign.xlsx").read_bytes()
        assert made == (INSTANCES / name / "campaign.xlsx").read_bytes(), f"{name}: run python instances/make_levels.py"


def test_the_province_has_forty_communes_of_eleven_former_districts() -> None:
    campaign = read(PROVINCE)
    assert len(campaign.units) == 40
    assert len({unit.zone for unit in campaign.units}) == 11
    assert sum(unit.need for unit in campaign.units) == 39_450
    teams = [list(machines) for _name, machines in groupby(campaign.machines, key=lambda machine: machine.group)]
    assert [len(team) for team in teams] == [2, 2, 2, 2, 2]
    served = [set(team[0].postings[0].serves) for team in teams]
    assert sum(len(units) for units in served) == 40
    assert len(set().union(*served)) == 40


@pytest.mark.parametrize(
    ("successor", "former"),
    [
        ("Phường Đồng Xoài", {"Phường Tiến Thành"}),
        ("Xã Nha Bích", {"Xã Minh Lập", "Xã Minh Thắng"}),
        ("Xã Lộc Thạnh", {"Xã Lộc Hòa"}),
        ("Xã Tân Tiến", {"Xã Lộc An", "Xã Tân Thành", "Xã Tân Tiến"}),
    ],
)
def test_former_communes_stand_with_those_that_they_became_part_of(successor: str, former: set[str]) -> None:
    (unit,) = (unit for unit in read(PROVINCE).units if unit.name == successor)
    assert former <= {one.name for one in unit.formerly}


def test_the_ward_has_quarters_schools_and_works() -> None:
    campaign = read(WARD)
    of_kind = {
        kind: [unit for unit in campaign.units if unit.kind == kind] for kind in ("khu phố", "trường", "nhà máy")
    }
    assert {kind: len(units) for kind, units in of_kind.items()} == {"khu phố": 9, "trường": 14, "nhà máy": 2}
    needs = {unit.code: unit.need for unit in campaign.units}
    assert len(campaign.clusters) == 3
    assert all(900 <= sum(needs[code] for code in cluster.units) <= 1_900 for cluster in campaign.clusters)
    assert all(95 <= unit.need <= 195 for unit in of_kind["trường"])
    assert all(350 <= unit.need <= 600 for unit in of_kind["nhà máy"])
    assert max(shift.capacity for shift in campaign.calendar.shifts) == 160
    assert len(campaign.machines) == 2
    assert campaign.calendar.num_days == 27
    first = campaign.units[0].location
    assert first is not None
    assert all(
        unit.location is not None and abs(unit.location.latitude - first.latitude) < 0.05 for unit in campaign.units
    )
