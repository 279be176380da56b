"""Fixed wording of itineraries, always in Vietnamese."""

from collections.abc import Iterable, Sequence

from planner.domain.campaign import Campaign
from planner.domain.hours import Hours
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode
from planner.prints.words.clock_hours import hours_in_short, joined_hours
from planner.prints.words.shift_labels import printed_label
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


def shifts_told(campaign: Campaign, rows: Sequence[tuple[Assignment, Hours]]) -> str:
    """*Ca 01, Ca 02 (7h00–23h00)*: labels as printed, hours without a pause between them as one.

    Where a day is shared by units of a cluster, the hours of each follow: *Thôn 1: 7h00–9h00; Thôn 2: 9h00–11h00*.
    The rows are those of one machine's day at one stop.
    """
    labels = ", ".join(dict.fromkeys(printed_label(campaign, row.date, row.shift) for row, _hours in rows))
    told = f"{labels} ({_periods(hours for _row, hours in rows)})"
    units: dict[UnitCode, list[Hours]] = {}
    for row, hours in rows:
        units.setdefault(row.unit, []).append(hours)
    is_shared = len(campaign.units_at(campaign.stop_of(rows[0][0].unit))) > 1
    parts = [f"{printable(campaign.units_by_code[code].name)}: {_periods(hours)}" for code, hours in units.items()]
    return f"{told}. {'; '.join(parts)}" if is_shared else told


def _periods(hours: Iterable[Hours]) -> str:
    return ", ".join(map(hours_in_short, joined_hours(hours)))
