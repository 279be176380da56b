"""The sheet *Kết quả*: what it tells, what is refused by cell, and what is accepted with a word."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.results import Result
from planner.errors import Severity, UnreadableFile
from planner.intake.results.results_reader import read_results
from planner.texts import Language, choose_language
from tests.campaigns import day
from tests.intake.books import put, sheet_of, sound_book
from tests.intake.results_books import (
    CAMPAIGN,
    HEADERS,
    SOUND,
    TODAY,
    WITH_HOURS,
    Content,
    problems_of,
    read,
    results_book,
)

NOON = datetime(2023, 4, 11, 12)  # noqa: DTZ001  (Excel's times bear no zone)


@pytest.fixture(autouse=True)
def _english() -> object:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


def slot_result(shift: str, machine_name: str, code: str, collected: int, source: str) -> Result:
    """Of day 2, without more than the dossiers."""
    return Result(
        day=day(2),
        shift=ShiftLabel(shift),
        machine=MachineName(machine_name),
        unit=UnitCode(code),
        collected=collected,
        source=source,
    )


def test_what_a_sound_sheet_tells(tmp_path: Path) -> None:
    found = read(results_book(SOUND), tmp_path)
    assert found.warnings == ()
    assert found.results == (
        Result(day=day(1), shift=None, machine=None, unit=UnitCode("A"), collected=4, approved=3, source="Kết quả!E6"),
        Result(
            day=day(1), shift=None, machine=None, unit=UnitCode("C"), collected=0, activated=12, source="Kết quả!E5"
        ),
        slot_result("Ca 01", "MÁY 1", "B", 29, "Kết quả!E3"),
        slot_result("Ca 02", "MÁY 2", "C", 17, "Kết quả!E2").model_copy(
            update={"approved": 15, "activated": 9, "note": "đông"}
        ),
        slot_result("Ca 01", "MÁY 2", "A", 0, "Kết quả!E4").model_copy(update={"day": day(4), "note": "mất điện"}),
    )


ONE_CELL: list[tuple[str, object, str]] = [
    ("Kết quả!A3", None, "nothing is entered"),
    ("Kết quả!A3", "11/4", "not a date"),
    ("Kết quả!A3", "4/13/2023", "month/day/year"),
    ("Kết quả!A3", 45027, "plain number"),
    ("Kết quả!A3", NOON, "time of day"),
    ("Kết quả!A3", date(2023, 4, 9), "outside the campaign"),
    ("Kết quả!A3", date(2023, 5, 1), "outside the campaign"),
    ("Kết quả!A3", day(5), "still to come"),
    ("Kết quả!B3", None, "nothing is entered"),
    ("Kết quả!B3", "Ca 3", "not a shift"),
    ("Kết quả!B3", "Ca 01 (6h00–10h00)", "no shift of sheet Ca has these hours"),
    ("Kết quả!C3", None, "nothing is entered"),
    ("Kết quả!C3", "MÁY 11", "not a machine"),
    ("Kết quả!D3", None, "nothing is entered"),
    ("Kết quả!D3", "Xã D", "not a unit"),
    ("Kết quả!D6", "Xã D", "not a unit"),
    ("Kết quả!E3", None, "nothing is entered"),
    ("Kết quả!E3", -5, "too small"),
    ("Kết quả!E3", "-5", "too small"),
    ("Kết quả!E3", 12.5, "not a whole number"),
    ("Kết quả!E3", "khoảng 30", "not a number"),
    ("Kết quả!E3", "1,20", "not a whole number"),
    ("Kết quả!E3", 1e18, "too large"),
    ("Kết quả!F3", -1, "too small"),
    ("Kết quả!G5", "vài", "not a number"),
    ("Kết quả!G5", 0.5, "not a whole number"),
    ("Kết quả!H3", "x\u202ey", "control character"),
]


@pytest.mark.parametrize(("where", "value", "said"), ONE_CELL)
def test_one_bad_cell_is_named(tmp_path: Path, where: str, value: object, said: str) -> None:
    book = results_book(SOUND)
    if where == "Kết quả!E3":
        put(book, "Kết quả!F3", 20)
    put(book, where, value)
    found = problems_of(book, tmp_path)
    assert [problem.where for problem in found if problem.severity is Severity.ERROR] == [where]
    assert said in found[0].what
    assert found[0].advice


def test_formulas_without_a_result_and_errors_of_excel(tmp_path: Path) -> None:
    book = results_book(SOUND)
    sheet = sheet_of(book, "Kết quả")
    sheet["E2"] = "=SUM(1,2)"
    sheet["E3"].value, sheet["E3"].data_type = "#REF!", "e"
    found = problems_of(book, tmp_path)
    assert [(problem.where, problem.what.split(": ")[1]) for problem in found] == [
        ("Kết quả!E2", "a formula without a saved result"),
        ("Kết quả!E3", "Excel shows the error “#REF!”"),
    ]


def test_a_formula_alone_in_a_row_is_no_empty_row(tmp_path: Path) -> None:
    book = results_book([[day(2), "Ca 01", "MÁY 1", "B"]])
    sheet_of(book, "Kết quả")["E2"] = "=1+1"
    assert [problem.where for problem in problems_of(book, tmp_path)] == ["Kết quả!E2"]


def test_all_problems_at_once_and_nothing_is_taken(tmp_path: Path) -> None:
    book = results_book(SOUND)
    for where, value in {"A2": "hôm qua", "C2": "MÁY 9", "E2": "nhiều", "D3": "Xã Z", "A6": day(5)}.items():
        put(book, f"Kết quả!{where}", value)
    found = problems_of(book, tmp_path)
    assert {problem.where for problem in found} == {f"Kết quả!{one}" for one in ("A2", "C2", "E2", "D3", "A6")}


def test_a_likely_name_is_suggested(tmp_path: Path) -> None:
    book = results_book([[day(2), "Ca 01", "MÁY 12", "B", 1]])
    (problem,) = problems_of(book, tmp_path)
    assert "MÁY 1" in problem.advice


SURPRISES: list[tuple[list[Content], str, str]] = [
    ([day(2), "Ca 01", "MÁY 1", "A", 31], "Kết quả!E2", "31 is more than the 30 dossiers"),
    ([day(1), "Ca 02", "MÁY 2", "A", 5], "Kết quả!C2", "no posting on 10/4/2023"),
    ([day(2), "Ca 02", "MÁY 1", "C", 5], "Kết quả!D2", "does not serve this unit"),
    ([day(3), "Ca 02", "MÁY 2", "C", 5], "Kết quả!B2", "closed to the machine"),
    ([day(4), "Ca 02", "MÁY 2", "A", 5], "Kết quả!D2", "closed to the unit"),
    ([day(1), "Ca 02", "MÁY 1", "B", 5], "Kết quả!D2", "closed to the unit"),
]


@pytest.mark.parametrize(("row", "where", "said"), SURPRISES)
def test_facts_that_no_plan_could_hold_are_accepted_with_a_word(
    tmp_path: Path, row: list[Content], where: str, said: str
) -> None:
    found = read(results_book([row]), tmp_path)
    assert [result.collected for result in found.results] == [row[4]]
    assert [(warning.where, said in warning.what) for warning in found.warnings] == [(where, True)]


def test_of_two_rows_about_a_slot_the_last_counts(tmp_path: Path) -> None:
    rows: list[list[Content]] = [
        [day(2), "Ca 01", "MÁY 1", "A", 12, 3],
        [day(2), "Ca 01", "MÁY 1", "B", 7],
        [day(2), "Ca 01", "máy 1", "Xã A", 9],
    ]
    found = read(results_book(rows), tmp_path)
    assert [(one.unit, one.collected, one.approved) for one in found.results] == [("A", 9, None), ("B", 7, None)]
    said = [(warning.where, warning.what) for warning in found.warnings]
    assert ("Kết quả!C4", "Máy: row 2 reports the same machine, unit, day and shift; the last row counts") in said


def test_rows_without_a_machine_add_up(tmp_path: Path) -> None:
    rows: list[list[Content]] = [
        [day(2), None, None, "A", 12, None, None, "tổ 1"],
        [day(2), None, None, "B", 5],
        [day(2), None, None, "A", 9, None, 4, "tổ 2"],
        [day(3), None, None, "A", 1],
    ]
    found = read(results_book(rows), tmp_path)
    assert [(one.day, one.unit, one.collected, one.approved, one.activated) for one in found.results] == [
        (day(2), "A", 21, None, 4),
        (day(2), "B", 5, None, None),
        (day(3), "A", 1, None, None),
    ]
    assert (found.results[0].note, found.results[0].source) == ("tổ 1; tổ 2", "Kết quả!E2, Kết quả!E4")
    assert [warning.where for warning in found.warnings] == ["Kết quả!D4"]


def test_rows_that_nobody_filled_in_are_left_out_in_one_word(tmp_path: Path) -> None:
    rows: list[list[Content]] = [
        [day(2), "Ca 01", "MÁY 1", "A", 8],
        [day(2), "Ca 02", "MÁY 1", "A"],
        [day(5), "Ca 01", "MÁY 7", None, None, None, None, "nghỉ"],
        [day(2), None, None, "C", " "],
    ]
    found = read(results_book(rows), tmp_path)
    assert [result.source for result in found.results] == ["Kết quả!E2"]
    (warning,) = found.warnings
    assert (warning.where, warning.what) == ("Kết quả", "3 rows without a figure are left out: 3, 4, 5")


def test_a_sheet_without_rows_is_said_to_report_nothing(tmp_path: Path) -> None:
    found = read(results_book([]), tmp_path)
    assert found.results == ()
    assert [warning.what for warning in found.warnings] == ["the sheet reports nothing"]


@pytest.mark.parametrize(
    ("shift", "starts", "ends", "meant", "is_said"),
    [
        ("Ca 01", "5h00", "10h00", "Ca 01", False),
        ("Ca 01", time(10, 0), time(15, 0), "Ca 02", True),
        ("Ca tối", "10h00", None, "Ca 02", True),
        (None, None, "15h00", "Ca 02", False),
        ("Ca 02 (10h00–15h00)", None, None, "Ca 02", False),
        ("Ca 02 (5h - 10h)", None, None, "Ca 01", True),
        ("Ca 02 (5h - 10h)", "10h00", "15h00", "Ca 02", False),
        ("5:00-10:00", None, None, "Ca 01", False),
    ],
)
def test_hours_are_trusted_over_labels(
    tmp_path: Path, shift: Content, starts: Content, ends: Content, meant: str, *, is_said: bool
) -> None:
    row: list[Content] = [day(2), shift, "MÁY 1", "A", 3, None, None, None, starts, ends]
    found = read(results_book([row], WITH_HOURS), tmp_path)
    assert [result.shift for result in found.results] == [meant]
    assert ["the hours count" in warning.what for warning in found.warnings] == [True] * is_said


@pytest.mark.parametrize(
    ("starts", "ends", "where"),
    [("5h00", "15h00", "I2"), (None, "9h00", "J2"), ("sáng", "10h00", "I2"), ("5h00", "xong", "J2")],
)
def test_hours_of_no_shift(tmp_path: Path, starts: Content, ends: Content, where: str) -> None:
    row: list[Content] = [day(2), "Ca 01", "MÁY 1", "A", 3, None, None, None, starts, ends]
    found = problems_of(results_book([row], WITH_HOURS), tmp_path)
    assert [problem.where for problem in found] == [f"Kết quả!{where}"]


def test_hours_without_a_machine_are_no_day_of_a_unit(tmp_path: Path) -> None:
    row: list[Content] = [day(2), None, None, "A", 3, None, None, None, "5h00", "10h00"]
    found = problems_of(results_book([row], WITH_HOURS), tmp_path)
    assert [problem.where for problem in found] == ["Kết quả!C2"]


@pytest.mark.parametrize("missing", ["Ngày", "Ca", "Máy", "Đơn vị", "Thu nhận"])
def test_a_missing_column_is_no_empty_one(tmp_path: Path, missing: str) -> None:
    book = results_book(SOUND, ["Của tôi" if header == missing else header for header in HEADERS])
    found = problems_of(book, tmp_path)
    assert (found[0].where, missing in found[0].what) == ("Kết quả!1", True)


def test_a_campaign_workbook_is_no_results_workbook(tmp_path: Path) -> None:
    found = problems_of(sound_book(), tmp_path)
    assert [problem.where for problem in found if problem.severity is Severity.ERROR] == ["Kết quả"]
    assert "planner new-results" in found[0].advice


def test_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "results.xlsx"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(UnreadableFile, match="PDF"):
        read_results(path, CAMPAIGN, TODAY)


def test_a_workbook_that_is_still_open_in_excel_is_mentioned(tmp_path: Path) -> None:
    (tmp_path / "~$results.xlsx").touch()
    found = read(results_book(SOUND), tmp_path)
    assert len(found.results) == len(SOUND)
    assert [warning.where for warning in found.warnings] == ["results.xlsx"]
