"""Sheets *Ca*, *Giờ riêng*, *Ngày nghỉ* and *Giai đoạn*: the shifts and days of a campaign."""

from datetime import date

from planner.intake.cells import limits
from planner.intake.layout.column import (
    FIRST_DAYS,
    LAST_DAYS,
    MACHINE_NAMES,
    NO,
    UNIT_NAMES,
    YES,
    CellKind,
    Column,
    SheetColumn,
    SheetLayout,
)


class ShiftColumn(SheetColumn):
    """Columns of sheet *Ca*."""

    LABEL = Column(
        "Ca",
        note="Tên ca, dùng trong mọi trang khác",
        example=("Ca sáng", "Ca chiều"),
        called=("Tên ca", "Ca làm việc"),
        is_needed=True,
    )
    STARTS = Column("Giờ bắt đầu", note="Ví dụ 7h00", example=("7h00", "13h30"), called=("Từ giờ", "Bắt đầu"))
    ENDS = Column(
        "Giờ kết thúc",
        note="Ví dụ 15h00; riêng ca cuối ngày được kéo sang hôm sau (22h00 đến 4h00) và vẫn thuộc ngày bắt đầu",
        example=("11h30", "17h30"),
        called=("Đến giờ", "Kết thúc"),
    )
    CAPACITY = Column(
        "Năng lực",
        CellKind.WHOLE,
        note="Số hồ sơ một máy thu nhận trong ca này; để trống thì theo trang Chiến dịch; Năng lực ca của máy thắng",
        limits=(1, limits.CAPACITY),
        called=("Năng lực ca", "Năng lực một ca"),
    )


SHIFTS = SheetLayout(
    "Ca",
    ShiftColumn,
    note="Các ca trong ngày, theo thứ tự từ sáng đến tối; để trống là hai ca 7h00–15h00 và 15h00–23h00",
    other_titles=("Ca làm việc", "Các ca"),
)


class OwnHoursColumn(SheetColumn):
    """Columns of sheet *Giờ riêng*."""

    UNIT = Column(
        "Đơn vị",
        CellKind.KNOWN,
        note="Mã hoặc tên đơn vị; để trống là mọi đơn vị",
        source=UNIT_NAMES,
        example="SM09",
        called=("Tên đơn vị",),
        is_needed=True,
    )
    MACHINE = Column(
        "Máy",
        CellKind.KNOWN,
        note="Tên máy ở trang Máy; để trống là mọi máy",
        source=MACHINE_NAMES,
        width=14,
        called=("Tên máy",),
    )
    WEEKDAYS = Column("Thứ", note="Chỉ các thứ này, ví dụ T7, CN hoặc T2-T6; để trống là mọi ngày", width=12)
    SHIFT = Column("Ca", note="Bắt buộc; ca nào ở trang Ca có giờ khác", example="Ca chiều", is_needed=True)
    STARTS = Column(
        "Giờ bắt đầu", note="Bắt buộc, ví dụ 7h30", example="15h00", called=("Từ giờ", "Bắt đầu"), is_needed=True
    )
    ENDS = Column(
        "Giờ kết thúc", note="Bắt buộc, ví dụ 11h30", example="19h00", called=("Đến giờ", "Kết thúc"), is_needed=True
    )


OWN_HOURS = SheetLayout(
    "Giờ riêng",
    OwnHoursColumn,
    note="Giờ của ca ở nơi, máy hoặc thứ có giờ khác trang Ca; chỉ để in, mời dân và đọc lại, không đổi số ca",
    other_titles=("Giờ làm việc riêng",),
)


class ClosureColumn(SheetColumn):
    """Columns of sheet *Ngày nghỉ*."""

    FIRST_DAY = Column(
        "Từ ngày",
        CellKind.DAY,
        note="Bắt buộc khi áp dụng; để trống mà có ghi Thứ là các thứ đó trong cả chiến dịch",
        example=(date(2026, 5, 4), date(2026, 5, 20), date(2026, 5, 25)),
        called=("Ngày", "Ngày nghỉ", "Nghỉ từ ngày", *FIRST_DAYS),
        is_needed=True,
    )
    LAST_DAY = Column(
        "Đến ngày",
        CellKind.DAY_OR_WORD,
        note="Để trống là chỉ một ngày; ghi hết đợt là đến ngày kết thúc chiến dịch",
        example=(date(2026, 5, 31), date(2026, 5, 20), date(2026, 5, 25)),
        called=("Nghỉ đến ngày", *LAST_DAYS),
    )
    WEEKDAYS = Column(
        "Thứ",
        note="Chỉ các thứ này, ví dụ T7, CN hoặc T2-T6 hoặc cuối tuần; để trống là mọi ngày",
        width=12,
        example="CN",
        called=("Thứ trong tuần",),
    )
    SHIFTS = Column("Ca", note="Chỉ các ca này; để trống là mọi ca", example=(None, "Ca chiều"), called=("Ca nghỉ",))
    SCOPE = Column(
        "Phạm vi",
        note="Để trống hoặc Toàn bộ, nếu không thì tên một máy hay một đơn vị",
        width=22,
        example=(None, "MÁY 2", "Xã Nà Thơm"),
        called=("Phạm vi áp dụng",),
    )
    REASON = Column(
        "Lý do",
        note="Ví dụ Nghỉ lễ",
        width=40,
        example=("Nghỉ Chủ nhật", "Bảo dưỡng máy", "Ngày hội của xã"),
        called=("Nội dung", "Lí do", "Ghi chú"),
    )
    APPLIES = Column(
        "Áp dụng", CellKind.CHOICE, note="Có hoặc Không; để trống là Có", choices=(YES, NO), example=(YES, YES, YES)
    )


CLOSURES = SheetLayout(
    "Ngày nghỉ",
    ClosureColumn,
    note="Ngày, ca không làm việc: toàn bộ, hoặc riêng một máy, một đơn vị",
    other_titles=(
        "Nghỉ lễ",
        "Lịch nghỉ",
        "Nghỉ",
        "Ngày lễ",
        "Các ngày nghỉ",
        "Ngày nghỉ lễ",
        "Lịch nghỉ lễ",
        "Ngày nghỉ, lễ",
        "Lịch nghỉ lễ, Tết",
    ),
)
CLOSURE_WORDS = frozenset({"nghi", "le", "tet"})
"""Without marks; a sheet with one of these in its title and days on it may hold closures."""


class PhaseColumn(SheetColumn):
    """Columns of sheet *Giai đoạn*."""

    NAME = Column(
        "Tên", note="Ví dụ Giai đoạn 1", width=24, example="Giai đoạn 1", called=("Tên giai đoạn", "Giai đoạn")
    )
    FIRST_DAY = Column("Từ ngày", CellKind.DAY, note="Không bắt buộc", example=date(2026, 5, 4), called=FIRST_DAYS)
    LAST_DAY = Column(
        "Đến ngày",
        CellKind.DAY,
        note="Bắt buộc; mốc tính đến hết ngày này",
        example=date(2026, 5, 16),
        called=LAST_DAYS,
        is_needed=True,
    )
    TARGET = Column(
        "Chỉ tiêu",
        CellKind.WHOLE,
        note="Tổng số hồ sơ của chiến dịch phải đạt đến hết ngày đó, không kể Đã thu nhận",
        limits=(0, limits.DOSSIERS_IN_ALL),
        example=2000,
        is_needed=True,
    )


PHASES = SheetLayout("Giai đoạn", PhaseColumn, note="Mốc phải đạt trong chiến dịch", other_titles=("Các giai đoạn",))
