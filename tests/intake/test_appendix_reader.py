"""Appendices as people edit them: every form is read, and what cannot be read is named by its cell."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.domain.campaign import RateOverride
from planner.domain.office import Letterhead
from tests.intake.appendices import (
    CAMPAIGN,
    EVENING,
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
BOTH = ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 14/4 Ca 02"]


def wheres(path: Path) -> list[str]:
    return [problem.where for problem in read(path).unreadable]


def test_merged_cells_belong_to_all_their_rows(tmp_path: Path) -> None:
    rows = typed(
        (1, "CAX Hòa Bình", "Xã Hòa Bình", "- Tháng 4/2023 (Từ 7h00 đến 15h00): 14", "Ca 01", "160 hồ sơ/ Ca/ngày"),
        (None, None, None, "- Tháng 4/2023 (Từ 15h00 đến 23h00): 14", "Ca 02", "160 hồ sơ/ Ca/ngày"),
    )
    found = read(workbook(tmp_path, rows, ["A2:F2", "A3:A4", "B3:B4", "C3:C4"]))
    assert told(found) == BOTH
    assert (found.unreadable, found.notes) == ((), ())


def test_a_unit_is_not_repeated_in_every_line(tmp_path: Path) -> None:
    rows = typed(line("Xã Hòa Bình", "14/4 (7h-15h)"), line(None, "14/4 (15h-23h)"))
    assert told(read(workbook(tmp_path, rows))) == BOTH


def test_a_cell_holds_both_lines(tmp_path: Path) -> None:
    time = "- Tháng 4/2023 (Từ 7h00 đến 15h00): 14\n- Tháng 4/2023 (Từ 15h00 đến 23h00): 14"
    found = read(workbook(tmp_path, typed(line("Xã Hòa Bình", time, "Ca 01\nCa 02"))))
    assert told(found) == BOTH
    assert found.notes == ()


def test_a_document_reads_as_a_workbook_does(tmp_path: Path) -> None:
    rows = [
        HEADS,
        ("MÁY 1",),
        ("1", "CAX Hòa Bình", "Xã Hòa Bình", "- Tháng 4/2023 (Từ 7h00 đến 23h00): 14", "", "160 hồ sơ/ Ca/ngày"),
        ("Ghi chú: từ ngày 01/5/2023 máy đi lưu động tại các xã",),
    ]
    found = read(document(tmp_path, rows, before=["PHỤ LỤC", "(Kèm theo Kế hoạch số 12/KH, ngày 13/4/2023)"]))
    assert told(found) == BOTH
    assert (found.unreadable, found.notes) == ((), ())


def test_columns_stand_in_any_order(tmp_path: Path) -> None:
    rows: Rows = [("Thời gian thực hiện", "STT", "Tên máy", "Xã, thị trấn"), ("14/4", 1, "Máy 01", "Hòa Bình")]
    found = read(workbook(tmp_path, rows))
    assert told(found) == BOTH


def test_days_from_and_to_in_columns_of_their_own(tmp_path: Path) -> None:
    rows: Rows = [
        ("Máy", "Đơn vị", "Từ ngày", "Đến ngày", "Khung giờ"),
        ("MÁY 1", "Xã Hòa Bình", date(2023, 4, 14), date(2023, 4, 15), "7h-15h"),
        ("MÁY 2", "002", "18/4", None, "15h-23h"),
        ("MÁY 2", "003", "20/4", "19/4", "15h-23h"),
        ("MÁY 2", "003", None, "19/4", "15h-23h"),
    ]
    found = read(workbook(tmp_path, rows))
    assert told(found) == ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 15/4 Ca 01", "MÁY 2 002 18/4 Ca 02"]
    assert [problem.where for problem in found.unreadable] == ["Phụ lục!D4", "Phụ lục!D5"]


def test_months_as_rows_over_the_schedule(tmp_path: Path) -> None:
    rows = typed(("Tháng 4/2023",), line("Xã Hòa Bình", 14, "Ca 01"), ("THÁNG 5",), line("Xã Hòa Bình", "1-2", "Ca 01"))
    found = read(workbook(tmp_path, rows, ["A2:F2", "A3:F3", "A5:F5"]))
    assert told(found) == ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 1/5 Ca 01", "MÁY 1 001 2/5 Ca 01"]


def test_months_as_heads_of_columns(tmp_path: Path) -> None:
    rows = [("Đơn vị", "Tháng 4/2023", "Tháng 5", "Ca"), ("MÁY 1",), ("Xã Hòa Bình", "14", "1", "Ca 01")]
    assert told(read(workbook(tmp_path, rows))) == ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 1/5 Ca 01"]


def test_a_month_in_a_column_of_its_own(tmp_path: Path) -> None:
    rows = [("Đơn vị", "Tháng", "Ngày", "Ca"), ("MÁY 1",), ("Xã Hòa Bình", 4, "14, 15", "Ca 01")]
    assert told(read(workbook(tmp_path, rows))) == ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 15/4 Ca 01"]


def test_one_row_a_day_with_dates_of_excel(tmp_path: Path) -> None:
    rows = typed(line("Xã Hòa Bình", datetime(2023, 4, 14), "Ca 01"))  # noqa: DTZ001
    assert told(read(workbook(tmp_path, rows))) == BOTH[:1]


def test_heads_and_machines_are_repeated_on_the_next_page(tmp_path: Path) -> None:
    rows = [
        *typed(line("Xã Hòa Bình", "14/4", "Ca 01")),
        HEADS,
        ("MÁY 1 (tiếp theo)",),
        line("Xã Lộc Thành", "15/4", "Ca 02"),
    ]
    assert told(read(workbook(tmp_path, rows))) == ["MÁY 1 001 14/4 Ca 01", "MÁY 1 002 15/4 Ca 02"]


def test_a_table_of_its_own_for_each_machine(tmp_path: Path) -> None:
    first = [HEADS, ("MÁY 1",), ("1", "", "Xã Hòa Bình", "14/4", "Ca 01", "")]
    second = [HEADS, ("MÁY 2",), ("1", "", "Xã Lộc Thành", "15/4", "Ca 02", "")]
    letterhead = [
        ("UBND HUYỆN\nTỔ 06", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số: 12/KH", "ngày 13 tháng 4 năm 2023"),
    ]
    signature = [("Nơi nhận:\n- Như trên;\n- Lưu: VT", "TỔ TRƯỞNG\n\nNguyễn Văn Mẫu")]
    found = read(document(tmp_path, letterhead, first, second, signature))
    assert told(found) == ["MÁY 1 001 14/4 Ca 01", "MÁY 2 002 15/4 Ca 02"]
    assert found.unreadable == ()


def test_a_machine_named_before_its_table(tmp_path: Path) -> None:
    rows = [HEADS, ("1", "", "Xã Hòa Bình", "14/4", "Ca 01", "")]
    found = read(document(tmp_path, rows, before=["I. Mục đích", "2. Máy 2: Bộ phận Một cửa"]))
    assert told(found) == ["MÁY 2 001 14/4 Ca 01"]


def test_a_sheet_of_its_own_for_a_machine(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADS, line("Xã Hòa Bình", "14/4", "Ca 01")], title="MÁY 2")
    assert told(read(path)) == ["MÁY 2 001 14/4 Ca 01"]


def test_a_table_that_goes_on_without_a_head(tmp_path: Path) -> None:
    first = [HEADS, ("MÁY 2",), ("1", "", "Xã Hòa Bình", "14/4", "Ca 01", "")]
    rest = [("2", "", "Xã Lộc Thành", "- Tháng 4/2023 (Từ 7h00 đến 15h00): 15", "Ca 01", "160 hồ sơ")]
    assert told(read(document(tmp_path, first, rest))) == ["MÁY 2 001 14/4 Ca 01", "MÁY 2 002 15/4 Ca 01"]


def test_letterhead_signatures_and_numbers_of_columns_are_passed_over(tmp_path: Path) -> None:
    rows = [
        ("UBND HUYỆN BÌNH GIA", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số: 136/KH-UBND", None, None, "Bình Gia, ngày 13 tháng 4 năm 2023"),
        HEADS,
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        ("MÁY 1",),
        line("Xã Hòa Bình", "14/4", "Ca 01"),
        ("Ghi chú: MÁY 1 từ ngày 01/5/2023 đi lưu động, mỗi xã 4 ngày",),
        (None, None, "Tổng cộng", None, None, "160 hồ sơ"),
        (),
        ("Nơi nhận:", None, None, "TỔ CÔNG TÁC ĐỀ ÁN 06", None, None),
        ("- Như trên", None, None, "Nguyễn Văn Mẫu", None, None),
    ]
    found = read(workbook(tmp_path, rows, ["A10:C10", "D10:F10"]))
    assert told(found) == ["MÁY 1 001 14/4 Ca 01"]
    assert (found.unreadable, found.notes) == ((), ())


def test_hours_are_trusted_over_labels_and_it_is_said_once_a_month(tmp_path: Path) -> None:
    rows = typed(
        line("Xã Hòa Bình", "- Tháng 5/2023 (Từ 7h00 đến 15h00): 1", "Ca 02"),
        line(None, "- Tháng 5/2023 (Từ 15h00 đến 23h00): 1", "Ca 01"),
        line("Xã Lộc Thành", "- Tháng 6/2023 (Từ 7h00 đến 15h00): 3", "Ca 01"),
    )
    found = read(workbook(tmp_path, rows))
    assert told(found) == ["MÁY 1 001 1/5 Ca 01", "MÁY 1 001 1/5 Ca 02", "MÁY 1 002 3/6 Ca 01"]
    assert found.unreadable == ()
    (note,) = found.notes
    assert note.what == "month 5/2023: shift labels are swapped in 2 lines; the hours count"
    assert note.where == "Phụ lục!D3"


def test_without_hours_the_label_decides_and_without_both_the_day(tmp_path: Path) -> None:
    rows = typed(
        line("Xã Hòa Bình", "14/4", "ca 2"), line("Xã Lộc Thành", "15/4"), line("Xã Thiện Hòa", "16/4", "Cả ngày")
    )
    found = read(workbook(tmp_path, rows))
    assert told(found) == [
        "MÁY 1 001 14/4 Ca 02",
        "MÁY 1 002 15/4 Ca 01",
        "MÁY 1 002 15/4 Ca 02",
        "MÁY 1 006 16/4 Ca 01",
        "MÁY 1 006 16/4 Ca 02",
    ]
    (note,) = found.notes
    assert "neither hours nor shift" in note.what
    assert note.where == "Phụ lục!D4"


def test_a_label_without_hours_is_a_crews_where_crews_swap(tmp_path: Path) -> None:
    swapping = CAMPAIGN.model_copy(update={"letterhead": Letterhead(swap_shifts_monthly=True)})
    rows = typed(line("Xã Hòa Bình", "30/4, 1/5", "Ca 01"))
    assert told(read(workbook(tmp_path, rows), swapping)) == ["MÁY 1 001 30/4 Ca 01", "MÁY 1 001 1/5 Ca 02"]


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = typed(
        line("Xã Hòa Bình", "14/4, cuối tuần", "Ca 01"),
        line("Xã Hòa Bình", "15/4 (6h-15h)", "Ca 01"),
        line("Xã Hòa Bình", "16/4", "Ca đêm"),
        line("Xã Không Có", "17/4", "Ca 01"),
        line("Xã Hòa Bình", "19/6-22/6", "Ca 01"),
        line("Xã Hòa Bình", "14, 15", "Ca 01"),
        line("Xã Hòa Bình", "7h-15h", "Ca 01"),
        line("Xã Thiện Hòa", "20/4", "Ca 01"),
    )
    found = read(workbook(tmp_path, rows))
    assert [problem.where for problem in found.unreadable] == [
        f"Phụ lục!{cell}" for cell in ("D3", "D4", "D5", "C6", "D7", "D8", "D9")
    ]
    assert found.unreadable[4].what == "outside the campaign: 21/6/2023, 22/6/2023"
    assert all(problem.what and problem.advice for problem in found.unreadable)
    assert told(found) == ["MÁY 1 006 20/4 Ca 01", "MÁY 1 001 19/6 Ca 01", "MÁY 1 001 20/6 Ca 01"]


def test_a_machine_that_there_is_not(tmp_path: Path) -> None:
    rows = [HEADS, ("MÁY 3",), line("Xã Hòa Bình", "14/4"), ("MÁY 2",), line("Xã Hòa Bình", "15/4", "Ca 01")]
    found = read(workbook(tmp_path, rows))
    assert [problem.where for problem in found.unreadable] == ["Phụ lục!A2"]
    assert "not read" in found.unreadable[0].what
    assert told(found) == ["MÁY 2 001 15/4 Ca 01"]
    assert wheres(workbook(tmp_path, [("Máy", "Đơn vị", "Ngày"), (7, "Xã Hòa Bình", "14/4")])) == ["Phụ lục!A2"]


def test_no_machine_or_no_unit_is_told(tmp_path: Path) -> None:
    assert wheres(workbook(tmp_path, [HEADS, line("Xã Hòa Bình", "14/4")])) == ["Phụ lục!C2"]
    assert wheres(workbook(tmp_path, typed(line(None, "14/4")))) == ["Phụ lục!D3"]
    alone = campaign(machines=[machine(1, ["001"])])
    assert told(read(workbook(tmp_path, [HEADS, line("Xã Hòa Bình", "14/4")]), alone)) == BOTH


def test_lines_outside_of_the_table_are_named(tmp_path: Path) -> None:
    rows = [HEADS, ("MÁY 1",), ("1", "", "Xã Hòa Bình", "14/4", "Ca 01", "")]
    path = document(tmp_path, rows, before=["Xã Lộc Thành: Tháng 4/2023 (Từ 7h00 đến 15h00): 18,19"])
    assert wheres(path) == ["paragraph 1"]


def test_a_file_without_any_schedule_says_so(tmp_path: Path) -> None:
    (problem,) = read(workbook(tmp_path, [("Kính gửi: các xã",)])).unreadable
    assert "no table" in problem.what


def test_slots_that_stand_twice_count_once(tmp_path: Path) -> None:
    found = read(workbook(tmp_path, typed(line("Xã Hòa Bình", "14/4"), line("001", "14/4 (7h-15h)"))))
    assert told(found) == BOTH
    assert [note.where for note in found.notes if "repeat" in note.what] == ["Phụ lục!D4"]


def test_place_and_quota_that_the_workbook_has_otherwise(tmp_path: Path) -> None:
    rows = typed((1, "Trường THCS", "Xã Hòa Bình", "14/4 (7h-15h)", "Ca 01", "150 hồ sơ/ Ca/ngày"))
    found = read(workbook(tmp_path, rows))
    assert [note.where for note in found.notes] == ["Phụ lục!B3", "Phụ lục!F3"]
    assert "160" in found.notes[1].what


def test_a_quota_of_the_sheet_of_rates_is_no_other_figure(tmp_path: Path) -> None:
    """120 a slot by *Năng suất*, 90 in the evening: a line of both shifts may tell either."""
    sheet = (RateOverride(dossiers=120), RateOverride(shift=EVENING, dossiers=90))
    rated = campaign().model_copy(update={"rate_overrides": sheet})
    for shift, quota, is_noted in (
        ("Ca 01", 120, False),
        ("Ca 02", 120, True),
        ("Ca 02", 90, False),
        (None, 90, False),
        (None, 160, True),
    ):
        rows = typed((1, "CAX Hòa Bình", "Xã Hòa Bình", "14/4", shift, f"{quota} hồ sơ/ Ca/ngày"))
        notes = read(workbook(tmp_path, rows), rated).notes
        assert [note.where for note in notes if "dossiers a shift" in note.what] == ["Phụ lục!F3"] * is_noted


def test_a_line_emptied_of_its_days_is_named(tmp_path: Path) -> None:
    found = read(workbook(tmp_path, typed(line("Xã Hòa Bình", None, "Ca 01"), line("Xã Lộc Thành", "14/4", "Ca 01"))))
    assert told(found) == ["MÁY 1 002 14/4 Ca 01"]
    assert [problem.where for problem in found.unreadable] == ["Phụ lục!C3"]


@pytest.mark.parametrize("name", ["Xã Tân Hưng (Bắc)", "Xã Tân Hưng (11)", "11"])
def test_units_of_one_name_are_told_apart_by_what_stands_behind(tmp_path: Path, name: str) -> None:
    twins = campaign(unit("11", "Xã Tân Hưng", "Bắc"), unit("12", "Xã Tân Hưng", "Nam"))
    found = read(workbook(tmp_path, typed(line(name, "14/4", "Ca 01"))), twins)
    assert told(found) == ["MÁY 1 11 14/4 Ca 01"]


def test_units_of_one_name_are_told_apart_by_what_the_machine_serves(tmp_path: Path) -> None:
    units = (unit("11", "Xã Tân Hưng", "Bắc"), unit("12", "Xã Tân Hưng", "Nam"))
    apart = campaign(*units, machines=[machine(1, ["12"]), machine(2, ["11", "12"])])
    path = workbook(tmp_path, typed(line("Xã Tân Hưng", "14/4", "Ca 01")))
    assert told(read(path, apart)) == ["MÁY 1 12 14/4 Ca 01"]
    (problem,) = read(path, campaign(*units)).unreadable
    assert "several" in problem.what


def test_heads_that_say_more(tmp_path: Path) -> None:
    rows = [
        ("TT", "Đơn vị thu nhận hồ sơ", "Thời gian thu nhận CCCD, ĐDĐT", "Ca\nthực hiện"),
        ("MÁY 1",),
        (1, "Xã Hòa Bình", "14/4", "Ca 01"),
    ]
    assert told(read(workbook(tmp_path, rows))) == ["MÁY 1 001 14/4 Ca 01"]


def test_hidden_sheets_do_not_count(tmp_path: Path) -> None:
    path = workbook(tmp_path, typed(line("Xã Hòa Bình", "14/4", "Ca 01")))
    book = load_workbook(path)
    old = book.copy_worksheet(book.worksheets[0])
    old["D3"].value, old.sheet_state = "18/4", "hidden"
    book.save(path)
    assert told(read(path)) == ["MÁY 1 001 14/4 Ca 01"]
    old.sheet_state = "visible"
    book.save(path)
    both = read(path)
    assert len(both.slots) == 2
    assert "2 sheets" in both.notes[0].what


def test_nobody_known_with_days_in_any_form_is_named(tmp_path: Path) -> None:
    rows = typed(line("Xã Không Có", "Thứ sáu 14/4"), line("Nơi nhận", "Bình Gia, ngày 13 tháng 4 năm 2023"))
    assert wheres(workbook(tmp_path, rows)) == ["Phụ lục!C3"]


def test_a_schedule_in_the_wrong_column_is_named(tmp_path: Path) -> None:
    rows = typed((None, None, "Xã Hòa Bình", None, "Tháng 4/2023 (Từ 7h00 đến 15h00): 14,15", None))
    assert wheres(workbook(tmp_path, rows)) == ["Phụ lục!E3"]


def test_a_second_line_of_a_unit_need_not_repeat_the_month(tmp_path: Path) -> None:
    rows = typed(
        line("Xã Hòa Bình", "- Tháng 4/2023 (Từ 7h00 đến 15h00): 14"),
        line(None, "- (Từ 15h00 đến 23h00): 14"),
        line("Xã Thiện Hòa", "18 (7h-15h)"),
        line("Xã Lộc Thành", "30/4-1/5 (7h-15h)"),
        line(None, "2 (15h-23h)"),
    )
    found = read(workbook(tmp_path, rows))
    assert told(found)[:2] == BOTH
    assert [problem.where for problem in found.unreadable] == ["Phụ lục!D5", "Phụ lục!D7"]
