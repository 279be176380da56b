"""Results as people keep them: below titles, under other heads, a sheet a day; what is not read is named."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from planner.errors import Severity
from tests.campaigns import day
from tests.intake.books import put, sheet_of
from tests.intake.results_books import HEADERS, SOUND, Content, problems_of, read, results_book


def test_heads_below_titles_are_found_and_that_is_said(tmp_path: Path) -> None:
    book = results_book(SOUND)
    sheet_of(book, "Kết quả").insert_rows(1, 2)
    put(book, "Kết quả!A1", "CÔNG AN HUYỆN")
    put(book, "Kết quả!A2", "KẾT QUẢ THU NHẬN")
    found = read(book, tmp_path)
    assert len(found.results) == len(SOUND)
    (note,) = found.warnings
    assert (note.severity, note.where) == (Severity.NOTE, "Kết quả!A1")
    assert "row 3" in note.what


def test_columns_and_sheets_that_nothing_reads_are_named(tmp_path: Path) -> None:
    book = results_book(SOUND, [*HEADERS, "Cán bộ"])
    put(book, "Kết quả!I3", "tổ 2")
    book.create_sheet("Nghỉ lễ")["A1"] = "30/4"
    found = read(book, tmp_path)
    assert [(problem.severity, problem.where) for problem in found.warnings] == [
        (Severity.NOTE, "Kết quả!I1"),
        (Severity.NOTE, "Nghỉ lễ"),
    ]
    assert "“Cán bộ” with “tổ 2” is not read" in found.warnings[0].what


def test_other_names_of_columns(tmp_path: Path) -> None:
    heads = ["Ngày thu nhận", "Ca làm việc", "Tên máy", "Xã, phường", "Số hồ sơ thu nhận", "Số duyệt", "Số kích hoạt"]
    found = read(results_book([row[:7] for row in SOUND], heads), tmp_path)
    assert [result.collected for result in found.results] == [4, 0, 29, 17, 0]


def test_results_of_several_days_fit_one_sheet(tmp_path: Path) -> None:
    rows: list[list[Content]] = [[day(number), "Ca 01", "MÁY 1", "B", number] for number in (2, 3, 4)]
    found = read(results_book(rows), tmp_path)
    assert [(result.day, result.collected) for result in found.results] == [(day(2), 2), (day(3), 3), (day(4), 4)]


def test_a_sheet_a_day(tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number in (2, 3):
        sheet = book.create_sheet(f"Ngày {number}")
        sheet.append(HEADERS)
        sheet.append([day(number), "Ca 01", "MÁY 1", "B", number])
    found = read(book, tmp_path)
    assert [result.collected for result in found.results] == [2, 3]
    assert [result.source for result in found.results] == ["Ngày 2!E2", "Ngày 3!E2"]
    assert "the results are read from here" in str(found.warnings[0])


def test_a_column_that_mixes_days_month_first_with_texts_is_named(tmp_path: Path) -> None:
    book = results_book([[date(2023, 5, 4), "Ca 01", "MÁY 1", "B", 5], ["13/4/2023", "Ca 01", "MÁY 1", "B", 5]])
    sheet_of(book, "Kết quả")["A2"].number_format = "m/d/yyyy"
    found = problems_of(book, tmp_path)
    assert "Kết quả!A2" in [problem.where for problem in found]
    assert any("month first" in problem.what for problem in found)


def test_a_refused_day_says_that_its_month_may_be_exchanged(tmp_path: Path) -> None:
    (problem,) = problems_of(results_book([[date(2023, 11, 4), "Ca 01", "MÁY 1", "B", 5]]), tmp_path)
    assert problem.where == "Kết quả!A2"
    assert "Perhaps day and month are exchanged and 11/4/2023 is meant; then enter 2023-04-11" in problem.advice
    (problem,) = problems_of(results_book([[date(2023, 12, 25), "Ca 01", "MÁY 1", "B", 5]]), tmp_path)
    assert "exchanged" not in problem.advice
