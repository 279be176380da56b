"""Content → the bytes of a campaign workbook with every sheet and column of the contract."""

from openpyxl import Workbook

from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.saved_workbook import saved_bytes
from planner.intake.blanks.sheet_look import fill_guide, fill_items, fill_table
from planner.intake.layout.campaign import LAYOUTS
from planner.intake.layout.settings import SETTINGS, Setting

_STEPS = (
    "HƯỚNG DẪN LẬP KẾ HOẠCH THU NHẬN HỒ SƠ",
    "1. Điền trang Chiến dịch: tên, ngày bắt đầu, ngày kết thúc. Các mục để trống dùng giá trị mặc định.",
    "2. Điền trang Đơn vị: mỗi đơn vị một dòng, có mã riêng và số hồ sơ cần thu nhận.",
    "3. Điền trang Máy: mỗi máy một dòng; máy đổi nhiệm vụ giữa chiến dịch thì mỗi giai đoạn một dòng.",
    "4. Xem trang Ngày nghỉ: ngày lễ và Chủ nhật đã ghi sẵn nhưng chưa áp dụng; muốn nghỉ thì chọn Có ở cột Áp dụng.",
    "5. Trang Ca, Quãng đường, Giai đoạn, Ghim, Mục tiêu, Năng suất, Giờ riêng, Đơn vị cũ, Phân công thôn: khi cần.",
    "6. Lưu tệp rồi chạy: planner check campaign.xlsx để kiểm tra, planner plan campaign.xlsx để lập kế hoạch.",
    "Ngày tháng nhập theo dạng ngày/tháng/năm, ví dụ 18/4/2023. Không gộp ô, không đổi tên trang và tên cột.",
    "Có thể thêm cột, thêm trang của riêng mình; chương trình không đọc các phần đó, planner check nêu tên chúng.",
    "Tệp campaign-vi-du.xlsx bên cạnh là một ví dụ hư cấu đã điền đủ.",
)


def workbook_bytes(content: WorkbookContent) -> bytes:
    """A campaign workbook with every sheet and column of the contract; the same content gives the same bytes."""
    book = Workbook()
    fill_guide(book.active, _STEPS, LAYOUTS)
    for layout in LAYOUTS:
        sheet = book.create_sheet(layout.title)
        if layout is SETTINGS:
            fill_items(sheet, layout, Setting, content.settings, width_of_notes=90)
            sheet.freeze_panes = "C2"
        else:
            fill_table(sheet, layout, content.tables.get(layout, ()))
    return saved_bytes(book)
