"""Sheet *Giờ riêng*: hours of a shift that differ somewhere."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from planner.domain.calendar import Slot
from planner.domain.campaign import OwnHours
from planner.domain.hours import hours_of
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from tests.intake.books import problems_of, put, read, sound_book

HEAD = ("Đơn vị", "Máy", "Thứ", "Ca", "Giờ bắt đầu", "Giờ kết thúc")
MORNING, EVENING = ShiftLabel("Ca 01"), ShiftLabel("Ca 02")


def book_with(*rows: tuple[str | None, ...]) -> Workbook:
    """The sound book with these own hours."""
    book = sound_book()
    sheet = book.create_sheet("Giờ riêng")
    for row in (HEAD, *rows):
        sheet.append(row)
    return book


def test_each_condition_may_be_left_open(tmp_path: Path) -> None:
    found = read(
        book_with(
            ("001", None, None, "Ca 01", "7h30", "11h30"),
            (None, "MÁY 2", "T7, CN", "Ca 02", "14h00", "17h30"),
            ("Xã Lộc Thành", "MÁY 1", "2-6", "Ca 01", "8h", "12h"),
        ),
        tmp_path,
    )
    assert found.warnings == ()
    assert found.campaign.own_hours == (
        OwnHours(unit=UnitCode("001"), shift=MORNING, starts_minute=450, ends_minute=690),
        OwnHours(
            machine=MachineName("MÁY 2"),
            weekdays=frozenset({5, 6}),
            shift=EVENING,
            starts_minute=840,
            ends_minute=1050,
        ),
        OwnHours(
            unit=UnitCode("002"),
            machine=MachineName("MÁY 1"),
            weekdays=frozenset(range(5)),
            shift=MORNING,
            starts_minute=480,
            ends_minute=720,
        ),
    )


def test_which_hours_hold(tmp_path: Path) -> None:
    campaign = read(
        book_with(("001", None, None, "Ca 01", "7h30", "11h30"), ("001", None, "7", "Ca 01", "8h00", "10h00")),
        tmp_path,
    ).campaign
    friday, saturday = Slot(date(2023, 4, 14), MORNING), Slot(date(2023, 4, 15), MORNING)
    assert hours_of(campaign, friday, UnitCode("001")) == (450, 690)
    assert hours_of(campaign, saturday, UnitCode("001")) == (480, 600)
    assert hours_of(campaign, saturday, UnitCode("002")) == (420, 900)


def test_several_shifts_in_one_cell(tmp_path: Path) -> None:
    found = read(book_with(("001", None, None, "Ca 01, Ca 02", "7h30", "11h30")), tmp_path)
    assert [own.shift for own in found.campaign.own_hours] == [MORNING, EVENING]


def test_the_days_last_shift_may_end_on_the_next_day(tmp_path: Path) -> None:
    (own,) = read(book_with(("001", None, None, "Ca 02", "22h00", "2h00")), tmp_path).campaign.own_hours
    assert (own.starts_minute, own.ends_minute) == (22 * 60, 26 * 60)


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ([("Xã Lạ", None, None, "Ca 01", "7h30", "11h30")], "Giờ riêng!A2"),
        ([(None, "MÁY 9", None, "Ca 01", "7h30", "11h30")], "Giờ riêng!B2"),
        ([("001", None, "6-2", "Ca 01", "7h30", "11h30")], "Giờ riêng!C2"),
        ([("001", None, None, "Ca 09", "7h30", "11h30")], "Giờ riêng!D2"),
        ([("001", None, None, None, "7h30", "11h30")], "Giờ riêng!D2"),
        ([("001", None, None, "Ca 01", None, "11h30")], "Giờ riêng!E2"),
        ([("001", None, None, "Ca 01", "sáng", "11h30")], "Giờ riêng!E2"),
        ([("001", None, None, "Ca 01", "7h30", None)], "Giờ riêng!F2"),
        ([("001", None, None, "Ca 01", "7h30", "7h00")], "Giờ riêng!F2"),
        ([("001", None, None, "Ca 02", "22h00", "7h30")], "Giờ riêng!F2"),
        (
            [("001", None, None, "Ca 01", "7h30", "11h30"), ("001", None, None, "Ca 01", "8h00", "11h30")],
            "Giờ riêng!E3",
        ),
        (
            [
                ("001", None, "T7, CN", "Ca 01", "7h30", "11h30"),
                ("Xã Hòa Bình", None, "cuối tuần", "ca 1", "8h00", "11h30"),
            ],
            "Giờ riêng!E3",
        ),
    ],
)
def test_what_is_refused(tmp_path: Path, rows: list[tuple[str | None, ...]], where: str) -> None:
    problems = problems_of(book_with(*rows), tmp_path)
    assert [problem.where for problem in problems if problem.severity.value == "error"] == [where]


def test_rows_that_share_weekdays(tmp_path: Path) -> None:
    rows = (("001", None, "2-6", "Ca 01", "7h30", "11h30"), ("001", None, "T6, T7", "Ca 01", "8h00", "11h30"))
    (warning,) = read(book_with(*rows), tmp_path).warnings
    assert warning.where == "Giờ riêng!C3"


def test_hours_for_everything_belong_on_the_sheet_of_shifts(tmp_path: Path) -> None:
    (warning,) = read(book_with((None, None, None, "Ca 01", "7h30", "11h30")), tmp_path).warnings
    assert warning.where == "Giờ riêng!D2"


@pytest.mark.parametrize("column", ["A", "D", "E", "F"])
def test_a_missing_column_does_not_make_rows_hold_for_all(tmp_path: Path, column: str) -> None:
    book = book_with(("001", None, None, "Ca 01", "7h30", "11h30"))
    put(book, f"Giờ riêng!{column}1", "Cột khác")
    assert "Giờ riêng!1" in [problem.where for problem in problems_of(book, tmp_path)]


def test_a_list_of_shifts_is_not_taken_for_own_hours(tmp_path: Path) -> None:
    book = sound_book()
    for row in (("Ca", "Giờ bắt đầu", "Giờ kết thúc"), ("Ca 01", "7h30", "11h30")):
        if "Ca đêm hè" not in book.sheetnames:
            book.create_sheet("Ca đêm hè")
        book["Ca đêm hè"].append(row)
    assert read(book, tmp_path).campaign.own_hours == ()


def test_too_many_rows(tmp_path: Path) -> None:
    rows = [("001", None, None, "Ca 01", "7h30", "11h30")] * 1001
    assert "Giờ riêng!A1002" in [problem.where for problem in problems_of(book_with(*rows), tmp_path)]
