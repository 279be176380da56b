"""What a cell's value means: text, day, time of day, yes or no. One reading each, and never a guess."""

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta

from planner.domain.folding import with_stroke
from planner.intake.cells.findings import shown
from planner.intake.cells.limits import FIRST_DATE, LAST_DATE, TEXT_LENGTH
from planner.texts import texts_of

_ = texts_of("intake")

_BIDI_CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
_BLANKS = re.compile(r"\s+")
_ESCAPED_CONTROL = re.compile(r"_x00(?!0[9AD])[01][0-9A-Fa-f]_|_x[Ff]{3}[EeFf]_")
_ESCAPED_BLANK = re.compile(r"_x00(?:0[9AaDd])_")
_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})")
_IN_WORDS = re.compile(r"([0-9]{1,2}) tháng ([0-9]{1,2})(?:,? năm|,)? ([0-9]{4})", re.IGNORECASE)
_BEFORE_A_DAY = re.compile(
    r"(?:(?:thứ (?P<word>hai|ba|tư|năm|sáu|bảy|[2-7])|t(?P<short>[2-7])|(?P<sunday>chủ nhật|cn))[,:]? )?(?:ngày )?",
    re.IGNORECASE,
)
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00)?$")
_WEEKDAY_WORDS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}
_CENTURY = 2000
_CLOCK = re.compile(r"([0-9]{1,2})\s*(?:h|:|giờ)\s*([0-9]{2})?(?:\s*phút|:00)?")
_YES = frozenset(["có", "co", "yes", "1", "true", "x", "v", "✓", "✔", "☑", "đúng"])
_NO = frozenset(["không", "khong", "no", "0", "false", "ko"])
_DATES_OF_EXCEL = range(36526, 73051)
"""Serial numbers of the days 2000–2099."""
_FIRST_COUNTED = date(1899, 12, 30)
_DIGITS_EXCEL_KEEPS = 10**15
_MONTHS = 12
_MINUTES = 60


class Unfit(Exception):
    """A value that cannot be taken for what its column holds."""

    def __init__(self, what: str, advice: str, *, is_beyond_limits: bool = False) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice
        self.is_beyond_limits = is_beyond_limits
        """A figure that is understood, and too small or too large."""


def normal_text(text: str) -> str:
    """Text as the program keeps it: composed letters (NFC), one plain blank for any run of blanks, nothing invisible.

    Raises Unfit for text that is too long or holds characters that no one can have typed.
    """
    if len(text) > TEXT_LENGTH:
        raise Unfit(
            _("text of {length} characters").format(length=len(text)),
            _("Shorten it to at most {limit} characters").format(limit=TEXT_LENGTH),
        )
    text = with_stroke(text)
    if _is_normal(text):
        return text.strip()
    text = _ESCAPED_BLANK.sub(" ", text)
    bad = next((letter for letter in text if _is_forbidden(letter)), None)
    if bad is not None or _ESCAPED_CONTROL.search(text):
        name = f"U+{ord(bad):04X}" if bad is not None else "_x00.._"
        raise Unfit(
            _("{value} holds a control character ({name})").format(value=shown(text), name=name),
            _("Type the text anew in the cell, without copying it"),
        )
    visible = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", visible)).strip()


def _is_normal(text: str) -> bool:
    """Whether nothing but blanks at its ends could have to be changed; long lists are full of such texts."""
    return text.isprintable() and "  " not in text and "_x" not in text and unicodedata.is_normalized("NFC", text)


def _is_forbidden(letter: str) -> bool:
    if letter in "\t\n\r\v\f":
        return False
    return letter in _BIDI_CONTROLS or unicodedata.category(letter) in ("Cc", "Cs", "Cn", "Co")


def lines_of_text(value: object) -> tuple[str, ...]:
    """The lines or semicolon-separated parts of a text."""
    parts = re.split(r"[;\n\r]|_x000[AaDd]_", value) if isinstance(value, str) else [value]
    return tuple(line for line in map(plain_text, parts) if line)


def listed_texts(value: object) -> tuple[str, ...]:
    """The parts of a comma list, at least one; semicolons and line ends part them too."""
    parts = re.split(r"[,;\n\r]|_x000[AaDd]_", value) if isinstance(value, str) else [value]
    names = tuple(part for part in map(plain_text, parts) if part)
    if not names:
        raise Unfit(
            _("{value} names nothing").format(value=shown(value)), _("Enter names parted by commas, or leave it empty")
        )
    return names


