"""Tables of targets as documents lay them out: titles above, other columns, groups, sums; read, or named."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from planner.errors import Problem, WorkbookProblems
from planner.intake.quota.quota_reader import ReadTargets, read_people, read_targets
from tests.quota.tables import Line, write_table

TITLES: tuple[Line, ...] = (("ỦY BAN NHÂN DÂN",), ("BẢNG GIAO CHỈ TIÊU",))
TABLE: tuple[Line, ...] = (
    ("STT", "Đơn vị", "Chỉ tiêu", "Ghi chú"),
    (1, "Xã Đồi Chè", 10_000),
    (2, "Xã Bãi Cỏ", 20_000, "có KCN"),
    (None, "Tổng cộng", 30_000),
)


def read(folder: Path, lines: Sequence[Line], *merged: str, title: str = "Chỉ tiêu") -> ReadTargets:
    path = write_table(folder / "bang.xlsx", lines, title=title)
    if merged:
        book = load_workbook(path)
        for cells in merged:
            book.worksheets[0].merge_cells(cells)
        book.save(path)
    return read_targets(path)


def errors(folder: Path, lines: Sequence[Line]) -> list[Problem]:
    with pytest.raises(WorkbookProblems) as caught:
        read(folder, lines)
    return [problem for problem in caught.value.problems if problem.severity == "error"]


def figures(found: ReadTargets) -> dict[str, tuple[int, ...]]:
    return {row.unit: row.targets for row in found.table.rows}


def told(found: ReadTargets) -> str:
    return "\n".join(map(str, found.warnings))


@pytest.mark.parametrize("title", ["Chỉ tiêu", "Sheet1", "Phụ lục 1"])
def test_a_table_below_titles_on_any_sheet(title: str, tmp_path: Path) -> None:
    found = read(tmp_path, [*TITLES, *TABLE], "A1:D1", "A2:D2", title=title)
    assert figures(found) == {"Xã Đồi Chè": (10_000,), "Xã Bãi Cỏ": (20_000,)}
    assert found.table.printed_totals == (30_000,)
    assert "the heads, which are in row 3" in told(found)
    assert "BẢNG GIAO CHỈ TIÊU" in told(found)
    assert {problem.severity for problem in found.warnings} == {"note"}


def test_without_any_head_there_is_one_error(tmp_path: Path) -> None:
    (problem,) = errors(tmp_path, [*TITLES, ("", "Xã Đồi Chè", 10_000), ("", "Xã Bãi Cỏ", 20_000)])
    assert "“Đơn vị”" in problem.what
    assert "planner quota TABLE.xlsx --new" in problem.advice


def test_tables_on_several_sheets_are_named(tmp_path: Path) -> None:
    book = Workbook()
    for sheet in (book.worksheets[0], book.create_sheet("Sheet2")):
        for line in TABLE:
            sheet.append(list(line))
    book.save(tmp_path / "bang.xlsx")
    with pytest.raises(WorkbookProblems, match="tables stand on several sheets: Sheet, Sheet2"):
        read_targets(tmp_path / "bang.xlsx")


def test_other_sheets_are_named(tmp_path: Path) -> None:
    path = write_table(tmp_path / "bang.xlsx", TABLE)
    book = load_workbook(path)
    book.create_sheet("Nghỉ lễ")["A1"] = "30/4"
    book.save(path)
    (warning,) = read_targets(path).warnings
    assert warning.where == "Nghỉ lễ"


def test_columns_that_are_no_targets_are_named_and_not_summed(tmp_path: Path) -> None:
    lines: list[Line] = [
        ("STT", "Xã, phường", "Số thôn", "Chỉ tiêu", "Tỷ lệ (%)", "Xếp hạng", "Phụ trách", "Cao độ", "Ghi chú"),
        (1, "Xã A", 5, 1200, 40, 2, "ông Ba", 3.5, None),
        (2, "Xã B", 7, 1850, 60, 1, "bà Tư", 4.25, "x"),
    ]
    found = read(tmp_path, lines)
    assert found.table.indicators == ("Chỉ tiêu",)
    (warning,) = found.warnings
    assert warning.severity == "warning"
    for name in ("“Số thôn” (column C)", "“Tỷ lệ (%)”", "“Xếp hạng”", "“Phụ trách”", "“Cao độ” (column H)"):
        assert name in warning.what
    assert "Ghi chú" not in warning.what


def test_shares_by_their_format_and_ranks_by_their_figures(tmp_path: Path) -> None:
    path = write_table(
        tmp_path / "bang.xlsx",
        [("Đơn vị", "Thẻ", "Phần", "Vị trí"), *((f"Xã {row}", 10 * row, 0, row) for row in (3, 1, 4, 2))],
    )
    book = load_workbook(path)
    for cell in book.worksheets[0]["C"][1:]:
        cell.number_format = "0%"
    book.save(path)
    assert read_targets(path).table.indicators == ("Thẻ",)


def test_a_smartphone_is_a_target_and_its_number_is_none(tmp_path: Path) -> None:
    found = read(tmp_path, [("Đơn vị", "Điện thoại thông minh", "Điện thoại"), ("A", 5, 912345678)])
    assert found.table.indicators == ("Điện thoại thông minh",)


def test_a_title_that_says_so_makes_targets_of_anything(tmp_path: Path) -> None:
    found = read(tmp_path, [("Đơn vị", "Chỉ tiêu hạng", "Thẻ"), *((f"Xã {row}", row, 7) for row in range(1, 6))])
    assert found.table.indicators == ("Chỉ tiêu hạng", "Thẻ")


def test_a_column_of_sums_is_no_target_and_is_checked(tmp_path: Path) -> None:
    lines: list[Line] = [("Trường", "Khối 9", "Khối 10", "Tổng cộng"), ("A", 5, 6, 11), ("B", 7, 8, 16)]
    found = read(tmp_path, lines)
    assert found.table.indicators == ("Khối 9", "Khối 10")
    assert "“Tổng cộng” says 16, but the targets of “B” add up to 15" in told(found)
    assert read(tmp_path, [("Trường", "Tổng số"), ("A", 5)]).table.indicators == ("Tổng số",)


def test_figures_as_text_in_groups_of_three(tmp_path: Path) -> None:
    found = read(tmp_path, [("Đơn vị", "Thẻ"), ("A", "1.200"), ("B", 950), ("C", "1 234 567"), ("Tổng", "1.236.717")])
    assert figures(found) == {"A": (1200,), "B": (950,), "C": (1_234_567,)}
    assert found.table.printed_totals == (1_236_717,)
    (note,) = found.warnings
    assert "“1.200” is text and read as 1.200; the column has 3 such cells" in note.what.replace(",", ".")


def test_text_with_decimals_is_no_whole_number(tmp_path: Path) -> None:
    lines: list[Line] = [("Đơn vị", "Thẻ"), ("A", "1.200"), ("B", "12,5")]
    assert [problem.where for problem in errors(tmp_path, lines)] == ["Chỉ tiêu!B3"]


GROUPED: tuple[Line, ...] = (
    ("STT", "Đơn vị", "Thẻ", "Tài khoản"),
    ("I", "Khu vực Bắc", 30, 3),
    (1, "Xã A", 10, 1),
    (2, "Xã B", 20, 2),
    ("II", "Khu vực Nam", 71, None),
    (1, "Xã C", 40, 4),
    (2, "Xã D", 30, 3),
    (None, "Tổng cộng", 100, 10),
)
UNITS = {"Xã A": (10,), "Xã B": (20,), "Xã C": (40,), "Xã D": (30,)}


def test_groups_are_told_by_their_numbers_and_a_difference_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, GROUPED)
    assert figures(found) == {"Xã A": (10, 1), "Xã B": (20, 2), "Xã C": (40, 4), "Xã D": (30, 3)}
    assert found.table.printed_totals == (100, 10)
    (warning,) = [problem for problem in found.warnings if problem.severity == "warning"]
    assert warning.where == "Chỉ tiêu!C5"
    assert "“Khu vực Nam” says 71, but its units add up to 70: a difference of 1" in warning.what


def typed(table: str) -> list[Line]:
    """Rows that are parted by semicolons, cells by bars; whole numbers are entered as such."""
    rows = [row.strip().split("|") for row in table.split(";")]
    return [[int(cell) if cell.isdecimal() else cell or None for cell in row] for row in rows]


@pytest.mark.parametrize(
    "table",
    [
        "STT|Đơn vị|Thẻ; A|Miền núi|100; I|Bắc|30; 1|Xã A|10; 2|Xã B|20; II|Nam|70; 1|Xã C|40; 2|Xã D|30",
        "TT|Đơn vị|Thẻ; 1|Huyện X|30; 1.1|Xã A|10; 1.2|Xã B|20; 2|Huyện Y|70; 2.1|Xã C|40; 2.2|Xã D|30",
        "STT|Đơn vị|Thẻ; |Huyện X|30; 1|Xã A|10; 2|Xã B|20; |Huyện Y|70; 1|Xã C|40; 2|Xã D|30",
        "Đơn vị|Thẻ; I. Bắc|30; 1. Xã A|10; 2. Xã B|20; II. Nam|70; 1. Xã C|40; 2. Xã D|30",
        "Đơn vị|Thẻ; Huyện X|; Xã A|10; Xã B|20; Huyện Y|; Xã C|40; Xã D|30",
        "Đơn vị|Thẻ; X|30; Xã A|10; Xã B|20; Y|70; Xã C|40; Xã D|30",
        "STT|Đơn vị|Thẻ; 1|Xã A|10; 2|Xã B|20; |Cộng cụm 1|30; 3|Xã C|40; 4|Xã D|30; |Cộng cụm 2|70; |Tổng cộng|100",
        "STT|Đơn vị|Thẻ; 1|Xã A|10; 2|Xã B|20; |Cộng|30; 3|Xã C|40; 4|Xã D|30; |Cộng|70",
        "STT|Đơn vị|Thẻ; Cụm 1; 1|Xã A|10; 2|Xã B|20; Cụm 2; 3|Xã C|40; 4|Xã D|30",
    ],
)
def test_groups_however_they_are_written(table: str, tmp_path: Path) -> None:
    found = read(tmp_path, typed(table))
    assert {unit.split(". ")[-1]: targets for unit, targets in figures(found).items()} == UNITS
    assert "headings and sums of groups, which are no units" in told(found)
    assert all(problem.severity == "note" for problem in found.warnings)


def test_a_unit_without_a_target_is_no_heading(tmp_path: Path) -> None:
    lines: list[Line] = [("STT", "Đơn vị", "Thẻ"), (1, "Xã A", 10), (2, "Xã B", None), (3, "Xã C", 20)]
    assert [problem.where for problem in errors(tmp_path, lines)] == ["Chỉ tiêu!B3"]


def test_communes_that_are_called_like_sums(tmp_path: Path) -> None:
    found = read(tmp_path, [("Đơn vị", "Thẻ"), ("Cộng Hòa", 5), ("Toàn Thắng", 7), ("Tổng Cọt", 9)])
    assert list(figures(found)) == ["Cộng Hòa", "Toàn Thắng", "Tổng Cọt"]


def test_a_sum_of_part_that_is_wrong_is_named(tmp_path: Path) -> None:
    lines: list[Line] = [("Đơn vị", "Thẻ"), ("Xã A", 10), ("Xã B", 20), ("Cộng cụm 1", 31), ("Xã C", 40), ("Tổng", 70)]
    assert "“Cộng cụm 1” says 31, but its units add up to 30" in told(read(tmp_path, lines))


@pytest.mark.parametrize("name", ["Toàn huyện", "Tổng cộng toàn huyện", "TỔNG SỐ (A+B):"])
@pytest.mark.parametrize("column", [0, 1])
def test_the_total_at_the_top_under_any_of_its_names(name: str, column: int, tmp_path: Path) -> None:
    total = [None, None, 30]
    total[column] = name  # type: ignore[call-overload]
    found = read(tmp_path, [("STT", "Đơn vị", "Thẻ"), total, (1, "Xã A", 10), (2, "Xã B", 20)])
    assert figures(found) == {"Xã A": (10,), "Xã B": (20,)}
    assert found.table.printed_totals == (30,)


def test_two_rows_of_heads_and_a_row_that_numbers_the_columns(tmp_path: Path) -> None:
    lines: list[Line] = [
        *TITLES,
        ("STT", "Đơn vị", "Chỉ tiêu giao", None, "Ghi chú"),
        (None, None, "Thu nhận", "Kích hoạt"),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        (1, "Xã A", 10, 3),
    ]
    found = read(tmp_path, lines, "A3:A4", "B3:B4", "C3:D3", "E3:E4")
    assert found.table.indicators == ("Chỉ tiêu giao: Thu nhận", "Chỉ tiêu giao: Kích hoạt")
    assert figures(found) == {"Xã A": (10, 3)}


def test_heads_repeated_on_the_next_page_are_no_unit(tmp_path: Path) -> None:
    found = read(tmp_path, [*TABLE[:2], TABLE[0], *TABLE[2:]])
    assert list(figures(found)) == ["Xã Đồi Chè", "Xã Bãi Cỏ"]


def test_signatures_below_the_table_are_named(tmp_path: Path) -> None:
    found = read(tmp_path, [*TABLE, (), (None, "NGƯỜI LẬP", "TRƯỞNG CÔNG AN"), (None, None, "Nguyễn Văn A")])
    assert found.table.printed_totals == (30_000,)
    assert "words below the table, which are not read: row 6 (NGƯỜI LẬP)" in told(found)


def test_districts_beside_their_communes_are_named(tmp_path: Path) -> None:
    found = read(tmp_path, [("TT", "Huyện", "Xã", "Thẻ"), (1, "X", "A", 5), (2, None, "B", 6)], "B2:B3")
    assert figures(found) == {"A": (5,), "B": (6,)}
    assert "“Huyện” (column B)" in told(found)


def test_merged_figures_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookProblems, match="merged cells"):
        read(tmp_path, TABLE, "C2:C3")


def test_words_beside_the_table_are_named_and_figures_without_a_head_refused(tmp_path: Path) -> None:
    assert "words beside the table are not read: “gấp”" in told(read(tmp_path, [TABLE[0], (*TABLE[2], None, "gấp")]))
    assert [problem.where for problem in errors(tmp_path, [("Đơn vị", "Thẻ", None), ("A", 1, 2)])] == ["Chỉ tiêu!C2"]


def test_people_below_titles_in_groups(tmp_path: Path) -> None:
    lines = [*TITLES, ("STT", "Xã", "Dân số từ đủ 14 tuổi trở lên"), ("I", "Bắc", 300), (1, "A", 100), (2, "B", "200")]
    found = read_people(write_table(tmp_path / "bang.xlsx", lines, title="Sheet1"))
    assert [tuple(unit) for unit in found.units] == [("A", 100), ("B", 200)]


def test_a_hidden_row_is_no_unit_and_is_told(tmp_path: Path) -> None:
    path = write_table(tmp_path / "bang.xlsx", TABLE[:3])
    book = load_workbook(path)
    book.worksheets[0].row_dimensions[2].hidden = True
    book.save(path)
    found = read_targets(path)
    assert list(figures(found)) == ["Xã Bãi Cỏ"]
    assert "hidden rows (1) were not read: 2" in told(found)
