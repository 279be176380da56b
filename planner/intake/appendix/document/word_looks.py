"""Looks of letters in Word: what styles and the letters themselves say, and whether anybody sees them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx.oxml import ns

from planner.intake.cells.unseen import UnseenKind


@cache
def qn(name: str) -> str:
    """The name such as *w:p* with its namespace in full."""
    return str(ns.qn(name))


_VALUE = qn("w:val")
_OFF = frozenset(["false", "0", "off", "none"])
_SWITCHES = ("strike", "dstrike", "vanish")
_WORDS = ("vertAlign", "color")
WHITE = "FFFFFF"
_CHAIN = 20
"""Styles that build on one another; more are a circle."""


@dataclass(frozen=True, slots=True)
class LettersLook:
    """What is said of letters at one level: by themselves, or by a style. None where nothing is said."""

    strike: bool | None = None
    dstrike: bool | None = None
    vanish: bool | None = None
    vertAlign: str | None = None  # noqa: N815 - as Word calls it
    color: str | None = None
    font: str | None = None
    ground: str | None = None
    """Shading or highlighting of the letters."""

    def over(self, other: "LettersLook") -> "LettersLook":
        """This level where it says something, else the other."""
        mine = _said(self)
        return LettersLook(**(_said(other) | mine)) if mine else other


def _said(look: LettersLook) -> dict[str, Any]:
    return {name: value for name in look.__slots__ if (value := getattr(look, name)) is not None}


NOTHING_SAID = LettersLook()


class WordStyles:
    """The styles of a document by their names."""

    def __init__(self, styles: Any) -> None:
        """`styles` is the element that holds them all."""
        self._styles = {str(style.get(qn("w:styleId"))): style for style in styles.iterchildren(qn("w:style"))}
        self._known: dict[str, LettersLook] = {}
        self._pairs: dict[tuple[str | None, str | None], LettersLook] = {}
        default = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._default = NOTHING_SAID if default is None else look_told(default)
        self._usual = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) not in (None, "0", "false")
            ),
            None,
        )

    def chain(self, name: str | None) -> Iterator[Any]:
        """A style and those that it builds on."""
        for _step in range(_CHAIN):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            base = style.find(qn("w:basedOn"))
            name = None if base is None else str(base.get(_VALUE))

    def paragraph_style(self, paragraph: Any) -> str | None:
        """The name of a paragraph's style."""
        told = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._usual if told is None else str(told.get(_VALUE))

    def letters(self, run: Any, paragraph: Any) -> LettersLook:
        """How the letters of a run look."""
        properties = run.find(qn("w:rPr"))
        told = None if properties is None else properties.find(qn("w:rStyle"))
        styled = self._styled(self.paragraph_style(paragraph), None if told is None else str(told.get(_VALUE)))
        return styled if properties is None or not len(properties) else look_told(properties).over(styled)

    def _styled(self, paragraph_style: str | None, run_style: str | None) -> LettersLook:
        """How letters of these styles look. A line that both styles draw is none, as Word has it."""
        key = (paragraph_style, run_style)
        if key not in self._pairs:
            by_paragraph, by_letters = self._look(paragraph_style), self._look(run_style)
            switched = {
                name: bool(getattr(by_letters, name)) != bool(getattr(by_paragraph, name)) or None for name in _SWITCHES
            }
            styled = LettersLook(**(_said(by_letters.over(by_paragraph)) | switched))
            self._pairs[key] = styled.over(self._default)
        return self._pairs[key]

    def has_shading(self, name: str | None) -> bool:
        """Whether a table's style may colour its cells."""
        return any(next(style.iter(qn("w:shd")), None) is not None for style in self.chain(name))

    def _look(self, name: str | None) -> LettersLook:
        if name is None:
            return NOTHING_SAID
        if name not in self._known:
            look = NOTHING_SAID
            for style in self.chain(name):
                properties = style.find(qn("w:rPr"))
                look = look if properties is None else look.over(look_told(properties))
            self._known[name] = look
        return self._known[name]


def look_told(properties: Any) -> LettersLook:
    """What the properties of a run or style say."""
    said: dict[str, Any] = {}
    for each in properties:
        name = str(each.tag).rpartition("}")[2]
        if name in _SWITCHES:
            said[name] = each.get(_VALUE, "true") not in _OFF
        elif name in _WORDS:
            said[name] = each.get(_VALUE)
        elif name == "rFonts":
            said["font"] = each.get(qn("w:hAnsi")) or each.get(qn("w:ascii"))
        elif name == "highlight" and each.get(_VALUE) not in _OFF:
            said["ground"] = str(each.get(_VALUE))
        elif name == "shd" and (ground := shading_of(each)):
            said["ground"] = ground
    return LettersLook(**said)


def shading_of(shading: Any) -> str | None:
    """The colour that a shading lays below; None for none, and a word that is no colour for a pattern."""
    if shading is None:
        return None
    if shading.get(_VALUE) not in (None, "clear", "nil"):
        return "pattern"
    fill = str(shading.get(qn("w:fill"), "auto")).upper()
    return None if fill == "AUTO" else fill


def unseen_letters(look: LettersLook, ground: str | None) -> UnseenKind | None:
    """Why nobody sees such letters on a ground of this colour; an unknown ground shows all letters."""
    if look.strike or look.dstrike:
        return UnseenKind.CROSSED_OUT
    if look.vanish:
        return UnseenKind.HIDDEN_TEXT
    below = look.ground or ground
    if below is not None and look.color is not None and look.color.upper() == below.upper():
        return UnseenKind.COLOUR_OF_THE_PAGE
    return None
