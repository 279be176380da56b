"""Content → the bytes of a campaign workbook with every sheet and column of the contract."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from openpyxl import Workbook

from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.saved_workbook import saved_bytes
from planner.intake.blanks.sheet_look import NOTE_FONT, PLAIN, fill_guide, fill_items, fill_table, write_cell
from planner.intake.layout.campaign import LAYOUTS
from planner.intake.layout.column import Column, SheetColumn
from planner.intake.layout.settings import SETTINGS, Setting
from planner.intake.layout.units import UnitColumn

_STEPS = (
    "HƯỚNG DẪN LẬP KẾ HOẠCH THU NHẬN HỒ SƠ",
    "1. Điền trang Chiến dịch: tên, ngày bắt đầu, ngày kết thúc. Các mục để trống dùng giá trị mặc định.",
    "2. Điền trang Đơn vị: mỗi đơn vị một dòng, có mã riêng và số hồ sơ cần thu nhận.",
    "3. Điền trang Máy: mỗi máy một dòng; máy đổi nhiệm vụ giữa chiến dịch thì mỗi giai đoạn một dòng.",
    "4. Xem trang Ngày nghỉ: ngày lễ và Chủ nhật đã ghi sẵn nhưng chưa áp dụng; muốn nghỉ thì chọn Có ở cột Áp dụng.",
    "5. Trang Ca, Quãng đường, Giai đoạn, Ghim, Mục tiêu, Năng suất, Giờ riêng, Đơn vị cũ, Phân công thôn: khi cần.",
    "   Trang Tổ, Lượt xuống thôn: khi có tổ đi xuống thôn; planner teams campaign.xlsx xếp tổ đến thôn, theo ngày.",
    "6. Lưu tệp rồi chạy: planner check campaign.xlsx để kiểm tra, planner plan campaign.xlsx để lập kế hoạch.",
    "Ngày tháng nhập theo dạng ngày/tháng/năm, ví dụ 18/4/2023. Không gộp ô, không đổi tên trang và tên cột.",
    "Có thể thêm cột, thêm trang của riêng mình; chương trình không đọc các phần đó, planner check nêu tên chúng.",
    "Tệp campaign-vi-du.xlsx bên cạnh là một ví dụ hư cấu đã điền đủ.",
)


def workbook_bytes(content: WorkbookContent) -> bytes:
    """A campaign workbook with every sheet and column of the contract; the same content gives the same bytes."""
    book = Workbook()
    fill_guide(book.active, (*_STEPS, *content.steps), LAYOUTS)
    kind = UnitColumn.KIND.declared
    proposals: Mapping[SheetColumn, Column] = (
        {UnitColumn.KIND: replace(kind, choices=content.kinds)} if content.kinds else {}
    )
    for layout in LAYOUTS:
        sheet = book.create_sheet(layout.title)
        if layout is SETTINGS:
            fill_items(sheet, layout, Setting, content.settings, width_of_notes=90)
            _add_patterns(sheet, content.place_patterns)
            sheet.freeze_panes = "C2"
        else:
            fill_table(sheet, layout, content.tables.get(layout, ()), proposals)
    return saved_bytes(book)


def _add_patterns(sheet: Any, patterns: Mapping[str, str]) -> None:
    """A row below the settings for each kind of unit with a pattern of its own."""
    for row, (kind, pattern) in enumerate(patterns.items(), start=sheet.max_row + 1):
        write_cell(sheet.cell(row, 1), f"{Setting.PLACE_PATTERN} ({kind})", PLAIN)
        write_cell(sheet.cell(row, 2), pattern or None, Setting.PLACE_PATTERN.declared)
        write_cell(
            sheet.cell(row, 3), f"Địa điểm của đơn vị có Loại là {kind}, ví dụ Nhà văn hóa {kind} {{tên}}", PLAIN
        )
        sheet.cell(row, 3).font = NOTE_FONT
