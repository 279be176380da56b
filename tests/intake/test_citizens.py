"""The list of citizens: needed columns only, every problem by its cell, and never a word of what stands there."""

import random
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.errors import Problem, UnwritableFile, WorkbookProblems, WrongUsage
from planner.intake.blanks.citizens_form import write_citizens_form
from planner.intake.cells.long_sheet import read_long_sheets
from planner.intake.cells.sheets import read_sheets
from planner.intake.citizens.citizens_reader import ReadCitizens, read_citizens
from planner.intake.citizens.tally import MOST_OF_A_KIND
from tests.campaigns import small_campaign, unit
from tests.people import COLUMNS, Sheet, citizens, identity_number

CAMPAIGN = small_campaign()
A, B = UnitCode("A"), UnitCode("B")
GOOD = (1, "Nông Thị Thử", 1980, "Nà Mu", "H1", "0100123456", "999000111222")


def read(path: Path, campaign: Campaign = CAMPAIGN, unit: UnitCode | None = A, *, full: bool = False) -> ReadCitizens:
    return read_citizens(path, campaign, unit, with_identity=full)


def problems(path: Path, unit: UnitCode | None = A) -> tuple[Problem, ...]:
    with pytest.raises(WorkbookProblems) as refused:
        read(path, unit=unit)
    return refused.value.problems


def test_what_is_written_is_read(tmp_path: Path) -> None:
    people = citizens(40)
    path = Sheet().add(people).write(tmp_path / "cd.xlsx")
    assert read(path, full=True).by_unit == {A: tuple(people)}


def test_identity_numbers_are_forgotten_unless_they_are_asked_for(tmp_path: Path) -> None:
    path = Sheet(rows=[GOOD]).write(tmp_path / "cd.xlsx")
    assert read(path).by_unit[A][0].identity == ""
    assert read(path, full=True).by_unit[A][0].identity == "999000111222"


def test_other_columns_are_dropped_and_named(tmp_path: Path) -> None:
    columns = (*COLUMNS, "Dân tộc", "Tôn giáo", None, "Ảnh")
    path = Sheet(columns=[str(each or "") for each in columns], rows=[(*GOOD, "Tày", "Không", None, "x.jpg")])
    assert read(path.write(tmp_path / "cd.xlsx")).dropped == ("Dân tộc", "Tôn giáo", "Ảnh")


def test_a_number_in_a_title_is_not_told(tmp_path: Path) -> None:
    columns = (*COLUMNS, "Ghi chú 999 000 111 222", "999.000.111.223", "Hạn 18/4/2026")
    path = Sheet(columns=columns, rows=[(*GOOD, "a", "b", "c")]).write(tmp_path / "cd.xlsx")
    assert read(path).dropped == ("Ghi chú ***", "***", "Hạn 18/4/2026")


def test_headers_as_communes_write_them(tmp_path: Path) -> None:
    columns = ("TT", "họ tên", "Ngày sinh", "Tổ dân phố", "Mã hộ", "SĐT", "Số định danh cá nhân")
    rows = [
        (1, "Lý Văn Thử", date(1980, 5, 17), "Tổ 1", 7, 100123456, "999000111222"),
        (2, "Vi Thử", "3/9/1991", "", ""),
    ]
    listed = read(Sheet(columns=columns, rows=rows).write(tmp_path / "cd.xlsx"), full=True).by_unit[A]
    assert [(each.born, each.hamlet, each.household) for each in listed] == [(1980, "Tổ 1", "7"), (1991, "", "")]
    assert (listed[0].contact, listed[0].masked_contact) == ("100123456", "*******456")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("A", None), ("A", "x7"), ("A", -3), ("A", 1.5), ("A", 10**7),
        ("B", None), ("B", "Lý Thử 999000111222"), ("B", "Lý Thử 9990 - 0011 - 1222"),
        ("B", "Lý ９９９０００１１１２２２"),
        ("B", "Lý\u202eThử"), ("B", "x" * 200), ("B", "_x0001_Thử"),
        ("C", None), ("C", 80), ("C", 1066), ("C", 2051), ("C", "năm Tý"), ("C", True),
        ("D", "Nà Mu, 0100 123 456"), ("D", "Nà Mu 999/000/111/222"), ("D", date(2020, 1, 1)),
        ("E", "\x00"), ("F", date(2020, 1, 1)), ("G", True),
    ],
)  # fmt: skip
def test_each_problem_is_told_by_its_cell_and_not_by_what_stands_there(
    tmp_path: Path, column: str, value: object
) -> None:
    row = list(GOOD)
    row["ABCDEFG".index(column)] = value
    if isinstance(value, str) and "\x00" in value:
        value = row[4] = "_x0000_"
    found = problems(
        Sheet(rows=[tuple(GOOD), (2, *row[1:]) if column != "A" else tuple(row)]).write(tmp_path / "cd.xlsx")
    )
    assert [problem.where for problem in found if problem.severity == "error"] == [f"Công dân!{column}3"]
    for problem in found:
        for cell in row:
            if cell is not None and len(str(cell)) > 2:
                assert str(cell) not in str(problem)


def test_all_problems_at_once_but_not_thousands_of_the_same(tmp_path: Path) -> None:
    rows = [(number, None, 1980, "Nà Mu") for number in range(1, 101)] + [(101, "Lý Thử", "?", "Nà Mu")]
    found = problems(Sheet(rows=rows).write(tmp_path / "cd.xlsx"))
    assert len(found) == MOST_OF_A_KIND + 2
    assert "80" in found[-1].what or any("80" in problem.what for problem in found)


