"""How long and how a machine stays at a unit: whole days, least days, time to move, the day's last shift."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from planner.domain.record import ShiftLabel
from tests.intake.books import problems_of, put, read, sheet_of, sound_book


def book_with(cells: dict[str, object]) -> Workbook:
    """The sound book with columns *Đi trọn ngày* (R) and *Số ngày tối thiểu* (S), and these cells."""
    book = sound_book()
    put(book, "Đơn vị!R1", "Đi trọn ngày")
    put(book, "Đơn vị!S1", "Số ngày tối thiểu")
    for where, value in cells.items():
        put(book, where, value)
    return book


def test_what_units_say_of_whole_days_and_least_days(tmp_path: Path) -> None:
    campaign = read(book_with({"Đơn vị!R2": "Không", "Đơn vị!R3": "Có", "Đơn vị!S3": 3}), tmp_path).campaign
    assert [unit.whole_days for unit in campaign.units] == [False, True, None, None]
    assert [unit.min_days for unit in campaign.units] == [1, 3, 1, 1]
    assert [campaign.stays_whole_days(unit.code) for unit in campaign.units] == [False, True, True, True]


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ({"Đơn vị!R2": "tùy"}, "Đơn vị!R2"),
        ({"Đơn vị!S2": 0}, "Đơn vị!S2"),
        ({"Đơn vị!S2": 1.5}, "Đơn vị!S2"),
        ({"Đơn vị!S2": 21}, "Đơn vị!S2"),
        ({"Đơn vị!S2": 3, "Đơn vị!M2": date(2023, 4, 29)}, "Đơn vị!S2"),
        ({"Chiến dịch!A7": "Nghỉ chuyển chỗ (lượt)", "Chiến dịch!B7": -1}, "Chiến dịch!B7"),
        ({"Chiến dịch!A7": "Nghỉ chuyển chỗ (lượt)", "Chiến dịch!B7": "một"}, "Chiến dịch!B7"),
    ],
)
def test_what_is_refused(tmp_path: Path, cells: dict[str, object], where: str) -> None:
    assert [problem.where for problem in problems_of(book_with(cells), tmp_path)] == [where]


def test_as_many_days_as_the_window_has(tmp_path: Path) -> None:
    cells: dict[str, object] = {"Đơn vị!S2": 2, "Đơn vị!M2": date(2023, 4, 28), "Đơn vị!N2": date(2023, 4, 29)}
    assert read(book_with(cells), tmp_path).warnings == ()


def test_fewer_open_days_than_a_visit_has_to_last(tmp_path: Path) -> None:
    """29/4/2023 is a Saturday, and the next day is closed as a Sunday."""
    found = read(book_with({"Đơn vị!S2": 2, "Đơn vị!M2": date(2023, 4, 29)}), tmp_path)
    assert [warning.where for warning in found.warnings] == ["Đơn vị!S2"]


def test_a_merger_shortens_the_window(tmp_path: Path) -> None:
    book = book_with({"Đơn vị!S3": 4})
    former = book.create_sheet("Đơn vị cũ")
    former.append(["Mã cũ", "Tên cũ", "Đơn vị", "Từ ngày"])
    former.append(["002", None, "001", date(2023, 4, 14)])
    assert [problem.where for problem in problems_of(book, tmp_path)] == ["Đơn vị!S3"]


def test_time_to_move(tmp_path: Path) -> None:
    cells: dict[str, object] = {"Chiến dịch!A7": "Nghỉ chuyển chỗ (lượt)", "Chiến dịch!B7": 2}
    assert read(book_with(cells), tmp_path).campaign.move_slots == 2
    assert read(book_with({}), tmp_path).campaign.move_slots == 0


def test_a_shift_has_its_own_capacity_which_a_machine_may_differ_from(tmp_path: Path) -> None:
    campaign = read(book_with({"Ca!D3": 40}), tmp_path).campaign
    assert [shift.capacity for shift in campaign.calendar.shifts] == [100, 40]
    (fixed, mobile), evening = campaign.machines[0].postings, ShiftLabel("Ca 02")
    assert (campaign.capacity(fixed, evening), campaign.capacity(mobile, evening)) == (80, 40)


@pytest.mark.parametrize("ends", ["2h00", "7h00", "0h00"])
def test_the_days_last_shift_may_end_on_the_next_day(tmp_path: Path, ends: str) -> None:
    found = read(book_with({"Ca!B3": "22h00", "Ca!C3": ends}), tmp_path)
    assert found.warnings == ()
    night = found.campaign.calendar.shifts[-1]
    assert (night.starts_minute, night.ends_minute) == (22 * 60, (24 + int(ends[0])) * 60)


def test_no_shift_but_the_last_ends_on_the_next_day_nor_that_one_into_the_first(tmp_path: Path) -> None:
    book = book_with({"Ca!B2": "4h00", "Ca!C2": "2h00", "Ca!C3": "4h30"})
    assert [problem.where for problem in problems_of(book, tmp_path)] == ["Ca!C2", "Ca!C3"]


def test_the_only_shift_may_last_around_the_clock(tmp_path: Path) -> None:
    book = book_with({"Ca!C2": "7h00", "Ngày nghỉ!D3": None, "Năng suất!C3": None})
    sheet_of(book, "Ca").delete_rows(3)
    (shift,) = read(book, tmp_path).campaign.calendar.shifts
    assert shift.ends_minute == (24 + 7) * 60
