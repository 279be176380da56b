"""Figures as they are read aloud in Vietnamese: numbers, days, hours, and the digits of a telephone."""

import re
from datetime import date

from planner.domain.calendar import MINUTES_A_DAY
from planner.prints.words.clock_hours import next_day_told
from planner.prints.words.text import printable
from planner.prints.words.weekdays import WEEKDAYS

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
THOUSANDS = ("", "nghìn", "triệu", "tỷ")
MONTHS = (
    *("Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín"),
    *("Mười", "Mười một", "Mười hai"),
)
"""With the capitals of Decree 30/2020/NĐ-CP, annex II."""
FIRST_TEN = 10
"""Days of the month up to this one are read with *mùng*."""
MOST_DIGITS = 6
"""A longer figure is read digit by digit, as a telephone number is."""
ABBREVIATIONS = {
    "CAX": "Công an xã",
    "CAP": "Công an phường",
    "CATT": "Công an thị trấn",
    "CAH": "Công an huyện",
    "UBND": "Ủy ban nhân dân",
    "NVH": "Nhà văn hóa",
    "THPT": "Trung học phổ thông",
    "THCS": "Trung học cơ sở",
    "TH": "Tiểu học",
    "KCN": "Khu công nghiệp",
    "TDP": "Tổ dân phố",
    "CCCD": "căn cước công dân",
    "CMND": "chứng minh nhân dân",
    "CAT": "Công an tỉnh",
    "QLHC": "Quản lý hành chính",
    "TTXH": "trật tự xã hội",
}
"""What a reader at the microphone would have to know; others are left as they stand."""
_WORD = re.compile(r"\w+")
_TELEPHONE = re.compile(r"\+?\d(?:[ .\-]?\d){6,}")
_GROUPED = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
_DAY = re.compile(r"(?<![\d/])(?:ngày\s+)?(\d{1,2})/(1[0-2]|0?[1-9])(?:/(\d{4}))?(?![\d/])")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4])(?:h([0-5]\d)?|:([0-5]\d))(?!\w)")
_FIGURE = re.compile(r"\d+")
_BRACKET = re.compile(r"\s*\(\s*")
_UNSPOKEN = re.compile(r"[^\w\s.,:;!?]|_")


def number_read(number: int) -> str:
    """A whole number below a million millions: *hai mươi mốt*, *một nghìn không trăm linh năm*."""
    if number < len(DIGITS):
        return DIGITS[number]
    groups = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    read = [
        f"{_group_read(group, is_first=place == len(groups) - 1)} {THOUSANDS[place]}".strip()
        for place, group in reversed(list(enumerate(groups)))
        if group
    ]
    return " ".join(read)


def _group_read(group: int, *, is_first: bool) -> str:
    """Three digits; all but the number's first group begin with their hundreds, though there are none."""
    hundreds, rest = divmod(group, 100)
    if is_first and not hundreds:
        return _two_digits_read(rest)
    told = f"{DIGITS[hundreds]} trăm"
    if not rest:
        return told
    return f"{told} linh {DIGITS[rest]}" if rest < len(DIGITS) else f"{told} {_two_digits_read(rest)}"


def _two_digits_read(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    ten = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    if not ones:
        return ten
    changed = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return f"{ten} {changed.get(ones, DIGITS[ones])}"


def digits_read(text: str) -> str:
    """The digits of a text, one by one."""
    return " ".join(DIGITS[int(letter)] for letter in text if letter in "0123456789")


def day_read(day: date, *, with_weekday: bool = False, with_month: bool = True) -> str:
    """*ngày mười một tháng Tư*, *thứ Ba, ngày mùng năm tháng Sáu*."""
    month = f" tháng {MONTHS[day.month - 1]}" if with_month else ""
    weekday = f"{WEEKDAYS[day.weekday()]}, " if with_weekday else ""
    return f"{weekday}ngày {day_of_month_read(day.day)}{month}"


def day_of_month_read(day: int) -> str:
    """*mùng mười*, *mười một*."""
    return f"mùng {number_read(day)}" if day <= FIRST_TEN else number_read(day)


def clock_read(minute: int) -> str:
    """*bảy giờ*, *bảy giờ ba mươi phút*; past midnight *hai giờ sáng hôm sau*."""
    hours, minutes = divmod(minute if minute <= MINUTES_A_DAY else minute - MINUTES_A_DAY, 60)
    told = f"{number_read(hours)} giờ" + (f" {number_read(minutes)} phút" if minutes else "")
    return told + next_day_told(minute)


def text_read(text: str) -> str:
    """Any text of a workbook: abbreviations in full, telephones digit by digit, days, hours and numbers in words."""
    told = _TELEPHONE.sub(lambda found: f" {digits_read(found[0])} ", printable(text))
    told = _DAY.sub(_day_found_read, told)
    told = _CLOCK.sub(lambda found: clock_read(int(found[1]) * 60 + int(found[2] or found[3] or 0)), told)
    told = _GROUPED.sub("", told)
    told = _FIGURE.sub(lambda found: f" {_figure_read(found[0])} ", told)
    told = _WORD.sub(lambda found: ABBREVIATIONS.get(found[0], found[0]), told)
    told = _UNSPOKEN.sub(" ", _BRACKET.sub(", ", told))
    return re.sub(r"\s+([.,:;!?])", r"\1", " ".join(told.split()))


def _day_found_read(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    return f"ngày {day_of_month_read(int(day))} tháng {MONTHS[int(month) - 1]}" + (
        f" năm {number_read(int(year))}" if year else ""
    )


def _figure_read(figure: str) -> str:
    return digits_read(figure) if len(figure) > MOST_DIGITS else number_read(int(figure))
