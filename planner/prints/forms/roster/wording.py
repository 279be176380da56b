"""Fixed wording of a roster's papers, always in Vietnamese."""

from datetime import date

from planner.domain.hours import Hours
from planner.prints.words.clock_hours import clock_told
from planner.roster.changes import ChangeCause
from planner.roster.loads import OfficerLoad
from planner.roster.staffing import LeaveKind
from planner.texts import spoken_day, written_number

WEEK, MONTH, ATTENDANCE = "BẢNG PHÂN CA", "LỊCH TRỰC", "BẢNG CHẤM CÔNG"
NOTICE, SLIP = "THÔNG BÁO ĐỔI CA", "PHIẾU PHÂN CA"

MADE_BY, COMMANDER = "NGƯỜI LẬP BẢNG", "CHỈ HUY ĐƠN VỊ"
TIMEKEEPER, HEAD_OF_SECTION, APPROVED_BY = "NGƯỜI CHẤM CÔNG", "PHỤ TRÁCH BỘ PHẬN", "NGƯỜI DUYỆT"
SIGNING_NOTE = "(Ký, ghi rõ họ tên)"

NAME = "Họ và tên"
RANK = "Cấp bậc, chức vụ"
SHIFT = "Ca"
SEAT = "Vị trí"
WORKPLACE = "Nơi làm việc"
ANYBODY = "Cán bộ"
"""In a seat of any role."""
VACANT = "(thiếu người)"
OFF = "Nghỉ"
NOWHERE = "–"

ALL_SHIFTS, EVENINGS, WEEKENDS, OVERTIME, COMPENSATORY = (
    "Tổng ca",
    "Ca tối",
    "T7, CN, lễ",
    "Làm thêm (giờ)",
    "Nghỉ bù",
)
SPREAD = "Chênh lệch giữa người nhiều nhất và người ít nhất"
TWO_LETTERED_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
"""From Monday on."""
LEAVES = {
    LeaveKind.ANNUAL: "nghỉ phép",
    LeaveKind.SICK: "nghỉ ốm",
    LeaveKind.MATERNITY: "nghỉ thai sản",
    LeaveKind.STUDY: "đi học",
    LeaveKind.MISSION: "đi công tác",
    LeaveKind.COMPENSATORY: "nghỉ bù",
    LeaveKind.UNPAID: "nghỉ không hưởng lương",
}
MONTH_NOTE = (
    "Ô trống: nghỉ; ô xám: ngoài thời gian phân công; cột màu: thứ Bảy, Chủ nhật, lễ. Làm thêm: giờ vượt giờ làm việc "
    "bình thường của tuần. Nghỉ bù: ngày đã nghỉ/được nghỉ, mỗi ca làm thêm một ngày."
)

DAYS_OF_MONTH, IN_DAYS_OF_WORK = "Ngày trong tháng", "Quy ra công"
PAID, UNPAID, INSURED = "Hưởng lương thời gian", "Nghỉ không lương", "Hưởng BHXH"
TOTAL = "Cộng"
ATTENDANCE_SIGNS = (
    ("+", "làm việc, công tác"),
    ("Ô", "ốm"),
    ("Cô", "con ốm"),
    ("Ts", "thai sản"),
    ("P", "nghỉ phép"),
    ("H", "hội nghị, học tập"),
    ("Nb", "nghỉ bù"),
    ("No", "nghỉ không lương"),
)
ATTENDANCE_FORM = "Mẫu số C01a-HD, 01a-LĐTL"
ONLY_THE_PAST = "Chỉ ghi những ngày đã qua."

DAY, BEFORE, NOW, REASON, RECEIVED = "Ngày", "Ca cũ", "Ca mới", "Lý do", "Ký nhận"
CAUSES = {
    ChangeCause.DATES: "Không còn trong thời gian phân công",
    ChangeCause.PLAN: "Lịch bố trí máy thay đổi",
    ChangeCause.UNFILLED: "Bổ sung người vào vị trí trước đây chưa có",
    ChangeCause.ROSTER: "Phân ca lại để bảo đảm giờ nghỉ và chia đều ca",
}
"""Those of leaves and replacements tell more."""
NOTHING_CHANGED = "Không có thay đổi so với bảng phân ca đã công bố."

HOURS = "Giờ"
OWN_UNIT, CREW = "Đơn vị công tác", "Kíp"
MINUTES_AN_HOUR = 60
NO_DUTY = "Không có ca trực trong thời gian này."


def week(first_day: date, last_day: date) -> str:
    """Which days a table of a week is of."""
    return f"(Tuần từ ngày {spoken_day(first_day)} đến ngày {spoken_day(last_day)})"


def month(first_day: date, form: str = "") -> str:
    """Which month a table is of, and after which form it is drawn up."""
    told = f"Tháng {first_day.month} năm {first_day.year}"
    return f"({told}; {form})" if form else f"({told})"


def period(first_day: date, last_day: date) -> str:
    """Which days a slip is of."""
    return f"(Từ ngày {spoken_day(first_day)} đến ngày {spoken_day(last_day)})"


def roster_mark(version: int, plan_version: int) -> str:
    """What tells a paper of one roster from that of another."""
    return f"Bảng phân ca số {version}, theo phương án {plan_version}"


def changed_until(published_version: int | None, until: date) -> str:
    """What the notice of changes says before its table."""
    of = "" if published_version is None else f" số {published_version}"
    return (
        f"Bảng phân ca{of} đã công bố đến hết ngày {spoken_day(until)} được thay đổi như dưới đây; "
        "các ca khác giữ nguyên."
    )


def replaced(name: str, leave: LeaveKind | None) -> str:
    """Whom an officer replaces, and why that one is away if it is known."""
    return f"Thay đ/c {name}" if leave is None else f"Thay đ/c {name} {LEAVES[leave]}"


def hours_of_shift(told: Hours) -> str:
    """*từ 7h00 đến 15h00*."""
    return f"từ {clock_told(told.starts_minute)} đến {clock_told(told.ends_minute)}"


def hours(minutes: int) -> str:
    """*8*, *1,5*: hours, of a part of one the first decimal."""
    whole, rest = divmod(minutes, MINUTES_AN_HOUR)
    return written_number(minutes / MINUTES_AN_HOUR) if rest else written_number(whole)


def sums(load: OfficerLoad) -> str:
    """What an officer's duties sum to."""
    return (
        f"Tổng cộng {load.shifts} ca, trong đó {load.evenings} ca tối, {load.weekends} ca vào thứ Bảy, Chủ nhật, "
        f"ngày lễ; làm thêm {hours(load.overtime_minutes)} giờ; nghỉ bù {load.compensatory_days_taken} ngày trong số "
        f"{load.compensatory_days_due} ngày được nghỉ."
    )
