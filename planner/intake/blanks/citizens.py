"""`planner invite --new`: an empty list of citizens, with its explanation."""

from enum import StrEnum
from pathlib import Path
from typing import Any

from planner.errors import UnwritableFile
from planner.files import write_atomically
from planner.intake.blanks.forms import TEXT, Form
from planner.intake.citizens.layout import CITIZENS, CitizenColumn
from planner.texts import texts_of

_ = texts_of("intake")

_FORMS: dict[StrEnum, Form] = {
    CitizenColumn.NUMBER: Form(8, "0", "whole", 1, 1_000_000),
    CitizenColumn.NAME: Form(30),
    CitizenColumn.BORN: Form(10, "0", "whole", 1890, 2100),
    CitizenColumn.HAMLET: Form(20),
    CitizenColumn.HOUSEHOLD: Form(12),
    CitizenColumn.CONTACT: Form(16),
    CitizenColumn.UNIT: Form(24),
    CitizenColumn.STATE: Form(
        24, TEXT, "list", choices=("Chưa thu nhận", "Đã thu nhận", "Đã kích hoạt"), is_strict=False
    ),
    CitizenColumn.IDENTITY: Form(16),
}
_NOTES: dict[StrEnum, str] = {
    CitizenColumn.NUMBER: "Bắt buộc: số thứ tự riêng của mỗi công dân trong đơn vị; giữ nguyên qua các lần cập nhật",
    CitizenColumn.NAME: "Bắt buộc: họ, chữ đệm và tên",
    CitizenColumn.BORN: "Bắt buộc: năm sinh bốn chữ số, ví dụ 1985; nhập cả ngày sinh thì chương trình chỉ lấy năm",
    CitizenColumn.HAMLET: "Thôn, ấp, bản, khu phố; người cùng thôn được mời gần nhau",
    CitizenColumn.HOUSEHOLD: "Số hoặc mã hộ; người cùng hộ được mời cùng giờ. Không ghi số định danh của chủ hộ",
    CitizenColumn.CONTACT: "Số điện thoại liên hệ; khi in chỉ hiện ba số cuối",
    CitizenColumn.UNIT: "Tên hoặc mã đơn vị; để trống nếu cả tệp là của một đơn vị",
    CitizenColumn.STATE: "Đã thu nhận, Đã kích hoạt: không mời nữa. Nội dung khác là lý do không thực hiện được",
    CitizenColumn.IDENTITY: "Không bắt buộc; chỉ dùng khi in danh sách chính thức của một ca. Định dạng ô là Văn bản",
}
_STEPS = (
    "DANH SÁCH CÔNG DÂN ĐỂ MỜI ĐẾN LÀM THỦ TỤC",
    "1. Mỗi dòng ở trang Công dân là một người. Chỉ nhập những cột có trong mẫu; cột khác không được đọc.",
    "    Trường học có thể dùng danh sách lớp có sẵn: cột Lớp thay cho Thôn, mỗi lớp một trang hoặc nối tiếp nhau.",
    "2. Chạy lệnh planner invite với tệp kế hoạch và tệp này để xếp lịch mời theo ca.",
    "3. Tệp này chứa dữ liệu cá nhân: chỉ lưu ở nơi được phép và xóa khi không còn cần đến.",
)


def write_citizens_form(path: Path) -> Path:
    """Put an empty list at this path. Raises UnwritableFile rather than replace a file."""
    from openpyxl import Workbook  # noqa: PLC0415  (openpyxl costs 200 ms)

    from planner.intake.blanks.guide_sheet import fill_guide  # noqa: PLC0415
    from planner.intake.blanks.saved_workbook import saved_bytes  # noqa: PLC0415
    from planner.intake.blanks.sheet_look import fill_table  # noqa: PLC0415

    if path.exists():
        raise UnwritableFile(
            _("{path}: the file exists already and is not replaced. Choose another folder, or move it away").format(
                path=path
            )
        )
    book = Workbook()
    sheet: Any = book.active
    sheet.title = CITIZENS.title
    fill_table(sheet, CITIZENS, (), _FORMS, _NOTES)
    note = {CITIZENS: "Mỗi dòng là một công dân của đơn vị"}
    fill_guide(book.create_sheet("Hướng dẫn"), _STEPS, (CITIZENS,), note, {CITIZENS: _NOTES})
    return write_atomically(path, saved_bytes(book), is_private=True)
