"""Words of a text that are set apart: bold, italic, or in the letters of a typewriter."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from pydantic import NonNegativeInt, PositiveInt

from planner.domain.record import Record


class Letters(StrEnum):
    """How words are set apart from the text around them."""

    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"


class Emphasis(Record):
    """A stretch of a text from letter `first` up to, not including, letter `end`, counted from 0."""

    first: NonNegativeInt
    end: PositiveInt
    letters: Letters


def stretches(text: str, emphases: Sequence[Emphasis]) -> Iterator[tuple[str, Letters | None]]:
    """The whole text cut where its letters change; None is the text around.

    Emphases follow each other, none inside another.
    """
    place = 0
    for emphasis in emphases:
        if place < emphasis.first:
            yield text[place : emphasis.first], None
        yield text[emphasis.first : emphasis.end], emphasis.letters
        place = emphasis.end
    if place < len(text):
        yield text[place:], None
