"""Lists bear the commune's name, and one that is there keeps its own: it alone remembers who was invited."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.intake.blanks.invitation_book import write_invitation_book
from planner.workflow.invitations.lists_folder import stems_in
from tests.campaigns import small_campaign
from tests.invitations.samples import citizen, invited, session

CAMPAIGN = small_campaign()
A = UnitCode("A")


def named(name: str) -> Campaign:
    units = [unit.model_copy(update={"name": name}) if unit.code == A else unit for unit in CAMPAIGN.units]
    return CAMPAIGN.model_copy(update={"units": tuple(units)})


def keep_book(folder: Path, name: str, campaign: Campaign = CAMPAIGN) -> None:
    made = invited([citizen(1)], [session(1, 1, 5)])
    write_invitation_book(replace(made, unit=A), folder / name, date(2023, 4, 10), campaign.name)


def test_a_new_list_bears_code_and_name(tmp_path: Path) -> None:
    assert stems_in(tmp_path / "moi", CAMPAIGN)[A] == "a-559aea-xa-a"


def test_a_list_of_an_earlier_program_keeps_its_name(tmp_path: Path) -> None:
    keep_book(tmp_path, "danh-sach-moi-a-559aea.xlsx")
    assert stems_in(tmp_path, CAMPAIGN)[A] == "a-559aea"


def test_a_unit_that_is_renamed_keeps_its_list(tmp_path: Path) -> None:
    keep_book(tmp_path, "danh-sach-moi-a-559aea-xa-a.xlsx")
    assert stems_in(tmp_path, named("Phường Mới"))[A] == "a-559aea-xa-a"


def test_a_list_of_another_campaign_is_no_list_of_this_one(tmp_path: Path) -> None:
    other = CAMPAIGN.model_copy(update={"name": "Đợt khác"})
    keep_book(tmp_path, "danh-sach-moi-a-559aea-xa-z.xlsx", other)
    assert stems_in(tmp_path, CAMPAIGN)[A] == "a-559aea-xa-a"
