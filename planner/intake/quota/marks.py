"""How rows are numbered, by which groups are told from their units: A, I, 1, 1.1 and dashes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from planner.intake.cells.sheets import Cell

_ROMAN = re.compile(r"[IVXL]+")
_LETTER = re.compile(r"[A-HĐ]")
_WHOLE = re.compile(r"[0-9]+")
_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)+")
_BULLETS = frozenset("-–—+•*")
_BEFORE_A_NAME = re.compile(r"\(?([IVXL]+|[A-HĐ]|[0-9]+(?:\.[0-9]+)*)[.)/\-]\s*(?=\S)|([-–—+•*])\s+")


class Level(IntEnum):
    """From the widest group to the last unit."""

    LETTER = 0
    ROMAN = 1
    WHOLE = 2
    DOTTED = 3
    BULLET = 4


@dataclass(frozen=True)
class Mark:
    """A row's number."""

    text: str
    level: Level

    def holds(self, other: "Mark") -> bool:
        """Whether a row with the other number may belong to this one's group."""
        if other.level <= self.level:
            return False
        return (
            other.level is not Level.DOTTED or self.level is not Level.WHOLE or other.text.startswith(f"{self.text}.")
        )


def mark_of(cell: Cell) -> Mark | None:
    """What a cell of the column of numbers says, if it is a number."""
    value = cell.value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float) and not value.is_integer():
        return Mark(str(value), Level.DOTTED)
    return _mark(str(value).removesuffix(".0").strip().rstrip(".)/").lstrip("("))


def mark_before(name: str) -> Mark | None:
    """What stands before a name: *I. Khu vực Bắc*."""
    match = _BEFORE_A_NAME.match(name)
    return _mark(match[1] or match[2]) if match else None


def _mark(text: str) -> Mark | None:
    for form, level in ((_WHOLE, Level.WHOLE), (_DOTTED, Level.DOTTED), (_ROMAN, Level.ROMAN), (_LETTER, Level.LETTER)):
        if form.fullmatch(text):
            return Mark(text, level)
    return Mark(text, Level.BULLET) if text in _BULLETS else None


def begins_again(marks: Sequence[Mark | None]) -> bool:
    """Whether the first number of these, if there is any, is 1."""
    return bool(marks) and marks[0] is not None and marks[0].text == "1"
