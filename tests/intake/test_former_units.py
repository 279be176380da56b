"""Sheet *Đơn vị cũ*: old codes and names are read wherever a unit is named."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from planner.domain.campaign import Succession
from planner.domain.openness import Openness
from planner.domain.record import UnitCode
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
    assert campaign.successions == (Succession(unit=UnitCode("002"), successor=UnitCode("001"), day=date(2023, 4, 1)),)
    assert Openness(campaign).of_unit(campaign.units[1]) == ()


def test_a_merger_in_the_midst_of_the_campaign_closes_the_old_unit_and_opens_its_successor(tmp_path: Path) -> None:
    book = merged_book(("002", None, "001", date(2023, 4, 15)))
    put(book, "Đơn vị!M2", date(2023, 4, 12))
    campaign = read(book, tmp_path).campaign
    first, second = campaign.units[:2]
    assert campaign.successions == (Succession(unit=second.code, successor=first.code, day=date(2023, 4, 15)),)
    assert (second.first_day, second.last_day) == (date(2023, 4, 11), date(2023, 4, 14))
    assert (first.first_day, first.last_day) == (date(2023, 4, 15), date(2023, 4, 30))
    assert (first.need, second.need, first.formerly) == (400, 300, ())


def test_a_narrower_window_stays_as_narrow(tmp_path: Path) -> None:
    book = merged_book((None, "Xã Lộc Thành", "Xã Hòa Bình", date(2023, 4, 15)))
    put(book, "Đơn vị!M2", date(2023, 4, 20))
    put(book, "Đơn vị!N3", date(2023, 4, 12))
    first, second = read(book, tmp_path).campaign.units[:2]
    assert (first.first_day, second.last_day) == (date(2023, 4, 20), date(2023, 4, 12))


def test_mergers_that_follow_each_other_are_sorted_by_day(tmp_path: Path) -> None:
    book = merged_book(("001", None, "003", date(2023, 4, 25)), ("002", None, "001", date(2023, 4, 15)))
    put(book, "Ghim!B2", "004")
    campaign = read(book, tmp_path).campaign
    assert [(one.unit, one.successor) for one in campaign.successions] == [("002", "001"), ("001", "003")]
    first = campaign.units[0]
    assert (first.first_day, first.last_day) == (date(2023, 4, 15), date(2023, 4, 24))


def test_a_merger_after_the_campaign_is_warned_of(tmp_path: Path) -> None:
    found = read(merged_book(("002", None, "001", date(2023, 5, 15))), tmp_path)
    assert "Đơn vị cũ!D2" in [one.where for one in found.warnings]


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ([("002", None, "001", None)], "Đơn vị cũ!D2"),
        ([("002", None, "001", "bao giờ")], "Đơn vị cũ!D2"),
        ([("002", None, "001", date(2023, 4, 15)), ("002", None, "003", date(2023, 4, 16))], "Đơn vị cũ!A3"),
        ([("002", None, "001", date(2023, 4, 15)), ("001", None, "003", date(2023, 4, 15))], "Đơn vị cũ!C2"),
        ([("002", None, "001", date(2023, 4, 15)), ("001", None, "002", date(2023, 4, 20))], "Đơn vị cũ!C3"),
    ],
)
def test_mergers_that_cannot_be(tmp_path: Path, rows: list[tuple[str | date | None, ...]], where: str) -> None:
    assert [found.where for found in problems_of(merged_book(*rows), tmp_path)] == [where]


def test_old_names_remember_since_when(tmp_path: Path) -> None:
    book = merged_book(("990", "Xã Khe Cũ", "001", date(2023, 1, 1)), (None, "Bản Xưa", "001", None))
    assert [one.since for one in read(book, tmp_path).campaign.units[0].formerly] == [date(2023, 1, 1), None]


def test_the_sheet_may_be_empty(tmp_path: Path) -> None:
    book = merged_book()
    assert read(book, tmp_path) == read(sound_book(), tmp_path)
    assert sheet_of(book, "Đơn vị cũ").max_row == 1
