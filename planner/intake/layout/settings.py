"""Sheets *Chiến dịch* and *Mục tiêu*: what holds for the whole campaign."""

from datetime import date

from planner.domain.campaign import DEFAULT_ZONE
from planner.domain.policy import Goal
from planner.intake.cells import limits
from planner.intake.layout.column import (
    NO,
    NOTE_HEAD,
    NUMBERING,
    YES,
    CellKind,
    Column,
    SheetColumn,
    SheetLayout,
)


class Setting(SheetColumn):
    """The rows of sheet *Chiến dịch*; those after the place pattern are only printed."""

    NAME = Column(
        "Tên chiến dịch",
        note="Tên in trên kế hoạch; để trống thì lấy tên thư mục",
        example="Đợt cao điểm thu nhận hồ sơ căn cước cụm Suối Mơ, tỉnh Ví Dụ",
        called=("Tên đợt", "Tên đợt cao điểm", "Tên kế hoạch"),
    )
    FIRST_DAY = Column(
        "Ngày bắt đầu",
        CellKind.DAY,
        note="Bắt buộc; tính cả ngày này",
        example=date(2026, 5, 4),
        called=("Từ ngày", "Bắt đầu", "Ngày đầu"),
    )
    LAST_DAY = Column(
        "Ngày kết thúc",
        CellKind.DAY,
        note="Bắt buộc; tính cả ngày này",
        example=date(2026, 5, 31),
        called=("Đến ngày", "Kết thúc", "Ngày cuối"),
    )
    CAPACITY = Column(
        "Năng lực một ca",
        CellKind.WHOLE,
        note="Số hồ sơ một máy thu nhận trong một ca; mặc định 160",
        limits=(1, limits.CAPACITY),
        initial=160,
        example=120,
        called=("Năng lực ca", "Năng lực 1 ca", "Năng lực mỗi ca", "Năng lực"),
    )
    WHOLE_DAYS = Column(
        "Đi trọn ngày",
        CellKind.CHOICE,
        note="Có: máy ở trọn ngày, chỉ chuyển đơn vị qua đêm; Không: được chuyển giữa các ca; đơn vị có cột riêng"
        " thì theo cột đó",
        choices=(YES, NO),
        initial=YES,
    )
    REACH = Column(
        "Đi lại trong ngày tối đa (km)",
        CellKind.DECIMAL,
        note="Chỉ dùng khi máy được chuyển đơn vị trong ngày; để trống là không giới hạn",
        limits=(0, limits.ROAD_KM),
    )
    MOVE_SLOTS = Column(
        "Nghỉ chuyển chỗ (lượt)",
        CellKind.WHOLE,
        note="Số lượt (ca) máy lưu động cần để dọn từ đơn vị này sang đơn vị khác, kể cả ca nghỉ; mặc định 0",
        limits=(0, limits.MOVE_SLOTS),
        initial=0,
        called=("Nghỉ chuyển chỗ",),
    )
    ROAD_FACTOR = Column(
        "Hệ số đường",
        CellKind.DECIMAL,
        note="Số km đường bộ trên mỗi km đường chim bay; mặc định 1,3",
        limits=(0.1, limits.ROAD_FACTOR),
        initial=1.3,
    )
    NOTICE_UNDER_3 = Column(
        "Trọng số báo trước dưới 3 ngày",
        CellKind.WHOLE,
        note="Khi điều chỉnh: giá của một hồ sơ đã thông báo bị dời, báo trước dưới 3 ngày; mặc định 4",
        limits=(0, limits.NOTICE_WEIGHT),
        initial=4,
    )
    NOTICE_UNDER_7 = Column(
        "Trọng số báo trước dưới 7 ngày",
        CellKind.WHOLE,
        note="Như trên, báo trước dưới 7 ngày; mặc định 2",
        limits=(0, limits.NOTICE_WEIGHT),
        initial=2,
    )
    NOTICE_FROM_7 = Column(
        "Trọng số báo trước từ 7 ngày",
        CellKind.WHOLE,
        note="Như trên, báo trước từ 7 ngày; mặc định 1",
        limits=(0, limits.NOTICE_WEIGHT),
        initial=1,
    )
    PLACE_PATTERN = Column(
        "Mẫu địa điểm",
        note="Khi đơn vị không ghi địa điểm; {tên} là tên không kèm loại. Mặc định: xã CAX {tên}, phường CAP {tên},"
        " thị trấn CATT {tên}, loại khác ghi tên đơn vị; cho một loại: thêm dòng Mẫu địa điểm (đặc khu)",
    )
    PARENT_BODY = Column("Cơ quan chủ quản", note="In ở góc trái, dòng trên", example="CÔNG AN TỈNH VÍ DỤ")
    ISSUING_BODY = Column(
        "Cơ quan ban hành", note="In ở góc trái, dòng dưới, chữ đậm", example="TỔ CÔNG TÁC CỤM SUỐI MƠ"
    )
    DOCUMENT_NUMBER = Column("Số văn bản", note="Ví dụ 05/KH-CAX", example="05/KH-TCT")
    PLACE = Column("Địa danh", note="Địa danh trước ngày tháng, ví dụ Bình Gia", example="Suối Mơ")
    DOCUMENT_DATE = Column(
        "Ngày ban hành", CellKind.DAY, note="Ngày ký; để trống thì chừa chỗ", example=date(2026, 4, 24)
    )
    SIGNER_POWER = Column(
        "Quyền hạn ký", note="Ví dụ TM. ỦY BAN NHÂN DÂN, KT. TRƯỞNG CÔNG AN", example="TM. TỔ CÔNG TÁC"
    )
    SIGNER_TITLE = Column("Chức vụ người ký", note="Ví dụ CHỦ TỊCH, PHÓ TRƯỞNG CÔNG AN", example="TỔ TRƯỞNG")
    SIGNER_NAME = Column("Người ký", note="Họ và tên người ký")
    RECIPIENTS = Column(
        "Nơi nhận",
        note="Các nơi nhận cách nhau bằng dấu chấm phẩy hoặc xuống dòng",
        example="- Như trên; - Các thành viên Tổ công tác; - Lưu: VT",
    )
    CARD_TERM = Column("Tên thẻ", note="Ví dụ CCCD (trước 01/7/2024), thẻ căn cước", example="thẻ căn cước")
    APPENDIX_WORD = Column("Chữ phụ lục", note="Phụ lục hoặc PHỤ LỤC; mặc định PHỤ LỤC", initial="PHỤ LỤC")
    APPENDIX_TITLE = Column(
        "Tiêu đề phụ lục", note="Tiêu đề in dưới chữ Phụ lục", example="LỊCH THU NHẬN HỒ SƠ CĂN CƯỚC"
    )
    ATTACHED_TO = Column(
        "Kèm theo",
        note="Dòng trong ngoặc, ví dụ Kèm theo Kế hoạch số 05/KH-CAX ngày 05/4/2024 của Công an xã",
        example="Kèm theo Kế hoạch số 05/KH-TCT ngày 24/4/2026 của Tổ công tác cụm Suối Mơ",
    )
    APPENDIX_LETTERHEAD = Column(
        "Phụ lục có quốc hiệu",
        CellKind.CHOICE,
        note="Có: in cả cơ quan, quốc hiệu, số, nơi nhận; mặc định Không: chỉ đầu đề phụ lục",
        choices=(YES, NO),
    )
    AMENDMENT_NUMBER = Column(
        "Số văn bản điều chỉnh", note="Số của văn bản điều chỉnh lịch, ví dụ 12/KH-CAX; để trống thì chừa chỗ ghi tay"
    )
    AMENDMENT_DATE = Column(
        "Ngày điều chỉnh", CellKind.DAY, note="Ngày của văn bản điều chỉnh lịch; để trống thì chừa chỗ ghi tay"
    )
    NOTICE_DATE = Column(
        "Ngày thông báo",
        CellKind.DAY,
        note="Ngày in trên thông báo gửi các đơn vị; để trống thì chừa chỗ, như số thông báo",
    )
    SWAP_SHIFTS = Column(
        "Đổi ca theo tháng",
        CellKind.CHOICE,
        note="Có: tên ca sáng và ca tối in đổi chỗ cho nhau cách tháng, theo kíp trực; mặc định Không",
        choices=(YES, NO),
        initial=NO,
    )
    NOTICE_SUBJECT = Column(
        "Trích yếu thông báo", note="In dưới chữ THÔNG BÁO gửi các đơn vị; để trống thì ghi về việc thu nhận hồ sơ"
    )
    TO_BRING = Column(
        "Giấy tờ mang theo",
        note="Giấy tờ công dân cần mang theo, in trên thông báo; cách nhau bằng dấu chấm phẩy hoặc xuống dòng",
        example="Thẻ căn cước hoặc giấy khai sinh; Điện thoại đang dùng số chính chủ",
    )
    CONTACT = Column(
        "Liên hệ",
        note="Người và số điện thoại liên hệ in trên thông báo; đơn vị có cột Liên hệ riêng thì dùng cột đó",
        example="Trực ban Tổ công tác, điện thoại 0205 000 0000",
    )
    REPORT_DUE = Column(
        "Giờ báo cáo",
        note="Giờ chốt báo cáo hằng ngày, ví dụ 15h30; đơn vị chưa báo cáo đến giờ này bị nêu tên",
        initial="15h30",
    )
    COUNTS_ACTIVATED = Column(
        "Chỉ tính tài khoản kích hoạt",
        CellKind.CHOICE,
        note="Có: chỉ tiêu tính theo tài khoản đã kích hoạt; Không: theo hồ sơ đã thu nhận",
        choices=(YES, NO),
        initial=NO,
    )
    ALL_REPORT = Column(
        "Mọi đơn vị báo cáo hằng ngày",
        CellKind.CHOICE,
        note="Có: mọi đơn vị phải báo cáo hằng ngày; Không: chỉ đơn vị có máy theo lịch",
        choices=(YES, NO),
        initial=NO,
    )
    ZONE = Column(
        "Múi giờ",
        note="Giờ và ngày của chiến dịch theo múi giờ này, dù máy tính đặt giờ nào; mặc định Asia/Ho_Chi_Minh",
        initial=DEFAULT_ZONE,
    )
    WAVE_MINUTES = Column(
        "Giãn giờ mời (phút)",
        CellKind.WHOLE,
        note="Khoảng cách giữa các giờ mời công dân đến trong một ca; mặc định 30",
        limits=(1, limits.WAVE_MINUTES),
        initial=30,
    )
    RESERVE_PERCENT = Column(
        "Dự phòng khi mời (%)",
        CellKind.WHOLE,
        note="Số công dân dự phòng trên một trăm công dân được mời; mặc định 10",
        limits=(0, limits.RESERVE_PERCENT),
        initial=10,
    )
    KEEP_DAYS = Column(
        "Xóa danh sách sau (ngày)",
        CellKind.WHOLE,
        note="Danh sách mời phải xóa sau bấy nhiêu ngày kể từ ca cuối (planner purge); mặc định 90",
        limits=(0, limits.KEEP_DAYS),
        initial=90,
    )


