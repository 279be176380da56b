"""Sheets *Đơn vị*, *Đơn vị cũ*, *Quãng đường* and *Phân công thôn*: whom the machines go to."""

from datetime import date

from planner.intake.cells import limits
from planner.intake.layout.column import (
    FIRST_DAYS,
    LAST_DAYS,
    NO,
    UNIT_NAMES,
    YES,
    CellKind,
    Column,
    SheetColumn,
    SheetLayout,
)


class UnitColumn(SheetColumn):
    """Columns of sheet *Đơn vị*."""

    CODE = Column(
        "Mã",
        CellKind.UNIQUE,
        note="Bắt buộc, không trùng; nhập dạng chữ để giữ số 0 ở đầu, ví dụ 06112",
        width=10,
        example=("SM01", "SM02", "SM03", "SM04", "SM05", "SM06", "SM07", "SM08", "SM09"),
        called=("Mã đơn vị", "Mã ĐV", "Mã xã", "Mã số"),
        is_needed=True,
    )
    NAME = Column(
        "Đơn vị",
        note="Bắt buộc; không trùng trong cùng Khu vực",
        width=28,
        example=(
            "Phường Suối Mơ",
            "Phường An Hòa",
            "Xã An Lộc",
            "Xã Bản Lim",
            "Xã Đồng Cọ",
            "Xã Khe Sương",
            "Xã Nà Thơm",
            "Trường THPT Suối Mơ",
            "Khu công nghiệp An Hòa",
        ),
        called=("Tên", "Tên đơn vị", "Tên xã", "Xã, phường", "Xã/phường", "Xã, phường, thị trấn", "Đơn vị thu nhận"),
        is_needed=True,
    )
    KIND = Column(
        "Loại",
        CellKind.PROPOSAL,
        note="phường, xã, đặc khu, trường, khu công nghiệp...; theo đó gọi công dân, học sinh...",
        choices=("xã", "phường", "thị trấn", "đặc khu", "trường", "khu công nghiệp"),
        example=("phường", "phường", "xã", "xã", "xã", "xã", "xã", "trường", "khu công nghiệp"),
        called=("Loại đơn vị", "Loại hình"),
    )
    ZONE = Column(
        "Khu vực",
        note="Khu vực mà máy phụ trách, ví dụ cụm xã, phường",
        width=18,
        example=(
            "Trung tâm",
            "Trung tâm",
            "Trung tâm",
            "Vùng cao",
            "Vùng cao",
            "Vùng cao",
            "Vùng cao",
            "Trung tâm",
            "Trung tâm",
        ),
    )
    PLACE = Column(
        "Địa điểm",
        note="Nơi đặt máy; để trống thì theo Mẫu địa điểm",
        width=26,
        example=(
            "Công an phường Suối Mơ",
            "Công an phường An Hòa",
            None,
            None,
            None,
            None,
            None,
            "Nhà đa năng Trường THPT Suối Mơ",
            "Nhà ăn ca Khu công nghiệp An Hòa",
        ),
        called=("Nơi đặt máy", "Nơi thu nhận", "Địa điểm thu nhận", "Địa chỉ"),
    )
    POPULATION = Column(
        "Dân số trên 14",
        CellKind.WHOLE,
        note="Số dân từ đủ 14 tuổi",
        limits=(0, limits.DOSSIERS),
        example=(4200, 2600, 2100, 1500, 1350, 900, 1150, 600, 900),
        called=("Dân số từ đủ 14 tuổi", "Dân số trên 14 tuổi"),
    )
    TARGET = Column(
        "Chỉ tiêu",
        CellKind.WHOLE,
        note="Tổng số hồ sơ được giao",
        limits=(0, limits.DOSSIERS),
        example=(1400, 860, 700, 510, 455, 320, 400, 480, 400),
        called=("Chỉ tiêu giao", "Chỉ tiêu được giao"),
    )
    COLLECTED_BEFORE = Column(
        "Đã thu nhận",
        CellKind.WHOLE,
        note="Số đã thu nhận TRƯỚC ngày bắt đầu; kết quả trong chiến dịch không ghi vào đây",
        limits=(0, limits.DOSSIERS),
        example=(180, 120, 95, 30, 25, 10, 15, 0, 0),
        called=("Số đã thu nhận", "Đã thu"),
    )
    NEED = Column(
        "Cần thu nhận",
        CellKind.WHOLE,
        note="Để trống thì bằng Chỉ tiêu trừ Đã thu nhận",
        limits=(0, limits.DOSSIERS),
        called=("Số cần thu nhận", "Cần thu", "Còn phải thu nhận"),
    )
    PRIORITY = Column(
        "Ưu tiên",
        CellKind.WHOLE,
        note="Số nguyên từ 1; càng lớn càng quan trọng; mặc định 1",
        limits=(1, limits.PRIORITY),
        width=9,
        example=(*[None] * 5, 2),
        called=("Mức ưu tiên", "Độ ưu tiên"),
    )
    LATITUDE = Column(
        "Vĩ độ",
        CellKind.DEGREES,
        note="Độ thập phân, ví dụ 21,951",
        limits=(-90, 90),
        example=(21.602, 21.64, 21.571, 21.7, 21.735, 21.775, 21.69, 21.598, 21.652),
        called=("Vĩ tuyến",),
    )
    LONGITUDE = Column(
        "Kinh độ",
        CellKind.DEGREES,
        note="Độ thập phân, ví dụ 106,368",
        limits=(-180, 180),
        example=(105.911, 105.88, 105.948, 105.84, 105.905, 105.962, 106.01, 105.915, 105.872),
        called=("Kinh tuyến",),
    )
    FIRST_DAY = Column(
        "Từ ngày",
        CellKind.DAY,
        note="Ngày đầu tiên đơn vị tiếp dân; để trống là cả chiến dịch",
        example=(*[None] * 7, date(2026, 5, 11)),
        called=FIRST_DAYS,
    )
    LAST_DAY = Column(
        "Đến ngày",
        CellKind.DAY,
        note="Ngày cuối cùng đơn vị tiếp dân",
        example=(*[None] * 7, date(2026, 5, 22)),
        called=LAST_DAYS,
    )
    DAYS = Column(
        "Ngày được phép",
        note="Chỉ tiếp dân các ngày này, ví dụ 2/12, 9/12, 14/12-16/12; để trống là mọi ngày",
        width=22,
        called=("Các ngày được phép", "Ngày cho phép"),
    )
    SHIFTS = Column(
        "Ca được phép",
        note="Các ca được phép, cách nhau bằng dấu phẩy; để trống là mọi ca",
        width=16,
        called=("Ca làm việc", "Các ca được phép", "Ca cho phép"),
    )
    TOGETHER = Column(
        "Số máy cùng lúc",
        CellKind.WHOLE,
        note="Số máy nhiều nhất cùng một lúc; mặc định 1",
        limits=(1, limits.TOGETHER),
        called=("Số máy tối đa",),
    )
    VISITS = Column(
        "Số đợt tối đa",
        CellKind.WHOLE,
        note="Số đợt máy đến nhiều nhất; mặc định bằng Số máy cùng lúc",
        limits=(1, limits.VISITS),
        example=2,
    )
    WHOLE_DAYS = Column(
        "Đi trọn ngày",
        CellKind.CHOICE,
        note="Không: máy đến nửa ngày, ca khác đi nơi khác được (trường học); để trống thì theo trang Chiến dịch",
        choices=(YES, NO),
    )
    MIN_DAYS = Column(
        "Số ngày tối thiểu",
        CellKind.WHOLE,
        note="Mỗi đợt máy đến phải ở ít nhất bấy nhiêu ngày; mặc định 1",
        limits=(1, limits.CAMPAIGN_DAYS),
        called=("Số ngày ở tối thiểu",),
    )
    CLUSTER = Column(
        "Cụm",
        note="Các đơn vị ghi cùng tên cụm là một điểm: máy đứng ở đơn vị đầu, thu cho cả cụm trong cùng ca",
        width=14,
        called=("Tên cụm",),
    )
    ACTIVATED_BEFORE = Column(
        "Đã kích hoạt",
        CellKind.WHOLE,
        note="Tài khoản đã kích hoạt trước ngày bắt đầu; mặc định 0",
        limits=(0, limits.DOSSIERS),
    )
    CONTACT = Column("Liên hệ", note="Người và số điện thoại liên hệ in trên thông báo của đơn vị", width=30)


