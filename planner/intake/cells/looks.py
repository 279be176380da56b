"""Looks of cells that let nobody see what stands in them: crossed out, in the colour of the page, of no format."""

import re
from dataclasses import dataclass
from typing import Any

from defusedxml.ElementTree import fromstring
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.datetime import WINDOWS_EPOCH

from planner.intake.cells.symbols import is_of_symbols
from planner.intake.cells.unseen import UnseenKind

_WHITE = "FFFFFF"
_SYSTEM_COLOURS = {64: "000000", 65: _WHITE}
_ORDER_OF_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_WITH_WORDS = re.compile(r'((?:"[^"]*"| )*)(0+|#+0*|General)((?:"[^"]*"| )*)')
_SHOWS_NOTHING = ";;;"


@dataclass(frozen=True, slots=True)
class StyleLook:
    """What a style of a workbook says of the cells that bear it."""

    font: str = ""
    number_format: str = ""
    unseen: UnseenKind | None = None
    """Why nobody sees what stands in such a cell."""
    has_symbols: bool = False
    """Its letters are pictures, such as ticks."""
    has_format: bool = True
    """Whether the file tells whether a number is a day or a figure."""


class Looks:
    """The looks of a workbook by their numbers; each is worked out once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._palette: Palette | None = None
        self._known: dict[int, StyleLook] = {}

    def of(self, style: int) -> StyleLook:
        """The look of this number; one that the file does not have says nothing."""
        if style not in self._known:
            self._known[style] = self._look(style)
        return self._known[style]

    def _look(self, style: int) -> StyleLook:
        book = self._book
        try:
            look = book._cell_styles[style]  # noqa: SLF001 - as openpyxl's own readers do
            font, fill = book._fonts[look.fontId], book._fills[look.fillId]  # noqa: SLF001
            number_format = _number_format(book, look.numFmtId)
        except IndexError:
            # The look that the cell names does not exist; days that a Mac counts from 1904 are not guessed at.
            return StyleLook(has_format=book.epoch != WINDOWS_EPOCH)
        if self._palette is None:
            self._palette = Palette(book.loaded_theme)
        unseen = unseen_look(font, fill, number_format, self._palette)
        name = str(font.name or "")
        return StyleLook(name, number_format, unseen, has_symbols=is_of_symbols(name))


def _number_format(book: Any, number: int) -> str:
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(number, "General"))
    return str(book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])  # noqa: SLF001


def shown_with_words(value: object, number_format: str) -> str | None:
    """A whole number with the words that its format puts around it, as *"MÁY "0*; None where it puts none."""
    found = _WITH_WORDS.fullmatch(number_format.partition(";")[0])
    if found is None or isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        return None
    before, figures, behind = found[1].replace('"', ""), found[2], found[3].replace('"', "")
    if not any(letter.isalpha() for letter in before + behind):
        return None
    return f"{before}{int(value):0{figures.count('0')}}{behind}"


class Palette:
    """The colours that a workbook's theme names by number."""

    def __init__(self, theme: bytes | None) -> None:
        """`theme` is the theme's own part; without one, only white and black are known."""
        self._colours = {0: _WHITE, 1: "000000"} | (_colours_of(theme) if theme else {})

    def colour(self, told: Any) -> str | None:
        """Six hexadecimal digits; None for a colour that is automatic or not known for sure."""
        if told is None:
            return None
        if told.type == "rgb":
            return str(told.rgb)[-6:].upper()
        if told.type == "indexed":
            number = int(told.indexed)
            return _SYSTEM_COLOURS.get(number) or (
                COLOR_INDEX[number][-6:].upper() if number < len(COLOR_INDEX) else None
            )
        if told.type == "theme" and not told.tint:
            return self._colours.get(int(told.theme))
        return None


def unseen_look(font: Any, fill: Any, number_format: str, palette: Palette) -> UnseenKind | None:
    """Why nobody sees a number or text of this look; None where it is seen."""
    if font is not None and font.strike:
        return UnseenKind.CROSSED_OUT
    if number_format.strip() == _SHOWS_NOTHING:
        return UnseenKind.HIDDEN_TEXT
    letters = palette.colour(font.color) if font is not None and font.color is not None else None
    if letters is not None and not _is_system_letters(font.color) and letters == _ground(fill, palette):
        return UnseenKind.COLOUR_OF_THE_PAGE
    return None


def _is_system_letters(colour: Any) -> bool:
    """Whether the letters' colour is the system's, whatever that is."""
    return bool(colour.type == "indexed" and int(colour.indexed) in _SYSTEM_COLOURS)


def _ground(fill: Any, palette: Palette) -> str | None:
    """The colour below the letters; None where it is not one plain colour."""
    pattern = getattr(fill, "patternType", None)
    if fill is None or (pattern is None and hasattr(fill, "patternType")) or pattern == "none":
        return _WHITE
    return palette.colour(fill.fgColor) if pattern == "solid" else None


def _colours_of(theme: bytes) -> dict[int, str]:
    """A theme's colours by number; none for a theme that cannot be read."""
    try:
        scheme = next(each for each in fromstring(theme).iter() if each.tag.endswith("}clrScheme"))
    except Exception:  # a broken theme changes no cell
        return {}
    named = {each.tag.rpartition("}")[2]: each[0] for each in scheme if len(each)}
    colours = {
        number: str(named[name].get("lastClr") or named[name].get("val"))
        for number, name in enumerate(_ORDER_OF_THEME)
        if name in named
    }
    return {number: colour.upper() for number, colour in colours.items() if len(colour) == len(_WHITE)}