class SettingColumn(SheetColumn):
    """Columns of sheet *Chiến dịch*."""

    ITEM = Column("Mục", width=36, called=("Nội dung", "Tên mục"), is_needed=True)
    VALUE = Column("Giá trị", width=60, is_needed=True)


SETTINGS = SheetLayout(
    "Chiến dịch",
    SettingColumn,
    note="Thông tin chung và phần in trên văn bản",
    needed=True,
    other_titles=("Thông tin chung", "Thông tin chiến dịch"),
    idle_heads=(*NUMBERING, NOTE_HEAD),
)


GOAL_NAMES = {
    Goal.UNSERVED: "Còn sót",
    Goal.MILESTONES: "Mốc giai đoạn",
    Goal.CHANGES: "Xáo trộn",
    Goal.FINISH: "Ngày xong",
    Goal.TRAVEL: "Quãng đường",
    Goal.WAITING: "Chờ đợi",
}


class GoalColumn(SheetColumn):
    """Columns of sheet *Mục tiêu*."""

    RANK = Column(
        "Thứ tự",
        CellKind.WHOLE,
        note="1 là quan trọng nhất",
        limits=(1, 1000),
        width=9,
        example=(1, 2, 3, 4, 5, 6),
        called=NUMBERING,
    )
    GOAL = Column(
        "Mục tiêu",
        CellKind.CHOICE,
        note="Còn sót, Mốc giai đoạn, Xáo trộn, Ngày xong, Quãng đường hoặc Chờ đợi",
        choices=tuple(GOAL_NAMES.values()),
        width=18,
        example=tuple(GOAL_NAMES.values()),
        called=("Tên mục tiêu",),
        is_needed=True,
    )
    TOLERANCE = Column(
        "Dung sai",
        CellKind.DECIMAL,
        note="Số % mà mục tiêu sau được phép làm kém mục tiêu này; mặc định 0",
        limits=(0, limits.TOLERANCE_PERCENT),
        example=(0, 0, 0, 0, 0, 0),
    )


GOALS = SheetLayout(
    "Mục tiêu",
    GoalColumn,
    note="Thứ tự ưu tiên các mục tiêu; để trống là thứ tự mặc định. Mục tiêu không ghi thì chỉ báo cáo",
    idle_heads=(),
)
