"""A line on a terminal that the next one is written over, and what may be told beside it meanwhile."""

import sys
from threading import RLock

from planner.cli.streams import tell_aside

_speaking = RLock()
"""A search is heard by one thread, and another gives signs of life."""


class LivingLine:
    """A line on stderr that the next one is written over where stderr is a terminal; else every line stays."""

    standing: "LivingLine | None" = None
    """The one that stands on the terminal now."""

    def __init__(self) -> None:
        self.is_terminal = sys.stderr.isatty()
        self._text = ""

    @property
    def stands(self) -> bool:
        """Whether a line stands there that may still be written over."""
        return bool(self._text)

    def tell(self, line: str, *, stays: bool = False) -> None:
        """Write this in the place of the line that stands there."""
        if not self.is_terminal:
            tell_aside(line)
            return
        with _speaking:
            tell_aside("\r" + line.ljust(len(self._text)), nl=stays)
            self._now_stands("" if stays else line)

    def end(self) -> None:
        """Leave the last line standing."""
        with _speaking:
            if self._text:
                tell_aside("")
                self._now_stands("")

    def make_way_for(self, text: str) -> None:
        """Write a text that stays above the line that stands there, which is written once more below it."""
        line = self._text
        self.tell(text, stays=True)
        self.tell(line)

    def _now_stands(self, text: str) -> None:
        self._text = text
        LivingLine.standing = self if text else None


def tell_beside(text: str) -> None:
    """Tell a person something that stays; a line that stands on the terminal makes way for it."""
    with _speaking:
        if LivingLine.standing is None:
            tell_aside(text)
        else:
            LivingLine.standing.make_way_for(text)
