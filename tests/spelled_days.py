"""Days and shifts that are known, spelled as people spell them in a cell of an appendix.

A case is a cell (and, for some, a cell of shifts beside it) with the slots that its writer means. Spellings are drawn
from parts: how a day is written, how days are listed, where the hours stand.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from planner.domain.calendar import Calendar, Shift
from planner.domain.record import ShiftLabel
from planner.texts import spoken_clock as clock
from planner.texts import spoken_hours as hours

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
FULL_WIDTH = str.maketrans("0123456789/", "０１２３４５６７８９／")


def _shift(label: str, starts: int, ends: int) -> Shift:
    return Shift(label=ShiftLabel(label), starts_minute=starts, ends_minute=ends)


SHIFTS = (
    (_shift("Ca 01", 420, 900), _shift("Ca 02", 900, 1380)),
    (_shift("Ca sáng", 450, 690), _shift("Ca chiều", 810, 960)),
    (_shift("Ca 1", 450, 690), _shift("Ca 2", 810, 1020), _shift("Ca 3", 1080, 1260)),
)
SESSIONS: tuple[dict[str, str], ...] = (
    {},
    {"Ca sáng": "sáng", "Ca chiều": "chiều"},
    {"Ca 1": "sáng", "Ca 2": "chiều", "Ca 3": "tối"},
)
"""Which part of the day a shift is, by its hours; none where it is no one's."""
CALENDARS = (
    (date(2023, 4, 11), date(2023, 6, 20)),
    (date(2021, 3, 1), date(2021, 3, 31)),
    (date(2023, 11, 20), date(2024, 2, 10)),
    (date(2022, 10, 1), date(2022, 11, 30)),
)
STRANGE = ("khoảng", "nếu trời mưa thì nghỉ", "hoãn", "giờ hành chính", "xem thông báo", "April", "???", "160 hồ sơ")
Slots = frozenset[tuple[date, str]]


@dataclass(frozen=True)
class Case:
    """A cell and what its writer means."""

    kind: str
    calendar: Calendar
    text: str
    shift_cell: str
    slots: Slots
    """Empty where the writer cannot be understood: the cell has to be named."""


