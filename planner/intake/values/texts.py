"""Texts as they are kept, lists of texts, and yes or no; and what it means that a value does not fit."""

import math
import re
import unicodedata
from datetime import date, time, timedelta

from planner.domain.folding import with_stroke
from planner.intake.cells.findings import shown
from planner.intake.cells.limits import TEXT_LENGTH
from planner.texts import texts_of

_ = texts_of("intake")

_BIDI_CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
_BLANKS = re.compile(r"\s+")
_ESCAPED_CONTROL = re.compile(r"_x00(?!0[9AD])[01][0-9A-Fa-f]_|_x[Ff]{3}[EeFf]_")
_ESCAPED_BLANK = re.compile(r"_x00(?:0[9AaDd])_")
_YES = frozenset(["có", "co", "yes", "1", "true", "x", "v", "✓", "✔", "☑", "đúng"])
_NO = frozenset(["không", "khong", "no", "0", "false", "ko"])
_DIGITS_EXCEL_KEEPS = 10**15


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


def yes_or_no(value: object) -> bool:
    """Có or Không."""
    word = str(value).casefold() if isinstance(value, bool) else plain_text(value).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unfit(_("{value} is neither Có nor Không").format(value=shown(value)), _("Choose Có or Không"))


TICKED, UNTICKED = "☒", "☐"
"""How a box is told whose state stands elsewhere than in letters."""
YES_MARKS = frozenset(["x", "v", "✓", "✔", "✅", "√", "☑", "☒", "🗹", "🗸", "có", "co", "yes", "1", "true"])
NO_MARKS = frozenset(["", "0", "☐", "□", "◻", "⬜", "-", "–", "—", "−", "không", "khong", "no", "false"])


def mark_word(value: object) -> str:
    """What is entered, in small letters and without blanks around it."""
    return "" if value is None else str(value).removesuffix(".0").strip().casefold()


def is_marked(value: object) -> bool:
    """Whether a cell says yes. Raises Unfit for anything that is neither a yes-mark nor a no-mark."""
    word = mark_word(value)
    if word in YES_MARKS:
        return True
    if word in NO_MARKS:
        return False
    raise Unfit(
        _("{value} is neither a tick nor empty").format(value=shown(value)),
        _("Enter x for yes, or leave the cell empty for no"),
    )
