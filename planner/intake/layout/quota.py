"""The sheets of a workbook of targets, as their users write them. Indicators are the columns that have no other use."""

from planner.intake.cells.limits import DOSSIERS_IN_ALL
from planner.intake.layout.column import CellKind, Column, SheetColumn, SheetLayout
from planner.intake.layout.settings import Setting, SettingColumn


class QuotaColumn(SheetColumn):
    """The columns of sheet *Chỉ tiêu* that are no indicator; numbers and notes are there for people only."""

    UNIT = Column("Đơn vị", note="Bắt buộc, không trùng nhau; dòng Tổng là số tổng đã in", width=36, is_needed=True)
    POPULATION = Column(
        "Dân số",
        CellKind.WHOLE,
        note="Chỉ dùng khi chia một tổng số theo dân số; không phải là chỉ tiêu",
        limits=(0, DOSSIERS_IN_ALL),
        width=16,
    )
    NUMBER = Column("TT")
    SERIAL = Column("STT")
    NOTE = Column("Ghi chú")


INDICATOR = Column(
    "Chỉ tiêu",
    CellKind.WHOLE,
    note="Chỉ tiêu được giao cho cả đợt, là số nguyên; không giao thì nhập 0",
    limits=(0, DOSSIERS_IN_ALL),
    width=16,
)
"""A column of targets; its title is the indicator's name."""
DEFAULT_INDICATOR = INDICATOR.title
"""What a total that is shared out is called where the workbook has no name for it."""


class QuotaFact(SheetColumn):
    """The rows of sheet *Thông tin*, named as on sheet *Chiến dịch*; all but the days are only printed."""

    TITLE = Column("Tiêu đề", note="Tiêu đề của bảng; để trống thì in BẢNG PHÂN BỔ CHỈ TIÊU")
    FIRST_DAY = Column(
        Setting.FIRST_DAY.value, CellKind.DAY, note="Ví dụ 11/4/2023; để trống nếu chỉ biết số ngày (dùng --days)"
    )
    LAST_DAY = Column(
        Setting.LAST_DAY.value,
        CellKind.DAY,
        note="Ví dụ 20/6/2023; số ngày = ngày kết thúc trừ ngày bắt đầu, ở đây là 70 ngày",
    )
    PARENT_BODY = Column(Setting.PARENT_BODY.value, note="In ở góc trái, dòng trên")
    ISSUING_BODY = Column(Setting.ISSUING_BODY.value, note="In ở góc trái, dòng dưới, chữ đậm")
    DOCUMENT_NUMBER = Column(Setting.DOCUMENT_NUMBER.value, note="Ví dụ 05/KH-UBND")
    PLACE = Column(Setting.PLACE.value, note="Địa danh trước ngày tháng")
    DOCUMENT_DATE = Column(Setting.DOCUMENT_DATE.value, CellKind.DAY, note="Ngày ký; để trống thì chừa chỗ")
    SIGNER_POWER = Column(Setting.SIGNER_POWER.value, note="Ví dụ TM. ỦY BAN NHÂN DÂN")
    SIGNER_TITLE = Column(Setting.SIGNER_TITLE.value, note="Ví dụ CHỦ TỊCH")
    SIGNER_NAME = Column(Setting.SIGNER_NAME.value, note="Họ và tên người ký")
    RECIPIENTS = Column(Setting.RECIPIENTS.value, note="Các nơi nhận cách nhau bằng dấu chấm phẩy hoặc xuống dòng")
    APPENDIX_WORD = Column(
        Setting.APPENDIX_WORD.value,
        note="Ví dụ PHỤ LỤC: in như phụ lục, không có cơ quan, quốc hiệu; để trống thì in đủ",
    )
    ATTACHED_TO = Column(
        Setting.ATTACHED_TO.value, note="Dòng trong ngoặc, ví dụ Kèm theo Kế hoạch số 05/KH-UBND ngày 05/4/2024"
    )


class FactColumn(SheetColumn):
    """Columns of sheet *Thông tin*, titled as those of sheet *Chiến dịch*."""

    ITEM = Column(SettingColumn.ITEM.value, width=24, is_needed=True)
    VALUE = Column(SettingColumn.VALUE.value, width=60, is_needed=True)


TARGETS = SheetLayout(
    "Chỉ tiêu", QuotaColumn, note="Mỗi dòng là một đơn vị; mỗi cột ngoài các cột dưới đây là một chỉ tiêu", needed=True
)
FACTS = SheetLayout(
    "Thông tin", FactColumn, note="Thời gian thực hiện và những gì in quanh bảng; mục nào không cần thì để trống"
)

TOTAL = "Tổng"
"""What the row of totals is called in the program's own forms."""
TOTAL_NAMES = (TOTAL, "Tổng cộng", "Tổng số", "Cộng")
"""A row of one of these names is no unit."""
POPULATION_NAMES = (QuotaColumn.POPULATION, "Dân số trên 14", "Dân số trên 14 tuổi", "Dân số từ đủ 14 tuổi")
"""Titles of the column by which a total is shared out."""

FORM_COMMAND = "planner quota TABLE.xlsx --new"
"""What makes an empty workbook of targets."""
