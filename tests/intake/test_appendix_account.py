"""The account of an appendix as it is read: nothing that people write is passed over in silence."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.domain.campaign import Campaign
from planner.intake.appendix.appendix_reader import ReadAppendix
from planner.intake.appendix.document.account import NoMatter, Use
from tests.intake.appendices import (
    HEADS,
    Value,
    campaign,
    document,
    line,
    machine,
    read,
    told,
    typed,
    unit,
    workbook,
)

Rows = list[Sequence[Value]]
SHORT = ("Máy", "Đơn vị", "Thời gian", "Ca")
FIRST = "MÁY 1 001 14/4 Ca 01"


def wheres(found: ReadAppendix) -> list[str]:
    return [problem.where.removeprefix("Phụ lục!") for problem in found.unreadable]


def uses(found: ReadAppendix) -> dict[str, tuple[Use, ...]]:
    return {piece.where.removeprefix("Phụ lục!"): piece.uses for piece in found.account.used}


def reasons(found: ReadAppendix) -> dict[str, NoMatter]:
    return {piece.where.removeprefix("Phụ lục!"): piece.why for piece in found.account.ignored}


def test_every_cell_of_a_sheet_is_in_one_list(tmp_path: Path) -> None:
    rows = [
        ("UBND HUYỆN BÌNH GIA", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số: 136/KH-UBND", None, None, "Bình Gia, ngày 13 tháng 4 năm 2023"),
        ("LỊCH THU NHẬN (Từ ngày 11/4 đến ngày 20/6/2023)",),
        (*HEADS, "Ghi chú", "Số điện thoại"),
        ("MÁY 1",),
        (1, "CAX Hòa Bình", "Xã Hòa Bình", "14/4", "Ca 01", "160 hồ sơ/ Ca/ngày", "Mang máy phát điện", "0912 345 678"),
        (2, None, "Xã Không Có", "15/4", "Ca 01", None, None, None),
        ("Tổng cộng", None, None, None, None, 160),
        ("Nơi nhận:", None, None, "TỔ TRƯỞNG"),
        ("- Như trên;", None, None, "Nguyễn Văn Mẫu"),
    ]
    path = workbook(tmp_path, rows)
    found = read(path)
    sheet = load_workbook(path).worksheets[0]
    filled = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value is not None}
    unread = {piece.where.removeprefix("Phụ lục!") for piece in found.account.unread}
    assert unread == {"A7", "C7", "D7", "E7"}
    parts = [set(uses(found)), set(reasons(found)) - {"Phụ lục"}, unread]
    assert set.union(*parts) == filled
    assert sum(map(len, parts)) == len(filled)
    assert uses(found)["D6"] == (Use.DAYS,)
    assert uses(found)["C6"] == (Use.UNIT,)
    assert reasons(found)["D2"] is NoMatter.DATE_OF_LETTER
    assert reasons(found)["A8"] is NoMatter.TOTAL


@pytest.mark.parametrize(
    "sentence",
    [
        "Ngoài ra, MÁY 1 thu nhận tại xã Lộc Thành ngày 18/4/2023 (từ 7h đến 15h)",
        "Xã Lộc Thành, ngày 18 tháng 4",
        "Thực hiện Kế hoạch số 12/KH ngày 13/4/2023, xã Lộc Thành làm ngày 18/4",
        "MÁY 1 nghỉ ngày 18/4",
        "Nghỉ lễ Chủ nhật",
        "Chiều thứ Hai hằng tuần tại Thị trấn Nam",
        "Thời gian: từ 7h00 đến 15h00",
        "Ngày 18/4/2023",
        "Xã Lộc Thành",
    ],
)
@pytest.mark.parametrize("is_below", [False, True])
def test_a_sentence_beside_the_table_that_holds_a_part_of_the_schedule_is_named(
    tmp_path: Path, sentence: str, *, is_below: bool
) -> None:
    lines = [(sentence,), HEADS] if not is_below else [HEADS]
    rows: Rows = [*lines, ("MÁY 1",), line("Xã Hòa Bình", "14/4", "Ca 01"), *([(sentence,)] if is_below else [])]
    found = read(workbook(tmp_path, rows))
    assert FIRST in told(found)
    assert wheres(found) == [f"A{4 if is_below else 1}"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("(Kèm theo Kế hoạch số 12/KH-UBND ngày 13/4/2023 của UBND xã Hòa Bình)", NoMatter.LEGAL_BASIS),
        ("Bình Gia, ngày … tháng … năm 2023", NoMatter.DATE_OF_LETTER),
        ("Căn cứ Quyết định số 06/QĐ-TTg ngày 06/01/2022", NoMatter.LEGAL_BASIS),
        ("Từ ngày 11/4 đến ngày 20/6/2023", NoMatter.TITLE),
        ("Từ ngày 01/5/2023, MÁY 1 được điều đi lưu động tại các xã", NoMatter.REMARK),
        ("Ca 01: từ 7h00 đến 15h00; Ca 02: từ 15h00 đến 23h00", NoMatter.REMARK),
        ("KT. CHỦ TỊCH", NoMatter.SIGNATURE),
        ("Nơi nhận: UBND xã Hòa Bình", NoMatter.RECIPIENTS),
        ("PHỤ LỤC", NoMatter.TITLE),
        ("Công an xã Hòa Bình", NoMatter.LETTERHEAD),
    ],
)
def test_what_stands_about_every_schedule_is_no_matter(tmp_path: Path, text: str, why: NoMatter) -> None:
    found = read(workbook(tmp_path, [(text,), *typed(line("Xã Hòa Bình", "14/4", "Ca 01"))]))
    assert (told(found), wheres(found)) == ([FIRST], [])
    assert reasons(found)["A1"] is why


@pytest.mark.parametrize(
    ("remark", "is_named"),
    [
        ("Mang máy phát điện", False),
        ("Có 2 máy, 160 hồ sơ", False),
        ("Tại nhà văn hóa xã Hòa Bình", False),
        (160, False),
        ("cả ngày 15/4", True),
        (date(2023, 4, 15), True),
        ("buổi chiều đến muộn", True),
        ("từ 8h", True),
        ("cùng MÁY 2", True),
        ("và xã Lộc Thành", True),
    ],
)
def test_a_remark_beside_a_line_is_named_if_it_holds_a_part_of_the_schedule(
    tmp_path: Path, remark: Value, *, is_named: bool
) -> None:
    found = read(workbook(tmp_path, [(*SHORT, "Ghi chú"), (1, "Xã Hòa Bình", "14/4", "Ca 01", remark)]))
    assert told(found) == [FIRST]
    assert wheres(found) == ["E2"] * is_named


def hamlets() -> Campaign:
    """Two hamlets, and one team."""
    units = [
        unit("T1", "Thôn Đồi Chè").model_copy(update={"place": "Nhà văn hóa thôn Đồi Chè"}),
        unit("T2", "Thôn Bãi Cỏ").model_copy(update={"place": "Nhà văn hóa thôn Bãi Cỏ"}),
    ]
    return campaign(*units, machines=[machine(1, ["T1", "T2"])])


@pytest.mark.parametrize(
    ("heads", "name"),
    [
        (("TT", "Thôn", "Thời gian"), "Thôn Đồi Chè"),
        (("STT", "Bản", "Ngày"), "Đồi Chè"),
        (("STT", "Tổ dân phố", "Ngày"), "Đồi Chè"),
        (("STT", "Điểm thu nhận", "Thời gian"), "Thôn Đồi Chè"),
        (("STT", "Địa điểm", "Thời gian"), "Nhà văn hóa thôn Đồi Chè"),
        (("STT", "Địa chỉ", "Thời gian"), "Nhà văn hóa thôn Đồi Chè"),
        (("STT", "Trường", "Ngày"), "T1"),
        (("STT", "Đơn vị", "Từ"), "Thôn Đồi Chè"),
    ],
)
def test_heads_of_lists_of_hamlets_and_points(tmp_path: Path, heads: Sequence[str], name: str) -> None:
    found = read(workbook(tmp_path, [heads, (1, name, "14/4")]), hamlets())
    assert (told(found), wheres(found)) == (["MÁY 1 T1 14/4 Ca 01", "MÁY 1 T1 14/4 Ca 02"], [])


def test_addresses_beside_the_units_are_compared_with_nothing(tmp_path: Path) -> None:
    rows: Rows = [
        ("STT", "Đơn vị thu nhận", "Địa chỉ", "Ngày"),
        (1, "Thôn Đồi Chè", "Số 5, đường 14/4 kéo dài", "14/4"),
    ]
    assert wheres(read(workbook(tmp_path, rows), hamlets())) == ["C2"]
    rows[1] = (1, "Thôn Đồi Chè", "Cạnh chợ", "14/4")
    found = read(workbook(tmp_path, rows), hamlets())
    assert wheres(found) == []
    assert uses(found)["C2"] == (Use.PLACE,)
    assert not [note for note in found.notes if "Cạnh chợ" in note.what]


@pytest.mark.parametrize("head", ["Tổ", "Đội", "Tổ công tác"])
def test_heads_of_two_rows_and_teams(tmp_path: Path, head: str) -> None:
    rows: Rows = [
        ("TT", head, "Địa bàn", None, "Thời gian", None),
        (None, None, "Xã", "Địa chỉ", "Ngày", "Buổi"),
        (1, 1, "Xã Hòa Bình", "Nhà văn hóa", "14/4", "Ca 01"),
    ]
    found = read(workbook(tmp_path, rows, ("A1:A2", "B1:B2", "C1:D1", "E1:F1")))
    assert (told(found), wheres(found)) == ([FIRST], [])


def test_a_list_with_codes_beside_the_names_has_one_column_of_units(tmp_path: Path) -> None:
    rows: Rows = [("Máy", "Mã đơn vị", "Đơn vị", "Thời gian", "Ca"), (1, "001", "Xã Hòa Bình", "14/4", "Ca 01")]
    found = read(workbook(tmp_path, rows))
    assert (told(found), wheres(found)) == ([FIRST], [])


def test_two_lists_side_by_side_that_cannot_be_told_apart_are_refused(tmp_path: Path) -> None:
    rows: Rows = [
        ("Máy", "Đơn vị", "Đơn vị", "Thời gian"),
        (1, "Xã Hòa Bình", "Xã Lộc Thành", "14/4"),
    ]
    found = read(workbook(tmp_path, rows))
    assert told(found) == []
    assert wheres(found) == ["C1"]
    assert {piece.where for piece in found.account.unread} >= {"Phụ lục!B2", "Phụ lục!C2", "Phụ lục!D2"}


@pytest.mark.parametrize(
    "cell", ["MÁY 1, MÁY 2", "MÁY 1 + MÁY 2", "Máy 1, 2", "MÁY 1 và MÁY 2", "MÁY 1\nMÁY 2", "1; 2"]
)
def test_two_machines_in_a_cell_are_both(tmp_path: Path, cell: str) -> None:
    found = read(workbook(tmp_path, [SHORT, (cell, "Xã Hòa Bình", "14/4", "Ca 01")]))
    assert (told(found), wheres(found)) == ([FIRST, FIRST.replace("MÁY 1", "MÁY 2")], [])


def test_one_unknown_machine_of_two_is_named(tmp_path: Path) -> None:
    found = read(workbook(tmp_path, [SHORT, ("MÁY 1, MÁY 9", "Xã Hòa Bình", "14/4", "Ca 01")]))
    assert (told(found), wheres(found)) == ([], ["A2"])
    assert "MÁY 9" in found.unreadable[0].what


@pytest.mark.parametrize("cell", ["Xã Hòa Bình, xã Thiện Hòa", "Xã Hòa Bình và xã Thiện Hòa", "001; 006"])
def test_several_units_in_a_cell_are_named(tmp_path: Path, cell: str) -> None:
    found = read(workbook(tmp_path, [SHORT, (1, cell, "14/4", "Ca 01")]))
    assert (told(found), wheres(found)) == ([], ["B2"])
    assert "several units" in found.unreadable[0].what


def test_a_machine_told_once_holds_until_another_is(tmp_path: Path) -> None:
    rows: Rows = [
        SHORT,
        ("MÁY 2", "Xã Hòa Bình", "14/4", "Ca 01"),
        (None, "Xã Lộc Thành", "15/4", "Ca 01"),
        (),
        (None, "Thị trấn Nam", "16/4", "Ca 01"),
        ("MÁY 9", "Xã Thiện Hòa", "17/4", "Ca 01"),
        (None, "Xã Thiện Hòa", "18/4", "Ca 01"),
        ("MÁY 1", "Xã Thiện Hòa", "19/4", "Ca 01"),
    ]
    found = read(workbook(tmp_path, rows))
    assert told(found) == [
        "MÁY 1 006 19/4 Ca 01",
        "MÁY 2 001 14/4 Ca 01",
        "MÁY 2 002 15/4 Ca 01",
        "MÁY 2 004 16/4 Ca 01",
    ]
    assert wheres(found) == ["A6"]
    assert {piece.where for piece in found.account.unread} >= {"Phụ lục!B7", "Phụ lục!C7"}


def test_a_table_without_a_head_goes_on_where_units_and_days_stand_as_above(tmp_path: Path) -> None:
    first = [("TT", "Đơn vị", "Thời gian", "Ca"), ("MÁY 1",), ("1", "Xã Hòa Bình", "14/4", "Ca 01")]
    same, other = [("2", "Xã Lộc Thành", "15/4", "Ca 02")], [("2", "15/4", "Xã Lộc Thành", "Ca 02")]
    found = read(document(tmp_path, first, same))
    assert (told(found), wheres(found)) == ([FIRST, "MÁY 1 002 15/4 Ca 02"], [])
    found = read(document(tmp_path, first, other))
    assert told(found) == [FIRST]
    assert len(found.unreadable) == 1
    assert {piece.where for piece in found.account.unread} == {
        f"table 2, row 1, column {place}" for place in range(1, 5)
    }


def test_a_table_that_is_not_understood_tells_its_head_and_the_unknown_one(tmp_path: Path) -> None:
    rows: Rows = [("STT", "Cơ sở", "Thời gian"), (1, "Xã Hòa Bình", "14/4"), (2, "Xã Lộc Thành", "15/4")]
    (problem,) = read(workbook(tmp_path, rows)).unreadable
    assert problem.where == "Phụ lục!B1"
    assert "“Cơ sở” is not known" in problem.what
    assert "STT, Cơ sở, Thời gian" in problem.what


def test_a_line_of_unit_codes_is_no_row_of_column_numbers(tmp_path: Path) -> None:
    alone = campaign(unit("2", "Xã Hòa Bình"), machines=[machine(1, ["2"])])
    rows: Rows = [("TT", "Đơn vị", "Tháng", "Ngày", "Ca"), (1, 2, 4, 14, "Ca 01")]
    assert told(read(workbook(tmp_path, rows), alone)) == ["MÁY 1 2 14/4 Ca 01"]
    rows = [("Máy", "Đơn vị", "Tháng", "Ngày"), (1, 2, 4, 14)]
    assert len(read(workbook(tmp_path, rows), alone).slots) == 2


def test_two_machines_in_one_row_above_a_table_head_none_of_it(tmp_path: Path) -> None:
    rows: Rows = [("MÁY 1", None, "MÁY 2"), ("Đơn vị", "Thời gian", "Ca"), ("Xã Hòa Bình", "14/4", "Ca 01")]
    found = read(workbook(tmp_path, rows))
    assert told(found) == []
    assert wheres(found) == ["C1"]


def test_the_campaigns_own_name_is_no_unit(tmp_path: Path) -> None:
    """*Bình Gia* alone is the district's name here, though a town of the campaign bears it too."""
    town = campaign(unit("1", "Thị trấn Bình Gia"), machines=[machine(1, ["1"])])
    of_district = town.model_copy(update={"name": "Thu nhận hồ sơ huyện Bình Gia"})
    rows: Rows = [
        ("Địa bàn Bình Gia, bắt đầu ngày 11/4/2023",),
        ("Đơn vị", "Thời gian"),
        ("Thị trấn Bình Gia", "14/4"),
    ]
    assert wheres(read(workbook(tmp_path, rows), of_district)) == []
    assert wheres(read(workbook(tmp_path, rows), town)) == ["A1"]


