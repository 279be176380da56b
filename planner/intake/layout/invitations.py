"""The list's own workbook, which is also its memory: who is invited when, who came, and why others cannot."""

from planner.intake.cells import limits
from planner.intake.layout.citizens import MOST_CITIZENS
from planner.intake.layout.column import CellKind, Column, SheetColumn, SheetLayout

MOST_TIMES = 10_000
TICK, STAYED_AWAY = "x", "không"


class InvitationColumn(SheetColumn):
    """Columns of sheet *Danh sách mời*; the commune fills in the three ticks and nothing else.

    All but the note are needed: without one the list would forget, and people would be invited anew.
    """

    NUMBER = Column("STT", CellKind.SERIAL, limits=(1, MOST_CITIZENS), width=11, is_needed=True)
    NAME = Column("Họ và tên", width=28, is_needed=True)
    BORN = Column("Năm sinh", CellKind.SERIAL, limits=(1, 9999), width=11, is_needed=True)
    HAMLET = Column("Thôn", width=18, is_needed=True)
    HOUSEHOLD = Column("Hộ", width=11, is_needed=True)
    CONTACT = Column("Liên hệ", width=14, is_needed=True)
    """Only the last three figures of the telephone number."""
    DAY = Column("Ngày", width=11, is_needed=True)
    SHIFT = Column("Ca", width=11, is_needed=True)
    ARRIVES = Column("Giờ đến", width=11, is_needed=True)
    CAME = Column("Có mặt", width=11, is_needed=True)
    ACTIVATED = Column("Kích hoạt", width=11, is_needed=True)
    REASON = Column("Lý do", width=30, is_needed=True)
    NOTE = Column("Ghi chú", width=24)
    """What this run did; never read back."""
    STANDS_IN_DAY = Column("Dự bị ngày", width=11, is_needed=True)
    STANDS_IN_SHIFT = Column("Dự bị ca", width=11, is_needed=True)
    TIMES = Column("Lần mời", CellKind.SERIAL, limits=(0, MOST_TIMES), width=11, is_needed=True)
    ABSENCES = Column("Lần vắng", CellKind.SERIAL, limits=(0, MOST_TIMES), width=11, is_needed=True)
    MADE_ON = Column("Ngày lập", width=11, is_needed=True)
    VERSION = Column("Phương án", CellKind.SERIAL, limits=(1, limits.DOSSIERS), width=11, is_needed=True)
    DOSSIERS = Column("Hồ sơ của ca", CellKind.SERIAL, limits=(0, limits.DOSSIERS), width=11, is_needed=True)


INVITATIONS = SheetLayout("Danh sách mời", InvitationColumn, needed=True)
