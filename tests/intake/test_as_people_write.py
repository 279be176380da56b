"""Figures, days, weekdays, shifts and words as people write them: read where they mean one thing, else named."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from planner.domain.campaign import PostingKind
from planner.errors import Severity
from planner.intake.values.days import calendar_day
from planner.intake.values.degrees import Pair, degrees, pair_in
from planner.intake.values.figures import decimal_number, whole_number
from planner.intake.values.texts import Unfit, yes_or_no
from planner.intake.values.weekdays import weekdays
from tests.intake.books import problems_of, put, read, sheet_of, sound_book

CAMPAIGN = (date(2023, 4, 11), date(2023, 4, 30))
SATURDAY, SUNDAY = 5, 6


@pytest.mark.parametrize("text", ["1.850", "1,850", "1 850", "1.850,0", "1,850.00", "1850"])
def test_thousands_in_a_column_of_whole_numbers(text: str) -> None:
    assert whole_number(text, 0, 5000) == 1850


def test_a_number_that_its_cell_shows_in_thousands() -> None:
    assert whole_number(1.85, 0, 5000, "0.000") == 1850
    assert decimal_number(20951, -90, 90, "#,##0") == 20.951
    with pytest.raises(Unfit, match="not a whole number"):
        whole_number(1.85, 0, 5000)
    with pytest.raises(Unfit, match="too large"):
        decimal_number(20951, -90, 90)


@pytest.mark.parametrize(("text", "number"), [("20,951", 20.951), ("12,5", 12.5), ("1.234,5", 1234.5), ("0,5", 0.5)])
def test_decimals_that_can_mean_one_thing(text: str, number: float) -> None:
    most = 90 if text == "20,951" else 5000
    assert decimal_number(text, 0, most) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21,95", 21.95),
        ("21°57'30\"N", 21.9583333),
        ("21°57’30”B", 21.9583333),
        ("21° 57,5' N", 21.9583333),
        ("N 21.95", 21.95),
        ("21.95°", 21.95),
        ("21 độ 57 phút 30 giây Bắc", 21.9583333),
    ],
)
def test_latitudes(text: str, expected: float) -> None:
    assert degrees(text, 90) == expected


@pytest.mark.parametrize("text", ["21°77'", "106°20'E", "phía bắc", "21.95.3"])
def test_what_is_no_latitude(text: str) -> None:
    with pytest.raises(Unfit, match="latitude"):
        degrees(text, 90)


def test_both_figures_in_one_cell() -> None:
    assert pair_in("21.9578, 106.3671") == Pair("21.9578", "106.3671")
    assert pair_in("21,95") is None


def test_coordinates_of_a_workbook(tmp_path: Path) -> None:
    book = sound_book()
    for cell, value in {"K2": "21,95", "L2": "106,37", "K3": "21°57'30\"N", "K4": "21.7, 106.4", "L4": None}.items():
        put(book, f"Đơn vị!{cell}", value)
    first, second, third, _fourth = read(book, tmp_path).campaign.units
    assert first.location is not None
    assert second.location is not None
    assert third.location is not None
    assert (first.location.latitude, first.location.longitude) == (21.95, 106.37)
    assert second.location.latitude == 21.9583333
    assert (third.location.latitude, third.location.longitude) == (21.7, 106.4)


def test_exchanged_coordinates_are_named_as_such_and_once(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!K4", 106.3)
    put(book, "Đơn vị!L4", 21.9)
    (found,) = problems_of(book, tmp_path)
    assert (found.where, "exchanged" in found.what) == ("Đơn vị!K4", True)


def test_a_column_of_unclear_figures_is_told_of_once(tmp_path: Path) -> None:
    book = sound_book()
    for row in range(24):
        sheet_of(book, "Quãng đường").append(["003", "004", f"1.{200 + row}"])
    (found,) = problems_of(book, tmp_path)
    assert found.where == "Quãng đường!C4:C27"
    assert "(24 cells)" in found.what
    assert "Text to Columns" in found.advice


@pytest.mark.parametrize(
    "text",
    ["31-12-2026", "31.12.2026", "31/12/26", "ngày 31 tháng 12 năm 2026", "Thứ Năm, 31/12/2026", "2026/12/31",
     "2026-12-31 00:00:00", "T5 31/12/2026", "31 tháng 12, 2026"],
)  # fmt: skip
def test_days(text: str) -> None:
    assert calendar_day(text) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("value", "days"),
    [("T7", {5}), ("2-6", {0, 1, 2, 3, 4}), ("T2-T6", {0, 1, 2, 3, 4}), ("7-CN", {5, 6}), ("cuối tuần", {5, 6}),
     ("thứ 2 đến thứ 4", {0, 1, 2}), ("Thứ Bảy và Chủ nhật", {5, 6}), ("T2, T4-T6", {0, 2, 3, 4}), ("t.7", {5}),
     ("T2-T2", {0})],
)  # fmt: skip
def test_weekdays(value: str, days: set[int]) -> None:
    assert weekdays(value) == days


@pytest.mark.parametrize(
    ("value", "said", "advice"),
    [
        ("6-2", "backwards", "T2-T6"),
        ("CN-2", "backwards", "T2-T6"),
        (datetime(2026, 6, 2), "made a date", "T2-T6"),  # noqa: DTZ001
        (datetime(2026, 3, 5), "made a date", "T3-T5"),  # noqa: DTZ001
        (2.6, "made a figure", "T2, T6"),
        ("2-9", "not a weekday", "CN"),
    ],
)
def test_weekdays_that_are_refused(value: object, said: str, advice: str) -> None:
    with pytest.raises(Unfit, match=said) as caught:
        weekdays(value)
    assert advice in caught.value.advice


@pytest.mark.parametrize("tick", ["x", "X", "✓", "có", "Có"])
def test_ticks_mean_yes(tick: str) -> None:
    assert yes_or_no(tick)


@pytest.mark.parametrize(
    ("told", "shifts"),
    [("sáng", ("Ca 01",)), ("buổi tối", ("Ca 02",)), ("Ca 01 và Ca 02", ("Ca 01", "Ca 02")), ("ca 2", ("Ca 02",)),
     ("Ca 1 + Ca 2", ("Ca 01", "Ca 02")), ("cả ngày", ("Ca 01", "Ca 02")), ("1, 2", ("Ca 01", "Ca 02"))],
)  # fmt: skip
def test_shifts(tmp_path: Path, told: str, shifts: tuple[str, ...]) -> None:
    book = sound_book()
    put(book, "Đơn vị!O2", told)
    found = read(book, tmp_path)
    assert found.campaign.units[0].shifts == shifts
    assert {note.severity for note in found.warnings} <= {Severity.NOTE}


def test_an_unclear_part_of_the_day_is_refused(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!O2", "chiều")
    (found,) = problems_of(book, tmp_path)
    assert found.where == "Đơn vị!O2"


@pytest.mark.parametrize("word", ["di động", "Di Động", "lưu động"])
def test_a_mobile_machine(tmp_path: Path, word: str) -> None:
    book = sound_book()
    put(book, "Máy!B4", word)
    assert read(book, tmp_path).campaign.machines[1].postings[0].kind is PostingKind.MOBILE


def closures(tmp_path: Path, *row: object) -> tuple[set[date], list[tuple[str, str, Severity]]]:
    """The days that a workbook with this one closure closes, and what is said."""
    book = sound_book()
    sheet = sheet_of(book, "Ngày nghỉ")
    sheet.delete_rows(2, 2)
    sheet.append(list(row))
    found = read(book, tmp_path)
    days = {
        date.fromordinal(day)
        for one in found.campaign.closures
        for day in range(one.first_day.toordinal(), one.last_day.toordinal() + 1)
        if not one.weekdays or date.fromordinal(day).weekday() in one.weekdays
    }
    return days, [(note.where, note.what, note.severity) for note in found.warnings if "Ngày nghỉ" in note.where]


def test_closed_to_the_end_of_the_campaign(tmp_path: Path) -> None:
    days, said = closures(tmp_path, date(2023, 4, 28), "hết đợt", None, None, "MÁY 2")
    assert (days, said) == ({date(2023, 4, 28), date(2023, 4, 29), date(2023, 4, 30)}, [])


def test_closed_until_further_notice_is_warned_of(tmp_path: Path) -> None:
    row = (date(2023, 4, 28), None, None, None, "MÁY 2", "Tạm dừng cho đến khi có thông báo mới")
    days, ((where, what, severity),) = closures(tmp_path, *row)
    assert days == {date(2023, 4, 28)}
    assert (where, "only 28/4" in what, severity) == ("Ngày nghỉ!B2", True, Severity.WARNING)


def test_an_empty_last_day_is_noted(tmp_path: Path) -> None:
    _days, ((where, what, severity),) = closures(tmp_path, date(2023, 4, 28), None, None, None, "MÁY 2")
    assert (where, "one day, 28/4" in what, severity) == ("Ngày nghỉ!B2", True, Severity.NOTE)


def test_weekdays_without_days_are_closed_in_the_whole_campaign(tmp_path: Path) -> None:
    days, said = closures(tmp_path, None, None, "CN", None, None, "Nghỉ Chủ nhật", "Có")
    assert days == {date(2023, 4, 16), date(2023, 4, 23), date(2023, 4, 30)}
    assert [severity for _where, _what, severity in said] == [Severity.NOTE]


def test_a_row_with_an_unreadable_cell_closes_nothing(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Ngày nghỉ!C2", "Thứ chín")
    (found,) = problems_of(book, tmp_path)
    assert found.where == "Ngày nghỉ!C2"


def american(sheet: Worksheet, cell: str, value: str | datetime) -> None:
    sheet[cell] = value
    sheet[cell].number_format = "General" if isinstance(value, str) else "m/d/yyyy"


def test_days_typed_in_an_american_excel_are_named(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Chiến dịch!B3", date(2023, 4, 1))
    put(book, "Chiến dịch!B4", date(2023, 6, 30))
    sheet = sheet_of(book, "Đơn vị")
    american(sheet, "M2", datetime(2023, 6, 5))  # noqa: DTZ001 - 6 May as it was typed
    american(sheet, "M3", "13/5/2023")
    (found,) = problems_of(book, tmp_path)
    assert found.where == "Đơn vị!M2"
    assert "2023-05-06" in found.advice


def test_a_day_outside_whose_exchange_lies_within_is_named(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!M2", date(2023, 12, 4))
    (found,) = read(book, tmp_path).warnings
    assert (found.where, "12/4" in found.advice) == ("Đơn vị!M2", True)


@pytest.mark.parametrize("name", ["Xã Lộc Thành", "Ð\u1ea5t Ðỏ"])
def test_eth_is_read_as_the_letter_with_a_stroke(tmp_path: Path, name: str) -> None:
    book = sound_book()
    put(book, "Đơn vị!B3", name.replace("Ð", "Đ"))
    put(book, "Máy!E2", "Ðất Ðỏ" if "Ð" in name else name)
    put(book, "Năng suất!A2", "002")
    put(book, "Đơn vị!N1", "Ðến ngày")
    put(book, "Đơn vị!N2", date(2023, 4, 15))
    sheet_of(book, "Đơn vị").title = "\u0189ơn vị"
    found = read(book, tmp_path)
    assert found.campaign.machines[0].postings[0].serves == ("002",)
    assert found.campaign.units[0].last_day == date(2023, 4, 15)


def test_letters_of_other_scripts_are_told_by_their_code_points(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Máy!E2", "Xã H\u043ea Bình")
    assert "U+043E" in " ".join(found.what for found in problems_of(book, tmp_path))
