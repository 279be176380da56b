"""`planner quota` as an officer types it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.diary import ask
from tests.cli.running import files_in, planner
from tests.quota.tables import BINH_GIA, BINH_PHUOC, BINH_PHUOC_COLUMNS, Line, printed_rows, write_table

HAMLETS: tuple[Line, ...] = (("Đơn vị", "Dân số", "Thẻ"), ("Thôn Nà Lùng", 300, 45), ("Thôn Pác Khuông", 200, 20))


def hamlets(folder: Path, *facts: Line) -> str:
    write_table(folder / "thon.xlsx", HAMLETS, facts)
    return "thon.xlsx"


def answer(*arguments: object, folder: Path) -> Any:
    answered = ask("quota", *arguments, "--json", folder=folder)
    assert answered.code == 0, answered.err
    return json.loads(answered.out)


def test_binh_gia_as_json_figure_for_figure(tmp_path: Path) -> None:
    options = ("--days", 70, "--rounding", "half-up", "--total", "divide")
    indicator = "Kích hoạt tài khoản định danh điện tử"
    found = answer(BINH_GIA, *options, folder=tmp_path)
    assert [problem["where"] for problem in found.pop("problems")] == ["Chỉ tiêu!C21"]
    assert found == {
        "rows": [
            {
                "unit": row["unit"],
                "indicator": indicator,
                "target": int(row["target"]),
                "daily": int(row["daily_target"]),
            }
            for row in printed_rows("binh-gia-2023")
        ],
        "totals": [{"indicator": indicator, "target": 17_410, "daily": 249}],
        "differences": [{"indicator": indicator, "printed": 17_410, "rows": 17_411}],
        "days": 70,
    }


def test_binh_phuoc_as_json_figure_for_figure(tmp_path: Path) -> None:
    found = answer(BINH_PHUOC, "--days", 90, "--rounding", "up", "--total", "sum", folder=tmp_path)
    rows = printed_rows("binh-phuoc-2024")
    assert [row["daily"] for row in found["rows"]] == [
        int(row[f"{column}_daily"]) for row in rows for column in BINH_PHUOC_COLUMNS
    ]
    assert [total["daily"] for total in found["totals"]] == [102, 129, 3_974, 253, 4_165]
    assert found["differences"] == []
    assert list(found) == ["rows", "totals", "differences", "days", "problems"]
    assert (found["days"], found["problems"]) == (90, [])


def test_the_days_of_the_workbook_are_end_minus_start(tmp_path: Path) -> None:
    by_workbook = answer(BINH_PHUOC, "--rounding", "up", folder=tmp_path)
    assert by_workbook == answer(BINH_PHUOC, "--rounding", "up", "--days", 90, folder=tmp_path)


def test_what_a_person_is_told(tmp_path: Path) -> None:
    answered = planner("quota", BINH_GIA, "--total", "divide", folder=tmp_path)
    assert answered.code == 0
    lines = answered.out.splitlines()
    assert lines[0] == "Số đơn vị: 19. Số chỉ tiêu: 1. Số ngày: 70."
    assert "  Thị trấn Bình Gia     2.700        39" in lines
    assert "  Tổng cộng            17.410       249" in lines
    assert "Chỉ tiêu!C21" in answered.err
    assert "17.410 nhưng cộng các dòng được 17.411, lệch 1" in answered.err
    assert "cộng các dòng được 250 mỗi ngày, còn tổng chỉ tiêu chia cho số ngày là 249" in answered.err
    assert "8 chỉ tiêu mỗi ngày không đạt đủ chỉ tiêu sau 70 ngày, thiếu tất cả 161" in answered.err
    folder = "outputs/binh-gia-2023-quota"
    assert files_in(tmp_path) == {f"{folder}/chi-tieu.{suffix}" for suffix in ("xlsx", "docx", "pdf")}


def test_rounding_up_leaves_nothing_short(tmp_path: Path) -> None:
    answered = ask("quota", BINH_PHUOC, "--rounding", "up", folder=tmp_path)
    assert "Lưu ý: do làm tròn" not in answered.err


def test_a_target_that_comes_to_nothing_a_day_is_told(tmp_path: Path) -> None:
    answered = ask("quota", hamlets(tmp_path), "--days", 90, folder=tmp_path)
    assert "1 chỉ tiêu mỗi ngày không đạt" in answered.err
    assert "bằng 0 dù có giao chỉ tiêu, ví dụ Thôn Pác Khuông" in answered.err
    assert "  Thôn Nà Lùng           45         1" in answered.out.splitlines()


def test_start_and_end_make_the_days(tmp_path: Path) -> None:
    found = answer(hamlets(tmp_path), "--start", "1/3/2024", "--end", "2024-03-06", folder=tmp_path)
    assert [row["daily"] for row in found["rows"]] == [9, 4]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "--days N, hoặc --start NGÀY --end NGÀY, hoặc điền Ngày bắt đầu và Ngày kết thúc ở trang Thông tin"),
        (("--start", "1/3/2024"), "--days N"),
        (("--start", "6/3/2024", "--end", "6/3/2024"), "Thêm --inclusive thì được 1 ngày"),
        (("--start", "6/3/2024", "--end", "1/3/2024"), "1/3/2024 đứng trước 6/3/2024"),
        (("--start", "6/3/2024", "--end", "1/3/2024", "--inclusive"), "1/3/2024 đứng trước 6/3/2024"),
        (("--start", "1/1/2001", "--end", "1/1/2024"), "dài hơn 3650 ngày"),
        (("--days", 7, "--start", "1/3/2024", "--end", "6/3/2024"), "là 5 ngày (ngày kết thúc trừ ngày bắt đầu)"),
        (("--days", 0), "--days"),
        (("--days", 5, "--rounding", "down"), "--rounding"),
        (("--days", 5, "--total", "mean"), "--total"),
        (("--days", 5, "--indicator", "Thẻ"), "--distribute"),
        (("--days", 5, "--distribute", -1), "--distribute"),
        (("--days", 5, "--distribute", 3, "--indicator", "T" * 201), "--indicator"),
    ],
)
def test_wrong_usage(options: tuple[object, ...], told: str, tmp_path: Path) -> None:
    answered = ask("quota", hamlets(tmp_path), *options, folder=tmp_path)
    assert answered.code == 2
    assert told in " ".join(answered.err.split())
    assert files_in(tmp_path) == {"thon.xlsx"}


def test_days_that_contradict_the_workbook_win_with_a_word(tmp_path: Path) -> None:
    table = hamlets(tmp_path, ("Ngày bắt đầu", "1/3/2024"), ("Ngày kết thúc", "6/3/2024"))
    answered = ask("quota", table, "--days", 9, folder=tmp_path)
    assert answered.code == 0
    assert "từ 1/3/2024 đến 6/3/2024 là 5 ngày" in answered.err
    assert "Số ngày: 9." in answered.out


def test_a_total_is_shared_out_by_people(tmp_path: Path) -> None:
    found = answer(hamlets(tmp_path), "--days", 10, "--distribute", 101, folder=tmp_path)
    assert found["rows"] == [
        {"unit": "Thôn Nà Lùng", "indicator": "Thẻ", "target": 61, "daily": 6},
        {"unit": "Thôn Pác Khuông", "indicator": "Thẻ", "target": 40, "daily": 4},
    ]
    assert found["totals"] == [{"indicator": "Thẻ", "target": 101, "daily": 10}]


def test_what_is_shared_out_can_be_named(tmp_path: Path) -> None:
    options = ("--days", 10, "--distribute", 5, "--indicator", "Tài khoản")
    assert {row["indicator"] for row in answer(hamlets(tmp_path), *options, folder=tmp_path)["rows"]} == {"Tài khoản"}


def test_a_bad_table_tells_all_its_problems_and_prints_nothing(tmp_path: Path) -> None:
    write_table(tmp_path / "thon.xlsx", [("Đơn vị", "Thẻ"), ("A", -1), ("A", "năm")])
    answered = ask("quota", "thon.xlsx", "--days", 5, "--json", folder=tmp_path)
    assert answered.code == 1
    assert [problem["where"] for problem in json.loads(answered.out)["problems"]] == ["Chỉ tiêu!A3", "Chỉ tiêu!B2"]
    assert files_in(tmp_path) == {"thon.xlsx"}


def test_a_campaign_workbook_is_no_table(tmp_path: Path) -> None:
    answered = ask("quota", BINH_GIA.parents[1] / "binh-gia-2023" / "campaign.xlsx", "--days", 5, folder=tmp_path)
    assert answered.code == 1
    assert "planner quota TABLE.xlsx --new" in answered.err


def test_a_new_table_can_be_filled_in_and_is_never_replaced(tmp_path: Path) -> None:
    assert ask("quota", "moi.xlsx", "--new", folder=tmp_path).code == 0
    before = (tmp_path / "moi.xlsx").read_bytes()
    again = ask("quota", "moi.xlsx", "--new", folder=tmp_path)
    assert again.code == 2
    assert (tmp_path / "moi.xlsx").read_bytes() == before
    empty = ask("quota", "moi.xlsx", "--days", 5, folder=tmp_path)
    assert empty.code == 1
    assert "chưa có đơn vị nào" in empty.err


def test_prints_go_where_they_are_told(tmp_path: Path) -> None:
    ask("quota", hamlets(tmp_path), "--days", 5, "-o", "bang", folder=tmp_path)
    assert files_in(tmp_path) == {"thon.xlsx", *(f"bang/chi-tieu.{suffix}" for suffix in ("xlsx", "docx", "pdf"))}


def test_many_units_are_told_in_few_lines(tmp_path: Path) -> None:
    lines: list[Line] = [("Đơn vị", "Thẻ"), *((f"Thôn {number}", number) for number in range(1, 41))]
    write_table(tmp_path / "thon.xlsx", lines)
    told = ask("quota", "thon.xlsx", "--days", 1, folder=tmp_path).out
    assert "Thôn 29 " in told
    assert "Thôn 30 " not in told
    assert "… và 11 đơn vị khác; xem bản in" in told
    assert "820" in told
