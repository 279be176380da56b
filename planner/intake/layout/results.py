"""Sheet *Kết quả*: the one sheet of a results workbook; a campaign workbook has none."""

from planner.intake.cells import limits
from planner.intake.layout.column import CellKind, Column, SheetColumn, SheetLayout

CHOICES = "Danh mục"
"""The sheet of the form that holds what its drop-downs offer."""


class ResultColumn(SheetColumn):
    """Columns of sheet *Kết quả*; the hours tell which shift is meant where labels are in doubt."""

    DAY = Column(
        "Ngày",
        CellKind.DAY,
        note="Bắt buộc, ví dụ 18/4/2023; không ghi ngày chưa đến",
        called=("Ngày thu nhận", "Ngày làm việc", "Ngày, tháng", "Ngày tháng"),
        is_needed=True,
    )
    SHIFT = Column(
        "Ca",
        CellKind.KNOWN,
        width=12,
        note="Tên ca ở trang Ca của kế hoạch. Đổi ca thì sửa hoặc xóa cả giờ, vì giờ được tính trước",
        called=("Ca làm việc", "Tên ca"),
        is_needed=True,
    )
    STARTS = Column(
        "Từ giờ",
        width=9,
        note="Giờ bắt đầu ca; nếu giờ và tên ca khác nhau thì chương trình lấy theo giờ",
        called=("Giờ bắt đầu",),
    )
    ENDS = Column("Đến giờ", width=9, note="Giờ kết thúc ca", called=("Giờ kết thúc",))
    MACHINE = Column(
        "Máy",
        CellKind.KNOWN,
        width=14,
        note="Tên máy; để trống cả Ca và Máy nếu hồ sơ thu nhận không qua máy của chiến dịch",
        called=("Tên máy", "Máy thu nhận"),
        is_needed=True,
    )
    UNIT = Column(
        "Đơn vị",
        CellKind.KNOWN,
        width=30,
        note="Bắt buộc: tên đơn vị, hoặc mã nếu có đơn vị trùng tên",
        called=("Tên đơn vị", "Đơn vị thu nhận", "Xã, phường", "Xã/phường", "Xã, phường, thị trấn"),
        is_needed=True,
    )
    PLANNED = Column(
        "Kế hoạch",
        CellKind.SHOWN,
        width=11,
        note="Số hồ sơ theo kế hoạch, để đối chiếu; chương trình không đọc cột này",
    )
    COLLECTED = Column(
        "Thu nhận",
        CellKind.WHOLE,
        limits=(0, limits.DOSSIERS),
        width=11,
        note="Số hồ sơ thu nhận thực tế, kể cả khi vượt năng lực; không có ai đến thì nhập 0",
        called=("Số thu nhận", "Số hồ sơ thu nhận", "Hồ sơ thu nhận", "Số hồ sơ"),
        is_needed=True,
    )
    APPROVED = Column(
        "Duyệt",
        CellKind.WHOLE,
        limits=(0, limits.DOSSIERS),
        width=11,
        note="Số hồ sơ được duyệt; không có thì để trống",
        called=("Số duyệt", "Số hồ sơ duyệt", "Số hồ sơ được duyệt"),
    )
    ACTIVATED = Column(
        "Kích hoạt",
        CellKind.WHOLE,
        limits=(0, limits.DOSSIERS),
        width=11,
        note="Số tài khoản định danh điện tử được kích hoạt; không có thì để trống",
        called=("Số kích hoạt", "Kích hoạt tài khoản", "Số tài khoản kích hoạt"),
    )
    NOTE = Column(
        "Ghi chú", width=40, note="Ví dụ mất điện, mưa lũ; không ghi số định danh hay thông tin cá nhân của người dân"
    )


RESULTS = SheetLayout(
    "Kết quả",
    ResultColumn,
    note="Mỗi dòng là kết quả của một máy trong một ca, hoặc kết quả trong ngày của một đơn vị không qua máy",
    needed=True,
)
