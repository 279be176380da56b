"""Fixed wording of a printed table of targets, always in Vietnamese."""

from datetime import date

from planner.prints.forms.amendment.wording import figure

DEFAULT_TITLE = "Bảng phân bổ chỉ tiêu"
SHEET = "Chỉ tiêu"
TARGET = "Chỉ tiêu"
DAILY = "Chỉ tiêu mỗi ngày"
TOTAL = "Tổng cộng"
FEBRUARY = 2


def time_line(days: int, first_day: date | None, last_day: date | None) -> str:
    """How long the targets are worked on, with both days where they are known."""
    length = f"Thời gian thực hiện: {figure(days)} ngày"
    if first_day is None or last_day is None:
        return f"{length}."
    return f"{length} (từ ngày {_day(first_day)} đến ngày {_day(last_day)})."


def _day(day: date) -> str:
    """A date in figures, days under 10 and the months 1 and 2 with a leading zero (Decree 30/2020, annex I)."""
    month = f"{day.month:02d}" if day.month <= FEBRUARY else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"
