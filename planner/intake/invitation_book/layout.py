"""The list's own workbook, which is also its memory: who is invited when, who came, and why others cannot."""

from enum import StrEnum

from planner.intake.layout import SheetLayout


class InvitationColumn(StrEnum):
    """Columns of sheet *Danh sách mời*; the commune fills in the three ticks and nothing else."""

    NUMBER = "STT"
    NAME = "Họ và tên"
    BORN = "Năm sinh"
    HAMLET = "Thôn"
    HOUSEHOLD = "Hộ"
    CONTACT = "Liên hệ"
    """Masked."""
    DAY = "Ngày"
    SHIFT = "Ca"
    ARRIVES = "Giờ đến"
    CAME = "Có mặt"
    ACTIVATED = "Kích hoạt"
    REASON = "Lý do"
    NOTE = "Ghi chú"
    """What this run did; never read back."""
    STANDS_IN_DAY = "Dự bị ngày"
    STANDS_IN_SHIFT = "Dự bị ca"
    TIMES = "Lần mời"
    ABSENCES = "Lần vắng"
    MADE_ON = "Ngày lập"
    VERSION = "Phương án"
    DOSSIERS = "Hồ sơ của ca"


INVITATIONS = SheetLayout(
    "Danh sách mời",
    InvitationColumn,
    tuple(column for column in InvitationColumn if column is not InvitationColumn.NOTE),
    needed=True,
)
"""All columns are needed: without one the list would forget, and people would be invited anew."""

WIDTHS: dict[InvitationColumn, float] = {
    InvitationColumn.NAME: 28,
    InvitationColumn.HAMLET: 18,
    InvitationColumn.CONTACT: 14,
    InvitationColumn.REASON: 30,
    InvitationColumn.NOTE: 24,
}
USUAL_WIDTH = 11.0
TICK, STAYED_AWAY = "x", "không"
