"""How wide a text is in Times New Roman, and how many lines it takes.

Spreadsheets do not grow rows under merged cells, and turn pages anywhere; so widths are counted here. Tinos and
Liberation Serif have the same widths.
"""

import unicodedata
from functools import lru_cache

POINTS_PER_MM = 72 / 25.4

_WIDTHS_FROM_SPACE = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 "
    "564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 "
    "722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 "
    "278 500 500 722 500 500 444 480 200 480 541"
)
"""Adobe's metrics of Times-Roman for ASCII from the space on, in thousandths of the size."""
_WIDTHS = {chr(32 + place): int(width) / 1000 for place, width in enumerate(_WIDTHS_FROM_SPACE.split())}
_WIDTHS |= {"đ": 0.5, "Đ": 0.722, "ơ": 0.53, "Ơ": 0.76, "ư": 0.57, "Ư": 0.77}
UNKNOWN_WIDTH = 0.75
BOLD_FACTOR = 1.07


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0.0
    parts = unicodedata.normalize("NFD", letter)
    # A letter with a horn keeps it when its tone is taken off: ớ is ơ with an acute.
    horned = unicodedata.normalize("NFC", parts[0] + "\u031b") if "\u031b" in parts else parts[0]
    return _WIDTHS.get(horned, UNKNOWN_WIDTH)


@lru_cache(maxsize=8192)
def width_in_points(text: str, size: float, *, bold: bool = False) -> float:
    """The text's width on one line, in points."""
    return sum(map(_letter_width, text)) * size * (BOLD_FACTOR if bold else 1)


@lru_cache(maxsize=8192)
def num_lines(text: str, width_mm: float, size: float, *, bold: bool = False) -> int:
    """How many lines the text takes in a column, turning at spaces and, in a word wider than it, anywhere."""
    room = width_mm * POINTS_PER_MM
    space = width_in_points(" ", size, bold=bold)
    lines, used = 1, 0.0
    for word in text.split(" "):
        width = width_in_points(word, size, bold=bold)
        if used and used + space + width > room:
            lines += 1
            used = 0.0
        elif used:
            used += space
        more_lines, rest = divmod(width, room) if width > room else (0, width)
        lines += int(more_lines)
        used += rest
    return lines
