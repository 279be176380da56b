"""Names in the order of a Vietnamese dictionary."""

import re
import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng; a word without a tone comes first."""
_PIECES = re.compile(r"\d+|\D")

OrderKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...]]


def vietnamese_key(name: str) -> OrderKey:
    """What names are sorted by: letters first, where those are the same tones; figures by their number."""
    tones: list[int] = []
    letters: list[tuple[int, int]] = []
    for piece in _PIECES.findall(unicodedata.normalize("NFC", name).casefold()):
        if piece.isdecimal():
            letters.append((0, int(piece)))
            continue
        parts = unicodedata.normalize("NFD", piece)
        base = unicodedata.normalize("NFC", "".join(each for each in parts if each not in TONES))
        tones.append(max((TONES.index(each) + 1 for each in parts if each in TONES), default=0))
        place = LETTERS.find(base)
        letters.append((1, ord(base[0])) if place < 0 else (2, place))
    return tuple(letters), tuple(tones)


def first_letter(name: str) -> str:
    """The letter under which a name is looked up, large and without a tone: *Đ*, *Ă*; *0–9* for a figure or sign."""
    for letter in unicodedata.normalize("NFC", name):
        parts = unicodedata.normalize("NFD", letter.casefold())
        base = unicodedata.normalize("NFC", "".join(each for each in parts if each not in TONES))
        if letter.isalpha():
            return base.upper()
        if letter.isdecimal():
            return "0–9"
    return "0–9"