def test_doubled_numbers_are_an_error_and_doubled_identities_a_warning(tmp_path: Path) -> None:
    twice = [
        GOOD,
        (1, "Vi Thử", 1990, "Nà Mu", "H2", "", "999000111333"),
        (3, "Bế Thử", 1991, "Nà Mu", "", "", GOOD[6]),
    ]
    found = problems(Sheet(rows=twice).write(tmp_path / "cd.xlsx"))
    assert {(problem.where, problem.severity.value) for problem in found} == {
        ("Công dân!A3", "error"),
        ("Công dân!G4", "warning"),
    }


@pytest.mark.parametrize("identity", [10850000011, "12345678901", "00000000000", "12345678", "99900011122x"])
def test_odd_identity_numbers_are_warned_of(tmp_path: Path, identity: object) -> None:
    done = read(Sheet(rows=[(*GOOD[:6], identity)]).write(tmp_path / "cd.xlsx"), full=True)
    assert [problem.where for problem in done.warnings] == ["Công dân!G2"]
    assert str(identity) not in str(done.warnings[0])
    assert done.by_unit[A][0].identity == str(identity)


def test_households_told_by_an_identity_number_are_counted_instead(tmp_path: Path) -> None:
    rng = random.Random(5)  # noqa: S311
    labels = [identity_number(rng) for _each in range(3)]
    rows = [(number, "Vi Thử", 1990, "Nà Mu", labels[number % 3]) for number in range(1, 7)]
    done = read(Sheet(rows=rows).write(tmp_path / "cd.xlsx"))
    assert [each.household for each in done.by_unit[A]] == [f"tạm {number}" for number in (1, 2, 3, 1, 2, 3)]
    assert len(done.warnings) == 1


def test_states_say_who_needs_no_invitation(tmp_path: Path) -> None:
    states = ("Đã thu nhận", "Chưa thu nhận", "", "Đang điều trị", "đã kích hoạt")
    rows = [(number, "Vi Thử", 1990, "Nà Mu", state) for number, state in enumerate(states, 1)]
    columns = ("STT", "Họ và tên", "Năm sinh", "Thôn", "Tình trạng")
    listed = read(Sheet(columns=columns, rows=rows).write(tmp_path / "cd.xlsx")).by_unit[A]
    assert [each.is_settled for each in listed] == [True, False, False, False, True]
    assert [each.hindrance for each in listed] == ["", "", "", "Đang điều trị", ""]


def test_each_row_has_its_unit(tmp_path: Path) -> None:
    columns = ("STT", "Họ và tên", "Năm sinh", "Thôn", "Đơn vị")
    rows = [(1, "Vi Thử", 1990, "Nà Mu", "A"), (1, "Lý Thử", 1991, "Nà Mu", "Xã B"), (2, "Bế Thử", 1992, "Nà Mu", "b")]
    path = Sheet(columns=columns, rows=rows[:2]).write(tmp_path / "cd.xlsx")
    assert {code: len(each) for code, each in read(path, unit=None).by_unit.items()} == {A: 1, B: 1}
    assert set(read(path, unit=B).by_unit) == {B}
    unknown = Sheet(columns=columns, rows=[(1, "Vi Thử", 1990, "Nà Mu", "Xã Không Có")]).write(tmp_path / "x.xlsx")
    found = problems(unknown, unit=None)
    assert [problem.where for problem in found] == ["Công dân!E2"]
    assert "Không Có" not in str(found[0])


def test_somebody_has_to_say_whose_citizens_these_are(tmp_path: Path) -> None:
    path = Sheet(rows=[GOOD]).write(tmp_path / "cd.xlsx")
    with pytest.raises(WrongUsage, match="--unit"):
        read(path, unit=None)
    assert set(read(path, small_campaign(units=(unit("A", 10),)), unit=None).by_unit) == {A}


def test_a_list_without_header_does_not_tell_its_first_citizen(tmp_path: Path) -> None:
    path = Sheet(columns=[str(each) for each in GOOD], rows=[GOOD]).write(tmp_path / "cd.xlsx")
    told = "\n".join(map(str, problems(path)))
    assert "Họ và tên" in told
    for each in GOOD[1:]:
        assert str(each) not in told


def test_records_do_not_spell_out_people(tmp_path: Path) -> None:
    done = read(Sheet(rows=[GOOD]).write(tmp_path / "cd.xlsx"), full=True)
    assert "Nông" not in repr(done) + repr(done.by_unit[A]) + str(done.by_unit[A][0])


def test_long_sheets_are_read_as_all_others(tmp_path: Path) -> None:
    """Against openpyxl, for whatever Excel may store."""
    rows = [(1, "a", 1.5, True, date(2023, 4, 18), "=1+1", "e\u0301"), (2, None, -7, False, None, " x ", "")]
    path = Sheet(columns=("STT", "B", "C", "D", "E", "F", "G"), rows=rows).write(tmp_path / "x.xlsx")
    titles, (long,) = read_long_sheets(path, lambda _title: True)
    usual_titles, (usual,) = read_sheets(path, lambda _title: True)
    assert titles == usual_titles
    values = [[(cell.where, cell.value) for cell in row if not cell.is_empty] for row in long.rows]
    assert values == [[(cell.where, cell.value) for cell in row if not cell.is_empty] for row in usual.rows]


def test_the_empty_form_reads_and_is_never_replaced(tmp_path: Path) -> None:
    path = write_citizens_form(tmp_path / "mau.xlsx")
    assert [problem.where for problem in problems(path)] == ["Công dân"]
    book = load_workbook(path)
    book["Công dân"].append(list(GOOD[:6]))
    book.save(path)
    assert len(read(path).by_unit[A]) == 1
    with pytest.raises(UnwritableFile):
        write_citizens_form(path)
