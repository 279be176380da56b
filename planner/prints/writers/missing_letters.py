"""Letters that no font of this machine has: a PDF shows boxes in their place, and somebody should know before."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from planner.prints.paper.paper import Paper
from planner.prints.typesetting.fonts import VIETNAMESE, chosen_family, installed_fonts, letters_of
from planner.texts import Noun, and_more, texts_of

_ = texts_of("prints")

MOST_TOLD = 5
"""Words named of one paper; who writes in letters that no font has does so throughout."""
MOST_ASKED = 500
"""Letters beyond the usual that are looked for; more different ones stand in no plan."""
_NOT_A_LETTER = "\U0010ffff"
"""It has no glyph in any font, and never will."""
_ASCII = frozenset(map(chr, range(0x20, 0x7F)))


def missing_letter_warnings(paper: Paper, *, is_private: bool) -> tuple[str, ...]:
    """One for each word with such letters, the same in all papers; of lists of people the letters alone."""
    told: dict[str, None] = {}
    for text in dict.fromkeys(_texts(paper.model_dump())):
        if _letters_without_font(frozenset(text) - _usual_letters()):
            told |= dict.fromkeys(map(_warning_in_a_list if is_private else _warning, _words_in(text)))
    rest = len(told) - MOST_TOLD
    more = _("… {and_more} with letters that no font has")
    return (*list(told)[:MOST_TOLD], *([more.format(and_more=and_more(rest, Noun.WORD))] if rest > 0 else []))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _words_in(text: str) -> Iterator[str]:
    """The words of a text in which a letter stands that no font has."""
    return (word for word in text.split() if _missing_in(word))


def _missing_in(word: str) -> list[str]:
    missing = _letters_without_font(frozenset(word) - _usual_letters())
    return [letter for letter in dict.fromkeys(word) if letter in missing]


def _warning(word: str) -> str:
    return _(
        "“{word}”: no font of this machine has {letters}; the PDF shows boxes instead. "
        "Write it in other letters, or install a font that has them"
    ).format(word=word, letters=_named(_missing_in(word)))


def _warning_in_a_list(word: str) -> str:
    return _(
        "no font of this machine has {letters}, which stand in a list; its PDF shows boxes instead. "
        "Install a font that has them, or print its docx"
    ).format(letters=_named(_missing_in(word)))


def _named(letters: list[str]) -> str:
    return ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters)


@cache
def _usual_letters() -> frozenset[str]:
    """What the family of the PDF has for certain, so that most papers need no closer look."""
    styles = [font.path for font in installed_fonts().fonts() if font.family == chosen_family()]
    found = [letters for path in styles if path is not None and (letters := _letters_in(path))]
    common = frozenset.intersection(*found) if found else frozenset()
    return common | VIETNAMESE | _ASCII


def _letters_in(path: str) -> frozenset[str]:
    try:
        return frozenset(map(chr, letters_of(Path(path).read_bytes())))
    except (OSError, struct.error, StopIteration):
        return frozenset()


@cache
def _letters_without_font(letters: frozenset[str]) -> frozenset[str]:
    """Those that typst, which looks for a letter in all fonts, sets as it sets what is no letter at all."""
    if not letters:
        return frozenset()
    from planner.prints.writers.as_typst.writer import pictured_letters  # noqa: PLC0415 - heavy

    asked = sorted(letters)[:MOST_ASKED]
    nothing, *pictures = pictured_letters([_NOT_A_LETTER, *asked])
    return frozenset(letter for letter, picture in zip(asked, pictures, strict=True) if picture == nothing)
