"""Numbers so long that they may be identity or telephone numbers, however their digits are set apart."""

import re

_DATE = re.compile(
    r"(?<!\d)(?:"
    r"(?:0?[1-9]|[12]\d|3[01])([/.\-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d"
    r"|(?:19|20)\d\d([/.\-]?)(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01])"
    r")(?!\d)"
)
"""Days as 18/4/2026, 2026-04-18 and 20260418."""
_LONG_NUMBER = re.compile(r"(?:\d(?:\s{1,3}|\s?[.\-–—/_'·()]{1,2}\s?|,)?){8,}\d")
"""Nine digits in any script: the shortest identity number."""
_SERIAL = re.compile(r"\b(?=\w*[^\W\d_])\w*\d\w*\b")
"""Digits written together with letters, as on the plate of a machine."""
MASK = "***"


def holds_long_number(text: str) -> bool:
    """Whether such a number stands in the text; days such as 18/4/2026 do not count."""
    return bool(_LONG_NUMBER.search(_DATE.sub("ngày", text)))


def without_long_numbers(text: str) -> str:
    """The text with stars in place of such numbers; days stay."""
    kept, end = [], 0
    for day in _DATE.finditer(text):
        kept += [_LONG_NUMBER.sub(MASK, text[end : day.start()]), day[0]]
        end = day.end()
    return "".join((*kept, _LONG_NUMBER.sub(MASK, text[end:])))


def without_serials(name: str) -> str:
    """A thing's name without what can only be its serial number, such as SN4200123456."""
    return _SERIAL.sub("", name)
