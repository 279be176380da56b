"""Small workbooks with crews: the sound campaign of `books`, six officers, and rows to be changed."""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from planner.domain.campaign import Campaign
from planner.errors import Problem, WorkbookProblems
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.staffing.staffing_reader import ReadStaffing, read_staffing
from planner.roster.staffing import Staffing
from tests.intake.books import read, sound_book

Rows = Sequence[Sequence[Any]]
"""Of one sheet, without its heads."""

HEADS = {
    "Cán bộ": "Số hiệu | Họ và tên | Cấp bậc, chức vụ | Đơn vị công tác | Vai trò | Kíp | Khu vực | Máy | Nơi ở"
    " | Từ ngày | Đến ngày | Số ca tối đa một tuần | Không làm sau | Ghi chú",
    "Vị trí": "Máy | Ca | Vai trò | Số người | Bắt buộc | Khi",
    "Nghỉ phép": "Số hiệu | Từ ngày | Đến ngày | Ca | Loại | Báo ngày | Ghi chú",
    "Nguyện vọng": "Số hiệu | Ngày | Ca | Muốn | Mức",
    "Ghim ca": "Số hiệu | Ngày | Ca | Máy | Vai trò",
    "Đã làm": "Số hiệu | Ngày | Ca",
    "Quy định ca": "Mục | Giá trị | Căn cứ",
}
SOUND_CREWS: Mapping[str, Rows] = {
    "Cán bộ": [
        ["CB01", "Hoàng Văn A", "Đại úy", "001", "thu nhận, kiểm tra", "Kíp 1", None, None, "Xã Hòa Bình"],
        ["CB02", "Nông Thị B", "Thượng úy", "Đội QLHC", "Thu nhận", "Kíp 1", "Bắc, Nam"],
        ["CB03", "Lý Văn C", None, None, "thu nhận, lái xe", None, None, "MÁY 2"],
        ["CB04", "Vi Thị D", None, None, "thu nhận", None, None, None, None, date(2023, 4, 13), date(2023, 4, 29)],
        ["CB05", "Lương Thị E", None, None, "thu nhận", None, None, None, None, None, None, 4, "15h00", "điều 137"],
        [6, "Đàm Văn G", None, None, "kiểm tra"],
    ],
    "Vị trí": [
        [None, None, "thu nhận", 1, "Có"],
        [None, "Ca 01", "kiểm tra"],
        ["MÁY 2", None, "lái xe", None, None, "Ngày chuyển chỗ"],
    ],
    "Nghỉ phép": [
        ["CB04", date(2023, 4, 17), date(2023, 4, 19), None, "P", date(2023, 4, 1), "về quê"],
        ["CB03", date(2023, 4, 20), None, "Ca 02", "Ô"],
    ],
    "Nguyện vọng": [["CB01", date(2023, 4, 15), None, "Nghỉ", 3], ["CB02", date(2023, 4, 18), "Ca 01", "Làm"]],
    "Ghim ca": [
        ["CB01", date(2023, 4, 12), "Ca 01", "MÁY 1", "thu nhận"],
        ["CB02", date(2023, 4, 14), "Ca 02", "Không"],
        ["CB04", date(2023, 4, 21), None, "Không"],
    ],
    "Đã làm": [["CB01", date(2023, 4, 9), "Ca 01"], ["CB02", date(2023, 4, 10), "Ca 02"]],
    "Quy định ca": [["Giờ một tuần", 40, "Điều 105"], ["Ca tối liền tối đa", 3, "Quy ước của đội"]],
}


def crews() -> Workbook:
    """The sound book with the sound crews."""
    return with_rows({})


def sound_crews() -> Workbook:
    """The sheets on the crews alone, and the days off, of which the public holidays are read."""
    book = crews()
    for sheet in book.worksheets:
        if sheet.title not in (*HEADS, "Ngày nghỉ"):
            book.remove(sheet)
    return book


@cache
def sound_campaign() -> Campaign:
    """The campaign of the sound book."""
    with tempfile.TemporaryDirectory() as folder:
        return read(sound_book(), Path(folder)).campaign


def with_rows(changed: Mapping[str, Rows], *, campaign: Workbook | None = None) -> Workbook:
    """The sound crews with some sheets' rows replaced; a sheet of no rows keeps its heads."""
    book = campaign or sound_book()
    for title, heads in HEADS.items():
        sheet = book.create_sheet(title)
        sheet.append(heads.split(" | "))
        for row in changed.get(title, SOUND_CREWS[title]):
            sheet.append(list(row))
    return book


def read_crews(book: Workbook, folder: Path) -> ReadStaffing:
    """What the reader makes of the book's crews."""
    path = folder / "book.xlsx"
    book.save(path)
    return read_staffing(path, read_campaign(path).campaign)


def staffing_of(book: Workbook, folder: Path) -> Staffing:
    """The staffing of a book that has one."""
    staffing = read_crews(book, folder).staffing
    assert staffing is not None
    return staffing


def refused(book: Workbook, folder: Path) -> tuple[Problem, ...]:
    """Every problem that the reader refuses the crews for."""
    with pytest.raises(WorkbookProblems) as caught:
        read_crews(book, folder)
    return caught.value.problems
