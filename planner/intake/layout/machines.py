"""Sheets *Máy*, *Năng suất* and *Ghim*: the machines, what they can do, and where they already stand."""

from datetime import date

from planner.intake.cells import limits
from planner.intake.layout.column import (
    FIRST_DAYS,
    LAST_DAYS,
    MACHINE_NAMES,
    UNIT_NAMES,
    CellKind,
    Column,
    SheetColumn,
    SheetLayout,
)


class MachineColumn(SheetColumn):
    """Columns of sheet *Máy*."""

    NAME = Column(
        "Máy",
        note="Tên máy, ví dụ MÁY 1; nhiều dòng cùng tên là nhiều nhiệm vụ nối tiếp của một máy",
        width=12,
        example=("MÁY 1", "MÁY 1", "MÁY 2"),
        called=("Tên", "Tên máy"),
        is_needed=True,
    )
    KIND = Column(
        "Loại",
        CellKind.CHOICE,
        note="Cố định hoặc Lưu động; để trống là Lưu động",
        choices=("Cố định", "Lưu động"),
        example=("Cố định", "Lưu động", "Lưu động"),
        called=("Loại máy", "Hình thức"),
    )
    PLACE = Column(
        "Địa điểm",
        note="Nơi đặt máy cố định",
        width=34,
        example="Trung tâm Phục vụ hành chính công phường Suối Mơ",
        called=("Nơi đặt máy",),
    )
    ZONES = Column(
        "Khu vực", note="Các khu vực phục vụ, cách nhau bằng dấu phẩy", width=20, called=("Khu vực phục vụ",)
    )
    UNITS = Column(
        "Đơn vị phục vụ",
        note="Các đơn vị phục vụ (mã hoặc tên), cách nhau bằng dấu phẩy; có ghi thì thay cho Khu vực",
        width=34,
        example="SM01, SM02, SM03",
        called=("Các đơn vị phục vụ", "Phục vụ đơn vị", "Phục vụ"),
    )
    FIRST_DAY = Column(
        "Từ ngày",
        CellKind.DAY,
        note="Để trống là từ ngày bắt đầu",
        example=(None, date(2026, 5, 18)),
        called=FIRST_DAYS,
    )
    LAST_DAY = Column(
        "Đến ngày", CellKind.DAY, note="Để trống là đến ngày kết thúc", example=date(2026, 5, 16), called=LAST_DAYS
    )
    CAPACITY = Column(
        "Năng lực ca",
        CellKind.WHOLE,
        note="Số hồ sơ một ca; để trống thì theo trang Ca, rồi trang Chiến dịch",
        limits=(1, limits.CAPACITY),
        called=("Năng lực một ca", "Năng lực"),
    )
    BASE = Column(
        "Nơi xuất phát",
        CellKind.KNOWN,
        note="Đơn vị nơi máy xuất phát; để trống thì chặng đầu không tính km",
        source=UNIT_NAMES,
        example=(None, "SM01", "SM01"),
        called=("Điểm xuất phát", "Xuất phát"),
    )
    NOTE = Column(
        "Ghi chú",
        note="In thành một dòng cuối phần của máy; của từng máy, kể cả trong một tổ máy",
        width=50,
        example="Từ ngày 18/5/2026, căn cứ kết quả thu nhận, máy đi lưu động tại các xã.",
    )
    GROUP = Column(
        "Tổ máy",
        note="Các máy ghi cùng tên tổ luôn đi cùng nhau; dòng của chúng phải giống nhau, trừ Năng lực ca và Ghi chú",
        width=12,
        called=("Tên tổ máy",),
    )


MACHINES = SheetLayout(
    "Máy",
    MachineColumn,
    note="Máy thu nhận; thứ tự dòng là thứ tự in",
    needed=True,
    other_titles=("Danh sách máy", "Các máy", "DS máy", "Máy thu nhận"),
)


class RateColumn(SheetColumn):
    """Columns of sheet *Năng suất*."""

    UNIT = Column(
        "Đơn vị",
        CellKind.KNOWN,
        note="Mã hoặc tên đơn vị; để trống là mọi đơn vị",
        source=UNIT_NAMES,
        example="SM06",
        called=("Tên đơn vị",),
        is_needed=True,
    )
    MACHINE = Column(
        "Máy",
        CellKind.KNOWN,
        note="Tên máy ở trang Máy; để trống là mọi máy",
        source=MACHINE_NAMES,
        width=14,
        example=(None, "MÁY 2"),
        called=("Tên máy",),
        is_needed=True,
    )
    SHIFT = Column("Ca", note="Để trống là mọi ca", example=(None, "Ca chiều"), is_needed=True)
    DOSSIERS = Column(
        "Hồ sơ một ca",
        CellKind.WHOLE,
        note="Bắt buộc, số nguyên từ 1; vượt Năng lực ca thì chỉ tính bằng năng lực",
        limits=(1, limits.CAPACITY),
        example=(80, 100),
        called=("Số hồ sơ một ca",),
        is_needed=True,
    )


RATES = SheetLayout(
    "Năng suất",
    RateColumn,
    note="Số hồ sơ tối đa một ca, nếu dưới năng lực; mọi lịch đều theo; dòng càng cụ thể càng được ưu tiên",
)


class PinColumn(SheetColumn):
    """Columns of sheet *Ghim*."""

    MACHINE = Column(
        "Máy",
        CellKind.KNOWN,
        note="Tên máy ở trang Máy",
        source=MACHINE_NAMES,
        width=14,
        example="MÁY 2",
        called=("Tên máy",),
        is_needed=True,
    )
    UNIT = Column(
        "Đơn vị",
        CellKind.KNOWN,
        note="Mã hoặc tên đơn vị",
        source=UNIT_NAMES,
        example="SM08",
        called=("Tên đơn vị",),
        is_needed=True,
    )
    FIRST_DAY = Column(
        "Từ ngày",
        CellKind.DAY,
        note="Bắt buộc",
        example=date(2026, 5, 11),
        called=("Ngày", *FIRST_DAYS),
        is_needed=True,
    )
    LAST_DAY = Column(
        "Đến ngày", CellKind.DAY, note="Để trống là chỉ một ngày", example=date(2026, 5, 12), called=LAST_DAYS
    )
    SHIFTS = Column("Ca", note="Để trống là mọi ca")


PINS = SheetLayout(
    "Ghim",
    PinColumn,
    note="Lịch đã chốt trước: máy phải ở đơn vị đó trong các ca còn mở",
    other_titles=("Ghim lịch", "Lịch ghim"),
)
