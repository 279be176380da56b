"""Column *Cụm*: units that are one stop."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from planner.domain.campaign import Cluster
from planner.domain.distance import Roads
from planner.domain.openness import Openness
from planner.domain.record import UnitCode
from tests.intake.books import problems_of, put, read, sheet_of, sound_book


def clustered_book(cells: dict[str, object] | None = None) -> Workbook:
    """The sound book with *Hòa Bình* (001) and *Lộc Thành* (002) in one cluster; both rows say the same."""
    book = sound_book()
    for column, title in (("R", "Cụm"), ("S", "Đi trọn ngày"), ("T", "Số ngày tối thiểu"), ("U", "Ngày được phép")):
        put(book, f"Đơn vị!{column}1", title)
    for row in (2, 3):
        put(book, f"Đơn vị!R{row}", "Đông")
        put(book, f"Đơn vị!J{row}", 2)
    del book["Quãng đường"]
    del book["Năng suất"]
    for where, value in (cells or {}).items():
        put(book, where, value)
    return book


def test_a_cluster_holds_its_units_in_the_order_of_the_sheet(tmp_path: Path) -> None:
    book = clustered_book()
    sheet_of(book, "Đơn vị").move_range("A2:R2", rows=4)
    sheet_of(book, "Đơn vị").delete_rows(2)
    found = read(book, tmp_path)
    assert found.campaign.clusters == (Cluster(name="Đông", units=(UnitCode("002"), UnitCode("001"))),)
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("cells", "where", "other"),
    [
        ({"Đơn vị!D3": "Nam"}, "Đơn vị!D3", "Đơn vị!D2"),
        ({"Đơn vị!J3": 3}, "Đơn vị!J3", "Đơn vị!J2"),
        ({"Đơn vị!M2": date(2023, 4, 12)}, "Đơn vị!M3", "Đơn vị!M2"),
        ({"Đơn vị!N3": date(2023, 4, 12)}, "Đơn vị!N3", "Đơn vị!N2"),
        ({"Đơn vị!O3": "Ca 02"}, "Đơn vị!O3", "Đơn vị!O2"),
        ({"Đơn vị!P3": 2, "Đơn vị!Q3": 1}, "Đơn vị!P3", "Đơn vị!P2"),
        ({"Đơn vị!Q2": 4}, "Đơn vị!Q3", "Đơn vị!Q2"),
        ({"Đơn vị!S3": "Không"}, "Đơn vị!S3", "Đơn vị!S2"),
        ({"Đơn vị!T3": 2}, "Đơn vị!T3", "Đơn vị!T2"),
        ({"Đơn vị!U3": "12/4"}, "Đơn vị!U3", "Đơn vị!U2"),
    ],
)
def test_units_of_one_cluster_that_differ(tmp_path: Path, cells: dict[str, object], where: str, other: str) -> None:
    (problem,) = problems_of(clustered_book(cells), tmp_path)
    assert (problem.where, f"{other}," in problem.what, "Đông" in problem.what) == (where, True, True)


def test_units_that_say_the_same_in_other_words_agree(tmp_path: Path) -> None:
    """An empty cell is what holds without it; the order of shifts and days is no matter."""
    cells: dict[str, object] = {
        "Đơn vị!M3": date(2023, 4, 11),
        "Đơn vị!O2": "Ca 02, Ca 01",
        "Đơn vị!P3": 1,
        "Đơn vị!S2": "Có",
        "Đơn vị!T3": 1,
        "Đơn vị!U2": "12/4-13/4",
        "Đơn vị!U3": "13/4, 12/4/2023",
    }
    assert read(clustered_book(cells), tmp_path).campaign.clusters


def test_a_machine_that_serves_one_unit_serves_its_cluster(tmp_path: Path) -> None:
    campaign = read(clustered_book({"Máy!E2": "002"}), tmp_path).campaign
    assert campaign.machines[0].postings[0].serves == ("001", "002")


def test_a_closure_of_one_unit_closes_all(tmp_path: Path) -> None:
    book = clustered_book()
    sheet_of(book, "Ngày nghỉ").append([date(2023, 4, 12), None, None, "Ca 02", "002"])
    campaign = read(book, tmp_path).campaign
    first, second, third, _fourth = campaign.units
    openness = Openness.of(campaign)
    assert openness.of_unit(first) == openness.of_unit(second)
    assert set(openness.of_unit(third)) - set(openness.of_unit(first)) == {4}


def test_only_roads_of_the_first_unit_are_read(tmp_path: Path) -> None:
    book = clustered_book()
    roads = book.create_sheet("Quãng đường")
    for row in (["Từ", "Đến", "Km"], ["001", "003", 12.5], ["003", "002", 3], ["001", "002", 1]):
        roads.append(row)
    found = read(book, tmp_path)
    assert [(road.origin, road.destination) for road in found.campaign.roads] == [("001", "003")]
    assert [warning.where for warning in found.warnings] == ["Quãng đường!B3", "Quãng đường!B4"]
    assert all("Đông" in warning.what and "Xã Hòa Bình" in warning.what for warning in found.warnings)
    assert Roads.of(found.campaign).km(UnitCode("002"), UnitCode("003")) == 12.5


def test_the_place_of_the_others_need_not_be_known(tmp_path: Path) -> None:
    assert read(clustered_book({"Đơn vị!K3": None, "Đơn vị!L3": None}), tmp_path).warnings == ()


def test_rates_of_several_units_of_a_cluster_are_no_contradiction(tmp_path: Path) -> None:
    book = clustered_book()
    rates = book.create_sheet("Năng suất")
    for row in (["Đơn vị", "Máy", "Ca", "Hồ sơ một ca"], ["001", None, None, 70], ["002", None, None, 60]):
        rates.append(row)
    campaign = read(book, tmp_path).campaign
    assert campaign.rates_by_condition == {("001", None, None): 60}


@pytest.mark.parametrize(
    ("cells", "where"),
    [({"Đơn vị!R3": None}, "Đơn vị!R2"), ({"Đơn vị!R4": "đông", "Đơn vị!R5": "đông"}, "Đơn vị!R4")],
)
def test_names_that_look_like_slips_are_warned_of(tmp_path: Path, cells: dict[str, object], where: str) -> None:
    found = read(clustered_book({"Đơn vị!J4": 2, "Đơn vị!J5": 2, **cells}), tmp_path)
    assert [warning.where for warning in found.warnings] == [where]


def test_a_unit_alone_is_no_cluster(tmp_path: Path) -> None:
    assert read(clustered_book({"Đơn vị!R3": None}), tmp_path).campaign.clusters == ()


def test_a_cluster_whose_units_are_merged_on_other_days_does_not_agree(tmp_path: Path) -> None:
    book = clustered_book()
    former = book.create_sheet("Đơn vị cũ")
    former.append(["Mã cũ", "Tên cũ", "Đơn vị", "Từ ngày"])
    former.append(["002", None, "004", date(2023, 4, 15)])
    assert [problem.where for problem in problems_of(book, tmp_path)] == ["Đơn vị!N3"]