class Writer:
    """Somebody who writes days of this campaign, in one way."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        place = rng.randrange(len(SHIFTS))
        first, last = rng.choice(CALENDARS)
        self.calendar = Calendar(first_day=first, last_day=last, shifts=SHIFTS[place])
        self.sessions: dict[str, str] = dict(SESSIONS[place])
        self.labels = [shift.label for shift in SHIFTS[place]]
        self._day = rng.choice(DAY_FORMS)
        self._hours = rng.choice(HOURS_FORMS)
        self.to = rng.choice(("-", " - ", "–", " đến ", "→", "—", " tới ", " đến hết ngày "))

    def day(self, day: date) -> str:
        """One day with its month."""
        return self._day(day)

    def some_days(self, count: int) -> list[date]:
        """Days of the campaign in their order."""
        return sorted(self.rng.sample(self.all_days(), count))

    def all_days(self) -> list[date]:
        """All days of the campaign."""
        length = (self.calendar.last_day - self.calendar.first_day).days
        return [self.calendar.first_day + timedelta(days=number) for number in range(length + 1)]

    def run(self, least: int, most: int) -> list[date]:
        """Days one after the other."""
        length = self.rng.randint(least, most)
        days = self.all_days()
        start = self.rng.randrange(len(days) - length + 1)
        return days[start : start + length]

    def shift(self) -> str:
        """Any shift."""
        return self.rng.choice(self.labels)

    def hours(self, label: str) -> str:
        """The hours of a shift."""
        shift = next(one for one in self.calendar.shifts if one.label == label)
        return self._hours(shift)

    def when(self, label: str) -> str:
        """A shift, by its hours, its label, or the part of the day."""
        ways = [label, self.hours(label), self.hours(label), f"{label} ({self.hours(label)})"]
        if label in self.sessions:
            word = self.sessions[label]
            ways += [word, f"buổi {word}", f"{word} ({self.hours(label)})"]
        return self.rng.choice(ways)

    def case(self, kind: str, text: str, slots: Slots, shift_cell: str = "") -> Case:
        """The case, its text typed with odd figures and blanks now and then."""
        if self.rng.random() < 0.05:
            text = text.translate(FULL_WIDTH)
        if self.rng.random() < 0.08:
            text = text.replace(" ", "\u00a0", 2)
        if self.rng.random() < 0.3:
            text = text[:1].upper() + text[1:]
        return Case(kind, self.calendar, text, shift_cell, slots)


DAY_FORMS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day.day}/{day.month}",
    lambda day: f"{day:%d/%m}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}/{day.month}/{day:%y}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"ngày {day.day}/{day.month}",
    lambda day: f"ngày {day:%d} tháng {day:%m}",
    lambda day: f"ngày {day:%d} tháng {day:%m} năm {day.year}",
    lambda day: f"{WEEKDAYS[day.weekday()]}, {day.day}/{day.month}",
    lambda day: f"{SHORT_WEEKDAYS[day.weekday()]} {day.day}/{day.month}",
    lambda day: f"ngày {day:%d/%m/%Y} ({WEEKDAYS[day.weekday()]})",
    lambda day: f"{WEEKDAYS[day.weekday()]} ({day:%d/%m/%Y})",
    lambda day: f"{WEEKDAYS[day.weekday()]}, ngày {day:%d} tháng {day:%m} năm {day.year}",
)
HOURS_FORMS: tuple[Callable[[Shift], str], ...] = (
    lambda shift: hours(shift.starts_minute, shift.ends_minute),
    lambda shift: f"{clock(shift.starts_minute)} - {clock(shift.ends_minute)}",
    lambda shift: f"từ {clock(shift.starts_minute)} đến {clock(shift.ends_minute)}",
    lambda shift: f"{_colon(shift.starts_minute)}-{_colon(shift.ends_minute)}",
    lambda shift: f"từ {_words(shift.starts_minute)} đến {_words(shift.ends_minute)}",
)


def _colon(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _words(minute: int) -> str:
    return f"{minute // 60:02} giờ {minute % 60:02} phút"


def times(days: Sequence[date], labels: Sequence[str]) -> Slots:
    """Each of the shifts on each of the days."""
    return frozenset((day, label) for day in days for label in labels)


def listed_days(writer: Writer) -> Case:
    """Some days, with one shift for all of them."""
    days, label = writer.some_days(writer.rng.randint(1, 5)), writer.shift()
    words = list(map(writer.day, days))
    text = writer.rng.choice((", ", "; ", " và ", "\n", " & ")).join(words)
    return _with_shift(writer, "days listed", text, days, label)


def listed_in_a_month(writer: Writer) -> Case:
    """*14, 15 và 16/4*, *Tháng 4/2023: 14,15*, *ngày 14 và ngày 15 tháng 4*."""
    first = writer.some_days(1)[0]
    within = [day for day in writer.all_days() if (day.year, day.month) == (first.year, first.month)]
    days = sorted(writer.rng.sample(within, min(len(within), writer.rng.randint(2, 5))))
    figures = [str(day.day) for day in days]
    several, last = ", ".join(figures[:-1]), figures[-1]
    text = writer.rng.choice(
        (
            f"{several} và {last}/{first.month}",
            f"{'&'.join(figures)}/{first.month}/{first.year}",
            f"tháng {first.month}/{first.year}: {','.join(figures)}",
            f"tháng {first:%m} năm {first.year}: {'; '.join(figures)}",
            f"các ngày {several} và ngày {last} tháng {first.month}",
            f"ngày {' và ngày '.join(figures)} tháng {first:%m} năm {first.year}",
        )
    )
    return _with_shift(writer, "days of a month", text, days, writer.shift())


def from_to(writer: Writer) -> Case:
    """All days from one to another."""
    days, label = writer.run(2, 12), writer.shift()
    return _with_shift(writer, "from day to day", _range(writer, days), days, label)


def _range(writer: Writer, days: Sequence[date]) -> str:
    first, last = days[0], days[-1]
    ways = [
        f"{first.day}/{first.month}{writer.to}{last.day}/{last.month}",
        f"từ ngày {first.day}/{first.month} đến ngày {last.day}/{last.month}/{last.year}",
        f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}",
        f"từ ngày {first:%d} tháng {first:%m} đến ngày {last:%d} tháng {last:%m} năm {last.year}",
        f"từ ngày {first:%d} tháng {first:%m} năm {first.year} đến hết ngày {last:%d} tháng {last:%m} năm {last.year}",
        f"từ {_named(first)} đến {_named(last)}",
    ]
    if first.month == last.month:
        ways += [
            f"{first.day}{writer.to}{last.day}/{last.month}",
            f"từ {first.day} đến {last.day} tháng {last.month}",
            f"tháng {first.month}/{first.year}: {first.day}-{last.day}",
        ]
    return writer.rng.choice(ways)


def _named(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, ngày {day.day}/{day.month}"


def to_the_end(writer: Writer) -> Case:
    """*từ 14/4 đến hết đợt*."""
    days = writer.run(2, 9)
    first = days[0]
    rest = [day for day in writer.all_days() if day >= first]
    end = writer.rng.choice(("đến hết đợt", "đến khi kết thúc đợt", "đến hết chiến dịch"))
    return _with_shift(
        writer, "to the campaign's end", f"từ ngày {first.day}/{first.month} {end}", rest, writer.shift()
    )


def without_end(writer: Writer) -> Case:
    """*từ 14/4*: nobody knows until when."""
    first = writer.some_days(1)[0]
    text = writer.rng.choice(
        (
            f"từ ngày {first.day}/{first.month}",
            f"từ {writer.day(first)}",
            "từ nay",
            f"từ nay đến {first.day}/{first.month}",
            f"tuần 1 tháng {first.month}",
            f"cuối tháng {first.month}",
            f"từ {first.day}/{first.month} trở đi",
        )
    )
    return writer.case("without an end", text, frozenset(), writer.shift())


def with_exceptions(writer: Writer) -> Case:
    """A range without some of its days."""
    days, label = writer.run(8, 20), writer.shift()
    if writer.rng.random() < 0.5:
        out = set(writer.rng.sample(days[1:-1], writer.rng.randint(1, 2)))
        words = " và ".join(f"{day.day}/{day.month}" for day in sorted(out))
        kept = [day for day in days if day not in out]
    else:
        weekdays = writer.rng.sample(range(7), writer.rng.randint(1, 2))
        words = ", ".join(WEEKDAYS[number] for number in weekdays)
        kept = [day for day in days if day.weekday() not in weekdays]
    word = writer.rng.choice(("trừ", "ngoại trừ", "không kể", "nghỉ"))
    text = writer.rng.choice((f"{_range(writer, days)} ({word} {words})", f"{_range(writer, days)}, {word} {words}"))
    return _with_shift(writer, "with exceptions", text, kept, label)


def on_weekdays(writer: Writer) -> Case:
    """Some weekdays of a range."""
    days, label = writer.run(14, 25), writer.shift()
    first = writer.rng.randrange(5)
    last = writer.rng.randint(first + 1, 6)
    if writer.rng.random() < 0.5:
        meant = range(first, last + 1)
        text = writer.rng.choice(
            (f"{SHORT_WEEKDAYS[first]}-{SHORT_WEEKDAYS[last]}", f"{WEEKDAYS[first]} đến {WEEKDAYS[last]}")
        )
    else:
        meant = range(first, last + 1, last - first)
        text = writer.rng.choice(
            (f"{WEEKDAYS[first]}, {WEEKDAYS[last]}", f"{SHORT_WEEKDAYS[first]} và {SHORT_WEEKDAYS[last]}")
        )
    weekly = writer.rng.choice((" hằng tuần", " hàng tuần", ""))
    period = writer.rng.choice((f"từ {days[0]:%d/%m} đến {days[-1]:%d/%m}", f"{days[0]:%d/%m/%Y}-{days[-1]:%d/%m/%Y}"))
    kept = [day for day in days if day.weekday() in meant]
    return _with_shift(writer, "on weekdays", f"{text}{weekly}, {period}", kept, label)


def hours_below(writer: Writer) -> Case:
    """Each day on a line, its shifts on lines below it, or above it."""
    days = writer.some_days(writer.rng.randint(1, 3))
    is_below = writer.rng.random() < 0.75
    lines: list[str] = []
    slots: set[tuple[date, str]] = set()
    for day in days:
        labels = sorted(writer.rng.sample(writer.labels, writer.rng.randint(1, 2)), key=writer.labels.index)
        mark = writer.rng.choice(("", "- ", "+ "))
        shifts = [f"{mark}{writer.when(label)}" for label in labels]
        lines += [writer.day(day), *shifts] if is_below else [*shifts, writer.day(day)]
        slots |= {(day, label) for label in labels}
    return writer.case("hours on lines of their own", "\n".join(lines), frozenset(slots))


def day_and_hours(writer: Writer) -> Case:
    """Each day with its shift on one line, or all of them on one."""
    days = writer.some_days(writer.rng.randint(1, 4))
    form = writer.rng.choice(("{day} ({when})", "{day}: {when}", "{when} {day}", "{when}: {day}", "{day}, {when}"))
    parts: list[str] = []
    slots: set[tuple[date, str]] = set()
    for day in days:
        label = writer.shift()
        parts.append(form.format(day=writer.day(day), when=writer.when(label)))
        slots.add((day, label))
    return writer.case("day and hours", writer.rng.choice(("\n", "; ", ", ")).join(parts), frozenset(slots))


def whole_days(writer: Writer) -> Case:
    """All shifts of some days."""
    days = writer.some_days(writer.rng.randint(1, 3))
    text = ", ".join(map(writer.day, days))
    both = ", ".join(writer.hours(label) for label in writer.labels)
    word = writer.rng.choice(("cả ngày", "(cả ngày)", f"({both})", f"cả ngày ({both})"))
    return writer.case("whole days", f"{text} {word}", times(days, writer.labels))


def span(writer: Writer) -> Case:
    """*từ 7h30 ngày 12/4 đến 16h00 ngày 13/4*."""
    days = writer.run(2, 4)
    start, end = writer.calendar.shifts[0].starts_minute, writer.calendar.shifts[-1].ends_minute
    first, last = days[0], days[-1]
    text = f"từ {clock(start)} ngày {first.day}/{first.month} đến {clock(end)} ngày {last.day}/{last.month}/{last.year}"
    return writer.case("from hour to hour", text, times(days, writer.labels))


def with_hyphens(writer: Writer) -> Case:
    """*8-3* for the 8th of March."""
    days = writer.some_days(writer.rng.randint(1, 2))
    text = " và ".join(f"{day.day}-{day.month}" for day in days)
    label = writer.shift()
    return writer.case("day-month", text, times(days, [label]), label)


def wrong_weekday(writer: Writer) -> Case:
    """A day with another's weekday."""
    day = writer.some_days(1)[0]
    other = WEEKDAYS[(day.weekday() + writer.rng.randint(1, 6)) % 7]
    form = writer.rng.choice(
        ("{other}, {day:%d/%m/%Y}", "ngày {day:%d/%m/%Y} ({other})", "{other} {day.day}/{day.month}")
    )
    return writer.case("wrong weekday", form.format(other=other, day=day), frozenset(), writer.shift())


