"""The sheets of a workbook of targets, as their users write them. Indicators are the columns that have no other use."""

from enum import StrEnum

from planner.intake.layout import SettingColumn, SheetLayout


class QuotaColumn(StrEnum):
    """The columns of sheet *Chỉ tiêu* that are no indicator; numbers and notes are there for people only."""

    UNIT = "Đơn vị"
    POPULATION = "Dân số"
    NUMBER = "TT"
    SERIAL = "STT"
    NOTE = "Ghi chú"


class QuotaFact(StrEnum):
    """The rows of sheet *Thông tin*; all but the days are only printed."""

    TITLE = "Tiêu đề"
    FIRST_DAY = "Ngày bắt đầu"
    LAST_DAY = "Ngày kết thúc"
    PARENT_BODY = "Cơ quan chủ quản"
    ISSUING_BODY = "Cơ quan ban hành"
    DOCUMENT_NUMBER = "Số văn bản"
    PLACE = "Địa danh"
    DOCUMENT_DATE = "Ngày ban hành"
    SIGNER_POWER = "Quyền hạn ký"
    SIGNER_TITLE = "Chức vụ người ký"
    SIGNER_NAME = "Người ký"
    RECIPIENTS = "Nơi nhận"
    APPENDIX_WORD = "Chữ phụ lục"
    ATTACHED_TO = "Kèm theo"


TARGETS = SheetLayout("Chỉ tiêu", QuotaColumn, (QuotaColumn.UNIT,), needed=True)
FACTS = SheetLayout("Thông tin", SettingColumn, (SettingColumn.ITEM, SettingColumn.VALUE))

TOTAL = "Tổng"
"""What the row of totals is called in the program's own forms."""
TOTAL_NAMES = (TOTAL, "Tổng cộng", "Tổng số", "Cộng")
"""A row of one of these names is no unit."""
DEFAULT_INDICATOR = "Chỉ tiêu"
"""What a total that is shared out is called where the workbook has no name for it."""
POPULATION_NAMES = (QuotaColumn.POPULATION, "Dân số trên 14", "Dân số trên 14 tuổi", "Dân số từ đủ 14 tuổi")
"""Titles of the column by which a total is shared out."""

FORM_COMMAND = "planner quota TABLE.xlsx --new"
"""What makes an empty workbook of targets."""
NAME_LENGTH = 200
"""Letters of a unit's or an indicator's name."""
NUM_INDICATORS = 60
NUM_FIGURES = 50_000
"""Targets of one table; so many take half a minute to print."""
NUM_DAYS = 3_650
"""Days between which a target may be spread."""
