"""Sheet *Đơn vị cũ*: old codes and names are read wherever a unit is named."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from planner.domain.openness import Openness
from planner.intake.appendix.lines.name_finding import UnitFinder
from planner.intake.cells.findings import Findings
from planner.intake.values.names import unit_names
from tests.intake.books import problems_of, put, read, sheet_of, sound_book


def merged_book(*rows: tuple[str | date | None, ...]) -> Workbook:
    """The sound book with these old units."""
    book = sound_book()
    sheet = book.create_sheet("Đơn vị cũ")
    sheet.append(["Mã cũ", "Tên cũ", "Đơn vị", "Từ ngày"])
    for row in rows:
        sheet.append(row)
    return book


def test_an_old_name_or_code_means_the_successor_on_every_sheet(tmp_path: Path) -> None:
    book = merged_book(("990", "Xã Khe Cũ", "Xã Hòa Bình", date(2023, 1, 1)), (None, "Bản Xưa", "003", None))
    put(book, "Máy!E2", "Xã Khe Cũ, Xã Lộc Thành")
    put(book, "Máy!I3", "990")
    put(book, "Quãng đường!A2", "khe cũ")
    put(book, "Ghim!B2", "Bản Xưa")
    put(book, "Năng suất!A3", "990")
    campaign = read(book, tmp_path).campaign
    usual = read(sound_book(), tmp_path).campaign
    assert (campaign.machines, campaign.roads, campaign.pins) == (usual.machines, usual.roads, usual.pins)
    assert campaign.rate_overrides == usual.rate_overrides


def test_old_names_are_known_to_readers_of_other_files(tmp_path: Path) -> None:
    units = read(merged_book(("990", "Xã Khe Cũ", "001", None)), tmp_path).campaign.units
    assert unit_names(units).identity("Xã Khe Cũ", "", Findings()) == "001"
    assert UnitFinder(units).meant("khe cũ").codes == ("001",)


def test_a_present_name_goes_before_an_old_one(tmp_path: Path) -> None:
    book = merged_book(("990", "Xã Lộc Thành", "001", None))
    assert read(book, tmp_path).campaign.machines == read(sound_book(), tmp_path).campaign.machines


def test_an_old_name_of_two_successors_is_ambiguous(tmp_path: Path) -> None:
    book = merged_book(("990", "Xã Khe Cũ", "001", None), ("991", "Xã Khe Cũ", "002", None))
    put(book, "Máy!E2", "Xã Khe Cũ")
    (found,) = problems_of(book, tmp_path)
    assert (found.where, "several" in found.what) == ("Máy!E2", True)


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (("990", "Xã Khe Cũ", None, None), "Đơn vị cũ!C2"),
        (("990", "Xã Khe Cũ", "Xã Lạ", None), "Đơn vị cũ!C2"),
        ((None, None, "001", None), "Đơn vị cũ!B2"),
        (("001", "Xã Khe Cũ", "001", None), "Đơn vị cũ!A2"),
    ],
)
def test_rows_that_cannot_be_used(tmp_path: Path, row: tuple[str | None, ...], where: str) -> None:
    assert [found.where for found in problems_of(merged_book(row), tmp_path)] == [where]


def test_a_unit_merged_before_the_campaign_leaves_its_need_to_its_successor(tmp_path: Path) -> None:
    book = merged_book(("002", "Xã Lộc Thành", "001", date(2023, 4, 1)))
    put(book, "Máy!E2", "001")
    campaign = read(book, tmp_path).campaign
    first, second = campaign.units[:2]
    assert (first.need, second.need) == (700, 0)
    assert Openness(campaign).of_unit(second) == ()


@pytest.mark.parametrize(("day", "where"), [(date(2023, 4, 15), "Đơn vị cũ!A2"), (None, "Đơn vị cũ!D2")])
def test_a_merger_in_the_midst_of_the_campaign_is_refused(tmp_path: Path, day: date | None, where: str) -> None:
    assert [found.where for found in problems_of(merged_book(("002", None, "001", day)), tmp_path)] == [where]


def test_the_sheet_may_be_empty(tmp_path: Path) -> None:
    book = merged_book()
    assert read(book, tmp_path) == read(sound_book(), tmp_path)
    assert sheet_of(book, "Đơn vị cũ").max_row == 1
