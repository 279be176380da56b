"""`planner invite --new`: an empty list of citizens, with its explanation."""

from pathlib import Path
from typing import Any

from planner.files import write_atomically
from planner.intake.blanks.content import refuse_to_replace
from planner.intake.layout.citizens import CITIZENS

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

    from planner.intake.blanks.saved_workbook import saved_bytes  # noqa: PLC0415
    from planner.intake.blanks.sheet_look import fill_guide, fill_table  # noqa: PLC0415

    refuse_to_replace(path)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = CITIZENS.title
    fill_table(sheet, CITIZENS, ())
    fill_guide(book.create_sheet(), _STEPS, (CITIZENS,))
    return write_atomically(path, saved_bytes(book), is_private=True)
