"""Content → the bytes of a campaign workbook with every sheet and column of the contract."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from openpyxl import Workbook

from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.saved_workbook import saved_bytes
from planner.intake.blanks.sheet_look import NOTE_FONT, PLAIN, fill_guide, fill_items, fill_table, write_cell
from planner.intake.layout.campaign import LAYOUTS
from planner.intake.layout.column import Column, SheetColumn, TableRow
from planner.intake.layout.regulations import REGULATIONS, Regulation, RegulationColumn
from planner.intake.layout.settings import SETTINGS, Setting
from planner.intake.layout.staffing import STAFFING_LAYOUTS, WORKBOOK_LAYOUTS
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
_STAFFING_STEPS = (
    "BẢNG PHÂN CA CÁN BỘ (khi cần; để trống trang Cán bộ thì chỉ lập kế hoạch máy)",
    "1. Trang Cán bộ: mỗi người một dòng, có Số hiệu riêng; các trang sau gọi người bằng Số hiệu.",
    "2. Trang Vị trí: mỗi máy trong một ca cần vai trò nào, mấy người. Trang Quy định ca: giới hạn giờ làm theo luật.",
    "3. Trang Nghỉ phép, Nguyện vọng, Ghim ca: ngày vắng, điều mong muốn, ca đã chốt. Trang Đã làm: ca trước đợt.",
    "Không ghi số căn cước, số điện thoại, địa chỉ nhà: tệp này chỉ cần tên, số hiệu và đơn vị.",
)


def workbook_bytes(content: WorkbookContent) -> bytes:
    """A campaign workbook with every sheet and column of the contract; the same content gives the same bytes.

    The sheets on the crews are left out where the content tells nothing of any of them.
    """
    book = Workbook()
    has_crews = any(layout in content.tables for layout in STAFFING_LAYOUTS)
    layouts = WORKBOOK_LAYOUTS if has_crews else LAYOUTS
    fill_guide(book.active, (*_STEPS, *content.steps, *(_STAFFING_STEPS if has_crews else ())), layouts)
    kind = UnitColumn.KIND.declared
    proposals: Mapping[SheetColumn, Column] = (
        {UnitColumn.KIND: replace(kind, choices=content.kinds)} if content.kinds else {}
    )
    for layout in layouts:
        sheet = book.create_sheet(layout.title)
        if layout is SETTINGS:
            fill_items(sheet, layout, Setting, content.settings, width_of_notes=90)
            _add_patterns(sheet, content.place_patterns)
            sheet.freeze_panes = "C2"
        elif layout is REGULATIONS:
            _fill_regulations(sheet, content.tables.get(layout, ()))
        else:
            fill_table(sheet, layout, content.tables.get(layout, ()), proposals)
    return saved_bytes(book)


def _fill_regulations(sheet: Any, rows: Sequence[TableRow]) -> None:
    """Every limit of working hours; one that the rows do not tell of has neither a value nor a basis."""
    values = {row[RegulationColumn.ITEM]: row.get(RegulationColumn.VALUE) for row in rows}
    bases = {row[RegulationColumn.ITEM]: row.get(RegulationColumn.BASIS) for row in rows}
    fill_items(sheet, REGULATIONS, Regulation, values, width_of_notes=80, bases=bases)
    sheet.freeze_panes = "C2"


def _add_patterns(sheet: Any, patterns: Mapping[str, str]) -> None:
    """A row below the settings for each kind of unit with a pattern of its own."""
    for row, (kind, pattern) in enumerate(patterns.items(), start=sheet.max_row + 1):
        write_cell(sheet.cell(row, 1), f"{Setting.PLACE_PATTERN} ({kind})", PLAIN)
        write_cell(sheet.cell(row, 2), pattern or None, Setting.PLACE_PATTERN.declared)
        write_cell(
            sheet.cell(row, 3), f"Địa điểm của đơn vị có Loại là {kind}, ví dụ Nhà văn hóa {kind} {{tên}}", PLAIN
        )
        sheet.cell(row, 3).font = NOTE_FONT
