"""Fixed wording of a printed table of targets, always in Vietnamese."""

from datetime import date

from planner.texts import spoken_day, written_number

DEFAULT_TITLE = "Bảng phân bổ chỉ tiêu"
SHEET = "Chỉ tiêu"
TARGET = "Chỉ tiêu"
DAILY = "Chỉ tiêu mỗi ngày"
TOTAL = "Tổng cộng"


def time_line(days: int, first_day: date | None, last_day: date | None) -> str:
    """How long the targets are worked on, with both days where they are known."""
    length = f"Thời gian thực hiện: {written_number(days)} ngày"
    if first_day is None or last_day is None:
        return f"{length}."
    return f"{length} (từ ngày {spoken_day(first_day)} đến ngày {spoken_day(last_day)})."
