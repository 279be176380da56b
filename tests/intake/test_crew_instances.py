"""The campaigns with crews: made from their lines, read without a word, and what they are meant to hold."""

import importlib.util
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from planner.domain.campaign import Campaign
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.staffing.staffing_reader import read_staffing
from planner.roster.staffing import Staffing

INSTANCES = Path(__file__).resolve().parents[2] / "instances"
TWELVE = "binh-gia-2023-crews/binh-gia-2023-12-can-bo.xlsx"
NINE = "binh-gia-2023-crews/binh-gia-2023-9-can-bo.xlsx"
PROVINCE = "binh-phuoc-2024-crews/binh-phuoc-2024-95-can-bo.xlsx"
SEATS_A_WEEK = 2 * 2 * 7 * 2
"""Of two machines, two shifts a day, and two officers each."""


@cache
def read(name: str) -> tuple[Campaign, Staffing]:
    found = read_campaign(INSTANCES / name)
    assert found.warnings == ()
    crews = read_staffing(INSTANCES / name, found.campaign)
    assert crews.warnings == ()
    assert crews.staffing is not None
    return found.campaign, crews.staffing


def test_making_them_again_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(INSTANCES)
    spec = importlib.util.spec_from_file_location("make_crews", INSTANCES / "make_crews.py")
    assert spec is not None
    assert spec.loader is not None
    making = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(making)
    making.make(tmp_path)
    for name in (TWELVE, NINE, PROVINCE):
        made = (tmp_path / name).read_bytes()
        assert made == (INSTANCES / name).read_bytes(), f"{name}: run python instances/make_crews.py"


@pytest.mark.parametrize(
    ("name", "plain"), [(TWELVE, "binh-gia-2023"), (NINE, "binh-gia-2023"), (PROVINCE, "binh-phuoc-2024")]
)
def test_their_campaigns_are_those_without_crews(name: str, plain: str) -> None:
    assert read(name)[0] == read_campaign(INSTANCES / plain / "campaign.xlsx").campaign


def test_twelve_officers_are_enough_and_nine_are_not() -> None:
    _campaign, twelve = read(TWELVE)
    _campaign, nine = read(NINE)
    assert (len(twelve.officers), len(nine.officers)) == (12, 9)
    week, shift = twelve.regulations.week_minutes, 8 * 60
    assert len(twelve.officers) * (week // shift) >= SEATS_A_WEEK
    assert len(nine.officers) * (nine.regulations.week_most_minutes // shift) < SEATS_A_WEEK
    assert nine == twelve.model_copy(update={"officers": twelve.officers[:9]})


def test_twelve_officers_show_what_there_is_to_show() -> None:
    _campaign, staffing = read(TWELVE)
    assert [officer.code for officer in staffing.officers if officer.is_protected] == ["CB09"]
    assert [demand.role for demand in staffing.demands if demand.is_required] == ["thu nhận"]
    assert [demand.role for demand in staffing.demands if demand.only_when_moving] == ["lái xe"]
    assert all(officer.home for officer in staffing.officers)
    assert all((staffing.leaves, staffing.wishes, staffing.past))
    assert {pin.forbids for pin in staffing.pins} == {True, False}
    assert staffing.holidays == (
        date(2023, 4, 29),
        date(2023, 4, 30),
        date(2023, 5, 1),
        date(2023, 5, 2),
        date(2023, 5, 3),
    )


def test_the_province_has_eleven_crews() -> None:
    campaign, staffing = read(PROVINCE)
    crews = Counter(zone for officer in staffing.officers for zone in officer.zones)
    assert len(staffing.officers) == crews.total() == 95
    assert set(crews) == {unit.zone for unit in campaign.units}
    machines = Counter(campaign.units_by_code[one.postings[0].serves[0]].zone for one in campaign.machines)
    assert len(crews) == 11
    assert all(crews[zone] - 6 * number in (0, 1) for zone, number in machines.items())
    assert len({officer.name for officer in staffing.officers}) == 95
