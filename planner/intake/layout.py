"""The sheets and columns of campaign and results workbooks, as their users write them."""

from dataclasses import dataclass
from enum import StrEnum

from planner.intake import other_names


class Setting(StrEnum):
    """The rows of sheet *Chiến dịch*; those after the place pattern are only printed."""

    NAME = "Tên chiến dịch"
    FIRST_DAY = "Ngày bắt đầu"
    LAST_DAY = "Ngày kết thúc"
    CAPACITY = "Năng lực một ca"
    WHOLE_DAYS = "Đi trọn ngày"
    REACH = "Đi lại trong ngày tối đa (km)"
    ROAD_FACTOR = "Hệ số đường"
    NOTICE_UNDER_3 = "Trọng số báo trước dưới 3 ngày"
    NOTICE_UNDER_7 = "Trọng số báo trước dưới 7 ngày"
    NOTICE_FROM_7 = "Trọng số báo trước từ 7 ngày"
    PLACE_PATTERN = "Mẫu địa điểm"
    PARENT_BODY = "Cơ quan chủ quản"
    ISSUING_BODY = "Cơ quan ban hành"
    DOCUMENT_NUMBER = "Số văn bản"
    PLACE = "Địa danh"
    DOCUMENT_DATE = "Ngày ban hành"
    SIGNER_POWER = "Quyền hạn ký"
    SIGNER_TITLE = "Chức vụ người ký"
    SIGNER_NAME = "Người ký"
    RECIPIENTS = "Nơi nhận"
    CARD_TERM = "Tên thẻ"
    APPENDIX_WORD = "Chữ phụ lục"
    APPENDIX_TITLE = "Tiêu đề phụ lục"
    ATTACHED_TO = "Kèm theo"
    APPENDIX_LETTERHEAD = "Phụ lục có quốc hiệu"
    AMENDMENT_NUMBER = "Số văn bản điều chỉnh"
    AMENDMENT_DATE = "Ngày điều chỉnh"
    NOTICE_DATE = "Ngày thông báo"
    SWAP_SHIFTS = "Đổi ca theo tháng"
    NOTICE_SUBJECT = "Trích yếu thông báo"
    TO_BRING = "Giấy tờ mang theo"
    CONTACT = "Liên hệ"
    REPORT_DUE = "Giờ báo cáo"
    COUNTS_ACTIVATED = "Chỉ tính tài khoản kích hoạt"
    ALL_REPORT = "Mọi đơn vị báo cáo hằng ngày"
    ZONE = "Múi giờ"
    WAVE_MINUTES = "Giãn giờ mời (phút)"
    RESERVE_PERCENT = "Dự phòng khi mời (%)"
    KEEP_DAYS = "Xóa danh sách sau (ngày)"


class SettingColumn(StrEnum):
    """Columns of sheet *Chiến dịch*."""

    ITEM = "Mục"
    VALUE = "Giá trị"


class ShiftColumn(StrEnum):
    """Columns of sheet *Ca*."""

    LABEL = "Ca"
    STARTS = "Giờ bắt đầu"
    ENDS = "Giờ kết thúc"


class UnitColumn(StrEnum):
    """Columns of sheet *Đơn vị*."""

    CODE = "Mã"
    NAME = "Đơn vị"
    KIND = "Loại"
    ZONE = "Khu vực"
    PLACE = "Địa điểm"
    POPULATION = "Dân số trên 14"
    TARGET = "Chỉ tiêu"
    COLLECTED_BEFORE = "Đã thu nhận"
    NEED = "Cần thu nhận"
    PRIORITY = "Ưu tiên"
    LATITUDE = "Vĩ độ"
    LONGITUDE = "Kinh độ"
    FIRST_DAY = "Từ ngày"
    LAST_DAY = "Đến ngày"
    DAYS = "Ngày được phép"
    SHIFTS = "Ca được phép"
    TOGETHER = "Số máy cùng lúc"
    VISITS = "Số đợt tối đa"
    ACTIVATED_BEFORE = "Đã kích hoạt"
    CONTACT = "Liên hệ"


class FormerUnitColumn(StrEnum):
    """Columns of sheet *Đơn vị cũ*."""

    CODE = "Mã cũ"
    NAME = "Tên cũ"
    UNIT = "Đơn vị"
    FIRST_DAY = "Từ ngày"


class MachineColumn(StrEnum):
    """Columns of sheet *Máy*."""

    NAME = "Máy"
    KIND = "Loại"
    PLACE = "Địa điểm"
    ZONES = "Khu vực"
    UNITS = "Đơn vị phục vụ"
    FIRST_DAY = "Từ ngày"
    LAST_DAY = "Đến ngày"
    CAPACITY = "Năng lực ca"
    BASE = "Nơi xuất phát"
    NOTE = "Ghi chú"


class ClosureColumn(StrEnum):
    """Columns of sheet *Ngày nghỉ*."""

    FIRST_DAY = "Từ ngày"
    LAST_DAY = "Đến ngày"
    WEEKDAYS = "Thứ"
    SHIFTS = "Ca"
    SCOPE = "Phạm vi"
    REASON = "Lý do"
    APPLIES = "Áp dụng"


class RoadColumn(StrEnum):
    """Columns of sheet *Quãng đường*."""

    ORIGIN = "Từ"
    DESTINATION = "Đến"
    KM = "Km"


class PhaseColumn(StrEnum):
    """Columns of sheet *Giai đoạn*."""

    NAME = "Tên"
    FIRST_DAY = "Từ ngày"
    LAST_DAY = "Đến ngày"
    TARGET = "Chỉ tiêu"


