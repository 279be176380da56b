"""Fixed wording of invitation lists and follow-up lists."""

from planner.domain.campaign import Campaign
from planner.prints.words.text import printable

WORD = "DANH SÁCH"
OFFICIAL_WORD = "DANH SÁCH CHÍNH THỨC"
INVITED, RESERVE = "Công dân được mời", "Công dân dự bị"
NUMBER = "STT"
NAME = "Họ và tên"
BORN = "Năm sinh"
HAMLET = "Thôn"
HOUSEHOLD = "Hộ"
CONTACT = "Liên hệ"
ARRIVES = "Giờ đến"
PRESENT = "Có mặt"
NOTE = "Ghi chú"
IDENTITY = "Số định danh"
LAST_INVITED = "Lịch mời gần nhất"
REASON = "Lý do, ghi chú"
RESERVE_NOTE = (
    "Công dân dự bị được liên hệ đến sớm khi có người vắng mặt; nếu không được gọi thì giữ nguyên lịch của mình."
)
PRIVACY = (
    "Danh sách có dữ liệu cá nhân, chỉ dùng để tổ chức thu nhận hồ sơ; không sao chép, không cung cấp cho người không "
    "có trách nhiệm; thu hồi và hủy sau khi sử dụng."
)
FOLLOW_UP_SHEET, SESSION_SHEET = "Theo dõi", "Danh sách mời"
ACTIVATED = "Đã kích hoạt tài khoản"
CAME = "Đã có mặt, chưa kích hoạt tài khoản"
SETTLED = "Đã thu nhận từ trước"
ABSENT = "Vắng mặt, cần mời lại"
UNABLE = "Không thực hiện được"
WAITING = "Chưa xếp được lịch mời"
UNTICKED = "Ca đã qua nhưng chưa đánh dấu có mặt"
WAITING_NOTE = "Chưa xếp lịch"


def session_title(campaign: Campaign) -> str:
    """What people are invited for."""
    term = printable(campaign.letterhead.card_term)
    return f"Công dân được mời đến làm thủ tục cấp {term}" if term else "Công dân được mời đến làm thủ tục"


def follow_up_title() -> str:
    """What the list of the absent and the unable is called."""
    return "Theo dõi kết quả mời công dân"


def counted(title: str, count: int) -> str:
    """A heading with how many stand under it."""
    return f"{title}: {count} công dân"


def invited_again(times: int) -> str:
    """For whom this is not the first invitation."""
    return f"Mời lại (lần {times})"


def absent_so_often(absences: int) -> str:
    """How often a citizen stayed away."""
    return f"Vắng {absences} lần"