def plain_text(value: object) -> str:
    """A text, or a whole number read as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return normal_text(value)
    if isinstance(value, bool):
        raise Unfit(
            _("{value} is a truth value where text belongs").format(value=shown(value)),
            _("Format the cell as Text and type it again"),
        )
    if isinstance(value, date | time | timedelta):
        raise Unfit(
            _("Excel took the text for a date or time"), _("Format the cell as Text, then type the content again")
        )
    if isinstance(value, float) and value.is_integer() and abs(value) < _DIGITS_EXCEL_KEEPS:
        return str(int(value))
    if isinstance(value, int | float) and math.isfinite(value) and abs(value) < _DIGITS_EXCEL_KEEPS:
        return str(value)
    raise Unfit(
        _("{value} is a number so long that Excel has lost its last digits").format(value=shown(value)),
        _("Format the cell as Text, then type the content again"),
    )


def calendar_day(value: object) -> date:
    """A day: an Excel date, or text as 18/4/2023 or 2023-04-18."""
    if isinstance(value, datetime):
        if value.time() != time(0):
            raise Unfit(_("the date carries a time of day"), _("Enter the day alone, for example 18/4/2023"))
        day = value.date()
    elif isinstance(value, date):
        day = value
    elif isinstance(value, str):
        day = _day_from_text(normal_text(value))
    elif is_count_of_days(value):
        raise Unfit(
            _("{value} is a plain number, perhaps a date without a date format").format(value=shown(value)),
            _("Format the cell as Date and check the day"),
        )
    else:
        raise Unfit(
            _("{value} is not a date").format(value=shown(value)), _("Enter day/month/year, for example 18/4/2023")
        )
    if not FIRST_DATE <= day <= LAST_DATE:
        raise Unfit(
            _("the year {year} is too far away").format(year=day.year),
            _("Enter a date between {first} and {last}").format(first=FIRST_DATE.year, last=LAST_DATE.year),
        )
    return day


def is_count_of_days(value: object) -> bool:
    """Whether the value may be the number by which Excel counts a day of this century."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value in _DATES_OF_EXCEL


def day_of_count(value: object) -> date:
    """The day that Excel counts so."""
    return _FIRST_COUNTED + timedelta(days=int(str(value).removesuffix(".0")))


def _day_from_text(text: str) -> date:
    before = _BEFORE_A_DAY.match(text)
    rest = _MIDNIGHT.sub("", text[before.end() :] if before else text).strip()
    day = _day_of_figures(text, rest)
    named = _weekday_named(before)
    if named is not None and named != day.weekday():
        raise Unfit(
            _("{value}: that day is a {weekday}").format(value=shown(text), weekday=_spoken_weekday(day)),
            _("Check the day and the weekday"),
        )
    return day


def _weekday_named(before: re.Match[str] | None) -> int | None:
    if before is None or not any(before.groups()):
        return None
    word = before["word"] or before["short"]
    if before["sunday"] or word is None:
        return 6
    return _WEEKDAY_WORDS[word.casefold()] if word.casefold() in _WEEKDAY_WORDS else int(word) - 2


def _spoken_weekday(day: date) -> str:
    return ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")[day.weekday()]


def _day_of_figures(text: str, figures: str) -> date:
    if match := _DAY_FIRST.fullmatch(figures):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        year += _CENTURY if year < _CENTURY and len(match[4]) == len("26") else 0
        if month > _MONTHS >= day:
            raise Unfit(
                _("{value} looks like month/day/year").format(value=shown(text)),
                _("Enter day/month/year: {day}/{month}/{year}").format(day=month, month=day, year=year),
            )
    elif match := _YEAR_FIRST.fullmatch(figures):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif match := _IN_WORDS.fullmatch(figures):
        day, month, year = map(int, match.groups())
    else:
        raise Unfit(
            _("{value} is not a date").format(value=shown(text)), _("Enter day/month/year, for example 18/4/2023")
        )
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unfit(
            _("{value}: there is no such day").format(value=shown(text)), _("Check the day and the month")
        ) from error


def minute_of_day(value: object) -> int:
    """Minutes from midnight, from *7h00*, *7h*, *07:00* or an Excel time."""
    minute = _minute(value)
    if minute is None or not 0 <= minute <= 24 * 60:
        raise Unfit(
            _("{value} is not a time of day").format(value=shown(value)), _("Enter hours and minutes, for example 7h00")
        )
    return minute


def _minute(value: object) -> int | None:
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, float) and 0 < value < 1:
        return round(value * 24 * 60)
    if isinstance(value, str) and (match := _CLOCK.fullmatch(normal_text(value).casefold())):
        hours, minutes = int(match[1]), int(match[2] or 0)
        return hours * 60 + minutes if minutes < _MINUTES else None
    return None


def yes_or_no(value: object) -> bool:
    """Có or Không."""
    word = str(value).casefold() if isinstance(value, bool) else plain_text(value).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unfit(_("{value} is neither Có nor Không").format(value=shown(value)), _("Choose Có or Không"))
