"""Numbers that Word counts by itself: *MÁY 1*, *MÁY 2*, worked out from the lists that the paragraphs belong to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.intake.appendix.document.word_looks import WordStyles, qn

_VALUE, _LEVEL = qn("w:val"), qn("w:ilvl")
_OFF = frozenset(["false", "0", "off"])
_MOST_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"))
_ROMAN_SMALL = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26
_MOST_COUNTED = 5_000
UNKNOWN_FIGURE = "?"
"""Stands for a number in a way of counting that is not known here."""


@dataclass(frozen=True, slots=True)
class NumberLabel:
    """What Word writes before a paragraph."""

    text: str
    has_words: bool
    """It says more than a number and its marks, as *MÁY 1* does and *1.* does not."""

    @property
    def is_known(self) -> bool:
        """Whether every number of it could be worked out."""
        return UNKNOWN_FIGURE not in self.text


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    """Begins again after a paragraph of a level below this number (from 1); None for any level above its own."""
    is_plain: bool = False
    """All its numbers are written as figures."""
    style: str | None = None


@dataclass
class _List:
    """A kind of list that several lists of the document may share, and how far it has been counted."""

    levels: dict[int, _Level]
    counted: dict[int, int] = field(default_factory=dict)


class WordNumbers:
    """Counts the lists of a document; paragraphs have to come in their order."""

    def __init__(self, numbering: Any | None, styles: WordStyles) -> None:
        """`numbering` is the element that holds the lists; None where the document has none."""
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._of_number: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._own_levels: dict[str, dict[int, _Level]] = {}
        self._begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._take(numbering)

    def label(self, paragraph: Any) -> NumberLabel | None:
        """What Word writes before the paragraph, which counts from now on; None for one that is in no list."""
        number, level = self._place(paragraph)
        kind = self._lists.get(self._of_number.get(number or "", ""))
        if number is None or kind is None:
            return None
        levels = kind.levels | self._own_levels.get(number, {})
        own = levels.get(level)
        if own is None or own.kind == "bullet":
            return None
        self._count(number, kind, levels, level)
        text, words = own.text, own.text
        for place in range(_MOST_LEVELS):
            mark = f"%{place + 1}"
            if mark in text:
                at = levels.get(place, own)
                figure = written(kind.counted.get(place, at.start), "decimal" if own.is_plain else at.kind)
                text, words = text.replace(mark, figure), words.replace(mark, "")
        return NumberLabel(text, any(letter.isalnum() for letter in words)) if text.strip() else None

    def _count(self, number: str, kind: _List, levels: Mapping[int, _Level], level: int) -> None:
        """One paragraph more of this level; those below it begin again."""
        start = levels[level].start
        if (number, level) not in self._begun and level in self._starts.get(number, {}):
            kind.counted[level] = self._starts[number][level]
        else:
            kind.counted[level] = kind.counted.get(level, start - 1) + 1
        self._begun.add((number, level))
        for place in [place for place in kind.counted if place > level]:
            after = levels[place].restarts_after if place in levels else None
            if after is None or level < after:
                del kind.counted[place]

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """The list and the level of a paragraph, by itself or by its style."""
        told = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = self._styles.paragraph_style(paragraph)
        by_style: tuple[str | None, int] = (None, 0)
        for each in self._styles.chain(style):
            found = each.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None and (number := _of(found, "numId")) is not None:
                by_style = (number, self._level_of_style(number, str(each.get(qn("w:styleId"))), found))
                break
        if told is None:
            return by_style
        number = _of(told, "numId") or by_style[0]
        level = _of(told, "ilvl")
        return (None if number == "0" else number), (by_style[1] if level is None else int(level))

    def _level_of_style(self, number: str, style: str, told: Any) -> int:
        kind = self._lists.get(self._of_number.get(number, ""))
        for place, level in (kind.levels if kind is not None else {}).items():
            if level.style == style:
                return place
        return int(_of(told, "ilvl") or 0)

    def _take(self, numbering: Any) -> None:
        links: dict[str, str] = {}
        by_link: dict[str, str] = {}
        for each in numbering.iterchildren(qn("w:abstractNum")):
            name = str(each.get(qn("w:abstractNumId")))
            self._lists[name] = _List(_levels(each.iterchildren(qn("w:lvl"))))
            if (link := _of(each, "numStyleLink")) is not None:
                links[name] = link
            if (link := _of(each, "styleLink")) is not None:
                by_link[link] = name
        for each in numbering.iterchildren(qn("w:num")):
            number, name = str(each.get(qn("w:numId"))), str(_of(each, "abstractNumId"))
            self._of_number[number] = by_link.get(links.get(name, ""), name)
            for override in each.iterchildren(qn("w:lvlOverride")):
                place = int(override.get(_LEVEL, 0))
                if (start := _of(override, "startOverride")) is not None:
                    self._starts.setdefault(number, {})[place] = int(start)
                self._own_levels.setdefault(number, {}).update(_levels(override.iterchildren(qn("w:lvl"))))


def _levels(found: Iterable[Any]) -> dict[int, _Level]:
    return {int(each.get(_LEVEL, 0)): _level(each) for each in found}


def _level(element: Any) -> _Level:
    plain = element.find(qn("w:isLgl"))
    restart = _of(element, "lvlRestart")
    return _Level(
        start=int(_of(element, "start") or 0),
        kind=_of(element, "numFmt") or "decimal",
        text=_of(element, "lvlText") or "",
        restarts_after=None if restart is None else int(restart),
        is_plain=plain is not None and plain.get(_VALUE, "true") not in _OFF,
        style=_of(element, "pStyle"),
    )


def _of(parent: Any, name: str) -> str | None:
    found = parent.find(qn(f"w:{name}"))
    return None if found is None or found.get(_VALUE) is None else str(found.get(_VALUE))


def written(number: int, kind: str) -> str:
    """A number as a way of counting writes it."""
    if kind == "none":
        return ""
    way = _WAYS.get(kind)
    return way(number) if way is not None and 0 <= number <= _MOST_COUNTED else UNKNOWN_FIGURE


def _roman(number: int) -> str:
    found = ""
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        found += letters * (number // value)
        number %= value
    return found


def _letters(number: int) -> str:
    """a, b, ... z, aa, bb, ..."""
    return chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1) if number else ""


_WAYS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
}
