"""The sheets of a workbook of targets, as their users write them. Indicators are the columns that have no other use."""

from enum import StrEnum

from planner.intake.layout import Setting, SettingColumn, SheetLayout


class QuotaColumn(StrEnum):
    """The columns of sheet *Chỉ tiêu* that are no indicator; numbers and notes are there for people only."""

    UNIT = "Đơn vị"
    POPULATION = "Dân số"
    NUMBER = "TT"
    SERIAL = "STT"
    NOTE = "Ghi chú"


class QuotaFact(StrEnum):
    """The rows of sheet *Thông tin*, named as on sheet *Chiến dịch*; all but the days are only printed."""

    TITLE = "Tiêu đề"
    FIRST_DAY = Setting.FIRST_DAY.value
    LAST_DAY = Setting.LAST_DAY.value
    PARENT_BODY = Setting.PARENT_BODY.value
    ISSUING_BODY = Setting.ISSUING_BODY.value
    DOCUMENT_NUMBER = Setting.DOCUMENT_NUMBER.value
    PLACE = Setting.PLACE.value
    DOCUMENT_DATE = Setting.DOCUMENT_DATE.value
    SIGNER_POWER = Setting.SIGNER_POWER.value
    SIGNER_TITLE = Setting.SIGNER_TITLE.value
    SIGNER_NAME = Setting.SIGNER_NAME.value
    RECIPIENTS = Setting.RECIPIENTS.value
    APPENDIX_WORD = Setting.APPENDIX_WORD.value
    ATTACHED_TO = Setting.ATTACHED_TO.value


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
