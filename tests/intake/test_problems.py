"""Each kind of problem, by the cell it stands in and what is said of it."""

import time
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl.styles import Font

from planner.errors import Severity
from planner.intake.cells.limits import NUM_MACHINES
from planner.texts import Language, choose_language
from tests.intake.books import problems_of, put, read, sheet_of, sound_book

FAR = date(2023, 6, 1)
NOON_OF_THE_LAST_DAY = datetime(2023, 4, 30, 12)  # noqa: DTZ001  (Excel's times bear no zone)

ONE_CELL: list[tuple[str, object, str]] = [
    # numbers
    ("Quãng đường!C2", "1.200", "point or comma"),
    ("Quãng đường!C2", "1,200", "point or comma"),
    ("Đơn vị!I2", "1.85", "not a whole number"),
    ("Đơn vị!I2", "1.2.3", "not a number"),
    ("Đơn vị!I2", "khoảng 500", "not a number"),
    ("Đơn vị!I2", -5, "too small"),
    ("Đơn vị!I2", "-5", "too small"),
    ("Đơn vị!I2", 12.5, "not a whole number"),
    ("Đơn vị!I2", 1e18, "too large"),
    ("Đơn vị!I2", 5_000_001, "too large"),
    ("Đơn vị!I2", True, "not a number"),
    ("Đơn vị!I2", date(2023, 1, 1), "date or time"),
    ("Đơn vị!I2", "２３", "not a number"),
    ("Đơn vị!J2", 0, "too small"),
    ("Đơn vị!P2", 0, "too small"),
    ("Đơn vị!Q2", 0, "too small"),
    ("Đơn vị!K2", 106.2, "too large"),
    ("Đơn vị!K2", None, "nothing is entered"),
    ("Máy!H2", 0, "too small"),
    ("Máy!H2", 10_001, "too large"),
    ("Chiến dịch!B5", 0, "too small"),
    ("Quãng đường!C2", -1, "too small"),
    ("Quãng đường!C2", None, "nothing is entered"),
    ("Giai đoạn!D2", None, "nothing is entered"),
    ("Mục tiêu!C2", -1, "too small"),
    # days and hours
    ("Chiến dịch!B3", None, "nothing is entered"),
    ("Chiến dịch!B4", "31/02/2023", "no such day"),
    ("Chiến dịch!B4", "4/18/2023", "month/day/year"),
    ("Chiến dịch!B4", "30.4", "not a date"),
    ("Chiến dịch!B4", "Thứ Hai, 30/4/2023", "that day is a Chủ nhật"),
    ("Chiến dịch!B4", 45046, "plain number"),
    ("Chiến dịch!B4", NOON_OF_THE_LAST_DAY, "time of day"),
    ("Chiến dịch!B4", date(2023, 4, 1), "stands before"),
    ("Chiến dịch!B4", date(2024, 12, 1), "lasts"),
    ("Chiến dịch!B4", "1/1/1999", "too far away"),
    ("Chiến dịch!B4", date(2150, 1, 1), "too far away"),
    ("Máy!G2", date(2023, 4, 25), ""),
    ("Ngày nghỉ!B2", date(2023, 4, 1), "stands before"),
    ("Ngày nghỉ!A2", None, "nothing is entered"),
    ("Ngày nghỉ!C2", "9", "not a weekday"),
    ("Ngày nghỉ!C2", ",", "names nothing"),
    ("Máy!E2", " ; ", "names nothing"),
    ("Máy!D3", ",", "names nothing"),
    ("Đơn vị!A2", "\u200b", "nothing is entered"),
    ("Giai đoạn!C2", None, "nothing is entered"),
    ("Ca!C2", "6h00", "midnight"),
    ("Ca!C3", "7h01", "has begun"),
    ("Ca!D2", 0, "too small"),
    ("Ca!D2", "nhiều", "not a number"),
    ("Ca!B3", "14h00", "starts before"),
    ("Ca!B2", "bảy giờ", "not a time of day"),
    ("Ca!B2", "7h75", "not a time of day"),
    ("Ca!B2", None, "nothing is entered"),
    ("Ca!A3", "Ca 01", "twice"),
    ("Ca!A3", "Ca 02, tối", "comma"),
    ("Ca!A3", None, "nothing is entered"),
    # words
    ("Chiến dịch!B6", "có thể", "neither Có nor Không"),
    ("Chiến dịch!A6", "Đi chọn ngày", "not known"),
    ("Ngày nghỉ!G2", "chưa", "neither Có nor Không"),
    ("Máy!B2", "Co dinh", "neither Cố định nor Lưu động"),
    ("Mục tiêu!B3", "Nhanh nhất", "not a goal"),
    ("Mục tiêu!B3", "unserved", "already"),
    ("Mục tiêu!A3", 1, "twice"),
    ("Mục tiêu!A3", None, "nothing is entered"),
    # names
    ("Đơn vị!A2", None, "nothing is entered"),
    ("Đơn vị!B2", None, "nothing is entered"),
    ("Đơn vị!A3", "001", "already"),
    ("Đơn vị!A3", "00,2", "comma"),
    ("Đơn vị!B3", "Xã Hòa Bình", "already"),
    ("Đơn vị!D2", "Bắc, Nam", "comma"),
    ("Đơn vị!O2", "Ca 03", "not a shift"),
    ("Máy!A4", None, "nothing is entered"),
    ("Máy!E2", "Xã Không Có", "not a unit"),
    ("Máy!E2", "Xã Lộc Thanh", "not a unit"),
    ("Máy!E2", "Phường Hòa Bình", "not a unit"),
    ("Máy!D3", "Bác", "no unit lies in the zone"),
    ("Máy!I4", "Bản Lạ", "not a unit"),
    ("Ngày nghỉ!E3", "MAY 2", "neither a machine nor a unit"),
    ("Ngày nghỉ!D3", "Ca 3", "not a shift"),
    ("Quãng đường!A2", "999", "not a unit"),
    ("Quãng đường!A3", "001", ""),
    ("Ghim!A2", "MÁY 9", "not a machine"),
    ("Ghim!B2", "Xã Lộc", "not a unit"),
    ("Năng suất!A2", "Xã Lộc", "not a unit"),
    ("Năng suất!B3", "MÁY 9", "not a machine"),
    ("Năng suất!C3", "Ca 9", "not a shift"),
    ("Năng suất!D3", None, "nothing is entered"),
    ("Năng suất!D3", 0, "too small"),
    ("Năng suất!D3", 12.5, "not a whole number"),
    ("Năng suất!D3", "khoảng 60", "not a number"),
    # hostile or ruined text
    ("Đơn vị!B2", "Xã \u202eHòa Bình", "control character (U+202E)"),
    ("Đơn vị!B2", "Xã Hòa_xFFFE_", "control character"),
    ("Đơn vị!B2", "Xã _x0000_Hòa", "control character"),
    ("Đơn vị!E2", "x" * 2001, "2001 characters"),
    ("Đơn vị!E2", date(2023, 4, 1), "took the text for a date"),
    ("Đơn vị!E2", True, "truth value"),
    ("Đơn vị!A2", 1234567890123456789, "lost its last digits"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "value", "said"), ONE_CELL)
