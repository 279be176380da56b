"""Figures in words as Vietnamese reads them: lăm, mốt, tư, linh, mùng; telephones digit by digit."""

from datetime import date

import pytest

from planner.prints.words.read_aloud import clock_read, day_read, number_read, text_read


@pytest.mark.parametrize(
    ("number", "read"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (31, "ba mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (2023, "hai nghìn không trăm hai mươi ba"),
        (20_010, "hai mươi nghìn không trăm mười"),
        (570_812, "năm trăm bảy mươi nghìn tám trăm mười hai"),
        (1_000_001, "một triệu không trăm linh một"),
        (3_004_000, "ba triệu không trăm linh bốn nghìn"),
    ],
)
def test_numbers(number: int, read: str) -> None:
    assert number_read(number) == read


def test_no_two_numbers_are_read_alike() -> None:
    read = [number_read(number) for number in range(20_000)]
    assert len(set(read)) == len(read)
    assert not any("  " in each or each != each.strip() for each in read)


@pytest.mark.parametrize(
    ("day", "read"),
    [
        (date(2023, 4, 1), "ngày mùng một tháng Tư"),
        (date(2023, 5, 10), "ngày mùng mười tháng Năm"),
        (date(2023, 12, 11), "ngày mười một tháng Mười hai"),
        (date(2023, 1, 24), "ngày hai mươi tư tháng Một"),
    ],
)
def test_days(day: date, read: str) -> None:
    assert day_read(day) == read


def test_days_with_their_weekday() -> None:
    assert day_read(date(2023, 4, 11), with_weekday=True) == "thứ Ba, ngày mười một tháng Tư"
    assert day_read(date(2023, 4, 16), with_weekday=True, with_month=False) == "Chủ nhật, ngày mười sáu"


@pytest.mark.parametrize(
    ("minute", "read"),
    [
        (7 * 60, "bảy giờ"),
        (7 * 60 + 30, "bảy giờ ba mươi phút"),
        (24 * 60, "hai mươi tư giờ"),
        (26 * 60, "hai giờ sáng hôm sau"),
        (24 * 60 + 15, "không giờ mười lăm phút sáng hôm sau"),
        (36 * 60, "mười hai giờ hôm sau"),
    ],
)
def test_hours(minute: int, read: str) -> None:
    assert clock_read(minute) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Trực ban: 0900 000 001.", "Trực ban: không chín không không không không không không không một."),
        ("Phường 12", "Phường mười hai"),
        ("CAX Hòa Bình", "Công an xã Hòa Bình"),
        ("Trường THPT số 2 & nhà 105/3", "Trường Trung học phổ thông số hai nhà một trăm linh năm ba"),
        ("trước ngày 5/4/2025", "trước ngày mùng năm tháng Tư năm hai nghìn không trăm hai mươi lăm"),
        ("từ 7h30 đến 22h", "từ bảy giờ ba mươi phút đến hai mươi hai giờ"),
        ("1.160 hồ sơ", "một nghìn một trăm sáu mươi hồ sơ"),
        ("CCCD cũ (nếu có);", "căn cước công dân cũ, nếu có;"),
        ("<b>x</b>", "b x b"),
    ],
)
def test_texts_of_a_workbook(text: str, read: str) -> None:
    assert text_read(text) == read
