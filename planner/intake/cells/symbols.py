"""Letters of fonts that show pictures instead: ticks, boxes, bullets and arrows, as the letters that mean them.

Source: the character tables of Wingdings, Wingdings 2, Webdings and Symbol, by what Unicode calls the same pictures.
"""

from collections.abc import Mapping

NO_LETTER = "\ufffd"
"""A picture that means nothing here."""

_WINGDINGS = {
    0x20: " ",
    0x6F: "☐",
    0x70: "☐",
    0x71: "☐",
    0x72: "☐",
    0x78: "☒",
    0xA8: "☐",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    0xDF: "←",
    0xE0: "→",
    0xE7: "←",
    0xE8: "→",
    0xF0: "→",
    **dict.fromkeys((0x6C, 0x6E, 0x73, 0x74, 0x75, 0x76, 0x77, 0x9E, 0x9F, 0xA7, 0xD8), "•"),
}
_WINGDINGS_2 = {
    0x20: " ",
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x95: "•",
    0x96: "•",
    0x97: "•",
    0xA3: "☐",
}
_WEBDINGS = {0x20: " ", 0x61: "✓", 0x63: "☐", 0x72: "✗", 0x34: "→"}
_SYMBOL = {
    **{code: chr(code) for code in (*range(0x20, 0x22), 0x23, *range(0x25, 0x27), *range(0x28, 0x2A))},
    **{code: chr(code) for code in (*range(0x2B, 0x40), 0x5B, 0x5D, 0x7B, 0x7C, 0x7D)},
    0x2D: "-",
    0xB7: "•",
    0xAE: "→",
    0xD6: "√",
    0xA3: "≤",
    0xB3: "≥",
}
_FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
_OWN = range(0x100)
_PRIVATE = range(0xF000, 0xF100)
"""Where Word keeps the letters of such fonts."""


def is_of_symbols(font: str) -> bool:
    """Whether the letters of this font are pictures."""
    return font.casefold() in _FONTS


def symbol(font: str, code: int) -> str:
    """What the picture of this number in this font means."""
    return _FONTS.get(font.casefold(), _WINGDINGS).get(code & 0xFF, NO_LETTER)


def as_letters(text: str, font: str = "") -> str:
    """A text of this font as it means; of any other font, only the letters that no such font has for its own."""
    if is_of_symbols(font):
        return "".join(letter if letter.isspace() else _meant(letter, font) for letter in text)
    if text.isascii() or not any(ord(letter) in _PRIVATE for letter in text):
        return text
    return "".join(symbol("", ord(letter)) if ord(letter) in _PRIVATE else letter for letter in text)


def _meant(letter: str, font: str) -> str:
    """What a letter means; one that such a font does not have is drawn from another font, as it is."""
    return symbol(font, ord(letter)) if ord(letter) in _OWN or ord(letter) in _PRIVATE else letter
