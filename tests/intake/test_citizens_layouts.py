"""Lists of citizens as schools and offices lay them out: read as they are meant, or named; people never quoted."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from planner.domain.campaign import Campaign
from planner.domain.invitation import Citizen
from planner.domain.record import UnitCode
from planner.errors import WorkbookProblems
from planner.intake.citizens.citizens_reader import ReadCitizens, read_citizens
from planner.intake.citizens.listing import class_in, class_of_title, hamlet_in
from planner.intake.layout.citizens import CitizenColumn, PartOfColumn, meaning_of_head
from planner.invitations.households import households_of
from tests.campaigns import small_campaign, unit

A = UnitCode("A")
Rows = Sequence[Sequence[object]]
PUPILS: Rows = (
    (1, "Trần Mẫu", "An", date(2008, 1, 1), "9A1"),
    (2, "Lê Mẫu", "Bình", date(2008, 1, 2), "9A1"),
    (3, "Phạm Mẫu", "Chi", date(2008, 1, 3), "9A2"),
)


def read(
    folder: Path, sheets: Mapping[str, Rows] | Rows, *merged: str, campaign: Campaign | None = None
) -> ReadCitizens:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in (sheets if isinstance(sheets, Mapping) else {"Công dân": sheets}).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for cells in merged:
            sheet.merge_cells(cells)
    book.save(folder / "cd.xlsx")
    return read_citizens(folder / "cd.xlsx", campaign or small_campaign(), A)


def told(found: ReadCitizens) -> list[tuple[int, str, int, str]]:
    return [(each.number, each.name, each.born, each.hamlet) for each in found.by_unit[A]]


def warnings(found: ReadCitizens) -> str:
    return "\n".join(map(str, found.warnings))


def errors(folder: Path, sheets: Mapping[str, Rows] | Rows, *merged: str) -> list[str]:
    with pytest.raises(WorkbookProblems) as refused:
        read(folder, sheets, *merged)
    return [problem.where for problem in refused.value.problems if problem.severity == "error"]


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("Họ, chữ đệm và tên khai sinh", CitizenColumn.NAME),
        ("Họ, chữ đệm và tên (khai sinh)", CitizenColumn.NAME),
        ("HỌ TÊN HỌC SINH", CitizenColumn.NAME),
        ("Họ và tên học sinh:", CitizenColumn.NAME),
        ("Họ và tên đệm", PartOfColumn.FAMILY),
        ("Họ, chữ đệm", PartOfColumn.FAMILY),
        ("Họ", PartOfColumn.FAMILY),
        ("Tên", PartOfColumn.GIVEN),
        ("Họ và tên mẹ", None),
        ("Họ tên chủ hộ", None),
        ("Ngày/tháng/năm sinh", CitizenColumn.BORN),
        ("Nơi sinh", None),
        ("Học sinh", None),
        ("Lớp", PartOfColumn.CLASS),
        ("Nơi cư trú", PartOfColumn.RESIDENCE),
        ("Ghi chú", None),
        ("", None),
    ],
)
def test_what_heads_mean(head: str, meaning: object) -> None:
    assert meaning_of_head(head) is meaning


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("DANH SÁCH HỌC SINH LỚP 9A1 NĂM HỌC 2022-2023", "9A1"),
        ("Lớp: 10 A2", "10A2"),
        ("Lớp 12/3", "12/3"),
        ("Danh sách lớp trưởng", ""),
        ("Lớp học tình thương", ""),
    ],
)
def test_classes_in_words(text: str, label: str) -> None:
    assert class_in(text) == label


def test_titles_of_sheets_and_hamlets() -> None:
    assert [class_of_title(title) for title in ("9A1", "Lớp 9A1", "Sheet1", "Danh sách")] == ["9A1", "9A1", "", ""]
    assert hamlet_in("Thôn Nà Mu:") == "Thôn Nà Mu"
    assert hamlet_in("Trưởng thôn Nà Mu") == ""


def test_a_class_list(tmp_path: Path) -> None:
    found = read(tmp_path, [("STT", "Họ và tên đệm", "Tên", "Ngày sinh", "Lớp"), *PUPILS])
    assert told(found) == [
        (1, "Trần Mẫu An", 2008, "9A1"),
        (2, "Lê Mẫu Bình", 2008, "9A1"),
        (3, "Phạm Mẫu Chi", 2008, "9A2"),
    ]
    assert "“Lớp” is read as “Thôn”" in warnings(found)


def test_the_official_form(tmp_path: Path) -> None:
    head = ("STT", "Họ, chữ đệm và tên khai sinh", "Ngày, tháng, năm sinh", "Giới tính", "Nơi cư trú")
    found = read(tmp_path, [head, (1, "Trần Mẫu An", "01/01/2008", "Nam", "Thôn Một")])
    assert told(found) == [(1, "Trần Mẫu An", 2008, "Thôn Một")]
    assert found.dropped == ("Giới tính",)


@pytest.mark.parametrize("merged", [(), ("B1:C1",)])
def test_one_head_over_family_and_given_names(merged: tuple[str, ...], tmp_path: Path) -> None:
    found = read(tmp_path, [("STT", "Họ và tên", None, "Ngày sinh", "Lớp"), *PUPILS], *merged)
    assert [name for _number, name, *_rest in told(found)] == ["Trần Mẫu An", "Lê Mẫu Bình", "Phạm Mẫu Chi"]


def test_years_of_birth_of_men_and_women(tmp_path: Path) -> None:
    rows: Rows = [
        ("TT", "Họ và tên", "Năm sinh", None, "Thôn"),
        (None, None, "Nam", "Nữ", None),
        (1, "Trần An", 1980, None, "Một"),
        (2, "Lê Bình", None, 1990, "Một"),
    ]
    merged = ("A1:A2", "B1:B2", "C1:D1", "E1:E2")
    assert [born for _number, _name, born, _hamlet in told(read(tmp_path, rows, *merged))] == [1980, 1990]
    assert [born for _number, _name, born, _hamlet in told(read(tmp_path, rows))] == [1980, 1990]
    one_row = [("TT", "Họ và tên", "Nam", "Nữ", "Thôn"), *rows[2:]]
    assert [born for _number, _name, born, _hamlet in told(read(tmp_path, one_row))] == [1980, 1990]
    assert errors(tmp_path, [*rows, (3, "Hồ Chi", 1980, 1990, "Một"), (4, "Vi Dung", None, None, "Một")]) == [
        "Công dân!C5",
        "Công dân!C6",
    ]


def test_men_and_women_by_marks_are_not_read(tmp_path: Path) -> None:
    found = read(tmp_path, [("TT", "Họ và tên", "Năm sinh", "Nam", "Nữ", "Thôn"), (1, "Trần An", 1980, "x", None, "M")])
    assert told(found) == [(1, "Trần An", 1980, "M")]
    assert found.dropped == ("Nam", "Nữ")


def test_day_month_and_year_of_birth_in_columns_of_their_own(tmp_path: Path) -> None:
    rows: Rows = [
        ("TT", "Họ và tên", "Ngày sinh", None, None, "Thôn"),
        (None, None, "Ngày", "Tháng", "Năm", None),
        (1, "Trần An", 1, 2, 1980, "Một"),
    ]
    assert told(read(tmp_path, rows, "C1:E1")) == [(1, "Trần An", 1980, "Một")]


SCHOOL: Rows = (
    ("TRƯỜNG THCS ĐỒI CHÈ",),
    ("DANH SÁCH HỌC SINH",),
    ("Lớp 9A1",),
    ("STT", "Họ và tên", "Ngày sinh"),
    (1, "Trần An", "1/1/2008"),
    (2, "Lê Bình", "2/1/2008"),
    ("Tổng cộng: 2 học sinh",),
    ("LỚP 9A2",),
    ("STT", "Họ và tên", "Ngày sinh"),
    (1, "Phạm Chi", "3/1/2008"),
    (2, "Vũ Dung", "3/1/2008"),
    (),
    (None, "HIỆU TRƯỞNG"),
    (None, "Hồ Mẫu Giang"),
)
IN_CLASSES = [
    (1, "Trần An", 2008, "9A1"),
    (2, "Lê Bình", 2008, "9A1"),
    (1001, "Phạm Chi", 2008, "9A2"),
    (1002, "Vũ Dung", 2008, "9A2"),
]


def test_classes_below_one_another_whose_numbers_begin_again(tmp_path: Path) -> None:
    found = read(tmp_path, {"Sheet1": SCHOOL}, "A1:C1", "A3:C3", "A7:C7", "A8:C8")
    assert told(found) == IN_CLASSES
    said = warnings(found)
    assert "Sheet1!4: the heads stand in this row" in said
    assert "3 rows hold words and no citizen, and are not read: 7, 13–14" in said
    assert "the first of the second is 1001" in said
    assert "Giang" not in said
    assert {problem.severity for problem in found.warnings} == {"note"}


def test_a_sheet_a_class(tmp_path: Path) -> None:
    head = ("STT", "Họ tên học sinh", "Năm sinh")
    sheets: dict[str, Rows] = {
        "9A1": [head, (1, "Trần An", 2008), (2, "Lê Bình", 2008)],
        "9A2": [head, (1, "Phạm Chi", 2008), (2, "Vũ Dung", 2008)],
        "Ghi nhớ": [("gọi cô Lan",)],
    }
    found = read(tmp_path, sheets)
    assert told(found) == IN_CLASSES
    assert "Ghi nhớ: sheets of your own, which are not read" in warnings(found)
    assert "Lan" not in warnings(found)


def test_classes_stay_together_when_they_are_called(tmp_path: Path) -> None:
    found = read(tmp_path, {"Sheet1": SCHOOL})
    assert [household.hamlet for household in households_of(found.by_unit[A])] == ["9a1", "9a1", "9a2", "9a2"]


def test_a_pupil_more_in_one_class_renumbers_no_other_class(tmp_path: Path) -> None:
    more = [*SCHOOL[:6], (3, "Bế Mới", "5/5/2008"), *SCHOOL[6:]]
    before, now = (
        {each.name: each.number for each in read(tmp_path, {"Sheet1": rows}).by_unit[A]} for rows in (SCHOOL, more)
    )
    assert now == {**before, "Bế Mới": 3}


def test_a_class_told_once_for_its_pupils(tmp_path: Path) -> None:
    rows: Rows = [
        ("TT", "Lớp", "Họ và tên", "Năm sinh"),
        (1, "9A1", "Trần An", 2008),
        (2, None, "Lê Bình", 2008),
        (1, "9A2", "Phạm Chi", 2008),
        (2, None, "Vũ Dung", 2008),
    ]
    assert told(read(tmp_path, rows, "B2:B3", "B4:B5")) == IN_CLASSES
    found = read(tmp_path, rows)
    assert told(found) == IN_CLASSES
    assert "rows without a class belong to the class above them: 3, 5" in warnings(found)


def test_hamlets_as_headings(tmp_path: Path) -> None:
    rows: Rows = [("TT", "Họ và tên", "Năm sinh"), ("Thôn Một",), (1, "A B", 1980), ("Thôn Hai:",), (2, "C D", 1990)]
    assert [hamlet for *_rest, hamlet in told(read(tmp_path, rows))] == ["Thôn Một", "Thôn Hai"]


def test_a_number_that_stands_twice_by_a_slip_is_still_an_error(tmp_path: Path) -> None:
    head = ("TT", "Họ và tên", "Năm sinh", "Thôn")
    slip: Rows = [head, (1, "A B", 1980, "x"), (2, "C D", 1980, "x"), (3, "E F", 1980, "y"), (3, "G H", 1980, "z")]
    assert errors(tmp_path, slip) == ["Công dân!A5"]
    within: Rows = [head, (1, "A B", 1980, "x"), (1, "C D", 1980, "x"), (1, "E F", 1980, "y")]
    assert errors(tmp_path, within) == ["Công dân!A3", "Công dân!A4"]


def test_a_school_counts_by_class_and_a_commune_by_hamlet(tmp_path: Path) -> None:
    rows: Rows = [("TT", "Họ và tên", "Năm sinh", "Lớp", "Thôn"), (1, "Trần An", 2008, "9A1", "Thôn 1")]
    campaign = small_campaign(units=(unit("A", 10),))
    named = campaign.units[0].model_copy(update={"name": "Trường THCS Đồi Chè"})
    school = campaign.model_copy(update={"units": (named,)})
    assert told(read(tmp_path, rows, campaign=school))[0][3] == "9A1"
    commune = read(tmp_path, rows)
    assert told(commune)[0][3] == "Thôn 1"
    assert commune.dropped == ("Lớp",)


def test_a_second_list_beside_the_form_is_refused(tmp_path: Path) -> None:
    rows: Rows = [("TT", "Họ và tên", "Năm sinh", "Thôn"), (1, "Trần An", 2008, "x")]
    assert errors(tmp_path, {"Công dân": rows, "Công dân (2)": rows}) == ["Công dân (2)"]


def test_rows_that_are_only_numbered_are_passed_over_and_named(tmp_path: Path) -> None:
    rows: Rows = [("TT", "Họ và tên", "Năm sinh", "Thôn"), (1, "Trần An", 2008, "x"), (2,), (3,)]
    found = read(tmp_path, rows)
    assert len(found.by_unit[A]) == 1
    assert "2 rows hold a number alone, and are not read: 3–4" in warnings(found)


def test_without_heads_there_is_one_error(tmp_path: Path) -> None:
    assert errors(tmp_path, [(1, "Trần An", 2008, "x")]) == ["Công dân"]


def test_without_any_hamlet_or_class_the_column_is_missing(tmp_path: Path) -> None:
    assert errors(tmp_path, [("TÊN CƠ QUAN",), ("TT", "Họ và tên", "Năm sinh"), (1, "Trần An", 2008)]) == ["Công dân!2"]


def test_citizens_merged_together_are_refused(tmp_path: Path) -> None:
    rows: Rows = [("TT", "Họ và tên", "Năm sinh", "Thôn"), (1, "A B", 1980, "x"), (2, None, 1990, "x")]
    assert "Công dân!B2:B3" in errors(tmp_path, rows, "B2:B3")


def test_a_household_merged_over_its_members(tmp_path: Path) -> None:
    rows: Rows = [
        ("TT", "Họ và tên", "Năm sinh", "Thôn", "Hộ"),
        (1, "A B", 1980, "x", 7),
        (2, "C D", 1990, "x", None),
        (3, "E F", 1990, "x", None),
    ]
    found: tuple[Citizen, ...] = read(tmp_path, rows, "E2:E3").by_unit[A]
    assert [each.household for each in found] == ["7", "7", ""]


def test_a_hidden_row_is_no_citizen_and_is_told(tmp_path: Path) -> None:
    rows: Rows = [("TT", "Họ và tên", "Năm sinh", "Thôn"), (1, "Trần An", 1980, "x"), (2, "Lê Bình", 1990, "x")]
    read(tmp_path, rows)
    book = load_workbook(tmp_path / "cd.xlsx")
    book.worksheets[0].row_dimensions[2].hidden = True
    book.save(tmp_path / "cd.xlsx")
    found = read_citizens(tmp_path / "cd.xlsx", small_campaign(), A)
    assert [each.name for each in found.by_unit[A]] == ["Lê Bình"]
    assert "hidden rows (1) were not read: 2" in warnings(found)


def test_a_formula_that_shows_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    rows: Rows = [("STT", "Họ và tên", "Năm sinh", "Thôn", "Liên hệ"), (1, "Trần An", 1980, "x", '=IF(Z2="","",Z2)')]
    read_or_refused = tmp_path / "cd.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Công dân"
    for row in rows:
        sheet.append(list(row))
    book.save(read_or_refused)
    with_result = read_or_refused.read_bytes()
    counted = BytesIO()
    with ZipFile(BytesIO(with_result)) as source, ZipFile(counted, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b'<c r="E2"><f>', b'<c r="E2" t="str"><f>').replace(b"<v/>", b"<v></v>")
                assert b't="str"' in content
            target.writestr(name, content)
    read_or_refused.write_bytes(counted.getvalue())
    (citizen,) = read_citizens(read_or_refused, small_campaign(), A).by_unit[A]
    assert citizen.contact == ""
