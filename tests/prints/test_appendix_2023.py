"""The 2023 appendix, read as a plan and printed, gives back the original's 38 lines."""

import shutil
from itertools import groupby
from pathlib import Path

import pytest

from planner.prints.forms.appendix.paper import appendix_paper, print_appendix
from planner.prints.forms.appendix.schedule import schedule_of
from tests.conftest import system_part
from tests.prints.campaigns import PrintedLine, binh_gia_2023, lines_2023
from tests.prints.reading import columns_of_pdf, lines_of, rows_of_docx, rows_of_xlsx


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("appendix")
    print_appendix(*binh_gia_2023(), place)
    return place


def test_the_original_has_38_lines() -> None:
    assert len(lines_2023()) == 38


def test_the_schedule_holds_all_lines() -> None:
    printed = [
        PrintedLine(section.machine, str(group.number), group.place, unit.unit, line.time, line.shift, line.quota)
        for section in schedule_of(*binh_gia_2023()).sections
        for group in section.groups
        for unit in group.units
        for line in unit.lines
    ]
    assert printed == lines_2023()


def test_xlsx_gives_back_all_lines(folder: Path) -> None:
    assert lines_of(rows_of_xlsx(folder / "phu-luc.xlsx")) == lines_2023()


def test_docx_gives_back_all_lines(folder: Path) -> None:
    assert lines_of(rows_of_docx(folder / "phu-luc.docx")) == lines_2023()


def test_pdf_gives_back_all_lines(folder: Path) -> None:
    system_part("pdftotext", present=shutil.which("pdftotext") is not None)
    lines = lines_2023()
    groups = [list(same) for _place, same in groupby(lines, key=lambda line: (line.machine, line.tt))]
    units = [next(same) for _unit, same in groupby(lines, key=lambda line: (line.machine, line.unit))]
    expected = [
        "".join(group[0].tt for group in groups),
        "".join(group[0].place for group in groups),
        "".join(line.unit for line in units),
        "".join(line.time for line in lines),
        "".join(line.shift for line in lines),
        "".join(line.quota for line in lines),
    ]
    band = appendix_paper(*binh_gia_2023()).tables[0].bands[0]
    wide = {"MÁY 1", "MÁY 2", *band.notes}
    assert columns_of_pdf(folder / "phu-luc.pdf", wide) == [text.replace(" ", "") for text in expected]


def test_labels_are_swapped_in_may_only() -> None:
    sections = schedule_of(*binh_gia_2023()).sections
    labels = {
        (line.time.split("/")[0].removeprefix("- Tháng "), "Từ 7h00" in line.time): line.shift
        for section in sections
        for group in section.groups
        for unit in group.units
        for line in unit.lines
    }
    assert labels == {
        ("4", True): "Ca 01",
        ("4", False): "Ca 02",
        ("5", True): "Ca 02",
        ("5", False): "Ca 01",
        ("6", True): "Ca 01",
        ("6", False): "Ca 02",
    }


def test_the_fixed_machine_has_one_number_and_its_note_closes_its_section() -> None:
    first = appendix_paper(*binh_gia_2023()).tables[0].bands[0]
    assert [cell.rows for block in first.blocks for row in block.rows for cell in row.cells if cell.column == 0] == [6]
    assert first.notes == ("Từ ngày 01/5/2023, căn cứ kết quả thu nhận hồ sơ, máy được điều động đến các xã.",)


def test_heading(folder: Path) -> None:
    rows = rows_of_xlsx(folder / "phu-luc.xlsx")
    assert [rows[place][0] for place in range(4)] == [
        "PHỤ LỤC",
        "LỊCH BỐ TRÍ MÁY",
        "THU NHẬN HỒ SƠ CCCD,\nĐỊNH DANH ĐIỆN TỬ HUYỆN BÌNH GIA",
        "(Kèm theo Kế hoạch số 136/KH-TCT-UBND ngày 13/4/2023\ncủa Tổ công tác Đề án 06 huyện)",
    ]
