"""Sheet *Năng suất*: rates by unit, machine and shift, each of which may be left open."""

from pathlib import Path

import pytest

from planner.domain.campaign import RateOverride
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.intake.campaign.campaign_reader import read_campaign
from planner.texts import Language, choose_language
from tests.campaigns import small_campaign
from tests.intake.books import problems_of, put, read, sheet_of, sound_book
from tests.workbooks import write_workbook


@pytest.fixture(autouse=True)
def _english() -> object:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


OF_A_UNIT = RateOverride(unit=UnitCode("002"), dossiers=70)
OF_ONE_SHIFT = RateOverride(unit=UnitCode("001"), machine=MachineName("MÁY 1"), shift=ShiftLabel("Ca 02"), dossiers=55)
OF_ALL = RateOverride(dossiers=95)


def test_each_condition_may_be_left_open(tmp_path: Path) -> None:
    found = read(sound_book(), tmp_path)
    assert found.warnings == ()
    assert found.campaign.rate_overrides == (OF_ALL, OF_ONE_SHIFT, OF_A_UNIT)


def test_several_shifts_in_one_cell(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Năng suất!C2", "Ca 02, Ca 01")
    overrides = read(book, tmp_path).campaign.rate_overrides
    assert [(one.shift, one.dossiers) for one in overrides if one.unit == "002"] == [("Ca 01", 70), ("Ca 02", 70)]


def test_two_rows_about_the_same(tmp_path: Path) -> None:
    book = sound_book()
    sheet_of(book, "Năng suất").append(["002", None, None, 60])
    (problem,) = problems_of(book, tmp_path)
    assert (problem.where, "row 2" in problem.what) == ("Năng suất!D5", True)


@pytest.mark.parametrize(("where", "dossiers", "capacity"), [("D4", 101, 100), ("D3", 101, 100), ("D2", 5000, 100)])
def test_more_than_the_capacity_is_read_and_warned_of(tmp_path: Path, where: str, dossiers: int, capacity: int) -> None:
    book = sound_book()
    put(book, f"Năng suất!{where}", dossiers)
    found = read(book, tmp_path)
    assert dossiers in [one.dossiers for one in found.campaign.rate_overrides]
    (warning,) = found.warnings
    assert (warning.where, f"capacity of {capacity}" in warning.what) == (f"Năng suất!{where}", True)


def test_a_machine_of_less_capacity_has_its_own_limit(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Máy!H3", 90)
    put(book, "Năng suất!D3", 95)
    assert [warning.where for warning in read(book, tmp_path).warnings] == ["Năng suất!D3"]


@pytest.mark.parametrize("column", [1, 2, 3, 4])
def test_a_missing_column_does_not_make_rows_hold_for_all(tmp_path: Path, column: int) -> None:
    book = sound_book()
    sheet_of(book, "Năng suất").delete_cols(column)
    assert "Năng suất!1" in [problem.where for problem in problems_of(book, tmp_path)]


def test_without_the_sheet_there_are_none(tmp_path: Path) -> None:
    book = sound_book()
    del book["Năng suất"]
    found = read(book, tmp_path)
    assert (found.campaign.rate_overrides, found.warnings) == ((), ())


def test_rates_come_back_from_a_workbook_as_they_were(tmp_path: Path) -> None:
    campaign = small_campaign().model_copy(
        update={
            "rate_overrides": (
                RateOverride(machine=MachineName("M2"), shift=ShiftLabel("Ca 01"), dossiers=4),
                RateOverride(unit=UnitCode("B"), dossiers=2),
            )
        }
    )
    write_workbook(campaign, tmp_path / "campaign.xlsx")
    assert read_campaign(tmp_path / "campaign.xlsx").campaign == campaign
