"""Whatever stands in a campaign workbook is read, or named with its place."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from planner.errors import Severity
from tests.intake.books import problems_of, put, read, sheet_of, sound_book

WINDOW = (date(2023, 4, 20), date(2023, 4, 22))


def said_at(book: Workbook, folder: Path, where: str) -> str:
    """What is said of this place in a workbook that can be planned."""
    return " ".join(f"{one.what}. {one.advice}" for one in read(book, folder).warnings if one.where == where)


def test_days_headed_as_on_the_first_sheet_are_read(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!M1", "Ngày bắt đầu")
    put(book, "Đơn vị!N1", "Ngày kết thúc")
    for column, day in zip("MN", WINDOW, strict=True):
        put(book, f"Đơn vị!{column}3", day)
    found = read(book, tmp_path)
    assert (found.campaign.units[1].first_day, found.campaign.units[1].last_day) == WINDOW
    assert "is read as “Từ ngày”" in said_at(book, tmp_path, "Đơn vị!M1")
    assert {note.severity for note in found.warnings} == {Severity.NOTE}


def test_another_head_beside_the_column_it_means_is_asked_about(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!R1", "Ngày bắt đầu")
    put(book, "Đơn vị!R3", WINDOW[0])
    (found,) = problems_of(book, tmp_path)
    assert (found.where, "“Từ ngày”" in found.advice) == ("Đơn vị!R1", True)


@pytest.mark.parametrize("title", ["Nghỉ lễ", "Lịch nghỉ", "Ngày nghỉ (2)", "ngay nghi", "Bản sao của Ngày nghỉ"])
@pytest.mark.parametrize("is_empty_one_there", [True, False])
def test_closures_on_a_sheet_of_another_title_are_read(tmp_path: Path, title: str, is_empty_one_there: bool) -> None:
    book = sound_book()
    sheet_of(book, "Ngày nghỉ").title = title
    if is_empty_one_there:
        book.create_sheet("Ngày nghỉ").append(["Từ ngày", "Đến ngày"])
    found = read(book, tmp_path)
    assert found.campaign == read(sound_book(), tmp_path).campaign
    assert "is read as “Ngày nghỉ”" in said_at(book, tmp_path, title)


def test_more_closures_beside_the_sheet_are_asked_about(tmp_path: Path) -> None:
    book = sound_book()
    sheet = book.create_sheet("Nghỉ lễ")
    sheet.append(["Từ ngày", "Đến ngày", "Lý do"])
    sheet.append([WINDOW[0], WINDOW[1], "lễ"])
    (found,) = problems_of(book, tmp_path)
    assert (found.where, "“Ngày nghỉ”" in found.what) == ("Nghỉ lễ", True)


def test_a_copy_is_named_and_not_read(tmp_path: Path) -> None:
    book = sound_book()
    copy = book.copy_worksheet(sheet_of(book, "Máy"))
    copy.title = "Máy (2)"
    assert "all its rows stand on" in said_at(book, tmp_path, "Máy (2)")
    copy.append(["MÁY 9"])
    assert "is not read" in said_at(book, tmp_path, "Máy (2)")


def test_the_heads_of_a_table_on_a_strange_sheet_are_recognised(tmp_path: Path) -> None:
    book = sound_book()
    sheet_of(book, "Ngày nghỉ").title = "Tháng Tư"
    (found,) = problems_of(book, tmp_path)
    assert (found.where, "“Ngày nghỉ”" in found.what) == ("Tháng Tư", True)


def test_heads_with_content_and_cells_beside_the_table_are_named(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!S1", "Trưởng công an")
    put(book, "Đơn vị!S3", "Anh Nam")
    put(book, "Đơn vị!U4", "xem lại")
    put(book, "Đơn vị!V1", "Cột trống")
    put(book, "Đơn vị!W1", "STT")
    put(book, "Đơn vị!W2", 1)
    found = read(book, tmp_path)
    assert [note.where for note in found.warnings] == ["Đơn vị!S1", "Đơn vị!U4"]
    assert "“Anh Nam”" in found.warnings[0].what
    assert "“xem lại”" in found.warnings[1].what


def test_a_slip_in_a_head_with_content_is_asked_about(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!H1", "Đã thu nhậnn")
    (found,) = problems_of(book, tmp_path)
    assert (found.where, found.advice) == ("Đơn vị!H1", "Did you mean “Đã thu nhận”?")


def test_a_title_above_the_heads_is_found_and_said(tmp_path: Path) -> None:
    book = sound_book()
    sheet = sheet_of(book, "Đơn vị")
    sheet.insert_rows(1, 2)
    put(book, "Đơn vị!A1", "DANH SÁCH ĐƠN VỊ")
    sheet.merge_cells("A1:Q1")
    assert read(book, tmp_path).campaign == read(sound_book(), tmp_path).campaign
    assert "DANH SÁCH ĐƠN VỊ" in said_at(book, tmp_path, "Đơn vị!A1")


def test_heads_in_two_rows(tmp_path: Path) -> None:
    book = sound_book()
    sheet = sheet_of(book, "Đơn vị")
    sheet.insert_rows(2)
    for cell in ("M1", "N1"):
        sheet[cell.replace("1", "2")] = sheet[cell].value
    sheet["M1"], sheet["N1"] = "Thời gian", None
    sheet.merge_cells("M1:N1")
    sheet.merge_cells("A1:A2")
    assert read(book, tmp_path).campaign == read(sound_book(), tmp_path).campaign


def test_a_table_sorted_with_its_heads_is_refused(tmp_path: Path) -> None:
    book = sound_book()
    sheet = sheet_of(book, "Đơn vị")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for number, row in enumerate([rows[1], rows[0], *rows[2:]], start=1):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    assert "Đơn vị!A1" in [one.where for one in problems_of(book, tmp_path)]


@pytest.mark.parametrize("column", ["A", "B", "T"])
@pytest.mark.parametrize("word", ["Tổng cộng", "TỔNG SỐ:", "Cộng", "Tổng cộng (4 xã)"])
def test_rows_of_totals_are_recognised_and_said(tmp_path: Path, column: str, word: str) -> None:
    book = sound_book()
    put(book, f"Đơn vị!{column}6", word)
    put(book, "Đơn vị!G6", 800)
    assert read(book, tmp_path).campaign == read(sound_book(), tmp_path).campaign
    assert "row of totals" in said_at(book, tmp_path, f"Đơn vị!{column}6")


def test_heads_that_a_long_list_repeats_are_said(tmp_path: Path) -> None:
    book = sound_book()
    sheet = sheet_of(book, "Đơn vị")
    sheet.insert_rows(4)
    for number, cell in enumerate(sheet[1], start=1):
        sheet.cell(4, number).value = cell.value
    assert read(book, tmp_path).campaign == read(sound_book(), tmp_path).campaign
    assert "heads once more" in said_at(book, tmp_path, "Đơn vị!A4")


@pytest.mark.parametrize("name", ["Xã Hoà Bình", "XÃ HÒA BÌNH", "Hòa Bình", "xã  hòa bình"])
def test_a_unit_twice_in_a_zone_is_found_as_it_is_looked_up(tmp_path: Path, name: str) -> None:
    book = sound_book()
    put(book, "Đơn vị!B3", name)
    put(book, "Máy!E2", "001, 002")
    put(book, "Năng suất!A2", "002")
    assert [found.where for found in problems_of(book, tmp_path)] == ["Đơn vị!B3"]


def test_units_of_two_kinds_may_share_a_name(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!B5", "Thị trấn Lộc Thạnh")
    put(book, "Máy!I4", "004")
    assert read(book, tmp_path).warnings == ()


@pytest.mark.parametrize("text", ["Ghi chú: số liệu tạm tính", "Người lập biểu", "Ví Dụ, ngày 5 tháng 4 năm 2023"])
def test_a_remark_below_the_machines_is_no_machine(tmp_path: Path, text: str) -> None:
    book = sound_book()
    put(book, "Máy!A6", text)
    assert read(book, tmp_path).campaign == read(sound_book(), tmp_path).campaign
    assert "taken as a remark" in said_at(book, tmp_path, "Máy!A6")


def test_a_machine_below_an_empty_row_is_read_and_said(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Máy!A6", "MÁY 3")
    assert len(read(book, tmp_path).campaign.machines) == 3
    assert "stands alone" in said_at(book, tmp_path, "Máy!A6")


def test_days_under_an_unknown_head_are_warned_of(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!M1", "Hẹn")
    put(book, "Đơn vị!M3", WINDOW[0])
    (found,) = read(book, tmp_path).warnings
    assert (found.where, found.severity) == ("Đơn vị!M1", Severity.WARNING)
    assert "“Từ ngày”" in found.advice


@pytest.mark.parametrize("title", ["Nghỉ Tết 2023", "Các kỳ nghỉ, lễ", "Lịch nghỉ của cán bộ"])
def test_days_on_a_sheet_of_rest_days_are_asked_about(tmp_path: Path, title: str) -> None:
    book = sound_book()
    sheet = book.create_sheet(title)
    sheet.append(["Ngày", "Tên ngày"])
    sheet.append([WINDOW[0], "Giỗ Tổ"])
    assert [found.where for found in problems_of(book, tmp_path)] == [title]


@pytest.mark.parametrize(
    ("title", "heads", "severity"),
    [
        ("Lịch trực", ["Ngày", "Ca", "Ghi chú"], Severity.WARNING),
        ("Kết quả", ["Ngày", "Ca", "Máy", "Đơn vị", "Thu nhận"], Severity.NOTE),
    ],
)
def test_a_sheet_of_ones_own_with_some_of_the_heads_is_only_named(
    tmp_path: Path, title: str, heads: list[str], severity: Severity
) -> None:
    book = sound_book()
    del book["Ngày nghỉ"]
    sheet = book.create_sheet(title)
    sheet.append(heads)
    sheet.append([WINDOW[0], "Ca 01", "MÁY 1", "001", 5][: len(heads)])
    assert [(one.where, one.severity) for one in read(book, tmp_path).warnings] == [(title, severity)]
