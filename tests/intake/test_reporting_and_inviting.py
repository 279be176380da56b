"""Rows of sheet *Chiến dịch* that say how figures are reported and citizens invited, and what notices tell."""

from datetime import date, time
from pathlib import Path

import pytest

from planner.domain.office import Inviting, Reporting
from tests.intake.books import put, read, sheet_of, sound_book


def test_empty_rows_take_the_usual_values(tmp_path: Path) -> None:
    campaign = read(sound_book(), tmp_path).campaign
    assert campaign.reporting == Reporting(due_minute=930, counts_activated=False, all_units_report=False)
    assert campaign.inviting == Inviting(wave_minutes=30, reserve_percent=10, keep_days=90)
    assert campaign.letterhead.to_bring == ()
    assert campaign.zone == "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize("due", ["16h05", "16:05", time(16, 5)])
def test_filled_rows_are_read(tmp_path: Path, due: str | time) -> None:
    book = sound_book()
    for row in (
        ("Trích yếu thông báo", "Về việc cấp thẻ"),
        ("Giấy tờ mang theo", "Thẻ cũ; Giấy khai sinh"),
        ("Liên hệ", "Trực ban 113"),
        ("Giờ báo cáo", due),
        ("Chỉ tính tài khoản kích hoạt", "Có"),
        ("Mọi đơn vị báo cáo hằng ngày", "Có"),
        ("Múi giờ", "Asia/Bangkok"),
        ("Giãn giờ mời (phút)", 45),
        ("Dự phòng khi mời (%)", 0),
        ("Xóa danh sách sau (ngày)", 7),
    ):
        sheet_of(book, "Chiến dịch").append(row)
    campaign = read(book, tmp_path).campaign
    assert campaign.reporting == Reporting(due_minute=965, counts_activated=True, all_units_report=True)
    assert campaign.inviting == Inviting(wave_minutes=45, reserve_percent=0, keep_days=7)
    assert campaign.zone == "Asia/Bangkok"
    assert campaign.letterhead.notice_subject == "Về việc cấp thẻ"
    assert campaign.letterhead.to_bring == ("Thẻ cũ", "Giấy khai sinh")
    assert campaign.letterhead.contact == "Trực ban 113"


def test_a_unit_has_its_own_contact_and_accounts_from_before(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!R1", "Đã kích hoạt")
    put(book, "Đơn vị!S1", "Liên hệ")
    put(book, "Đơn vị!R3", 17)
    put(book, "Đơn vị!S3", "Công an xã")
    first, second, *_rest = read(book, tmp_path).campaign.units
    assert (first.activated_before, first.contact) == (0, "")
    assert (second.activated_before, second.contact) == (17, "Công an xã")


def test_a_phase_keeps_the_day_it_begins_on_where_one_is_given(tmp_path: Path) -> None:
    book = sound_book()
    sheet_of(book, "Giai đoạn").append(["Đợt 2", date(2023, 4, 21), date(2023, 4, 28), 500])
    first, second = read(book, tmp_path).campaign.phases
    assert (first.first_day, second.first_day) == (None, date(2023, 4, 21))