UNITS = SheetLayout(
    "Đơn vị",
    UnitColumn,
    note="Các đơn vị có dân cần thu nhận hồ sơ",
    needed=True,
    other_titles=("Danh sách đơn vị", "Các đơn vị", "DS đơn vị", "Danh sách xã", "Đơn vị thu nhận"),
)


class FormerUnitColumn(SheetColumn):
    """Columns of sheet *Đơn vị cũ*."""

    CODE = Column(
        "Mã cũ",
        note="Mã trước khi sáp nhập; ghi mã hoặc tên, hoặc cả hai",
        width=10,
        example="SM41",
        called=("Mã đơn vị cũ",),
    )
    NAME = Column("Tên cũ", note="Tên trước khi sáp nhập", width=28, example="Xã Lim Hạ", called=("Tên đơn vị cũ",))
    UNIT = Column(
        "Đơn vị",
        CellKind.KNOWN,
        note="Bắt buộc; mã hoặc tên đơn vị mới ở trang Đơn vị",
        source=UNIT_NAMES,
        example="SM04",
        called=("Đơn vị mới", "Sáp nhập vào"),
        is_needed=True,
    )
    FIRST_DAY = Column(
        "Từ ngày",
        CellKind.DAY,
        note="Ngày sáp nhập; bắt buộc khi đơn vị cũ còn ở trang Đơn vị: từ ngày này phần còn lại thu ở đơn vị mới",
        example=date(2025, 7, 1),
        called=("Ngày sáp nhập",),
    )


