"""Fixed wording of what is printed when an announced schedule changes, always in Vietnamese."""

from collections.abc import Iterable

from planner.domain.campaign import Campaign
from planner.domain.difference import Difference
from planner.domain.hours import Hours
from planner.domain.record import ShiftLabel
from planner.prints.words.received import shift_of
from planner.prints.words.text import printable
from planner.prints.words.wording import hours
from planner.texts import spoken_clock, spoken_day, written_number

AMENDMENT = "Điều chỉnh"
DEFAULT_TITLE = "Điều chỉnh lịch bố trí máy"
NOTICES_TITLE = "Câu thông báo điều chỉnh lịch"

DROPPED = "HỦY LỊCH ĐÃ THÔNG BÁO"
MOVED = "CHUYỂN LỊCH"
ADDED = "BỔ SUNG LỊCH"
SENT_ELSEWHERE = "ĐỔI ĐỊA ĐIỂM, GIỮ NGUYÊN THỜI GIAN"
REMANNED = "ĐỔI MÁY, GIỮ NGUYÊN THỜI GIAN VÀ ĐỊA ĐIỂM"
RETIMED = "ĐỔI GIỜ TRONG CA, GIỮ NGUYÊN NGÀY VÀ ĐỊA ĐIỂM"
ROMAN = ("I", "II", "III", "IV", "V", "VI")

ANNOUNCED_TIME = "Lịch đã thông báo"
NEW_TIME = "Lịch điều chỉnh"
MACHINE = "Máy"
DOSSIERS = "Số hồ sơ"
REMARK = "Ghi chú"
NOTICE = "Nội dung thông báo"
CODE = "Mã"
CHANGE = "Điều chỉnh"
CITIZENS = "Số công dân liên quan"

NOT_HELD = "Không tổ chức"
TOLD_LATER = "Thông báo sau"
NOT_ANNOUNCED = "–"
UNCHANGED = "Giữ nguyên"
UNKNOWN_UNIT = "Không còn trong tệp chiến dịch"
NOBODY_TO_TELL = "Không có đơn vị nào cần thông báo lại."


def period(campaign: Campaign, difference: Difference) -> str:
    """From which slot to which day: *từ 15h00 ngày 18/4/2023 đến hết ngày 30/4/2023*."""
    first = campaign.calendar.shifts[0]
    shift = shift_of(campaign, difference.since_shift)
    hour = f"{spoken_clock(shift.starts_minute)} " if shift not in (None, first) and shift else ""
    end = f" đến hết ngày {spoken_day(difference.until)}" if difference.until else ""
    return f"từ {hour}ngày {spoken_day(difference.since_day)}{end}"


def opening(campaign: Campaign, difference: Difference, old_version: int, new_version: int) -> str:
    """What stands above the amendment's table, or instead of one where nothing changes."""
    when = period(campaign, difference)
    if difference.is_empty:
        return f"Lịch đã thông báo (phương án số {old_version}) {when} được giữ nguyên, không có điều chỉnh."
    return (
        f"Lịch đã thông báo (phương án số {old_version}) {when} được điều chỉnh theo phương án số {new_version} "
        "như dưới đây; lịch không nêu ở đây được giữ nguyên."
    )


def hours_told(found: Iterable[Hours], label: ShiftLabel) -> str:
    """Hours as the appendix writes them; the shift's name if the workbook has it no longer."""
    return ", ".join(map(hours, found)) or label


def concerned(citizens: int) -> str:
    """How many people have to hear of a change."""
    return f"Khoảng {written_number(citizens)} công dân liên quan"


def announced_place(place: str) -> str:
    """Where people had been told to come."""
    return f"Địa điểm đã thông báo: {printable(place)}"


def moved_from(place: str) -> str:
    """Where people no longer come."""
    return f"Chuyển từ {printable(place)}"


def replaced(machines: str) -> str:
    """Which machines had been announced."""
    return f"Thay {machines}"
