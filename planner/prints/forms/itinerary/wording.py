"""Fixed wording of itineraries, always in Vietnamese."""

from collections.abc import Iterable, Mapping, Sequence

from planner.domain.hours import Hours
from planner.domain.record import MachineName
from planner.prints.words.clock_hours import hours_in_brackets
from planner.prints.words.text import printable
from planner.prints.words.weekdays import begins_with_capital

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


def together_with(group: str, machines: Sequence[MachineName]) -> str:
    """Which machines move with this one."""
    return f"Đi cùng {', '.join(machines)} ({printable(group)})."


def shifts_told(labels: Iterable[str], hours: Iterable[Hours], units: Mapping[str, Sequence[Hours]]) -> str:
    """*Ca 01, Ca 02 (7h00–23h00)*: labels as printed, hours without a pause between them as one.

    The hours of each unit of a cluster follow, if there are any: *Thôn 1: 7h00–9h00; Thôn 2: 9h00–11h00*.
    """
    told = f"{', '.join(dict.fromkeys(labels))} ({hours_in_brackets(hours)})"
    parts = [f"{printable(name)}: {hours_in_brackets(own)}" for name, own in units.items()]
    return f"{told}. {'; '.join(parts)}" if parts else told