FORMER_UNITS = SheetLayout(
    "Đơn vị cũ", FormerUnitColumn, note="Đơn vị đã sáp nhập: mã, tên cũ gặp ở bất cứ đâu được hiểu là đơn vị mới"
)


class RoadColumn(SheetColumn):
    """Columns of sheet *Quãng đường*."""

    ORIGIN = Column(
        "Từ",
        CellKind.KNOWN,
        note="Mã hoặc tên đơn vị",
        source=UNIT_NAMES,
        example=("SM01", "SM08", "SM05"),
        called=("Từ đơn vị", "Nơi đi", "Điểm đi"),
        is_needed=True,
    )
    DESTINATION = Column(
        "Đến",
        CellKind.KNOWN,
        note="Mã hoặc tên đơn vị; một dòng dùng cho cả hai chiều, trừ khi ghi cả hai",
        source=UNIT_NAMES,
        example=("SM06", "SM06", "SM06"),
        called=("Đến đơn vị", "Nơi đến", "Điểm đến"),
        is_needed=True,
    )
    KM = Column(
        "Km",
        CellKind.DECIMAL,
        note="Số km đường bộ",
        limits=(0, limits.ROAD_KM),
        example=(29, 29.5, 14),
        called=("Số km", "Khoảng cách", "Quãng đường", "Cự ly"),
        is_needed=True,
    )


ROADS = SheetLayout(
    "Quãng đường",
    RoadColumn,
    note="Quãng đường thực tế; cặp nào không ghi thì tính từ tọa độ",
    other_titles=("Khoảng cách", "Cự ly"),
)


class DutyColumn(SheetColumn):
    """Columns of sheet *Phân công thôn*."""

    UNIT = Column(
        "Đơn vị",
        CellKind.KNOWN,
        note="Mã hoặc tên đơn vị",
        source=UNIT_NAMES,
        example=("SM02", "SM02", "SM02"),
        called=("Tên đơn vị",),
        is_needed=True,
    )
    HAMLET = Column(
        "Thôn",
        note="Bắt buộc; tên thôn, bản, khu phố",
        width=22,
        example=("Tổ dân phố 1", "Tổ dân phố 2", "Tổ dân phố 3"),
        called=("Tên thôn",),
        is_needed=True,
    )
    TEAM = Column(
        "Tổ phụ trách",
        note="Bắt buộc; tổ hoặc người phụ trách thôn",
        width=28,
        example=("Tổ số 1", "Tổ số 1", "Tổ số 2"),
        called=("Tổ",),
        is_needed=True,
    )
    WEEKDAYS = Column(
        "Thứ",
        note="Các thứ trong tuần tổ xuống thôn: 2–7, CN; để trống là hằng ngày",
        width=12,
        example=("2, 5", "3, 6", "4, 7"),
    )
    DAILY_TARGET = Column(
        "Chỉ tiêu/ngày",
        CellKind.WHOLE,
        note="Số công dân cần hướng dẫn mỗi ngày",
        limits=(0, limits.DOSSIERS),
        example=(5, 5, 5),
    )
    CONTACT = Column("Liên hệ", note="Người và số điện thoại của tổ", width=30)
    NOTE = Column("Ghi chú", note="In cùng dòng", width=30)


DUTIES = SheetLayout(
    "Phân công thôn",
    DutyColumn,
    note="Tổ nào phụ trách thôn nào, xuống thôn vào thứ mấy; chỉ để in (planner print --form teams)",
)
