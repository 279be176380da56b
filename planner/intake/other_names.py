"""What people call the campaign's sheets and columns besides, as far as it can mean nothing else there."""

Heads = tuple[tuple[str, str], ...]
"""Pairs of another head and the head that it stands for."""

NUMBERING = ("STT", "TT", "Số TT", "Số thứ tự", "#")
"""Heads of a column that only counts the rows."""

_FIRST_DAYS = ("Ngày bắt đầu", "Bắt đầu", "Bắt đầu từ", "Bắt đầu từ ngày", "Ngày đầu", "Từ", "Ngày BĐ")
_LAST_DAYS = ("Ngày kết thúc", "Kết thúc", "Ngày cuối", "Đến hết ngày", "Tới ngày", "Đến", "Ngày KT")
DAYS: Heads = (*((name, "Từ ngày") for name in _FIRST_DAYS), *((name, "Đến ngày") for name in _LAST_DAYS))
SETTINGS: Heads = (("Nội dung", "Mục"), ("Tên mục", "Mục"))
SHIFTS: Heads = (
    ("Tên ca", "Ca"),
    ("Ca làm việc", "Ca"),
    ("Từ giờ", "Giờ bắt đầu"),
    ("Bắt đầu", "Giờ bắt đầu"),
    ("Đến giờ", "Giờ kết thúc"),
    ("Kết thúc", "Giờ kết thúc"),
)
UNITS: Heads = (
    ("Mã đơn vị", "Mã"),
    ("Mã ĐV", "Mã"),
    ("Mã xã", "Mã"),
    ("Mã số", "Mã"),
    ("Tên", "Đơn vị"),
    ("Tên đơn vị", "Đơn vị"),
    ("Tên xã", "Đơn vị"),
    ("Xã, phường", "Đơn vị"),
    ("Xã/phường", "Đơn vị"),
    ("Xã, phường, thị trấn", "Đơn vị"),
    ("Đơn vị thu nhận", "Đơn vị"),
    ("Loại đơn vị", "Loại"),
    ("Loại hình", "Loại"),
    ("Nơi đặt máy", "Địa điểm"),
    ("Nơi thu nhận", "Địa điểm"),
    ("Địa điểm thu nhận", "Địa điểm"),
    ("Địa chỉ", "Địa điểm"),
    ("Dân số từ đủ 14 tuổi", "Dân số trên 14"),
    ("Dân số trên 14 tuổi", "Dân số trên 14"),
    ("Chỉ tiêu giao", "Chỉ tiêu"),
    ("Chỉ tiêu được giao", "Chỉ tiêu"),
    ("Số đã thu nhận", "Đã thu nhận"),
    ("Đã thu", "Đã thu nhận"),
    ("Số cần thu nhận", "Cần thu nhận"),
    ("Cần thu", "Cần thu nhận"),
    ("Còn phải thu nhận", "Cần thu nhận"),
    ("Mức ưu tiên", "Ưu tiên"),
    ("Độ ưu tiên", "Ưu tiên"),
    ("Vĩ tuyến", "Vĩ độ"),
    ("Kinh tuyến", "Kinh độ"),
    ("Ca làm việc", "Ca được phép"),
    ("Các ca được phép", "Ca được phép"),
    ("Ca cho phép", "Ca được phép"),
    ("Các ngày được phép", "Ngày được phép"),
    ("Ngày cho phép", "Ngày được phép"),
    ("Số máy tối đa", "Số máy cùng lúc"),
    *DAYS,
)
MACHINES: Heads = (
    ("Tên", "Máy"),
    ("Tên máy", "Máy"),
    ("Loại máy", "Loại"),
    ("Hình thức", "Loại"),
    ("Nơi đặt máy", "Địa điểm"),
    ("Khu vực phục vụ", "Khu vực"),
    ("Các đơn vị phục vụ", "Đơn vị phục vụ"),
    ("Phục vụ đơn vị", "Đơn vị phục vụ"),
    ("Phục vụ", "Đơn vị phục vụ"),
    ("Năng lực một ca", "Năng lực ca"),
    ("Năng lực", "Năng lực ca"),
    ("Điểm xuất phát", "Nơi xuất phát"),
    ("Xuất phát", "Nơi xuất phát"),
    *DAYS,
)
CLOSURES: Heads = (
    ("Ngày", "Từ ngày"),
    ("Ngày nghỉ", "Từ ngày"),
    ("Nghỉ từ ngày", "Từ ngày"),
    ("Nghỉ đến ngày", "Đến ngày"),
    ("Thứ trong tuần", "Thứ"),
    ("Ca nghỉ", "Ca"),
    ("Phạm vi áp dụng", "Phạm vi"),
    ("Nội dung", "Lý do"),
    ("Lí do", "Lý do"),
    ("Ghi chú", "Lý do"),
    *DAYS,
)
ROADS: Heads = (
    ("Từ đơn vị", "Từ"),
    ("Nơi đi", "Từ"),
    ("Điểm đi", "Từ"),
    ("Đến đơn vị", "Đến"),
    ("Nơi đến", "Đến"),
    ("Điểm đến", "Đến"),
    ("Số km", "Km"),
    ("Khoảng cách", "Km"),
    ("Quãng đường", "Km"),
    ("Cự ly", "Km"),
)
PHASES: Heads = (("Tên giai đoạn", "Tên"), ("Giai đoạn", "Tên"), *DAYS)
PINS: Heads = (("Tên máy", "Máy"), ("Tên đơn vị", "Đơn vị"), ("Ngày", "Từ ngày"), *DAYS)
GOALS: Heads = (("Tên mục tiêu", "Mục tiêu"), *((name, "Thứ tự") for name in NUMBERING))
RATES: Heads = (("Số hồ sơ một ca", "Hồ sơ một ca"), ("Tên máy", "Máy"), ("Tên đơn vị", "Đơn vị"))
FORMER_UNITS: Heads = (
    ("Mã đơn vị cũ", "Mã cũ"),
    ("Tên đơn vị cũ", "Tên cũ"),
    ("Đơn vị mới", "Đơn vị"),
    ("Sáp nhập vào", "Đơn vị"),
    ("Ngày sáp nhập", "Từ ngày"),
)
DUTIES: Heads = (("Tên thôn", "Thôn"), ("Tổ", "Tổ phụ trách"), ("Tên đơn vị", "Đơn vị"))

CLOSURE_TITLES = (
    "Nghỉ lễ",
    "Lịch nghỉ",
    "Nghỉ",
    "Ngày lễ",
    "Các ngày nghỉ",
    "Ngày nghỉ lễ",
    "Lịch nghỉ lễ",
    "Ngày nghỉ, lễ",
    "Lịch nghỉ lễ, Tết",
)
CLOSURE_WORDS = frozenset({"nghi", "le", "tet"})
"""Without marks; a sheet with one of these in its title and days on it may hold closures."""
UNIT_TITLES = ("Danh sách đơn vị", "Các đơn vị", "DS đơn vị", "Danh sách xã", "Đơn vị thu nhận")
MACHINE_TITLES = ("Danh sách máy", "Các máy", "DS máy", "Máy thu nhận")
