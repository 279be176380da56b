"""Sheets *Tổ* and *Lượt xuống thôn*: the teams that go out to hamlets, and what the hamlets want of them."""

from planner.intake.cells import limits
from planner.intake.layout.column import FIRST_DAYS, LAST_DAYS, UNIT_NAMES, CellKind, Column, SheetColumn, SheetLayout


class TeamColumn(SheetColumn):
    """Columns of sheet *Tổ*."""

    UNIT = Column(
        "Đơn vị",
        CellKind.KNOWN,
        note="Mã hoặc tên đơn vị; để trống khi cả tệp là của một xã, phường",
        source=UNIT_NAMES,
        example=("SM02", "SM02", "SM02"),
        called=("Tên đơn vị",),
    )
    TEAM = Column(
        "Tổ",
        note="Bắt buộc; tên tổ, mỗi tổ một dòng",
        width=16,
        example=("Tổ số 1", "Tổ số 2", "Tổ số 3"),
        called=("Tên tổ", "Tổ phụ trách", "Tổ công tác"),
        is_needed=True,
    )
    MEMBERS = Column(
        "Thành viên",
        note="Họ tên hoặc số hiệu, cách nhau bằng dấu phẩy; người ở hai tổ thì hai tổ không đi cùng ngày",
        width=34,
        example=("Nguyễn Văn An, Lê Thị Bình", "Trần Văn Cường, Vũ Thị Dung", "Phạm Văn Em, Hồ Thị Giang"),
        called=("Các thành viên", "Họ và tên"),
    )
    HAMLETS = Column(
        "Thôn, khu phố",
        note="Các thôn tổ đi được, cách nhau bằng dấu phẩy; để trống là mọi thôn của đơn vị",
        width=34,
        example=(None, "Tổ dân phố 2, Tổ dân phố 3", "Tổ dân phố 1, Tổ dân phố 4"),
        called=("Thôn", "Khu phố", "Các thôn", "Thôn phụ trách"),
        is_needed=True,
    )
    DAYS = Column(
        "Ngày đi",
        note="Các thứ trong tuần (2–7, CN) hoặc các ngày, ví dụ 3, 5 hay 18/5, 25/5; để trống là hằng ngày",
        width=16,
        example=("3, 5", "2, 4", "T7, 15/5"),
        called=("Thứ", "Ngày xuống thôn", "Ngày đi thôn"),
    )
    FIRST_DAY = Column(
        "Từ ngày", CellKind.DAY, note="Ngày đầu tổ đi được; để trống là ngày bắt đầu chiến dịch", called=FIRST_DAYS
    )
    LAST_DAY = Column(
        "Đến ngày", CellKind.DAY, note="Ngày cuối tổ đi được; để trống là ngày kết thúc chiến dịch", called=LAST_DAYS
    )
    HAMLETS_A_DAY = Column(
        "Số thôn/ngày",
        CellKind.WHOLE,
        note="Số thôn nhiều nhất tổ đi trong một ngày; mặc định 1",
        limits=(1, limits.HAMLETS_A_DAY),
        example=(2, 1, 1),
        called=("Số thôn một ngày",),
    )
    CITIZENS_A_DAY = Column(
        "Sức/ngày",
        CellKind.WHOLE,
        note="Số công dân nhiều nhất tổ hướng dẫn được trong một ngày; để trống là không giới hạn",
        limits=(0, limits.DOSSIERS),
        example=(10, 8, 8),
        called=("Sức một ngày", "Số công dân một ngày"),
    )
    CONTACT = Column("Liên hệ", note="Người và số điện thoại của tổ", width=24)
    NOTE = Column("Ghi chú", note="In cùng dòng", width=24)


TEAMS = SheetLayout(
    "Tổ",
    TeamColumn,
    note="Các tổ đi xuống thôn; planner teams xếp tổ nào đến thôn nào vào ngày nào, theo trang Lượt xuống thôn",
    other_titles=("Các tổ", "Tổ công tác", "Tổ xuống thôn"),
)


class HamletColumn(SheetColumn):
    """Columns of sheet *Lượt xuống thôn*."""

    UNIT = Column(
        "Đơn vị",
        CellKind.KNOWN,
        note="Mã hoặc tên đơn vị, như ở trang Tổ",
        source=UNIT_NAMES,
        example=("SM02", "SM02", "SM02", "SM02"),
        called=("Tên đơn vị",),
    )
    HAMLET = Column(
        "Thôn, khu phố",
        note="Bắt buộc; tên thôn, bản, khu phố, mỗi thôn một dòng",
        width=24,
        example=("Tổ dân phố 1", "Tổ dân phố 2", "Tổ dân phố 3", "Tổ dân phố 4"),
        called=("Thôn", "Khu phố", "Tên thôn"),
        is_needed=True,
    )
    VISITS = Column(
        "Số lượt",
        CellKind.WHOLE,
        note="Số ngày cần có tổ xuống; mặc định 1",
        limits=(0, limits.CAMPAIGN_DAYS),
        example=(4, 3, 4, 2),
        called=("Số lượt đi", "Số lần"),
        is_needed=True,
    )
    DAILY_TARGET = Column(
        "Chỉ tiêu/ngày",
        CellKind.WHOLE,
        note="Số công dân cần hướng dẫn trong mỗi lượt; mặc định 0",
        limits=(0, limits.DOSSIERS),
        example=(5, 5, 8, 5),
        called=("Chỉ tiêu một ngày",),
    )
    DAYS_APART = Column(
        "Cách ngày",
        CellKind.WHOLE,
        note="Hai lượt cách nhau ít nhất mấy ngày, 7 là mỗi tuần một lượt; mặc định 1",
        limits=(1, limits.CAMPAIGN_DAYS),
        example=(7, 7, 3, None),
        called=("Cách nhau (ngày)", "Cách nhau"),
    )
    FIRST_DAY = Column(
        "Từ ngày", CellKind.DAY, note="Ngày sớm nhất; để trống là ngày bắt đầu chiến dịch", called=FIRST_DAYS
    )
    LAST_DAY = Column(
        "Đến ngày", CellKind.DAY, note="Ngày muộn nhất; để trống là ngày kết thúc chiến dịch", called=LAST_DAYS
    )
    NOTE = Column("Ghi chú", note="In cùng dòng", width=24)


HAMLETS = SheetLayout(
    "Lượt xuống thôn",
    HamletColumn,
    note="Mỗi thôn cần mấy lượt, mỗi lượt hướng dẫn bao nhiêu công dân; dùng cùng trang Tổ",
    other_titles=("Lượt đi thôn", "Thôn cần xuống"),
)
