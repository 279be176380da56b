"""Text that is safe to print: whatever a workbook held, only letters reach a page."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator

SPACES = re.compile(r"\s+")
TURNS_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that show a reader other letters than the text holds."""
REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Cn"})
"""Control letters, halves of letters and code points that are no letter: XML forbids them or readers choke on them."""


def printable(text: str) -> str:
    """The text in NFC with single spaces, without anything that XML forbids or that turns the reading direction."""
    spaced = SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return "".join(
        letter
        for letter in spaced
        if letter not in TURNS_DIRECTION and unicodedata.category(letter) not in REFUSED_CATEGORIES
    ).strip()


def printable_line(text: str) -> str:
    """The same with its spaces as they stand, which is how a line of a terminal keeps its columns."""
    return "".join(
        printable(letter) or " " * letter.isspace() for letter in unicodedata.normalize("NFC", text)
    ).rstrip()


Text = Annotated[str, AfterValidator(printable)]
"""A field of a print; it cleans itself, so no writer of a format can forget to."""
TerminalLine = Annotated[str, AfterValidator(printable_line)]
"""A line as it stands on a terminal; it cleans itself, too."""
