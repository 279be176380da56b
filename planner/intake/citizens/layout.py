"""The sheet of citizens as communes keep it, and how else its headers may be written."""

from enum import StrEnum

from planner.intake.layout import SheetLayout


class CitizenColumn(StrEnum):
    """Columns of sheet *Công dân*; whatever else stands there is not read."""

    NUMBER = "STT"
    NAME = "Họ và tên"
    BORN = "Năm sinh"
    HAMLET = "Thôn"
    HOUSEHOLD = "Hộ"
    CONTACT = "Liên hệ"
    UNIT = "Đơn vị"
    STATE = "Tình trạng"
    IDENTITY = "Số định danh"
    """Read for the official list of one session alone."""


CITIZENS = SheetLayout(
    "Công dân",
    CitizenColumn,
    (CitizenColumn.NUMBER, CitizenColumn.NAME, CitizenColumn.BORN, CitizenColumn.HAMLET),
    needed=True,
)

OTHER_HEADERS: dict[str, CitizenColumn] = {
    "TT": CitizenColumn.NUMBER,
    "Số TT": CitizenColumn.NUMBER,
    "Số thứ tự": CitizenColumn.NUMBER,
    "Họ tên": CitizenColumn.NAME,
    "Họ, tên": CitizenColumn.NAME,
    "Họ và tên công dân": CitizenColumn.NAME,
    "Ngày sinh": CitizenColumn.BORN,
    "Ngày, tháng, năm sinh": CitizenColumn.BORN,
    "Ngày tháng năm sinh": CitizenColumn.BORN,
    "Ấp": CitizenColumn.HAMLET,
    "Bản": CitizenColumn.HAMLET,
    "Sóc": CitizenColumn.HAMLET,
    "Khu phố": CitizenColumn.HAMLET,
    "Tổ dân phố": CitizenColumn.HAMLET,
    "Thôn, tổ dân phố": CitizenColumn.HAMLET,
    "Mã hộ": CitizenColumn.HOUSEHOLD,
    "Số hộ": CitizenColumn.HOUSEHOLD,
    "Hộ gia đình": CitizenColumn.HOUSEHOLD,
    "Điện thoại": CitizenColumn.CONTACT,
    "Số điện thoại": CitizenColumn.CONTACT,
    "SĐT": CitizenColumn.CONTACT,
    "Số định danh cá nhân": CitizenColumn.IDENTITY,
}
"""What a column is also called, as far as it can mean nothing else."""
