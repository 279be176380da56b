"""Small workbooks to break: a sound one as rows, changed cell by cell, saved with openpyxl."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.errors import Problem, WorkbookProblems
from planner.intake.campaign.campaign_reader import ReadCampaign, read_campaign

UNIT_HEADERS = (
    "Mã",
    "Đơn vị",
    "Loại",
    "Khu vực",
    "Địa điểm",
    "Dân số trên 14",
    "Chỉ tiêu",
    "Đã thu nhận",
    "Cần thu nhận",
    "Ưu tiên",
    "Vĩ độ",
    "Kinh độ",
    "Từ ngày",
    "Đến ngày",
    "Ca được phép",
    "Số máy cùng lúc",
    "Số đợt tối đa",
)

SOUND: dict[str, list[list[str | int | float | date | None]]] = {
    "Chiến dịch": [
        ["Mục", "Giá trị"],
        ["Tên chiến dịch", "Thử"],
        ["Ngày bắt đầu", date(2023, 4, 11)],
        ["Ngày kết thúc", date(2023, 4, 30)],
        ["Năng lực một ca", 100],
        ["Đi trọn ngày", "Có"],
    ],
    "Ca": [["Ca", "Giờ bắt đầu", "Giờ kết thúc", "Năng lực"], ["Ca 01", "7h00", "15h00"], ["Ca 02", "15h00", "23h00"]],
    "Đơn vị": [
        list(UNIT_HEADERS),
        ["001", "Xã Hòa Bình", "xã", "Bắc", None, 900, 500, 100, None, None, 21.9, 106.2],
        ["002", "Xã Lộc Thành", "xã", "Bắc", None, None, 300, None, None, 2, 21.8, 106.3],
        ["003", "Xã Lộc Thạnh", "xã", "Nam", None, None, None, None, 250, None, 21.7, 106.4],
        ["004", "Thị trấn Nam", "thị trấn", "Nam", "Nhà văn hóa", None, None, None, 90, None, 21.6, 106.1],
    ],
    "Máy": [
        [
            "Máy",
            "Loại",
            "Địa điểm",
            "Khu vực",
            "Đơn vị phục vụ",
            "Từ ngày",
            "Đến ngày",
            "Năng lực ca",
            "Nơi xuất phát",
            "Ghi chú",
        ],
        ["MÁY 1", "Cố định", "Một cửa", None, "001, Xã Lộc Thành", None, date(2023, 4, 20), 80, None, "Ghi chú"],
        ["MÁY 1", "Lưu động", None, "Bắc", None, date(2023, 4, 21), None, None, "001", None],
        ["MÁY 2", "Lưu động", None, None, None, None, None, None, "Thị trấn Nam", None],
    ],
    "Ngày nghỉ": [
        ["Từ ngày", "Đến ngày", "Thứ", "Ca", "Phạm vi", "Lý do", "Áp dụng"],
        [date(2023, 4, 11), date(2023, 4, 30), "CN", None, None, "Chủ nhật", "Có"],
        [date(2023, 4, 18), date(2023, 4, 18), None, "Ca 02", "MÁY 2", None, None],
    ],
    "Quãng đường": [["Từ", "Đến", "Km"], ["001", "002", 12.5], ["002", "001", 14]],
    "Giai đoạn": [["Tên", "Từ ngày", "Đến ngày", "Chỉ tiêu"], ["Đợt 1", None, date(2023, 4, 20), 400]],
    "Ghim": [["Máy", "Đơn vị", "Từ ngày", "Đến ngày", "Ca"], ["MÁY 2", "003", date(2023, 4, 12), None, None]],
    "Mục tiêu": [["Thứ tự", "Mục tiêu", "Dung sai"], [1, "Còn sót", None], [2, "Ngày xong", 5]],
    "Năng suất": [
        ["Đơn vị", "Máy", "Ca", "Hồ sơ một ca"],
        ["Xã Lộc Thành", None, None, 70],
        ["001", "MÁY 1", "Ca 02", 55],
        [None, None, None, 95],
    ],
}


def sound_book() -> Workbook:
    """A workbook without any problem or warning."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in SOUND.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


def sheet_of(book: Workbook, title: str) -> Worksheet:
    """One sheet of the book."""
    sheet = book[title]
    assert isinstance(sheet, Worksheet)
    return sheet


def put(book: Workbook, where: str, value: object) -> None:
    """Write a value into a cell named as sheet!A1; text never becomes a formula."""
    title, _, address = where.partition("!")
    cell = sheet_of(book, title)[address]
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, int | float):
        cell.number_format = "General"


def read(book: Workbook, folder: Path) -> ReadCampaign:
    """What the reader makes of the book."""
    path = folder / "book.xlsx"
    book.save(path)
    return read_campaign(path)


def problems_of(book: Workbook, folder: Path) -> tuple[Problem, ...]:
    """Every problem that the reader refuses the book for."""
    with pytest.raises(WorkbookProblems) as caught:
        read(book, folder)
    assert str(caught.value)
    return caught.value.problems
