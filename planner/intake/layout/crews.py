"""Sheets *Cán bộ* and *Vị trí*: who could work the machines, and whom a machine asks for."""

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

OFFICER_CODES = "'Cán bộ'!$A$2:$A$2001"
SHIFT_NAMES = "'Ca'!$A$2:$A$13"
"""Cells whose content Excel offers in columns that name an officer or a shift."""
MOVING_DAY = "Ngày chuyển chỗ"
"""What stands in *Khi* for a seat that is asked for only on a day on which the machine moves."""


class OfficerColumn(SheetColumn):
    """Columns of sheet *Cán bộ*."""

    CODE = Column(
        "Số hiệu",
        CellKind.UNIQUE,
        note="Mã riêng của từng người, ví dụ CB01; không ghi số căn cước, số điện thoại",
        width=11,
        example=("CB01", "CB02", "CB03", "CB04", "CB05", "CB06"),
        called=("Mã cán bộ", "Số hiệu cán bộ", "Mã số", "Mã"),
        codes_of="cán bộ",
        is_needed=True,
    )
    NAME = Column(
        "Họ và tên",
        note="Bắt buộc; in trên bảng phân ca",
        width=24,
        example=("Hoàng Văn Ví", "Nông Thị Dụ", "Lý Văn Mẫu", "Vi Thị Thử", "Lương Văn Giả", "Đàm Văn Định"),
        called=("Họ tên", "Họ và tên cán bộ", "Tên cán bộ"),
        is_needed=True,
    )
    RANK = Column(
        "Cấp bậc, chức vụ",
        note="In cạnh tên, ví dụ Thượng úy, cán bộ",
        width=22,
        example=("Đại úy, tổ trưởng", "Thượng úy", "Thượng úy", "Trung úy", "Trung úy", "Thiếu úy"),
        called=("Cấp bậc/chức vụ", "Cấp bậc - chức vụ", "Cấp bậc và chức vụ"),
    )
    WORKPLACE = Column(
        "Đơn vị công tác",
        CellKind.KNOWN,
        note="Mã hoặc tên đơn vị ở trang Đơn vị, hoặc tên cơ quan khác",
        source=UNIT_NAMES,
        example=("Đội QLHC", "Đội QLHC", "Đội QLHC", "SM01", "SM01", "SM01"),
        called=("Cơ quan", "Nơi công tác"),
    )
    ROLES = Column(
        "Vai trò",
        note="Những việc làm được, cách nhau bằng dấu phẩy, ví dụ thu nhận, kiểm tra, lái xe",
        width=24,
        example=("thu nhận, kiểm tra", "thu nhận", "thu nhận, lái xe", "thu nhận", "thu nhận, kiểm tra", "lái xe"),
        called=("Các vai trò", "Nhiệm vụ"),
    )
    CREW = Column("Kíp", note="Tên kíp, chỉ để in", width=9, called=("Tên kíp",))
    ZONES = Column(
        "Khu vực",
        note="Khu vực phụ trách, cách nhau bằng dấu phẩy; để trống cả cột này và cột Máy là làm được mọi nơi",
        width=18,
        called=("Khu vực phụ trách",),
    )
    MACHINES = Column(
        "Máy",
        note="Máy phụ trách, cách nhau bằng dấu phẩy; có cả Khu vực thì được một trong hai là đủ",
        width=16,
        called=("Máy phụ trách", "Tên máy"),
    )
    HOME = Column(
        "Nơi ở",
        CellKind.KNOWN,
        note="Đơn vị nơi ở, để tính quãng đường đi làm; để trống là không tính",
        source=UNIT_NAMES,
        example=("SM01", "SM02", "SM01", "SM05", "SM06", "SM01"),
        called=("Chỗ ở",),
    )
    FIRST_DAY = Column(
        "Từ ngày", CellKind.DAY, note="Ngày đầu tham gia; để trống là từ ngày bắt đầu", called=FIRST_DAYS
    )
    LAST_DAY = Column(
        "Đến ngày",
        CellKind.DAY,
        note="Ngày cuối tham gia; để trống là đến ngày kết thúc",
        example=(None, None, None, None, None, date(2026, 5, 23)),
        called=LAST_DAYS,
    )
    MOST_SHIFTS = Column(
        "Số ca tối đa một tuần",
        CellKind.WHOLE,
        note="Của riêng người này; để trống là theo trang Quy định ca",
        limits=(1, 7 * limits.NUM_SHIFTS),
        example=(3,),
        called=("Số ca tối đa/tuần",),
    )
    WORKS_UNTIL = Column(
        "Không làm sau",
        note="Ví dụ 15h00: không xếp ca kết thúc sau giờ này, không làm đêm, không làm thêm (Điều 137 Bộ luật Lao"
        " động: mang thai từ tháng thứ 7, vùng cao từ tháng thứ 6, hoặc nuôi con dưới 12 tháng tuổi)",
        width=12,
        example=(None, "17h30"),
        called=("Không làm sau giờ",),
    )
    NOTE = Column("Ghi chú", note="Không in", width=30)


OFFICERS = SheetLayout(
    "Cán bộ",
    OfficerColumn,
    note="Những người trực máy; thứ tự dòng là thứ tự in. Để trống trang này thì chỉ lập kế hoạch máy",
    other_titles=("Danh sách cán bộ", "DS cán bộ", "Danh sách CBCS", "CBCS"),
)


class SeatColumn(SheetColumn):
    """Columns of sheet *Vị trí*."""

    MACHINE = Column(
        "Máy",
        CellKind.KNOWN,
        note="Tên máy ở trang Máy; để trống là mọi máy",
        source=MACHINE_NAMES,
        width=14,
        example=(None, None, "MÁY 2"),
        called=("Tên máy",),
    )
    SHIFT = Column(
        "Ca",
        CellKind.KNOWN,
        note="Một hay nhiều ca; để trống là mọi ca",
        source=SHIFT_NAMES,
        width=14,
        example=(None, "Ca sáng"),
    )
    ROLE = Column(
        "Vai trò",
        CellKind.PROPOSAL,
        note="Một vai trò ghi ở trang Cán bộ; để trống là ai cũng được",
        choices=("thu nhận", "kiểm tra", "lái xe"),
        width=18,
        example=("thu nhận", "kiểm tra", "lái xe"),
        is_needed=True,
    )
    OFFICERS = Column(
        "Số người",
        CellKind.WHOLE,
        note="Để trống là 1; các dòng cùng vai trò cộng lại",
        limits=(1, limits.SEATS),
        example=(1, 1, 1),
        called=("Số cán bộ",),
    )
    IS_REQUIRED = Column(
        "Bắt buộc",
        CellKind.CHOICE,
        note="Có: thiếu người này thì máy không chạy được; để trống là Không",
        choices=(YES, NO),
        example=(YES, NO, NO),
    )
    WHEN = Column(
        "Khi",
        CellKind.CHOICE,
        note=f"{MOVING_DAY}: chỉ cần vào ngày máy chuyển sang nơi khác; để trống là mọi ca",
        choices=(MOVING_DAY,),
        width=18,
        example=(None, None, MOVING_DAY),
        called=("Khi nào",),
    )


SEATS = SheetLayout(
    "Vị trí",
    SeatColumn,
    note="Mỗi máy trong một ca cần ai; để trống trang này là mỗi máy một người, vai trò nào cũng được",
    other_titles=("Vị trí trực", "Vị trí làm việc", "Các vị trí"),
)
