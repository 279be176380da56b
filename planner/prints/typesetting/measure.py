"""How wide a text is in Times New Roman, and how many lines it takes.

Spreadsheets do not grow rows under merged cells, and turn pages anywhere; so widths are counted here. Tinos and
Liberation Serif have the same widths.
"""

import unicodedata
from functools import lru_cache

POINTS_PER_MM = 72 / 25.4

_REGULAR = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 "
    "564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 "
    "722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 "
    "278 500 500 722 500 500 444 480 200 480 541"
)
_BOLD = (
    "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 500 333 333 "
    "570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000 "
    "722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 "
    "333 556 500 722 500 500 444 394 220 394 520"
)
"""Adobe's metrics of Times-Roman and Times-Bold for ASCII from the space on, in thousandths of the size."""
_LETTERS_BEYOND_ASCII = {"đ": 0.556, "Đ": 0.722, "ơ": 0.55, "Ơ": 0.78, "ư": 0.6, "Ư": 0.8}
UNKNOWN_WIDTH = 0.75
BREAK = "\u200b"
TURNED = 1.08


def _widths(thousandths: str) -> dict[str, float]:
    ascii_widths = {chr(32 + place): int(width) / 1000 for place, width in enumerate(thousandths.split())}
    return ascii_widths | _LETTERS_BEYOND_ASCII


_WIDTHS = {False: _widths(_REGULAR), True: _widths(_BOLD)}


@lru_cache(maxsize=4096)
def _letter_width(letter: str, *, bold: bool) -> float:
    widths = _WIDTHS[bold]
    if letter in widths:
        return widths[letter]
    if unicodedata.combining(letter):
        return 0.0
    parts = unicodedata.normalize("NFD", letter)
    # A letter with a horn keeps it when its tone is taken off: ớ is ơ with an acute.
    horned = unicodedata.normalize("NFC", parts[0] + "\u031b") if "\u031b" in parts else parts[0]
    return widths.get(horned, UNKNOWN_WIDTH)


@lru_cache(maxsize=8192)
def width_in_points(text: str, size: float, *, bold: bool = False) -> float:
    """The text's width on one line, in points."""
    return sum(_letter_width(letter, bold=bold) for letter in text) * size


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


def with_breaks(text: str, width_mm: float, size: float, *, bold: bool = False) -> str:
    """The text with a place to turn the line after each letter of words wider than the room, shown or not."""
    room = width_mm * POINTS_PER_MM
    if width_in_points(text, size, bold=bold) <= room:
        return text
    return " ".join(
        _breakable(word) if width_in_points(word, size, bold=bold) > room else word for word in text.split(" ")
    )


def _breakable(word: str) -> str:
    return "".join(letter if unicodedata.combining(letter) else BREAK + letter for letter in word).removeprefix(BREAK)


def turned_lines(text: str) -> tuple[str, ...]:
    """The lines of a turned text: its words on two lines as equal as can be."""
    words = text.split(" ")
    cuts = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))]
    return min(cuts, key=lambda lines: max(map(len, lines)), default=(text,))


def turned_height(text: str, size: float, *, bold: bool = False) -> float:
    """The height of a turned text in points; a little too much, because too little would turn its lines."""
    return max(width_in_points(line, size, bold=bold) for line in turned_lines(text)) * TURNED