@pytest.mark.parametrize(("days", "is_named"), [("14/4", True), ("12/4 đến 16/4/2023", True), ("30/4 và 01/5", False)])
def test_holidays_that_the_lines_keep_are_no_matter(tmp_path: Path, days: str, *, is_named: bool) -> None:
    found = read(workbook(tmp_path, [*typed(line("Xã Hòa Bình", "14/4", "Ca 01")), (f"Ghi chú: nghỉ lễ ngày {days}",)]))
    assert told(found) == [FIRST]
    assert wheres(found) == ["A4"] * is_named


def test_days_on_which_cards_are_handed_out_are_not_the_schedules(tmp_path: Path) -> None:
    rows: Rows = [
        (*SHORT, "Thời gian trả kết quả", "Ngày trả thẻ"),
        (1, "Xã Hòa Bình", "14/4", "Ca 01", "20/5", date(2023, 5, 21)),
    ]
    found = read(workbook(tmp_path, rows))
    assert (told(found), wheres(found)) == ([FIRST], [])
    assert reasons(found)["E2"] is NoMatter.OTHER_COLUMN


def test_a_machine_in_a_line_without_days_is_named_and_no_heading(tmp_path: Path) -> None:
    rows: Rows = [
        ("Máy", "Đơn vị", "Thời gian", "Ca", "Ghi chú"),
        (1, "Xã Hòa Bình", "14/4", "Ca 01", None),
        ("MÁY 2", None, None, None, "đi cùng"),
        (None, "Xã Lộc Thành", "15/4", "Ca 01", None),
    ]
    found = read(workbook(tmp_path, rows))
    assert (told(found), wheres(found)) == ([FIRST], ["A3"])
    assert {piece.where for piece in found.account.unread} >= {"Phụ lục!B4", "Phụ lục!C4"}