def in_reserve(writer: Writer) -> Case:
    """*22/3; dự phòng 23/3*."""
    day, other = writer.run(2, 2)
    text = f"{writer.day(day)}; dự phòng {other.day}/{other.month}"
    label = writer.shift()
    return writer.case("in reserve", text, times([day], [label]), label)


def strange_words(writer: Writer) -> Case:
    """What no schedule says."""
    day = writer.some_days(1)[0]
    word = writer.rng.choice(
        ("khoảng", "nếu trời mưa thì nghỉ", "hoãn", "giờ hành chính", "xem thông báo", "April", "???")
    )
    text = writer.rng.choice((f"{writer.day(day)} {word}", f"{word} {writer.day(day)}"))
    return writer.case("strange words", text, frozenset(), writer.shift())


def _with_shift(writer: Writer, kind: str, text: str, days: Sequence[date], label: str) -> Case:
    """The shift in a cell of its own, before the days, or behind them."""
    slots = times(days, [label])
    way = writer.rng.randrange(4)
    if way == 0:
        return writer.case(kind, f"{text} ({writer.when(label)})", slots)
    if way == 1:
        return writer.case(kind, f"{writer.when(label)}: {text}", slots)
    return writer.case(kind, text, slots, writer.when(label))


SPELLINGS: tuple[Callable[[Writer], Case], ...] = (
    listed_days, listed_in_a_month, from_to, to_the_end, without_end, with_exceptions, on_weekdays, hours_below,
    day_and_hours, whole_days, span, with_hyphens, wrong_weekday, in_reserve, strange_words,
)  # fmt: skip


def random_case(rng: Random) -> Case:
    """A cell of any kind."""
    return rng.choice(SPELLINGS)(Writer(rng))
