"""What the form for results says of itself; words of the workbook, Vietnamese like its headers."""

from enum import StrEnum

from planner.intake.campaign.frame import Period
from planner.intake.layout import RESULTS, ResultColumn, SheetLayout
from planner.texts import spoken_day

SHEET_NOTES: dict[SheetLayout, str] = {
    RESULTS: "Mỗi dòng là kết quả của một máy trong một ca, hoặc kết quả trong ngày của một đơn vị không qua máy"
}

COLUMN_NOTES: dict[SheetLayout, dict[StrEnum, str]] = {
    RESULTS: {
        ResultColumn.DAY: "Bắt buộc, ví dụ 18/4/2023; không ghi ngày chưa đến",
        ResultColumn.SHIFT: "Tên ca ở trang Ca của kế hoạch. Đổi ca thì sửa hoặc xóa cả giờ, vì giờ được tính trước",
        ResultColumn.STARTS: "Giờ bắt đầu ca; nếu giờ và tên ca khác nhau thì chương trình lấy theo giờ",
        ResultColumn.ENDS: "Giờ kết thúc ca",
        ResultColumn.MACHINE: "Tên máy; để trống cả Ca và Máy nếu hồ sơ thu nhận không qua máy của chiến dịch",
        ResultColumn.UNIT: "Bắt buộc: tên đơn vị, hoặc mã nếu có đơn vị trùng tên",
        ResultColumn.PLANNED: "Số hồ sơ theo kế hoạch, để đối chiếu; chương trình không đọc cột này",
        ResultColumn.COLLECTED: "Số hồ sơ thu nhận thực tế, kể cả khi vượt năng lực; không có ai đến thì nhập 0",
        ResultColumn.APPROVED: "Số hồ sơ được duyệt; không có thì để trống",
        ResultColumn.ACTIVATED: "Số tài khoản định danh điện tử được kích hoạt; không có thì để trống",
        ResultColumn.NOTE: "Ví dụ mất điện, mưa lũ; không ghi số định danh hay thông tin cá nhân của người dân",
    }
}


def steps(campaign_name: str, days: Period) -> tuple[str, ...]:
    """How to fill in the form of these days."""
    until = "" if days.first_day == days.last_day else f" đến ngày {spoken_day(days.last_day)}"
    return (
        "PHIẾU KẾT QUẢ THU NHẬN HỒ SƠ",
        f"{campaign_name}, {'từ ' if until else ''}ngày {spoken_day(days.first_day)}{until}",
        "1. Trang Kết quả đã ghi sẵn các ca theo kế hoạch. Điền Thu nhận, Duyệt, Kích hoạt vào từng dòng.",
        "2. Máy nghỉ hoặc không có ai đến: nhập 0. Dòng chưa có số nào coi như chưa báo cáo và được bỏ qua.",
        "3. Máy làm ở nơi khác, ca khác kế hoạch: sửa dòng ghi sẵn hoặc thêm dòng, ghi đúng thực tế.",
        "4. Hồ sơ thu nhận không qua máy, tài khoản do tổ ở thôn kích hoạt: thêm dòng cho đơn vị, để trống Ca và Máy.",
        "5. Lưu tệp rồi chạy lệnh planner record với tệp kế hoạch và tệp này. Có lỗi thì cả tệp không được ghi nhận.",
        "6. Cần sửa số đã ghi nhận: sửa trong tệp này rồi chạy lại lệnh; số mới thay cho số cũ.",
        "7. Ghi nhầm ngày, ca, máy, đơn vị: ghi dòng đúng, rồi rút lại dòng sai: planner record … --withdraw SỐ_DÒNG.",
        "Ngày tháng nhập theo dạng ngày/tháng/năm. Không gộp ô, không đổi tên trang và tên cột.",
    )
