"""Spelling that makes no difference: capitals, blanks, composed letters, and the place of a tone mark.

No reading ever drops a mark of a letter or a tone: districts hold pairs such as Lộc Thành / Lộc Thạnh.
"""

import re
import unicodedata
from functools import lru_cache

_WITH_STROKE = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"})
"""Letters of other tongues that look like *Đ* and *đ*; no Vietnamese word has them."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def with_stroke(text: str) -> str:
    """The text with *Đ* and *đ* where a letter stands that only looks so."""
    return text.translate(_WITH_STROKE)


def tone_key(name: str) -> str:
    """The name with each word's tone mark at its end, so that *hoà* and *hòa* are one and *hóa* is another."""
    return " ".join(_tone_last(word) for word in re.split(r"\s+", unicodedata.normalize("NFD", name)))


def _tone_last(word: str) -> str:
    tones = "".join(letter for letter in word if letter in _TONES)
    return unicodedata.normalize("NFC", "".join(letter for letter in word if letter not in _TONES)) + tones


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The name without regard to capitals and the place of its tone marks; letters and tones are all kept."""
    return tone_key(with_stroke(name).casefold().strip())


@lru_cache(maxsize=20_000)
def bare_of_marks(name: str) -> str:
    """The name without any mark, only ever used to suggest, never to decide alone."""
    letters = unicodedata.normalize("NFD", with_stroke(name).casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
