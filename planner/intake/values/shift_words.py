"""The shifts that a cell means besides by their labels: *sáng*, *buổi tối*, *Ca 1*, *Ca 01 và Ca 02*, *cả ngày*."""

import re
from collections.abc import Sequence

from planner.domain.calendar import Shift
from planner.domain.folding import fold
from planner.domain.record import ShiftLabel

_AND = re.compile(r"\s+và\s+|\s*[&+/]\s*", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:ca|buổi)\s+")
_PARTS_OF_THE_DAY = {"sáng": (5 * 60, 12 * 60), "chiều": (12 * 60, 18 * 60), "tối": (18 * 60, 24 * 60)}
_OTHER_WORDS = {"đêm": "tối", "ban đêm": "tối", "ban ngày": ""}
_WHOLE_DAY = frozenset({"cả ngày", "tất cả", "tất cả các ca", "các ca", "mọi ca", "cả hai ca", "cả 2 ca"})


def parted(text: str) -> tuple[str, ...]:
    """The names that stand in one part of a list."""
    return tuple(part for part in map(str.strip, _AND.split(text)) if part)


def shifts_meant(text: str, shifts: Sequence[Shift]) -> tuple[ShiftLabel, ...]:
    """The shifts that a word or number means; none if it means none or may mean others."""
    folded = fold(text)
    if folded in map(fold, _WHOLE_DAY):
        return tuple(shift.label for shift in shifts)
    by_number = [shift.label for shift in shifts if _key(folded) in (_key(fold(shift.label)), _number(shift.label))]
    if by_number:
        return tuple(by_number) if len(by_number) == 1 else ()
    word = _BEFORE.sub("", text.casefold().strip())
    word = _OTHER_WORDS.get(word, word)
    by_label = [
        shift.label for shift in shifts if word in _PARTS_OF_THE_DAY and fold(word) in fold(shift.label).split()
    ]
    return tuple(by_label) or tuple(shift.label for shift in shifts if _part_of_the_day(shift) == word)


def _key(folded: str) -> str:
    """A label without regard to blanks and zeros before a number: *CA 1* is *Ca 01*."""
    return re.sub(r"\s+", "", re.sub(r"0+(?=[0-9])", "", folded))


def _number(label: str) -> str:
    """The number at the end of a label, without zeros before it; a text that nothing equals if it has none."""
    match = re.search(r"0*([0-9]+)$", label)
    return match[1] if match else "\0"


def _part_of_the_day(shift: Shift) -> str:
    """The part of the day in which most of the shift lies."""
    return max(_PARTS_OF_THE_DAY, key=lambda word: _minutes_within(shift, *_PARTS_OF_THE_DAY[word]))


def _minutes_within(shift: Shift, starts: int, ends: int) -> int:
    return max(0, min(shift.ends_minute, ends) - max(shift.starts_minute, starts))
