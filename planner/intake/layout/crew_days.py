"""Sheets *Nghỉ phép*, *Nguyện vọng*, *Ghim ca* and *Đã làm*: the days and shifts of single officers."""

from datetime import date

from planner.intake.layout.column import (
    FIRST_DAYS,
    LAST_DAYS,
    MACHINE_NAMES,
    NUMBERING,
    CellKind,
    Column,
    SheetColumn,
    SheetLayout,
)
from planner.intake.layout.crews import OFFICER_CODES, SHIFT_NAMES
from planner.roster.staffing import LeaveKind

FORBIDDEN = "Không"
"""What stands in *Máy* of sheet *Ghim ca* where the officer is not to work."""
WORK, OFF = "Làm", "Nghỉ"
"""What an officer may wish."""
_CODE_NOTE = "Số hiệu (hoặc họ và tên) ở trang Cán bộ"
_CODES = ("Mã cán bộ", "Số hiệu cán bộ", "Mã số", "Mã", "Cán bộ")
_IDLE_HEADS = (*NUMBERING, "Họ và tên", "Họ tên", "Tên")
"""Names may stand beside the codes, to be read by people."""


def _code(*examples: str) -> Column:
    return Column(
        "Số hiệu",
        CellKind.KNOWN,
        note=_CODE_NOTE,
        source=OFFICER_CODES,
        width=12,
        example=examples,
        called=_CODES,
        is_needed=True,
    )


class LeaveColumn(SheetColumn):
    """Columns of sheet *Nghỉ phép*."""

    CODE = _code("CB04", "CB05")
    FIRST_DAY = Column(
        "Từ ngày",
        CellKind.DAY,
        note="Bắt buộc",
        example=(date(2026, 5, 12), date(2026, 5, 19)),
        called=("Ngày", "Ngày nghỉ", "Nghỉ từ ngày", *FIRST_DAYS),
        is_needed=True,
    )
    LAST_DAY = Column(
        "Đến ngày",
        CellKind.DAY,
        note="Để trống là chỉ một ngày",
        example=(date(2026, 5, 15), None),
        called=("Nghỉ đến ngày", *LAST_DAYS),
    )
    SHIFTS = Column(
        "Ca",
        CellKind.KNOWN,
        note="Chỉ các ca này; để trống là cả ngày",
        source=SHIFT_NAMES,
        width=14,
        example=(None, "Ca chiều"),
        called=("Ca nghỉ",),
    )
    KIND = Column(
        "Loại",
        CellKind.CHOICE,
        note="P phép, Ô ốm, TS thai sản, H học, CT công tác, NB nghỉ bù, KL không lương; để trống là P",
        choices=tuple(kind.value for kind in LeaveKind),
        example=("P", "H"),
        called=("Lý do", "Loại nghỉ"),
    )
    KNOWN_SINCE = Column(
        "Báo ngày", CellKind.DAY, note="Ngày biết việc nghỉ này", example=date(2026, 4, 28), called=("Ngày báo",)
    )
    NOTE = Column("Ghi chú", note="Không in", width=30)


LEAVES = SheetLayout(
    "Nghỉ phép",
    LeaveColumn,
    note="Những ngày, ca mà cán bộ vắng; không xếp ca vào đó",
    other_titles=("Lịch nghỉ phép", "Cán bộ nghỉ", "Danh sách nghỉ phép"),
    idle_heads=_IDLE_HEADS,
)


class WishColumn(SheetColumn):
    """Columns of sheet *Nguyện vọng*."""

    CODE = _code("CB01", "CB02")
    DAY = Column("Ngày", CellKind.DAY, note="Bắt buộc", example=(date(2026, 5, 9), date(2026, 5, 16)), is_needed=True)
    SHIFT = Column(
        "Ca",
        CellKind.KNOWN,
        note="Để trống là cả ngày: không làm ca nào, hoặc ca nào cũng được",
        source=SHIFT_NAMES,
        width=14,
        example=(None, "Ca sáng"),
    )
    WANTS = Column(
        "Muốn",
        CellKind.CHOICE,
        note="Làm hoặc Nghỉ; bắt buộc",
        choices=(WORK, OFF),
        example=(OFF, WORK),
        is_needed=True,
    )
    LEVEL = Column(
        "Mức",
        CellKind.WHOLE,
        note="1 đến 3, 3 là tha thiết nhất; để trống là 1",
        limits=(1, 3),
        width=8,
        example=(2, 1),
        called=("Mức độ",),
    )


WISHES = SheetLayout(
    "Nguyện vọng",
    WishColumn,
    note="Điều cán bộ mong muốn; được chiều theo khi không hại mục tiêu khác",
    other_titles=("Nguyện vọng ca", "Đăng ký ca"),
    idle_heads=_IDLE_HEADS,
)


class DutyPinColumn(SheetColumn):
    """Columns of sheet *Ghim ca*."""

    CODE = _code("CB03", "CB06")
    DAY = Column("Ngày", CellKind.DAY, note="Bắt buộc", example=(date(2026, 5, 6), date(2026, 5, 13)), is_needed=True)
    SHIFT = Column(
        "Ca",
        CellKind.KNOWN,
        note=f"Bắt buộc; chỉ được để trống khi Máy ghi {FORBIDDEN}: cả ngày",
        source=SHIFT_NAMES,
        width=14,
        example=("Ca sáng", "Ca chiều"),
        is_needed=True,
    )
    MACHINE = Column(
        "Máy",
        CellKind.KNOWN,
        note=f"Tên máy; để trống là máy nào cũng được; ghi {FORBIDDEN} là không xếp người này vào ca đó",
        source=MACHINE_NAMES,
        width=14,
        example=("MÁY 2", FORBIDDEN),
        called=("Tên máy",),
    )
    ROLE = Column("Vai trò", note="Để trống là vai trò nào cũng được", width=18, example="thu nhận")


DUTY_PINS = SheetLayout(
    "Ghim ca",
    DutyPinColumn,
    note="Ca trực đã chốt: giữ nguyên; hoặc ca không được xếp",
    other_titles=("Ghim ca trực", "Ca đã chốt"),
    idle_heads=_IDLE_HEADS,
)


class PastDutyColumn(SheetColumn):
    """Columns of sheet *Đã làm*."""

    CODE = _code("CB01", "CB02", "CB03")
    DAY = Column(
        "Ngày",
        CellKind.DAY,
        note="Bắt buộc; trước ngày bắt đầu chiến dịch",
        example=(date(2026, 4, 29), date(2026, 4, 29), date(2026, 5, 2)),
        is_needed=True,
    )
    SHIFT = Column(
        "Ca",
        CellKind.KNOWN,
        note="Bắt buộc; ca ở trang Ca",
        source=SHIFT_NAMES,
        width=14,
        example=("Ca sáng", "Ca chiều", "Ca sáng"),
        is_needed=True,
    )


PAST_DUTIES = SheetLayout(
    "Đã làm",
    PastDutyColumn,
    note="Các ca đã làm trong bảy ngày trước chiến dịch, để tính giờ nghỉ và tuần đầu; lập lại thì sổ tự biết",
    other_titles=("Ca đã làm", "Đã trực"),
    idle_heads=_IDLE_HEADS,
)
