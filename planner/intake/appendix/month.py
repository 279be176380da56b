"""Months as headings: *Tháng 4/2023*, over a column or across a table."""

import re
from typing import NamedTuple

_HEADING = re.compile(
    r"(?:lịch )?(?:tháng ?0?([0-9]{1,2})(?: ?[/.-] ?([0-9]{4})|,? năm ([0-9]{4}))?|t0?([0-9]{1,2}) ?[/.-] ?([0-9]{4}))"
    r" ?[:.]?",
    re.IGNORECASE,
)
_LAST = 12


class Month(NamedTuple):
    """A month, and its year where that is said."""

    number: int
    year: int | None = None


def month_heading(text: str) -> Month | None:
    """The month that a heading names and nothing else; None for any other text."""
    match = _HEADING.fullmatch(text)
    number = int(match[1] or match[4]) if match is not None else 0
    if match is None or not 1 <= number <= _LAST:
        return None
    year = match[2] or match[3] or match[5]
    return Month(number, int(year) if year else None)
