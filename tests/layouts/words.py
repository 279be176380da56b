"""Days, shifts and units as people write them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from tests.layouts.cases import Case

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class DayStyle:
    """One way to write a day, kept through an appendix."""

    def __init__(self, rng: Random, *, with_words: bool = True) -> None:
        forms = ["{day.day}/{day.month}/{day.year}", "{day:%d/%m/%Y}", "{day:%d-%m-%Y}", "{day.day}/{day.month}"]
        if with_words:
            forms += [
                "Ngày {day:%d/%m/%Y}",
                "{weekday}, {day.day}/{day.month}/{day.year}",
                "Ngày {day.day}/{day.month}/{day.year} ({weekday})",
                "ngày {day:%d} tháng {day:%m} năm {day.year}",
            ]
        self._form = rng.choice(forms)

    def __call__(self, day: date) -> str:
        weekday = WEEKDAYS[day.weekday()]
        return self._form.format(day=day, weekday=weekday[0].upper() + weekday[1:])


def clock(minutes: int) -> str:
    """*7h30*, *16h00*."""
    return f"{minutes // 60}h{minutes % 60:02}"


def hours(case: Case, label: str, form: str = "{}-{}") -> str:
    """The hours of a shift."""
    return form.format(*map(clock, case.hours(label)))


def shifts(rng: Random, case: Case, labels: Sequence[str]) -> str:
    """The shifts in one cell: labels, hours, or the whole day where it is that."""
    if len(labels) > 1 and len(labels) == len(case.labels) and rng.random() < 0.5:
        return "Cả ngày"
    if rng.random() < 0.2:
        return "; ".join(hours(case, label) for label in labels)
    return ", ".join(labels)


def runs(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """Days one after the other as their first and last."""
    ordered = sorted(days)
    start = 0
    for place, day in enumerate(ordered):
        if place + 1 == len(ordered) or ordered[place + 1] != day + timedelta(days=1):
            yield ordered[start], day
            start = place + 1


def month_lines(days: Sequence[date]) -> str:
    """*Tháng 3/2021: 15, 16-18*, a line a month."""
    lines = []
    for year, month in sorted({(day.year, day.month) for day in days}):
        within = [day for day in days if (day.year, day.month) == (year, month)]
        parts = [f"{first.day}" if first == last else f"{first.day}-{last.day}" for first, last in runs(within)]
        lines.append(f"Tháng {month}/{year}: {', '.join(parts)}")
    return "\n".join(lines)


def short_range(first: date, last: date) -> str:
    """*15-19/3/2021*, *28/3-2/4/2021*."""
    if first == last:
        return f"{first.day}/{first.month}/{first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{last.day}/{last.month}/{last.year}"
    return f"{first.day}/{first.month}-{last.day}/{last.month}/{last.year}"


def decree_range(first: date, last: date) -> str:
    """As Decree 30 writes it."""
    if first == last:
        return f"ngày {first:%d} tháng {first:%m} năm {first.year}"
    year = "" if first.year == last.year else f" năm {first.year}"
    return f"Từ ngày {first:%d} tháng {first:%m}{year} đến ngày {last:%d} tháng {last:%m} năm {last.year}"
