"""A workbook without problems, and everything it says."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from planner.domain.campaign import Campaign, Closure, Phase, PostingKind
from planner.domain.policy import DEFAULT_GOALS, Goal
from planner.domain.record import ShiftLabel
from planner.errors import Severity
from tests.intake.books import put, read, sheet_of, sound_book


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    found = read(sound_book(), tmp_path)
    assert found.warnings == ()
    return found.campaign


def test_settings(campaign: Campaign) -> None:
    assert campaign.name == "Thử"
    assert (campaign.calendar.first_day, campaign.calendar.last_day) == (date(2023, 4, 11), date(2023, 4, 30))
    assert [(shift.label, shift.starts_minute, shift.ends_minute) for shift in campaign.calendar.shifts] == [
        ("Ca 01", 420, 900),
        ("Ca 02", 900, 1380),
    ]
    assert campaign.whole_days
    assert campaign.reach_km is None
    assert campaign.road_factor == 1.3


def test_units_are_sorted_by_code_with_defaults_filled_in(campaign: Campaign) -> None:
    assert [unit.code for unit in campaign.units] == ["001", "002", "003", "004"]
    first, second, third, fourth = campaign.units
    assert (first.need, first.target, first.collected_before, first.population) == (400, 500, 100, 900)
    assert (second.need, second.priority, second.together, second.visits) == (300, 2, 1, 1)
    assert (third.need, third.target) == (250, None)
    assert (first.place, fourth.place) == ("CAX Hòa Bình", "Nhà văn hóa")
    assert first.shifts == ("Ca 01", "Ca 02")
    assert first.location is not None
    assert (first.location.latitude, first.location.longitude) == (21.9, 106.2)


def test_machines_keep_their_order_and_serve_lists_zones_or_all(campaign: Campaign) -> None:
    one, two = campaign.machines
    assert (one.name, two.name) == ("MÁY 1", "MÁY 2")
    fixed, mobile = one.postings
    assert (fixed.kind, fixed.place, fixed.capacity, fixed.serves) == (
        PostingKind.FIXED,
        "Một cửa",
        80,
        ("001", "002"),
    )
    assert (fixed.first_day, fixed.last_day, fixed.note) == (date(2023, 4, 11), date(2023, 4, 20), "Ghi chú")
    assert (mobile.serves, mobile.capacity, mobile.base) == (("001", "002"), None, "001")
    assert campaign.capacity(mobile, ShiftLabel("Ca 02")) == 100
    assert two.postings[0].serves == ("001", "002", "003", "004")
    assert two.postings[0].base == "004"


def test_the_other_sheets(campaign: Campaign) -> None:
    assert campaign.closures == (
        Closure(
            first_day=date(2023, 4, 11),
            last_day=date(2023, 4, 30),
            weekdays=frozenset({6}),
            shifts=campaign.calendar.shift_labels,
            reason="Chủ nhật",
        ),
        Closure(
            first_day=date(2023, 4, 18),
            last_day=date(2023, 4, 18),
            shifts=campaign.calendar.shift_labels[1:],
            machine=campaign.machines[1].name,
        ),
    )
    assert [(road.origin, road.destination, road.km) for road in campaign.roads] == [
        ("001", "002", 12.5),
        ("002", "001", 14),
    ]
    assert campaign.phases == (Phase(name="Đợt 1", last_day=date(2023, 4, 20), target=400),)
    (pin,) = campaign.pins
    assert (pin.machine, pin.unit, pin.first_day, pin.last_day, pin.shifts, pin.source) == (
        "MÁY 2",
        "003",
        date(2023, 4, 12),
        date(2023, 4, 12),
        ("Ca 01", "Ca 02"),
        "Ghim!A2",
    )
    assert [(setting.goal, setting.tolerance_percent) for setting in campaign.goals] == [
        (Goal.UNSERVED, 0),
        (Goal.FINISH, 5),
    ]


def test_optional_sheets_may_be_missing_or_empty(tmp_path: Path) -> None:
    book = sound_book()
    for title in ("Ca", "Ngày nghỉ", "Quãng đường", "Giai đoạn", "Ghim", "Mục tiêu"):
        del book[title]
    book.create_sheet("Ghim")
    book.create_sheet("Ghi chép riêng").append(["gì", "cũng", "được"])
    found = read(book, tmp_path)
    assert [(note.where, note.severity) for note in found.warnings] == [("Ghi chép riêng", Severity.NOTE)]
    assert found.campaign.calendar.shift_labels == ("Ca 01", "Ca 02")
    assert found.campaign.closures == ()
    assert [setting.goal for setting in found.campaign.goals] == list(DEFAULT_GOALS)


def test_a_closure_that_does_not_apply_is_dropped_unread(tmp_path: Path) -> None:
    book = sound_book()
    sheet_of(book, "Ngày nghỉ").append([None, None, "CN", None, "không ai", "lễ", "Không"])
    assert len(read(book, tmp_path).campaign.closures) == 2


@pytest.mark.parametrize("value", ["18/4/2023", "2023-04-18", date(2023, 4, 18), " 18/04/2023 "])
def test_every_way_to_write_a_day(tmp_path: Path, value: object) -> None:
    book = sound_book()
    put(book, "Giai đoạn!C2", value)
    assert read(book, tmp_path).campaign.phases[0].last_day == date(2023, 4, 18)


def test_days_of_the_1904_system(tmp_path: Path) -> None:
    book = sound_book()
    book.epoch = CALENDAR_MAC_1904
    assert read(book, tmp_path).campaign.calendar.first_day == date(2023, 4, 11)


@pytest.mark.parametrize(
    ("value", "minute"),
    [("16h", 960), ("16:30", 990), ("16h05", 965), (time(16, 30), 990), (timedelta(hours=17), 1020), ("16 giờ", 960)],
)
def test_every_way_to_write_an_hour(tmp_path: Path, value: object, minute: int) -> None:
    book = sound_book()
    put(book, "Ca!B3", value)
    assert read(book, tmp_path).campaign.calendar.shifts[1].starts_minute == minute


def test_a_day_may_end_at_midnight(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Ca!C3", "24h00")
    assert read(book, tmp_path).campaign.calendar.shifts[1].ends_minute == 1440


@pytest.mark.parametrize(("value", "need"), [(12.0, 12), ("12", 12), (0, 0), ("0", 0), (5_000_000, 5_000_000)])
def test_whole_numbers_that_are_taken(tmp_path: Path, value: object, need: int) -> None:
    book = sound_book()
    put(book, "Đơn vị!I2", value)
    assert read(book, tmp_path).campaign.units[0].need == need


@pytest.mark.parametrize(
    ("value", "days"),
    [("2", {0}), ("7, CN", {5, 6}), ("thứ 2; Thứ Ba", {0, 1}), ("8", {6}), ("Chủ nhật", {6}), (7, {5})],
)
def test_every_way_to_write_weekdays(tmp_path: Path, value: object, days: set[int]) -> None:
    book = sound_book()
    put(book, "Ngày nghỉ!C2", value)
    assert read(book, tmp_path).campaign.closures[0].weekdays == days


@pytest.mark.parametrize(
    "name", ["Xa\u0303 Ho\u0300a Bi\u0300nh", "Xã\u00a0Hòa Bình", "Xã Hoà Bình", " Xã  Hòa\tBình "]
)
def test_spellings_of_one_name_that_no_one_sees(tmp_path: Path, name: str) -> None:
    book = sound_book()
    put(book, "Máy!E2", name)
    found = read(book, tmp_path)
    assert found.warnings == ()
    assert found.campaign.machines[0].postings[0].serves == ("001",)


@pytest.mark.parametrize("name", ["hòa bình", "XÃ HÒA BÌNH", "Hòa Bình", "xã hoà bình"])
def test_looser_spellings_are_taken_with_a_warning(tmp_path: Path, name: str) -> None:
    book = sound_book()
    put(book, "Máy!E2", name)
    found = read(book, tmp_path)
    assert [warning.where for warning in found.warnings] == ["Máy!E2"]
    assert found.campaign.machines[0].postings[0].serves == ("001",)


def test_headers_and_items_are_found_whatever_their_capitals_and_blanks(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!A1", " MÃ ")
    put(book, "Đơn vị!I1", "cần  thu nhận")
    put(book, "Chiến dịch!A5", "năng lực một ca")
    assert read(book, tmp_path) == read(sound_book(), tmp_path)


def test_the_letterhead(tmp_path: Path) -> None:
    book = sound_book()
    for row in (
        ("Cơ quan ban hành", "CÔNG AN XÃ"),
        ("Ngày ban hành", "5/4/2023"),
        ("Nơi nhận", "- Như trên;\n- Lưu: VT"),
        ("Kèm theo", "(Kèm theo Kế hoạch số 05/KH-CAX)"),
        ("Đổi ca theo tháng", "Có"),
        ("Tên thẻ", "thẻ căn cước"),
    ):
        sheet_of(book, "Chiến dịch").append(row)
    letterhead = read(book, tmp_path).campaign.letterhead
    assert letterhead.issuing_body == "CÔNG AN XÃ"
    assert letterhead.document_date == date(2023, 4, 5)
    assert letterhead.recipients == ("- Như trên", "- Lưu: VT")
    assert letterhead.attached_to == "Kèm theo Kế hoạch số 05/KH-CAX"
    assert letterhead.swap_shifts_monthly
    assert letterhead.card_term == "thẻ căn cước"
    assert letterhead.appendix_word == "PHỤ LỤC"


def test_windows_are_cut_to_the_campaign(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!M2", date(2023, 1, 1))
    put(book, "Đơn vị!N2", date(2023, 4, 15))
    unit = read(book, tmp_path).campaign.units[0]
    assert (unit.first_day, unit.last_day) == (date(2023, 4, 11), date(2023, 4, 15))


def test_a_window_outside_the_campaign_is_empty_and_said(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!M2", date(2023, 5, 15))
    found = read(book, tmp_path)
    assert found.campaign.units[0].first_day > found.campaign.units[0].last_day
    assert [warning.where for warning in found.warnings] == ["Đơn vị!M2"]


def test_visits_default_to_machines_at_once(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!P2", 3)
    unit = read(book, tmp_path).campaign.units[0]
    assert (unit.together, unit.visits) == (3, 3)


def test_the_name_of_the_folder_stands_in_for_a_missing_name(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Chiến dịch!B2", None)
    assert read(book, tmp_path).campaign.name == "book"
