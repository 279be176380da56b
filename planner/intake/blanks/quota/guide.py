"""What a workbook of targets says of itself; words of the workbook, Vietnamese like its headers."""

from enum import StrEnum

from planner.intake.layout import SheetLayout
from planner.intake.quota.layout import FACTS, TARGETS, QuotaColumn, QuotaFact

STEPS = (
    "HƯỚNG DẪN LẬP BẢNG PHÂN BỔ CHỈ TIÊU",
    "1. Trang Chỉ tiêu: mỗi đơn vị một dòng, mỗi chỉ tiêu một cột. Đổi tên cột Chỉ tiêu thành tên chỉ tiêu của mình,",
    "    thêm cột nếu có nhiều chỉ tiêu. Đơn vị có thể là huyện, xã, thôn hoặc tổ công tác.",
    "2. Nếu bảng đã có số tổng, ghi thêm dòng Tổng ở cuối: chương trình dùng số đó và báo nếu lệch với các dòng.",
    "3. Trang Thông tin: ngày bắt đầu, ngày kết thúc (số ngày = ngày kết thúc trừ ngày bắt đầu; muốn tính cả ngày cuối",
    "    thì thêm --inclusive) và phần in quanh bảng.",
    "4. Lưu tệp rồi chạy: planner quota TỆP.xlsx --rounding half-up (làm tròn) hoặc --rounding up (làm tròn lên).",
    "5. Cần chia một tổng số theo dân số: điền cột Dân số rồi chạy planner quota TỆP.xlsx --distribute 17410.",
    "Số nhập không có dấu chấm hay dấu phẩy, ví dụ 2700. Không gộp ô trong bảng.",
    "Bảng có sẵn cũng đọc được: tiêu đề ở trên, dòng tên nhóm, dòng cộng nhóm không cần xóa. Cột TT, STT, Ghi chú được",
    "bỏ qua; cột không phải chỉ tiêu (số thôn, tỷ lệ, xếp hạng) được nêu tên và không tính.",
)

SHEET_NOTES: dict[SheetLayout, str] = {
    TARGETS: "Mỗi dòng là một đơn vị; mỗi cột ngoài các cột dưới đây là một chỉ tiêu",
    FACTS: "Thời gian thực hiện và những gì in quanh bảng; mục nào không cần thì để trống",
}
COLUMN_NOTES: dict[StrEnum, str] = {
    QuotaColumn.UNIT: "Bắt buộc, không trùng nhau; dòng Tổng là số tổng đã in",
    QuotaColumn.POPULATION: "Chỉ dùng khi chia một tổng số theo dân số; không phải là chỉ tiêu",
}
INDICATOR_NOTE = "Chỉ tiêu được giao cho cả đợt, là số nguyên; không giao thì nhập 0"
FACT_NOTES: dict[QuotaFact, str] = {
    QuotaFact.TITLE: "Tiêu đề của bảng; để trống thì in BẢNG PHÂN BỔ CHỈ TIÊU",
    QuotaFact.FIRST_DAY: "Ví dụ 11/4/2023; để trống nếu chỉ biết số ngày (dùng --days)",
    QuotaFact.LAST_DAY: "Ví dụ 20/6/2023; số ngày = ngày kết thúc trừ ngày bắt đầu, ở đây là 70 ngày",
    QuotaFact.PARENT_BODY: "In ở góc trái, dòng trên",
    QuotaFact.ISSUING_BODY: "In ở góc trái, dòng dưới, chữ đậm",
    QuotaFact.DOCUMENT_NUMBER: "Ví dụ 05/KH-UBND",
    QuotaFact.PLACE: "Địa danh trước ngày tháng",
    QuotaFact.DOCUMENT_DATE: "Ngày ký; để trống thì chừa chỗ",
    QuotaFact.SIGNER_POWER: "Ví dụ TM. ỦY BAN NHÂN DÂN",
    QuotaFact.SIGNER_TITLE: "Ví dụ CHỦ TỊCH",
    QuotaFact.SIGNER_NAME: "Họ và tên người ký",
    QuotaFact.RECIPIENTS: "Các nơi nhận cách nhau bằng dấu chấm phẩy hoặc xuống dòng",
    QuotaFact.APPENDIX_WORD: "Ví dụ PHỤ LỤC: in như phụ lục, không có cơ quan, quốc hiệu; để trống thì in đủ",
    QuotaFact.ATTACHED_TO: "Dòng trong ngoặc, ví dụ Kèm theo Kế hoạch số 05/KH-UBND ngày 05/4/2024",
}