class PinColumn(StrEnum):
    """Columns of sheet *Ghim*."""

    MACHINE = "Máy"
    UNIT = "Đơn vị"
    FIRST_DAY = "Từ ngày"
    LAST_DAY = "Đến ngày"
    SHIFTS = "Ca"


class GoalColumn(StrEnum):
    """Columns of sheet *Mục tiêu*."""

    RANK = "Thứ tự"
    GOAL = "Mục tiêu"
    TOLERANCE = "Dung sai"


class RateColumn(StrEnum):
    """Columns of sheet *Năng suất*."""

    UNIT = "Đơn vị"
    MACHINE = "Máy"
    SHIFT = "Ca"
    DOSSIERS = "Hồ sơ một ca"


class DutyColumn(StrEnum):
    """Columns of sheet *Phân công thôn*."""

    UNIT = "Đơn vị"
    HAMLET = "Thôn"
    TEAM = "Tổ phụ trách"
    WEEKDAYS = "Thứ"
    DAILY_TARGET = "Chỉ tiêu/ngày"
    CONTACT = "Liên hệ"
    NOTE = "Ghi chú"


class ResultColumn(StrEnum):
    """Columns of sheet *Kết quả*; the hours tell which shift is meant where labels are in doubt."""

    DAY = "Ngày"
    SHIFT = "Ca"
    STARTS = "Từ giờ"
    ENDS = "Đến giờ"
    MACHINE = "Máy"
    UNIT = "Đơn vị"
    PLANNED = "Kế hoạch"
    """Shown in forms, never read."""
    COLLECTED = "Thu nhận"
    APPROVED = "Duyệt"
    ACTIVATED = "Kích hoạt"
    NOTE = "Ghi chú"


@dataclass(frozen=True)
class SheetLayout:
    """One sheet: its title, its columns in the template's order, and which of them (and whether it) must be there."""

    title: str
    columns: type[StrEnum]
    needed_columns: tuple[StrEnum, ...]
    needed: bool = False
    other_titles: tuple[str, ...] = ()
    """What the sheet is also called, as far as that can mean nothing else."""
    other_heads: other_names.Heads = ()
    """What a column is also called, as far as that can mean nothing else on this sheet."""
    idle_heads: tuple[str, ...] = other_names.NUMBERING
    """Columns that are known to be no matter: nothing is said of their content."""


SETTINGS = SheetLayout(
    "Chiến dịch",
    SettingColumn,
    (SettingColumn.ITEM, SettingColumn.VALUE),
    needed=True,
    other_titles=("Thông tin chung", "Thông tin chiến dịch"),
    other_heads=other_names.SETTINGS,
    idle_heads=(*other_names.NUMBERING, "Giải thích"),
)
SHIFTS = SheetLayout(
    "Ca", ShiftColumn, (ShiftColumn.LABEL,), other_titles=("Ca làm việc", "Các ca"), other_heads=other_names.SHIFTS
)
UNITS = SheetLayout(
    "Đơn vị",
    UnitColumn,
    (UnitColumn.CODE, UnitColumn.NAME),
    needed=True,
    other_titles=other_names.UNIT_TITLES,
    other_heads=other_names.UNITS,
)
MACHINES = SheetLayout(
    "Máy",
    MachineColumn,
    (MachineColumn.NAME,),
    needed=True,
    other_titles=other_names.MACHINE_TITLES,
    other_heads=other_names.MACHINES,
)
CLOSURES = SheetLayout(
    "Ngày nghỉ",
    ClosureColumn,
    (ClosureColumn.FIRST_DAY,),
    other_titles=other_names.CLOSURE_TITLES,
    other_heads=other_names.CLOSURES,
)
ROADS = SheetLayout(
    "Quãng đường",
    RoadColumn,
    (RoadColumn.ORIGIN, RoadColumn.DESTINATION, RoadColumn.KM),
    other_titles=("Khoảng cách", "Cự ly"),
    other_heads=other_names.ROADS,
)
PHASES = SheetLayout(
    "Giai đoạn",
    PhaseColumn,
    (PhaseColumn.LAST_DAY, PhaseColumn.TARGET),
    other_titles=("Các giai đoạn",),
    other_heads=other_names.PHASES,
)
PINS = SheetLayout(
    "Ghim",
    PinColumn,
    (PinColumn.MACHINE, PinColumn.UNIT, PinColumn.FIRST_DAY),
    other_titles=("Ghim lịch", "Lịch ghim"),
    other_heads=other_names.PINS,
)
GOALS = SheetLayout("Mục tiêu", GoalColumn, (GoalColumn.GOAL,), other_heads=other_names.GOALS, idle_heads=())

RATES = SheetLayout("Năng suất", RateColumn, tuple(RateColumn), other_heads=other_names.RATES)
"""A missing column would silently make a row hold for all."""
FORMER_UNITS = SheetLayout(
    "Đơn vị cũ", FormerUnitColumn, (FormerUnitColumn.UNIT,), other_heads=other_names.FORMER_UNITS
)
DUTIES = SheetLayout(
    "Phân công thôn",
    DutyColumn,
    (DutyColumn.UNIT, DutyColumn.HAMLET, DutyColumn.TEAM),
    other_heads=other_names.DUTIES,
)
RESULTS = SheetLayout(
    "Kết quả",
    ResultColumn,
    (ResultColumn.DAY, ResultColumn.SHIFT, ResultColumn.MACHINE, ResultColumn.UNIT, ResultColumn.COLLECTED),
    needed=True,
)
"""The one sheet of a results workbook; a campaign workbook has none."""

LAYOUTS = (SETTINGS, SHIFTS, UNITS, MACHINES, CLOSURES, ROADS, PHASES, PINS, GOALS, RATES, FORMER_UNITS, DUTIES)
"""The sheets of a campaign workbook."""
