"""Headings of machines as people write them: never is one machine's schedule taken for another's without a word."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.styles import Font

from tests.intake.appendices import HEADS, Value, campaign, document, line, machine, read, told, typed, workbook

ABOVE = line("Xã Hòa Bình", "14/4", "Ca 01")
BELOW = line("Thị trấn Nam", "15/4", "Ca 01")
FIRST_ALONE = ["MÁY 1 001 14/4 Ca 01"]
BOTH = [*FIRST_ALONE, "MÁY 2 004 15/4 Ca 01"]
EVERYWHERE = [f"00{number}" for number in range(1, 7)]
GROUPED = campaign(
    machines=[
        machine(number, EVERYWHERE).model_copy(update={"group": "Đội Một" if number < 3 else ""})
        for number in (1, 2, 3)
    ]
)


@pytest.mark.parametrize(
    "heading",
    [
        "MÁY 2 (Tổ 2)",
        "Máy số 2 (SN 12345)",
        "II. MÁY 2 - Trung úy Nguyễn Văn A - 0912345678",
        "2. Máy lưu động (MÁY 2)",
        "LỊCH CỦA MÁY 2",
    ],
)
def test_what_stands_about_a_machines_name_does_not_hide_it(tmp_path: Path, heading: str) -> None:
    found = read(workbook(tmp_path, typed(ABOVE, (heading,), BELOW)))
    assert told(found) == BOTH
    assert not found.unreadable


@pytest.mark.parametrize(
    "heading",
    ["Máy thứ hai", "MÁY LƯU ĐỘNG", "MÁY 2: từ ngày 11/4 đến 4/6/2023", "MÁY 2 tháng 4, 5", "MAY 2", "M2", "Tổ 2"],
)
def test_lines_under_what_may_be_another_machine_are_not_given_to_the_one_above(tmp_path: Path, heading: str) -> None:
    found = read(workbook(tmp_path, typed(ABOVE, (heading,), BELOW)))
    assert told(found) == FIRST_ALONE
    assert [problem.where for problem in found.unreadable] == ["Phụ lục!A4"]


def test_a_remark_between_two_lines_is_said(tmp_path: Path) -> None:
    found = read(workbook(tmp_path, typed(ABOVE, ("Các xã phía Bắc",), BELOW)))
    assert told(found) == ["MÁY 1 001 14/4 Ca 01", "MÁY 1 004 15/4 Ca 01"]
    assert not found.unreadable
    assert [note.where for note in found.notes] == ["Phụ lục!A4"]


@pytest.mark.parametrize("remark", ["MÁY 1 nghỉ lễ", "Các xã phía Bắc", "Máy hỏng thì báo ngay"])
def test_a_remark_that_ends_a_machines_part_is_none_of_the_next_ones(tmp_path: Path, remark: str) -> None:
    found = read(workbook(tmp_path, typed(ABOVE, (remark,), ("MÁY 2",), BELOW, (remark,))))
    assert told(found) == BOTH
    assert not found.unreadable
    assert not found.notes


def test_a_text_about_all_machines_is_no_heading_before_the_first_one(tmp_path: Path) -> None:
    above = ("Thực hiện bằng MÁY 1, MÁY 2",)
    found = read(workbook(tmp_path, [above, HEADS, ABOVE]))
    assert [problem.where for problem in found.unreadable] == ["Phụ lục!C3"]
    found = read(workbook(tmp_path, typed(ABOVE, ("MÁY 1 và MÁY 2",), BELOW)))
    assert told(found) == FIRST_ALONE
    assert [problem.where for problem in found.unreadable] == ["Phụ lục!A4"]


def test_days_crossed_out_in_word_do_not_count(tmp_path: Path) -> None:
    path = document(tmp_path, [("Máy", "Đơn vị", "Thời gian", "Ca"), ("1", "Hòa Bình", "Tháng 4: 14", "Ca 01")])
    made = Document(str(path))
    days = made.tables[0].cell(1, 2).paragraphs[0]
    days.add_run(",15").font.strike = True
    days.add_run(",16").font.double_strike = True
    days.add_run(",17").font.strike = False
    made.save(str(path))
    assert told(read(path)) == ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 17/4 Ca 01"]


@pytest.mark.parametrize(
    ("remark", "is_told"), [("Hoãn", True), ("Chuyển sang tháng 5", True), ("Tổ 3 phụ trách", False)]
)
def test_a_remark_that_may_take_a_line_back_is_said(tmp_path: Path, remark: str, is_told: bool) -> None:
    rows: list[Sequence[Value]] = [
        ("Máy", "Đơn vị", "Thời gian", "Ca", "Ghi chú"),
        (1, "Hòa Bình", "14/4", "Ca 01", remark),
    ]
    found = read(workbook(tmp_path, rows))
    assert told(found) == FIRST_ALONE
    assert [note.where for note in found.notes if remark in note.what] == ["Phụ lục!E2"] * is_told


def test_cells_crossed_out_in_excel_do_not_count(tmp_path: Path) -> None:
    path = workbook(tmp_path, typed(ABOVE, BELOW))
    book = load_workbook(path)
    for cell in book.worksheets[0][4]:
        cell.font = Font(strike=True)
    book.save(path)
    found = read(path)
    assert told(found) == FIRST_ALONE
    assert not found.unreadable


@pytest.mark.parametrize(
    "heading",
    [
        "MÁY 1, MÁY 2",
        "I. MÁY 1 và MÁY 2",
        "Đội Một",
        "Tổ máy Đội Một",
        "ĐỘI MỘT (MÁY 1, MÁY 2)",
        "Đội Một gồm máy 1, máy 2:",
    ],
)
def test_a_group_has_one_heading(tmp_path: Path, heading: str) -> None:
    lines = line("Xã Hòa Bình", "14/4 (7h-15h)"), ("MÁY 3",), line("Xã Hòa Bình", "15/4 (7h-15h)")
    found = read(workbook(tmp_path, [HEADS, (heading,), *lines]), GROUPED)
    assert found.unreadable == ()
    assert told(found) == ["MÁY 1 001 14/4 Ca 01", "MÁY 2 001 14/4 Ca 01", "MÁY 3 001 15/4 Ca 01"]


@pytest.mark.parametrize("heading", ["MÁY 1, MÁY 3", "Ghi chú: MÁY 1 và MÁY 2 nghỉ ngày 15/4"])
def test_other_texts_of_several_machines_are_no_heading_of_a_group(tmp_path: Path, heading: str) -> None:
    found = read(workbook(tmp_path, [HEADS, (heading,), line("Xã Hòa Bình", "14/4 (7h-15h)")]), GROUPED)
    assert told(found) == []


def test_a_column_of_machines_may_name_a_group(tmp_path: Path) -> None:
    heads = ("Tên máy", "Đơn vị", "Thời gian")
    found = read(workbook(tmp_path, [heads, ("Đội Một", "Xã Hòa Bình", "14/4 (7h-15h)")]), GROUPED)
    assert told(found) == ["MÁY 1 001 14/4 Ca 01", "MÁY 2 001 14/4 Ca 01"]
