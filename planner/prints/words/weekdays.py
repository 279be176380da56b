"""Days with their weekday, as notices and itineraries tell them: the week is how people remember a day."""

from datetime import date

from planner.texts import spoken_day

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
"""From Monday on, with the capitals of Decree 30/2020/NĐ-CP, annex II."""
FEW = 2
"""So many days one after the other are each told; more are told as a period."""


def day_with_weekday(day: date) -> str:
    """Inside a sentence: *thứ Ba, 11/4/2023*."""
    return f"{WEEKDAYS[day.weekday()]}, {spoken_day(day)}"


def begins_with_capital(text: str) -> str:
    """The text as it stands at the beginning of a cell or sentence."""
    return text[:1].upper() + text[1:]


def days_told_with_weekdays(first: date, last: date) -> str:
    """A day, two days, or a period: *Từ thứ Ba, 11/4/2023 đến hết thứ Năm, 13/4/2023 (3 ngày)*."""
    num_days = (last - first).days + 1
    if num_days == 1:
        return begins_with_capital(day_with_weekday(first))
    if num_days <= FEW:
        return f"{begins_with_capital(day_with_weekday(first))} và {day_with_weekday(last)}"
    return f"Từ {day_with_weekday(first)} đến hết {day_with_weekday(last)} ({num_days} ngày)"
