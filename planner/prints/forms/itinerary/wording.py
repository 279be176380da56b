"""Fixed wording of itineraries, always in Vietnamese."""

from collections.abc import Sequence
from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.record import ShiftLabel
from planner.prints.words.received import without_pauses
from planner.prints.words.shift_labels import printed_label
from planner.prints.words.text import printable
from planner.prints.words.weekdays import begins_with_capital
from planner.texts import spoken_hours

WORD = "LỊCH TRÌNH LÀM VIỆC"
DAY = "Ngày"
SHIFTS = "Ca (giờ)"
DOSSIERS = "Hồ sơ"
KM = "Km đến điểm tiếp theo"
NO_KM = "–"
OFF = "Nghỉ"
NOT_PLANNED = "Không bố trí lịch"
PAST = "Dòng nền xám: đã thực hiện, số hồ sơ là số đã thu nhận."
ROUNDED = "Tổng số km được tính trước khi làm tròn từng chặng."


def day_off(reason: str) -> str:
    """A day on which the machine is closed, and why: *Nghỉ: Giỗ Tổ Hùng Vương*, *Nghỉ lễ*."""
    told = printable(reason)
    if told.casefold().startswith(OFF.casefold()):
        return begins_with_capital(told)
    return f"{OFF}: {told}" if told else OFF


def departure(base: str) -> str:
    """The line before the first halt."""
    return f"Xuất phát từ {printable(base)}"


def total(num_days: int) -> str:
    """The last line's words."""
    return f"Tổng cộng: {num_days} ngày làm việc"


def shifts_told(campaign: Campaign, day: date, shifts: Sequence[ShiftLabel]) -> str:
    """*Ca 01, Ca 02 (7h00 – 23h00)*: labels as printed, hours of shifts without a pause between them as one."""
    labels = ", ".join(dict.fromkeys(printed_label(campaign, day, shift) for shift in shifts))
    periods = without_pauses(shift for shift in campaign.calendar.shifts if shift.label in shifts)
    return f"{labels} ({', '.join(spoken_hours(*period) for period in periods)})"