def test_one_bad_cell_is_named(tmp_path: Path, where: str, value: object, said: str) -> None:
    book = sound_book()
    put(book, where, value)
    expected = {"Máy!G2": "Máy!F3", "Quãng đường!A3": "Quãng đường!C3"}.get(where, where)
    if where == "Quãng đường!A3":
        put(book, "Quãng đường!B3", "002")
    found = problems_of(book, tmp_path)
    assert expected in [problem.where for problem in found if said in problem.what]
    assert all(problem.advice for problem in found)


@pytest.mark.parametrize("language", list(Language))
def test_messages_never_show_content_at_length(tmp_path: Path, language: Language) -> None:
    choose_language(language)
    book = sound_book()
    put(book, "Đơn vị!I2", "012345678901")
    put(book, "Đơn vị!I3", "lời dài " * 40)
    text = "\n".join(map(str, problems_of(book, tmp_path)))
    assert "012345678901" not in text
    assert "*901" in text
    assert max(map(len, text.splitlines())) < 200


def test_all_problems_of_a_workbook_come_at_once(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Chiến dịch!B3", "hôm nay")
    put(book, "Ca!B2", "?")
    put(book, "Đơn vị!I2", "nhiều")
    put(book, "Máy!E2", "Xã Lạ")
    put(book, "Ghim!A2", "MÁY 7")
    put(book, "Mục tiêu!B3", "gì đó")
    wheres = [problem.where for problem in problems_of(book, tmp_path)]
    assert wheres == ["Chiến dịch!B3", "Ca!B2", "Đơn vị!I2", "Máy!E2", "Mục tiêu!B3", "Ghim!A2"]


def test_errors_of_excel_and_formulas_without_result(tmp_path: Path) -> None:
    book = sound_book()
    sheet = sheet_of(book, "Đơn vị")
    sheet["I2"] = "#REF!"
    sheet["I2"].data_type = "e"
    sheet["I3"] = "=1+1"
    assert [(problem.where, problem.what) for problem in problems_of(book, tmp_path)] == [
        ("Đơn vị!I2", "Cần thu nhận: Excel shows the error “#REF!”"),
        ("Đơn vị!I3", "Cần thu nhận: a formula without a saved result"),
    ]


@pytest.mark.parametrize("font", [".VnTime", ".VnArialH", "VNI-Times"])
def test_legacy_fonts_are_refused_with_advice(tmp_path: Path, font: str) -> None:
    book = sound_book()
    cell = sheet_of(book, "Đơn vị")["B2"]
    cell.value, cell.font = "X· Hßa B×nh", Font(name=font)
    found = next(problem for problem in problems_of(book, tmp_path) if problem.where == "Đơn vị!B2")
    assert font in found.what
    assert "Unicode" in found.advice


def test_merged_cells_and_content_far_outside(tmp_path: Path) -> None:
    book = sound_book()
    sheet_of(book, "Đơn vị").merge_cells("D3:D4")
    sheet_of(book, "Máy")["XFD1048576"] = 1
    wheres = [problem.where for problem in problems_of(book, tmp_path)]
    assert "Đơn vị!D3:D4" in wheres
    assert "Máy!XFD1048576" in wheres


def test_missing_sheets_and_columns(tmp_path: Path) -> None:
    book = sound_book()
    sheet_of(book, "Máy").title = "Mấyy"
    put(book, "Đơn vị!A1", "Mmã")
    put(book, "Ghim!C1", "Hôm")
    found = {problem.where: problem for problem in problems_of(book, tmp_path)}
    assert found["Máy"].advice == "Did you mean “Mấyy”?"
    assert found["Đơn vị!1"].what == "the column “Mã” is missing"
    assert found["Đơn vị!A1"].severity is Severity.WARNING
    assert found["Ghim!1"].what == "the column “Từ ngày” is missing"


def test_doubled_columns_and_items(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!R1", "mã")
    sheet_of(book, "Chiến dịch").append(["Đi trọn ngày", "Không"])
    assert [problem.where for problem in problems_of(book, tmp_path)] == ["Đơn vị!R1", "Chiến dịch!A7"]


def test_an_ambiguous_name_asks_for_the_code(tmp_path: Path) -> None:
    book = sound_book()
    sheet_of(book, "Đơn vị").append(["005", "Xã Hòa Bình", "xã", "Nam", None, None, 10, None, None, None, 21.5, 106])
    put(book, "Máy!E2", "Xã Hòa Bình")
    (found,) = problems_of(book, tmp_path)
    assert (found.where, found.advice) == ("Máy!E2", "Enter the code instead of the name")
    assert "001" in found.what
    assert "005" in found.what


def test_machines_that_differ_by_capitals_are_told_apart_by_writing(tmp_path: Path) -> None:
    book = sound_book()
    sheet_of(book, "Máy").append(["Máy 2"])
    put(book, "Ghim!A2", "máy 2")
    (found,) = [problem for problem in problems_of(book, tmp_path) if problem.severity is Severity.ERROR]
    assert found.where == "Ghim!A2"
    assert "as in its own sheet" in found.advice


def test_a_closure_for_a_name_of_both_kinds(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!B5", "MÁY 2")
    put(book, "Máy!I4", "004")
    (found,) = problems_of(book, tmp_path)
    assert found.where == "Ngày nghỉ!E3"


@pytest.mark.parametrize(
    ("unit", "first", "last", "said"),
    [
        ("003", date(2023, 4, 16), None, "every pinned slot is closed"),
        ("003", FAR, None, "every pinned slot is closed"),
    ],
)
def test_pins_that_cannot_hold(tmp_path: Path, unit: str, first: object, last: object, said: str) -> None:
    book = sound_book()
    for column, value in zip("BCD", (unit, first, last), strict=True):
        put(book, f"Ghim!{column}2", value)
    (found,) = problems_of(book, tmp_path)
    assert found.where == "Ghim!C2"
    assert said in found.what


def test_a_pin_to_a_unit_that_the_posting_does_not_serve(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Ghim!A2", "MÁY 1")
    (found,) = problems_of(book, tmp_path)
    assert (found.where, "does not serve" in found.what) == ("Ghim!B2", True)


def test_pins_that_contradict_each_other(tmp_path: Path) -> None:
    book = sound_book()
    sheet_of(book, "Ghim").append(["MÁY 2", "004", date(2023, 4, 12), None, None])
    (found,) = problems_of(book, tmp_path)
    assert found.where.startswith("Ghim!C")
    assert "another unit" in found.what


def test_a_calendar_without_an_open_slot(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Ngày nghỉ!C2", None)
    assert "Ngày nghỉ" in [problem.where for problem in problems_of(book, tmp_path)]


def test_thousands_of_slips_are_told_of_quickly(tmp_path: Path) -> None:
    book = sound_book()
    for number in range(2000):
        sheet_of(book, "Quãng đường").append([f"Xã Lạ {number}", f"Làng {number}", "xa"])
        sheet_of(book, "Đơn vị").append([f"U{number}", f"Xã Số {number}"])
    start = time.process_time()
    assert len(problems_of(book, tmp_path)) > 4000  # the roads without figures are told of once
    assert time.process_time() - start < 8


def test_too_many_of_something(tmp_path: Path) -> None:
    book = sound_book()
    for hour in range(12):
        sheet_of(book, "Ca").append([f"Ca {hour}", f"{hour}h00", f"{hour}h30"])
    for number in range(1, NUM_MACHINES + 2):
        sheet_of(book, "Máy").append([f"M{number}"])
    assert {problem.where for problem in problems_of(book, tmp_path)} >= {"Ca!A14", f"Máy!A{NUM_MACHINES + 3}"}


WARNED: list[tuple[str, object, str, str]] = [
    ("Đơn vị!A2", 1, "Máy!E2", "not a unit"),
    ("Máy!C2", None, "Máy!C2", "fixed machine without a place"),
    ("Máy!F3", FAR, "Máy!F3", "no effect"),
    ("Máy!A4", "máy 1", "Máy!A4", "two machines"),
    ("Ngày nghỉ!B3", "hết đợt", "Ngày nghỉ!A3", "outside the campaign"),
    ("Ghim!D2", date(2023, 4, 17), "Ghim!C2", "closed and fall away"),
    ("Giai đoạn!C2", FAR, "Giai đoạn!C2", "after the campaign"),
    ("Giai đoạn!C2", date(2023, 4, 1), "Giai đoạn!C2", "before the campaign"),
    ("Giai đoạn!D2", 5000, "Giai đoạn", "all units together need"),
    ("Chiến dịch!A6", "Ngày giờ họp", "Chiến dịch!A6", "not known"),
    ("Chiến dịch!A5", "Năng lực 1 ca", "Chiến dịch!A5", "read as “Năng lực một ca”"),
    ("Chiến dịch!A3", "Từ ngày", "Chiến dịch!A3", "read as “Ngày bắt đầu”"),
    ("Chiến dịch!A3", "ngay bat dau", "Chiến dịch!A3", "read as “Ngày bắt đầu”"),
    ("Đơn vị!H1", "Đả thu nhận", "Đơn vị!H1", "read as “Đã thu nhận”"),
    ("Đơn vị!K2", 1.0, "Đơn vị!K2", "Vietnam"),
    ("Đơn vị!H2", 501, "Đơn vị!H2", "more than Chỉ tiêu, which is 500"),
    ("Máy!E4", "003", "Máy", "no machine serves"),
    ("Quãng đường!B2", "001", "Quãng đường!B2", "to itself"),
]


@pytest.mark.parametrize(("where", "value", "warned", "said"), WARNED)
def test_what_is_only_warned_of(tmp_path: Path, where: str, value: object, warned: str, said: str) -> None:
    book = sound_book()
    put(book, where, value)
    if value == "hết đợt":
        put(book, warned, FAR)
    is_refused_too = where in ("Đơn vị!A2", "Máy!A4")
    found = problems_of(book, tmp_path) if is_refused_too else read(book, tmp_path).warnings
    assert warned in [problem.where for problem in found if said in problem.what]


def test_a_code_stored_as_number(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!A5", 4)
    found = read(book, tmp_path)
    assert [warning.where for warning in found.warnings] == ["Đơn vị!A5"]
    assert found.campaign.units[-1].code == "4"


def test_no_demand_at_all_is_legal(tmp_path: Path) -> None:
    book = sound_book()
    for row in range(2, 6):
        put(book, f"Đơn vị!G{row}", None)
        put(book, f"Đơn vị!I{row}", 0)
    put(book, "Giai đoạn!D2", 0)
    found = read(book, tmp_path)
    assert [warning.where for warning in found.warnings] == ["Đơn vị"]
    assert sum(unit.need for unit in found.campaign.units) == 0


def test_places_unknown_are_listed_in_one_warning(tmp_path: Path) -> None:
    book = sound_book()
    for row in (4, 5):
        put(book, f"Đơn vị!K{row}", None)
        put(book, f"Đơn vị!L{row}", None)
    (warning,) = read(book, tmp_path).warnings
    assert "Xã Lộc Thạnh, Thị trấn Nam" in warning.what


def test_a_workbook_open_in_excel_is_said(tmp_path: Path) -> None:
    (tmp_path / "~$book.xlsx").write_bytes(b"")
    (warning,) = read(sound_book(), tmp_path).warnings
    assert "open in Excel" in warning.what
