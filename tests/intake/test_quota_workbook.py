"""Workbooks of targets: what is read, and every problem named by its cell at once."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from planner.domain.quota import QuotaFacts
from planner.errors import Problem, UnreadableFile, WorkbookProblems
from planner.intake.cells.limits import DOSSIERS_IN_ALL, NUM_UNITS
from planner.intake.quota.quota_reader import ReadTargets, read_people, read_targets
from tests.quota.tables import Line, write_table

SOUND: tuple[Line, ...] = (
    ("TT", "Đơn vị", "Dân số", "Thẻ", "Tài khoản", "Ghi chú"),
    (1, "Xã Hòa Bình", 900, 14, 70, "vùng cao"),
    (2, "Xã Lộc Thành", 300, 25, 0, None),
    (3, "Xã Lộc Thạnh", 100, 6, 11, None),
    (None, "Tổng", None, 45, 81, None),
)


def read(folder: Path, lines: Sequence[Line], facts: Sequence[Line] = ()) -> ReadTargets:
    return read_targets(write_table(folder / "bang.xlsx", lines, facts))


def problems(folder: Path, lines: Sequence[Line], facts: Sequence[Line] = ()) -> list[Problem]:
    with pytest.raises(WorkbookProblems) as caught:
        read(folder, lines, facts)
    return [problem for problem in caught.value.problems if problem.severity == "error"]


def told(folder: Path, lines: Sequence[Line], facts: Sequence[Line] = ()) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in problems(folder, lines, facts)]


def with_cell(row: int, column: int, value: str | int | float | bool | date | None) -> list[list[object]]:
    lines = [list(line) for line in SOUND]
    lines[row - 1][column - 1] = value
    return lines  # type: ignore[return-value]


def test_what_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, SOUND)
    assert found.table.indicators == ("Thẻ", "Tài khoản")
    assert [(row.unit, row.targets) for row in found.table.rows] == [
        ("Xã Hòa Bình", (14, 70)),
        ("Xã Lộc Thành", (25, 0)),
        ("Xã Lộc Thạnh", (6, 11)),
    ]
    assert found.table.printed_totals == (45, 81)
    assert found.facts == QuotaFacts()
    assert found.warnings == ()


def test_a_row_of_totals_is_not_needed_nor_has_it_to_be_full(tmp_path: Path) -> None:
    assert read(tmp_path, SOUND[:-1]).table.printed_totals == (None, None)
    partly = [*SOUND[:-1], (None, "TỔNG CỘNG:", None, None, 80, None)]
    found = read(tmp_path, partly)
    assert found.table.printed_totals == (None, 80)
    assert [(one.where, one.what) for one in found.warnings] == [
        ("Chỉ tiêu!E5", "Tài khoản: the total says 80, but the rows add up to 81: a difference of 1")
    ]


def test_a_commune_whose_name_begins_like_a_total_is_a_unit(tmp_path: Path) -> None:
    found = read(tmp_path, [("Đơn vị", "Thẻ"), ("Tổng Cọt", 5), ("Xã Tổng", 7)])
    assert [row.unit for row in found.table.rows] == ["Tổng Cọt", "Xã Tổng"]
    assert found.table.printed_totals == (None,)


def test_columns_are_taken_in_their_order_wherever_the_units_stand(tmp_path: Path) -> None:
    found = read(tmp_path, [("Z", "đơn vị", 2024, "A"), (1, "Tổ 1", 2, 3)])
    assert found.table.indicators == ("Z", "2024", "A")
    assert found.table.rows[0].targets == (1, 2, 3)


def test_rows_that_hold_only_a_number_or_a_note_are_passed_over(tmp_path: Path) -> None:
    lines = [*SOUND[:-1], (4, None, None, None, None, None), (None, None, None, None, None, "hết")]
    assert len(read(tmp_path, lines).table.rows) == 3


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (-5, "“-5” is too small"),
        (12.5, "“12.5” is not a whole number"),
        ("1,20", "“1,20” is not a whole number"),
        ("khoảng 500", "“khoảng 500” is not a number"),
        (1e18, "“1e+18” is too large"),
        (DOSSIERS_IN_ALL + 1, " is too large"),
        (True, "“True” is not a number"),
        (date(2024, 4, 4), "a date or time stands where a number belongs"),
        ("#REF!", "Excel shows the error “#REF!”"),
        ("=1+1", "a formula without a saved result"),
        (None, "nothing is entered"),
    ],
)
def test_a_bad_target_is_named_by_its_cell(value: str | float | None, what: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, with_cell(3, 5, value))  # type: ignore[arg-type]
    assert problem.where == "Chỉ tiêu!E3"
    assert problem.what.startswith("Tài khoản: ")
    assert problem.advice
    assert problem.what.endswith(what)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    lines = [list(line) for line in SOUND]
    lines[1][3], lines[2][4], lines[3][1], lines[4][3] = -1, "x", "Xã Hoà Bình", "45,5"
    assert [where for where, _what in told(tmp_path, lines)] == [
        "Chỉ tiêu!B4",
        "Chỉ tiêu!D2",
        "Chỉ tiêu!E3",
        "Chỉ tiêu!D5",
    ]


@pytest.mark.parametrize(
    ("lines", "where", "what"),
    [
        ([("Đơn vị", "Thẻ"), ("A", 1), ("a", 2)], "Chỉ tiêu!A3", "“a” stands in row 2 already"),
        ([("Đơn vị", "Thẻ"), (None, 1)], "Chỉ tiêu!A2", "nothing is entered"),
        ([("Đơn vị", "Thẻ"), ("A", 1), ("B", None)], "Chỉ tiêu!A3", "no target stands in this row"),
        ([("Đơn vị", "Thẻ", "THẺ"), ("A", 1, 2)], "Chỉ tiêu!C1", "stands here twice"),
        ([("Đơn vị", "Thẻ", None), ("A", 1, 2)], "Chỉ tiêu!C2", "the column has no title in row 1"),
        ([("Đơn vị",), ("A",)], "Chỉ tiêu!1", "no column holds an indicator"),
        ([("Nơi", "Thẻ"), ("A", 1)], "Chỉ tiêu", "none of the first 40 rows holds the head “Đơn vị” beside others"),
        ([("Đơn vị", "Thẻ")], "Chỉ tiêu", "the sheet holds no unit"),
        ([("Đơn vị", "Thẻ"), ("A" * 201, 1)], "Chỉ tiêu!A2", "201 characters"),
        ([("Đơn vị", "T" * 201), ("A", 1)], "Chỉ tiêu!B1", "201 characters"),
        ([("Đơn vị", "Thẻ"), ("A\u202e", 1)], "Chỉ tiêu!A2", "U+202E"),
        (
            [("Đơn vị", "Thẻ"), ("Tổng", 1), ("A", 1), ("Cộng", 2)],
            "Chỉ tiêu!A4",
            "a second row of totals with other figures; the first is row 2",
        ),
        ([("Đơn vị", *map(str, range(61))), ("A", *range(61))], "Chỉ tiêu!1", "61 indicators"),
        ([("Đơn vị", *map(str, range(50))), *((f"Xã {row}", *range(50)) for row in range(1001))], "Chỉ tiêu", "50,000"),
        (
            [("Đơn vị", "Thẻ"), *((f"Xã {row}", 1) for row in range(NUM_UNITS + 1))],
            f"Chỉ tiêu!A{NUM_UNITS + 2}",
            f"more than {NUM_UNITS} units",
        ),
        ([("Đơn vị", "Thẻ"), ("A", 1), ("Tổng", -1)], "Chỉ tiêu!B3", "too small"),
    ],
)
def test_a_table_at_odds_with_itself(lines: Sequence[Line], where: str, what: str, tmp_path: Path) -> None:
    found = told(tmp_path, lines)
    assert any(place == where and what in said for place, said in found), found


def test_a_sheet_of_another_name_is_read_and_that_is_said(tmp_path: Path) -> None:
    found = read_targets(write_table(tmp_path / "bang.xlsx", SOUND, title="Chi tieu"))
    assert len(found.table.rows) == 3
    assert [warning.where for warning in found.warnings] == ["Chi tieu"]


def test_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(UnreadableFile):
        read_targets(path)


def test_a_total_under_another_name_is_suspected(tmp_path: Path) -> None:
    lines = [*SOUND[:-1], (4, "Tất cả", 1300, 45, 81, None)]
    (warning,) = read(tmp_path, lines).warnings
    assert warning.where == "Chỉ tiêu!B5"
    assert "Tất cả" in warning.what


def test_two_equal_units_are_no_hidden_total(tmp_path: Path) -> None:
    assert read(tmp_path, [("Đơn vị", "Thẻ"), ("A", 5), ("B", 5)]).warnings == ()


FACTS: tuple[Line, ...] = (
    ("Tiêu đề", "Chỉ tiêu đợt 1"),
    ("Ngày bắt đầu", date(2024, 4, 4)),
    ("Ngày kết thúc", "3/7/2024"),
    ("Cơ quan ban hành", "UBND tỉnh"),
    ("Nơi nhận", "Như trên; Lưu: VT"),
)


def test_facts(tmp_path: Path) -> None:
    facts = read(tmp_path, SOUND, FACTS).facts
    assert (facts.title, facts.first_day, facts.last_day) == ("Chỉ tiêu đợt 1", date(2024, 4, 4), date(2024, 7, 3))
    assert facts.letterhead.issuing_body == "UBND tỉnh"
    assert facts.letterhead.recipients == ("Như trên", "Lưu: VT")
    assert facts.letterhead.appendix_word == ""


def test_an_end_that_stands_before_the_start(tmp_path: Path) -> None:
    assert told(tmp_path, SOUND, [*FACTS[:2], ("Ngày kết thúc", date(2024, 4, 3))]) == [
        ("Thông tin!B4", "Ngày kết thúc: 3/4/2024 stands before 4/4/2024")
    ]


def test_a_drive_of_one_day_is_a_period(tmp_path: Path) -> None:
    assert read(tmp_path, SOUND, [*FACTS[:2], ("Ngày kết thúc", date(2024, 4, 4))]).facts.last_day == date(2024, 4, 4)


def test_facts_that_are_unknown_or_doubled(tmp_path: Path) -> None:
    assert [where for where, _what in told(tmp_path, SOUND, [*FACTS, FACTS[0]])] == ["Thông tin!A7"]
    (warning,) = read(tmp_path, SOUND, [*FACTS, ("Tieu de", "x")]).warnings
    assert warning.where == "Thông tin!A7"
    assert "Tiêu đề" in warning.advice


def test_people(tmp_path: Path) -> None:
    found = read_people(write_table(tmp_path / "bang.xlsx", SOUND, FACTS))
    assert [tuple(unit) for unit in found.units] == [("Xã Hòa Bình", 900), ("Xã Lộc Thành", 300), ("Xã Lộc Thạnh", 100)]
    assert found.indicator == "Chỉ tiêu"
    assert found.facts.last_day == date(2024, 7, 3)


def test_people_over_14_will_do_and_the_only_indicator_gives_its_name(tmp_path: Path) -> None:
    lines: list[Line] = [("Đơn vị", "Dân số trên 14", "Thẻ"), ("A", 7, None), ("B", 0, "chưa giao")]
    found = read_people(write_table(tmp_path / "bang.xlsx", lines))
    assert [unit.people for unit in found.units] == [7, 0]
    assert found.indicator == "Thẻ"


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        ([("Đơn vị", "Thẻ"), ("A", 1)], "Chỉ tiêu!1"),
        ([("Đơn vị", "Dân số"), ("A", None), ("B", 3)], "Chỉ tiêu!B2"),
        ([("Đơn vị", "Dân số"), ("A", 0), ("B", 0)], "Chỉ tiêu!1"),
        ([("Đơn vị", "Dân số"), ("A", -1), ("B", 3)], "Chỉ tiêu!B2"),
        ([("Đơn vị", "Dân số", "Dân số trên 14"), ("A", 2, 1)], "Chỉ tiêu!1"),
    ],
)
def test_people_that_cannot_be_used(lines: Sequence[Line], where: str, tmp_path: Path) -> None:
    with pytest.raises(WorkbookProblems) as caught:
        read_people(write_table(tmp_path / "bang.xlsx", lines))
    assert [problem.where for problem in caught.value.problems] == [where]
